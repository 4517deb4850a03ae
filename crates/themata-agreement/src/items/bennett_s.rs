use super::two_coders::TwoCoders;
use crate::{Category, Coefficient, Ratings, Undefined};

/// Bennett's S: agreement of two coders beyond that of two who pick any of the `q` declared
/// categories with the same likelihood. From `−1/(q − 1)` to 1.
///
/// ```text
/// pe = 1/q      S = (po − pe) / (1 − pe) = (q po − 1) / (q − 1)
/// ```
///
/// `po` is the share of the items on which both gave the same category, among those that
/// both judged. S depends on the number of categories declared, whether used or not: adding
/// categories that nobody uses raises it. For a yes-or-no question it is
/// [`TwoByTwo::pabak`](crate::TwoByTwo::pabak), for several coders
/// [`randolph_kappa`](crate::randolph_kappa), with weights
/// [`brennan_prediger`](crate::brennan_prediger).
///
/// Undefined unless there are exactly two coders, without items, where no item has both
/// codes, and where only one category is declared.
///
/// Bennett, E. M., Alpert, R., Goldstein, A. C. (1954). Communications through
/// limited-response questioning. *Public Opinion Quarterly* 18(3), 303–308.
#[must_use]
pub fn bennett_s(ratings: &Ratings) -> Coefficient {
    let two = match TwoCoders::of(ratings) {
        Ok(two) => two,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let categories = ratings.categories() as f64;
    let expected = (categories - 1.0) / categories;
    let observed = (two.items - two.agreed) as f64 / two.items as f64;
    Coefficient {
        value: if ratings.categories() == 1 {
            Err(Undefined::OneValueOnly { category: Category::new(0) })
        } else {
            Ok(1.0 - observed / expected)
        },
        observed_disagreement: Some(observed),
        expected_disagreement: Some(expected),
        items: two.items,
        codes: 2 * two.items,
    }
}
