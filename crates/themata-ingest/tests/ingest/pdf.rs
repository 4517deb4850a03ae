use themata_ingest::{
    Error, Options, PdfError, PdfLine, PdfPage, PdfPiece, Reading, Source, read,
};

use crate::notation::{pages, write};

/// A page, drawn: each row of text is a line, a blank row is the space between paragraphs,
/// a column is six points wide and a row thirteen points high. Two spaces or more divide a
/// line into pieces, and `*…*` is bold.
pub(crate) fn page(drawing: &str) -> PdfPage {
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

pub(crate) fn read_pages(pages: &[PdfPage]) -> Result<Reading, Error> {
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

#[test]
fn pages_hold_the_paragraphs_that_begin_on_them() {
    let drawings = [
        "
I: Where were you when all of this happened to us?

P: I cannot say, since I never knew what happened
to me then.

I: And where were you?

P: I was at home, and as I have told you before I",
        "
was asleep, all of the time that it went on there.

I: And then?",
        "
P: Nothing.

I: I see.",
    ];
    let reading = read_pages(&drawings.map(page)).expect("the pages can be read");
    assert_eq!(
        pages(&reading.documents[0].transcript),
        [
            "1: Where were you when all of this happened to us? / I cannot say, since I never \
             knew what happened to me then. / And where were you? / I was at home, and as I \
             have told you before I was asleep, all of the time that it went on there.",
            "2: And then?",
            "3: Nothing. / I see.",
        ]
    );
}

#[test]
fn a_line_that_is_drawn_on_two_pages_is_said_once() {
    let line = "Dan: That is so, and it has been for as long as I";
    check(
        &[
            &format!("\nPat: Is that so?\n\n{line}"),
            &format!("{line}\ncan remember.\n\nPat: I see.\n\nDan: Yes."),
            "Dan: Yes.\n\nPat: And why?\n\nDan: Who knows?",
        ],
        "
Pat| Is that so?
Dan| That is so, and it has been for as long as I can remember.
Pat| I see.
Dan| Yes.
Dan| Yes.
Pat| And why?
Dan| Who knows?",
        &["lines-drawn-twice"],
    );
}

#[test]
fn a_short_line_that_is_cut_off_at_the_top_is_said_once() {
    let mut second = page("Dan: Yes.\n\nPat: And why?\n\nDan: Who knows?");
    second.lines[0].top = -3.0;
    let first = page("\nPat: Is that so?\n\nDan: Is it?\n\nPat: I ask you.\n\nDan: Yes.");
    let reading = read_pages(&[first, second]).unwrap();
    assert_eq!(
        write(&reading.documents[0].transcript),
        "Pat| Is that so?\nDan| Is it?\nPat| I ask you.\nDan| Yes.\nPat| And why?\nDan| Who \
         knows?\n"
    );
}

#[test]
fn left_and_right_pages_and_chapters_have_their_own_heads() {
    let heads = ["One: A Beginning  #", "#  A Study of Work"];
    let drawings: Vec<String> = (1..=8)
        .map(|number| {
            let head = match number {
                7 | 8 => "Two: An End  #",
                _ => heads[(number + 1) % 2],
            };
            let head = head.replace('#', &number.to_string());
            format!("{head}\n\nI: The question of page {number} is this.\n\nP: So it is.")
        })
        .collect();
    let drawings: Vec<&str> = drawings.iter().map(String::as_str).collect();
    let expect: String = (1..=8)
        .map(|number| format!("I| The question of page {number} is this.\nP| So it is.\n"))
        .collect();
    check(&drawings, &expect, &["running-heads-left-out"]);
}

#[test]
fn names_on_lines_of_their_own_and_figures_are_no_running_heads() {
    let page = "ANN\nYes, I was.\n\nBO\nWere you?\n\nANN\nI was.\n\nBO\nI see.\n\n12 13\n14 15";
    let expect = "ANN| Yes, I was.\nBO| Were you?\nANN| I was.\nBO| I see.\n| 12 13\n| 14 15\n";
    check(&[page, page], &expect.repeat(2), &[]);
}

#[test]
fn numbers_of_lines_go_and_each_page_counts_anew() {
    check(
        &[
            "
1   Q.  And you were there on that day, is that what
2   you say?
3   A.  Yes.
4   Q.  The whole day, until the evening?
5   A.  Until ten.",
            "
1   Q.  And then you left for home at 10, as you have
2   told us before?
3   A.  Yes.
4   Q.  In 2019?
5   A.  Yes.",
        ],
        "
Q| And you were there on that day, is that what you say?
A| Yes.
Q| The whole day, until the evening?
A| Until ten.
Q| And then you left for home at 10, as you have told us before?
A| Yes.
Q| In 2019?
A| Yes.",
        &["margin-numbers-left-out"],
    );
}

#[test]
fn numbers_of_lines_go_where_no_gap_is_seen() {
    let lines: String =
        (1..=25).map(|n| format!("{n} THE COURT: The matter of case number {n}.\n")).collect();
    let expect: String =
        (1..=25).map(|n| format!("THE COURT| The matter of case number {n}.\n")).collect();
    check(&[&lines], &expect, &["margin-numbers-left-out"]);
    // A list has other lines between its numbers.
    let list = (1..=6).map(|n| format!("{n} One thing\n\nWhat there is to say.\n\n"));
    let list: String = list.collect();
    let reading = read_pages(&[page(&list)]).unwrap();
    assert!(reading.documents[0].transcript.text.starts_with("1 One thing\n"));
}

#[test]
fn paragraphs_without_spaces_end_with_short_lines() {
    check(
        &["
訪問者：你什麼時候開始做這份工作的，當時的情況是怎樣的，
可以說說嗎？
受訪者：二○一九年。我覺得那個工作很辛苦，但是我很喜歡，
因為每天都有新的故事。
訪問者：謝謝。
受訪者：不客氣。"],
        "
訪問者| 你什麼時候開始做這份工作的，當時的情況是怎樣的，可以說說嗎？
受訪者| 二○一九年。我覺得那個工作很辛苦，但是我很喜歡，因為每天都有新的故事。
訪問者| 謝謝。
受訪者| 不客氣。",
        &[],
    );
    check(
        &["
我覺得那個工作很辛苦，但是我很喜歡，因為每天都有新的故
事。
第二段從這裡開始，因為上一行很短，而且這一行也很長，所
以是這樣。"],
        "
我覺得那個工作很辛苦，但是我很喜歡，因為每天都有新的故事。
第二段從這裡開始，因為上一行很短，而且這一行也很長，所以是這樣。",
        &[],
    );
}

#[test]
fn a_soft_hyphen_goes_and_a_compound_keeps_its_own() {
    check(
        &["
The care of this hospital is well known to all pa\u{ad}
tients, who come from non-
profit places and self-
help groups, whether non-profit or not, and those
of self-help groups."],
        "The care of this hospital is well known to all patients, who come from non-profit places \
         and self-help groups, whether non-profit or not, and those of self-help groups.",
        &["divided-words-joined"],
    );
}

#[test]
fn a_sentence_goes_on_over_an_uneven_distance() {
    let mut drawn = page(
        "
The first paragraph goes over three lines here, as
you can see, and since there is a raised number in
the third one it is set a little lower.

The second paragraph begins after a blank line, as
it should.",
    );
    drawn.lines[2].top += 4.0;
    drawn.lines[2].bottom += 4.0;
    let reading = read_pages(&[drawn]).unwrap();
    assert_eq!(
        reading.documents[0].transcript.text,
        "The first paragraph goes over three lines here, as you can see, and since there is a \
         raised number in the third one it is set a little lower.\n\
         The second paragraph begins after a blank line, as it should."
    );
}

#[test]
fn rows_of_a_table_are_paragraphs() {
    check(
        &["
Country       Capital       Language and people
Austria       Vienna        German, nine millions
Belgium       Brussels      Dutch and French here"],
        "
Country Capital Language and people
Austria Vienna German, nine millions
Belgium Brussels Dutch and French here",
        &[],
    );
}

#[test]
fn a_document_of_divided_lines_is_read_in_one_walk() {
    let lines = 40_000;
    let reading = read_pages(&[page(&"con-\n".repeat(lines))]).expect("the page can be read");
    let text = &reading.documents[0].transcript.text;
    assert_eq!(text.len(), "con".len() * lines + "-".len());
}
