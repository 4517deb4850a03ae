use std::collections::BTreeMap;

use super::linearised::{enough_items, fit, only_one};
use super::quantiles::normal_share_below;
use super::standard_error::{Reference, StandardError};
use crate::{Ratings, Undefined, Weights};

/// Cohen's kappa with its two standard errors: one for an interval, one for the question
/// whether the coders agree beyond chance at all.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CohenError {
    /// Kappa with the standard error that holds for any kappa. Intervals are from the normal
    /// distribution.
    pub estimate: StandardError,
    /// The standard error that kappa would have if the coders judged independently of each
    /// other. 0 where one of them used one category throughout.
    pub null_error: f64,
}

impl CohenError {
    /// Kappa divided by [`null_error`](CohenError::null_error), about normal if the coders
    /// judge independently of each other. `None` where that error is 0.
    #[must_use]
    pub fn z(&self) -> Option<f64> {
        (self.null_error > 0.0).then(|| self.estimate.coefficient / self.null_error)
    }

    /// The probability from 0 to 1 of a kappa at least as far from 0 on either side, if the
    /// coders judge independently of each other. `None` where there is no [`z`](Self::z).
    #[must_use]
    pub fn p_value(&self) -> Option<f64> {
        self.z().map(|z| 2.0 * normal_share_below(-z.abs()))
    }
}

/// Cohen's kappa, or weighted kappa, with its standard errors for large samples.
///
/// Over the `n` items with both codes, `p_kl` the share that the first coder called `k` and
/// the second `l`, and the mean weights `w_k+ = Σ_l p_+l w_kl` and `w_+l = Σ_k p_k+ w_kl`:
///
/// ```text
/// Var  = [Σ_kl p_kl (w_kl − (w_k+ + w_+l)(1 − kappa))² − (kappa − pe (1 − kappa))²]
///        / (n (1 − pe)²)
/// Var0 = [Σ_kl p_k+ p_+l (w_kl − (w_k+ + w_+l))² − pe²] / (n (1 − pe)²)
/// ```
///
/// With [`Weights::identity`] these are the formulas for unweighted kappa.
///
/// Undefined unless there are exactly two coders, without items, where fewer than two items
/// have both codes, and where both coders used one and the same category throughout.
///
/// Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Large sample standard errors of kappa
/// and weighted kappa. *Psychological Bulletin* 72(5), 323–327.
pub fn cohen_kappa_error(
    ratings: &Ratings,
    weights: &Weights,
) -> Result<CohenError, Undefined> {
    fit(ratings, weights)?;
    let table = CrossTable::of(ratings)?;
    let q = table.first.len();
    let n = table.items;
    // Mean disagreements, which are 1 less the mean weights of the formulas.
    let apart = |k: usize, l: usize| 1.0 - weights.get(k, l);
    let of_first: Vec<f64> =
        (0..q).map(|k| (0..q).map(|l| table.second[l] * apart(k, l)).sum()).collect();
    let of_second: Vec<f64> =
        (0..q).map(|l| (0..q).map(|k| table.first[k] * apart(k, l)).sum()).collect();
    let expected: f64 = of_first.iter().zip(&table.first).map(|(apart, p)| apart * p).sum();
    if expected <= 0.0 {
        return Err(Undefined::NoDisagreementExpected);
    }
    let observed: f64 = table.cells.iter().map(|(&(k, l), p)| p * apart(k, l)).sum();
    let beyond = observed / expected;
    // Both brackets are variances over the cells. Taking each from its mean instead of
    // subtracting two squares keeps them from falling below 0.
    let variance: f64 = table
        .cells
        .iter()
        .map(|(&(k, l), p)| {
            let from_mean = beyond * (of_first[k] + of_second[l]) - apart(k, l) - observed;
            p * from_mean.powi(2)
        })
        .sum();
    let null_variance: f64 = (0..q)
        .flat_map(|k| (0..q).map(move |l| (k, l)))
        .map(|(k, l)| {
            // In this order it is exactly 0 where one coder used one category throughout.
            let from_mean = (of_first[k] - expected) + (of_second[l] - apart(k, l));
            table.first[k] * table.second[l] * from_mean.powi(2)
        })
        .sum();
    Ok(CohenError {
        estimate: StandardError {
            coefficient: 1.0 - beyond,
            error: (variance / n).sqrt() / expected,
            reference: Reference::Normal,
        },
        null_error: (null_variance / n).sqrt() / expected,
    })
}

/// The shares of items by what the two coders called them.
struct CrossTable {
    items: f64,
    cells: BTreeMap<(usize, usize), f64>,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl CrossTable {
    fn of(ratings: &Ratings) -> Result<CrossTable, Undefined> {
        let coders = ratings.coders();
        if coders != 2 {
            return Err(Undefined::NotTwoCoders { coders });
        }
        if ratings.items() == 0 {
            return Err(Undefined::NoItems);
        }
        let mut cells: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let mut items = 0.0;
        ratings.for_each_pattern(|codes, count| {
            if let &[Some(first), Some(second)] = codes {
                *cells.entry((first.index(), second.index())).or_insert(0.0) += count as f64;
                items += count as f64;
            }
        });
        enough_items(items)?;
        let mut first = vec![0.0; ratings.categories()];
        let mut second = first.clone();
        for (&(k, l), p) in &mut cells {
            *p /= items;
            first[k] += *p;
            second[l] += *p;
        }
        let given: Vec<f64> = first.iter().zip(&second).map(|(a, b)| a + b).collect();
        only_one(&given)?;
        Ok(CrossTable { items, cells, first, second })
    }
}
