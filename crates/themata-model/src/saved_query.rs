use jiff::Timestamp;

use crate::SavedQueryId;

/// A query that is kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its number in the study.
    pub id: SavedQueryId,
    /// What it is called; unique in a study without regard to case.
    pub name: String,
    /// The query as it was written. What it means follows the study: it is read anew whenever
    /// it is asked.
    pub query: String,
    /// What is to be said of it.
    pub note: Option<String>,
    /// Who saved it, if it is known.
    pub by: Option<String>,
    /// When it was saved or changed last.
    pub at: Timestamp,
}
