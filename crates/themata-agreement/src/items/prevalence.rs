use crate::pairable::Pairable;
use crate::{Ratings, Share};

/// How often each category was given: its share from 0 to 1 of all codes on items that have
/// at least two codes, one entry per declared category.
///
/// ```text
/// n_k / n      n_k codes of category k among n codes
/// ```
///
/// These are the shares that the chance agreement of Krippendorff's alpha and Scott's pi
/// rests on. For two coders and a yes-or-no question with the table
/// `a` both, `b` and `c` one of them, `d` neither, the prevalence of
/// [`PRESENT`](crate::Category::PRESENT) is `(2a + b + c) / 2n`; the prevalence index of
/// Byrt, Bishop and Carlin (1993), `(a − d) / n`, is twice that less 1. Codes on items that
/// only one coder judged are left out, as in alpha.
///
/// Undefined, for every category alike, with fewer than two coders, without items, and where
/// no item has codes from two coders.
#[must_use]
pub fn prevalence(ratings: &Ratings) -> Vec<Share> {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return vec![Share::undefined(reason); ratings.categories()],
    };
    let (items, codes) = (pairable.items(), pairable.codes());
    let share = |&of: &u64| Share { value: Ok(of as f64 / codes as f64), items, codes };
    pairable.codes_of().iter().map(share).collect()
}
