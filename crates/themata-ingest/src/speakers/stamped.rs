//! `Ann  0:10` and `Ann (0:10)` on a line of their own, `Ann (0:10): words`, and
//! `Ann 0:10 words` where the name is bold.

use super::name::{LONGEST, believe};
use super::{Candidate, Layout};
use crate::line::Line;
use crate::time::{Dress, Stamp, stamp, stamp_at_end};

pub(super) fn read(line: &Line, from: usize) -> Option<Candidate<'_>> {
    let text = &line.text[from..];
    let bold = line.bold.saturating_sub(from);
    let (name, stamp, words_from) = at_the_end(text)
        .or_else(|| before_a_colon(text))
        .or_else(|| behind_bold(text, bold))?;
    let name = name.trim_end().trim_end_matches([',', '-', '–', '—', '|', ':']).trim();
    let bare = name.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let name = bare.unwrap_or(name).trim();
    let name_end = name.as_ptr() as usize - text.as_ptr() as usize + name.len();
    Some(Candidate {
        name,
        belief: believe(name),
        layout: Layout::Stamped,
        stamp: Some(stamp),
        words_from: from + words_from,
        bold: from + name_end <= line.bold,
        tight: false,
    })
}

fn at_the_end(text: &str) -> Option<(&str, Stamp, usize)> {
    let body = text.trim_end();
    let body = body.strip_suffix(':').unwrap_or(body);
    // A longer line is no header, and looking at its end only would not tell.
    if body.len() > 4 * LONGEST + 40 {
        return None;
    }
    let (at, found) = stamp_at_end(body)?;
    let name = &body[..at];
    // With a colon before it, the stamp is what the speaker is said to say.
    if name.trim_end().ends_with([':', '：'])
        || (found.dress == Dress::Bare && !name.ends_with(char::is_whitespace))
    {
        return None;
    }
    (!name.trim().is_empty()).then_some((name, found, text.len()))
}

fn before_a_colon(text: &str) -> Option<(&str, Stamp, usize)> {
    // The name itself may stand in brackets, or be followed by some.
    let (at, found) = text
        .char_indices()
        .take(LONGEST + 2)
        .filter(|&(at, c)| at > 0 && matches!(c, '(' | '['))
        .find_map(|(at, _)| Some((at, stamp(&text[at..])?)))?;
    let behind = text[at + found.len..].trim_start();
    let words = behind.strip_prefix([':', '：'])?.trim_start();
    (!text[..at].trim().is_empty()).then_some((&text[..at], found, text.len() - words.len()))
}

fn behind_bold(text: &str, bold: usize) -> Option<(&str, Stamp, usize)> {
    let (name, behind) = text.split_at_checked(bold)?;
    let found = stamp(behind.trim_start())?;
    let words = behind.trim_start()[found.len..].trim_start();
    let is_name = !name.trim().is_empty() && !name.trim_end().ends_with([':', '：']);
    is_name.then_some((name, found, text.len() - words.len()))
}
