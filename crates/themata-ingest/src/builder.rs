use std::collections::HashMap;

use themata_text::CharSpan;

use crate::joint::joint;
use crate::stamps::{Lifted, lift};
use crate::{Page, Section, SectionKind, Speaker, TimeMark, Transcript, Turn};

/// Writes a transcript from its beginning to its end, keeping the promises that
/// [`Transcript`] makes: one line end between paragraphs, no blank paragraph, turns in order,
/// none empty, every position in code points.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    transcript: Transcript,
    /// The length of the text in code points.
    len: u32,
    by_name: HashMap<String, u32>,
    /// What the source says of speakers.
    known: Vec<Speaker>,
    open: Option<Open>,
    /// How many turns were opened and closed without a word in them.
    empty_turns: usize,
    /// Marks outside of turns that wait for a word to stand before.
    waiting: Vec<u64>,
    /// The page that the next words are on, until they are written.
    page: Option<u32>,
}

/// The turn that is being written.
#[derive(Debug)]
struct Open {
    opening: Opening,
    /// Where its first word is, once there is one.
    start: Option<u32>,
    /// The stamps that stood where its words would stand.
    stamps: String,
    /// Marks that wait for a word to stand before.
    waiting: Vec<u64>,
}

/// The beginning of a turn: who speaks, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) speaker: Option<String>,
    pub(crate) start_ms: Option<u64>,
    pub(crate) end_ms: Option<u64>,
}

impl Builder {
    /// Ends the turn before, if any, and begins one.
    pub(crate) fn open_turn(&mut self, opening: Opening) {
        self.close_turn();
        self.open =
            Some(Open { opening, start: None, stamps: String::new(), waiting: Vec::new() });
    }

    /// Whether a turn is being written.
    pub(crate) fn in_turn(&self) -> bool {
        self.open.is_some()
    }

    /// Ends the turn, if one is open. What follows lies outside every turn.
    pub(crate) fn close_turn(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        if open.start.is_none() && !open.stamps.is_empty() {
            // A stamp that stands in the place of speech is all that the turn holds, as in
            // `Break: [35:58]`. Without it there would be nothing to point at.
            open.start = Some(self.append(&std::mem::take(&mut open.stamps), "\n"));
        }
        let Some(start) = open.start else {
            self.empty_turns += 1;
            return;
        };
        let Opening { speaker, start_ms, end_ms } = open.opening;
        let speaker = speaker.map(|name| self.speaker(name));
        let span = CharSpan::new(start, self.len);
        self.transcript.turns.push(Turn { span, speaker, start_ms, end_ms });
    }

    /// Adds a paragraph, unless it is blank, and says where it begins.
    pub(crate) fn paragraph(&mut self, words: &str) -> Option<u32> {
        let lifted = lift(words);
        self.add(words, &lifted, "\n")
    }

    /// Ends the turn, adds the words that open a section, and says where they begin.
    pub(crate) fn section(&mut self, kind: SectionKind, level: u8, title: &str) -> Option<u32> {
        self.close_turn();
        let lifted = lift(title);
        let start = self.add(title, &lifted, "\n")?;
        let span = CharSpan::new(start, self.len);
        let title = lifted.words.into_owned();
        self.transcript.sections.push(Section { span, title, level, kind });
        Some(start)
    }

    /// The page that the words are on from here.
    pub(crate) fn page(&mut self, number: u32) {
        self.page = Some(number);
    }

    /// What is known of speakers, whether they have spoken yet or not.
    pub(crate) fn know(&mut self, speakers: Vec<Speaker>) {
        self.known.extend(speakers);
    }

    /// Adds words to the last paragraph of the open turn, or a paragraph if it has none.
    pub(crate) fn more(&mut self, words: &str) {
        let lifted = lift(words);
        let begun = self.open.as_ref().is_some_and(|open| open.start.is_some());
        let between = if begun { joint(&self.transcript.text, &lifted.words) } else { "\n" };
        self.add(words, &lifted, between);
    }

    /// Ties a moment to the word that comes next.
    pub(crate) fn mark(&mut self, ms: u64) {
        match &mut self.open {
            Some(open) => open.waiting.push(ms),
            None => self.waiting.push(ms),
        }
    }

    /// Moves the end of the open turn.
    pub(crate) fn ends_at(&mut self, end_ms: Option<u64>) {
        if let Some(open) = &mut self.open {
            open.opening.end_ms = end_ms.or(open.opening.end_ms);
        }
    }

    /// The transcript, and how many turns without words were left out.
    pub(crate) fn finish(mut self) -> (Transcript, usize) {
        self.close_turn();
        let at = CharSpan::new(self.len, self.len);
        let behind = std::mem::take(&mut self.waiting);
        self.transcript.time_marks.extend(behind.into_iter().map(|ms| TimeMark { at, ms }));
        for known in std::mem::take(&mut self.known).into_iter().rev() {
            // Of two that say it, the first one counts.
            if let Some(&at) = self.by_name.get(&known.name) {
                self.transcript.speakers[at as usize] = known;
            }
        }
        self.end_sections();
        self.end_pages();
        (self.transcript, self.empty_turns)
    }

    /// Lets each section go on to the next one of its level or a higher one.
    fn end_sections(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        let sections = &mut self.transcript.sections;
        for at in 0..sections.len() {
            let (start, level) = (sections[at].span.start(), sections[at].level);
            while let Some(&last) = open.last().filter(|&&last| sections[last].level >= level) {
                // The line end before a section belongs to none.
                let span = &mut sections[last].span;
                *span = CharSpan::new(span.start(), start.saturating_sub(1).max(span.end()));
                open.pop();
            }
            open.push(at);
        }
        for last in open {
            let span = &mut sections[last].span;
            *span = CharSpan::new(span.start(), self.len);
        }
    }

    /// Lets each page go on to the next.
    fn end_pages(&mut self) {
        let mut end = self.len;
        for page in self.transcript.pages.iter_mut().rev() {
            let start = page.span.start();
            page.span = CharSpan::new(start, end.max(start));
            end = start.saturating_sub(1);
        }
    }

    fn add(&mut self, raw: &str, lifted: &Lifted<'_>, between: &str) -> Option<u32> {
        if lifted.words.is_empty() {
            if let Some(open) = &mut self.open {
                open.opening.start_ms =
                    open.opening.start_ms.or(lifted.marks.first().map(|mark| mark.ms));
                if open.start.is_none() {
                    open.stamps.push_str(raw.trim());
                }
                open.waiting.extend(lifted.marks.iter().map(|mark| mark.ms));
            } else {
                self.waiting.extend(lifted.marks.iter().map(|mark| mark.ms));
            }
            return None;
        }
        let start = self.append(&lifted.words, between);
        let mut waiting = std::mem::take(&mut self.waiting);
        if let Some(open) = &mut self.open {
            waiting.append(&mut open.waiting);
            if open.start.is_none() {
                open.start = Some(start);
                let first = lifted.marks.first().filter(|mark| mark.byte == 0 && !mark.closing);
                open.opening.start_ms = open.opening.start_ms.or(first.map(|mark| mark.ms));
            }
            if let Some(last) = lifted.marks.last()
                && last.closing
                && last.byte == lifted.words.len()
            {
                open.opening.end_ms = Some(last.ms);
            }
        }
        for ms in waiting {
            let at = CharSpan::new(start, start);
            self.transcript.time_marks.push(TimeMark { at, ms });
        }
        let (mut byte, mut position) = (0, start);
        for mark in &lifted.marks {
            position += count(&lifted.words[byte..mark.byte]);
            byte = mark.byte;
            let at = CharSpan::new(position, position);
            self.transcript.time_marks.push(TimeMark { at, ms: mark.ms });
        }
        Some(start)
    }

    /// Appends words and says where they begin.
    fn append(&mut self, words: &str, between: &str) -> u32 {
        if !self.transcript.text.is_empty() {
            self.transcript.text.push_str(between);
            self.len += count(between);
        }
        let start = self.len;
        if let Some(number) = self.page.take() {
            let span = CharSpan::new(start, start);
            self.transcript.pages.push(Page { span, number });
        }
        self.transcript.text.push_str(words);
        self.len += count(words);
        start
    }

    fn speaker(&mut self, name: String) -> u32 {
        if let Some(&index) = self.by_name.get(&name) {
            return index;
        }
        let index = count_of(self.transcript.speakers.len());
        self.transcript.speakers.push(Speaker { name: name.clone(), ..Speaker::default() });
        self.by_name.insert(name, index);
        index
    }
}

fn count(words: &str) -> u32 {
    count_of(words.chars().count())
}

/// A source has fewer than 2³² bytes, and no reader writes more text than it was given.
fn count_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
