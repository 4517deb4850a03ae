use super::two_coders::TwoCoders;
use crate::pairable::only_category;
use crate::{Coefficient, Ratings, Undefined};

/// The largest Cohen's kappa that two coders could reach who use each category as often as
/// these do. At most 1.
///
/// ```text
/// po_max = Σ_k min(p_k+, p_+k)      kappa_max = (po_max − pe) / (1 − pe)
/// ```
///
/// Below 1 it says how much of the disagreement is that the coders use categories with
/// different frequency. The observed disagreement here is `1 − po_max`, the least that such
/// coders can have.
///
/// Undefined where [`cohen_kappa`](crate::cohen_kappa) is.
///
/// Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and
/// Psychological Measurement* 20(1), 37–46.
#[must_use]
pub fn kappa_max(ratings: &Ratings) -> Coefficient {
    let two = match TwoCoders::of(ratings) {
        Ok(two) => two,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let (by_chance, all) = (two.agreeing_by_chance(), two.pairs());
    let expected = (all - by_chance) as f64;
    let least = |(one, other): (&u64, &u64)| *one.min(other);
    let agreed: u64 = two.first_gave.iter().zip(&two.second_gave).map(least).sum();
    let differing = u128::from(two.items - agreed) * u128::from(two.items);
    Coefficient {
        value: match only_category(&two.gave()) {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None => Ok(1.0 - differing as f64 / expected),
        },
        observed_disagreement: Some((two.items - agreed) as f64 / two.items as f64),
        expected_disagreement: Some(expected / all as f64),
        items: two.items,
        codes: 2 * two.items,
    }
}
