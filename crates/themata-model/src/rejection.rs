use jiff::Timestamp;
use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{CoderId, DocumentId, RejectionId};

/// A machine coder's proposal that a person turned down, so that it is not proposed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Its number in the study.
    pub id: RejectionId,
    /// The document.
    pub document: DocumentId,
    /// The stretch, in the document's current version.
    pub span: CharSpan,
    /// The code that was proposed.
    pub code: CodeIndex,
    /// The machine coder that proposed it.
    pub machine: CoderId,
    /// Who turned it down, if it is known.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

impl Rejection {
    /// Whether someone of a name turned it down, compared without regard to case. Nobody is
    /// whoever is not named.
    #[must_use]
    pub fn is_by(&self, name: Option<&str>) -> bool {
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        self.by.as_deref().zip(name).is_some_and(|(by, name)| same(by, name))
    }
}
