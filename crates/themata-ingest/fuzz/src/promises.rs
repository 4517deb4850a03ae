//! What is promised of every reading, whatever the bytes were.

use themata_ingest::{Reading, Transcript};

/// The most remarks on one source. There are fewer than a hundred kinds, and of each kind some
/// twenty are kept.
const MOST_REMARKS: usize = 2_000;

/// Checks a reading with all its documents.
pub(crate) fn check(reading: &Reading) {
    assert!(!reading.documents.is_empty(), "there is a document");
    assert!(reading.diagnostics.len() <= MOST_REMARKS, "remarks are bounded");
    for document in &reading.documents {
        let chars: Vec<char> = document.transcript.text.chars().collect();
        paragraphs(&document.transcript.text);
        turns(&document.transcript, &chars);
        structure(&document.transcript, &chars);
        places(&document.transcript, chars.len());
    }
}

fn paragraphs(text: &str) {
    for paragraph in text.split('\n') {
        assert!(text.is_empty() || !paragraph.trim().is_empty(), "a paragraph is blank");
        assert_eq!(paragraph.trim(), paragraph, "a paragraph has white space at an end");
    }
}

fn turns(transcript: &Transcript, chars: &[char]) {
    let (mut at, mut known) = (0, 0);
    for turn in &transcript.turns {
        let (start, end) = (turn.span.start() as usize, turn.span.end() as usize);
        assert!(at <= start, "turns are in order and do not overlap");
        assert!(start < end, "a turn is empty");
        assert!(end <= chars.len(), "a turn lies in the text");
        assert_ne!(chars[end - 1], '\n', "a turn ends with a line end");
        if let Some(speaker) = turn.speaker {
            assert!((speaker as usize) < transcript.speakers.len(), "a speaker is known");
            assert!(speaker <= known, "speakers stand in the order in which they first speak");
            known = known.max(speaker + 1);
        }
        at = end;
    }
    for (turn, words) in transcript.spoken() {
        assert_eq!(words.chars().count(), turn.span.len() as usize, "a turn has its words");
    }
}

fn structure(transcript: &Transcript, chars: &[char]) {
    let mut last = 0;
    for section in &transcript.sections {
        let (start, end) = (section.span.start(), section.span.end());
        assert!(last <= start, "sections are in order");
        assert!(start < end, "a section is empty");
        assert!(end as usize <= chars.len(), "a section lies in the text");
        let begins = chars[start as usize..].iter().copied();
        assert!(
            begins.take(section.title.chars().count()).eq(section.title.chars()),
            "a section begins with its title"
        );
        last = start;
    }
    let mut last = 0;
    for page in &transcript.pages {
        assert!(last <= page.span.start(), "pages are in order and do not overlap");
        assert!(page.span.end() as usize <= chars.len(), "a page lies in the text");
        last = page.span.end();
    }
}

fn places(transcript: &Transcript, length: usize) {
    let mut last = 0;
    for comment in &transcript.comments {
        assert!(last <= comment.span.start(), "comments are in order");
        assert!(comment.span.end() as usize <= length, "a comment lies in the text");
        last = comment.span.start();
    }
    let mut last = 0;
    for mark in &transcript.time_marks {
        assert!(mark.at.is_empty(), "a mark is a place");
        assert!(last <= mark.at.start(), "marks are in order");
        assert!(mark.at.end() as usize <= length, "a mark lies in the text");
        last = mark.at.start();
    }
}
