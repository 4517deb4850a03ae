use super::linearised::{apart_from, comparable, enough_items, for_each_judged, only_one};
use super::standard_error::{Reference, StandardError};
use crate::{Ratings, Undefined, Weights};

/// Krippendorff's alpha with its linearised standard error, for items that are a sample from
/// many. With [`Weights::identity`] the coefficient is
/// [`krippendorff_alpha`](crate::krippendorff_alpha).
///
/// Over the `n` items with at least two codes, with `N` codes on them, `r = N/n` on the mean
/// item, `d_i` the disagreement on item `i`, `Do` its mean weighted by codes and `De` the
/// disagreement of two codes drawn with replacement:
///
/// ```text
/// x_i = 1 − d'_i/De − 2 Do/De · (1 − e'_i/De)
/// d'_i = r_i/r d_i − (r_i/r − 1) Do (N − 1)/N      e'_i = r_i/r (e_i − De) + De
/// Var = Σ_i (x_i − (1 − Do/De))² / (n (n − 1))
/// ```
///
/// with `e_i` the mean over the item's codes of their disagreement with all codes. Intervals
/// are from the t distribution with `n − 1` degrees of freedom. Alpha itself corrects for
/// drawing without replacement; its error does not, as in Gwet.
///
/// Undefined with fewer than two coders, without items, where fewer than two items have codes
/// from two coders, and where all codes on those items are of one category.
///
/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed.; Gwet, K. L. (2015). *On
/// Krippendorff's Alpha Coefficient*.
pub fn krippendorff_alpha_error(
    ratings: &Ratings,
    weights: &Weights,
) -> Result<StandardError, Undefined> {
    comparable(ratings, weights)?;
    let (mut n, mut codes, mut apart_in_all) = (0.0, 0.0, 0.0);
    let mut shares = vec![0.0; ratings.categories()];
    for_each_judged(ratings, |judged, count| {
        if let Some(disagreement) = judged.disagreement(weights) {
            n += count;
            codes += count * judged.given;
            apart_in_all += count * judged.given * disagreement;
            for category in judged.codes.iter().flatten() {
                shares[category.index()] += count;
            }
        }
    });
    enough_items(n)?;
    only_one(&shares)?;
    shares.iter_mut().for_each(|share| *share /= codes);
    let apart = apart_from(weights, &shares);
    let observed = apart_in_all / codes;
    let expected: f64 = apart.iter().zip(&shares).map(|(apart, share)| apart * share).sum();
    if expected <= 0.0 {
        return Err(Undefined::NoDisagreementExpected);
    }
    let with_replacement = 1.0 - observed / expected;
    let without_replacement = observed * (codes - 1.0) / codes;
    let mean_codes = codes / n;
    let mut squares = 0.0;
    for_each_judged(ratings, |judged, count| {
        if let Some(disagreement) = judged.disagreement(weights) {
            let weight = judged.given / mean_codes;
            let on_item = weight * disagreement - (weight - 1.0) * without_replacement;
            let by_chance = weight * (judged.mean(&apart) - expected) + expected;
            let x = 1.0
                - on_item / expected
                - 2.0 * (observed / expected) * (1.0 - by_chance / expected);
            squares += count * (x - with_replacement).powi(2);
        }
    });
    Ok(StandardError {
        coefficient: 1.0 - without_replacement / expected,
        error: (squares / (n * (n - 1.0))).sqrt(),
        reference: Reference::StudentT { degrees: n as u64 - 1 },
    })
}
