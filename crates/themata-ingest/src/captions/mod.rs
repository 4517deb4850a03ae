//! Captions: cues with times become turns, as [`utterances`](crate::utterances) says. A
//! caption is as long as fits on a screen, and a turn goes on for many of them; a text of a
//! thousand scraps of six words can be neither read nor coded.
//!
//! Speakers are told by voices (`<v Ann>`), by names before colons, and by the `>>` of those
//! who type captions while people talk.

mod cues;
mod markup;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::line::Line;
use crate::speakers::{Part, decide};
use crate::utterances::{self, Utterance};
use crate::{Format, Place, Transcript, assemble};
use cues::Cue;

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
    assemble::finish(utterances::write(&utterances(&cues, &pieces, who)), diagnostics)
}

/// Some words of a cue, all of one voice.
struct Piece {
    /// The cue, as an index.
    cue: usize,
    voice: Option<String>,
    words: String,
    /// Whether `>>` stood before it: somebody else speaks.
    changes: bool,
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
                pieces.push(Piece { cue: at, voice, words, changes: false });
            }
        }
    }
    if pieces.iter().any(|piece| piece.words.starts_with(">>")) {
        pieces = pieces.iter().flat_map(at_changes).collect();
    }
    pieces
}

/// Splits a piece where somebody else speaks.
fn at_changes(piece: &Piece) -> Vec<Piece> {
    let Piece { cue, voice, .. } = piece;
    let parts = chevrons(&piece.words).into_iter();
    parts
        .map(|(changes, words)| {
            let (voice, words) = (voice.clone(), words.to_owned());
            Piece { cue: *cue, voice, words, changes }
        })
        .collect()
}

/// Splits a line where `>>` says that somebody else speaks, or `>>>` that another matter
/// begins. Within a line they count only between spaces.
fn chevrons(line: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    let (mut from, mut changes, mut at) = (0, false, 0);
    while let Some(next) = line[at..].find(">>") {
        let mark = at + next;
        let behind = line[mark..].trim_start_matches('>');
        let end = line.len() - behind.len();
        at = end;
        let is_apart = mark == 0 || line[..mark].ends_with(char::is_whitespace);
        if is_apart && end - mark <= 3 {
            found.push((changes, line[from..mark].trim()));
            (from, changes) = (end, true);
        }
    }
    found.push((changes, line[from..].trim()));
    // A line that begins with `>>` has nothing before it.
    found.retain(|(_, words)| !words.is_empty());
    found
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
        let voiced = pieces.iter().map(|piece| (piece.voice.clone(), said_again(piece)));
        return settle(pieces, voiced.collect(), true);
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
        .zip(pieces)
        .map(|(part, piece)| match part {
            Part::Opens(opening, words_from) if opening.speaker.is_some() => {
                (opening.speaker, words_from)
            }
            _ => match prefix(&piece.words).filter(|_| piece.changes) {
                // What stands between `>>` and a colon is a name, be it met only once.
                Some((name, from)) => (Some(name.to_owned()), from),
                None => (None, 0),
            },
        })
        .collect();
    settle(pieces, found, false)
}

/// Where the words of a voice begin: some programs write its name before them once more.
fn said_again(piece: &Piece) -> usize {
    let behind = piece.voice.as_deref().and_then(|voice| piece.words.strip_prefix(voice));
    let words = behind.and_then(|behind| behind.strip_prefix(": "));
    words.map_or(0, |words| piece.words.len() - words.len())
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
    let has_changes = pieces.iter().any(|piece| piece.changes);
    let names_all = repeated * 5 > named || named * 10 >= found.len() * 9;
    let always_named = complete || (names_all && !has_changes);
    let mut previous: Option<usize> = None;
    let mut who = Vec::with_capacity(found.len());
    for (piece, (name, words_from)) in pieces.iter().zip(found) {
        let same_cue = previous == Some(piece.cue);
        previous = Some(piece.cue);
        let speaker = match name {
            Some(name) if !name.is_empty() => Speaker::Named(name),
            _ if piece.changes => Speaker::Unknown,
            _ if same_cue && piece.voice.is_none() => Speaker::Same,
            _ if named > 0 && !always_named => Speaker::Same,
            _ => Speaker::Unknown,
        };
        who.push(Who { speaker, words_from });
    }
    who
}

/// Says of each piece who speaks in it and when.
fn utterances(cues: &[Cue], pieces: &[Piece], who: Vec<Who>) -> Vec<Utterance> {
    let mut utterances = Vec::with_capacity(pieces.len());
    let mut current: Option<String> = None;
    let mut previous = None;
    for (piece, who) in pieces.iter().zip(who) {
        match who.speaker {
            Speaker::Named(name) => current = Some(name),
            Speaker::Unknown => current = None,
            Speaker::Same => {}
        }
        let cue = &cues[piece.cue];
        utterances.push(Utterance {
            speaker: current.clone(),
            start_ms: cue.start_ms,
            end_ms: cue.end_ms,
            words: piece.words.get(who.words_from..).unwrap_or_default().trim().to_owned(),
            continues: previous == Some(piece.cue),
            changes: piece.changes,
        });
        previous = Some(piece.cue);
    }
    utterances
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
    // Where each word has its time, it is a machine that scrolls.
    let is_machine =
        || cues.iter().flat_map(|cue| &cue.lines).any(|line| line.contains("<00:"));
    let few = repeats.len() < 3 && (repeats.is_empty() || !is_machine());
    if few || repeats.len() * 10 < cues.len() * 3 {
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
