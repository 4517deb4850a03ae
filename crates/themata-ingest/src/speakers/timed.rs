//! `[00:10] RESEARCHER:`, `00:10 RESEARCHER:`, `[00:10] Ann: words`, and the same without the
//! colon or without the name.

use super::colon::name_and_colon;
use super::name::{Belief, LONGEST, believe};
use super::{Candidate, Layout};
use crate::line::Line;
use crate::time::{Dress, Stamp, stamp};

pub(super) fn read(line: &Line, from: usize) -> Option<Candidate<'_>> {
    let text = &line.text[from..];
    let stamp = stamp(text).or_else(|| unclosed(text))?;
    let behind = text[stamp.len..].trim_start();
    let rest = behind.trim_start_matches(['-', '–', '—', '|']).trim();
    let rest_from = from + (rest.as_ptr() as usize - text.as_ptr() as usize);
    let found = |name, belief, layout, words_from, bold| {
        Some(Candidate {
            name,
            belief,
            layout,
            stamp: Some(stamp),
            words_from,
            bold,
            tight: false,
        })
    };
    if rest.is_empty() {
        return found("", Belief::No, Layout::StampOnly, line.text.len(), false);
    }
    if let Some(named) = name_and_colon(rest) {
        let belief = believe(named.name);
        if belief > Belief::No {
            let bold = rest_from + named.name_end <= line.bold;
            let words_from = rest_from + named.words_from;
            return found(named.name, belief, Layout::Timed, words_from, bold);
        }
    }
    if let Some((name, words)) = apart(rest) {
        let bold = rest_from + name.len() <= line.bold;
        let words_from = from + (words.as_ptr() as usize - text.as_ptr() as usize);
        return found(name, Belief::Strong, Layout::Timed, words_from, bold);
    }
    if rest.chars().nth(LONGEST + 1).is_some() {
        return None;
    }
    let belief = believe(rest.trim_end_matches(['.', ',', ';']));
    let bold = rest_from + rest.len() <= line.bold;
    found(rest, belief, Layout::TimedBare, line.text.len(), bold)
}

/// `Ann<TAB>words` and `[SPEAKER_00] words`: what tells the name without a colon.
fn apart(rest: &str) -> Option<(&str, &str)> {
    let (name, words) = match rest.strip_prefix('[') {
        Some(inner) => inner.split_once(']').filter(|(name, _)| !is_sound(name))?,
        None => rest.split_once('\t')?,
    };
    let (name, words) = (name.trim(), words.trim_start());
    (!words.is_empty() && believe(name) == Belief::Strong).then_some((name, words))
}

/// What is heard and is not speech, as it stands in brackets.
fn is_sound(name: &str) -> bool {
    let folded = name.to_lowercase();
    let sounds = ["laugh", "music", "applau", "inaudib", "unintell", "cross", "paus", "silen"];
    sounds.iter().any(|sound| folded.contains(sound))
}

/// `[05:57 PARTICIPANT 11`: the bracket that typists forget.
fn unclosed(text: &str) -> Option<Stamp> {
    let inner = text.strip_prefix(['[', '('])?;
    let found = stamp(inner)?;
    let is_apart = inner[found.len..].starts_with(' ');
    is_apart.then(|| Stamp {
        len: found.len + 1,
        dress: if text.starts_with('[') { Dress::Square } else { Dress::Round },
        ..found
    })
}
