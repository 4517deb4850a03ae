use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use themata_model::{Document, SpeakerRole, Transcript};
use themata_text::{CharSpan, Coverage, Segments, words};

use super::axis::Lines;
use super::base::{Bases, DocumentWords};
use super::{CrosstabOptions, SLOTS, WordsOf, place, slot};
use crate::settled::settled;
use crate::universe::{Part, text_of};
use crate::{Error, Transcripts};

/// The numbers of one cell over all documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) codings: u64,
    pub(super) excerpts: u64,
    pub(super) documents: u64,
    pub(super) words: u64,
    pub(super) characters: u64,
    pub(super) weighed: u64,
    pub(super) weights: u64,
}

/// What was counted in one cell in one document.
#[derive(Default)]
struct Tally {
    codings: u64,
    excerpts: u64,
    /// The codings that have a weight, and the sum of their weights.
    weighed: u64,
    weights: u64,
    /// The excerpt that counted last, counted from 1.
    last: usize,
    /// The coding that counted last, counted from 1.
    last_coding: usize,
    /// Where the coded stretches lie, if that is needed.
    spans: Vec<CharSpan>,
}

/// The numbers of each cell, and what there is that could be coded.
pub(super) fn count(
    parts: &[Part<'_>],
    rows: &Lines,
    columns: &Lines,
    options: CrosstabOptions,
    transcripts: &Transcripts,
) -> Result<(Vec<Sums>, Bases), Error> {
    let counted: Vec<Result<_, Error>> = parts
        .par_iter()
        .enumerate()
        .map(|(document, part)| {
            let transcript = match options.needs_texts() {
                true => Some(text_of(transcripts, part.document)?),
                false => None,
            };
            let counting = Counting { document, part, rows, columns, options, transcript };
            let words = counting.words();
            let there = counting.there(words.as_ref());
            Ok((counting.cells(words.as_ref()), there))
        })
        .collect();
    let cells = (rows.lines.len() + 1) * (columns.lines.len() + 1) * SLOTS;
    let mut sums = vec![Sums::default(); cells];
    let mut bases = Bases::new(rows, columns);
    for (document, (cells, there)) in settled(counted)?.into_iter().enumerate() {
        bases.add(rows, columns, document, &there);
        for (place, own) in cells {
            let sum = &mut sums[place];
            sum.codings += own.codings;
            sum.excerpts += own.excerpts;
            sum.documents += 1;
            sum.words += own.words;
            sum.characters += own.characters;
            sum.weighed += own.weighed;
            sum.weights += own.weights;
        }
    }
    Ok((sums, bases))
}

/// One document as it is counted.
struct Counting<'a> {
    document: usize,
    part: &'a Part<'a>,
    rows: &'a Lines,
    columns: &'a Lines,
    options: CrosstabOptions,
    transcript: Option<&'a Transcript>,
}

impl Counting<'_> {
    /// The words that count, if their places matter.
    fn words(&self) -> Option<Segments> {
        let wanted = self.options.counts_words() || self.options.needs_word_places();
        let transcript = self.transcript.filter(|_| wanted)?;
        let all = words(&transcript.text);
        match self.options.words_of {
            WordsOf::Everyone => Some(all),
            WordsOf::Participants => {
                Some(of_participants(&all, self.part.document, transcript))
            }
        }
    }

    /// The words that could be coded.
    fn there(&self, words: Option<&Segments>) -> DocumentWords {
        let version = &self.part.document.version;
        let all = words.map_or(u64::from(version.words), |words| words.len() as u64);
        let mut of_speakers: BTreeMap<usize, u64> = BTreeMap::new();
        let lines = [self.rows, self.columns].into_iter().find(|lines| lines.are_speakers());
        if let (Some(lines), Some(transcript)) = (lines, self.transcript) {
            for turn in &transcript.turns {
                if let Some(line) = lines.of_speaker(self.document, turn.speaker) {
                    of_speakers.entry(line).or_default();
                }
            }
            for word in words.map_or(&[][..], Segments::spans) {
                let speaker = speaker_at(transcript, *word);
                if let Some(line) = lines.of_speaker(self.document, speaker) {
                    *of_speakers.entry(line).or_default() += 1;
                }
            }
        }
        DocumentWords { all, of_speakers: of_speakers.into_iter().collect() }
    }

    /// The numbers of each cell in which there is a coding, in no particular order.
    fn cells(&self, words: Option<&Segments>) -> Vec<(usize, Sums)> {
        let mut tallies: HashMap<usize, Tally> = HashMap::new();
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        let width = self.columns.lines.len();
        let excerpts = self.part.codings.chunk_by(|a, b| a.span == b.span);
        let mut number = 0;
        for (excerpt, codings) in (1..).zip(excerpts) {
            for coding in codings {
                number += 1;
                let document = self.document;
                self.rows.counting(coding, document, self.transcript, &mut rows);
                self.columns.counting(coding, document, self.transcript, &mut columns);
                let slots = std::iter::once(0).chain(coding.valence.map(|v| slot(Some(v))));
                for (row, column) in
                    rows.iter().flat_map(|r| columns.iter().map(move |c| (r, c)))
                {
                    for slot in slots.clone() {
                        let place = place(row.line, column.line, width, slot);
                        let tally = tallies.entry(place).or_default();
                        // A speaker's second turn in one coding adds words and no coding.
                        if tally.last_coding != number {
                            tally.last_coding = number;
                            tally.codings += 1;
                            if let Some(weight) = coding.weight {
                                tally.weighed += 1;
                                tally.weights += u64::from(weight.get());
                            }
                            if tally.last != excerpt {
                                tally.last = excerpt;
                                tally.excerpts += 1;
                            }
                        }
                        if self.options.keeps_spans() {
                            tally.spans.push(row.piece.or(column.piece).unwrap_or(coding.span));
                        }
                    }
                }
            }
        }
        let summed = tallies.into_iter().map(|(place, tally)| (place, tally.sums(words)));
        summed.collect()
    }
}

impl Tally {
    fn sums(self, words: Option<&Segments>) -> Sums {
        let coverage = Coverage::of(self.spans);
        let mut touched = 0;
        if let Some(words) = words {
            let mut next = 0;
            for &span in coverage.spans() {
                let places = words.touching(span);
                touched += places.end.saturating_sub(places.start.max(next)) as u64;
                next = places.end.max(next);
            }
        }
        Sums {
            codings: self.codings,
            excerpts: self.excerpts,
            documents: 1,
            words: touched,
            characters: coverage.len(),
            weighed: self.weighed,
            weights: self.weights,
        }
    }
}

/// Who speaks where a word begins.
fn speaker_at(transcript: &Transcript, word: CharSpan) -> Option<u32> {
    let turns = &transcript.turns;
    let at = turns.partition_point(|turn| turn.span.end() <= word.start());
    turns.get(at).filter(|turn| turn.span.contains(word.start()))?.speaker
}

fn of_participants(all: &Segments, document: &Document, transcript: &Transcript) -> Segments {
    let speakers = &document.version.speakers;
    let is_asked = |word: &CharSpan| {
        speaker_at(transcript, *word)
            .and_then(|speaker| speakers.get(speaker as usize))
            .is_some_and(|speaker| speaker.role == Some(SpeakerRole::Participant))
    };
    let theirs = all.spans().iter().copied().filter(is_asked);
    Segments::from_sorted(theirs.collect()).unwrap_or_default()
}
