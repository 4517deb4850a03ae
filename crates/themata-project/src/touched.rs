//! Which documents somebody wrote to since a moment, so that windows on others need not look.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{Change, DocumentId, OperationId};

use crate::rounds::veil::blind_documents;
use crate::{Failure, Project};

/// What one operation wrote to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The number of the operation.
    pub moment: u32,
    /// Who acted, if that was said.
    pub by: Option<String>,
    /// The documents whose codings it changed, by number, each with whether it is coded blind
    /// just now; `None` if it may concern every page.
    pub documents: Option<BTreeMap<u32, bool>>,
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
            let documents = coded(&snapshot.changes(&operation)?).map(|documents| {
                documents.into_iter().map(|id| (id.0, blind.contains(&id))).collect()
            });
            touched.push(Touched { moment: operation.id.0, by: operation.coder, documents });
        }
        Ok(touched)
    }
}

/// The documents whose codings some changes are about; `None` if they are about more.
fn coded(changes: &[Change]) -> Option<BTreeSet<DocumentId>> {
    let mut documents = BTreeSet::new();
    for change in changes {
        match change {
            Change::CodingsAdded(records) | Change::CodingsRemoved(records) => {
                documents.extend(records.iter().map(|record| record.coding.document));
            }
            _ => return None,
        }
    }
    Some(documents)
}
