//! What a person does not see in Word is no text, and what they see and the reader leaves out
//! is told.

use super::{check_body, check_remarks, document, p, with_parts};
use crate::notation::check;

#[test]
fn hidden_text_is_left_out_and_told() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>two</w:t></w:r></w:p>";
    check_body(body, "One two");
    check_remarks("a.docx", document(body), &["hidden-text-left-out"]);
    let styles = "<w:style w:styleId=\"z\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"z\"/></w:pPr><w:r><w:t>Top of Form</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:rStyle w:val=\"z\"/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:t>seen</w:t></w:r></w:p>";
    check("a.docx", with_parts(body, &[("styles", styles)]), "seen");
}

#[test]
fn bold_styles_are_bold() {
    let styles = "<w:style w:styleId=\"N\"><w:rPr><w:b/></w:rPr></w:style>";
    let turn = |name: &str, words: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:rStyle w:val=\"N\"/></w:rPr><w:t>{name}:</w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\"> {words}</w:t></w:r></w:p>"
        )
    };
    let turns = [
        p("Interview 3"),
        turn("Ann", "How was it?"),
        turn("Bo", "Fine."),
        p("Note: it was."),
        turn("Ann", "Well?"),
        turn("Bo", "Yes."),
        turn("Cy", "Once."),
    ];
    check(
        "a.docx",
        with_parts(&turns.concat(), &[("styles", styles)]),
        "Interview 3\nAnn| How was it?\nBo| Fine.\n| Note: it was.\nAnn| Well?\nBo| Yes.\nCy| Once.",
    );
}

#[test]
fn deleted_rows_and_cells_are_out() {
    let row = |properties: &str, words: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc></w:tr>", p(words))
    };
    let cell = format!(
        "<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>",
        p("d"),
        p("e")
    );
    let body = format!(
        "<w:tbl>{}{}{}{cell}</w:tbl>{}",
        row("", "a"),
        row("<w:del/>", "b"),
        row("<w:ins/>", "c"),
        p("f")
    );
    check_body(&body, "a\nc\ne\nf");
    check_remarks("a.docx", document(&body), &["tracked-changes-accepted"]);
}

#[test]
fn how_things_looked_before_does_not_count() {
    let body = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>\
        <w:t>seen</w:t></w:r></w:p>";
    check_body(body, "seen");
}

#[test]
fn a_run_goes_on_behind_a_text_box() {
    let body = format!(
        "<w:p><w:r><w:t>one</w:t><w:pict><w:txbxContent>{}</w:txbxContent></w:pict><w:tab/>\
         <w:t>two</w:t></w:r></w:p>",
        p("three")
    );
    check_body(&body, "one\ttwo\nthree");
}

#[test]
fn line_ends_in_the_source_are_spaces() {
    check_body("<w:p><w:r><w:t>one\ntwo&#x2028;three</w:t></w:r></w:p>", "one two\nthree");
}

#[test]
fn what_cannot_be_read_is_told() {
    let body = format!(
        "{}<w:altChunk r:id=\"rId1\"/><w:p><w:r><w:drawing><c:chart xmlns:c=\"x\"/></w:drawing>\
         </w:r></w:p>",
        p("one")
    );
    check_body(&body, "one");
    let remarks = ["embedded-document-left-out", "diagrams-left-out"];
    check_remarks("a.docx", document(&body), &remarks);
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|c| format!("<w:tc>{}</w:tc>", p(c))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = [
        row(&["Speaker", "Text", "Memo"]),
        row(&["Ann", "One.", "left out"]),
        row(&["left out", "", ""]),
        row(&["Bo", "Two.", ""]),
    ];
    let body = format!("<w:tbl>{}</w:tbl>", table.concat());
    check_body(&body, "Ann| One.\nBo| Two.");
    check_remarks("a.docx", document(&body), &["paragraph 1: table-cells-left-out"]);
}

#[test]
fn a_damaged_part_beside_the_text_costs_only_itself() {
    let body = "<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";
    let notes = format!("<w:footnote w:id=\"1\">{}<w:p><!-- ", p("note"));
    let bytes = with_parts(
        body,
        &[("footnotes", &notes), ("styles", "<w:style <"), ("comments", "<!-- ")],
    );
    check("a.docx", &bytes, "Text\nnote");
    check_remarks(
        "a.docx",
        &bytes,
        &["document-damaged", "notes-at-the-end", "document-damaged"],
    );
}

#[test]
fn control_characters_do_not_reach_the_text() {
    check("a.docx", document(&p("One&#13;two&#11;three&#1;four")), "One two\nthreefour");
}
