use super::linearised::{Observed, apart_from, standard_error};
use super::standard_error::StandardError;
use crate::{Ratings, Undefined, Weights};

/// Fleiss' kappa, generalised to weights and missing codes, with its linearised standard
/// error, for items that are a sample from many.
///
/// The formula is that of [`gwet_ac_error`](super::gwet_ac_error) with
///
/// ```text
/// pe = Σ_kl w_kl π_k π_l      pe_i = Σ_kl (w_kl + w_lk)/2 · r_ik π_l / r_i
/// ```
///
/// and `π_k` the mean over all items with a code of the share of `k` among the item's codes.
/// Unlike the error that Fleiss, Nee and Landis (1979) give for coders who all guess, it holds
/// for any agreement and is right for intervals.
///
/// Undefined with fewer than two coders, without items, where fewer than two items have codes
/// from two coders, and where all codes are of one category.
///
/// Gwet (2008, 2014), cited at [`gwet_ac_error`](super::gwet_ac_error).
pub fn fleiss_kappa_error(
    ratings: &Ratings,
    weights: &Weights,
) -> Result<StandardError, Undefined> {
    let observed = Observed::of(ratings, weights)?;
    observed.only_category()?;
    let apart = apart_from(weights, &observed.shares);
    let expected = apart.iter().zip(&observed.shares).map(|(apart, share)| apart * share).sum();
    standard_error(ratings, weights, &observed, expected, |judged| judged.mean(&apart))
}
