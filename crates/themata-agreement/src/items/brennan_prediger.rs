use super::scale_distances::{ScaleDistances, coefficient};
use crate::pairable::Pairable;
use crate::{Category, Coefficient, Ratings, Undefined, Weights};

/// Brennan and Prediger's coefficient: agreement of any number of coders beyond that of
/// coders who pick any of the `q` declared categories with the same likelihood, with partial
/// agreement. At most 1.
///
/// ```text
/// Do = mean over items with r_i ≥ 2 of  Σ_kl (1 − w_kl) r_ik r_il / (r_i (r_i − 1))
/// De = Σ_kl (1 − w_kl) / q²      value = 1 − Do / De
/// ```
///
/// With [`Weights::identity`] it is [`randolph_kappa`], for two coders then Bennett's S.
/// Chance knows nothing of the codes given, so missing codes matter to `Do` only: an item
/// with one code is left out.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, where only one category is declared, where the weights are for another number of
/// categories, and where all categories agree fully with each other.
///
/// Brennan, R. L., Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and
/// alternatives. *Educational and Psychological Measurement* 41(3), 687–699; Gwet (2014),
/// ch. 3, for weights and missing codes.
#[must_use]
pub fn brennan_prediger(ratings: &Ratings, weights: &Weights) -> Coefficient {
    weighted(ratings, weights).unwrap_or_else(Coefficient::without_pairs)
}

/// Randolph's free-marginal kappa: agreement of any number of coders beyond that of coders
/// who pick any of the `q` declared categories with the same likelihood. From `−1/(q − 1)`
/// to 1.
///
/// ```text
/// po = percent agreement, ItemMean      pe = 1/q      kappa_free = (po − pe) / (1 − pe)
/// ```
///
/// For coders who need not put a certain number of items into each category. `q` is the
/// number of categories declared, whether used or not.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, and where only one category is declared.
///
/// Randolph, J. J. (2005). *Free-marginal multirater kappa: an alternative to Fleiss'
/// fixed-marginal multirater kappa*. Joensuu Learning and Instruction Symposium.
#[must_use]
pub fn randolph_kappa(ratings: &Ratings) -> Coefficient {
    brennan_prediger(ratings, &Weights::identity(ratings.categories()))
}

fn weighted(ratings: &Ratings, weights: &Weights) -> Result<Coefficient, Undefined> {
    let pairable = Pairable::of(ratings)?;
    weights.fit(ratings)?;
    let observed = if weights.is_identity() {
        pairable.disagreement_per_item()
    } else {
        ScaleDistances::of(ratings, |k, l| weights.distance(k, l)).per_item(&pairable)
    };
    let categories = ratings.categories() as f64;
    let expected = weights.total_distance() / (categories * categories);
    let only = (ratings.categories() == 1).then_some(Category::new(0));
    Ok(coefficient(&pairable, [observed, expected], only))
}
