use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{AnswerId, DocumentId, QuestionId};

/// Something that the team has to talk about: a question on a stretch of a document or on a
/// code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number in the study.
    pub id: QuestionId,
    /// What it is about.
    pub about: About,
    /// Who asked, if it is known.
    pub author: Option<String>,
    /// When it was asked, in UTC.
    pub at: String,
    /// What is asked.
    pub words: String,
    /// Who settled it and when, if it is settled.
    pub resolved: Option<Settled>,
}

/// Who settled a question, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Who, if it is known.
    pub by: Option<String>,
    /// When, in UTC.
    pub at: String,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A code.
    Code(CodeIndex),
    /// A document, or a stretch of its current version.
    Document(DocumentId, Option<CharSpan>),
}

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its number in the study.
    pub id: AnswerId,
    /// The question.
    pub question: QuestionId,
    /// Who answered, if it is known.
    pub author: Option<String>,
    /// When, in UTC.
    pub at: String,
    /// What was answered.
    pub words: String,
}
