//! Scraps of text in the order in which they are read.

use themata_ingest::{PdfLine, PdfPage, PdfPiece, PdfScrap};

use crate::notation::write;
use crate::pdf::{page, read_pages};

/// A page of words wherever they stand, drawn as a page of lines is.
fn scattered(drawing: &str) -> PdfPage {
    let mut scraps = Vec::new();
    for line in page(drawing).lines {
        for piece in line.pieces {
            let mut left = piece.left;
            for word in piece.text.split(' ') {
                let right = left + 6.0 * word.chars().count() as f32;
                let piece = PdfPiece { text: word.to_owned(), left, right, bold: false };
                scraps.push(PdfScrap { piece, top: line.top, bottom: line.bottom });
                left = right + 6.0;
            }
        }
    }
    scraps.reverse();
    PdfPage::of(600.0, 800.0, scraps, 0.2)
}

#[track_caller]
fn check_scattered(drawing: &str, expect: &str) {
    let reading = read_pages(&[scattered(drawing)]).expect("the page can be read");
    assert_eq!(write(&reading.documents[0].transcript).trim_end(), expect.trim());
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    check_scattered(
        "
                  On the Work of Nurses

The first column begins here    The second column stands at
and goes on with lines that     its side, and is read when
are about as wide as it is,     the first one has come to
as all lines of a column are    its end, since this is how
set, except for the last        columns are meant to be
one, which is shorter.          read by everybody.",
        "
On the Work of Nurses
The first column begins here and goes on with lines that are about as wide as it is, as all \
lines of a column are set, except for the last one, which is shorter.
The second column stands at its side, and is read when the first one has come to its end, \
since this is how columns are meant to be read by everybody."
            .replace("\\\n", "")
            .as_str(),
    );
}

#[test]
fn a_column_of_names_is_read_row_by_row() {
    check_scattered(
        "
00:10    ANN:    How was it then, when you came to the place
                 and saw them?
00:14    BOB:    It was fine, and everybody there was glad to
                 see me, I think so.
00:20    ANN:    And then what happened to you over there in
                 the end?
00:29    BOB:    Nothing much.",
        "
[00:10] ANN| How was it then, when you came to the place and saw them?
[00:14] BOB| It was fine, and everybody there was glad to see me, I think so.
[00:20] ANN| And then what happened to you over there in the end?
[00:29] BOB| Nothing much.",
    );
}

#[test]
fn what_is_said_at_the_left_and_at_the_right_by_turns_stays_in_turn() {
    let (left, more) = ("How was it for you over there", "in the end?");
    let right = "It was as good as it ever gets.";
    let drawing = format!("{left}\n{more}\n\n{:40}{right}\n\n", "").repeat(7);
    let expect = format!("{left} {more}\n{right}\n").repeat(7);
    check_scattered(&drawing, &expect);
}

#[test]
fn letters_from_right_to_left_are_read_whichever_way_they_are_spelt() {
    let seen = [
        "םימיה לכ ןיב הדובעה לע תרבדמ ינא :הנד",
        "nursing דומיל 2019 תנשב",
        "אוהה םויב הרק המ תעדל הצור ינא :ןייארמ",
        "?רבד לש ופוסב",
    ];
    let turns = "
דנה| אני מדברת על העבודה בין כל הימים בשנת 2019 לימוד nursing
מראיין| אני רוצה לדעת מה קרה ביום ההוא בסופו של דבר?
";
    let drawn = |spell: fn(&str) -> String| {
        let mut scraps = Vec::new();
        for (row, line) in seen.repeat(3).iter().enumerate() {
            let mut right = 340.0;
            for word in line.rsplit(' ') {
                let left = right - 6.0 * word.chars().count() as f32;
                let piece = PdfPiece { text: spell(word), left, right, bold: false };
                let top = 13.0 * row as f32;
                scraps.push(PdfScrap { piece, top, bottom: top + 11.0 });
                right = left - 6.0;
            }
        }
        PdfPage::of(400.0, 800.0, scraps, 0.2)
    };
    let as_read = |word: &str| -> String {
        if word.is_ascii() { word.to_owned() } else { word.chars().rev().collect() }
    };
    for page in [drawn(str::to_owned), drawn(as_read)] {
        let reading = read_pages(&[page]).unwrap();
        assert_eq!(write(&reading.documents[0].transcript), turns.trim_start().repeat(3));
    }
}

#[test]
fn scraps_become_lines() {
    let scrap = |text: &str, left: f32, right: f32, top: f32, bottom: f32| PdfScrap {
        piece: PdfPiece { text: text.to_owned(), left, right, bold: false },
        top,
        bottom,
    };
    let lines = |scraps: &[PdfScrap]| -> Vec<String> {
        let page = PdfPage::of(600.0, 800.0, scraps.to_vec(), 0.2);
        let text = |line: &PdfLine| {
            line.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" | ")
        };
        page.lines.iter().map(text).collect()
    };
    // A raised number stands behind its word, and a gap divides.
    let raised = [
        scrap("2", 42.0, 45.0, 9.0, 15.0),
        scrap("said", 20.0, 42.0, 10.0, 20.0),
        scrap("then", 48.0, 70.0, 10.0, 20.0),
        scrap("apart", 100.0, 120.0, 10.0, 20.0),
        scrap("below", 20.0, 50.0, 22.0, 32.0),
    ];
    assert_eq!(lines(&raised), ["said2 then | apart", "below"]);
    // Bold by drawing twice, words over other words, and white space under letters.
    let twice = [scrap("bold", 20.0, 40.0, 10.0, 20.0), scrap("bold", 20.3, 40.3, 10.0, 20.0)];
    assert_eq!(lines(&twice), ["bold"]);
    let over = [scrap("stamp", 20.0, 60.0, 10.0, 20.0), scrap("text", 30.0, 50.0, 10.0, 20.0)];
    assert_eq!(lines(&over), ["stamp text"]);
    let under = [scrap("one ", 20.0, 43.0, 10.0, 20.0), scrap(", two", 40.0, 70.0, 10.0, 20.0)];
    assert_eq!(lines(&under), ["one, two"]);
    // A title is no part of the line that its number stands on, and nothing stands nowhere.
    let title = [scrap("1", 20.0, 25.0, 10.0, 22.0), scrap("Title", 50.0, 90.0, 10.0, 37.0)];
    assert_eq!(lines(&title), ["1", "Title"]);
    assert!(lines(&[scrap("lost", f32::NAN, 10.0, 0.0, 10.0)]).is_empty());
}
