use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::docx::container;
use crate::notation::{check, check_remarks, comments, pages, reading, sections, write};

const ROOT: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
const KIND: &str = "application/vnd.oasis.opendocument.text";

/// The part that holds the text, with these automatic styles.
fn content(styles: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content {ROOT}>\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    )
}

fn styled(styles: &str, body: &str) -> Vec<u8> {
    container(&[("mimetype", KIND), ("content.xml", &content(styles, body))])
}

pub(crate) fn document(body: &str) -> Vec<u8> {
    styled("", body)
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn style(family: &str, name: &str, attributes: &str, properties: &str) -> String {
    format!(
        "<style:style style:family=\"{family}\" style:name=\"{name}\" {attributes}>{properties}\
         </style:style>"
    )
}

#[track_caller]
fn check_body(body: &str, expect: &str) {
    check("a.odt", document(body), expect);
}

#[test]
fn white_space_is_written_with_elements() {
    check_body(
        "<text:p>\n  a\n  b<text:s text:c=\"3\"/>c<text:s/>d<text:tab/>e &amp; &#233;&nasty;\
         <text:line-break/>f </text:p>\n<text:p/><text:p> \n </text:p>",
        "a b   c d\te & é\nf",
    );
}

#[test]
fn prefixes_are_what_they_are_declared_to_be() {
    let xml = "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:text=\"urn:x\">\
        <o:body><o:text><p>One<s/>two</p><text:p>no paragraph</text:p></o:text></o:body>\
        </o:document-content>";
    check("a.odt", container(&[("mimetype", KIND), ("content.xml", xml)]), "One two");
    let old = "<office:document-content xmlns:office=\"http://openoffice.org/2000/office\" \
        xmlns:text=\"http://openoffice.org/2000/text\"><office:body><text:h text:level=\"2\">Old\
        </text:h><text:p>Words<text:footnote><text:footnote-citation>1</text:footnote-citation>\
        <text:footnote-body><text:p>Note</text:p></text:footnote-body></text:footnote>.</text:p>\
        </office:body></office:document-content>";
    check("a.odt", container(&[("content.xml", old)]), "Old\nWords.\nNote");
}

#[test]
fn bold_comes_from_styles_and_what_they_are_derived_from() {
    let named = format!(
        "<office:document-styles {ROOT}><office:styles>{}</office:styles>\
         <office:automatic-styles>{}</office:automatic-styles></office:document-styles>",
        style("text", "Strong", "", "<style:text-properties fo:font-weight=\"bold\"/>"),
        style("text", "Plain", "", "<style:text-properties fo:font-weight=\"bold\"/>"),
    );
    let automatic = [
        style("text", "T1", "style:parent-style-name=\"Strong\"", ""),
        style("text", "Plain", "", "<style:text-properties fo:font-weight=\"400\"/>"),
    ];
    let turn = |style: &str, name: &str, words: &str| {
        p(&format!("<text:span text:style-name=\"{style}\">{name}:</text:span> {words}"))
    };
    // The names that are bold are names; the one that is not stays in the text.
    let body = |plain: &str| {
        let turns = [
            turn("T1", "Ann", "How was it?"),
            turn("T1", "Bo", "Fine."),
            turn("T1", "Ann", "Well?"),
            turn(plain, "Cy", "Once."),
            turn("T1", "Bo", "Yes."),
        ];
        let text = content(&automatic.concat(), &turns.concat());
        container(&[("mimetype", KIND), ("content.xml", &text), ("styles.xml", &named)])
    };
    let expect = "Ann| How was it?\nBo| Fine.\nAnn| Well?\n| Cy: Once.\nBo| Yes.";
    check("a.odt", body("Plain"), expect);
    let expect = "Ann| How was it?\nBo| Fine.\nAnn| Well?\nCy| Once.\nBo| Yes.";
    check("a.odt", body("T1"), expect);
}

#[test]
fn headings_and_titles_open_sections() {
    let styles = [
        style("paragraph", "Title", "", ""),
        style("paragraph", "P1", "style:parent-style-name=\"Title\"", ""),
        style("paragraph", "P2", "style:default-outline-level=\"3\"", ""),
    ];
    let body = "<text:p text:style-name=\"P1\">A study</text:p>\
        <text:h text:outline-level=\"2\">Part</text:h><text:p>Words.</text:p>\
        <text:p text:style-name=\"P2\">Smaller</text:p><text:p>More.</text:p>";
    let reading = reading("a.odt", &styled(&styles.concat(), body)).unwrap();
    let expect = [
        "1# A study| / Part / Words. / Smaller / More.",
        "2# Part| / Words. / Smaller / More.",
        "3# Smaller| / More.",
    ];
    assert_eq!(sections(&reading.documents[0].transcript), expect);
}

#[test]
fn lists_have_no_numbers_and_readings_of_characters_are_left_out() {
    check_body(
        "<text:list><text:list-header><text:p>Head</text:p></text:list-header><text:list-item>\
         <text:p><text:number>1.</text:number>One</text:p><text:list><text:list-item>\
         <text:p>Inner</text:p></text:list-item></text:list></text:list-item></text:list>\
         <text:p><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ\
         </text:ruby-text></text:ruby></text:p>",
        "Head\nOne\nInner\n漢字",
    );
}

#[test]
fn fields_show_their_results_and_indexes_are_read() {
    check_body(
        "<text:sequence-decls><text:sequence-decl text:name=\"x\">no</text:sequence-decl>\
         </text:sequence-decls><text:table-of-content><text:table-of-content-source>\
         <text:index-title-template>no</text:index-title-template></text:table-of-content-source>\
         <text:index-body><text:index-title><text:p>Contents</text:p></text:index-title>\
         <text:p>Part<text:tab/>1</text:p></text:index-body></text:table-of-content>\
         <text:p>See <text:bookmark-start text:name=\"b\"/><text:bookmark-ref>here\
         </text:bookmark-ref><text:a>, <text:span>there</text:span></text:a> on \
         <text:date>1 May</text:date><text:variable-set text:display=\"none\">7\
         </text:variable-set>.</text:p>",
        "Contents\nPart\t1\nSee here, there on 1 May.",
    );
}

#[test]
fn tracked_changes_are_accepted() {
    let body = "<text:tracked-changes><text:changed-region text:id=\"1\"><text:deletion>\
        <office:change-info><dc:creator>Ann</dc:creator></office:change-info><text:p>out</text:p>\
        </text:deletion></text:changed-region><text:changed-region text:id=\"2\">\
        <text:insertion><office:change-info/></text:insertion></text:changed-region>\
        <text:changed-region text:id=\"3\"><text:format-change/></text:changed-region>\
        </text:tracked-changes><text:p>Keep <text:change text:change-id=\"1\"/>\
        <text:change-start text:change-id=\"2\"/>in<text:change-end text:change-id=\"2\"/></text:p>";
    check_body(body, "Keep in");
    check_remarks("a.odt", document(body), &["tracked-changes-accepted"]);
    let reading = reading("a.odt", &document(body)).unwrap();
    assert!(reading.diagnostics[0].message.starts_with("2 tracked"));
}

#[test]
fn what_is_hidden_is_left_out() {
    let hidden = "<style:text-properties text:display=\"none\"/>";
    let styles = [
        style("text", "T1", "", hidden),
        style("text", "T2", "", "<style:text-properties text:display=\"true\"/>"),
        style("paragraph", "P1", "", hidden),
    ];
    let body = "<text:p>a <text:span text:style-name=\"T1\">hidden<text:s/></text:span>b \
        <text:hidden-text text:is-hidden=\"true\">hidden</text:hidden-text>\
        <text:hidden-text text:is-hidden=\"false\">c</text:hidden-text></text:p>\
        <text:p text:style-name=\"P1\">hidden<text:span text:style-name=\"T2\">d</text:span></text:p>\
        <text:section text:display=\"none\"><text:p>hidden</text:p></text:section>\
        <text:section text:display=\"condition\" text:is-hidden=\"true\"><text:p>hidden</text:p>\
        </text:section><text:section text:display=\"condition\"><text:p>e</text:p></text:section>\
        <text:p>hidden<text:hidden-paragraph text:is-hidden=\"true\"/></text:p>";
    check("a.odt", styled(&styles.concat(), body), "a b c\nd\ne");
    check_remarks("a.odt", styled(&styles.concat(), body), &["hidden-text-left-out"]);
}

fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| format!("<table:table-cell>{}</table:table-cell>", p(cell));
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn tables_cell_by_cell() {
    let inner = format!("<table:table>{}</table:table>", row(&["Speaker", "Text"]));
    check_body(
        &format!(
            "<table:table><table:table-column/><table:table-header-rows>{}\
             </table:table-header-rows><table:table-row table:number-rows-repeated=\"1000000\">\
             <table:table-cell table:number-columns-repeated=\"1000000\"><text:p>c</text:p>\
             </table:table-cell><table:covered-table-cell><text:p>under</text:p>\
             </table:covered-table-cell><table:table-cell>{inner}</table:table-cell>\
             </table:table-row></table:table>",
            row(&["a", "b"])
        ),
        "a\nb\nc\nSpeaker\nText",
    );
}

#[test]
fn a_table_whose_header_tells_who_speaks_has_a_row_for_each_turn() {
    let gap = "<table:covered-table-cell table:number-columns-repeated=\"4000000000\"/>";
    let wide = |time: &str, speaker: &str, words: &str| {
        row(&[time, speaker, words]).replacen(
            "</table:table-cell>",
            &format!("</table:table-cell>{gap}"),
            1,
        )
    };
    let words = "One.</text:p><text:p>It <office:annotation office:name=\"1\"><text:p>Why?</text:p>\
        </office:annotation>was<office:annotation-end office:name=\"1\"/> so.";
    let body = format!(
        "<text:p>Interview</text:p><table:table>{}{}{}{}</table:table><text:p>End</text:p>",
        wide("Timestamp", "Speaker", "Content"),
        wide("0:01", "Ann:", words),
        wide("0:02", "Ann", ""),
        wide("0:03", "Bo", "Two."),
    );
    let expect = "Interview\n[00:01] Ann| One.\n| It was so.\n[00:03] Bo| Two.\nEnd";
    check_body(&body, expect);
    let reading = reading("a.odt", &document(&body)).unwrap();
    assert_eq!(comments(&reading.documents[0].transcript), ["? on <was>: Why?"]);
    // What hung on a row without words is told: its time and its speaker.
    let told = reading.diagnostics.iter().find(|r| r.id == "table-cells-left-out").unwrap();
    assert!(told.message.ends_with("left out: 2"), "{}", told.message);
    let rows = [row(&["Speaker", "Text", "Memo"]), row(&["Ann", "One.", "aside"])].concat();
    let table = document(&format!("<table:table>{rows}</table:table>"));
    check_remarks("a.odt", table, &["paragraph 5: table-cells-left-out"]);
}

#[test]
fn a_cell_that_spans_rows_holds_for_each_of_them() {
    let covered = "<table:covered-table-cell/>";
    let spans = "<table:table-cell table:number-rows-spanned=\"2\">";
    let pair = |speaker: &str, one: &str, two: &str| {
        let first = row(&[speaker, one]).replacen("<table:table-cell>", spans, 1);
        let second = row(&[two]).replacen(
            "<table:table-cell>",
            &format!("{covered}<table:table-cell>"),
            1,
        );
        first + &second
    };
    let rows = [
        row(&["Speaker", "Text"]),
        pair("Ann", "One.", "Two."),
        pair("Bo", "Three.", "Four."),
        row(&["", "Five."]),
    ];
    let body = format!("<table:table>{}</table:table>", rows.concat());
    check_body(&body, "Ann| One.\nAnn| Two.\nBo| Three.\nBo| Four.\n?| Five.");
    check_remarks("a.odt", document(&body), &[]);
}

#[test]
fn text_boxes_follow_their_paragraph() {
    let boxed = |words: &str| {
        format!(
            "<draw:frame>\n<svg:title>no</svg:title><draw:text-box>\n{words}</draw:text-box>\
             <draw:object><text:p>no</text:p></draw:object></draw:frame>"
        )
    };
    let inner = boxed(&p(&format!("in{} the box", boxed(&p("deeper")))));
    let shape = format!("<draw:g><draw:rect>{}</draw:rect></draw:g>", p("a shape"));
    check_body(
        &format!("<text:p>before{inner} and {shape}after</text:p><text:p>next</text:p>"),
        "before and after\nin the box\ndeeper\na shape\nnext",
    );
}

#[test]
fn notes_follow_the_text() {
    let note = |words: &str| {
        format!(
            "<text:note text:note-class=\"endnote\"><text:note-citation>i</text:note-citation>\
             <text:note-body>{}</text:note-body></text:note>",
            p(words)
        )
    };
    let body = format!(
        "<text:p>I: One{}.</text:p><text:p>P: Two{}.</text:p><text:p>I: Three.</text:p>\
         <text:p>P: Four.</text:p>",
        note("I: a note"),
        note("another")
    );
    check_body(&body, "I| One.\nP| Two.\nI| Three.\nP| Four.\nI: a note\nanother");
    check_remarks("a.odt", document(&body), &["notes-at-the-end"]);
}

#[test]
fn comments_keep_their_stretch_author_and_date() {
    let comment = |name: &str, words: &str| {
        format!(
            "<office:annotation office:name=\"{name}\"><dc:creator>Ann Lee</dc:creator>\
             <dc:date>2024-05-01T10:00:00</dc:date><text:p>{words}</text:p><text:list>\
             <text:list-item><text:p>More</text:p></text:list-item></text:list>\
             </office:annotation>"
        )
    };
    let end = |name: &str| format!("<office:annotation-end office:name=\"{name}\"/>");
    let body = format!(
        "<text:p>I: How?</text:p><text:p>P:<text:s text:c=\"2\"/>Not {}bad{}, é {}really</text:p>\
         <text:p>I: Good{}.</text:p><text:p>{}</text:p><text:p>P: Bye.</text:p>",
        comment("1", "Irony?"),
        end("1"),
        comment("2", "Two turns"),
        end("2"),
        comment("3", "A place")
    );
    check_body(&body, "I| How?\nP| Not bad, é really\nI| Good.\nP| Bye.");
    check_remarks("a.odt", document(&body), &["comments-kept"]);
    let reading = reading("a.odt", &document(&body)).unwrap();
    let transcript = &reading.documents[0].transcript;
    let expect = [
        "Ann Lee on <bad>: Irony? / More",
        "Ann Lee on <really / Good>: Two turns / More",
        "Ann Lee on <>: A place / More",
    ];
    assert_eq!(comments(transcript), expect);
    assert_eq!(transcript.comments[0].at.as_deref(), Some("2024-05-01T10:00:00"));
}

#[track_caller]
fn check_pages(body: &str, expect: &[&str]) {
    let breaks = "<style:paragraph-properties fo:break-before=\"page\"/>";
    let styles = style("paragraph", "B", "", breaks);
    let reading = reading("a.odt", &styled(&styles, body)).expect("the source can be read");
    assert_eq!(pages(&reading.documents[0].transcript), expect);
}

#[test]
fn pages_are_counted_where_the_program_said_where_they_begin() {
    let soft = "<text:soft-page-break/>";
    let hard = "<text:p text:style-name=\"B\">";
    let one = format!("{hard}a</text:p><text:p>b{soft} c<text:line-break/>d</text:p>");
    check_pages(&format!("{one}{hard}e</text:p>"), &["1: a / b c", "2: d", "3: e"]);
    check_pages(&format!("{hard}a</text:p>{hard}b</text:p>"), &[]);
    // The cells of a row reach the next page side by side.
    let cell = format!("<table:table-cell><text:p>x{soft}</text:p></table:table-cell>");
    let table =
        format!("<table:table><table:table-row>{cell}{cell}</table:table-row></table:table>");
    check_pages(&format!("{table}<text:p>y</text:p>"), &["1: x / x", "2: y"]);
    // A page on which a book would fit was not laid out when the document was saved.
    let long = p(&"words ".repeat(1_000)).repeat(3);
    check_pages(&format!("{long}<text:p>{soft}y</text:p>"), &[]);
}

#[test]
fn a_document_in_one_file_is_read() {
    let flat = |kind: &str| {
        let styles = style("text", "T1", "", "<style:text-properties text:display=\"none\"/>");
        format!(
            "<?xml version=\"1.0\"?>\n<!-- a comment -->\n<office:document {ROOT} \
             office:mimetype=\"application/vnd.oasis.opendocument.{kind}\">\
             <office:meta><dc:title>no</dc:title></office:meta>\
             <office:automatic-styles>{styles}</office:automatic-styles>\
             <office:master-styles><text:p>A running head</text:p></office:master-styles>\
             <office:body><office:text>\n<text:p>I: <text:span text:style-name=\"T1\">no</text:span>\
             One.</text:p>\n<text:p>P: Two.</text:p></office:text></office:body></office:document>"
        )
    };
    check("a.fodt", flat("text"), "I| One.\nP| Two.");
    let error = reading("a.fods", flat("spreadsheet").as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "an XML file cannot be read");
    let broken = flat("text").replace("\n<text:p>", "<!-- ");
    let error = reading("a.fodt", broken.as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("the OpenDocument text is damaged: "), "{error}");
}

#[test]
fn a_locked_document_is_an_error_that_says_what_to_do() {
    let manifest = "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
        <m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry></m:manifest>";
    let parts = [
        ("mimetype", KIND),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", manifest),
    ];
    let error = reading("a.odt", &container(&parts)).unwrap_err();
    assert_eq!(error.to_string(), "the OpenDocument text is locked by a password");
    assert!(error.hint().is_some_and(|hint| hint.contains("remove the password")));
}

#[test]
fn a_document_that_breaks_off_is_read_up_to_there() {
    let whole = content("", "<text:p>One</text:p><text:p>Two</text:p>");
    let (start, _) = whole.split_once("o</text:p>").unwrap();
    for rest in ["", "<!-- "] {
        let text = format!("{start}{rest}");
        let bytes = container(&[("mimetype", KIND), ("content.xml", &text)]);
        check("a.odt", &bytes, "One\nTw");
        check_remarks("a.odt", &bytes, &["paragraph 2: document-damaged"]);
    }
    let mixed = "<text:p>One <text:span>two</text:p></text:list><text:p>Three</text:p>";
    check_body(mixed, "One two\nThree");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("mimetype", stored).expect("a part can begin");
    writer.write_all(KIND.as_bytes()).expect("a part can be written");
    let empty = writer.finish().expect("a container can end").into_inner();
    let error = reading("a.odt", &empty).unwrap_err();
    assert_eq!(error.to_string(), "the OpenDocument text has no text part");
    let bytes = container(&[("mimetype", KIND), ("content.xml", "<a <!-- ")]);
    let error = reading("a.odt", &bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a part of the OpenDocument text is not well-formed: content.xml"
    );
}

#[test]
fn depth_and_counts_do_no_harm() {
    let nested = |start: &str, end: &str| {
        format!("<text:p>a{}b{}c</text:p>", start.repeat(20_000), end.repeat(20_000))
    };
    check_body(&nested("<text:span>", "</text:span>"), "abc");
    check_body(&nested("<draw:frame>", "</draw:frame>"), "ac");
    check_body(&nested("<text:p>", "</text:p>"), "ac\nb");
    check_body(&nested("<table:table>", "</table:table>"), "ac");
    check_body(&nested("<office:annotation>", "</office:annotation>"), "ac");
    // More ends than beginnings, and none of them where it should be.
    check_body(&nested("<text:span>", "</text:a>"), "abc");
    let spaces = "<text:s text:c=\"99999999\"/>".repeat(1_000);
    let reading_of = |body: &str| reading("a.odt", &document(body));
    let text = reading_of(&format!("<text:p>a{spaces}b</text:p>")).unwrap();
    assert!(text.documents[0].transcript.text.len() < 1_100_000);
    let error = reading_of(&"<text:span>".repeat(100_001)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the OpenDocument text has a depth of nested elements of 100001, and the limit is 100000"
    );
    let line: String = (0..20_000)
        .map(|at| {
            let parent = format!("style:parent-style-name=\"S{}\"", at + 1);
            style("paragraph", &format!("S{at}"), &parent, "")
        })
        .collect();
    check("a.odt", styled(&line, "<text:p text:style-name=\"S0\">a</text:p>"), "a");
}

/// Pieces of which bodies are made.
const PIECES: [&str; 32] = [
    "<text:p>",
    "</text:p>",
    "<text:h>",
    "</text:h>",
    "<text:span>",
    "</text:span>",
    "Ann: ",
    "words",
    " ",
    "\u{a0}é",
    "<text:s text:c=\"3\"/>",
    "<text:line-break/>",
    "<text:soft-page-break/>",
    "<table:table>",
    "</table:table>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<table:covered-table-cell/>",
    "<text:p>Speaker</text:p>",
    "<text:p>Text</text:p>",
    "<draw:frame>",
    "</draw:frame>",
    "<text:note>",
    "</text:note>",
    "<office:annotation office:name=\"1\">",
    "</office:annotation>",
    "<office:annotation-end office:name=\"1\"/>",
    "<text:deletion>",
    "</office:body>",
    "&amp;",
];

proptest! {
    #[test]
    fn any_document_ends_well(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
    ) {
        match reading("a.odt", &document(&pieces.concat())) {
            Ok(reading) => {
                write(&reading.documents[0].transcript);
            }
            Err(error) => prop_assert!(error.hint().is_some()),
        }
    }
}
