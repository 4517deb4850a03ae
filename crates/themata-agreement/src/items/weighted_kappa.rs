use super::cohen_kappa::kappa;
use super::scale_distances::{ScaleDistances, coefficient, mean_distance};
use super::two_coders::TwoCoders;
use crate::pairable::{Pairable, only_category};
use crate::{Coefficient, Ratings, Undefined, Weights};

/// Cohen's weighted kappa: agreement of two coders beyond chance, where some disagreements
/// are worse than others. At most 1.
///
/// Over the `n` items that both coders gave a code, with `p_kl` the share of items that the
/// first called `k` and the second `l`:
///
/// ```text
/// Do = Σ_kl (1 − w_kl) p_kl      De = Σ_kl (1 − w_kl) p_k+ p_+l      kappa_w = 1 − Do / De
/// ```
///
/// Weights that are multiples of each other's disagreements give the same value. With
/// [`Weights::identity`] it is [`cohen_kappa`](crate::cohen_kappa). Weights come from the
/// values of all declared categories; programs that weight by the rank among the categories
/// that happen to be used give other numbers.
///
/// Undefined where Cohen's kappa is, where the weights are for another number of categories,
/// and where all categories that were used agree fully with each other.
///
/// Cohen, J. (1968). Weighted kappa: nominal scale agreement with provision for scaled
/// disagreement or partial credit. *Psychological Bulletin* 70(4), 213–220.
#[must_use]
pub fn weighted_kappa(ratings: &Ratings, weights: &Weights) -> Coefficient {
    weighted(ratings, weights).unwrap_or_else(Coefficient::without_pairs)
}

fn weighted(ratings: &Ratings, weights: &Weights) -> Result<Coefficient, Undefined> {
    let two = TwoCoders::of(ratings)?;
    weights.fit(ratings)?;
    if weights.is_identity() {
        return Ok(kappa(&two));
    }
    let pairable = Pairable::of(ratings)?;
    let distance = |k, l| weights.distance(k, l);
    let shares = |gave: &[u64]| -> Vec<f64> {
        gave.iter().map(|&k| k as f64 / two.items as f64).collect()
    };
    let observed = ScaleDistances::of(ratings, distance).per_item(&pairable);
    let expected = mean_distance(&shares(&two.first_gave), &shares(&two.second_gave), distance);
    Ok(coefficient(&pairable, [observed, expected], only_category(&two.gave())))
}
