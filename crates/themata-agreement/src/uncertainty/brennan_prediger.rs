use super::linearised::{Observed, standard_error};
use super::standard_error::StandardError;
use crate::{Ratings, Undefined, Weights};

/// The coefficient of Brennan and Prediger (also Bennett's S, Randolph's free-marginal kappa)
/// for weights and missing codes, with its standard error, for items that are a sample from
/// many.
///
/// Agreement by chance depends on nothing that was observed: with `q` declared categories it
/// is `Σ_kl w_kl / q²`. So the formula of [`gwet_ac_error`](super::gwet_ac_error) loses its
/// second term.
///
/// Undefined with fewer than two coders or two categories, without items, and where fewer
/// than two items have codes from two coders.
///
/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed.; Brennan, R. L. and Prediger,
/// D. J. (1981). *Educational and Psychological Measurement* 41(3), 687–699.
pub fn brennan_prediger_error(
    ratings: &Ratings,
    weights: &Weights,
) -> Result<StandardError, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    let q = ratings.categories() as f64;
    let expected = 1.0 - weights.total() / (q * q);
    standard_error(ratings, weights, &observed, expected, |_| expected)
}
