//! Which paragraphs are headings, and of which level.

use super::{document, p, with_parts};
use crate::notation::{reading, sections};

const STYLES: &str = "\
    <w:style w:type=\"paragraph\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/>\
      <w:basedOn w:val=\"Normal\"/></w:style>\
    <w:style w:styleId=\"Mine\"><w:name w:val=\"Theme\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
    <w:style w:styleId=\"Deep\"><w:name w:val=\"Deep\"/><w:basedOn w:val=\"Mine\"/>\
      <w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr></w:style>\
    <w:style w:styleId=\"TOCHeading\"><w:name w:val=\"TOC Heading\"/>\
      <w:basedOn w:val=\"berschrift2\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>\
    <w:style w:styleId=\"a\"><w:name w:val=\"Title\"/></w:style>";

/// A paragraph with these properties.
fn styled(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

#[track_caller]
fn check_sections(bytes: &[u8], expect: &[&str]) {
    let reading = reading("a.docx", bytes).expect("it can be read");
    assert_eq!(sections(&reading.documents[0].transcript), expect);
}

#[test]
fn styles_say_which_level_a_heading_has() {
    let body = [
        styled(&style("a"), "Study"),
        styled(&style("TOCHeading"), "Contents"),
        styled(&style("Mine"), "One"),
        p("words"),
        styled(&style("Deep"), "Two"),
        styled(&style("Normal"), "words"),
        styled(&style("berschrift2"), "Three<w:br/>lines"),
    ];
    // The break is outside the words.
    let body = body.concat().replace("Three<w:br/>lines", "Three</w:t><w:br/><w:t>lines");
    check_sections(
        &with_parts(&body, &[("styles", STYLES)]),
        &[
            "1# Study| / Contents / One / words / Two / words / Three lines",
            "2# One| / words / Two / words",
            "4# Two| / words",
            "2# Three lines|",
        ],
    );
}

#[test]
fn a_paragraph_may_say_its_own_level() {
    let level = |level: u8| format!("<w:outlineLvl w:val=\"{level}\"/>");
    let was = "<w:pPrChange><w:pPr><w:pStyle w:val=\"a\"/><w:outlineLvl w:val=\"0\"/></w:pPr>\
               </w:pPrChange>";
    let body = [
        styled(&level(2), "Three"),
        styled(&(style("Mine") + &level(9)), "No heading"),
        styled(&(style("Normal") + was), "No longer a heading"),
    ];
    check_sections(
        &with_parts(&body.concat(), &[("styles", STYLES)]),
        &["3# Three| / No heading / No longer a heading"],
    );
}

#[test]
fn without_styles_the_identifiers_tell() {
    let body = [
        styled(&style("Title"), "Study"),
        styled(&style("Heading3"), "Three"),
        styled(&style("Überschrift2"), "Two"),
        styled(&style("ListParagraph"), "words"),
    ];
    check_sections(
        &document(&body.concat()),
        &["1# Study| / Three / Two / words", "3# Three|", "2# Two| / words"],
    );
}
