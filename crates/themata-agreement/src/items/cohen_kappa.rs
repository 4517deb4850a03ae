use super::two_coders::TwoCoders;
use crate::pairable::only_category;
use crate::{Coefficient, Ratings, Undefined};

/// Cohen's kappa: agreement of two coders beyond the agreement of two who use each category
/// as often as these do, but independently of each other and of the items. At most 1.
///
/// Over the `n` items that both coders gave a code, with `p_kl` the share of items that the
/// first called `k` and the second `l`:
///
/// ```text
/// po = Σ_k p_kk      pe = Σ_k p_k+ p_+k      kappa = (po − pe) / (1 − pe)
/// ```
///
/// Each coder has their own shares of categories, so coders who differ in them get a higher
/// kappa than alpha. Items that only one of the two judged are left out of both sums.
///
/// Undefined unless there are exactly two coders (see [`Ratings::of_coders`]), without items,
/// where no item has both codes, and where both coders used one and the same category
/// throughout. A coder who used one category while the other varied makes it 0.
///
/// Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and
/// Psychological Measurement* 20(1), 37–46.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Ratings, Undefined, cohen_kappa};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let mut ratings = Ratings::binary(2);
/// ratings.add(&[no, no], 850);
/// let neither = Undefined::OneValueOnly { category: Category::ABSENT };
/// assert_eq!(cohen_kappa(&ratings).value, Err(neither));
///
/// ratings.add(&[yes, yes], 50);
/// ratings.add(&[yes, no], 50);
/// ratings.add(&[no, yes], 50);
/// assert_eq!(cohen_kappa(&ratings).value, Ok(4.0 / 9.0));
/// ```
#[must_use]
pub fn cohen_kappa(ratings: &Ratings) -> Coefficient {
    TwoCoders::of(ratings).map_or_else(Coefficient::without_pairs, |two| kappa(&two))
}

/// Cohen's kappa of two coders who have items in common.
pub(super) fn kappa(two: &TwoCoders) -> Coefficient {
    // Every sum is over pairs of items, out of items² of them, and stays an exact integer:
    // 0 and 1 come out as 0 and 1.
    let (by_chance, all) = (two.agreeing_by_chance(), two.pairs());
    let agreed = u128::from(two.agreed) * u128::from(two.items);
    let expected = (all - by_chance) as f64;
    // Both terms are below 2^96, so they fit the signed type as well.
    let beyond_chance = agreed as i128 - by_chance as i128;
    Coefficient {
        value: match only_category(&two.gave()) {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None => Ok(beyond_chance as f64 / expected),
        },
        observed_disagreement: Some((two.items - two.agreed) as f64 / two.items as f64),
        expected_disagreement: Some(expected / all as f64),
        items: two.items,
        codes: 2 * two.items,
    }
}
