//! Word documents: the parts of one, or the bytes of a container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use themata_ingest::Format;
use themata_ingest_fuzz::{check, is_packed, pack, parts};

const GIVEN: [(&str, &str); 2] = [
    ("[Content_Types].xml", "<Types/>"),
    (
        "word/_rels/document.xml.rels",
        "<Relationships><Relationship Type=\"x/styles\" Target=\"styles.xml\"/>\
         <Relationship Type=\"x/comments\" Target=\"comments.xml\"/>\
         <Relationship Type=\"x/footnotes\" Target=\"footnotes.xml\"/>\
         <Relationship Type=\"x/endnotes\" Target=\"endnotes.xml\"/>\
         <Relationship Type=\"x/numbering\" Target=\"numbering.xml\"/></Relationships>",
    ),
];

fuzz_target!(|bytes: &[u8]| -> libfuzzer_sys::Corpus {
    if is_packed(bytes) {
        return check("a.docx", bytes, &[Format::Docx]);
    }
    let packed = pack(&parts(bytes, "word/document.xml", &GIVEN));
    check("a.docx", &packed, &[Format::Docx])
});
