use super::category_shares::CategoryShares;
use super::scale_distances::{ScaleDistances, coefficient, mean_distance};
use crate::pairable::Pairable;
use crate::{Category, Coefficient, Ratings, Undefined, Weights};

/// Fleiss' kappa: agreement of any number of coders beyond that of codes drawn from one pool
/// with putting back. At most 1.
///
/// Observed agreement `po` is [`PercentAgreement::ItemMean`](crate::PercentAgreement). With
/// `r_i` codes on item `i`, `r_ik` of them of category `k`:
///
/// ```text
/// pi_k = mean over items with r_i ≥ 1 of r_ik / r_i
/// pe = Σ_k pi_k²      kappa = (po − pe) / (1 − pe)
/// ```
///
/// The coders are interchangeable, so they may be others on every item. For two coders
/// without missing codes it is [`scott_pi`](crate::scott_pi). Without the correction for
/// small samples that Krippendorff's alpha has: `alpha = 1 − (1 − kappa)(n − 1)/n` for `n`
/// codes where none is missing. Missing codes are treated as in Gwet (2014): items with one
/// code count for chance and not for `po`.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, and where all codes are of one category.
///
/// Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. *Psychological
/// Bulletin* 76(5), 378–382.
#[must_use]
pub fn fleiss_kappa(ratings: &Ratings) -> Coefficient {
    weighted_fleiss_kappa(ratings, &Weights::identity(ratings.categories()))
}

/// Fleiss' kappa with partial agreement, as Gwet generalised it: `kappa = 1 − Do / De` with
///
/// ```text
/// Do = mean over items with r_i ≥ 2 of  Σ_kl (1 − w_kl) r_ik r_il / (r_i (r_i − 1))
/// De = Σ_kl (1 − w_kl) pi_k pi_l
/// ```
///
/// Undefined where [`fleiss_kappa`] is, where the weights are for another number of
/// categories, and where all categories that were used agree fully with each other.
///
/// Gwet, K. L. (2014). *Handbook of Inter-Rater Reliability*, 4th ed., ch. 3.
#[must_use]
pub fn weighted_fleiss_kappa(ratings: &Ratings, weights: &Weights) -> Coefficient {
    weighted(ratings, weights).unwrap_or_else(Coefficient::without_pairs)
}

/// Fleiss' kappa of each declared category against all others together: the kappa of the
/// question whether a code is of that category. One entry per declared category.
///
/// ```text
/// Do_k = mean over items with r_i ≥ 2 of  2 r_ik (r_i − r_ik) / (r_i (r_i − 1))
/// De_k = 2 pi_k (1 − pi_k)      kappa_k = 1 − Do_k / De_k
/// ```
///
/// With codes missing from no item, the mean of the entries weighted by their `De_k` is
/// Fleiss' kappa of all categories. All are computed in one pass over the patterns; each is
/// what [`fleiss_kappa`] gives on [`Ratings::one_against_rest`].
///
/// An entry is undefined where nobody gave the category and where all codes are of it; all
/// are with fewer than two coders, without items, and where no item has codes from two
/// coders.
///
/// Fleiss (1971), p. 380 f.
#[must_use]
pub fn fleiss_kappa_by_category(ratings: &Ratings) -> Vec<Coefficient> {
    let categories = ratings.categories();
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return vec![Coefficient::without_pairs(reason); categories],
    };
    let shares = CategoryShares::of(ratings);
    let observed = disagreement_by_category(ratings, pairable.items());
    let entry = |(k, observed): (usize, f64)| {
        let category = Category::at(k);
        let mut of = coefficient(
            &pairable,
            [observed, 2.0 * shares.against_rest(k)],
            shares.only().filter(|only| *only == category),
        );
        if shares.shares()[k] == 0.0 {
            of.value = Err(Undefined::NotUsed { category });
        }
        of
    };
    observed.into_iter().enumerate().map(entry).collect()
}

fn weighted(ratings: &Ratings, weights: &Weights) -> Result<Coefficient, Undefined> {
    let pairable = Pairable::of(ratings)?;
    weights.fit(ratings)?;
    let shares = CategoryShares::of(ratings);
    let disagreements = if weights.is_identity() {
        [pairable.disagreement_per_item(), shares.differing()]
    } else {
        let distance = |k, l| weights.distance(k, l);
        let observed = ScaleDistances::of(ratings, distance).per_item(&pairable);
        [observed, mean_distance(shares.shares(), shares.shares(), distance)]
    };
    Ok(coefficient(&pairable, disagreements, shares.only()))
}

/// For each category, how likely two codes on an item are to be one of it and one not,
/// averaged over the `items` with at least two codes.
fn disagreement_by_category(ratings: &Ratings, items: u64) -> Vec<f64> {
    let mut sums = vec![0.0; ratings.categories()];
    let mut seen = vec![0_u64; ratings.categories()];
    ratings.for_each_pattern(|codes, count| {
        let given = codes.iter().flatten().count() as u64;
        for category in codes.iter().flatten() {
            seen[category.index()] += 1;
        }
        for category in codes.iter().flatten() {
            // Taking the number makes the second code of a category add nothing.
            let same = std::mem::take(&mut seen[category.index()]);
            if given >= 2 {
                let share = (same * (given - same)) as f64 / (given * (given - 1)) as f64;
                sums[category.index()] += 2.0 * share * count as f64;
            }
        }
    });
    sums.into_iter().map(|sum| sum / items as f64).collect()
}
