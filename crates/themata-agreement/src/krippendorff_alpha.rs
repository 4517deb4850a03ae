use crate::pairable::{Pairable, only_category};
use crate::{Coefficient, Ratings, Undefined};

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
/// tell the categories apart.
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
