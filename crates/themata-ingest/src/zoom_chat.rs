//! The chat of a Zoom meeting: every message is a turn of its sender.
//!
//! ```text
//! 00:12:03<tab>Ann Lee:<tab>hello
//! 10:12:03 From  Ann Lee  to  Everyone : hello
//! 2024-05-01 10:12:03 From Ann Lee To Everyone:
//! <tab>hello
//! ```
//!
//! `From` and `to` are read in the languages in which it is certain what they are called.
//!
//! A log that is saved with a recording counts from its beginning; one that a person saves
//! tells the time of day. The first message says which: nobody waits for half a morning to
//! write it, and hardly anybody meets before dawn. Times of day are not kept.
//!
//! What of a message is its sender's own, `own` says.

mod own;

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::time::clock;
use crate::utterances::tidy;
use crate::{Document, assemble};
use own::{Own, own};

/// From this time on the first message tells the time of day, in milliseconds: for logs of
/// recordings, and for those that name who is written to.
const DAY_OF_RECORDING: u64 = 10 * 3_600_000;
const DAY_OF_SAVED: u64 = 4 * 3_600_000;
/// The longest header of a message, in bytes.
const LONGEST_HEADER: usize = 400;

/// What stands before the sender and before the receiver, in the languages of the program.
const PEOPLE: [(&str, &[&str]); 6] = [
    ("From", &["to", "To"]),
    ("Von", &["an", "An"]),
    ("De", &["à", "À", "a", "A", "para", "Para"]),
    ("Da", &["a", "A"]),
    ("Van", &["aan", "Aan"]),
    ("Från", &["till", "Till"]),
];

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
    let (mut private, mut messages, mut replies, mut reactions) =
        (0usize, 0usize, 0usize, 0usize);
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(Message { ms, sender, receiver, words, .. }) = message(line) else {
            builder.paragraph(&tidy(line));
            continue;
        };
        messages += 1;
        let mut said = vec![words];
        while let Some(line) = lines.next_if(|line| message(line).is_none()) {
            said.push(line);
        }
        let (opening, said) = match own(&said) {
            Own::Words(said) => ("", said),
            Own::Reply(opening, said) => {
                replies += 1;
                (opening, said)
            }
            Own::Reaction => {
                reactions += 1;
                continue;
            }
        };
        private += usize::from(receiver.is_some_and(is_private));
        let (speaker, start_ms) = (Some(sender.to_owned()), is_elapsed.then_some(ms));
        builder.open_turn(Opening { speaker, start_ms, end_ms: None });
        builder.paragraph(&tidy(opening));
        for line in said {
            builder.paragraph(&tidy(line));
        }
    }
    if messages > 0 {
        let (id, message) = if is_elapsed {
            ("chat-times-elapsed", "the times were taken to count from the recording's start")
        } else {
            ("chat-times-of-day", "the times were taken for times of day and were left out")
        };
        diagnostics.push(Diagnostic::note(id, message));
    }
    if replies + reactions > 0 {
        let message = format!(
            "words of others were left out: {reactions} reactions, and what is quoted at the \
             beginning of {replies} replies"
        );
        diagnostics.push(Diagnostic::note("chat-words-of-others-left-out", message));
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
    if let Some(found) = PEOPLE.iter().find_map(|languages| between(body, *languages)) {
        let ((sender, receiver), words) = found;
        return Some(Message { date, ms, sender, receiver, words, saved: true });
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
    let signs = [" : ", ":\t", ": "];
    let cuts = signs.iter().filter_map(|sign| Some((from.find(sign)?, sign.len())));
    let found = match cuts.min() {
        Some((at, len)) => (&from[..at], &from[at + len..]),
        None => (from.strip_suffix(':')?, ""),
    };
    (found.0.len() <= LONGEST_HEADER).then_some(found)
}

/// The sender, the receiver and the words, if a message has the words of one language.
fn between<'a>(
    body: &'a str,
    (from, to): (&str, &[&str]),
) -> Option<((&'a str, Option<&'a str>), &'a str)> {
    let behind = body.strip_prefix(from)?.strip_prefix(' ')?;
    let (header, words) = header(behind)?;
    let (sender, receiver) = people(header, to);
    // Names begin with the words of other languages, too: `De Vries: yes`.
    let is_named = |name: &str| name.starts_with(char::is_uppercase);
    let is_certain = from == "From" || receiver.is_some_and(is_named);
    (is_certain && !sender.is_empty()).then_some(((sender, receiver), words))
}

/// Splits a header at its last ` to `. Older logs put more spaces around it than names hold.
fn people<'a>(header: &'a str, to: &[&str]) -> (&'a str, Option<&'a str>) {
    let at_last = |spaces: &str| {
        to.iter()
            .map(|to| format!("{spaces}{to}{spaces}"))
            .filter_map(|to| header.rfind(&to).map(|at| (at, at + to.len())))
            .max()
    };
    match at_last("  ").or_else(|| at_last(" ")) {
        Some((at, behind)) => (header[..at].trim(), Some(header[behind..].trim())),
        None => (header.trim(), None),
    }
}
