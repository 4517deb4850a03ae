use crate::Undefined;

/// Agreement beyond chance: 1 less the disagreement observed, divided by the disagreement
/// that chance alone would produce.
///
/// The value is 1 where coders never differ, 0 where they differ as often as chance does,
/// and below 0 where they differ more often. All measures of the kappa and alpha families
/// have this form; they differ in what they call chance. Disagreements are kept rather than
/// agreements because that form also holds for weights and distances.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Coefficient {
    /// The coefficient, or why there is none. At most 1.
    pub value: Result<f64, Undefined>,
    /// How often coders differ: for nominal categories a share of pairs of codes from 0
    /// to 1, weighted as the measure says. `None` where there are no pairs.
    pub observed_disagreement: Option<f64>,
    /// How often they would differ by chance, on the same scale. `None` where there are no
    /// pairs.
    pub expected_disagreement: Option<f64>,
    /// The number of items that the observed disagreement rests on.
    pub items: u64,
    /// The number of codes on those items.
    pub codes: u64,
}

impl Coefficient {
    /// How often coders agree, from 0 to 1 for nominal categories: 1 less the observed
    /// disagreement. Often written *po*.
    #[must_use]
    pub fn observed_agreement(&self) -> Option<f64> {
        self.observed_disagreement.map(|disagreement| 1.0 - disagreement)
    }

    /// How often coders would agree by chance, from 0 to 1 for nominal categories: 1 less
    /// the expected disagreement. Often written *pe*.
    #[must_use]
    pub fn expected_agreement(&self) -> Option<f64> {
        self.expected_disagreement.map(|disagreement| 1.0 - disagreement)
    }

    /// A coefficient that cannot be had because there are no pairs of codes to compare.
    pub(crate) fn without_pairs(reason: Undefined) -> Coefficient {
        Coefficient {
            value: Err(reason),
            observed_disagreement: None,
            expected_disagreement: None,
            items: 0,
            codes: 0,
        }
    }
}

/// A plain share from 0 to 1, with what it rests on and without correction for chance.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Share {
    /// The share, from 0 to 1, or why there is none.
    pub value: Result<f64, Undefined>,
    /// The number of items that the share rests on.
    pub items: u64,
    /// The number of codes that the share rests on.
    pub codes: u64,
}

impl Share {
    /// A share of nothing.
    pub(crate) fn undefined(reason: Undefined) -> Share {
        Share { value: Err(reason), items: 0, codes: 0 }
    }
}
