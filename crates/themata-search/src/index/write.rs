//! Writing the passages of documents into an index.

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

/// Adds the passages of a document.
pub(super) fn add(
    writer: &IndexWriter,
    layout: &Layout,
    analyser: &mut Analyser,
    language: Language,
    entry: &Entry,
    failed: impl Fn(TantivyError) -> Error,
) -> Result<(), Error> {
    for &span in &entry.passages {
        let Some(passage) = entry.text.slice(span) else {
            return Err(Error::passage(entry.document, span, entry.text.len()));
        };
        let tokens = analyser.tokens(passage);
        if tokens.is_empty() {
            continue;
        }
        let (mut stems, mut forms) = (String::new(), String::new());
        for token in &tokens {
            layout::join(&token.forms, &mut stems, &mut forms);
        }
        let mut document = TantivyDocument::new();
        if language != Language::None {
            document.add_text(layout.stem, stems);
        }
        document.add_text(layout.form, forms);
        document.add_u64(layout.document, u64::from(entry.document));
        document.add_u64(layout.start, u64::from(span.start()));
        document.add_u64(layout.end, u64::from(span.end()));
        document.add_u64(layout.words, tokens.len() as u64);
        writer.add_document(document).map_err(&failed)?;
    }
    Ok(())
}

/// Makes what was added and removed the state of the index.
pub(super) fn commit(
    mut writer: IndexWriter,
    language: Language,
    stamp: &str,
) -> Result<(), TantivyError> {
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&layout::payload(language, stamp));
    commit.commit()?;
    // The writer is not kept: it holds the lock that lets another program write.
    writer.wait_merging_threads()
}
