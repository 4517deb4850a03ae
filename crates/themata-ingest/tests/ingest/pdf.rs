use themata_ingest::{
    Error, Options, PdfError, PdfLine, PdfPage, PdfPiece, Reading, Source, read,
};

use crate::notation::write;

/// A page, drawn: each row of text is a line, a blank row is the space between paragraphs,
/// a column is six points wide and a row thirteen points high. Two spaces or more divide a
/// line into pieces, and `*…*` is bold.
fn page(drawing: &str) -> PdfPage {
    let mut lines = Vec::new();
    for (row, text) in drawing.split('\n').enumerate() {
        if text.trim().is_empty() {
            continue;
        }
        let top = 40.0 + 13.0 * row as f32;
        let mut pieces = Vec::new();
        let mut at = 0;
        for part in text.split("  ") {
            let words = part.trim();
            if !words.is_empty() {
                let left = 60.0 + 6.0 * (at + part.find(words).unwrap_or(0)) as f32;
                let bold = words.starts_with('*');
                let words = words.trim_matches('*').to_owned();
                let right = left + 6.0 * words.chars().count() as f32;
                pieces.push(PdfPiece { text: words, left, right, bold });
            }
            at += part.chars().count() + 2;
        }
        lines.push(PdfLine { top, bottom: top + 11.0, pieces });
    }
    PdfPage { width: 600.0, height: 800.0, lines }
}

fn read_pages(pages: &[PdfPage]) -> Result<Reading, Error> {
    let source = Source { name: "a.pdf", bytes: b"%PDF-1.7" };
    read(source, &Options::default(), &|_| Ok(pages.to_vec()))
}

#[track_caller]
fn check(drawings: &[&str], expect: &str, remarks: &[&str]) {
    let pages: Vec<PdfPage> = drawings.iter().map(|drawing| page(drawing)).collect();
    let reading = read_pages(&pages).expect("the pages can be read");
    assert_eq!(write(&reading.documents[0].transcript).trim_end(), expect.trim());
    let found: Vec<&str> = reading.diagnostics.iter().map(|remark| remark.id).collect();
    assert_eq!(found, remarks);
}

#[test]
fn lines_are_joined_and_headers_are_not() {
    check(
        &["
[00:10] RESEARCHER:
How are you today? I am asking because it is
raining.

[00:14] PARTICIPANT 1:
I am fine, thank you for asking me that. It has
been a long day.
[00:20] RESEARCHER:
Good."],
        "
[00:10] RESEARCHER| How are you today? I am asking because it is raining.
[00:14] PARTICIPANT 1| I am fine, thank you for asking me that. It has been a long day.
[00:20] RESEARCHER| Good.",
        &[],
    );
}

#[test]
fn a_gap_or_a_short_line_ends_a_paragraph() {
    check(
        &["
The first paragraph goes over two lines here, as
you can see.
The second one begins after a short line and has
a second line.

The third one begins after a gap."],
        "
The first paragraph goes over two lines here, as you can see.
The second one begins after a short line and has a second line.
The third one begins after a gap.",
        &[],
    );
}

#[test]
fn names_before_colons_begin_turns_without_a_gap() {
    check(
        &["
Ann: How was it then, when you came to the place
and saw them?
Bo: It was fine, and everybody there was glad to
see me, I think so.
Ann: And then what happened to you over there in
Bo: the end?
Bo: Nothing.
Ann: Well."],
        "
Ann| How was it then, when you came to the place and saw them?
Bo| It was fine, and everybody there was glad to see me, I think so.
Ann| And then what happened to you over there in
Bo| the end?
Bo| Nothing.
Ann| Well.",
        &[],
    );
}

#[test]
fn bold_names_and_numbers_in_the_margin() {
    check(
        &[
            "
1   Interview
2   *Dan:*  Okay. So tell me all about it, if you
    like to.
3   *Participant:*  Okay.
4   *Dan:*  Well?
5   *Participant:*  It was good.",
            "
6   *Dan:*  Really?
7   *Participant:*  In 1999
    it was so.",
        ],
        "
Interview
Dan| Okay. So tell me all about it, if you like to.
Participant| Okay.
Dan| Well?
Participant| It was good.
Dan| Really?
Participant| In 1999 it was so.",
        &["margin-numbers-left-out"],
    );
}

#[test]
fn running_heads_and_page_numbers_are_left_out() {
    check(
        &[
            "
Interview A   Confidential

I: A question that goes on until the very end of
this page and then over

Page 1 of 3",
            "
Interview A   Confidential

to the next.

P: Yes.

Page 2 of 3",
            "
Interview A   Confidential

I: Yes.

P: Well.

Page 3 of 3",
        ],
        "
I| A question that goes on until the very end of this page and then over to the next.
P| Yes.
I| Yes.
P| Well.",
        &["running-heads-left-out"],
    );
}

#[test]
fn headers_of_turns_are_no_running_heads() {
    check(
        &["00:10 ANN:\nOne.", "00:20 ANN:\nTwo.", "00:30 ANN:\nThree."],
        "[00:10] ANN| One.\n[00:20] ANN| Two.\n[00:30] ANN| Three.",
        &[],
    );
}

#[test]
fn words_divided_at_line_ends() {
    check(
        &["
The method was well-known and it was an inter-
vention, as we say, a well-
known one, with much documen-
tation and co-
operation from everybody, and the interven-
tion went well."],
        "The method was well-known and it was an intervention, as we say, a well-known one, with \
         much documentation and cooperation from everybody, and the intervention went well.",
        &["divided-words-joined"],
    );
}

#[test]
fn a_hyphen_stays_where_nothing_says_that_it_was_set() {
    let mut drawing = String::from(
        "They asked for a peer-\nreview of all the work that had been done there.\n",
    );
    for _ in 0..40 {
        drawing.push_str("And there is a line that has nothing to do with it\n");
    }
    let pages = [page(&drawing)];
    let reading = read_pages(&pages).unwrap();
    assert!(
        reading.documents[0].transcript.text.starts_with("They asked for a peer-review of all")
    );
}

#[test]
fn scans_and_locked_documents_are_errors() {
    let blank = [PdfPage::default(), PdfPage::default()];
    let error = read_pages(&blank).unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(error.to_string(), "the PDF cannot be read");
    assert_eq!(source.as_deref(), Some("none of its 2 pages holds text"));
    assert!(error.hint().unwrap().contains("OCR"));

    let source = Source { name: "a.pdf", bytes: b"%PDF-1.7" };
    let error = read(source, &Options::default(), &|_| Err(PdfError::Encrypted)).unwrap_err();
    assert!(error.hint().unwrap().contains("password"));
}

#[test]
fn some_pages_without_text_are_remarked_upon() {
    let pages = [page("I: One.\nP: Two."), PdfPage::default()];
    let reading = read_pages(&pages).unwrap();
    assert_eq!(reading.diagnostics[0].message, "1 of 2 pages hold no text");
}

#[test]
fn ligatures_are_the_letters_they_are_drawn_for() {
    check(
        &["
[00:10] RESEARCHER:
How are the o\u{fb03}ces?

[00:14] NURSE:
They are \u{fb01}ne. The work\u{fb02}ow is not.

[00:20] RESEARCHER:
Good."],
        "
[00:10] RESEARCHER| How are the offices?
[00:14] NURSE| They are fine. The workflow is not.
[00:20] RESEARCHER| Good.",
        &["ligatures-resolved"],
    );
}
