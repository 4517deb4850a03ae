use themata_model::AttributeId;

use super::CooccurrenceUnit;
use crate::Level;

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
