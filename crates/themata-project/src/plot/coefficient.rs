use themata_analysis::{CooccurrenceUnit, Pair};

/// How strongly two codes occur together, in a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlotCoefficient {
    /// Jaccard's index, from 0 to 1.
    #[default]
    Jaccard,
    /// How often: n12.
    Count,
}

impl PlotCoefficient {
    /// Every coefficient.
    pub const ALL: [PlotCoefficient; 2] = [PlotCoefficient::Jaccard, PlotCoefficient::Count];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            PlotCoefficient::Jaccard => "jaccard",
            PlotCoefficient::Count => "count",
        }
    }

    /// The coefficient that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<PlotCoefficient> {
        PlotCoefficient::ALL.into_iter().find(|known| known.as_str() == word)
    }

    pub(super) fn of(self, pair: &Pair) -> Option<f64> {
        match self {
            PlotCoefficient::Jaccard => pair.jaccard(),
            PlotCoefficient::Count => Some(pair.n12 as f64),
        }
    }
}

/// What n12 counts, in the plural.
pub(super) fn counted(unit: CooccurrenceUnit) -> String {
    match unit {
        CooccurrenceUnit::Overlap | CooccurrenceUnit::Near(_) => "pairs of excerpts".to_owned(),
        CooccurrenceUnit::Stretch => "stretches".to_owned(),
        unit => format!("{}s", unit.as_str()),
    }
}
