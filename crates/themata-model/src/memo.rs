use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{DocumentId, MemoId};

/// What somebody wrote about something, apart from any coding: a comment that came with a
/// file, a coder's own thoughts on a code or a passage, an entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memo {
    /// Its number in the study.
    pub id: MemoId,
    /// What it is about.
    pub target: MemoTarget,
    /// What it is called, if anything.
    pub title: Option<String>,
    /// Who wrote it: the coder's name or, of a comment, the author in the spelling of the
    /// source.
    pub author: Option<String>,
    /// When it was written: UTC in RFC 3339 or, of a comment, as the source writes it.
    pub at: Option<String>,
    /// What it says.
    pub words: String,
    /// Whether it was written in the study, rather than having come with a file. Then its
    /// author is a coder.
    pub own: bool,
}

/// What a memo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoTarget {
    /// The study as a whole: the memo is an entry of its journal.
    Study,
    /// A code.
    Code(CodeIndex),
    /// A document as a whole.
    Document(DocumentId),
    /// A stretch of the current version of a document. It may be empty where a comment hangs
    /// on a place.
    Passage(DocumentId, CharSpan),
}

impl Memo {
    /// The document that it is about, or that holds the passage.
    #[must_use]
    pub fn document(&self) -> Option<DocumentId> {
        self.target.document()
    }

    /// The stretch that it is about, if it is about one.
    #[must_use]
    pub fn span(&self) -> Option<CharSpan> {
        self.target.span()
    }

    /// Whether a coder wrote it here. Names are one whatever their case and the space around
    /// them.
    #[must_use]
    pub fn is_by(&self, coder: Option<&str>) -> bool {
        let key = |name: &str| name.trim().to_lowercase();
        self.own && self.author.as_deref().map(key) == coder.map(key)
    }
}

impl MemoTarget {
    /// A document as a whole or, with a stretch, a passage of it.
    #[must_use]
    pub fn within(document: DocumentId, span: Option<CharSpan>) -> MemoTarget {
        match span {
            Some(span) => MemoTarget::Passage(document, span),
            None => MemoTarget::Document(document),
        }
    }

    /// The document, or the one that holds the passage.
    #[must_use]
    pub fn document(self) -> Option<DocumentId> {
        match self {
            MemoTarget::Document(document) | MemoTarget::Passage(document, _) => Some(document),
            MemoTarget::Study | MemoTarget::Code(_) => None,
        }
    }

    /// The stretch, of a passage.
    #[must_use]
    pub fn span(self) -> Option<CharSpan> {
        match self {
            MemoTarget::Passage(_, span) => Some(span),
            MemoTarget::Study | MemoTarget::Code(_) | MemoTarget::Document(_) => None,
        }
    }

    /// The word for what sort of thing it is: `study`, `code`, `document`, `passage`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MemoTarget::Study => "study",
            MemoTarget::Code(_) => "code",
            MemoTarget::Document(_) => "document",
            MemoTarget::Passage(..) => "passage",
        }
    }

    /// The code, of a code.
    #[must_use]
    pub fn code(self) -> Option<CodeIndex> {
        match self {
            MemoTarget::Code(code) => Some(code),
            MemoTarget::Study | MemoTarget::Document(_) | MemoTarget::Passage(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Memo, MemoTarget};
    use crate::{DocumentId, MemoId};
    use themata_codebook::CodeIndex;
    use themata_text::CharSpan;

    #[test]
    fn a_target_says_where_it_is() {
        let (document, span) = (DocumentId(4), CharSpan::new(2, 5));
        let passage = MemoTarget::within(document, Some(span));
        assert_eq!((passage.document(), passage.span()), (Some(document), Some(span)));
        let whole = MemoTarget::within(document, None);
        assert_eq!((whole, whole.span()), (MemoTarget::Document(document), None));
        let code = MemoTarget::Code(CodeIndex::new(3));
        assert_eq!((code.document(), code.code()), (None, Some(CodeIndex::new(3))));
        assert_eq!((MemoTarget::Study.document(), MemoTarget::Study.code()), (None, None));
    }

    #[test]
    fn a_comment_of_a_file_is_nobodys_here() {
        let memo = |own, author: Option<&str>| Memo {
            id: MemoId(1),
            target: MemoTarget::Study,
            title: None,
            author: author.map(str::to_owned),
            at: None,
            words: "why?".to_owned(),
            own,
        };
        assert!(memo(true, Some("Ana")).is_by(Some(" ana ")));
        assert!(!memo(false, Some("ana")).is_by(Some("ana")));
        assert!(!memo(true, Some("ben")).is_by(Some("ana")));
        assert!(!memo(true, Some("ana")).is_by(None));
    }
}
