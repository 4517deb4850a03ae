//! Comments hang on the words that they are about, wherever these went.

use super::{p, with_parts};
use crate::notation::{check, check_remarks, comments, reading};

/// The words of one run.
fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A sign of the first comment.
fn sign(name: &str) -> String {
    format!("<w:{name} w:id=\"0\"/>")
}

fn begin() -> String {
    sign("commentRangeStart")
}

fn end() -> String {
    sign("commentRangeEnd") + "<w:r>" + &sign("commentReference") + "</w:r>"
}

/// A comment as it is stored.
fn stored(id: u32, author: &str, words: &str) -> String {
    format!(
        "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"2024-05-06T07:08:09Z\">{}\
         </w:comment>",
        p(words)
    )
}

/// Checks which words the first comment is about.
#[track_caller]
fn check_about(body: &str, expect: &str) {
    check_about_in(body, &[], expect);
}

#[track_caller]
fn check_about_in(body: &str, parts: &[(&str, &str)], expect: &str) {
    let comment = stored(0, "Cy", "Why?");
    let parts: Vec<_> = [("comments", &*comment)].into_iter().chain(parts.to_vec()).collect();
    let reading = reading("a.docx", &with_parts(body, &parts)).expect("it can be read");
    let transcript = &reading.documents[0].transcript;
    assert_eq!(comments(transcript), [format!("Cy on <{expect}>: Why?")]);
    assert!(!transcript.text.contains("Why?"));
}

#[test]
fn a_comment_is_about_its_stretch() {
    let body =
        format!("<w:p>{}{}{}{}{}</w:p>", r("  One "), begin(), r("two "), end(), r("three"));
    let bytes =
        with_parts(&body, &[("comments", &stored(0, "Cy", "First.</w:t><w:br/><w:t>Then."))]);
    check("a.docx", &bytes, "One two three");
    check_remarks("a.docx", &bytes, &["comments-kept"]);
    let reading = reading("a.docx", &bytes).unwrap();
    let transcript = &reading.documents[0].transcript;
    assert_eq!(comments(transcript), ["Cy on <two>: First. / Then."]);
    assert_eq!(transcript.comments[0].at.as_deref(), Some("2024-05-06T07:08:09Z"));
}

#[test]
fn a_comment_may_span_paragraphs_breaks_and_turns() {
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p/><w:p>{}{}{}</w:p>",
        r("Ann: How "),
        begin(),
        r("was it? <w:br/>"),
        r(" Bo: Fine"),
        end(),
        r(", thanks.")
    );
    let body = body.replace("<w:br/></w:t>", "</w:t><w:br/>");
    check_about(&body, "was it? / Fine");
    let apart = format!("{}{}{}{}{}", p("One"), begin(), p("Two"), p("Three"), end());
    check_about(&format!("{apart}{}", p("Four")), "Two / Three");
    let last = format!("{}<w:p>{}</w:p>{}<w:p/>{}", p("One"), begin(), p("Two"), end());
    check_about(&last, "Two");
}

#[test]
fn names_and_times_are_no_words_to_be_about() {
    let turn = |name: &str, words: &str| format!("<w:p>{}{words}</w:p>", r(name));
    let first =
        format!("{}{}{}{}", r("é [00:05] one"), begin(), r(" two [00:07] three "), end());
    let body = [turn("Ann: ", &first), turn("Bo: ", &r("x")), turn("Ann: ", &r("y"))];
    check_about(&body.concat(), "two three");
    let labelled = format!("<w:p>{}{}{}{}</w:p>", begin(), r("Ann: one"), end(), r(" two"));
    let body = [labelled, turn("Bo: ", &r("x")), turn("Ann: ", &r("y"))];
    check_about(&body.concat(), "one");
    let header = format!("<w:p>{}{}{}</w:p>", begin(), r("Ann:"), end());
    let body = [p("Bo: x"), header, p("one"), p("Bo: y"), p("Ann: z")];
    check_about(&body.concat(), "");
}

#[test]
fn paragraphs_that_are_joined_keep_their_places() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}{}{}</w:p>{}<w:p>{}{}{}</w:p>",
        r("One "),
        begin(),
        r("two"),
        "<w:bookmarkStart w:id=\"0\"/>",
        r("three"),
        end(),
        r(" four")
    );
    check_about(&body, "two three");
}

#[test]
fn a_comment_on_nothing_hangs_on_its_place() {
    let body =
        format!("<w:p>{}<w:r>{}</w:r>{}</w:p>", r("One "), sign("commentReference"), r("two"));
    let bytes = with_parts(&body, &[("comments", &stored(0, "", "Here."))]);
    let reading = reading("a.docx", &bytes).unwrap();
    let comment = &reading.documents[0].transcript.comments[0];
    assert_eq!((comment.span.start(), comment.span.end()), (4, 4));
    assert_eq!(comment.author, None);
    // What it was about is deleted.
    let body = format!(
        "<w:p>{}{}<w:del>{}</w:del>{}{}</w:p>",
        r("One "),
        begin(),
        r("gone"),
        end(),
        r("two")
    );
    check_about(&body, "");
    let inside =
        format!("<w:p><w:del>{}{}</w:del>{}{}</w:p>", begin(), r("gone "), r("kept"), end());
    check_about(&inside, "kept");
}

#[test]
fn comments_in_cells() {
    let cell = |words: &str| format!("<w:tc>{words}</w:tc>");
    let commented = format!("<w:p>{}{}{}</w:p>", begin(), r("b"), end());
    let row = [cell(&p("a")), cell(&commented), cell(&p("c"))].concat();
    check_about(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "b");
    let nested = cell(&format!("{}<w:tbl><w:tr>{row}</w:tr></w:tbl>", p("x")));
    check_about(&format!("{}<w:tbl><w:tr>{nested}</w:tr></w:tbl>", p("before")), "b");
}

#[test]
fn comments_in_a_table_of_turns() {
    let row = |cells: [&str; 3]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let check_row = |cells: [&str; 3], expect: &str| {
        let table = [
            p("Interview"),
            "<w:tbl>".to_owned(),
            row([&p("Speaker"), &p("Text"), &p("Time")]),
            row([&p("Ann"), &p("One."), &p("0:01")]),
            row(cells),
            row([&p("Cy"), &p("Three."), &p("0:03")]),
            "</w:tbl>".to_owned(),
        ];
        check_about(&table.concat(), expect);
    };
    let about = |words: &str| format!("<w:p>{}{}{}</w:p>", begin(), r(words), end());
    let second =
        format!("{}<w:p>{}{}{}</w:p>", p("Two."), r("And "), begin() + &r("more"), end());
    check_row([&p("Bo"), &second, &p("0:02")], "more");
    check_row([&about("Bo"), &p("Two."), &p("0:02")], "");
    let open = format!("<w:p>{}{}</w:p>", begin(), r("Bo"));
    let close = format!("<w:p>{}{}</w:p>", r("0:02"), end());
    check_row([&open, &p("Two."), &close], "Two.");
    // A row of nothing but a comment's signs.
    check_row([&about(""), "<w:p/>", "<w:p/>"], "");
    let open = format!("{}{}", begin(), p("Two."));
    check_row([&p("Bo"), &open, &format!("{}{}", end(), p("0:02"))], "Two.");
}

#[test]
fn comments_in_text_boxes() {
    let boxed = |inner: &str| {
        format!(
            "{}<w:p>{}<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>{}</w:p>{}",
            p("One"),
            r("two "),
            r("three"),
            p("four")
        )
    };
    let paragraph =
        format!("{}<w:p>{}{}{}</w:p>", p("five"), r("six "), begin() + &r("seven"), end());
    check_about(&boxed(&paragraph), "seven");
    let between = format!("{}{}{}{}", p("five"), begin(), p("six"), end());
    check_about(&boxed(&between), "six");
}

#[test]
fn comments_in_notes() {
    let note = |id: u32, words: &str| format!("<w:footnote w:id=\"{id}\">{words}</w:footnote>");
    let commented = format!("<w:p>{}{}{}{}</w:p>", r("a "), begin(), r("note"), end());
    let notes = [note(1, &p("never told")), note(2, &commented), note(3, &p("other"))].concat();
    let body = "<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id=\"3\"/>\
                <w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    check_about_in(body, &[("footnotes", &notes)], "note");
}

#[test]
fn replies_are_comments_on_the_same_words() {
    let body = format!("<w:p>{}{}{}{}</w:p>", r("One "), begin(), r("two"), end());
    let reply = |id: u32, paragraph: &str, words: &str| {
        let paragraph = format!("<w:p w:paraId=\"{paragraph}\">");
        stored(id, "Di", words).replace("<w:p>", &paragraph)
    };
    let stored = [
        reply(0, "A", "Why?"),
        reply(1, "B", "Because."),
        reply(2, "C", "I see."),
        reply(3, "D", "Lost."),
        reply(4, "E", ""),
    ];
    let replies = "<w:commentEx w:paraId=\"B\" w:paraIdParent=\"A\"/>\
                   <w:commentEx w:paraId=\"C\" w:paraIdParent=\"B\"/>\
                   <w:commentEx w:paraId=\"D\" w:paraIdParent=\"D\"/>";
    let parts = [("comments", &*stored.concat()), ("commentsExtended", replies)];
    let bytes = with_parts(&body, &parts);
    let reading = reading("a.docx", &bytes).unwrap();
    let expect = ["Di on <two>: Why?", "Di on <two>: Because.", "Di on <two>: I see."];
    assert_eq!(comments(&reading.documents[0].transcript), expect);
    check_remarks("a.docx", &bytes, &["comments-kept", "comments-left-out"]);
    assert_eq!(reading.diagnostics[0].message, "3 comments were kept, apart from the text");
}
