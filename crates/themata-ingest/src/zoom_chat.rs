//! The chat of a Zoom meeting: every message is a turn of its sender.
//!
//! ```text
//! 00:12:03<tab>Ann Lee:<tab>hello
//! 10:12:03 From  Ann Lee  to  Everyone : hello
//! 2024-05-01 10:12:03 From Ann Lee To Everyone:
//! <tab>hello
//! ```
//!
//! A log that is saved with a recording counts from its beginning; one that a person saves
//! tells the time of day. The first message says which: nobody waits for half a morning to
//! write it, and hardly anybody meets before dawn. Times of day are not kept.

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::time::clock;
use crate::utterances::tidy;
use crate::{Document, assemble};

/// From this time on the first message tells the time of day, in milliseconds: for logs of
/// recordings, and for those that name who is written to.
const DAY_OF_RECORDING: u64 = 10 * 3_600_000;
const DAY_OF_SAVED: u64 = 4 * 3_600_000;
/// The longest header of a message, in bytes.
const LONGEST_HEADER: usize = 400;

/// The first line of a message.
struct Message<'a> {
    /// The day, if the log tells it.
    date: Option<&'a str>,
    ms: u64,
    sender: &'a str,
    receiver: Option<&'a str>,
    words: &'a str,
    /// Whether the line is of the layout with `From`.
    saved: bool,
}

/// Whether a text begins like a chat log.
pub(crate) fn sniff(start: &str) -> bool {
    let first = message(start.split('\n').next().unwrap_or_default());
    // A name alone on its line begins a turn of a transcript.
    first.is_some_and(|first| first.saved || !first.words.is_empty())
}

/// Reads a chat log.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let first = text.split('\n').find_map(message);
    let is_elapsed = first.as_ref().is_some_and(|first| {
        let day = if first.saved { DAY_OF_SAVED } else { DAY_OF_RECORDING };
        first.date.is_none() && first.ms < day
    });
    let date = first.as_ref().and_then(|first| first.date).map(str::to_owned);
    let mut builder = Builder::default();
    let (mut private, mut messages) = (0usize, 0usize);
    for line in text.split('\n') {
        let Some(message) = message(line) else {
            builder.paragraph(&tidy(line));
            continue;
        };
        let Message { ms, sender, receiver, words, .. } = message;
        messages += 1;
        private += usize::from(receiver.is_some_and(is_private));
        let (speaker, start_ms) = (Some(sender.to_owned()), is_elapsed.then_some(ms));
        builder.open_turn(Opening { speaker, start_ms, end_ms: None });
        builder.paragraph(&tidy(words));
    }
    if messages > 0 {
        let (id, message) = if is_elapsed {
            ("chat-times-elapsed", "the times were taken to count from the recording's start")
        } else {
            ("chat-times-of-day", "the times were taken for times of day and were left out")
        };
        diagnostics.push(Diagnostic::note(id, message));
    }
    if private > 0 {
        let message = format!("{private} messages were sent to one person and not to everyone");
        let hint = "make sure that they may be part of the study";
        diagnostics.push(Diagnostic::warning("direct-messages", message).hint(hint));
    }
    let transcript = assemble::finish(builder, diagnostics);
    let attributes = date.map(|date| ("date".to_owned(), date)).into_iter().collect();
    Ok(Document { name: None, transcript, attributes })
}

fn is_private(receiver: &str) -> bool {
    let lower = receiver.to_lowercase();
    lower.contains("(direct message)") || lower.contains("(privately)")
}

/// Reads a line as the first one of a message.
fn message(line: &str) -> Option<Message<'_>> {
    let line = line.trim_end();
    let (date, rest) = match line.split_once(' ') {
        Some((date, rest)) if is_date(date) => (Some(date), rest.trim_start()),
        _ => (None, line),
    };
    let (ms, len) = clock(rest)?;
    let is_whole = rest[..len].bytes().filter(|&b| b == b':').count() == 2;
    let behind = &rest[len..];
    let body = behind.trim_start();
    if !is_whole || body.len() == behind.len() {
        return None;
    }
    if let Some(from) = body.strip_prefix("From ") {
        let (header, words) = header(from)?;
        let (sender, receiver) = people(header);
        let saved = true;
        return (!sender.is_empty()).then_some(Message {
            date,
            ms,
            sender,
            receiver,
            words,
            saved,
        });
    }
    // The name may hold colons, and the tab behind the last of them is Zoom's.
    let (sender, words) = match body.split_once(":\t") {
        Some(found) => found,
        None => (body.strip_suffix(':')?, ""),
    };
    let sender = sender.trim();
    let is_zoom = behind.starts_with('\t') && sender.len() <= LONGEST_HEADER;
    (is_zoom && !sender.is_empty()).then_some(Message {
        date,
        ms,
        sender,
        receiver: None,
        words,
        saved: false,
    })
}

fn is_date(text: &str) -> bool {
    let text = text.trim_end_matches(',');
    (8..=10).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'))
        && text.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// Splits what stands behind `From` into who writes to whom, and the words.
fn header(from: &str) -> Option<(&str, &str)> {
    let found = if let Some((header, words)) = from.split_once(" : ") {
        (header, words)
    } else if let Some(header) = from.strip_suffix(" :").or_else(|| from.strip_suffix(':')) {
        (header, "")
    } else {
        from.split_once(":\t").or_else(|| from.split_once(": "))?
    };
    (found.0.len() <= LONGEST_HEADER).then_some(found)
}

/// Splits a header at its last ` to `. Older logs put more spaces around it than names hold.
fn people(header: &str) -> (&str, Option<&str>) {
    let split = ["  to  ", "  To  ", " To ", " to "]
        .iter()
        .find_map(|to| header.rfind(to).map(|at| (at, at + to.len())));
    match split {
        Some((at, behind)) => (header[..at].trim(), Some(header[behind..].trim())),
        None => (header.trim(), None),
    }
}
