//! What a query means, a page at a time, as values that a page of the workbench draws:
//! excerpts with their codings, places of words, and how many there are of each kind.

mod codings;
mod counts;
mod draw;
mod places;

use themata_model::Query;
use themata_text::CharSpan;

use crate::asking::QueryNames;
use crate::{Failure, Project, ReadCoding};

pub use counts::FoundCounts;
pub(crate) use counts::by_code;
pub(crate) use draw::Drawing;

/// Which part of what a query means is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundQuestion {
    /// The query.
    pub query: String,
    /// As what it is listed; if nothing is said, as places if it looks for words, else as
    /// codings.
    pub listed_as: Option<ListedAs>,
    /// How many results are passed over.
    pub from: usize,
    /// At most so many results are given.
    pub most: usize,
}

/// As what something is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedAs {
    /// Excerpts with the codings that are meant.
    Codings,
    /// Places of the words that are looked for.
    Places,
}

/// A part of what a query means.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The query in its standard spelling.
    pub query: String,
    /// As what it is listed.
    pub listed_as: ListedAs,
    /// Whether it looks for words, so that it could be listed as places.
    pub has_words: bool,
    /// How many results there are, excerpts, places or proposals.
    pub total: usize,
    /// How many codings are meant; 0 for places.
    pub codings: usize,
    /// In how many documents the results lie.
    pub documents: usize,
    /// The results that were asked for, in order of the documents.
    pub results: Vec<FoundExcerpt>,
    /// How many results there are of each kind.
    pub counts: Vec<FoundCounts>,
    /// What a reader should know.
    pub remarks: Vec<String>,
    /// Every name that a query can hold: whoever lists wants to ask on, and the study is read.
    pub names: QueryNames,
}

/// A stretch of a document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundExcerpt {
    /// The number of the document.
    pub document: u32,
    /// What the document is called.
    pub document_name: String,
    /// Where it lies.
    pub span: CharSpan,
    /// What stands before it in the same turn, as much as goes into a line.
    pub before: String,
    /// Its words.
    pub words: String,
    /// What stands behind it.
    pub after: String,
    /// By what the words are credited.
    pub credit: String,
    /// Its codings: those that the query means or, of a place of words, those that overlap it.
    pub codings: Vec<ReadCoding>,
}

impl Project {
    /// A part of what a query means.
    ///
    /// The texts of those documents alone are read that the part lies in, unless words are
    /// held against codings, speakers or sections.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn found(&mut self, question: &FoundQuestion) -> Result<Found, Failure> {
        let snapshot = self.snapshot()?;
        let has_words = Query::parse(&question.query)?.looks_for_words();
        match question.listed_as {
            Some(ListedAs::Codings) => codings::found(&snapshot, question, has_words),
            _ if has_words => places::found(&snapshot, question),
            // A saved query may look for words though the query that names it does not.
            _ => codings::found(&snapshot, question, has_words),
        }
    }
}

#[cfg(test)]
mod tests;
