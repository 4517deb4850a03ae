use super::shared::Shared;
use super::{UnitMetric, Unitized};
use crate::continuum::meetings;
use crate::{Category, Continuum, Undefined};

/// *cu*-alpha: how far coders agree, beyond chance, on what they called the stretches that
/// two of them marked. Where units begin and end, and what only one marked, does not count.
/// At most 1.
///
/// With `l*_ck` the length that one coder called `c` and another `k`, both categories and no
/// gaps, summed over ordered pairs of the `m` coders and divided by `m − 1`, and `δ²` the
/// difference that `metric` makes of two categories:
///
/// ```text
/// D* = l*.. − Q* / ((m − 1) l*..)
/// Do = Σ δ²_ck l*_ck / l*..         De = Σ δ²_ck l*_c. l*_k. / (D* l*..)
/// cu-alpha = 1 − Do / De
/// ```
///
/// This is equation 11 of the source with equation 10 inserted. `Q*` corrects for drawing two
/// positions from one unit: for each unit and *each other coder*, the square of the length of
/// the unit that the other coder marked. For two coders there is no other way to read the
/// equation. For three or more, reading it by pairs of coders is one of two ways that give
/// the published figure (.724; the mean over the other coders is the second one and differs
/// from it in the fourth digit); readings by union, by single intersections and by full
/// lengths do not give it.
///
/// `coverage` is `l*.. / l..`: the share of all coders' continua that the coefficient rests
/// on. Intervals are told in squares of the largest number.
///
/// Undefined with fewer than two coders, where units of a coder overlap, where no stretch was
/// marked by two coders, where those stretches all have one category (or one number), and
/// where so little was marked by two of several coders that `D*` is not above 0.
///
/// Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016). *Quality & Quantity*
/// 50(6), 2347–2364.
///
/// # Panics
///
/// If `metric` has fewer numbers than there are categories, or one that is not finite, or is
/// negative where a ratio is asked for.
#[must_use]
pub fn cu_alpha(continuum: &Continuum, metric: UnitMetric<'_>) -> Unitized {
    let difference = metric.difference(continuum.categories());
    let shared = match Shared::of(continuum) {
        Ok(shared) => shared,
        Err(reason) => return Unitized::undefined(reason),
    };
    // Everything here is over ordered pairs of coders, which is `m − 1` times the paper's.
    let others = (shared.coders - 1) as f64;
    let all = shared.all_shared();
    let coverage = all as f64 / (others * shared.all() as f64);
    let mut result = Unitized {
        coverage: Some(coverage),
        units: shared.units(),
        ..Unitized::undefined(Undefined::NothingShared)
    };
    if all == 0 {
        return result;
    }
    let differing = if metric == UnitMetric::Nominal {
        (all - shared.categories.iter().map(|of| of.same).sum::<u128>()) as f64
    } else {
        observed(continuum, &difference)
    };
    result.observed_disagreement = Some(differing / all as f64);

    let drawn = expected(&shared, &difference);
    if drawn == 0.0 {
        let category = shared.only_shared_category().unwrap_or(Category::new(0));
        result.expected_disagreement = Some(0.0);
        result.value = Err(Undefined::OneValueOnly { category });
        return result;
    }
    let Some(drawable) = shared.drawable_of_shared() else {
        result.value = Err(Undefined::TooLittleShared);
        return result;
    };
    let (observed, expected) = (differing / all as f64, drawn / drawable as f64);
    Unitized::of(observed, expected, coverage, shared.units())
}

/// The differences of what two coders called the same stretch, times its length, over ordered
/// pairs of coders.
fn observed(continuum: &Continuum, difference: impl Fn(Category, Category) -> f64) -> f64 {
    let of_pair = |(first, second)| {
        let (first, second) = (continuum.units(first), continuum.units(second));
        let each = meetings(first, second).map(|(g, h)| {
            let length = first[g].overlap(second[h]) as f64;
            2.0 * length * difference(first[g].category, second[h].category)
        });
        each.sum::<f64>()
    };
    continuum.pairs().map(of_pair).sum()
}

/// The differences of every two categories, times the lengths that chance draws them from.
fn expected(shared: &Shared, difference: impl Fn(Category, Category) -> f64) -> f64 {
    let used: Vec<(Category, f64)> = (0..)
        .map(Category::new)
        .zip(&shared.categories)
        .filter(|(_, of)| of.shared > 0)
        .map(|(category, of)| (category, of.shared as f64))
        .collect();
    let mut sum = 0.0;
    for (place, (c, of_c)) in used.iter().enumerate() {
        for (k, of_k) in &used[..place] {
            sum += 2.0 * difference(*c, *k) * of_c * of_k;
        }
    }
    sum
}
