//! Writing the passages of documents into an index.

use std::collections::BTreeMap;
use std::thread;

use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyDocument, TantivyError};

use super::Entry;
use super::layout::{self, Layout};
use crate::analyse::Analyser;
use crate::{Error, Language};

/// How many bytes a thread that writes many documents gathers before it puts them down.
const LARGE: usize = 64 << 20;

/// The same for few documents.
const SMALL: usize = 16 << 20;

/// Beyond this, reading and cutting the texts cannot keep the writing threads busy.
const MOST_THREADS: usize = 4;

/// A writer for many documents.
pub(super) fn large(index: &tantivy::Index) -> Result<IndexWriter, TantivyError> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    index.writer_with_num_threads(threads, threads * LARGE)
}

/// A writer for few documents.
pub(super) fn small(index: &tantivy::Index) -> Result<IndexWriter, TantivyError> {
    index.writer_with_num_threads(1, SMALL)
}

/// Removes the passages of a document.
pub(super) fn remove(writer: &IndexWriter, layout: &Layout, document: u32) {
    writer.delete_term(Term::from_field_u64(layout.document, u64::from(document)));
}

/// Adds passages, each by the rules of its document's language.
pub(super) struct Adding<'a> {
    writer: &'a IndexWriter,
    layout: Layout,
    analysers: BTreeMap<Language, Analyser>,
    /// The terms of the last passage; the next one's will be about as long.
    terms: String,
}

impl<'a> Adding<'a> {
    pub(super) fn new(writer: &'a IndexWriter) -> Adding<'a> {
        let (layout, analysers) = (Layout::new(), BTreeMap::new());
        Adding { writer, layout, analysers, terms: String::new() }
    }

    /// Adds the passages of a document.
    pub(super) fn add(
        &mut self,
        entry: &Entry,
        failed: impl Fn(TantivyError) -> Error,
    ) -> Result<(), Error> {
        let language = entry.language;
        let analyser =
            self.analysers.entry(language).or_insert_with(|| Analyser::new(language));
        let layout = &self.layout;
        for &span in &entry.passages {
            let Some(passage) = entry.text.slice(span) else {
                return Err(Error::passage(entry.document, span, entry.text.len()));
            };
            self.terms.clear();
            let words = analyser.terms(passage, &mut self.terms);
            if words == 0 {
                continue;
            }
            let mut document = TantivyDocument::new();
            document.add_text(layout.terms, &self.terms);
            document.add_u64(layout.document, u64::from(entry.document));
            document.add_u64(layout.start, u64::from(span.start()));
            document.add_u64(layout.end, u64::from(span.end()));
            document.add_u64(layout.words, u64::from(words));
            document.add_u64(layout.language, u64::from(language.number()));
            self.writer.add_document(document).map_err(&failed)?;
        }
        Ok(())
    }
}

/// Makes what was added and removed the state of the index.
pub(super) fn commit(mut writer: IndexWriter, stamp: &str) -> Result<(), TantivyError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&layout::payload(stamp));
    commit.commit()?;
    // The writer is not kept: it holds the lock that lets another program write.
    writer.wait_merging_threads()
}
