//! Workbooks: the parts of one of Excel or, if there is a `content.xml`, of OpenDocument; or
//! the bytes of a container of any of the three formats.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use themata_ingest::{Format, Options, Rows, TableOptions};
use themata_ingest_fuzz::{check, check_with, is_packed, pack, parts};

/// How a file of the programs before 2007 begins.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const EXCEL: [(&str, &str); 4] = [
    ("[Content_Types].xml", "<Types/>"),
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
         officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
         </Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/\
         relationships\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets>\
         </workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/\
         officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
         relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
    ),
];
const OPEN_DOCUMENT: [(&str, &str); 1] =
    [("mimetype", "application/vnd.oasis.opendocument.spreadsheet")];

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if is_packed(bytes) || bytes.starts_with(&COMPOUND) {
        return check_sheet("a.xlsx", bytes);
    }
    let found = parts(bytes, "xl/worksheets/sheet1.xml", &[]);
    if found.iter().any(|(name, _)| *name == "content.xml") {
        return check_sheet("a.ods", &pack(&parts(bytes, "settings.xml", &OPEN_DOCUMENT)));
    }
    check_sheet("a.xlsx", &pack(&parts(bytes, "xl/worksheets/sheet1.xml", &EXCEL)))
});

fn check_sheet(name: &str, bytes: &[u8]) -> Corpus {
    let table = TableOptions { rows: Some(Rows::Respondents), ..TableOptions::default() };
    let survey = Options { table, ..Options::default() };
    let formats = [Format::Xlsx, Format::Xls, Format::Ods];
    check_with(name, bytes, &survey, &formats);
    check(name, bytes, &formats)
}
