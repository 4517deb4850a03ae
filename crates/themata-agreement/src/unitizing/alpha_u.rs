use super::Unitized;
use crate::continuum::{disjoint, meetings};
use crate::{Category, Continuum, Undefined, Unit};

/// Krippendorff's alpha for unitizing as it was defined in 1995 and 2004, for all categories
/// together and for each.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AlphaU {
    /// Of all categories: 1 less the sum of their observed disagreements, divided by the sum
    /// of the expected ones.
    pub overall: Unitized,
    /// Of each declared category.
    pub categories: Vec<Unitized>,
}

/// Alpha-U: agreement beyond chance on where units of a category begin and end, in the
/// definition of 1995 and 2004. At most 1. Its authors found that it behaves unexpectedly with
/// more than two coders and replaced it in 2016 by [`u_alpha`](crate::u_alpha) and its
/// family; it is here so that older figures can be checked.
///
/// For each category, every coder's continuum of length `L` consists of units and gaps. Two
/// units `g` and `h` of two coders differ by `δ² = (b_g − b_h)² + (e_g − e_h)²` if they have
/// a stretch in common, with `b` where they begin and `e` where they end; a unit of length
/// `l` that lies in another coder's gap differs from it by `l²`. With `N` units in all, on
/// continua of `m` coders:
///
/// ```text
/// Do = Σ_i Σ_{j≠i} Σ_g Σ_h δ²_igjh / (m (m − 1) L²)
///
///      (2/L) Σ_units [ (N − 1)/3 (2l³ − 3l² + l) + l² Σ_gaps (l_gap − l + 1) ]
/// De = ———————————————————————————————————————————————————————————————————————
///                        mL (mL − 1) − Σ_units l (l − 1)
///
/// alpha-U = 1 − Do / De
/// ```
///
/// The inner sum is over the gaps of all coders, the unit's own coder's too, that are at
/// least as long as the unit. The disagreements are no shares and can exceed 1. They depend
/// on what the continuum is counted in. The formula is that of 2004; the paper of 1995 prints
/// `l + l_gap + 1` in one place and gets other figures for two of its examples.
///
/// Units of one coder may overlap if they are of different categories. An entry is undefined
/// where nobody used the category and where units of one coder and this category overlap;
/// the overall value is so if any entry is for that second reason, and where nothing was
/// marked. All are with fewer than two coders. `coverage` is 1.
///
/// Gap lengths are sorted once and summed from the longest down, so the time is that of
/// sorting the units.
///
/// Krippendorff, K. (1995). On the reliability of unitizing continuous data. *Sociological
/// Methodology* 25, 47–76; Krippendorff, K. (2004). Measuring the reliability of qualitative
/// text analysis data. *Quality & Quantity* 38(6), 787–800.
#[must_use]
pub fn alpha_u(continuum: &Continuum) -> AlphaU {
    if let Err(reason) = continuum.comparable() {
        let undefined = Unitized::undefined(reason);
        let categories = vec![undefined; continuum.categories()];
        return AlphaU { overall: undefined, categories };
    }
    // For each category, the units of each coder.
    let mut layers = vec![Vec::with_capacity(continuum.coders()); continuum.categories()];
    for coder in 0..continuum.coders() {
        for (of, units) in layers.iter_mut().zip(continuum.units_by_category(coder)) {
            of.push(units);
        }
    }
    let categories: Vec<Unitized> = (0..)
        .map(Category::new)
        .zip(&layers)
        .map(|(category, coders)| of_category(continuum.length(), category, coders))
        .collect();
    AlphaU { overall: overall(&categories), categories }
}

/// All categories together.
fn overall(categories: &[Unitized]) -> Unitized {
    let overlap = |of: &Unitized| match of.value {
        Err(reason @ Undefined::UnitsOverlap { .. }) => Some(reason),
        _ => None,
    };
    if let Some(reason) = categories.iter().find_map(overlap) {
        return Unitized::undefined(reason);
    }
    let sum = |part: fn(&Unitized) -> Option<f64>| categories.iter().filter_map(part).sum();
    let observed: f64 = sum(|of| of.observed_disagreement);
    let expected: f64 = sum(|of| of.expected_disagreement);
    let units = categories.iter().map(|of| of.units).sum();
    let mut result = Unitized::of(observed, expected, 1.0, units);
    if expected <= 0.0 {
        let used = categories.iter().position(|of| of.units > 0).unwrap_or(0);
        let category = Category::new(used as u32);
        result.value = Err(Undefined::OneValueOnly { category });
    }
    result
}

/// One category, of which `coders` holds the units of each coder.
fn of_category(length: u64, category: Category, coders: &[Vec<Unit>]) -> Unitized {
    let units = coders.iter().map(|units| units.len() as u64).sum();
    if units == 0 {
        return Unitized::undefined(Undefined::NotUsed { category });
    }
    for (coder, units) in coders.iter().enumerate() {
        if let Err(reason) = disjoint(coder, units) {
            return Unitized::undefined(reason);
        }
    }
    let observed = observed(length, coders);
    let expected = expected(length, units, coders);
    let mut result = Unitized::of(observed, expected, 1.0, units);
    if expected <= 0.0 {
        result.value = Err(Undefined::OneValueOnly { category });
    }
    result
}

fn observed(length: u64, coders: &[Vec<Unit>]) -> f64 {
    let mut differences = 0;
    for (place, first) in coders.iter().enumerate() {
        for second in &coders[..place] {
            differences += difference(first, second);
        }
    }
    // Each pair of coders counts in both orders.
    let (m, length) = (coders.len() as f64, length as f64);
    2.0 * differences as f64 / (m * (m - 1.0) * length * length)
}

/// The sum of `δ²` over the units and gaps of two coders. A unit that meets none of the
/// other's units lies in one of the other's gaps.
fn difference(first: &[Unit], second: &[Unit]) -> u128 {
    let mut met_first = vec![false; first.len()];
    let mut met_second = vec![false; second.len()];
    let mut sum = 0;
    for (g, h) in meetings(first, second) {
        (met_first[g], met_second[h]) = (true, true);
        let starts = u128::from(first[g].start.abs_diff(second[h].start));
        let ends = u128::from(first[g].end.abs_diff(second[h].end));
        sum += starts * starts + ends * ends;
    }
    for (units, met) in [(first, met_first), (second, met_second)] {
        for (unit, met) in units.iter().zip(met) {
            let length = u128::from(unit.length());
            sum += if met { 0 } else { length * length };
        }
    }
    sum
}

fn expected(length: u64, units: u64, coders: &[Vec<Unit>]) -> f64 {
    let gaps = Gaps::of(length, coders);
    // How units can lie on each other, and how they can lie in gaps.
    let (mut on_units, mut in_gaps, mut on_one_unit) = (0_u128, 0_u128, 0_u128);
    for unit in coders.iter().flatten() {
        let l = u128::from(unit.length());
        // 2l³ − 3l² + l, which is never below 0.
        on_units += l * (l - 1) * (2 * l - 1);
        in_gaps += l * l * gaps.places_for(unit.length());
        on_one_unit += l * (l - 1);
    }
    let all = coders.len() as u128 * u128::from(length);
    let ways = (units - 1) as f64 / 3.0 * on_units as f64 + in_gaps as f64;
    2.0 / length as f64 * ways / (all * (all - 1) - on_one_unit) as f64
}

/// The lengths of the gaps of all coders.
struct Gaps {
    /// From the longest to the shortest.
    lengths: Vec<u64>,
    /// At each place the sum of the lengths before it.
    sums: Vec<u128>,
}

impl Gaps {
    fn of(length: u64, coders: &[Vec<Unit>]) -> Gaps {
        let mut lengths = Vec::new();
        for units in coders {
            let mut begin = 0;
            for unit in units {
                lengths.push(unit.start - begin);
                begin = unit.end;
            }
            lengths.push(length - begin);
        }
        lengths.retain(|length| *length > 0);
        lengths.sort_unstable_by(|one, other| other.cmp(one));
        let mut sums = vec![0];
        let mut sum = 0;
        for length in &lengths {
            sum += u128::from(*length);
            sums.push(sum);
        }
        Gaps { lengths, sums }
    }

    /// The number of places in gaps at which a unit of `length` can begin.
    fn places_for(&self, length: u64) -> u128 {
        let long_enough = self.lengths.partition_point(|gap| *gap >= length);
        self.sums[long_enough] - long_enough as u128 * u128::from(length - 1)
    }
}
