//! Captions: cues with times become turns.
//!
//! A caption is as long as fits on a screen, and a turn goes on for many of them, so
//! consecutive cues of one speaker are one turn whose words a space joins. Where cues are far
//! longer than a screen holds, the program that wrote the file has put a turn into each, and
//! they stay as they are.
//!
//! Captions that name nobody become paragraphs, each a turn without a speaker: a text of a
//! thousand scraps of six words can be neither read nor coded, while a paragraph that ends at
//! a pause can, and its times still lead back to the recording. The start of every cue is
//! kept as a time mark.

mod cues;
mod markup;

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::line::Line;
use crate::speakers::{Part, decide};
use crate::{Format, Place, Transcript, assemble};
use cues::Cue;

/// A caption longer than this, in characters, is no caption but a turn.
const CAPTION_CHARS: usize = 300;
/// A pause that ends a paragraph where nobody is named.
const PAUSE_MS: u64 = 2_000;
/// From this length on a paragraph of nobody's ends with the next sentence, …
const LONG_CHARS: usize = 600;
/// … and from this length on with the next cue, because some captions have no full stops.
const LONGEST_CHARS: usize = 1_500;
/// The longest name before a colon, in characters.
const LONGEST_NAME: usize = 63;

/// Whether a text begins like a caption file, and like which.
pub(crate) fn sniff(start: &str) -> Option<Format> {
    cues::sniff(start)
}

/// Reads captions whose line ends are clean.
pub(crate) fn read(
    text: &str,
    format: Format,
    search: bool,
    diagnostics: &mut Diagnostics,
) -> Transcript {
    let mut cues = cues::cues(text, format, diagnostics);
    drop_rolling(&mut cues, diagnostics);
    let pieces = pieces(&cues);
    let who = speakers(&cues, &pieces, search, diagnostics);
    assemble::finish(write(&cues, &pieces, &who), diagnostics)
}

/// Some words of a cue, all of one voice.
struct Piece {
    /// The cue, as an index.
    cue: usize,
    voice: Option<String>,
    words: String,
}

/// Who speaks in a piece, and where in it the words begin.
struct Who {
    speaker: Speaker,
    words_from: usize,
}

#[derive(Clone, PartialEq, Eq)]
enum Speaker {
    Named(String),
    /// Whoever spoke last.
    Same,
    Unknown,
}

fn pieces(cues: &[Cue]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (cue, at) in cues.iter().zip(0..) {
        for voiced in markup::voices(&cue.lines.join("\n")) {
            for line in voiced.words.split('\n').map(str::trim).filter(|line| !line.is_empty())
            {
                let (voice, words) = (voiced.voice.clone(), line.to_owned());
                pieces.push(Piece { cue: at, voice, words });
            }
        }
    }
    pieces
}

/// Finds the speaker of each piece: from the voices if the file has any, else from the names
/// before colons.
fn speakers(
    cues: &[Cue],
    pieces: &[Piece],
    search: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Who> {
    if pieces.iter().any(|piece| piece.voice.is_some()) {
        let voiced = pieces.iter().map(|piece| piece.voice.clone());
        return settle(pieces, voiced.map(|voice| (voice, 0)).collect(), true);
    }
    if !search {
        return settle(pieces, pieces.iter().map(|_| (None, 0)).collect(), false);
    }
    if let Some(prefixed) = prefixed(cues, pieces) {
        return settle(pieces, prefixed, true);
    }
    let mut previous = None;
    let lines: Vec<Line> = pieces
        .iter()
        .map(|piece| {
            let mut line = Line::body(piece.words.clone(), Place::Cue(cues[piece.cue].number));
            line.opens = previous != Some(piece.cue);
            previous = Some(piece.cue);
            line
        })
        .collect();
    let found = decide(&lines, diagnostics)
        .into_iter()
        .map(|part| match part {
            Part::Opens(opening, words_from) => (opening.speaker, words_from),
            Part::Follows | Part::Mark(_) | Part::Taken | Part::Apart => (None, 0),
        })
        .collect();
    settle(pieces, found, false)
}

/// The names of a file in which every cue begins with one, as Zoom writes them. People choose
/// these names themselves (`stokes`, `Amir | P2P.org`), so what they look like is no evidence,
/// and that all cues begin so and few names are met is.
fn prefixed(cues: &[Cue], pieces: &[Piece]) -> Option<Vec<(Option<String>, usize)>> {
    let mut previous = None;
    let mut found = Vec::with_capacity(pieces.len());
    let mut names: Vec<&str> = Vec::new();
    let (mut first_pieces, mut named) = (0usize, 0usize);
    for piece in pieces {
        let is_first = previous != Some(piece.cue);
        previous = Some(piece.cue);
        first_pieces += usize::from(is_first);
        let name = if is_first { prefix(&piece.words) } else { None };
        named += usize::from(name.is_some());
        names.extend(name.map(|(name, _)| name));
        found.push(name.map_or((None, 0), |(name, from)| (Some(name.to_owned()), from)));
    }
    names.sort_unstable();
    names.dedup();
    let few_names = names.len() * 3 <= named || (named >= 3 && names.len() == 1);
    (cues.len() >= 3 && few_names && named * 20 >= first_pieces * 19).then_some(found)
}

fn prefix(words: &str) -> Option<(&str, usize)> {
    let (at, _) = words.char_indices().take(LONGEST_NAME + 1).find(|&(_, c)| c == ':')?;
    let behind = words[at + 1..].strip_prefix(' ')?;
    let name = words[..at].trim();
    (!name.is_empty() && !name.chars().all(|c| c.is_ascii_digit()))
        .then_some((name, words.len() - behind.trim_start().len()))
}

/// Decides what a cue without a name means: that the speaker goes on, where names are only
/// given when they change, or that nobody knows, where every cue else has a name. Markup of
/// voices and the names of a meeting program are `complete`: they name whoever they can.
fn settle(pieces: &[Piece], found: Vec<(Option<String>, usize)>, complete: bool) -> Vec<Who> {
    let (mut named, mut repeated) = (0usize, 0usize);
    let mut last: Option<&str> = None;
    for name in found.iter().filter_map(|(name, _)| name.as_deref()) {
        named += 1;
        repeated += usize::from(last == Some(name));
        last = Some(name);
    }
    let always_named = complete || repeated * 5 > named || named * 10 >= found.len() * 9;
    let mut previous: Option<usize> = None;
    let mut who = Vec::with_capacity(found.len());
    for (piece, (name, words_from)) in pieces.iter().zip(found) {
        let same_cue = previous == Some(piece.cue);
        previous = Some(piece.cue);
        let speaker = match name {
            Some(name) if !name.is_empty() => Speaker::Named(name),
            _ if same_cue && piece.voice.is_none() => Speaker::Same,
            _ if named > 0 && !always_named => Speaker::Same,
            _ => Speaker::Unknown,
        };
        who.push(Who { speaker, words_from });
    }
    who
}

fn write(cues: &[Cue], pieces: &[Piece], who: &[Who]) -> Builder {
    let mut builder = Builder::default();
    let nobody = who.iter().all(|who| !matches!(who.speaker, Speaker::Named(_)));
    let whole_turns = hold_whole_turns(cues, pieces);
    let mut current: Option<Speaker> = None;
    let (mut previous, mut said) = (None, 0usize);
    let mut ended = false;
    for (piece, who) in pieces.iter().zip(who) {
        let cue = &cues[piece.cue];
        let new_cue = previous != Some(piece.cue);
        let words = piece.words.get(who.words_from..).unwrap_or_default().trim();
        let speaker = match (&who.speaker, &current) {
            (Speaker::Same, Some(current)) => current.clone(),
            (Speaker::Same, None) => Speaker::Unknown,
            (speaker, _) => speaker.clone(),
        };
        let goes_on = builder.in_turn()
            && current.as_ref() == Some(&speaker)
            && if !new_cue {
                true
            } else if nobody {
                let before: Option<&Cue> = previous.and_then(|at: usize| cues.get(at));
                let long = said >= LONGEST_CHARS || (said >= LONG_CHARS && ended);
                !long && !pause(before, cue)
            } else {
                !whole_turns
            };
        if goes_on {
            builder.ends_at(cue.end_ms);
        } else {
            let name = match &speaker {
                Speaker::Named(name) => Some(name.clone()),
                Speaker::Same | Speaker::Unknown => None,
            };
            let (start_ms, end_ms) = (cue.start_ms, cue.end_ms);
            builder.open_turn(Opening { speaker: name, start_ms, end_ms });
            said = 0;
        }
        if let Some(start) = cue.start_ms
            && new_cue
        {
            builder.mark(start);
        }
        builder.more(words);
        said += words.chars().count();
        ended = words
            .trim_end_matches(['"', '”', '’', ')', '»'])
            .ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '।']);
        current = Some(speaker);
        previous = Some(piece.cue);
    }
    builder
}

fn hold_whole_turns(cues: &[Cue], pieces: &[Piece]) -> bool {
    let mut lengths = vec![0usize; cues.len()];
    for piece in pieces {
        lengths[piece.cue] += piece.words.chars().count();
    }
    let long = lengths.iter().filter(|&&length| length > CAPTION_CHARS).count();
    long * 20 >= cues.len() * 3 && long > 0
}

fn pause(before: Option<&Cue>, cue: &Cue) -> bool {
    let end = before.and_then(|before| before.end_ms.or(before.start_ms));
    match (end, cue.start_ms) {
        (Some(end), Some(start)) => start >= end + PAUSE_MS,
        _ => false,
    }
}

/// Drops the lines that a scrolling caption repeats from the one before.
///
/// Machine captions show two lines and move up by one, so every line stands in the file twice.
fn drop_rolling(cues: &mut [Cue], diagnostics: &mut Diagnostics) {
    let shown = |line: &String| -> String {
        markup::voices(line).iter().map(|voiced| voiced.words.trim()).collect()
    };
    let mut repeats: Vec<usize> = Vec::new();
    let mut bottom: Option<(String, Option<u64>)> = None;
    for (at, cue) in cues.iter().enumerate() {
        let Some(first) = cue.lines.first() else { continue };
        if let Some((line, end)) = &bottom
            && !line.is_empty()
            && *line == shown(first)
            && cue.start_ms <= end.map(|end| end + 50)
        {
            repeats.push(at);
        }
        bottom = cue.lines.last().map(|last| (shown(last), cue.end_ms));
    }
    if repeats.len() < 3 || repeats.len() * 10 < cues.len() * 3 {
        return;
    }
    for &at in &repeats {
        cues[at].lines.remove(0);
    }
    let message = format!("{} lines that the captions repeat while they roll were left out", {
        repeats.len()
    });
    diagnostics.push(Diagnostic::note("rolling-captions", message));
}
