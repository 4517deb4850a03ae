use themata_model::{AttributeId, Study};

use crate::cut::Rule;
use crate::{Layer, Level};

/// Which sets of codes are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternOptions {
    /// In what codes must be together.
    pub unit: PatternUnit,
    /// Whose codings can be together.
    pub layer: Layer,
    /// Whether sets are of codes or of themes.
    pub level: Level,
    /// The least number of codes in a set.
    pub smallest: usize,
    /// The largest number of codes in a set, if there is one.
    pub largest: Option<usize>,
    /// The least number of units that a set must be on.
    pub at_least: u64,
    /// Whether only sets are listed that are all codes of a unit, by how many such units there
    /// are.
    pub only_exact: bool,
    /// How many sets are listed at most.
    pub most: usize,
}

/// In what codes must be together to make a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternUnit {
    /// The same excerpt.
    Excerpt,
    /// Excerpts that all share a character. The units are the largest groups of such excerpts:
    /// none is a part of another.
    Overlap,
    /// A sentence that they touch.
    Sentence,
    /// A paragraph that they touch.
    Paragraph,
    /// A speaker's turn that they touch. Text outside turns is in no unit.
    Turn,
    /// A document.
    Document,
    /// The documents that share a value of an attribute, such as a participant or a site.
    /// Those without a value are in no unit.
    Attribute(AttributeId),
}

impl Default for PatternOptions {
    fn default() -> PatternOptions {
        PatternOptions {
            unit: PatternUnit::Excerpt,
            layer: Layer::SameCoder,
            level: Level::Code,
            smallest: 3,
            largest: None,
            at_least: 1,
            only_exact: false,
            most: 1000,
        }
    }
}

impl PatternOptions {
    pub(super) fn has_size(&self, codes: usize) -> bool {
        codes >= self.smallest && self.largest.is_none_or(|largest| codes <= largest)
    }
}

impl PatternUnit {
    /// Every unit that is no attribute, from the narrowest to the widest.
    pub const ALL: [PatternUnit; 6] = [
        PatternUnit::Excerpt,
        PatternUnit::Overlap,
        PatternUnit::Sentence,
        PatternUnit::Paragraph,
        PatternUnit::Turn,
        PatternUnit::Document,
    ];

    /// The word for it; that of any attribute is `attribute`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PatternUnit::Excerpt => "excerpt",
            PatternUnit::Overlap => "overlap",
            PatternUnit::Sentence => "sentence",
            PatternUnit::Paragraph => "paragraph",
            PatternUnit::Turn => "turn",
            PatternUnit::Document => "document",
            PatternUnit::Attribute(_) => "attribute",
        }
    }

    /// The unit that a word stands for; attributes have names of their own.
    #[must_use]
    pub fn from_word(word: &str) -> Option<PatternUnit> {
        PatternUnit::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// Whether the texts of the documents must be at hand.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self.rule().is_some()
    }

    pub(super) fn rule(self) -> Option<Rule> {
        match self {
            PatternUnit::Sentence => Some(Rule::Sentence),
            PatternUnit::Paragraph => Some(Rule::Paragraph),
            PatternUnit::Turn => Some(Rule::Turn),
            _ => None,
        }
    }

    /// The word for it, of an attribute its name.
    pub(super) fn in_words(self, study: &Study) -> String {
        match self {
            PatternUnit::Attribute(id) => {
                let known = study.attributes.iter().find(|known| known.id == id);
                known.map_or_else(|| "attribute".to_owned(), |known| known.name.clone())
            }
            other => other.as_str().to_owned(),
        }
    }
}
