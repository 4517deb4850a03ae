//! Which documents somebody wrote to since a moment, so that windows on others need not look.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{Change, DocumentId, Memo, OperationId};

use crate::rounds::veil::blind_documents;
use crate::{Failure, Project};

/// What one operation wrote to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The number of the operation.
    pub moment: u32,
    /// Who acted, if that was said.
    pub by: Option<String>,
    /// The documents whose codings or memos it changed, by number, each with whether it is coded
    /// blind just now; `None` if it may concern every page.
    pub documents: Option<BTreeMap<u32, bool>>,
    /// Whether it changed something that is not seen where documents are read.
    pub beside: bool,
}

impl Project {
    /// What was written to since a moment, operation by operation.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn touched_since(&mut self, moment: u32) -> Result<Vec<Touched>, Failure> {
        let snapshot = self.snapshot()?;
        let operations = snapshot.history_since(OperationId(moment))?;
        if operations.is_empty() {
            return Ok(Vec::new());
        }
        let blind = blind_documents(&snapshot)?;
        let mut touched = Vec::with_capacity(operations.len());
        for operation in operations {
            let (mut documents, mut beside) = (Some(BTreeMap::new()), false);
            for change in snapshot.changes(&operation)? {
                match Reach::of(&change) {
                    Reach::Documents(written) => {
                        if let Some(documents) = &mut documents {
                            let written = written.into_iter();
                            documents.extend(written.map(|id| (id.0, blind.contains(&id))));
                        }
                    }
                    Reach::Beside => beside = true,
                    Reach::Everywhere => documents = None,
                }
            }
            let (moment, by) = (operation.id.0, operation.coder);
            touched.push(Touched { moment, by, documents, beside });
        }
        Ok(touched)
    }
}

/// How far a change can be seen.
pub(crate) enum Reach {
    /// While these documents are read.
    Documents(BTreeSet<DocumentId>),
    /// On lists and pages of their own, and not while a document is read.
    Beside,
    /// Anywhere.
    Everywhere,
}

impl Reach {
    pub(crate) fn of(change: &Change) -> Reach {
        match change {
            Change::CodingsAdded(records) | Change::CodingsRemoved(records) => {
                let documents = records.iter().map(|record| record.coding.document);
                Reach::Documents(documents.collect())
            }
            Change::Memo { before, after, .. } => {
                let memos = before.iter().chain(after);
                let documents: BTreeSet<_> = memos.filter_map(Memo::document).collect();
                match documents.is_empty() {
                    true => Reach::Beside,
                    false => Reach::Documents(documents),
                }
            }
            Change::CodebookVersion { .. }
            | Change::Question { .. }
            | Change::Answer { .. }
            | Change::Adjudication { .. }
            | Change::SavedQuery { .. }
            | Change::Theme { .. }
            | Change::Summary { .. }
            | Change::Rejection { .. }
            | Change::BoardView { .. } => Reach::Beside,
            _ => Reach::Everywhere,
        }
    }
}
