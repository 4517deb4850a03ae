use super::linearised::{Observed, apart_from, standard_error};
use super::standard_error::StandardError;
use crate::{Ratings, Undefined, Weights};

/// Conger's kappa, generalised to weights, with its linearised standard error, for items that
/// are a sample from many. Missing codes are treated as in
/// [`conger_kappa`](crate::conger_kappa).
///
/// The formula is that of [`gwet_ac_error`](super::gwet_ac_error). With `p_gk` the share of
/// category `k` among the `n_g` codes of coder `g` of `m`, and `δ_igk` 1 where that coder gave
/// item `i` the category `k`, an item moves the share by `n/n_g · (δ_igk − [g judged i] p_gk)`
/// and agreement by chance, the mean over pairs of coders of `Σ_kl w_kl p_gk p_hl`, by
///
/// ```text
/// pe_i − pe = Σ_g n/n_g Σ_k (δ_igk − [g judged i] p_gk) Σ_{h≠g} Σ_l w_kl p_hl / (m (m − 1))
/// ```
///
/// Undefined with fewer than two coders, without items, where fewer than two items have codes
/// from two coders, and where all codes are of one category.
///
/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed.; Conger (1980).
pub fn conger_kappa_error(
    ratings: &Ratings,
    weights: &Weights,
) -> Result<StandardError, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    observed.only_category()?;
    let coders = coders(ratings, weights, observed.items);
    let expected = coders.iter().map(|coder| coder.mean).sum::<f64>();
    standard_error(ratings, weights, &observed, expected, |judged| {
        let moved = judged.codes.iter().zip(&coders).map(|(code, coder)| match code {
            Some(category) => coder.reach * (coder.apart[category.index()] - coder.mean),
            None => 0.0,
        });
        expected + moved.sum::<f64>()
    })
}

/// What one coder contributes to the disagreement by chance.
struct Coder {
    /// Disagreement of each category with the codes of the other coders, divided by the
    /// number of ordered pairs of coders.
    apart: Vec<f64>,
    /// The mean of that over the coder's codes. 0 for a coder without codes.
    mean: f64,
    /// Items with a code, divided by the coder's codes.
    reach: f64,
}

fn coders(ratings: &Ratings, weights: &Weights, items: f64) -> Vec<Coder> {
    let mut gave = vec![vec![0.0; ratings.categories()]; ratings.coders()];
    ratings.for_each_pattern(|codes, count| {
        for (of, code) in gave.iter_mut().zip(codes) {
            if let Some(category) = code {
                of[category.index()] += count as f64;
            }
        }
    });
    let totals: Vec<f64> = gave.iter().map(|of| of.iter().sum()).collect();
    let taking_part = totals.iter().filter(|total| **total > 0.0).count() as f64;
    let mut all = vec![0.0; ratings.categories()];
    for (of, total) in gave.iter_mut().zip(&totals).filter(|(_, total)| **total > 0.0) {
        for (share, sum) in of.iter_mut().zip(&mut all) {
            *share /= total;
            *sum += *share;
        }
    }
    let pairs = taking_part * (taking_part - 1.0);
    let contribution = |(shares, &total): (&Vec<f64>, &f64)| {
        let others: Vec<f64> =
            all.iter().zip(shares).map(|(all, own)| (all - own) / pairs).collect();
        let apart = apart_from(weights, &others);
        let mean = apart.iter().zip(shares).map(|(apart, share)| apart * share).sum();
        Coder { apart, mean, reach: if total > 0.0 { items / total } else { 0.0 } }
    };
    gave.iter().zip(&totals).map(contribution).collect()
}
