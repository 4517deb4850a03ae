use super::Unitized;
use super::shared::Shared;
use crate::{Continuum, Undefined};

/// |*u*-alpha: how far coders agree, beyond chance, on what they marked at all, whatever they
/// called it. At most 1.
///
/// Relevant or irrelevant is the only question. On a continuum of one category, which
/// [`Continuum::of_category`] makes, it says how far coders agree on where that code applies,
/// and overlapping codes can be measured one after the other.
///
/// In the notation of [`u_alpha`](crate::u_alpha), with φ for gaps:
///
/// ```text
/// Do = 2 (l_φ. − l_φφ) / l..         De = 2 l_φ. (l.. − l_φ.) / (l..² − Q)
/// |u-alpha = 1 − Do / De
/// ```
///
/// This is equation 6 of the source with its expected coincidences inserted; both parts are
/// doubled, so that the disagreements are shares of all pairs of positions. `coverage` is 1.
/// Units keep their boundaries: two that touch expect other disagreement than one, though
/// they mark the same.
///
/// Undefined with fewer than two coders, where nothing was marked, where nothing was left
/// unmarked, and where units of a coder overlap.
///
/// Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016). *Quality & Quantity*
/// 50(6), 2347–2364.
#[must_use]
pub fn binary_u_alpha(continuum: &Continuum) -> Unitized {
    let shared = match Shared::of(continuum) {
        Ok(shared) => shared,
        Err(reason) => return Unitized::undefined(reason),
    };
    let all = shared.all();
    let others = u128::from(shared.coders - 1);
    let unmarked = shared.unmarked;
    let observed =
        (2 * (others * unmarked - shared.both_unmarked)) as f64 / (others * all) as f64;
    let expected = (2 * unmarked * (all - unmarked)) as f64 / shared.drawable() as f64;

    let mut result = Unitized::of(observed, expected, 1.0, shared.units());
    if unmarked == 0 {
        result.value = Err(Undefined::NoGaps);
    }
    result
}
