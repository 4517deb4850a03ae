use crate::pairable::{Pairable, only_category};
use crate::{Coefficient, Ratings, Undefined};

/// Conger's kappa: agreement of any number of coders beyond that of coders who use each
/// category as often as these do, but independently of each other and of the items. At
/// most 1. Also published as Hubert's kappa and as the kappa of Davies and Fleiss.
///
/// Observed agreement `po` is [`PercentAgreement::ItemMean`](crate::PercentAgreement). With
/// `p_gk` the share of category `k` among the codes that coder `g` of `m` gave:
///
/// ```text
/// pe = mean over pairs of coders g, h of  Σ_k p_gk p_hk      kappa = (po − pe) / (1 − pe)
/// ```
///
/// For two coders and no missing codes it is Cohen's kappa. Missing codes are treated as in
/// Gwet (2014): `po` rests on the items with at least two codes, `p_gk` on all items that
/// coder `g` gave a code, even alone. With missing codes two coders therefore do not get
/// Cohen's kappa, which leaves such items out. A coder who gave no code at all takes no part.
///
/// Undefined with fewer than two coders, without items, where no item has codes from two
/// coders, and where all codes are of one category.
///
/// Conger, A. J. (1980). Integration and generalization of kappas for multiple raters.
/// *Psychological Bulletin* 88(2), 322–328.
#[must_use]
pub fn conger_kappa(ratings: &Ratings) -> Coefficient {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let gave = codes_by_coder(ratings);
    let observed = pairable.disagreement_per_item();
    let expected = expected_disagreement(&gave);
    let given: Vec<u64> =
        (0..ratings.categories()).map(|k| gave.iter().map(|of| of[k]).sum()).collect();
    Coefficient {
        value: match only_category(&given) {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None => Ok(1.0 - observed / expected),
        },
        observed_disagreement: Some(observed),
        expected_disagreement: Some(expected),
        items: pairable.items(),
        codes: pairable.codes(),
    }
}

/// How many codes of each category each coder gave.
fn codes_by_coder(ratings: &Ratings) -> Vec<Vec<u64>> {
    let mut gave = vec![vec![0; ratings.categories()]; ratings.coders()];
    ratings.for_each_pattern(|codes, count| {
        for (of, code) in gave.iter_mut().zip(codes) {
            if let Some(category) = code {
                of[category.index()] += count;
            }
        }
    });
    gave
}

/// The share of pairs of codes that differ when two different coders each draw one of their
/// codes at random, averaged over the pairs of coders who gave any.
///
/// The sum over pairs is not walked: the pairs are all coders times all coders, less each
/// coder with themselves. Working with the share of *other* categories instead of 1 less
/// the agreement keeps the digits when one category is nearly all there is.
fn expected_disagreement(gave: &[Vec<u64>]) -> f64 {
    let totals: Vec<u64> = gave.iter().map(|of| of.iter().sum()).collect();
    let coders = totals.iter().filter(|total| **total > 0).count() as f64;
    let categories = gave.first().map_or(0, Vec::len);
    let differing: f64 = (0..categories)
        .map(|k| {
            let (mut this, mut other, mut with_themselves) = (0.0, 0.0, 0.0);
            for (of, &total) in gave.iter().zip(&totals).filter(|(_, total)| **total > 0) {
                let share = of[k] as f64 / total as f64;
                let rest = (total - of[k]) as f64 / total as f64;
                this += share;
                other += rest;
                with_themselves += share * rest;
            }
            this * other - with_themselves
        })
        .sum();
    differing / (coders * (coders - 1.0))
}
