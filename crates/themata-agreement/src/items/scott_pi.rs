use super::scale_distances::{ScaleDistances, coefficient, mean_distance};
use super::two_coders::TwoCoders;
use crate::pairable::{Pairable, only_category};
use crate::{Coefficient, Ratings, Undefined, Weights};

/// Scott's pi: agreement of two coders beyond that of two who both use each category as
/// often as these two do together. At most 1.
///
/// Over the `n` items that both coders gave a code, with `p_k+` and `p_+k` the shares of
/// category `k` among the codes of the first and of the second:
///
/// ```text
/// po = Σ_k p_kk      pe = Σ_k ((p_k+ + p_+k) / 2)²      pi = (po − pe) / (1 − pe)
/// ```
///
/// The coders are interchangeable, unlike for Cohen's kappa, which is never below pi. For
/// two coders without missing codes it is [`fleiss_kappa`](crate::fleiss_kappa). Items that
/// only one of the two judged are left out of both sums.
///
/// Undefined unless there are exactly two coders, without items, where no item has both
/// codes, and where both coders used one and the same category throughout.
///
/// Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding.
/// *Public Opinion Quarterly* 19(3), 321–325.
#[must_use]
pub fn scott_pi(ratings: &Ratings) -> Coefficient {
    let two = match TwoCoders::of(ratings) {
        Ok(two) => two,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let gave = two.gave();
    let codes = 2 * u128::from(two.items);
    // Pairs of codes drawn from the pool with putting back, out of codes² of them, and the
    // same number of times the share of items that differ: exact integers both.
    let differing = u128::from(two.items - two.agreed) * codes * 2;
    let by_chance: u128 = gave.iter().map(|&k| u128::from(k) * (codes - u128::from(k))).sum();
    Coefficient {
        value: match only_category(&gave) {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None => Ok(1.0 - differing as f64 / by_chance as f64),
        },
        observed_disagreement: Some((two.items - two.agreed) as f64 / two.items as f64),
        expected_disagreement: Some(by_chance as f64 / (codes * codes) as f64),
        items: two.items,
        codes: 2 * two.items,
    }
}

/// Scott's pi with partial agreement: `pi = 1 − Do / De`, where with `p_kl` the share of
/// items that the first called `k` and the second `l`, and `p_k` the share of `k` among the
/// codes of both,
///
/// ```text
/// Do = Σ_kl (1 − w_kl) p_kl      De = Σ_kl (1 − w_kl) p_k p_l
/// ```
///
/// Undefined where [`scott_pi`] is, where the weights are for another number of categories,
/// and where all categories that were used agree fully with each other.
///
/// Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability*, 4th ed., ch. 3.
#[must_use]
pub fn weighted_scott_pi(ratings: &Ratings, weights: &Weights) -> Coefficient {
    weighted(ratings, weights).unwrap_or_else(Coefficient::without_pairs)
}

fn weighted(ratings: &Ratings, weights: &Weights) -> Result<Coefficient, Undefined> {
    let two = TwoCoders::of(ratings)?;
    let pairable = Pairable::of(ratings)?;
    weights.fit(ratings)?;
    if weights.is_identity() {
        return Ok(scott_pi(ratings));
    }
    let distance = |k, l| weights.distance(k, l);
    let gave = two.gave();
    let shares: Vec<f64> = gave.iter().map(|&k| k as f64 / (2 * two.items) as f64).collect();
    let observed = ScaleDistances::of(ratings, distance).per_item(&pairable);
    let expected = mean_distance(&shares, &shares, distance);
    Ok(coefficient(&pairable, [observed, expected], only_category(&gave)))
}
