use std::collections::BTreeMap;

use themata_text::{CharSpan, Text};

use super::Resolved;
use super::relation::Unit;
use super::resolve::{Test, WordTerm};
use crate::{CodingId, DocumentId, Memo, Turn};

/// What a query must have at hand besides the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs<'a> {
    /// The turns, because it names a speaker or counts turns.
    pub turns: bool,
    /// The texts, because it counts words, sentences or paragraphs.
    pub texts: bool,
    /// The memos.
    pub memos: bool,
    /// Words that must be looked for.
    pub words: &'a [WordTerm],
}

/// What a query is evaluated with besides the study, as far as [`Needs`] asks for it.
/// Documents that are missing are taken to hold nothing.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The turns of the documents.
    pub turns: BTreeMap<DocumentId, Vec<Turn>>,
    /// The texts of the documents.
    pub texts: BTreeMap<DocumentId, Text>,
    /// The memos of the study.
    pub memos: Memos,
    /// The places of the words, in the order of [`Needs::words`]; those of a document in order.
    pub found: Vec<BTreeMap<DocumentId, Vec<CharSpan>>>,
}

/// The memos of a study.
#[derive(Clone, Debug, Default)]
pub struct Memos {
    /// What coders remarked on their codings.
    pub on_codings: BTreeMap<CodingId, String>,
    /// Remarks on documents and stretches of them.
    pub on_documents: Vec<Memo>,
}

impl Resolved {
    /// What must be at hand to evaluate the query.
    #[must_use]
    pub fn needs(&self) -> Needs<'_> {
        let roots = || {
            let sides = self.related.iter().flat_map(|related| [&related.left, &related.right]);
            self.root.iter().chain(sides)
        };
        let units = || self.related.iter().filter_map(|related| related.relation.unit());
        let any = |wanted: fn(&Test) -> bool| roots().any(|root| root.any(&wanted));
        Needs {
            turns: any(|test| matches!(test, Test::Speakers(_)))
                // Words that belong together stand in one turn.
                || !self.words.is_empty()
                || units().any(|unit| unit == Unit::Turn),
            texts: units().any(|unit| unit != Unit::Turn),
            memos: any(|test| matches!(test, Test::Memo(_))),
            words: &self.words,
        }
    }
}
