//! What captions and the files of speech recognisers have in common: some words with times,
//! far shorter than what people mean by a turn.
//!
//! Consecutive utterances of one speaker are one turn whose words a space joins. Where they
//! are far longer than a screen holds, the program that wrote the file has put a turn into
//! each, and they stay as they are. Where nobody is named they become paragraphs, each a turn
//! without a speaker, that end at a pause. The start of every utterance is kept as a mark.

mod stream;

pub(crate) use stream::{Glue, Stream, Word};

use crate::builder::{Builder, Opening};
use crate::diagnostic::Diagnostics;
use crate::{Transcript, assemble};

/// An utterance longer than this, in characters, is a whole turn.
const CAPTION_CHARS: usize = 300;
/// A pause that ends a paragraph where nobody is named.
const PAUSE_MS: u64 = 2_000;
/// From this length on a paragraph of nobody's ends with the next sentence, …
const LONG_CHARS: usize = 600;
/// … and from this length on with the next utterance, because some have no full stops.
const LONGEST_CHARS: usize = 1_500;

/// Some words of one speaker with their times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Utterance {
    pub(crate) speaker: Option<String>,
    pub(crate) start_ms: Option<u64>,
    pub(crate) end_ms: Option<u64>,
    pub(crate) words: String,
    /// Whether it only goes on with the caption or segment of the one before, whose times it
    /// repeats.
    pub(crate) continues: bool,
    /// Whether the source says that somebody else speaks from here on.
    pub(crate) changes: bool,
}

/// Makes a transcript of utterances in the order in which they are to be read. Without any
/// name and any time they are a plain document.
pub(crate) fn transcript(
    utterances: &[Utterance],
    diagnostics: &mut Diagnostics,
) -> Transcript {
    let is_plain = |one: &Utterance| one.speaker.is_none() && one.start_ms.is_none();
    if !utterances.iter().all(is_plain) {
        return assemble::finish(write(utterances), diagnostics);
    }
    let mut builder = Builder::default();
    for one in utterances {
        builder.paragraph(&one.words);
    }
    assemble::finish(builder, diagnostics)
}

/// Writes utterances as turns.
pub(crate) fn write(utterances: &[Utterance]) -> Builder {
    let mut builder = Builder::default();
    let nobody = utterances.iter().all(|one| one.speaker.is_none());
    let whole_turns = hold_whole_turns(utterances);
    let mut before: Option<&Utterance> = None;
    let (mut said, mut ended) = (0usize, false);
    for one in utterances {
        let goes_on = before.is_some_and(|before| before.speaker == one.speaker)
            && !one.changes
            && if one.continues {
                true
            } else if nobody {
                let long = said >= LONGEST_CHARS || (said >= LONG_CHARS && ended);
                !long && !before.is_some_and(|before| pause(before, one))
            } else {
                !whole_turns
            };
        if goes_on {
            builder.ends_at(one.end_ms);
        } else {
            let (start_ms, end_ms) = (one.start_ms, one.end_ms);
            builder.open_turn(Opening { speaker: one.speaker.clone(), start_ms, end_ms });
            said = 0;
        }
        if let Some(start) = one.start_ms
            && !one.continues
        {
            builder.mark(start);
        }
        builder.more(&one.words);
        said += one.words.chars().count();
        ended = ends_sentence(&one.words);
        before = Some(one);
    }
    builder
}

/// Whether words end as a sentence does.
fn ends_sentence(words: &str) -> bool {
    words
        .trim_end()
        .trim_end_matches(['"', '”', '’', ')', '»'])
        .ends_with(['.', '?', '!', '…', '。', '？', '！', '؟', '।'])
}

fn hold_whole_turns(utterances: &[Utterance]) -> bool {
    let (mut all, mut long, mut length) = (0usize, 0usize, 0usize);
    for one in utterances {
        if one.continues {
            let was_long = length > CAPTION_CHARS;
            length += one.words.chars().count();
            long += usize::from(!was_long && length > CAPTION_CHARS);
        } else {
            length = one.words.chars().count();
            all += 1;
            long += usize::from(length > CAPTION_CHARS);
        }
    }
    long * 20 >= all * 3 && long > 0
}

fn pause(before: &Utterance, one: &Utterance) -> bool {
    match (before.end_ms.or(before.start_ms), one.start_ms) {
        (Some(end), Some(start)) => start >= end.saturating_add(PAUSE_MS),
        _ => false,
    }
}

/// Words of a source whose strings were not cleaned with the rest of it, as one line: control
/// characters go, and white space of any kind becomes one space.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}' && c != '\u{3000}') {
        if !tidy.is_empty() && !tidy.ends_with(' ') {
            tidy.push(' ');
        }
        tidy.extend(word.chars().filter(|c| !c.is_control()));
    }
    tidy.trim().to_owned()
}
