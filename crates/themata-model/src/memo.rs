use themata_text::CharSpan;

use crate::{DocumentId, MemoId};

/// A remark on a document or on a stretch of its current version, apart from any code: a
/// comment that came with the file, or a coder's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    /// Its number in the study.
    pub id: MemoId,
    /// The document.
    pub document: DocumentId,
    /// What it is about; `None` if it is the document as a whole. It may be empty where a
    /// remark hangs on a place.
    pub span: Option<CharSpan>,
    /// Who made it, in the spelling of the source.
    pub author: Option<String>,
    /// When it was made, as the source writes it.
    pub at: Option<String>,
    /// What it says.
    pub words: String,
}
