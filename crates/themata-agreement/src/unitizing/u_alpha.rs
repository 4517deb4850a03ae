use super::Unitized;
use super::shared::Shared;
use crate::{Category, Continuum, Undefined};

/// *u*-alpha: how far coders agree, beyond chance, on what they marked and what they called
/// it, gaps included. At most 1.
///
/// Of Krippendorff's four coefficients of unitizing this is the one that everything lowers:
/// units that another coder does not have, units that begin or end elsewhere, and units that
/// are called otherwise. Categories are nominal.
///
/// With `l_ck` the length that one coder called `c` and another `k`, summed over ordered
/// pairs of the `m` coders and divided by `m − 1`, gaps φ being a category; `l_c.` the length
/// of what is called `c`; `Q` the sum of the squared lengths of all units and of the plain
/// lengths of all gaps:
///
/// ```text
/// Do = (l.. − Σ_c l_cc) / l..         De = (l..² − Σ_c l_c.²) / (l..² − Q)
/// u-alpha = 1 − Do / De
/// ```
///
/// This is equation 5a of the source with its expected coincidences inserted. The
/// disagreements are shares of all pairs of positions. Gaps are counted position by
/// position, so the value depends, a little, on what the continuum is counted in.
/// `coverage` is 1.
///
/// Undefined with fewer than two coders, where nothing was marked, where units of a coder
/// overlap, and where all coders gave the whole continuum the same category.
///
/// Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016). On the reliability of
/// unitizing textual continua: further developments. *Quality & Quantity* 50(6), 2347–2364.
#[must_use]
pub fn u_alpha(continuum: &Continuum) -> Unitized {
    let shared = match Shared::of(continuum) {
        Ok(shared) => shared,
        Err(reason) => return Unitized::undefined(reason),
    };
    let all = shared.all();
    let pairs = u128::from(shared.coders - 1) * all;
    let same: u128 = shared.categories.iter().map(|of| of.same).sum();
    let observed = (pairs - same - shared.both_unmarked) as f64 / pairs as f64;

    let squares: u128 = shared.categories.iter().map(|of| of.marked * of.marked).sum();
    let differing = all * all - squares - shared.unmarked * shared.unmarked;
    let expected = differing as f64 / shared.drawable() as f64;

    let mut result = Unitized::of(observed, expected, 1.0, shared.units());
    if differing == 0 {
        let category = shared.categories.iter().position(|of| of.units > 0).unwrap_or(0);
        let category = Category::new(category as u32);
        result.value = Err(Undefined::OneValueOnly { category });
    }
    result
}
