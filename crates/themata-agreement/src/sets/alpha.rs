use rayon::prelude::*;

use super::pairable::Pairable;
use super::{SetDistance, SetOverlap, SetRatings};
use crate::Coefficient;

/// Krippendorff's alpha for units that are given sets of categories, with a distance between
/// sets: agreement of any number of coders beyond that of sets drawn at random from all sets
/// given. At most 1.
///
/// Over the units with at least two sets, `r_i` sets on unit `i`, and the set `C` given `n_C`
/// times among `n` sets in all:
///
/// ```text
/// Do    = 1/n · Σ_i 1/(r_i − 1) · Σ_{pairs of coders g ≠ h} d(C_ig, C_ih)
/// De    = Σ_{C≠K} n_C n_K d(C, K) / (n (n − 1))
/// alpha = 1 − Do / De
/// ```
///
/// With [`SetDistance::Nominal`] it is [`krippendorff_alpha`](crate::krippendorff_alpha) with
/// each distinct set as a category. Costs the square of the number of distinct sets.
///
/// Undefined with fewer than two coders, without units, where no unit has sets from two
/// coders, and where all sets on those units are the same one.
///
/// Krippendorff, K. (2018). *Content Analysis*, 4th ed., ch. 12; Passonneau, R. (2006).
/// Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation.
/// *Proceedings of LREC 2006*, 831–836.
///
/// # Examples
///
/// ```
/// use themata_agreement::Category;
/// use themata_agreement::sets::{SetDistance, SetRatings, set_alpha};
///
/// let [a, b] = [0, 1].map(Category::new);
/// let mut ratings = SetRatings::new(2, 2);
/// ratings.add(&[Some(&[a]), Some(&[a, b])], 1);
/// ratings.add(&[Some(&[]), Some(&[])], 1);
/// // One of two pairs is at 2/3; of the twelve ordered draws two are at 0, two at 2/3.
/// let alpha = set_alpha(&ratings, SetDistance::Masi);
/// assert!((alpha.observed_disagreement.unwrap() - 1.0 / 3.0).abs() < 1e-15);
/// assert!((alpha.expected_disagreement.unwrap() - (8.0 + 4.0 / 3.0) / 12.0).abs() < 1e-15);
/// ```
#[must_use]
pub fn set_alpha(ratings: &SetRatings, distance: SetDistance) -> Coefficient {
    set_alpha_with(ratings, |overlap| distance.of(overlap))
}

/// The same as [`set_alpha`], with a distance of the caller's: a finite number that is not
/// below 0, as a function of what two different sets have in common. It is never asked about
/// a set and itself, which are at 0.
///
/// Undefined as [`set_alpha`], and where no two sets that occur are at a distance.
#[must_use]
pub fn set_alpha_with(
    ratings: &SetRatings,
    distance: impl Fn(SetOverlap) -> f64 + Sync,
) -> Coefficient {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    pairable.coefficient(pairable.observed(&distance), expected(&pairable, &distance))
}

/// The mean distance of two sets drawn without replacement from all sets given.
fn expected(pairable: &Pairable<'_>, distance: &(impl Fn(SetOverlap) -> f64 + Sync)) -> f64 {
    let given = &pairable.given;
    let row = |first: usize| -> f64 {
        let others = (first + 1..given.len())
            .map(|second| given[second] as f64 * distance(pairable.overlap(first, second)));
        given[first] as f64 * others.sum::<f64>()
    };
    // Rows are summed in their order, so that the threads leave no trace in the result.
    let rows: Vec<f64> = (0..given.len()).into_par_iter().with_min_len(64).map(row).collect();
    let n = pairable.codes as f64;
    2.0 * rows.iter().sum::<f64>() / (n * (n - 1.0))
}
