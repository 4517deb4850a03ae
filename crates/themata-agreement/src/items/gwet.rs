use super::category_shares::CategoryShares;
use super::scale_distances::{ScaleDistances, coefficient};
use crate::pairable::Pairable;
use crate::{Category, Coefficient, Ratings, Undefined, Weights};

/// Gwet's AC1: agreement of any number of coders, where chance agreement is what arises on
/// items that are hard to judge. At most 1.
///
/// Observed agreement `po` is [`PercentAgreement::ItemMean`](crate::PercentAgreement). With
/// `r_i` codes on item `i`, `r_ik` of them of category `k`, and `q` declared categories:
///
/// ```text
/// pi_k = mean over items with r_i ≥ 1 of r_ik / r_i
/// pe = Σ_k pi_k (1 − pi_k) / (q − 1)      AC1 = (po − pe) / (1 − pe)
/// ```
///
/// `pe` is largest where all categories are as frequent and 0 where only one was used, the
/// other way round than for kappa and alpha. So AC1 stays high for rare categories, which is
/// why it was made, and also where coders never met the rare one: coders who put everything
/// into the same one of several declared categories get 1. Report it beside alpha or kappa
/// and the prevalence. Declaring categories that nobody uses raises it.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, and where only one category is declared.
///
/// Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of
/// high agreement. *British Journal of Mathematical and Statistical Psychology* 61(1), 29–48.
#[must_use]
pub fn gwet_ac1(ratings: &Ratings) -> Coefficient {
    gwet_ac2(ratings, &Weights::identity(ratings.categories()))
}

/// Gwet's AC2: [`gwet_ac1`] with partial agreement. At most 1.
///
/// ```text
/// po = mean over items with r_i ≥ 2 of  Σ_k r_ik (r*_ik − 1) / (r_i (r_i − 1)),
///      r*_ik = Σ_l w_kl r_il
/// pe = T_w / (q (q − 1)) · Σ_k pi_k (1 − pi_k),      T_w = Σ_kl w_kl
/// ```
///
/// Undefined where AC1 is, where the weights are for another number of categories, and where
/// all categories agree fully with each other.
///
/// Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability*, 4th ed., ch. 5, and ch. 2 and 3
/// for missing codes.
#[must_use]
pub fn gwet_ac2(ratings: &Ratings, weights: &Weights) -> Coefficient {
    weighted(ratings, weights).unwrap_or_else(Coefficient::without_pairs)
}

fn weighted(ratings: &Ratings, weights: &Weights) -> Result<Coefficient, Undefined> {
    let pairable = Pairable::of(ratings)?;
    weights.fit(ratings)?;
    let observed = if weights.is_identity() {
        pairable.disagreement_per_item()
    } else {
        ScaleDistances::of(ratings, |k, l| weights.distance(k, l)).per_item(&pairable)
    };
    if ratings.categories() == 1 {
        let only = Some(Category::new(0));
        return Ok(coefficient(&pairable, [observed, 0.0], only));
    }
    let categories = ratings.categories() as f64;
    let by_chance = weights.total() / (categories * (categories - 1.0))
        * CategoryShares::of(ratings).differing();
    // Where every two categories agree fully there is nothing to disagree about, whatever
    // rounding leaves of the difference.
    let expected = if weights.total_distance() > 0.0 { 1.0 - by_chance } else { 0.0 };
    Ok(coefficient(&pairable, [observed, expected], None))
}
