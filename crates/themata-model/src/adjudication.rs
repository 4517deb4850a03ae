use themata_codebook::CodeIndex;
use themata_text::CharSpan;

use crate::{AdjudicationId, CoderId, CodingId, DocumentId, RoundId, Valence};

/// The decision on a disagreement. What the coders said stays as it is; what was decided is
/// codings of the consensus coder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjudication {
    /// Its number in the study.
    pub id: AdjudicationId,
    /// The document.
    pub document: DocumentId,
    /// The number of the document's version that the stretches here are of.
    pub version: u32,
    /// The round that it was decided in, if one was named.
    pub round: Option<RoundId>,
    /// What was decided.
    pub decision: Decision,
    /// Who decided, if it is known.
    pub by: Option<String>,
    /// When, in UTC.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// The rule by which it was decided, if it was one of the clear cases.
    pub rule: Option<String>,
    /// What the coders had said: their codings as they were.
    pub about: Vec<Claim>,
    /// The codings of the consensus coder that came of it.
    pub yields: Vec<CodingId>,
}

/// What was decided on a disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// One coder is right.
    Accept,
    /// What several coders said holds side by side.
    Both,
    /// The code holds, for a stretch that nobody had marked so.
    Redraw,
    /// None of it holds.
    Reject,
    /// It is to be decided later.
    PutOff,
}

impl Decision {
    /// All of them.
    pub const ALL: [Decision; 5] = [
        Decision::Accept,
        Decision::Both,
        Decision::Redraw,
        Decision::Reject,
        Decision::PutOff,
    ];

    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Decision::Accept => "accept",
            Decision::Both => "both",
            Decision::Redraw => "redraw",
            Decision::Reject => "reject",
            Decision::PutOff => "put off",
        }
    }

    /// The decision that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Decision> {
        Decision::ALL.into_iter().find(|decision| decision.as_str() == word)
    }
}

/// What one coder had said when it was decided on: a coding as it was then, but for its weight,
/// on which nothing is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The coding's number.
    pub coding: CodingId,
    /// Who applied it.
    pub coder: CoderId,
    /// The code.
    pub code: CodeIndex,
    /// The stretch.
    pub span: CharSpan,
    /// Whether it was said to hinder or to help.
    pub valence: Option<Valence>,
}
