use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::notation::{check, check_remarks, reading};

mod comments;
mod forms;
mod headings;
mod limits;
mod unseen;

const ROOT: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

/// A container with these parts.
pub(crate) fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part can begin");
        writer.write_all(text.as_bytes()).expect("a part can be written");
    }
    writer.finish().expect("a container can end").into_inner()
}

/// A Word document with this body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    let main = format!("<w:document {ROOT}><w:body>{body}</w:body></w:document>");
    container(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &main)])
}

/// A Word document with this body and other parts: each one's kind and the elements in it,
/// with prefixes declared.
fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document {ROOT}><w:body>{body}</w:body></w:document>");
    let links: String = parts
        .iter()
        .map(|(kind, _)| format!("<Relationship Type=\"x/{kind}\" Target=\"{kind}.xml\"/>"))
        .collect();
    let links = format!("<Relationships>{links}</Relationships>");
    let others: Vec<(String, String)> = parts
        .iter()
        .map(|(kind, xml)| {
            (format!("word/{kind}.xml"), format!("<w:{kind} {ROOT}>{xml}</w:{kind}>"))
        })
        .collect();
    let mut all =
        vec![("word/document.xml", &*main), ("word/_rels/document.xml.rels", &*links)];
    all.extend(others.iter().map(|(name, xml)| (name.as_str(), xml.as_str())));
    container(&all)
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph that begins bold.
fn bold(name: &str, text: &str) -> String {
    format!(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{name}</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

#[track_caller]
fn check_body(body: &str, expect: &str) {
    check("a.docx", document(body), expect);
}

#[test]
fn bold_names_and_plain_ones() {
    let turns = [
        p("Interview 3"),
        bold("Ann: ", "How was it?"),
        bold("Bo: ", "Fine."),
        p("It was."),
        bold("Ann: ", "Well?"),
        bold("Bo: ", "Yes."),
        bold("Cy: ", "Once."),
    ];
    check_body(
        &turns.concat(),
        "Interview 3\nAnn| How was it?\nBo| Fine.\n| It was.\nAnn| Well?\nBo| Yes.\nCy| Once.",
    );
}

#[test]
fn tracked_changes_are_accepted() {
    let body = "<w:p><w:r><w:t>Keep </w:t></w:r><w:ins><w:r><w:t>in </w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>out</w:delText></w:r></w:del>\
        <w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom>\
        <w:moveTo><w:r><w:t>to</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p>\
        <w:p><w:r><w:t>paragraph.</w:t></w:r></w:p>";
    check_body(body, "Keep in to\nOne paragraph.");
    check_remarks("a.docx", document(body), &["tracked-changes-accepted"]);
}

#[test]
fn fields_show_their_results() {
    check_body(
        "<w:p><w:r><w:t xml:space=\"preserve\">See </w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r><w:r><w:t>hidden</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>here</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:hyperlink><w:r><w:t xml:space=\"preserve\"> and there</w:t></w:r></w:hyperlink></w:p>",
        "See here and there",
    );
}

#[test]
fn wrappings_are_looked_into() {
    check_body(
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:smartTag><w:r><w:t>in a control</w:t></w:r>\
         </w:smartTag></w:p></w:sdtContent></w:sdt>\
         <w:p><w:r><mc:AlternateContent><mc:Choice><w:t>first</w:t></mc:Choice>\
         <mc:Fallback><w:t>second</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>",
        "in a control\nfirst\nx=1",
    );
}

#[test]
fn special_characters() {
    check_body(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>\
         <w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d &amp; &#233; &lt;</w:t>\
         <w:br/><w:t>e</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r></w:p>",
        "a\tb\u{2011}c\u{ad}d & é <\ne→",
    );
}

#[test]
fn a_large_first_letter_belongs_to_its_word() {
    check_body(
        "<w:p><w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>\
         <w:p><w:r><w:t>rop</w:t></w:r></w:p>",
        "Drop",
    );
}

#[test]
fn tables_cell_by_cell() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|c| format!("<w:tc>{}</w:tc>", p(c))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["a", "b"]), row(&["c", "d"]));
    check_body(&table, "a\nb\nc\nd");
    let turns = format!(
        "{}<w:tbl>{}{}{}</w:tbl>",
        p("Interview"),
        row(&["Timestamp", "Speaker", "Content"]),
        row(&["0:01", "Ann:", "One."]),
        row(&["0:02", "Bo", "Two."]),
    );
    let expect = "Interview\n[00:01] Ann| One.\n[00:02] Bo| Two.";
    check_body(&turns, expect);
    check_body(&(turns + &p("After.") + &p("All.")), &format!("{expect}\nAfter.\nAll."));
}

#[test]
fn a_cell_that_is_merged_over_rows_holds_for_each_of_them() {
    let cell =
        |merge: &str, words: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", p(words));
    let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let row = |merge: &str, speaker: &str, words: &str| {
        format!("<w:tr>{}{}</w:tr>", cell(merge, speaker), cell("", words))
    };
    let body = format!(
        "<w:tbl>{}{}{}{}{}{}</w:tbl>",
        row("", "Speaker", "Text"),
        row(begins, "Ann", "One."),
        row(goes_on, "", "Two."),
        row("<w:vMerge w:val=\"continue\"/>", "", "Three."),
        row("", "Bo", "Four."),
        row("", "", "Five."),
    );
    check_body(&body, "Ann| One.\nAnn| Two.\nAnn| Three.\nBo| Four.\n?| Five.");
    check_remarks("a.docx", document(&body), &[]);
}

#[test]
fn cells_beside_the_turns_of_a_table_are_told_once() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|c| format!("<w:tc>{}</w:tc>", p(c))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = format!(
        "{}<w:tbl>{}{}{}</w:tbl>",
        p("Interview"),
        row(&["Speaker", "Text", "Memo"]),
        row(&["Ann", "One.", "aside"]),
        row(&["Bo", "", "aside"]),
    );
    let reading = reading("a.docx", &document(&table)).unwrap();
    let told: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "warning: paragraph 2: the table was read as turns, and cells of other columns or rows \
          were left out: 3 [table-cells-left-out]"
        ]
    );
}

#[test]
fn text_boxes_follow_their_paragraph() {
    let inner = p("in the box");
    check_body(
        &format!(
            "<w:p><w:r><w:t>before</w:t><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict>\
             <w:t xml:space=\"preserve\"> and after</w:t></w:r></w:p>"
        ),
        "before and after\nin the box",
    );
}

#[test]
fn headings_are_said_by_nobody() {
    let heading = |text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        heading("Part one"),
        p("I: One."),
        p("P: Two."),
        heading("Part two"),
        p("I: Three."),
        p("P: Four."),
    ];
    check_body(&body.concat(), "Part one\nI| One.\nP| Two.\nPart two\nI| Three.\nP| Four.");
}

#[test]
fn notes_follow_the_text_and_parts_are_found_by_their_links() {
    let links = "<Relationships><Relationship Type=\"http://x/footnotes\" Target=\"notes.xml\"/>\
                 <Relationship Type=\"http://x/endnotes\" Target=\"/odd/ends.xml\"/></Relationships>";
    let root = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"odd/text.xml\"/>\
                </Relationships>";
    let text = format!(
        "<w:document {ROOT}><w:body><w:p><w:r><w:t>Text</w:t><w:endnoteReference w:id=\"7\"/>\
         <w:footnoteReference w:id=\"2\"/><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         </w:body></w:document>"
    );
    let note = |kind: &str, id: &str, attributes: &str, words: &str| {
        format!("<w:{kind} w:id=\"{id}\"{attributes}>{}</w:{kind}>", p(words))
    };
    let notes = format!(
        "<w:footnotes {ROOT}>{}{}{}</w:footnotes>",
        note("footnote", "0", " w:type=\"separator\"", "-"),
        note("footnote", "1", "", "unused"),
        note("footnote", "2", "", "a note: of two words"),
    );
    let ends =
        format!("<w:endnotes {ROOT}>{}</w:endnotes>", note("endnote", "7", "", "an end"));
    let bytes = container(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root),
        ("odd/text.xml", &text),
        ("odd/_rels/text.xml.rels", links),
        ("odd/notes.xml", &notes),
        ("odd/ends.xml", &ends),
    ]);
    check("a.docx", bytes, "Text\nan end\na note: of two words");
}

#[test]
fn a_document_that_breaks_off_is_read_up_to_there() {
    let body = format!("{}<w:p><w:r><w:t>Two</w:t></w:r></w:p><!-- ", p("One"));
    let text = format!("<w:document {ROOT}><w:body>{body}");
    let bytes = container(&[("word/document.xml", &text)]);
    check("a.docx", &bytes, "One\nTwo");
    check_remarks("a.docx", &bytes, &["paragraph 2: document-damaged"]);
}

#[test]
fn bombs_are_refused() {
    let zeros = " ".repeat(20 << 20);
    let bytes = container(&[("word/document.xml", &zeros)]);
    let error = reading("a.docx", &bytes).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("the Word document has a ratio of unpacked bytes of"),
        "{message}"
    );
    assert!(error.hint().is_some());
}

#[test]
fn a_container_without_text_is_an_error() {
    let error =
        reading("a.docx", &container(&[("[Content_Types].xml", "<Types/>")])).unwrap_err();
    assert_eq!(error.to_string(), "the Word document has no text part");
    let mut broken = document(&p("One"));
    broken.truncate(60);
    let error = reading("a.docx", &broken).unwrap_err();
    assert_eq!(error.to_string(), "the container of the Word document is damaged");
}
