use super::cohen_kappa::kappa;
use super::two_coders::TwoCoders;
use crate::pairable::Pairable;
use crate::{Coefficient, Ratings, Undefined};

/// Light's kappa: the mean of Cohen's kappas of all pairs of coders. At most 1.
///
/// ```text
/// mean over pairs of coders g, h of  kappa_gh
/// ```
///
/// Each pair is compared on the items that both of the pair judged. The disagreements are
/// the means of those of the pairs; the value is the mean of the kappas and does not follow
/// from them. [`conger_kappa`](crate::conger_kappa) is the ratio of such means instead, and
/// usually close. Costs time proportional to patterns times pairs of coders.
///
/// Undefined with fewer than two coders, without items, and where Cohen's kappa of any one
/// pair is, for the reason that the first such pair has: a mean over the other pairs would
/// hide that two coders have no item in common, or never varied.
///
/// Light, R. J. (1971). Measures of response agreement for qualitative data: some
/// generalizations and alternatives. *Psychological Bulletin* 76(5), 365–377; Conger (1980).
#[must_use]
pub fn light_kappa(ratings: &Ratings) -> Coefficient {
    mean_of_pairs(ratings).unwrap_or_else(Coefficient::without_pairs)
}

fn mean_of_pairs(ratings: &Ratings) -> Result<Coefficient, Undefined> {
    let pairable = Pairable::of(ratings)?;
    let coders = ratings.coders();
    let (mut values, mut observed, mut expected) = (Ok(0.0), 0.0, 0.0);
    for first in 0..coders {
        for second in first + 1..coders {
            let two = TwoCoders::among(ratings, first, second)?;
            let pair = kappa(&two);
            values = values.and_then(|sum: f64| pair.value.map(|value| sum + value));
            observed += pair.observed_disagreement.unwrap_or(0.0);
            expected += pair.expected_disagreement.unwrap_or(0.0);
        }
    }
    let pairs = coders as f64 * (coders - 1) as f64 / 2.0;
    Ok(Coefficient {
        value: values.map(|sum| sum / pairs),
        observed_disagreement: Some(observed / pairs),
        expected_disagreement: Some(expected / pairs),
        items: pairable.items(),
        codes: pairable.codes(),
    })
}
