use themata_ingest::Format;

use crate::notation::{check, check_remarks, marks, reading};

/// A file with this text.
fn file(html: &str) -> String {
    let text = html.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{\"text\":\"{text}\",\"media\":\"a.mp3\",\"media-time\":12.9}}")
}

fn stamp(seconds: &str) -> String {
    format!("<span class=\"timestamp\" data-timestamp=\"{seconds}\">0:00</span>")
}

#[test]
fn turns_start_at_their_exact_times() {
    let turn = |at: &str, words: &str| format!("<p>{} {words}</p>", stamp(at));
    let source = file(
        &[
            turn("0.0", "<b>Ann:</b> How was it?"),
            turn("12.34", "<b>Bo:</b>&nbsp;Fine."),
            turn("3725.0016", "Ann: Well?<br />Really?"),
        ]
        .concat(),
    );
    check(
        "a.otr",
        &source,
        "[00:00] Ann| How was it?\n[00:12.340] Bo| Fine.\n[1:02:05.002] Ann| Well?\n| Really?",
    );
    check_remarks("a.otr", &source, &[]);
    check("b.otr", source.replace(" <b>", "<b>"), {
        "[00:00] Ann| How was it?\n[00:12.340] Bo| Fine.\n[1:02:05.002] Ann| Well?\n| Really?"
    });
}

#[test]
fn where_nobody_is_named_a_turn_of_nobody_begins_at_each_stamp() {
    let source = file(&format!(
        "<p>{}one{} two {}three</p><p>so there were four of them by then{} </p>",
        stamp("1.5"),
        stamp("2.25"),
        stamp("3"),
        stamp("4"),
    ));
    check("a.otr", &source, {
        "[00:01.500] ?| one\n[00:02.250] ?| two\n\
         [00:03-00:04] ?| three\n| so there were four of them by then"
    });
    let text = &reading("a.otr", source.as_bytes()).unwrap().documents[0].transcript.text;
    assert_eq!(text, "one two three\nso there were four of them by then");
    let reading = reading("a.otr", source.as_bytes()).unwrap();
    assert_eq!(
        marks(&reading.documents[0].transcript),
        ["00:01.500 one", "00:02.250 two", "00:03 three", "00:04 "]
    );
}

#[test]
fn moments_without_names_hold_up_to_what_nobody_says() {
    let source = file(&format!(
        "<p>before</p><p>{}one</p><p>two</p><h2>Part</h2><p>three</p><p>{}four{}</p><h2>End</h2>\
         <p>five</p><h2>{}Late</h2><p>six</p>",
        stamp("1"),
        stamp("2"),
        stamp("3"),
        stamp("4"),
    ));
    check("a.otr", source, {
        "before\n[00:01] ?| one\n| two\nPart\nthree\n[00:02] ?| four\nEnd\n\
         [00:03] ?| five\nLate\n[00:04] ?| six"
    });
    // Names make turns, and then what stands in the words is a mark.
    let talk = file(&format!(
        "<p>Ann: One.</p><p>Bo: Two {}three.</p><p>Ann: Four.</p><p>Bo: Five.</p>",
        stamp("5")
    ));
    check("a.otr", talk, "Ann| One.\nBo| Two three.\nAnn| Four.\nBo| Five.");
}

#[test]
fn a_stamp_without_a_time_is_what_it_shows() {
    for odd in ["", "x", "-1", "NaN", "1e99"] {
        check("a.otr", file(&format!("<p>{}one</p>", stamp(odd))), "0:00 one");
    }
}

#[test]
fn a_file_is_known_by_its_keys() {
    let is = |name: &str, source: &str| reading(name, source.as_bytes()).unwrap().format;
    assert_eq!(is("a.json", &file("<p>one</p>")), Format::Otr);
    assert_eq!(is("a", &file("one")), Format::Otr);
    assert_eq!(is("a", "{\"text\": \"media: none\"}"), Format::Txt);
    assert_eq!(is("a", "{\"text\": \"a \\\"media\\\": b\"}"), Format::Txt);
}

#[test]
fn separators_of_lines_are_no_damage() {
    check("a.otr", file("<p>one\u{2028}two</p>"), "one two");
}

#[test]
fn damage_is_an_error_with_its_place() {
    let whole = file("<p>Ann: words</p>");
    let error = reading("a.otr", &whole.as_bytes()[..20]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the oTranscribe file is damaged: its JSON breaks off or is wrong at line 1, column 20"
    );
    assert!(error.hint().is_some());
    let error = reading("a.otr", b"{\n\"media\": \"a.mp3\"}").unwrap_err();
    assert_eq!(error.to_string(), "the oTranscribe file is damaged: it has no `text`");
    let nested = "[".repeat(100_000);
    assert!(reading("a.otr", format!("{{\"text\": {nested}").as_bytes()).is_err());
}
