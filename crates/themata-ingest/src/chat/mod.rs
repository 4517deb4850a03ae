//! CHAT transcripts of CHILDES and TalkBank: every main line is a turn.
//!
//! The words stay as they are transcribed, codes such as `(.)`, `xxx`, `&=laughs` and
//! `[: going to]` included: to take them out is a decision about the data. Only the times that
//! lead to the recording are lifted out. Dependent tiers (`%mor`, `%gra`, …) are analyses and
//! are left out. `@G` and `@Bg` open a section, and an `@Comment` is nobody's. A speaker is called by the name that the headers give, else by the code.

mod headers;

use std::collections::BTreeMap;

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::utterances::tidy;
use crate::{Document, Place, SectionKind, assemble};
use headers::Headers;

/// What stands around times. In the file it is a control character; programs show it so.
const BULLET: char = '•';

/// Whether a text begins like a CHAT transcript: with its headers, or with a main line.
pub(crate) fn sniff(start: &str) -> bool {
    let begins = ["@UTF8", "@Begin", "@Font:", "@PID:", "@Languages:", "@Participants:"];
    let is_headed = begins.iter().any(|header| start.starts_with(header))
        && (start.contains("@Begin") || start.contains("\n*"));
    is_headed
        || main_line(start).is_some_and(|(code, rest)| is_code(code) && rest.starts_with('\t'))
}

/// Makes the control character around times visible, which would else be dropped with those
/// that say nothing.
pub(crate) fn with_bullets(text: String) -> String {
    let is_chat = text.contains('\u{15}') && sniff(text.trim_start());
    if is_chat { text.replace('\u{15}', "•") } else { text }
}

/// Reads a CHAT transcript.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let mut lines = joined(text);
    let mut headers = Headers::default();
    for (_, line) in &lines {
        if let Some(header) = line.strip_prefix('@') {
            headers.learn(header);
        }
    }
    let Headers { people, attributes } = headers;
    let mut builder = Builder::default();
    let (mut left, mut tiers) = (0usize, BTreeMap::<String, usize>::new());
    for (number, line) in &mut lines {
        if let Some(header) = line.strip_prefix('@') {
            aside(header, &mut builder);
            continue;
        }
        if let Some(tier) = line.strip_prefix('%') {
            left += 1;
            let name = tier.split([':', '\t', ' ']).next().unwrap_or_default();
            if tiers.len() < 100 || tiers.contains_key(name) {
                *tiers.entry(name.to_owned()).or_default() += 1;
            }
            continue;
        }
        let Some((code, said)) = main_line(line) else {
            let message = "this line is no line of a CHAT transcript, and is nobody's";
            let place = Place::Line(*number);
            diagnostics.push(Diagnostic::warning("odd-chat-line", message).at(place));
            builder.close_turn();
            builder.paragraph(&tidy(line));
            continue;
        };
        let (words, start_ms, end_ms) = without_bullets(said);
        let speaker = Some(people.name(code)).filter(|name| !name.is_empty());
        builder.open_turn(Opening { speaker, start_ms, end_ms });
        builder.paragraph(&tidy(&words));
    }
    if left > 0 {
        let names: Vec<&str> = tiers.keys().take(20).map(String::as_str).collect();
        let message = format!("{left} dependent lines are analyses and were left out");
        let note = Diagnostic::note("dependent-tiers-left-out", message);
        diagnostics.push(note.about(&names.join(", ")));
    }
    builder.know(people.into_speakers());
    let transcript = assemble::finish(builder, diagnostics);
    Ok(Document { name: None, transcript, attributes })
}

/// Writes a header that stands among the lines: the title of a part, or a comment.
fn aside(header: &str, builder: &mut Builder) {
    let Some((name, words)) = header.split_once(':') else { return };
    let words = tidy(words);
    match name {
        _ if words.is_empty() => {}
        "G" | "Bg" => {
            builder.section(SectionKind::Heading, 1, &words);
        }
        "Comment" => {
            builder.close_turn();
            builder.paragraph(&words);
        }
        _ => {}
    }
}

/// The lines with those that go on with them, which begin with white space. Each has the
/// number of its first line.
fn joined(text: &str) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for (line, number) in text.split('\n').zip(1u32..) {
        if line.trim().is_empty() {
            continue;
        }
        match lines.last_mut() {
            Some((_, before)) if !line.starts_with(['@', '*', '%']) => {
                before.push(' ');
                before.push_str(line.trim());
            }
            _ => lines.push((number, line.trim_end().to_owned())),
        }
    }
    lines
}

/// The code of who speaks, and what stands behind it.
fn main_line(line: &str) -> Option<(&str, &str)> {
    let (code, said) = line.strip_prefix('*')?.split_once(':')?;
    (code.len() <= 40 && !code.contains('\n')).then_some((code.trim(), said))
}

fn is_code(code: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "_-+'".contains(c);
    (1..=8).contains(&code.len()) && code.chars().all(is_sign)
}

/// Words without the times between bullets, and the first and the last of these.
fn without_bullets(said: &str) -> (String, Option<u64>, Option<u64>) {
    let mut words = String::with_capacity(said.len());
    let (mut start, mut end) = (None, None);
    let mut rest = said;
    while let Some(at) = rest.find(BULLET) {
        let behind = &rest[at + BULLET.len_utf8()..];
        let Some(len) = behind.find(BULLET) else { break };
        let inner = &behind[..len];
        words.push_str(&rest[..at]);
        if let Some((from, to)) = times(inner) {
            start = start.or(Some(from));
            end = Some(to).filter(|&to| to >= from);
        } else if !inner.starts_with('%') {
            // Somebody types bullets, too.
            words.push(BULLET);
            rest = behind;
            continue;
        }
        words.push(' ');
        rest = &behind[len + BULLET.len_utf8()..];
    }
    words.push_str(rest);
    (words, start, end)
}

/// `0_3042`, or `%snd:"name"_0_3042` in older files.
fn times(inner: &str) -> Option<(u64, u64)> {
    let mut parts = inner.trim().trim_end_matches('-').rsplit('_');
    let (end, start) = (parts.next()?, parts.next()?);
    Some((start.parse().ok()?, end.parse().ok()?))
}
