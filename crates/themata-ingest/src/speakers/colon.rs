//! `Ann: words`, `ANN:` on a line of its own, `受訪者：…`, `[Ann]: words`.

use super::name::{LONGEST, believe};
use super::{Candidate, Layout};
use crate::line::Line;

pub(super) fn read(line: &Line, from: usize) -> Option<Candidate<'_>> {
    let named = name_and_colon(&line.text[from..])?;
    Some(Candidate {
        name: named.name,
        belief: believe(named.name),
        layout: Layout::Colon,
        stamp: None,
        words_from: from + named.words_from,
        bold: from + named.name_end <= line.bold,
        tight: named.tight,
    })
}

/// A name that a colon ends.
pub(super) struct Named<'a> {
    pub(super) name: &'a str,
    pub(super) name_end: usize,
    pub(super) words_from: usize,
    pub(super) tight: bool,
}

/// The stretch before the first colon of a text, if a colon comes early enough.
pub(super) fn name_and_colon(text: &str) -> Option<Named<'_>> {
    // Two characters more than a name may have: brackets round it, or a space behind it.
    let (at, colon) =
        text.char_indices().take(LONGEST + 3).find(|&(_, c)| matches!(c, ':' | '：'))?;
    let before = text[..at].trim();
    let behind = &text[at + colon.len_utf8()..];
    let next = behind.chars().next();
    if colon == ':' {
        // A time, a verse, a value, an address, a path.
        let next_to = |c: char| c.is_ascii_digit() || matches!(c, '/' | '\\' | ':' | '=');
        if next.is_some_and(next_to) {
            return None;
        }
    }
    // The stars of Markdown are met in plain text too: `**Ann**: words`, `**Ann:** words`.
    let stars = before.strip_prefix("**");
    let inner = stars.map(|inner| inner.strip_suffix("**").unwrap_or(inner));
    let is_closed = before.len() > 2 && before.ends_with("**");
    let behind = match inner {
        Some(_) if !is_closed => behind.strip_prefix("**")?,
        _ => behind,
    };
    let next = behind.chars().next();
    let before = inner.unwrap_or(before);
    let within = |open: char, close: char| before.strip_prefix(open)?.strip_suffix(close);
    let name = [('[', ']'), ('<', '>'), ('(', ')'), ('"', '"')]
        .into_iter()
        .find_map(|(open, close)| within(open, close))
        .unwrap_or(before)
        .trim();
    let name_end = name.as_ptr() as usize - text.as_ptr() as usize + name.len();
    Some(Named {
        name,
        name_end,
        words_from: text.len() - behind.trim_start().len(),
        tight: colon == ':' && next.is_some_and(|c| !c.is_whitespace()),
    })
}
