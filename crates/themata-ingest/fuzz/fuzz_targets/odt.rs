//! OpenDocument texts: the parts of one, one in a single file, or the bytes of a container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Format;
use themata_ingest_fuzz::{check, is_packed, pack, parts};

const GIVEN: [(&str, &str); 1] = [("mimetype", "application/vnd.oasis.opendocument.text")];

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    if is_packed(bytes) || bytes.windows(16).take(400).any(|found| found == b"<office:document")
    {
        check("a.fodt", bytes, &[Format::Odt]);
    }
    if is_packed(bytes) {
        return libfuzzer_sys::Corpus::Keep;
    }
    let packed = pack(&parts(bytes, "content.xml", &GIVEN));
    check("a.odt", &packed, &[Format::Odt])
});
