//! Where a word stands, by the terms of one part of the index.

use std::sync::Arc;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED, TantivyError};

use super::shelf::Segment;
use crate::Language;
use crate::evaluate::Occurrence;
use crate::terms::{
    ACCENTED, CAPITALS, FIRST_UNMARKED, FOLDED, SIGN, Seam, WRITTEN, stem_term,
};
use crate::words::{Level, Like, SignWord, Word};

/// From more lists than this, places are put into passages rather than merged.
const FEW: usize = 8;

/// The places of one word in one part of the index, while they are being gathered.
pub(super) struct Reading<'a> {
    segment: &'a Segment,
    languages: Option<&'a [Language]>,
    terms: Arc<InvertedIndexReader>,
    places: Vec<Occurrence>,
    /// From how many terms places were taken.
    lists: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        segment: &'a Segment,
        field: Field,
        languages: Option<&'a [Language]>,
    ) -> Result<Reading<'a>, TantivyError> {
        let terms = segment.reader.inverted_index(field)?;
        Ok(Reading { segment, languages, terms, places: Vec::new(), lists: 0 })
    }

    /// Takes all places of a word.
    pub(super) fn take(&mut self, word: &Word) -> Result<(), TantivyError> {
        match word {
            Word::Stem { language, stem, folded, accented, own } => {
                self.term(&stem_term(stem, *language))?;
                if *own {
                    self.term(stem)?;
                }
                self.term(&marked(FOLDED, folded))?;
                if *accented && !(*own && folded == stem) {
                    self.term(folded)?;
                }
                Ok(())
            }
            Word::Form { level: Level::Folded, form, .. } => {
                self.term(form)?;
                self.term(&marked(FOLDED, form))
            }
            Word::Form { level: Level::Letters, form, .. } => {
                self.term(form)?;
                self.term(&marked(ACCENTED, form))
            }
            Word::Form { level: Level::Written, form, small } if form == small => self
                .without_capitals(small, |all| {
                    all.term(small)?;
                    all.term(&marked(ACCENTED, small))
                }),
            Word::Form { level: Level::Written, form, small } => {
                self.term(&format!("{CAPITALS}{small}{WRITTEN}{form}"))
            }
            Word::Like { level: Level::Folded, like } => self.like(FOLDED, like),
            Word::Like { level: Level::Letters, like } => self.like(ACCENTED, like),
            Word::Like { level: Level::Written, like } => self.like_written(like),
            Word::Sign(sign) => self.sign(sign),
        }
    }

    /// Hands over what was taken, in ascending order and no place twice.
    pub(super) fn finish(mut self, occurrences: &mut Vec<Occurrence>) {
        self.put_in_order();
        if occurrences.is_empty() {
            *occurrences = self.places;
        } else {
            occurrences.extend(self.places);
        }
    }

    fn put_in_order(&mut self) {
        // The list of a single term is in order already. Two terms of one word meet where the
        // word has both the stem and the form that is looked for.
        if self.lists > 1 {
            if self.lists > FEW
                && self.places.len() > self.segment.reader.max_doc() as usize / 8
            {
                self.places = by_passage(&self.places, self.segment);
            } else {
                // Lists are runs in order, which the stable sort merges.
                self.places.sort();
            }
            self.places.dedup();
            self.lists = 1;
        }
    }

    fn term(&mut self, term: &str) -> Result<(), TantivyError> {
        match self.terms.terms().get(term)? {
            Some(info) => self.postings(&info),
            None => Ok(()),
        }
    }

    fn sign(&mut self, looked_for: &SignWord) -> Result<(), TantivyError> {
        let Some(info) = self.terms.terms().get(marked(SIGN, &looked_for.sign))? else {
            return Ok(());
        };
        self.positions(&info, |position| {
            let (first, end) = Seam::around_sign(position);
            let (is_first, is_last) = (first.sign() == 0, end.sign() == 0);
            looked_for.matches(&looked_for.sign, is_first, is_last).then_some((first, end))
        })
    }

    /// Takes the places of all unmarked terms, and of those with the mark, that match.
    fn like(&mut self, mark: char, like: &Like) -> Result<(), TantivyError> {
        let terms = Arc::clone(&self.terms);
        for mark in ["", mark.encode_utf8(&mut [0; 4])] {
            let beginning = format!("{mark}{}", like.beginning());
            each_term(&terms, &beginning, |term, info| {
                if like.matches(&term[mark.len()..]) { self.postings(info) } else { Ok(()) }
            })?;
        }
        Ok(())
    }

    /// Takes the places of words that match as they are written.
    fn like_written(&mut self, like: &Like) -> Result<(), TantivyError> {
        let terms = Arc::clone(&self.terms);
        each_term(&terms, CAPITALS.encode_utf8(&mut [0; 4]), |term, info| {
            match term.split_once(WRITTEN) {
                Some((_, written)) if like.matches(written) => self.postings(info),
                _ => Ok(()),
            }
        })?;
        for mark in ["", ACCENTED.encode_utf8(&mut [0; 4])] {
            each_term(&terms, mark, |term, info| {
                let letters = &term[mark.len()..];
                if !like.matches(letters) {
                    return Ok(());
                }
                self.without_capitals(letters, |all| all.postings(info))
            })?;
        }
        Ok(())
    }

    /// Takes what a function takes, but not where the word is written with capitals.
    fn without_capitals(
        &mut self,
        letters: &str,
        take: impl FnOnce(&mut Reading<'a>) -> Result<(), TantivyError>,
    ) -> Result<(), TantivyError> {
        let mut all = self.beside();
        take(&mut all)?;
        all.put_in_order();
        let mut capitals = self.beside();
        let terms = Arc::clone(&self.terms);
        each_term(&terms, &format!("{CAPITALS}{letters}{WRITTEN}"), |_, info| {
            capitals.postings(info)
        })?;
        capitals.put_in_order();
        let mut capitals = capitals.places.into_iter().peekable();
        all.places.retain(|place| {
            while capitals.next_if(|it| it < place).is_some() {}
            capitals.next_if_eq(place).is_none()
        });
        self.places.extend(all.places);
        self.lists += 1;
        Ok(())
    }

    /// Another reading of the same part, with nothing taken yet.
    fn beside(&self) -> Reading<'a> {
        let terms = Arc::clone(&self.terms);
        Reading { terms, places: Vec::new(), lists: 0, ..*self }
    }

    fn postings(&mut self, info: &TermInfo) -> Result<(), TantivyError> {
        self.positions(info, |word| Some((Seam::before(word), Seam::before(word + 1))))
    }

    fn positions(
        &mut self,
        info: &TermInfo,
        place: impl Fn(u32) -> Option<(Seam, Seam)>,
    ) -> Result<(), TantivyError> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = self.terms.read_postings_from_terminfo(info, option)?;
        let mut positions = Vec::new();
        let mut number = postings.doc();
        while number != TERMINATED {
            if self.segment.holds(number, self.languages) {
                postings.positions(&mut positions);
                let passage = self.segment.base + number;
                let places = positions.iter().filter_map(|&position| place(position));
                let of = |(first, end)| Occurrence { passage, first, end };
                self.places.extend(places.map(of));
            }
            number = postings.advance();
        }
        self.lists += 1;
        Ok(())
    }
}

/// Places of a part of the index in ascending order. Each is put where those of its passage
/// go, which takes the same time however many lists they come from.
fn by_passage(places: &[Occurrence], segment: &Segment) -> Vec<Occurrence> {
    let passage = |place: &Occurrence| (place.passage - segment.base) as usize;
    // Counted one place further, so that the sums up to a passage are where it begins.
    let mut next = vec![0_u32; segment.reader.max_doc() as usize + 1];
    places.iter().for_each(|place| next[passage(place) + 1] += 1);
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut ordered = places.to_vec();
    for place in places {
        let next = &mut next[passage(place)];
        ordered[*next as usize] = *place;
        *next += 1;
    }
    ordered.chunk_by_mut(|a, b| a.passage == b.passage).for_each(<[Occurrence]>::sort_unstable);
    ordered
}

fn marked(mark: char, term: &str) -> String {
    format!("{mark}{term}")
}

/// Hands on all terms that begin so; all that are unmarked for no beginning.
fn each_term(
    terms: &InvertedIndexReader,
    beginning: &str,
    mut each: impl FnMut(&str, &TermInfo) -> Result<(), TantivyError>,
) -> Result<(), TantivyError> {
    let first = if beginning.is_empty() { &[FIRST_UNMARKED] } else { beginning.as_bytes() };
    let mut stream = terms.terms().range().ge(first).into_stream()?;
    while stream.advance() {
        let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
        if !term.starts_with(beginning) {
            break;
        }
        each(term, stream.value())?;
    }
    Ok(())
}
