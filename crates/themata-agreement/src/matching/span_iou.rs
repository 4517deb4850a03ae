use super::PairMeans;
use super::assignment::{Edge, greatest_worth};
use super::overlaps::overlaps;
use super::pair_mean::Dice;
use crate::{Continuum, Unit};

/// Span F1 in which a matched pair of units counts as much as the two coincide, from 0 to 1.
/// The mean over pairs of coders; chance is not taken out.
///
/// ```text
/// 2 Σ IoU / (n_1 + n_2)          IoU = |g ∩ h| / |g ∪ h|
/// ```
///
/// Units of the same category are matched one to one so that the sum of IoU is as large as it
/// can be; a unit without a partner counts 0. No threshold decides what is near enough, which
/// is why it reads more smoothly than [`span_f1`](crate::span_f1): it is the mean of F1 by
/// IoU over all thresholds, if the matching were the same for each.
///
/// Undefined where [`span_f1`](crate::span_f1) is.
#[must_use]
pub fn span_iou(continuum: &Continuum) -> PairMeans {
    PairMeans::of(continuum, |one, other| Dice {
        common: coinciding(one, other),
        both: (one.len() + other.len()) as f64,
    })
}

/// What an IoU of 1 is worth: a power of two, so that shares of it are exact.
const WHOLE: u64 = 1 << 52;

/// The greatest sum of IoU that a matching of the two lists can have.
fn coinciding(one: &[Unit], other: &[Unit]) -> f64 {
    let mut edges = vec![Vec::new(); one.len()];
    overlaps(one, other, |g, h| {
        let common = one[g].overlap(other[h]);
        let either = one[g].length() + other[h].length() - common;
        let worth = u128::from(common) * u128::from(WHOLE) / u128::from(either);
        edges[g].push(Edge { right: h, worth: worth as u64 });
    });
    greatest_worth(&edges) as f64 / WHOLE as f64
}
