use std::fmt;

/// What two sets have in common, as far as a distance asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SetOverlap {
    /// The number of members of the one set.
    pub first: usize,
    /// The number of members of the other set.
    pub second: usize,
    /// The number of members that they share; at most the smaller of the two.
    pub common: usize,
}

impl SetOverlap {
    /// Whether the two are the same set. The empty set is the same as the empty set.
    #[must_use]
    pub fn is_same(self) -> bool {
        self.first == self.second && self.common == self.first
    }

    /// Whether one of the two holds the other, which is not empty.
    #[must_use]
    pub fn is_nested(self) -> bool {
        self.common > 0 && self.common == self.first.min(self.second)
    }

    /// Members shared, divided by members of either: Jaccard's coefficient, from 0 to 1.
    /// Two empty sets have 1.
    #[must_use]
    pub fn jaccard(self) -> f64 {
        if self.is_same() {
            return 1.0;
        }
        self.common as f64 / (self.first + self.second - self.common) as f64
    }

    /// Twice the members shared, divided by the members of both: Dice's coefficient, or F1,
    /// from 0 to 1. Two empty sets have 1.
    #[must_use]
    pub fn dice(self) -> f64 {
        if self.is_same() {
            return 1.0;
        }
        2.0 * self.common as f64 / (self.first + self.second) as f64
    }
}

/// How far two sets of categories are apart, from 0 for the same set to 1 for sets that
/// share nothing. The empty set is at 0 from itself and at 1 from every other set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SetDistance {
    /// 1 unless the sets are the same: a set is a category like any other.
    Nominal,
    /// 1 less the members shared divided by the members of either. Jaccard (1912).
    Jaccard,
    /// 1 − J·M with Jaccard's coefficient `J` and `M` 1 for the same set, 2/3 where one set
    /// holds the other, 1/3 where they overlap and 0 where they share nothing, so that
    /// leaving something out weighs less than calling it something else. Passonneau (2006).
    ///
    /// Some programs call (1 − J) times 0, 1/3, 2/3 or 1 by the same name, and say 1/6 where
    /// this is 2/3.
    Masi,
}

impl SetDistance {
    /// The distance of two sets that have this in common.
    #[must_use]
    pub fn of(self, overlap: SetOverlap) -> f64 {
        if overlap.is_same() {
            return 0.0;
        }
        match self {
            SetDistance::Nominal => 1.0,
            SetDistance::Jaccard => 1.0 - overlap.jaccard(),
            SetDistance::Masi if overlap.is_nested() => 1.0 - overlap.jaccard() * 2.0 / 3.0,
            SetDistance::Masi => 1.0 - overlap.jaccard() / 3.0,
        }
    }
}

impl fmt::Display for SetDistance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SetDistance::Nominal => "nominal: the same set or not",
            SetDistance::Jaccard => "Jaccard",
            SetDistance::Masi => "MASI (Passonneau 2006)",
        })
    }
}
