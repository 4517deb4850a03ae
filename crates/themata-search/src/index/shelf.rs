//! An index as it was at one commit, open to be read.

use std::sync::OnceLock;

use tantivy::columnar::Column;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{
    DocSet, InvertedIndexReader, Opstamp, ReloadPolicy, Searcher, SegmentReader, TERMINATED,
    TantivyError,
};
use themata_text::CharSpan;

use super::layout::{self, ACCENTED_MARK, FIRST_UNMARKED, FOLDED_MARK, Layout};
use crate::evaluate::{At, Standing};
use crate::pattern::Pattern;
use crate::words::Word;
use crate::{Language, Passage};

pub(super) struct Shelf {
    pub(super) index: tantivy::Index,
    pub(super) layout: Layout,
    pub(super) commit: Commit,
    pub(super) stamp: String,
    segments: Vec<Segment>,
    /// Holds the commit's files against being cleared away.
    _searcher: Searcher,
    sum: OnceLock<u64>,
}

/// What the index was after something had been written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Commit {
    /// What the commit says about itself.
    payload: String,
    /// The parts of the index and the state of what was removed from them.
    segments: Vec<(SegmentId, Option<Opstamp>)>,
}

impl Commit {
    /// The last commit to an index, by whomever.
    pub(super) fn last(index: &tantivy::Index) -> Result<Commit, TantivyError> {
        let metas = index.load_metas()?;
        let of = |segment: &SegmentMeta| (segment.id(), segment.delete_opstamp());
        Ok(Commit {
            payload: metas.payload.unwrap_or_default(),
            segments: metas.segments.iter().map(of).collect(),
        })
    }
}

/// One part of the index. Its passages are numbered from `base` on, so that the numbers of
/// all parts together run through.
struct Segment {
    reader: SegmentReader,
    base: u32,
    document: Column<u64>,
    start: Column<u64>,
    end: Column<u64>,
    words: Column<u64>,
}

impl Shelf {
    /// Opens the last commit of an index, or returns `None` if it was not made as this program
    /// would make it for this language.
    pub(super) fn open(
        index: tantivy::Index,
        language: Language,
    ) -> Result<Option<Shelf>, TantivyError> {
        let layout = Layout::new();
        if index.schema() != layout.schema {
            return Ok(None);
        }
        layout::register(&index);
        // Another program may commit while the files are being opened; what the commit says
        // about itself must belong to the files.
        let mut commit = Commit::last(&index)?;
        let searcher = loop {
            let reader =
                index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
            let again = Commit::last(&index)?;
            if again == commit {
                break reader.searcher();
            }
            commit = again;
        };
        let Some(stamp) = layout::stamp(&commit.payload, language).map(str::to_owned) else {
            return Ok(None);
        };
        let mut segments = Vec::new();
        let mut base = 0;
        for reader in searcher.segment_readers() {
            let columns = reader.fast_fields();
            segments.push(Segment {
                reader: reader.clone(),
                base,
                document: columns.u64(layout::DOCUMENT)?,
                start: columns.u64(layout::START)?,
                end: columns.u64(layout::END)?,
                words: columns.u64(layout::WORDS)?,
            });
            base += reader.max_doc();
        }
        let sum = OnceLock::new();
        Ok(Some(Shelf { index, layout, commit, stamp, segments, _searcher: searcher, sum }))
    }

    /// The passage with a number.
    pub(super) fn passage(&self, number: u32) -> Option<Passage> {
        let segment = self.segment(number)?;
        let value = |column: &Column<u64>| {
            column.first(number - segment.base).and_then(|value| u32::try_from(value).ok())
        };
        Some(Passage {
            document: value(&segment.document)?,
            span: CharSpan::checked(value(&segment.start)?, value(&segment.end)?)?,
        })
    }

    /// The number of words in the passage with a number.
    pub(super) fn words(&self, number: u32) -> u32 {
        let segment = self.segment(number);
        let words = segment.and_then(|segment| segment.words.first(number - segment.base));
        words.and_then(|words| u32::try_from(words).ok()).unwrap_or(0)
    }

    /// The number of passages.
    pub(super) fn count(&self) -> usize {
        self.segments.iter().map(|segment| segment.reader.num_docs() as usize).sum()
    }

    /// The number of words in all passages. It is counted and not taken from the engine,
    /// which goes on counting the passages that were removed until it tidies up.
    pub(super) fn sum(&self) -> u64 {
        *self.sum.get_or_init(|| {
            let of = |segment: &Segment| -> u64 {
                let alive = segment.reader.doc_ids_alive();
                alive.filter_map(|number| segment.words.first(number)).sum()
            };
            self.segments.iter().map(of).sum()
        })
    }

    fn segment(&self, number: u32) -> Option<&Segment> {
        let next = self.segments.partition_point(|segment| segment.base <= number);
        self.segments.get(next.checked_sub(1)?)
    }
}

impl Standing for &Shelf {
    type Error = TantivyError;

    fn places(&mut self, word: &Word) -> Result<Vec<At>, TantivyError> {
        let (stem, form) = (self.layout.stem, self.layout.form);
        let mut places = Vec::new();
        for segment in &self.segments {
            let mut found =
                Found { segment, from: places.len(), lists: 0, places: &mut places };
            match word {
                Word::Stem { stem: term, folded, accented } => {
                    found.term(stem, term)?;
                    found.marked(form, FOLDED_MARK, folded)?;
                    if *accented {
                        found.term(form, folded)?;
                    }
                }
                Word::Folded(folded) => {
                    found.term(form, folded)?;
                    found.marked(form, FOLDED_MARK, folded)?;
                }
                Word::Letters(letters) => {
                    found.term(form, letters)?;
                    found.marked(form, ACCENTED_MARK, letters)?;
                }
                Word::FoldedPattern(pattern) => found.like(form, FOLDED_MARK, pattern)?,
                Word::LettersPattern(pattern) => found.like(form, ACCENTED_MARK, pattern)?,
            }
            found.in_order();
        }
        Ok(places)
    }

    fn passages(&mut self) -> Vec<u32> {
        let of = |segment: &Segment| {
            let base = segment.base;
            segment.reader.doc_ids_alive().map(move |number| base + number).collect::<Vec<_>>()
        };
        self.segments.iter().flat_map(of).collect()
    }
}

/// The places of one word in one segment, while they are being gathered.
struct Found<'a> {
    segment: &'a Segment,
    /// Where the segment's places begin among those of all segments.
    from: usize,
    /// From how many terms places were taken.
    lists: usize,
    places: &'a mut Vec<At>,
}

impl Found<'_> {
    fn term(&mut self, field: Field, term: &str) -> Result<(), TantivyError> {
        let inverted = self.segment.reader.inverted_index(field)?;
        match inverted.terms().get(term)? {
            Some(info) => self.take(&inverted, &info),
            None => Ok(()),
        }
    }

    fn marked(&mut self, field: Field, mark: char, term: &str) -> Result<(), TantivyError> {
        self.term(field, &format!("{mark}{term}"))
    }

    /// Takes the places of all unmarked terms, and of those with the mark, that match.
    fn like(
        &mut self,
        field: Field,
        mark: char,
        pattern: &Pattern,
    ) -> Result<(), TantivyError> {
        let inverted = self.segment.reader.inverted_index(field)?;
        let beginning = pattern.beginning();
        let marked = format!("{mark}{beginning}");
        for (prefix, mark) in [(beginning.as_str(), ""), (&marked, &marked[..mark.len_utf8()])]
        {
            // Without a beginning, the unmarked terms begin behind the marked ones.
            let first = if prefix.is_empty() { &[FIRST_UNMARKED] } else { prefix.as_bytes() };
            let mut terms = inverted.terms().range().ge(first).into_stream()?;
            while terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if !term.starts_with(prefix) {
                    break;
                }
                if pattern.matches(&term[mark.len()..]) {
                    self.take(&inverted, terms.value())?;
                }
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        inverted: &InvertedIndexReader,
        info: &TermInfo,
    ) -> Result<(), TantivyError> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = inverted.read_postings_from_terminfo(info, option)?;
        let mut positions = Vec::new();
        let mut number = postings.doc();
        while number != TERMINATED {
            if !self.segment.reader.is_deleted(number) {
                postings.positions(&mut positions);
                let passage = self.segment.base + number;
                self.places.extend(positions.iter().map(|&position| At { passage, position }));
            }
            number = postings.advance();
        }
        self.lists += 1;
        Ok(())
    }

    fn in_order(self) {
        // The list of a single term is in order already. Two terms of one word meet where the
        // word has both the stem and the form that is looked for.
        if self.lists > 1 {
            let places = &mut self.places[self.from..];
            // Few lists are long runs in order, which the stable sort merges in one pass.
            if self.lists < 8 {
                places.sort();
            } else {
                places.sort_unstable();
            }
            self.places.dedup();
        }
    }
}
