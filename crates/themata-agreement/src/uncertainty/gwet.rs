use super::linearised::{Observed, standard_error};
use super::standard_error::StandardError;
use crate::{Ratings, Undefined, Weights};

/// Gwet's AC1 (with [`Weights::identity`]) or AC2 (with other weights) with its linearised
/// standard error, for items that are a sample from many.
///
/// ```text
/// x_i = n/n2 · (pa_i − pe [r_i ≥ 2]) / (1 − pe) − 2 (1 − AC) (pe_i − pe) / (1 − pe)
/// pe_i = T / (q (q − 1)) · Σ_k r_ik (1 − π_k) / r_i,   T the sum of all weights
/// Var = Σ_i (x_i − AC)² / (n (n − 1))
/// ```
///
/// over the `n` items with a code, `n2` of them with two. Intervals are from the t
/// distribution with `n − 1` degrees of freedom.
///
/// Undefined with fewer than two coders or two categories, without items, and where fewer
/// than two items have codes from two coders. Unlike kappa it is defined where all codes are
/// of one category: the coefficient is then 1 and its error 0.
///
/// Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of
/// high agreement. *British Journal of Mathematical and Statistical Psychology* 61, 29–48;
/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., for weights and missing codes.
pub fn gwet_ac_error(ratings: &Ratings, weights: &Weights) -> Result<StandardError, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    let q = ratings.categories() as f64;
    if q < 2.0 {
        return Err(Undefined::NoDisagreementExpected);
    }
    let scale = weights.total() / (q * (q - 1.0));
    let others: Vec<f64> = observed.shares.iter().map(|share| 1.0 - share).collect();
    let agreement: f64 =
        scale * observed.shares.iter().zip(&others).map(|(p, rest)| p * rest).sum::<f64>();
    standard_error(ratings, weights, &observed, 1.0 - agreement, |judged| {
        1.0 - scale * judged.mean(&others)
    })
}
