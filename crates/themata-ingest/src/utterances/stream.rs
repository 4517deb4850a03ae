//! Words one by one, as most services tell them, become utterances: one for each sentence,
//! pause or speaker.

use super::{PAUSE_MS, Utterance, ends_sentence, tidy};
use crate::joint::joint;

/// Words without a full stop are cut at this length, in bytes, which still is a caption's.
const LONGEST: usize = 240;

/// How a word stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    /// A space is between them, where the script has spaces.
    Apart,
    /// It is a sign that touches the word before.
    Touching,
    /// The words hold their spaces.
    AsWritten,
}

/// Collects words.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    utterances: Vec<Utterance>,
    open: Utterance,
    /// Whether the next word begins an utterance.
    cut: bool,
}

/// A word with its times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word<'a> {
    pub(crate) speaker: Option<String>,
    pub(crate) start_ms: Option<u64>,
    pub(crate) end_ms: Option<u64>,
    pub(crate) text: &'a str,
}

impl Stream {
    pub(crate) fn push(&mut self, word: Word<'_>, glue: Glue) {
        let Word { speaker, start_ms, end_ms, text } = word;
        let is_blank = text.trim().is_empty();
        if is_blank || glue == Glue::Touching {
            // A sign or a space between words belongs to whoever said the word before.
            if !self.open.words.is_empty() {
                self.open.words.push_str(text);
                self.cut = ends_sentence(&self.open.words);
            } else if !is_blank {
                self.open = Utterance { speaker, start_ms, end_ms, ..Utterance::default() };
                self.open.words.push_str(text);
            }
            return;
        }
        let pause = match (self.open.end_ms, start_ms) {
            (Some(end), Some(start)) => start >= end.saturating_add(PAUSE_MS),
            _ => false,
        };
        let is_long = self.open.words.len() >= LONGEST;
        if self.cut || pause || is_long || self.open.speaker != speaker {
            self.flush();
        }
        if self.open.words.is_empty() {
            self.open = Utterance { speaker, start_ms, ..Utterance::default() };
        } else if glue == Glue::Apart {
            self.open.words.push_str(joint(&self.open.words, text));
        }
        self.open.start_ms = self.open.start_ms.or(start_ms);
        self.open.end_ms = end_ms.or(start_ms).or(self.open.end_ms);
        self.open.words.push_str(text);
        self.cut = ends_sentence(text);
    }

    /// Says that the next word begins an utterance.
    pub(crate) fn cut(&mut self) {
        self.cut = true;
    }

    fn flush(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.words = tidy(&open.words);
        if !open.words.is_empty() {
            self.utterances.push(open);
        }
        self.cut = false;
    }

    pub(crate) fn finish(mut self) -> Vec<Utterance> {
        self.flush();
        self.utterances
    }
}
