use themata_model::AttributeId;

use crate::Level;
use crate::cut::Rule;

/// What "occur together" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CooccurrenceOptions {
    /// The unit in which two codes must meet.
    pub unit: CooccurrenceUnit,
    /// Whose codings can meet.
    pub layer: Layer,
    /// Whether codes or whole themes are paired.
    pub level: Level,
    /// The attribute whose values are put side by side, such as the site.
    pub by: Option<AttributeId>,
}

/// The unit in which two codes must meet to occur together.
///
/// All but the first are *set units*: a unit carries a code or it does not, n12 counts the
/// units with both, and it is never more than n1 or n2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CooccurrenceUnit {
    /// Excerpts that share at least one code point. n1 and n2 count distinct excerpts, n12
    /// counts events: pairs of an excerpt with one code and an excerpt with the other that
    /// overlap, or are the same.
    Overlap,
    /// The same excerpt: the very same stretch of a document carries both.
    Excerpt,
    /// A speaker's turn that both codes touch. Text outside turns is in no unit.
    Turn,
    /// A paragraph that both codes touch.
    Paragraph,
    /// A sentence that both codes touch.
    Sentence,
    /// A document that both codes are used in.
    Document,
}

impl CooccurrenceUnit {
    /// Every unit, from the narrowest definition to the widest.
    pub const ALL: [CooccurrenceUnit; 6] = [
        CooccurrenceUnit::Overlap,
        CooccurrenceUnit::Excerpt,
        CooccurrenceUnit::Sentence,
        CooccurrenceUnit::Paragraph,
        CooccurrenceUnit::Turn,
        CooccurrenceUnit::Document,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CooccurrenceUnit::Overlap => "overlap",
            CooccurrenceUnit::Excerpt => "excerpt",
            CooccurrenceUnit::Turn => "turn",
            CooccurrenceUnit::Paragraph => "paragraph",
            CooccurrenceUnit::Sentence => "sentence",
            CooccurrenceUnit::Document => "document",
        }
    }

    /// The unit that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<CooccurrenceUnit> {
        CooccurrenceUnit::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// Whether the texts of the documents must be at hand.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self.rule().is_some()
    }

    /// The rule that cuts a text into such units, if it takes a text.
    pub(super) fn rule(self) -> Option<Rule> {
        match self {
            CooccurrenceUnit::Turn => Some(Rule::Turn),
            CooccurrenceUnit::Paragraph => Some(Rule::Paragraph),
            CooccurrenceUnit::Sentence => Some(Rule::Sentence),
            CooccurrenceUnit::Overlap
            | CooccurrenceUnit::Excerpt
            | CooccurrenceUnit::Document => None,
        }
    }
}

/// Whose codings can occur together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// One and the same coder must have said both. Units are still counted once, however many
    /// coders said both on them.
    SameCoder,
    /// Whoever said it: one coder's code can meet another's.
    AnyCoder,
    /// Only what was agreed on: the codings of coders that are a consensus layer.
    Consensus,
}

impl Layer {
    /// Every layer.
    pub const ALL: [Layer; 3] = [Layer::SameCoder, Layer::AnyCoder, Layer::Consensus];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Layer::SameCoder => "same-coder",
            Layer::AnyCoder => "any-coder",
            Layer::Consensus => "consensus",
        }
    }

    /// The layer that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Layer> {
        Layer::ALL.into_iter().find(|layer| layer.as_str() == word)
    }
}
