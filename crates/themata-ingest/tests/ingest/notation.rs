//! The notation of the tests.
//!
//! ```text
//! A line outside every turn.
//! [00:10] P3| The words of a turn.
//! | Its second paragraph.
//! [00:20-00:25] ?| Words of nobody known.
//! ```

use std::fmt::Write;

use themata_ingest::{
    Error, Options, PdfError, PdfPage, Reading, SectionKind, Source, Transcript, read,
};
use themata_text::CharSpan;

/// Reads a source as a person would who decides nothing.
pub(crate) fn reading(name: &str, bytes: &[u8]) -> Result<Reading, Error> {
    read(Source { name, bytes }, &Options::default(), &no_engine)
}

pub(crate) fn no_engine(_: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    Err(PdfError::Unavailable)
}

/// Checks the transcript of a source.
#[track_caller]
pub(crate) fn check(name: &str, source: impl AsRef<[u8]>, expect: &str) {
    let reading = reading(name, source.as_ref()).expect("the source can be read");
    assert_eq!(write(&reading.documents[0].transcript).trim_end(), expect.trim());
}

/// Checks which remarks a source yields: the place and the identifier of each.
#[track_caller]
pub(crate) fn check_remarks(name: &str, source: impl AsRef<[u8]>, expect: &[&str]) {
    let reading = reading(name, source.as_ref()).expect("the source can be read");
    let found: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|remark| match (remark.place, &remark.about) {
            (Some(place), Some(about)) => format!("{place}: {} ({about})", remark.id),
            (Some(place), None) => format!("{place}: {}", remark.id),
            _ => remark.id.to_owned(),
        })
        .collect();
    assert_eq!(found, expect);
}

/// Writes a transcript in the notation, and checks on the way what every transcript promises.
#[track_caller]
pub(crate) fn write(transcript: &Transcript) -> String {
    let chars: Vec<char> = transcript.text.chars().collect();
    let cut = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    for paragraph in transcript.text.split('\n') {
        let is_only = transcript.text.is_empty();
        assert!(is_only || !paragraph.trim().is_empty(), "a paragraph is blank");
        assert_eq!(paragraph.trim(), paragraph, "a paragraph has white space at an end");
    }
    let mut shown = String::new();
    let mut at = 0;
    let outside = |shown: &mut String, words: &str| {
        for line in words.split('\n').filter(|line| !line.trim().is_empty()) {
            writeln!(shown, "{line}").expect("a string can be written to");
        }
    };
    for turn in &transcript.turns {
        let (start, end) = (turn.span.start() as usize, turn.span.end() as usize);
        assert!(at <= start && start < end && end <= chars.len(), "turns are in order");
        outside(&mut shown, &cut(at, start));
        if let Some(start) = turn.start_ms {
            let end = turn.end_ms.map(|end| format!("-{}", clock(end))).unwrap_or_default();
            write!(shown, "[{}{end}] ", clock(start)).expect("a string can be written to");
        }
        let name = transcript.speaker_of(turn).unwrap_or("?");
        let words = cut(start, end);
        assert!(!words.ends_with('\n'), "a turn ends with a line end");
        writeln!(shown, "{name}| {}", words.replace('\n', "\n| "))
            .expect("a string can be written to");
        at = end;
    }
    outside(&mut shown, &cut(at, chars.len()));
    check_structure(transcript, &chars);
    for mark in &transcript.time_marks {
        assert!(
            mark.at.is_empty() && mark.at.end() as usize <= chars.len(),
            "a mark is a place"
        );
    }
    let spoken: Vec<String> = transcript.spoken().map(|(_, words)| words.to_owned()).collect();
    let cuts: Vec<String> = transcript
        .turns
        .iter()
        .map(|turn| cut(turn.span.start() as usize, turn.span.end() as usize))
        .collect();
    assert_eq!(spoken, cuts);
    shown
}

/// Checks what every transcript promises of its sections, pages and comments.
#[track_caller]
fn check_structure(transcript: &Transcript, chars: &[char]) {
    let mut last = 0;
    for section in &transcript.sections {
        let (start, end) = (section.span.start(), section.span.end());
        assert!(last <= start && start < end && end as usize <= chars.len(), "sections");
        last = start;
    }
    let mut last = 0;
    for page in &transcript.pages {
        assert!(last <= page.span.start() && page.span.end() as usize <= chars.len(), "pages");
        last = page.span.end();
    }
    for comment in &transcript.comments {
        assert!(comment.span.end() as usize <= chars.len(), "a comment lies in the text");
    }
}

/// Where the time marks of a transcript are: each with the word behind it.
pub(crate) fn marks(transcript: &Transcript) -> Vec<String> {
    let chars: Vec<char> = transcript.text.chars().collect();
    transcript
        .time_marks
        .iter()
        .map(|mark| {
            let rest = &chars[mark.at.start() as usize..];
            let word: String = rest.iter().take_while(|c| !c.is_whitespace()).collect();
            format!("{} {word}", clock(mark.ms))
        })
        .collect()
}

/// The sections of a transcript: level, title, and the words that follow the title.
#[allow(dead_code, reason = "not every layout has sections")]
pub(crate) fn sections(transcript: &Transcript) -> Vec<String> {
    transcript
        .sections
        .iter()
        .map(|section| {
            let words = cut(transcript, section.span);
            let rest =
                words.strip_prefix(&section.title).expect("a section begins with its title");
            let mark = if section.kind == SectionKind::Question { "?" } else { "#" };
            format!("{}{mark} {}|{}", section.level, section.title, rest.replace('\n', " / "))
        })
        .collect()
}

/// The pages of a transcript: number and words.
#[allow(dead_code, reason = "not every layout has pages")]
pub(crate) fn pages(transcript: &Transcript) -> Vec<String> {
    let words = |span| cut(transcript, span).replace('\n', " / ");
    transcript
        .pages
        .iter()
        .map(|page| format!("{}: {}", page.number, words(page.span)))
        .collect()
}

/// The comments of a transcript: author, the words that they are about, and what they say.
#[allow(dead_code, reason = "not every layout has comments")]
pub(crate) fn comments(transcript: &Transcript) -> Vec<String> {
    transcript
        .comments
        .iter()
        .map(|comment| {
            let author = comment.author.as_deref().unwrap_or("?");
            let about = cut(transcript, comment.span).replace('\n', " / ");
            format!("{author} on <{about}>: {}", comment.words.replace('\n', " / "))
        })
        .collect()
}

fn cut(transcript: &Transcript, span: CharSpan) -> String {
    let (start, end) = (span.start() as usize, span.end() as usize);
    transcript.text.chars().skip(start).take(end - start).collect()
}

fn clock(ms: u64) -> String {
    let (seconds, rest) = (ms / 1000, ms % 1000);
    let fraction = if rest > 0 { format!(".{rest:03}") } else { String::new() };
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let hours = if hours > 0 { format!("{hours}:") } else { String::new() };
    format!("{hours}{minutes:02}:{:02}{fraction}", seconds % 60)
}
