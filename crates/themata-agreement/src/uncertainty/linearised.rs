use super::standard_error::{Reference, StandardError};
use crate::{Category, Ratings, Undefined, Weights};

/// What the coders gave one item, where at least one gave a code.
pub(super) struct Judged<'a> {
    /// What each coder gave.
    pub(super) codes: &'a [Option<Category>],
    /// The categories given and how many coders gave them.
    by_category: &'a [(usize, f64)],
    /// The number of codes.
    pub(super) given: f64,
}

impl Judged<'_> {
    /// The mean weight of disagreement over the pairs of codes, from 0 to 1. `None` where
    /// there is one code.
    pub(super) fn disagreement(&self, weights: &Weights) -> Option<f64> {
        if self.given < 2.0 {
            return None;
        }
        let mut differing = 0.0;
        for (at, &(k, coders)) in self.by_category.iter().enumerate() {
            for &(l, others) in &self.by_category[at + 1..] {
                differing += apart(weights, k, l) * coders * others;
            }
        }
        Some(2.0 * differing / (self.given * (self.given - 1.0)))
    }

    /// The mean over the codes of what `of_category` says.
    pub(super) fn mean(&self, of_category: &[f64]) -> f64 {
        let codes = self.by_category.iter().map(|&(k, coders)| coders * of_category[k]);
        codes.sum::<f64>() / self.given
    }
}

/// How much it counts that one code is `k` and the other `l`, whichever comes first: the sum
/// of both orders, halved and taken from 1, so that one walk over pairs is enough.
pub(super) fn apart(weights: &Weights, k: usize, l: usize) -> f64 {
    1.0 - f64::midpoint(weights.get(k, l), weights.get(l, k))
}

/// For each category, the mean weight of disagreement with a code that is of category `l`
/// with probability `shares[l]`.
pub(super) fn apart_from(weights: &Weights, shares: &[f64]) -> Vec<f64> {
    let from = |k: usize| {
        let others = (0..shares.len()).filter(|l| *l != k);
        others.map(|l| apart(weights, k, l) * shares[l]).sum()
    };
    (0..shares.len()).map(from).collect()
}

/// Calls `visit` for each distinct pattern in which at least one coder gave a code, with the
/// number of items that show it.
pub(super) fn for_each_judged(ratings: &Ratings, mut visit: impl FnMut(&Judged<'_>, f64)) {
    let mut by_category: Vec<(usize, f64)> = Vec::new();
    let mut sorted: Vec<usize> = Vec::new();
    ratings.for_each_pattern(|codes, count| {
        sorted.clear();
        sorted.extend(codes.iter().flatten().map(|category| category.index()));
        if sorted.is_empty() {
            return;
        }
        sorted.sort_unstable();
        by_category.clear();
        by_category
            .extend(sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as f64)));
        let given = sorted.len() as f64;
        visit(&Judged { codes, by_category: &by_category, given }, count as f64);
    });
}

/// What the coefficients of Gwet's framework share: items, observed disagreement, and how
/// often each category was given.
pub(super) struct Observed {
    /// Items with at least one code.
    pub(super) items: f64,
    /// Items with at least two.
    pub(super) pairable: f64,
    /// The disagreement on those, averaged over them.
    pub(super) disagreement: f64,
    /// The share of each category among an item's codes, averaged over all items.
    pub(super) shares: Vec<f64>,
}

impl Observed {
    /// What `ratings` show, or why no standard error can be had.
    pub(super) fn of(ratings: &Ratings, weights: &Weights) -> Result<Observed, Undefined> {
        comparable(ratings, weights)?;
        let (mut items, mut pairable, mut sum) = (0.0, 0.0, 0.0);
        let mut shares = vec![0.0; ratings.categories()];
        for_each_judged(ratings, |judged, count| {
            items += count;
            for &(k, coders) in judged.by_category {
                shares[k] += count * coders / judged.given;
            }
            if let Some(disagreement) = judged.disagreement(weights) {
                pairable += count;
                sum += count * disagreement;
            }
        });
        enough_items(pairable)?;
        shares.iter_mut().for_each(|share| *share /= items);
        Ok(Observed { items, pairable, disagreement: sum / pairable, shares })
    }

    /// The category of all codes, if there is only one.
    pub(super) fn only_category(&self) -> Result<(), Undefined> {
        only_one(&self.shares)
    }
}

/// Why a coefficient cannot be had where `given` says how often each category was given and
/// only one was.
pub(super) fn only_one(given: &[f64]) -> Result<(), Undefined> {
    let mut used = (0..).map(Category::new).zip(given).filter(|(_, given)| **given > 0.0);
    match (used.next(), used.next()) {
        (Some((category, _)), None) => Err(Undefined::OneValueOnly { category }),
        _ => Ok(()),
    }
}

/// Why `ratings` and `weights` cannot be compared at all.
pub(super) fn comparable(ratings: &Ratings, weights: &Weights) -> Result<(), Undefined> {
    fit(ratings, weights)?;
    match (ratings.coders(), ratings.items()) {
        (coders @ (0 | 1), _) => Err(Undefined::TooFewCoders { coders }),
        (_, 0) => Err(Undefined::NoItems),
        _ => Ok(()),
    }
}

/// Why `weights` are not for the categories of `ratings`.
pub(super) fn fit(ratings: &Ratings, weights: &Weights) -> Result<(), Undefined> {
    let (declared, scale) = (ratings.categories(), weights.categories());
    if declared == scale { Ok(()) } else { Err(Undefined::OtherCategories { declared, scale }) }
}

pub(super) fn enough_items(pairable: f64) -> Result<(), Undefined> {
    if pairable == 0.0 {
        Err(Undefined::NoPairs)
    } else if pairable < 2.0 {
        Err(Undefined::OneItemOnly)
    } else {
        Ok(())
    }
}

/// Gwet's linearised standard error of the coefficient `1 − observed / expected`.
///
/// With `n` items that have a code, `n2` of them two, `d_i` the disagreement on item `i`
/// (0 where there is one code) and `e_i` what the item adds to the disagreement by chance:
///
/// ```text
/// x_i = n/n2 · ([r_i ≥ 2] − d_i / De) − 2 (1 − coefficient) (De − e_i) / De
/// Var = Σ_i (x_i − coefficient)² / (n (n − 1))
/// ```
///
/// This is Gwet's formula with disagreements in place of agreements, which keeps the digits
/// where one category is nearly all there is.
pub(super) fn standard_error(
    ratings: &Ratings,
    weights: &Weights,
    observed: &Observed,
    expected: f64,
    by_chance: impl Fn(&Judged<'_>) -> f64,
) -> Result<StandardError, Undefined> {
    if expected <= 0.0 {
        return Err(Undefined::NoDisagreementExpected);
    }
    let beyond = observed.disagreement / expected;
    let coefficient = 1.0 - beyond;
    let n = observed.items;
    let mut squares = 0.0;
    for_each_judged(ratings, |judged, count| {
        let counted = judged.disagreement(weights).map_or(0.0, |d| 1.0 - d / expected);
        let chance = 2.0 * beyond * (1.0 - by_chance(judged) / expected);
        let x = n / observed.pairable * counted - chance;
        squares += count * (x - coefficient).powi(2);
    });
    Ok(StandardError {
        coefficient,
        error: (squares / (n * (n - 1.0))).sqrt(),
        reference: Reference::StudentT { degrees: n as u64 - 1 },
    })
}
