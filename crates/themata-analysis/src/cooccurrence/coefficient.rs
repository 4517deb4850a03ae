use super::Pair;

/// ATLAS.ti's c-coefficient, n12 / (n1 + n2 − n12) on events, kept for comparison with that
/// program.
///
/// It looks like Jaccard's index but is none: two excerpts can make many events, so it can
/// exceed 1, and then it means nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CCoefficient {
    /// The value; `None` where n1 + n2 − n12 is not positive.
    pub value: Option<f64>,
    /// Whether it is above 1, or has no value because the events outnumber the excerpts.
    pub out_of_range: bool,
}

impl Pair {
    /// Where the first code is, how often the second is too: a share from 0 to 1 of n1.
    /// `None` if the first was not used.
    ///
    /// Where excerpts or stretches are counted, it is the share of those with the first code
    /// that meet one with the second.
    #[must_use]
    pub fn share_of_first(&self) -> Option<f64> {
        share(self.overlap.map_or(self.n12, |overlap| overlap.first_meeting), self.n1)
    }

    /// Where the second code is, how often the first is too: a share from 0 to 1 of n2.
    /// `None` if the second was not used.
    #[must_use]
    pub fn share_of_second(&self) -> Option<f64> {
        share(self.overlap.map_or(self.n12, |overlap| overlap.second_meeting), self.n2)
    }

    /// Jaccard's index, from 0 to 1: what carries both over what carries either. `None` if
    /// there is nothing that carries either, and where the unit is a distance, because
    /// excerpts near each other share nothing.
    ///
    /// On set units n12 / (n1 + n2 − n12); where excerpts that overlap or stretches are
    /// counted, the same on code points, because on those it would not be bounded by 1.
    #[must_use]
    pub fn jaccard(&self) -> Option<f64> {
        match self.overlap {
            None => share(self.n12, (self.n1 + self.n2).saturating_sub(self.n12)),
            Some(overlap) => share(
                overlap.characters,
                (overlap.first_characters + overlap.second_characters)
                    .saturating_sub(overlap.characters),
            ),
        }
    }

    /// ATLAS.ti's c-coefficient; `None` where the unit is a set unit. That program has it for
    /// overlaps only, and so do the tables.
    #[must_use]
    pub fn c(&self) -> Option<CCoefficient> {
        self.overlap?;
        let either = (self.n1 + self.n2).checked_sub(self.n12).filter(|&either| either > 0);
        let value = either.and_then(|either| share(self.n12, either));
        Some(CCoefficient { value, out_of_range: value.is_none_or(|value| value > 1.0) })
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
