use crate::Undefined;

/// Agreement beyond chance of coders who chose for themselves where units begin and end.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unitized {
    /// The coefficient, or why there is none. At most 1; 0 is what chance gives.
    pub value: Result<f64, Undefined>,
    /// How far coders differ, on the scale that the measure says. `None` where they cannot
    /// be compared.
    pub observed_disagreement: Option<f64>,
    /// How far they would differ by chance, on the same scale. `None` where that cannot be
    /// said.
    pub expected_disagreement: Option<f64>,
    /// The share from 0 to 1 of what there is to judge that the coefficient rests on; the
    /// measure says of what. A high coefficient of little is not a high coefficient of all.
    /// `None` where there is nothing to judge.
    pub coverage: Option<f64>,
    /// The number of units, of all coders, that the coefficient is about.
    pub units: u64,
}

impl Unitized {
    /// No coefficient, and nothing else that could be said.
    pub(crate) fn undefined(reason: Undefined) -> Unitized {
        Unitized {
            value: Err(reason),
            observed_disagreement: None,
            expected_disagreement: None,
            coverage: None,
            units: 0,
        }
    }

    /// A coefficient from the two disagreements, the expected one above 0.
    pub(crate) fn of(observed: f64, expected: f64, coverage: f64, units: u64) -> Unitized {
        Unitized {
            value: Ok(1.0 - observed / expected),
            observed_disagreement: Some(observed),
            expected_disagreement: Some(expected),
            coverage: Some(coverage),
            units,
        }
    }
}
