//! An index as it was at one commit, open to be read.

use std::sync::OnceLock;

use tantivy::columnar::Column;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::{Opstamp, ReloadPolicy, Searcher, SegmentReader, TantivyError};
use themata_text::CharSpan;

use super::layout::{self, Layout};
use super::reading::Reading;
use crate::evaluate::{Occurrence, Standing};
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
    totals: OnceLock<Totals>,
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
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    pub(super) base: u32,
    columns: Columns,
    rows: OnceLock<Vec<Row>>,
}

struct Columns {
    document: Column<u64>,
    start: Column<u64>,
    end: Column<u64>,
    words: Column<u64>,
    language: Column<u64>,
}

/// What is known of a passage besides its words.
#[derive(Clone, Copy)]
struct Row {
    passage: Passage,
    words: u32,
    language: Language,
}

/// What is known of all passages together. It is counted and not taken from the engine, which
/// goes on counting the passages that were removed until it tidies up.
struct Totals {
    words: u64,
    languages: Vec<Language>,
}

impl Segment {
    /// The passages of the part, also those that were removed. They are read from the columns
    /// once, as looking into five columns for each of many hits takes longer.
    fn rows(&self) -> &[Row] {
        self.rows.get_or_init(|| {
            let columns = &self.columns;
            (0..self.reader.max_doc())
                .map(|number| {
                    let value = |column: &Column<u64>| {
                        let value = column.first(number).unwrap_or(0);
                        u32::try_from(value).unwrap_or(0)
                    };
                    let (start, end) = (value(&columns.start), value(&columns.end));
                    let span = CharSpan::checked(start, end).unwrap_or(CharSpan::new(0, 0));
                    let language = Language::numbered(value(&columns.language).into());
                    Row {
                        passage: Passage { document: value(&columns.document), span },
                        words: value(&columns.words),
                        language: language.unwrap_or(Language::None),
                    }
                })
                .collect()
        })
    }

    /// Whether a passage, by its number in this part, is there still and in one of some
    /// languages; in any if they are not given.
    pub(super) fn holds(&self, number: u32, languages: Option<&[Language]>) -> bool {
        let speaks = |languages: &[Language]| {
            let row = self.rows().get(number as usize);
            row.is_some_and(|row| languages.contains(&row.language))
        };
        !self.reader.is_deleted(number) && languages.is_none_or(speaks)
    }
}

impl Shelf {
    /// Opens the last commit of an index, or returns `None` if it was not made as this program
    /// would make it.
    pub(super) fn open(index: tantivy::Index) -> Result<Option<Shelf>, TantivyError> {
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
        let Some(stamp) = layout::stamp(&commit.payload).map(str::to_owned) else {
            return Ok(None);
        };
        let mut segments = Vec::new();
        let mut base = 0;
        for reader in searcher.segment_readers() {
            let fields = reader.fast_fields();
            let columns = Columns {
                document: fields.u64(layout::DOCUMENT)?,
                start: fields.u64(layout::START)?,
                end: fields.u64(layout::END)?,
                words: fields.u64(layout::WORDS)?,
                language: fields.u64(layout::LANGUAGE)?,
            };
            let rows = OnceLock::new();
            segments.push(Segment { reader: reader.clone(), base, columns, rows });
            base += reader.max_doc();
        }
        let totals = OnceLock::new();
        Ok(Some(Shelf { index, layout, commit, stamp, segments, _searcher: searcher, totals }))
    }

    /// The passage with a number.
    pub(super) fn passage(&self, number: u32) -> Option<Passage> {
        self.row(number).map(|row| row.passage)
    }

    /// The number of words in the passage with a number.
    pub(super) fn words(&self, number: u32) -> u32 {
        self.row(number).map_or(0, |row| row.words)
    }

    /// The number of passages.
    pub(super) fn count(&self) -> usize {
        self.segments.iter().map(|segment| segment.reader.num_docs() as usize).sum()
    }

    /// The number of words in all passages.
    pub(super) fn sum(&self) -> u64 {
        self.totals().words
    }

    /// The languages of the documents, in ascending order.
    pub(super) fn languages(&self) -> &[Language] {
        &self.totals().languages
    }

    fn totals(&self) -> &Totals {
        self.totals.get_or_init(|| {
            let mut words = 0;
            let mut is_spoken = [false; Language::ALL.len()];
            for segment in &self.segments {
                let rows = segment.rows();
                for row in segment.reader.doc_ids_alive().map(|number| &rows[number as usize]) {
                    words += u64::from(row.words);
                    is_spoken[usize::from(row.language.number())] = true;
                }
            }
            let spoken = |language: &Language| is_spoken[usize::from(language.number())];
            Totals { words, languages: Language::ALL.into_iter().filter(spoken).collect() }
        })
    }

    fn row(&self, number: u32) -> Option<&Row> {
        let next = self.segments.partition_point(|segment| segment.base <= number);
        let segment = self.segments.get(next.checked_sub(1)?)?;
        segment.rows().get((number - segment.base) as usize)
    }
}

/// The passages of a shelf that are in some languages.
pub(super) struct Speaking<'a> {
    pub(super) shelf: &'a Shelf,
    /// The languages, or `None` for all.
    pub(super) languages: Option<&'a [Language]>,
}

impl Standing for Speaking<'_> {
    type Error = TantivyError;

    fn occurrences(&mut self, word: &Word) -> Result<Vec<Occurrence>, TantivyError> {
        let mut occurrences = Vec::new();
        for segment in &self.shelf.segments {
            let mut reading = Reading::new(segment, self.shelf.layout.terms, self.languages)?;
            reading.take(word)?;
            reading.finish(&mut occurrences);
        }
        Ok(occurrences)
    }

    fn passages(&mut self) -> Vec<u32> {
        let mut passages = Vec::new();
        for segment in &self.shelf.segments {
            let alive = segment.reader.doc_ids_alive();
            let meant = alive.filter(|&number| segment.holds(number, self.languages));
            passages.extend(meant.map(|number| segment.base + number));
        }
        passages
    }
}
