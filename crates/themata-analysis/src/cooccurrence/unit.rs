use themata_model::AttributeId;

use super::distance::Distance;
use crate::cut::Rule;

/// The unit in which two codes must meet to occur together.
///
/// Most are *set units*: a unit carries a code or it does not, n12 counts the units with both,
/// and it is never more than n1 or n2 ([`CooccurrenceUnit::is_set_unit`]). The others count
/// what can meet several times over: excerpts, or the stretches that a code covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CooccurrenceUnit {
    /// Excerpts that share at least one code point. n1 and n2 count distinct excerpts, n12
    /// counts events: pairs of an excerpt with one code and an excerpt with the other that
    /// overlap, or are the same.
    Overlap,
    /// Stretches that a code covers: its excerpts united, those that touch or overlap being
    /// one. n1 and n2 count these, n12 counts the stretches that both codes cover.
    Stretch,
    /// Excerpts within a distance of each other, in one document. n1 and n2 count distinct
    /// excerpts, n12 counts events: pairs of an excerpt with one code and an excerpt with the
    /// other that are no farther apart.
    Near(Near),
    /// The same excerpt: the very same stretch of a document carries both.
    Excerpt,
    /// A code point that both codes cover, counted once.
    Character,
    /// A sentence that both codes touch.
    Sentence,
    /// A paragraph that both codes touch.
    Paragraph,
    /// A speaker's turn that both codes touch. Text outside turns is in no unit.
    Turn,
    /// A document that both codes are used in.
    Document,
    /// A case that both codes are used in: the documents that share a value of an attribute.
    /// A document without a value is a case of its own, as is every document where there is
    /// no attribute.
    Case(Option<AttributeId>),
    /// A site that both codes are used in: the documents that share a value of the attribute
    /// `site`. A document without a site is in no unit.
    Site,
}

/// How near two excerpts must be to each other, and whether in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Near {
    /// How far they may be apart at most.
    pub within: Distance,
    /// Whether the first code must come before the second: its excerpt ends where the other
    /// begins, or before. Pairs then have a direction, and a pair of codes can be found in
    /// both.
    pub ordered: bool,
}

impl CooccurrenceUnit {
    /// Every unit that needs nothing more to be said, from the narrowest definition to the
    /// widest; that is, all but [`CooccurrenceUnit::Near`].
    pub const ALL: [CooccurrenceUnit; 10] = [
        CooccurrenceUnit::Overlap,
        CooccurrenceUnit::Stretch,
        CooccurrenceUnit::Excerpt,
        CooccurrenceUnit::Character,
        CooccurrenceUnit::Sentence,
        CooccurrenceUnit::Paragraph,
        CooccurrenceUnit::Turn,
        CooccurrenceUnit::Document,
        CooccurrenceUnit::Case(None),
        CooccurrenceUnit::Site,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            CooccurrenceUnit::Overlap => "overlap",
            CooccurrenceUnit::Stretch => "stretch",
            CooccurrenceUnit::Near(_) => "near",
            CooccurrenceUnit::Excerpt => "excerpt",
            CooccurrenceUnit::Character => "character",
            CooccurrenceUnit::Sentence => "sentence",
            CooccurrenceUnit::Paragraph => "paragraph",
            CooccurrenceUnit::Turn => "turn",
            CooccurrenceUnit::Document => "document",
            CooccurrenceUnit::Case(_) => "case",
            CooccurrenceUnit::Site => "site",
        }
    }

    /// The unit that a word stands for. `near` alone stands for none: it needs a distance.
    #[must_use]
    pub fn from_word(word: &str) -> Option<CooccurrenceUnit> {
        CooccurrenceUnit::ALL.into_iter().find(|unit| unit.as_str() == word)
    }

    /// Whether a unit carries a code or does not, so that n12 is at most n1 and n2, and
    /// n1 + n2 − n12 units carry either.
    #[must_use]
    pub fn is_set_unit(self) -> bool {
        !matches!(
            self,
            CooccurrenceUnit::Overlap | CooccurrenceUnit::Stretch | CooccurrenceUnit::Near(_)
        )
    }

    /// Whether (A, B) and (B, A) are two pairs, because A comes before B in the one.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        matches!(self, CooccurrenceUnit::Near(Near { ordered: true, .. }))
    }

    /// Whether the characters that both codes cover are counted beside n12.
    pub(super) fn shares_characters(self) -> bool {
        matches!(self, CooccurrenceUnit::Overlap | CooccurrenceUnit::Stretch)
    }

    /// Whether the texts of the documents must be at hand.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        self.rule().is_some() || matches!(self, CooccurrenceUnit::Near(_))
    }

    /// The rule that cuts a text into such units, if a text is cut into them.
    pub(super) fn rule(self) -> Option<Rule> {
        match self {
            CooccurrenceUnit::Turn => Some(Rule::Turn),
            CooccurrenceUnit::Paragraph => Some(Rule::Paragraph),
            CooccurrenceUnit::Sentence => Some(Rule::Sentence),
            _ => None,
        }
    }

    /// A unit in words, and several.
    pub(super) fn names(self) -> [&'static str; 2] {
        match self {
            CooccurrenceUnit::Overlap
            | CooccurrenceUnit::Excerpt
            | CooccurrenceUnit::Near(_) => ["excerpt", "excerpts"],
            CooccurrenceUnit::Stretch => ["stretch", "stretches"],
            CooccurrenceUnit::Character => ["character", "characters"],
            CooccurrenceUnit::Sentence => ["sentence", "sentences"],
            CooccurrenceUnit::Paragraph => ["paragraph", "paragraphs"],
            CooccurrenceUnit::Turn => ["turn", "turns"],
            CooccurrenceUnit::Document => ["document", "documents"],
            CooccurrenceUnit::Case(_) => ["case", "cases"],
            CooccurrenceUnit::Site => ["site", "sites"],
        }
    }

    /// Where a coding that is not counted lies outside of.
    pub(super) fn outside_of(self) -> &'static str {
        match self {
            CooccurrenceUnit::Near(near) => near.within.of.names()[0],
            unit => unit.names()[0],
        }
    }
}
