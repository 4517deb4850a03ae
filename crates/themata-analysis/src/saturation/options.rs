use themata_model::AttributeId;

use crate::Level;

/// How saturation is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SaturationOptions {
    /// Whether codes or themes are counted.
    pub level: Level,
    /// In which order the documents are gone through.
    pub order: SaturationOrder,
    /// The number of documents that the base is made of; 4, 5 or 6 in Guest, Namey and Chen
    /// (2020). At least 1.
    pub base: usize,
    /// The number of documents in a run; 2 or 3 there. At least 1.
    pub run: usize,
    /// The ratio of new information at which saturation is reached, from 0 to 1; 0.05 or 0
    /// there.
    pub threshold: f64,
    /// The attribute whose values are looked at one by one.
    pub by: Option<AttributeId>,
    /// How many random orders are drawn.
    pub permutations: usize,
    /// The seed of the draws. Order `n` of a seed is always the same.
    pub seed: u64,
}

/// In which order documents are gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaturationOrder {
    /// As they came into the study.
    #[default]
    Import,
    /// By their names, as people count.
    Document,
    /// By the value of an attribute, such as the date; those without one last, and those with
    /// the same as they came into the study.
    Attribute(AttributeId),
}

impl Default for SaturationOptions {
    fn default() -> SaturationOptions {
        SaturationOptions {
            level: Level::Code,
            order: SaturationOrder::Import,
            base: 4,
            run: 2,
            threshold: 0.05,
            by: None,
            permutations: 0,
            seed: 1,
        }
    }
}

impl SaturationOptions {
    /// `≤ 5 %`.
    #[must_use]
    pub fn threshold_in_words(&self) -> String {
        // Rounded, because 0.07 × 100 is a little more than 7.
        let percent = (self.threshold * 1e6).round() / 1e4;
        format!("≤ {percent} %")
    }
}
