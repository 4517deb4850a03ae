use themata_model::CoderId;

use super::Comparison;
use crate::cut::Rule;
use crate::wording;

/// What coders judge: the smallest stretch on which they can agree or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementUnit {
    /// A code point. Long excerpts weigh more than short ones, and where an excerpt begins
    /// and ends matters.
    Character,
    /// A sentence that an excerpt touches.
    Sentence,
    /// A paragraph that an excerpt touches.
    Paragraph,
    /// A speaker's turn that an excerpt touches.
    Turn,
    /// A document. A code applies to it if the coder used the code anywhere in it.
    Document,
}

impl AgreementUnit {
    /// Every unit, from the smallest to the largest.
    pub const ALL: [AgreementUnit; 5] = [
        AgreementUnit::Character,
        AgreementUnit::Sentence,
        AgreementUnit::Paragraph,
        AgreementUnit::Turn,
        AgreementUnit::Document,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AgreementUnit::Character => "character",
            AgreementUnit::Sentence => "sentence",
            AgreementUnit::Paragraph => "paragraph",
            AgreementUnit::Turn => "turn",
            AgreementUnit::Document => "document",
        }
    }

    /// The unit that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AgreementUnit> {
        AgreementUnit::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// Whether the texts of the documents must be at hand.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self.rule().is_some()
    }

    /// The rule that cuts a text into such units, if it takes a text.
    pub(super) fn rule(self) -> Option<Rule> {
        match self {
            AgreementUnit::Character | AgreementUnit::Document => None,
            AgreementUnit::Sentence => Some(Rule::Sentence),
            AgreementUnit::Paragraph => Some(Rule::Paragraph),
            AgreementUnit::Turn => Some(Rule::Turn),
        }
    }
}

/// Which units of the compared documents take part. It decides the result as much as the
/// measure does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementUniverse {
    /// Every unit. That nobody applied a code to a stretch is agreement, which brings percent
    /// agreement near 1 for any rare code.
    WholeText,
    /// The units that one of the query's codings touches, whatever its code and coder: how far
    /// coders agree on what they marked, given that something was marked.
    CodedText,
}

impl AgreementUniverse {
    /// Every universe.
    pub const ALL: [AgreementUniverse; 2] =
        [AgreementUniverse::WholeText, AgreementUniverse::CodedText];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AgreementUniverse::WholeText => "whole-text",
            AgreementUniverse::CodedText => "coded-text",
        }
    }

    /// The universe that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AgreementUniverse> {
        AgreementUniverse::ALL.into_iter().find(|universe| universe.as_str() == word)
    }
}

/// What all definitions begin with: unit, universe, coders, query.
pub(super) fn compared(comparison: &Comparison<'_>) -> String {
    let Comparison { study, asked, .. } = comparison;
    let coders: Vec<CoderId> = comparison.coders().iter().map(|coder| coder.id).collect();
    let which = match comparison.universe {
        AgreementUniverse::WholeText => "the whole text",
        AgreementUniverse::CodedText => "the text that at least one of the codings touches",
    };
    format!(
        "Unit: {}; each is a yes-or-no question for every code and theme. Universe: {which} of \
         {} (of {} asked for) that at least two of the coders judged, {} units; a coder \
         judged a document that was assigned if it is finished, and another if any coding of \
         theirs is on it, and is missing elsewhere. {}; {}.",
        comparison.unit.as_str(),
        wording::counted(comparison.documents.len() as u64, "document", "documents"),
        asked.documents.len(),
        comparison.units(),
        capitalised(&wording::coders(study, &coders)),
        wording::query(asked),
    )
}

/// The definition of the standard table.
pub(super) fn standard(comparison: &Comparison<'_>, codes: usize) -> String {
    let kappa = if comparison.coders().len() == 2 {
        "kappa = Cohen's for two coders"
    } else {
        "kappa = Conger's for several coders"
    };
    format!(
        "{} Percent agreement = agreeing pairs of coders, mean over units; positive agreement = \
         where one coder marks a unit, how often another does too; {kappa}; alpha = \
         Krippendorff's, nominal; prevalence = share of judgements that mark the unit. All \
         codes: percent agreement = mean over the {codes} codes in use, kappa and alpha = 1 − \
         sum of observed ÷ sum of expected disagreement over these codes (for kappa the pooled \
         kappa of De Vries and others, 2008).",
        compared(comparison)
    )
}

pub(super) fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
