use themata_agreement::{Category, Ratings, Undefined};

use super::measures::{AgreementMeasure, Figure, Pooling};

/// A figure for several codes, added up code by code.
///
/// Only codes that somebody used are added. A code that nobody used has neither observed nor
/// expected disagreement, so it would not change kappa or alpha, but it would raise the mean
/// percent agreement towards 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pool {
    observed: f64,
    expected: f64,
    sum: f64,
    codes: usize,
    /// Why one of the codes has nothing to add.
    missing: Option<Undefined>,
}

impl Pool {
    pub(super) fn add(&mut self, figure: &Figure, pooling: Pooling) {
        self.codes += 1;
        match (pooling, figure.disagreements, figure.value) {
            (Pooling::Ratio, Some([observed, expected]), _) => {
                self.observed += observed;
                self.expected += expected;
            }
            (Pooling::Mean, _, Ok(value)) => self.sum += value,
            (Pooling::Ratio | Pooling::Mean, _, Err(reason)) => {
                self.missing = self.missing.or(Some(reason));
            }
            (Pooling::Ratio, None, Ok(_)) | (Pooling::None, ..) => {}
        }
    }

    /// The figure for all codes that were added; `without` says why there is none without any.
    pub(super) fn value(&self, pooling: Pooling, without: Undefined) -> Result<f64, Undefined> {
        if let Some(reason) = self.missing {
            return Err(reason);
        }
        if self.codes == 0 {
            return Err(without);
        }
        match pooling {
            Pooling::Mean => Ok(self.sum / self.codes as f64),
            _ if self.expected > 0.0 => Ok(1.0 - self.observed / self.expected),
            _ => Err(Undefined::OneValueOnly { category: Category::PRESENT }),
        }
    }
}

/// The figures of several measures over those codes that somebody used, each `None` where the
/// measure has no figure for several codes; and the number of those codes.
pub(super) fn pooled<'a>(
    measures: &[AgreementMeasure],
    codes: impl IntoIterator<Item = &'a Ratings>,
) -> (Vec<Option<Result<f64, Undefined>>>, usize) {
    let mut pools = vec![Pool::default(); measures.len()];
    let mut without = None;
    let mut used = 0;
    for ratings in codes {
        without = without.or_else(|| AgreementMeasure::Percent.of(ratings).value.err());
        if !is_used(ratings) {
            continue;
        }
        used += 1;
        for (pool, measure) in pools.iter_mut().zip(measures) {
            if measure.pooling() != Pooling::None {
                pool.add(&measure.of(ratings), measure.pooling());
            }
        }
    }
    let without = without.unwrap_or(NOT_USED);
    let value = |(pool, measure): (&Pool, &AgreementMeasure)| {
        let pooling = measure.pooling();
        (pooling != Pooling::None).then(|| pool.value(pooling, without))
    };
    (pools.iter().zip(measures).map(value).collect(), used)
}

/// Why nothing can be pooled where no code was used.
pub(super) const NOT_USED: Undefined = Undefined::NotUsed { category: Category::PRESENT };

/// Whether somebody marked a unit that another coder judged too.
pub(super) fn is_used(ratings: &Ratings) -> bool {
    let mut used = false;
    ratings.for_each_pattern(|said, count| {
        used |= count > 0
            && said.iter().flatten().count() >= 2
            && said.contains(&Some(Category::PRESENT));
    });
    used
}
