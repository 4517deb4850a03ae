use std::f64::consts::PI;

use crate::scale::Values;
use crate::{Category, InvalidScale, Ratings, Undefined};

/// How much two codes on one item agree, for each pair of categories: 1 fully, 0 not at all,
/// partial agreement between. Equal codes always agree fully, and order makes no difference.
///
/// A weighted measure credits near misses: `w_kl` is the weight of categories `k` and `l`,
/// and `1 − w_kl` their disagreement. With [`Weights::identity`] it is the unweighted
/// measure. There is one weight for every pair of *declared* categories, used or not.
///
/// Where weights come from values, each category's own value counts and not its position:
/// the values may come in any order. With `x` the values, from `x_min` to `x_max`, the
/// disagreements `1 − w_kl` are
///
/// ```text
/// linear      |x_k − x_l| / (x_max − x_min)
/// quadratic   ((x_k − x_l) / (x_max − x_min))²
/// radical     sqrt(|x_k − x_l| / (x_max − x_min))
/// ordinal     C(M, 2) / C(q, 2)          M = |rank_k − rank_l| + 1
/// ratio       ((x_k − x_l) / (x_k + x_l))² / ((x_max − x_min) / (x_max + x_min))²
/// circular    sin²(π (x_k − x_l) / U) / largest of these          U = x_max − x_min + 1
/// bipolar     (x_k − x_l)² / ((x_k + x_l − 2 x_min)(2 x_max − x_k − x_l)) / largest
/// ```
///
/// Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability*, 4th ed., ch. 3, as in the
/// package irrCAC; Cohen (1968) and Fleiss and Cohen (1973) for linear and quadratic.
///
/// # Examples
///
/// ```
/// use themata_agreement::Weights;
///
/// let weights = Weights::quadratic(&[1.0, 2.0, 3.0]).unwrap();
/// assert_eq!([weights.get(0, 0), weights.get(0, 1), weights.get(0, 2)], [1.0, 0.75, 0.0]);
/// assert_eq!(weights.total(), 6.0);
/// assert!(Weights::linear(&[1.0, 1.0]).is_err());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    categories: usize,
    /// Row after row; `None` for the identity, which would fill memory to say little.
    table: Option<Vec<f64>>,
}

impl Weights {
    /// Weights for `categories` categories that agree fully or not at all.
    #[must_use]
    pub fn identity(categories: usize) -> Weights {
        Weights { categories, table: None }
    }

    /// Weights that fall in proportion to the distance of two values.
    ///
    /// # Errors
    ///
    /// If a value is not finite or beyond ±10^100, or if two are equal. So for all weights
    /// that come from values.
    pub fn linear(values: &[f64]) -> Result<Weights, InvalidScale> {
        Weights::by_share_of_range(values, |share| share)
    }

    /// Weights that fall with the square of the distance, so that near misses cost little.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`].
    pub fn quadratic(values: &[f64]) -> Result<Weights, InvalidScale> {
        Weights::by_share_of_range(values, |share| share * share)
    }

    /// Weights that fall with the root of the distance, so that even near misses cost much.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`].
    pub fn radical(values: &[f64]) -> Result<Weights, InvalidScale> {
        Weights::by_share_of_range(values, f64::sqrt)
    }

    /// Weights that depend on the ranks of the values only: the disagreement is the share of
    /// all pairs of categories that lie within the stretch from the one to the other.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`].
    pub fn ordinal(values: &[f64]) -> Result<Weights, InvalidScale> {
        let order = Values::of(values)?.order();
        let mut rank = vec![0; order.len()];
        for (place, category) in order.into_iter().enumerate() {
            rank[category] = place;
        }
        Weights::by_disagreement(rank.len(), |k, l| {
            let apart = rank[k].abs_diff(rank[l]) as f64;
            apart * (apart + 1.0) / 2.0
        })
    }

    /// Weights for values whose ratio counts: 1 and 2 are as far apart as 10 and 20.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`], and if a value is below zero.
    pub fn ratio(values: &[f64]) -> Result<Weights, InvalidScale> {
        let values = Values::of_ratios(values)?;
        Weights::by_disagreement(values.len(), |k, l| {
            let (one, other) = (values.get(k), values.get(l));
            ((one - other) / (one + other)).powi(2)
        })
    }

    /// Weights for values on a circle, such as hours of a day, one step from the largest back
    /// to the smallest.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`].
    pub fn circular(values: &[f64]) -> Result<Weights, InvalidScale> {
        let values = Values::of(values)?;
        let [least, most] = values.ends();
        let around = most - least + 1.0;
        Weights::by_disagreement(values.len(), |k, l| {
            (PI * (values.get(k) - values.get(l)) / around).sin().powi(2)
        })
    }

    /// Weights for a scale with two poles: a distance counts for more near either end than
    /// in the middle.
    ///
    /// # Errors
    ///
    /// As for [`Weights::linear`].
    pub fn bipolar(values: &[f64]) -> Result<Weights, InvalidScale> {
        let values = Values::of(values)?;
        let [least, most] = values.ends();
        let along = |k| (values.get(k) - least) / (most - least);
        Weights::by_disagreement(values.len(), |k, l| {
            let (one, other) = (along(k), along(l));
            (one - other).powi(2) / ((one + other) * (2.0 - one - other))
        })
    }

    /// Weights of the caller's own: `weight` is asked for each ordered pair of positions.
    ///
    /// # Errors
    ///
    /// If a weight is no number from 0 to 1, if one on the diagonal is not 1, or if the order
    /// of two categories makes a difference.
    pub fn from_fn(
        categories: usize,
        weight: impl Fn(usize, usize) -> f64,
    ) -> Result<Weights, InvalidScale> {
        let mut table = Vec::with_capacity(categories * categories);
        for k in 0..categories {
            for l in 0..categories {
                let of = weight(k, l);
                if !(0.0..=1.0).contains(&of) {
                    let categories = [Category::at(k), Category::at(l)];
                    return Err(InvalidScale::NoWeight { categories });
                }
                if k == l && of != 1.0 {
                    return Err(InvalidScale::DiagonalNotOne { category: Category::at(k) });
                }
                if l < k && table[l * categories + k] != of {
                    let categories = [Category::at(l), Category::at(k)];
                    return Err(InvalidScale::NotSymmetric { categories });
                }
                table.push(of);
            }
        }
        Ok(Weights { categories, table: Some(table) })
    }

    /// The weight of the categories at positions `k` and `l`, from 0 to 1.
    ///
    /// # Panics
    ///
    /// If there is no category at `k` or at `l`.
    #[must_use]
    pub fn get(&self, k: usize, l: usize) -> f64 {
        let q = self.categories;
        assert!(k < q && l < q, "there are {q} categories, and {k} or {l} is none of them");
        match &self.table {
            Some(table) => table[k * q + l],
            None => f64::from(u8::from(k == l)),
        }
    }

    /// The sum of all weights, from the number of categories up to its square.
    #[must_use]
    pub fn total(&self) -> f64 {
        match &self.table {
            Some(table) => table.iter().sum(),
            None => self.categories as f64,
        }
    }

    /// The number of categories.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// Whether these are [`Weights::identity`], so that counting does instead of weighing.
    pub(crate) fn is_identity(&self) -> bool {
        self.table.is_none()
    }

    /// The disagreement of two categories, from 0 to 1.
    pub(crate) fn distance(&self, k: usize, l: usize) -> f64 {
        1.0 - self.get(k, l)
    }

    /// The sum of the disagreements of all ordered pairs of categories.
    pub(crate) fn total_distance(&self) -> f64 {
        let q = self.categories as f64;
        match &self.table {
            Some(table) => table.iter().map(|weight| 1.0 - weight).sum(),
            None => q * (q - 1.0).max(0.0),
        }
    }

    /// Whether there are as many weights as `ratings` has categories.
    pub(crate) fn fit(&self, ratings: &Ratings) -> Result<(), Undefined> {
        let (declared, scale) = (ratings.categories(), self.categories);
        if declared == scale {
            return Ok(());
        }
        Err(Undefined::OtherCategories { declared, scale })
    }

    fn by_share_of_range(
        values: &[f64],
        disagreement: impl Fn(f64) -> f64,
    ) -> Result<Weights, InvalidScale> {
        let values = Values::of(values)?;
        let [least, most] = values.ends();
        Weights::by_disagreement(values.len(), |k, l| {
            disagreement((values.get(k) - values.get(l)).abs() / (most - least))
        })
    }

    /// Weights from disagreements of distinct categories, on any scale.
    fn by_disagreement(
        categories: usize,
        disagreement: impl Fn(usize, usize) -> f64,
    ) -> Result<Weights, InvalidScale> {
        let mut table = vec![0.0; categories * categories];
        for k in 0..categories {
            for l in 0..k {
                let of = disagreement(k, l);
                table[k * categories + l] = of;
                table[l * categories + k] = of;
            }
        }
        let largest = table.iter().copied().fold(0.0, f64::max);
        for k in 0..categories {
            for l in 0..categories {
                let of = &mut table[k * categories + l];
                *of = if k == l { 1.0 } else { 1.0 - *of / largest };
                // Distances that got lost in rounding leave nothing to divide by.
                if !(0.0..=1.0).contains(of) {
                    return Err(InvalidScale::TooClose);
                }
            }
        }
        Ok(Weights { categories, table: Some(table) })
    }
}
