//! Fields show what they result in, and never their instructions.

use super::{check_body, check_remarks, document, p};

fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn instruction(words: &str) -> String {
    format!("<w:r><w:instrText>{words}</w:instrText></w:r>")
}

fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn fields_in_fields() {
    let inner = [mark("begin"), instruction("NAME"), mark("separate"), r("inner"), mark("end")];
    let body = [
        r("a "),
        mark("begin"),
        instruction("IF "),
        inner.concat(),
        instruction(" = 1"),
        mark("separate"),
        r("result "),
        inner.concat(),
        mark("end"),
        r(" b"),
    ];
    check_body(&format!("<w:p>{}</w:p>", body.concat()), "a result inner b");
    check_body(
        "<w:p><w:fldSimple w:instr=\"DATE\"><w:r><w:t>today</w:t></w:r></w:fldSimple></w:p>",
        "today",
    );
}

#[test]
fn fields_over_paragraphs_and_empty_ones() {
    let body = [
        format!(
            "<w:p>{}{}{}{}</w:p>",
            mark("begin"),
            instruction("TOC"),
            mark("separate"),
            r("one")
        ),
        p("two"),
        format!("<w:p>{}{}</w:p>", r("three"), mark("end")),
        format!(
            "<w:p>{}{}{}{}</w:p>",
            mark("begin"),
            instruction("TC"),
            mark("end"),
            r("four")
        ),
    ];
    check_body(&body.concat(), "one\ntwo\nthree\nfour");
}

#[test]
fn a_field_that_never_ends_swallows_nothing() {
    let body = [
        p("one"),
        format!("<w:p>{}{}{}</w:p>", mark("begin"), instruction("X"), r("two")),
        format!(
            "<w:p>{}{}{}{}</w:p>",
            mark("begin"),
            instruction("Y"),
            mark("separate"),
            r("three")
        ),
        format!("<w:p>{}{}</w:p>", mark("end"), r("four")),
    ];
    check_body(&body.concat(), "one\ntwo\nthree\nfour");
    check_remarks("a.docx", document(&body.concat()), &["field-not-ended"]);
}

#[test]
fn fields_of_forms_show_what_was_chosen() {
    let field = |form: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>{form}</w:ffData></w:fldChar></w:r>\
             {}{}{}",
            instruction("FORM"),
            mark("separate"),
            mark("end")
        )
    };
    let ticked = field("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>");
    let empty = field("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>");
    let list = field(
        "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"never\"/>\
         <w:listEntry w:val=\"often\"/></w:ddList>",
    );
    check_body(
        &format!("<w:p>{ticked}{}{empty}{}{list}</w:p>", r(" yes "), r(" no ")),
        "☒ yes ☐ no often",
    );
}
