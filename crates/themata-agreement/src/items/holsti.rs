use crate::{Share, Undefined};

/// Holsti's coefficient: how much of what two coders marked, both marked. A share from 0 to
/// 1; chance is not taken out.
///
/// `units` are the numbers of units that each of the two coders marked, and `agreements` the
/// number of units that they have in common and decided alike:
///
/// ```text
/// 2 M / (N1 + N2)
/// ```
///
/// It needs no fixed list of items, so it serves where each coder chose their own stretches;
/// then it is Dice's coefficient and the F1 score. Where both coders judged the same units it
/// is plain percent agreement. When two stretches are one unit is the caller's decision, and
/// a report names it. Its `items` are the agreements, its `codes` the units of both coders.
///
/// Undefined where neither coder marked anything, and where more agreements are given than
/// one of the coders has units.
///
/// Holsti, O. R. (1969). *Content Analysis for the Social Sciences and Humanities*, p. 140.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Undefined, holsti};
///
/// assert_eq!(holsti(30, [40, 35]).value, Ok(0.8));
/// assert_eq!(holsti(0, [0, 0]).value, Err(Undefined::NoUnits));
/// ```
#[must_use]
pub fn holsti(agreements: u64, units: [u64; 2]) -> Share {
    let [first, second] = units;
    if agreements > first.min(second) {
        return Share::undefined(Undefined::TooManyAgreements);
    }
    let both = u128::from(first) + u128::from(second);
    if both == 0 {
        return Share::undefined(Undefined::NoUnits);
    }
    Share {
        value: Ok((2 * u128::from(agreements)) as f64 / both as f64),
        items: agreements,
        codes: first.saturating_add(second),
    }
}
