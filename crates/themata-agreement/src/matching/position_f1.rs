use super::PairMeans;
use super::pair_mean::Dice;
use crate::continuum::{meetings, merged};
use crate::{Continuum, Unit};

/// Position F1: the share of what two coders marked that both marked, position by position,
/// from 0 to 1. The mean over pairs of coders; chance is not taken out.
///
/// ```text
/// 2 |A ∩ B| / (|A| + |B|)
/// ```
///
/// `A` and `B` are the positions to which the two coders gave a category, in whatever the
/// continuum is counted in: code points, or words if a word is one position (token F1).
/// Positions that a coder gave the category twice count once. `overall` counts positions of
/// all categories together (micro). Long units weigh more than short ones, and units that
/// touch are not told apart.
///
/// Undefined where [`span_f1`](crate::span_f1) is.
#[must_use]
pub fn position_f1(continuum: &Continuum) -> PairMeans {
    PairMeans::of(continuum, |one, other| {
        let (one, other) = (merged(one.iter().copied()), merged(other.iter().copied()));
        let length = |units: &[Unit]| units.iter().map(|unit| unit.length()).sum::<u64>();
        Dice {
            common: common(&one, &other) as f64,
            both: (length(&one) + length(&other)) as f64,
        }
    })
}

/// The length that lies on units of both lists, of neither of which units overlap.
fn common(one: &[Unit], other: &[Unit]) -> u64 {
    meetings(one, other).map(|(g, h)| one[g].overlap(other[h])).sum()
}
