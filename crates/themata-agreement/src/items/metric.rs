use crate::scale::Values;
use crate::{InvalidScale, Ratings, Undefined, Weights};

/// How far two categories are apart, for
/// [`krippendorff_alpha_with`](crate::krippendorff_alpha_with).
///
/// With `x` the values of the categories and `n_k` the number of codes of category `k` on
/// items with at least two codes, the squared distances are
///
/// ```text
/// nominal     1 if k ≠ l, else 0
/// ordinal     (Σ n_g over the categories g from k to l  −  (n_k + n_l) / 2)²
/// interval    (x_k − x_l)²
/// ratio       ((x_k − x_l) / (x_k + x_l))²
/// weights     1 − w_kl
/// ```
///
/// There is one value for every *declared* category, in the order of the categories; the
/// values themselves may be in any order. Alpha is the same for values that are multiples
/// of others, and for intervals also when all are shifted.
///
/// Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*, section D.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric(Kind);

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Nominal,
    Ordinal(Values),
    Interval(Values),
    Ratio(Values),
    Weights(Weights),
}

impl Metric {
    /// Categories that are the same or different.
    #[must_use]
    pub fn nominal() -> Metric {
        Metric(Kind::Nominal)
    }

    /// Categories in the order of their values. How far two are apart depends on how many
    /// codes lie between them.
    ///
    /// # Errors
    ///
    /// If a value is not finite or beyond ±10^100, or if two are equal. So for all metrics
    /// that come from values.
    pub fn ordinal(values: &[f64]) -> Result<Metric, InvalidScale> {
        Values::of(values).map(Kind::Ordinal).map(Metric)
    }

    /// Categories whose differences count.
    ///
    /// # Errors
    ///
    /// As for [`Metric::ordinal`].
    pub fn interval(values: &[f64]) -> Result<Metric, InvalidScale> {
        Values::of(values).map(Kind::Interval).map(Metric)
    }

    /// Categories whose ratios count.
    ///
    /// # Errors
    ///
    /// As for [`Metric::ordinal`], and if a value is below zero.
    pub fn ratio(values: &[f64]) -> Result<Metric, InvalidScale> {
        Values::of_ratios(values).map(Kind::Ratio).map(Metric)
    }

    /// Categories that disagree as much as their weights lack of 1.
    #[must_use]
    pub fn weights(weights: Weights) -> Metric {
        Metric(Kind::Weights(weights))
    }

    /// Whether equality is all that counts, so that counting does instead of measuring.
    pub(super) fn is_nominal(&self) -> bool {
        match &self.0 {
            Kind::Nominal => true,
            Kind::Weights(weights) => weights.is_identity(),
            Kind::Ordinal(_) | Kind::Interval(_) | Kind::Ratio(_) => false,
        }
    }

    /// Whether there are as many values as `ratings` has categories.
    pub(super) fn fit(&self, ratings: &Ratings) -> Result<(), Undefined> {
        let declared = ratings.categories();
        match &self.0 {
            Kind::Nominal => Ok(()),
            Kind::Weights(weights) => weights.fit(ratings),
            Kind::Ordinal(values) | Kind::Interval(values) | Kind::Ratio(values) => {
                if values.len() == declared {
                    return Ok(());
                }
                Err(Undefined::OtherCategories { declared, scale: values.len() })
            }
        }
    }

    /// The squared distance of two categories where `codes_of` says how many codes of each
    /// there are.
    pub(super) fn squared(&self, codes_of: &[u64]) -> impl Fn(usize, usize) -> f64 {
        // What lies from one category to another, less half of both, is how far the middle
        // of the one is from the middle of the other when all codes are sorted.
        let ranks = match &self.0 {
            Kind::Ordinal(values) => middle_ranks(&values.order(), codes_of),
            _ => Vec::new(),
        };
        move |k, l| match &self.0 {
            Kind::Nominal => f64::from(u8::from(k != l)),
            Kind::Weights(weights) => weights.distance(k, l),
            Kind::Ordinal(_) => (ranks[k] - ranks[l]).powi(2),
            Kind::Interval(values) => (values.get(k) - values.get(l)).powi(2),
            Kind::Ratio(_) if k == l => 0.0,
            Kind::Ratio(values) => {
                let (one, other) = (values.get(k), values.get(l));
                ((one - other) / (one + other)).powi(2)
            }
        }
    }
}

/// The middle rank of each category's codes when all codes are sorted in `order`.
fn middle_ranks(order: &[usize], codes_of: &[u64]) -> Vec<f64> {
    let mut ranks = vec![0.0; codes_of.len()];
    let mut before = 0;
    for &category in order {
        ranks[category] = before as f64 + codes_of[category] as f64 / 2.0;
        before += codes_of[category];
    }
    ranks
}
