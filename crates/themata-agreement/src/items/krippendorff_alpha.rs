use super::scale_distances::{ScaleDistances, coefficient};
use crate::pairable::{Pairable, only_category};
use crate::{Coefficient, Metric, Ratings, Undefined};

/// Krippendorff's alpha for nominal categories: agreement of any number of coders beyond
/// that of codes drawn at random from all codes given. At most 1.
///
/// Over the items with at least two codes, with `r_i` codes on item `i`, `r_ik` of them of
/// category `k`, and `n_k` codes of category `k` among `n` in all:
///
/// ```text
/// Do    = 1/n · Σ_i Σ_{k≠l} r_ik r_il / (r_i − 1)
/// De    = Σ_{k≠l} n_k n_l / (n (n − 1))
/// alpha = 1 − Do / De
/// ```
///
/// The coders are interchangeable: one pool of codes stands for chance, and drawing is
/// without replacement, which corrects for small samples. Missing codes need no filling in;
/// an item with one code tells nothing and is left out. For two coders without missing codes
/// alpha is Scott's pi with that correction: `alpha = 1 − (1 − pi) (n − 1) / n`.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, and where all codes on those items are of one category. A single deviating code
/// among many makes alpha about 0, rightly: such ratings do not show that the coders can
/// tell the categories apart. Other metrics are [`krippendorff_alpha_with`].
///
/// Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*; Krippendorff, K.
/// (2018). *Content Analysis*, 4th ed., ch. 12.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Ratings, krippendorff_alpha};
///
/// let [a, b] = [0, 1].map(|position| Some(Category::new(position)));
/// let mut ratings = Ratings::new(3, 2);
/// ratings.add(&[a, a, None], 2);
/// ratings.add(&[b, b, b], 1);
/// ratings.add(&[None, a, None], 9);
/// let alpha = krippendorff_alpha(&ratings);
/// assert_eq!(alpha.value, Ok(1.0));
/// assert_eq!((alpha.items, alpha.codes), (3, 7));
/// ```
#[must_use]
pub fn krippendorff_alpha(ratings: &Ratings) -> Coefficient {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let observed = pairable.disagreement_per_code();
    let n = u128::from(pairable.codes());
    let same: u128 = pairable.codes_of().iter().map(|&k| u128::from(k) * u128::from(k)).sum();
    let expected = (n * n - same) as f64 / (n * (n - 1)) as f64;
    Coefficient {
        value: match only_category(pairable.codes_of()) {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None => Ok(1.0 - observed / expected),
        },
        observed_disagreement: Some(observed),
        expected_disagreement: Some(expected),
        items: pairable.items(),
        codes: pairable.codes(),
    }
}

/// Krippendorff's alpha with a metric: agreement of any number of coders beyond that of
/// codes drawn at random from all codes given, where some categories are further apart than
/// others. At most 1.
///
/// With `δ²_kl` the squared distance of categories `k` and `l` that the [`Metric`] gives, and
/// `r_ik`, `r_i`, `n_k` and `n` as in [`krippendorff_alpha`]:
///
/// ```text
/// Do    = 1/n · Σ_i Σ_{k≠l} r_ik r_il δ²_kl / (r_i − 1)
/// De    = Σ_{k≠l} n_k n_l δ²_kl / (n (n − 1))
/// alpha = 1 − Do / De
/// ```
///
/// The disagreements are squared distances on the scale of the values, not shares between 0
/// and 1. Missing codes need no filling in, as in the nominal alpha, and no matrix for each item
/// is built: the cost is that of the pairs of distinct categories in each pattern, and once
/// the pairs of categories.
///
/// Undefined where [`krippendorff_alpha`] is, where the metric is for another number of
/// categories, and where weights say that all categories that were used agree fully.
///
/// Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*, section D.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Metric, Ratings, krippendorff_alpha_with};
///
/// let [low, middle, high] = [0, 1, 2].map(|position| Some(Category::new(position)));
/// let mut ratings = Ratings::new(2, 3);
/// ratings.add(&[low, low], 4);
/// ratings.add(&[high, high], 4);
/// ratings.add(&[middle, high], 2);
/// let alpha = |metric| krippendorff_alpha_with(&ratings, &metric).value.unwrap();
/// let near = Metric::interval(&[1.0, 2.0, 3.0]).unwrap();
/// assert!(alpha(near) > alpha(Metric::nominal()));
/// ```
#[must_use]
pub fn krippendorff_alpha_with(ratings: &Ratings, metric: &Metric) -> Coefficient {
    measured(ratings, metric).unwrap_or_else(Coefficient::without_pairs)
}

fn measured(ratings: &Ratings, metric: &Metric) -> Result<Coefficient, Undefined> {
    let pairable = Pairable::of(ratings)?;
    metric.fit(ratings)?;
    if metric.is_nominal() {
        return Ok(krippendorff_alpha(ratings));
    }
    let distance = metric.squared(pairable.codes_of());
    let observed = ScaleDistances::of(ratings, &distance).per_code(&pairable);
    let n = pairable.codes() as f64;
    let used: Vec<(usize, f64)> = (0..)
        .zip(pairable.codes_of())
        .filter(|(_, codes)| **codes > 0)
        .map(|(k, codes)| (k, *codes as f64))
        .collect();
    let mut expected = 0.0;
    for (place, &(k, codes)) in used.iter().enumerate() {
        let to_others = used[..place].iter().map(|&(l, others)| others * distance(k, l));
        expected += 2.0 * codes / n * to_others.sum::<f64>() / (n - 1.0);
    }
    let only = only_category(pairable.codes_of());
    Ok(coefficient(&pairable, [observed, expected], only))
}
