//! RTF documents. Bytes without the opening that marks one are given it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Format;
use themata_ingest_fuzz::check;

const OPENING: &[u8] = br"{\rtf1\ansi";

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    if bytes.starts_with(br"{\rtf") {
        check("a.rtf", bytes, &[Format::Rtf])
    } else {
        check("a.rtf", &[OPENING, bytes].concat(), &[Format::Rtf])
    }
});
