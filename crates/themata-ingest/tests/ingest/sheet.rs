//! Sheets of workbooks.

use std::io::{Cursor, Write};

use themata_ingest::{Options, Source, TableOptions, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::docx::container;
use crate::notation::{check, check_remarks, no_engine, reading};
use crate::survey::{columns, show};

const LINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of Excel with these sheets, each with its name and its XML.
fn xlsx(strings: &[&str], sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut listed = String::new();
    let mut links = format!(
        "<Relationship Id=\"s\" Type=\"{LINK}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
         <Relationship Id=\"t\" Type=\"{LINK}/styles\" Target=\"/xl/styles.xml\"/>"
    );
    let mut parts = Vec::new();
    for (at, (name, xml)) in sheets.iter().enumerate() {
        let (name, state) = name.split_once('/').unwrap_or((name, "visible"));
        listed.push_str(&format!("<sheet name=\"{name}\" state=\"{state}\" r:id=\"r{at}\"/>"));
        let target = format!("worksheets/sheet{at}.xml");
        links.push_str(&format!(
            "<Relationship Id=\"r{at}\" Type=\"{LINK}/worksheet\" Target=\"{target}\"/>"
        ));
        parts.push((
            format!("xl/{target}"),
            format!("<worksheet xmlns=\"{MAIN}\">{xml}</worksheet>"),
        ));
    }
    let strings: String = strings.iter().map(|s| format!("<si><t>{s}</t></si>")).collect();
    let links = format!("<Relationships>{links}</Relationships>");
    let workbook = format!("<workbook xmlns:r=\"{LINK}\"><sheets>{listed}</sheets></workbook>");
    // Styles 1 to 5: a day, a clock, a share, minutes and seconds, hours and minutes.
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>\
        </numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\
        <xf numFmtId=\"164\"/><xf numFmtId=\"21\"/><xf numFmtId=\"9\"/><xf numFmtId=\"45\"/>\
        <xf numFmtId=\"20\"/></cellXfs></styleSheet>";
    let root = format!(
        "<Relationships><Relationship Id=\"m\" Type=\"{LINK}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let strings = format!("<sst>{strings}</sst>");
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &links),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", styles),
    ];
    all.extend(parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str())));
    container(&all)
}

/// The rows of a sheet. A cell is words; a number behind `=`, with a style behind `@`; or a
/// shared string behind `$`.
fn rows(rows: &[&str]) -> String {
    let mut xml = "<sheetData>".to_owned();
    for (row, number) in rows.iter().zip(1..) {
        xml.push_str(&format!("<row r=\"{number}\">"));
        for (cell, column) in row.split('|').zip('A'..) {
            let at = format!("r=\"{column}{number}\"");
            let cell = match cell.split_at_checked(1) {
                Some(("=", rest)) => {
                    let (value, style) = rest.split_once('@').unwrap_or((rest, "0"));
                    format!("<c {at} s=\"{style}\"><v>{value}</v></c>")
                }
                Some(("$", rest)) => format!("<c {at} t=\"s\"><v>{rest}</v></c>"),
                Some(_) => format!("<c {at} t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                None => continue,
            };
            xml.push_str(&cell);
        }
        xml.push_str("</row>");
    }
    xml + "</sheetData>"
}

/// An OpenDocument workbook with these sheets.
fn ods(sheets: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{sheets}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    declared(&[("content.xml", &content)])
}

/// A container that says in its first bytes that it is an OpenDocument workbook.
fn declared(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    for (name, text) in [kind].iter().chain(parts) {
        writer.start_file(*name, options).expect("a part can begin");
        writer.write_all(text.as_bytes()).expect("a part can be written");
    }
    writer.finish().expect("a container can end").into_inner()
}

#[test]
fn a_row_of_a_sheet_is_a_turn() {
    let sheet = rows(&[
        "start|speaker|text",
        "=0.000393518518518519@2|$0|How was it?",
        "=0.00872685185185185@4|Bo|Fine.&#10;Thank you.",
        "=0.523611111111111@5|$0|Well.",
        "1:02:03|$1|=42",
    ]);
    check(
        "a.xlsx",
        xlsx(&["Ann", "Cy"], &[("Talk", &sheet)]),
        "[00:34] Ann| How was it?\n[12:34] Bo| Fine.\n| Thank you.\n[12:34] Ann| Well.\n\
         [1:02:03] Cy| 42",
    );
}

#[test]
fn cells_are_read_as_a_person_sees_them() {
    let sheet = rows(&[
        "The spring survey",
        "",
        "id|day|share|mean|grown|why",
        "=7|=45443@1|=0.455@3|=0.30000000000000004|y|It was time to go",
    ]);
    let sheet = sheet.replace(
        "<c r=\"E4\" t=\"inlineStr\"><is><t>y</t></is></c>",
        "<c r=\"E4\" t=\"b\"><v>1</v></c>",
    );
    let reading = reading("a.xlsx", &xlsx(&[], &[("A", &sheet)])).unwrap();
    assert_eq!(
        show(&reading),
        "7: day=2024-05-31 share=45.5 mean=0.3 grown=TRUE\nwhy\n7| It was time to go"
    );
}

#[test]
fn what_is_merged_over_rows_is_in_each() {
    let sheet = rows(&["speaker|text", "Ann|One.", "|Two.", "Bo|Three.", "|Four."])
        + "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>";
    check("a.xlsx", xlsx(&[], &[("A", &sheet)]), "Ann| One.\nAnn| Two.\nBo| Three.\n?| Four.");
}

#[test]
fn words_that_are_merged_over_rows_are_said_once() {
    let sheet = rows(&["speaker|text", "Ann|One.", "Bo|", "Ann|Two."])
        + "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>";
    check("a.xlsx", xlsx(&[], &[("A", &sheet)]), "Ann| One.\nAnn| Two.");
    let sheet =
        rows(&["id|site|why", "1|Leeds|So that I can see", "2||", "3|York|To be with them"])
            + "<mergeCells><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:C3\"/></mergeCells>";
    let found = reading("a.xlsx", &xlsx(&[], &[("A", &sheet)])).unwrap();
    assert_eq!(
        show(&found),
        "1: site=Leeds\nwhy\n1| So that I can see\n3: site=York\nwhy\n3| To be with them"
    );
}

#[test]
fn the_first_filled_sheet_is_read_and_the_others_are_told() {
    let sheet = |word: &str| rows(&["speaker|text", &format!("Ann|{word}")]);
    let (one, two, three) = (sheet("One"), sheet("Two"), sheet("Three"));
    let book = xlsx(
        &[],
        &[("Empty", "<sheetData/>"), ("Old/hidden", &one), ("Talk", &two), ("More", &three)],
    );
    check("a.xlsx", &book, "Ann| Two");
    let found = reading("a.xlsx", &book).unwrap();
    assert_eq!(found.diagnostics.len(), 1);
    assert_eq!(
        found.diagnostics[0].to_string(),
        "note: one sheet was read, and 2 more hold something [one-sheet-read]"
    );
    assert_eq!(found.diagnostics[0].about.as_deref(), Some("Talk, More, Old"));
    let wanted = |name: &str| {
        let table = TableOptions { sheet: Some(name.to_owned()), ..TableOptions::default() };
        let options = Options { table, ..Options::default() };
        read(Source { name: "a.xlsx", bytes: &book }, &options, &no_engine)
    };
    assert_eq!(wanted("more").unwrap().documents[0].transcript.text, "Three");
    let error = wanted("Tak").unwrap_err();
    assert_eq!(error.to_string(), "the workbook has no sheet of this name: Tak");
    assert_eq!(error.hint(), Some("its sheets are: Empty, Old, Talk, More"));
}

#[test]
fn errors_of_formulas_are_left_empty() {
    let sheet = rows(&["speaker|text", "Ann|One.", "Bo|x"])
        .replace("t=\"inlineStr\"><is><t>x</t></is>", "t=\"e\"><f>-a</f><v>#NAME?</v>");
    let book = xlsx(&[], &[("A", &sheet)]);
    check("a.xlsx", &book, "Ann| One.");
    check_remarks("a.xlsx", &book, &["cells-with-errors", "row 3: row-without-words"]);
}

#[test]
fn a_sheet_is_only_as_large_as_its_cells() {
    let far = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c t=\"str\"><v>text</v></c>\
        </row><row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>One</v></c>\
        <c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    check("a.xlsx", xlsx(&[], &[("A", far)]), "One");
    let wide: String = (1..=1_500)
        .map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"))
        .collect();
    let wide = format!("<sheetData>{wide}</sheetData>");
    let error = reading("a.xlsx", &xlsx(&[], &[("A", &wide)])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the sheet has a number of cells above the limit of 20000000"
    );
    let long = "long ".repeat(1_000_000);
    let sheet = rows(&["$0"; 60]);
    let error = reading("a.xlsx", &xlsx(&[&long], &[("A", &sheet)])).unwrap_err();
    assert!(error.to_string().starts_with("the sheet has a number of bytes above"));
}

#[test]
fn a_damaged_sheet_is_read_as_far_as_it_goes() {
    let sheet =
        rows(&["speaker|text", "Ann|One.", "Bo|Two."]).replace("</row></sheetData>", "</c>");
    let book = xlsx(&[], &[("A", &sheet)]);
    check("a.xlsx", &book, "Ann| One.\nBo| Two.");
    check_remarks("a.xlsx", &book, &["document-damaged"]);
    let error = reading("a.xlsx", &xlsx(&[], &[("A", "<sheetData><row></c>")]));
    assert!(error.is_ok_and(|reading| reading.documents[0].transcript.text.is_empty()));
}

const CELLS: &str = "<table:tracked-changes><table:table-cell><text:p>gone</text:p>\
    </table:table-cell></table:tracked-changes>\
    <table:table table:name=\"Notes\"><table:table-row table:number-rows-repeated=\"1048576\">\
    <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
    <table:table table:name=\"Answers\">\
    <table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><text:p>site</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><text:p>day</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><text:p>share</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><text:p>why</text:p></table:table-cell></table:table-row>\
    <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1.0</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Leeds</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-31\"><text:p>31/05/24</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"percentage\" office:value=\"0.45\"><text:p>45%</text:p></table:table-cell>\
    <table:table-cell office:value-type=\"string\"><office:annotation><text:p>aside</text:p></office:annotation>\
    <text:p>It was<text:s text:c=\"2\"/>time</text:p><text:p>to <text:span>go</text:span> &amp; see</text:p></table:table-cell></table:table-row>\
    <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
    <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"2\"><text:p>2</text:p></table:table-cell>\
    <table:table-cell table:number-columns-repeated=\"3\"/>\
    <table:table-cell office:value-type=\"string\"><text:p>Nobody asked me to</text:p></table:table-cell></table:table-row>\
    </table:table>";

#[test]
fn a_sheet_of_an_open_document() {
    let reading = reading("a.ods", &ods(CELLS)).unwrap();
    assert_eq!(
        show(&reading),
        "1: site=Leeds day=2024-05-31 share=45\nwhy\n1| It was  time\n| to go & see\n\
         2:\nwhy\n2| Nobody asked me to"
    );
    assert_eq!(
        columns(&reading),
        "respondents: id=name, site=attribute, day=attribute, share=attribute, why=question"
    );
    let place = |id| reading.diagnostics.iter().find(|remark| remark.id == id);
    assert!(place("one-sheet-read").is_none(), "the other sheet is empty");
}

#[test]
fn an_open_document_cannot_fill_the_memory() {
    let many = "<table:table><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\">\
        <text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    let error = reading("a.ods", &ods(many)).unwrap_err();
    assert!(error.to_string().starts_with("the sheet has a number of cells above"));
    assert!(error.hint().unwrap().contains("new workbook"));
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let locked = declared(&[
        ("META-INF/manifest.xml", "<m:file-entry><m:encryption-data/></m:file-entry>"),
        ("content.xml", "???"),
    ]);
    let error = reading("a.ods", &locked).unwrap_err();
    assert_eq!(error.to_string(), "the workbook is locked by a password");
    let error = reading("a.xlsx", &xlsx(&[], &[])).unwrap_err();
    assert_eq!(error.to_string(), "the workbook has no text part");
    let mut old = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    old.extend("Workbook".encode_utf16().flat_map(u16::to_le_bytes));
    let error = reading("a.xls", &old).unwrap_err();
    assert_eq!(error.to_string(), "an Excel workbook of the format before 2007 cannot be read");
    assert!(error.hint().unwrap().contains(".xlsx"));
}

#[test]
fn a_binary_workbook_is_named() {
    let parts = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "")];
    let error =
        crate::notation::reading("a.xlsb", &crate::docx::container(&parts)).unwrap_err();
    assert_eq!(error.to_string(), "a binary workbook of Excel cannot be read");
    assert_eq!(error.hint(), Some("save it as .xlsx"));
}
