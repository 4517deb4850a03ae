//! Books: the parts of one, or the bytes of a container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Format;
use themata_ingest_fuzz::{check, is_packed, pack, parts};

const GIVEN: [(&str, &str); 3] = [
    ("mimetype", "application/epub+zip"),
    (
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"book.opf\" \
         media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
    ),
    (
        "book.opf",
        "<package><manifest>\
         <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/>\
         </manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>",
    ),
];

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    if is_packed(bytes) {
        return check("a.epub", bytes, &[Format::Epub]);
    }
    let packed = pack(&parts(bytes, "a.xhtml", &GIVEN));
    check("a.epub", &packed, &[Format::Epub])
});
