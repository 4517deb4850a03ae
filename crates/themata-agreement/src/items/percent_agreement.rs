use std::fmt;

use crate::pairable::Pairable;
use crate::{Ratings, Share, Undefined};

/// A definition of percent agreement. The three agree when two coders judged every item;
/// the first two also when more coders did.
///
/// A report names the one it used: on Krippendorff's example of four coders and twelve items
/// they say 0.818, 0.800 and 0.625.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PercentAgreement {
    /// The share of pairs of codes on an item that agree, averaged over the items that have
    /// at least two codes. With `r_i` codes on item `i`, `r_ik` of them of category `k`:
    ///
    /// ```text
    /// mean over i of  Σ_k r_ik (r_ik − 1) / (r_i (r_i − 1))
    /// ```
    ///
    /// Fleiss (1971); Gwet (2014) for missing codes.
    ItemMean,
    /// The same share, averaged over items that weigh as much as they have codes: 1 less the
    /// observed disagreement of Krippendorff's alpha. With `n` codes on those items:
    ///
    /// ```text
    /// 1/n · Σ_i Σ_k r_ik (r_ik − 1) / (r_i − 1)
    /// ```
    ///
    /// Krippendorff (2011).
    CodeWeighted,
    /// The share of unanimous items among the items that every coder gave a code. Falls as
    /// coders are added, so it compares only studies with equally many coders.
    AllCoders,
}

impl fmt::Display for PercentAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PercentAgreement::ItemMean => "agreeing pairs, mean over items",
            PercentAgreement::CodeWeighted => "agreeing pairs, items weighted by their codes",
            PercentAgreement::AllCoders => "items on which all coders agree",
        })
    }
}

/// How often coders give the same item the same category: a share from 0 to 1 of the pairs
/// of codes, or of the items, as `definition` says. Chance is not taken out.
///
/// Undefined with fewer than two coders, without items, and where no item has codes from two
/// coders ([`PercentAgreement::AllCoders`]: from all coders).
///
/// Counting text that nobody coded as agreement brings the share near 1 for any rare code:
/// say which items were counted.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, PercentAgreement, Ratings, percent_agreement};
///
/// let mut ratings = Ratings::new(3, 2);
/// let [a, b] = [0, 1].map(|position| Some(Category::new(position)));
/// ratings.add(&[a, a, a], 1);
/// ratings.add(&[a, b, None], 1);
/// let share = |definition| percent_agreement(&ratings, definition).value;
/// assert_eq!(share(PercentAgreement::ItemMean), Ok(0.5));
/// assert_eq!(share(PercentAgreement::CodeWeighted), Ok(0.6));
/// assert_eq!(share(PercentAgreement::AllCoders), Ok(1.0));
/// ```
#[must_use]
pub fn percent_agreement(ratings: &Ratings, definition: PercentAgreement) -> Share {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Share::undefined(reason),
    };
    let of_all_pairs =
        |value| Share { value: Ok(value), items: pairable.items(), codes: pairable.codes() };
    match definition {
        PercentAgreement::ItemMean => of_all_pairs(pairable.agreement_per_item()),
        PercentAgreement::CodeWeighted => of_all_pairs(pairable.agreement_per_code()),
        PercentAgreement::AllCoders => match pairable.unanimous(ratings.coders()) {
            (_, 0) => Share::undefined(Undefined::NoCompleteItems),
            (unanimous, items) => Share {
                value: Ok(unanimous as f64 / items as f64),
                items,
                codes: items * ratings.coders() as u64,
            },
        },
    }
}
