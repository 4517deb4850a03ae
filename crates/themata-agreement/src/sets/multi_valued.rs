use super::SetRatings;
use super::pairable::Pairable;
use crate::Coefficient;

/// Multi-valued alpha for nominal categories: agreement of any number of coders who give
/// units sets of categories, beyond that of sets of the same sizes filled by chance. At
/// most 1.
///
/// The distance of two sets is 1 less Dice's coefficient, with 0 between two empty sets. Over
/// the units with at least two sets, `P(a)` the share of sets that have `a` members, and
/// `n_c` sets that hold the category `c`:
///
/// ```text
/// d(C, K) = 1 − 2 |C∩K| / (|C| + |K|)
/// Do      = mean of d over pairs of coders on a unit, a unit weighing as much as it has sets
/// w(C, K) = Π_{c in C only} n_c · Π_{c in K only} n_c · Π_{c in both} n_c (n_c − 1)
/// De      = Σ_a Σ_b P(a) P(b) · Σ_{|C|=a, |K|=b} w d / Σ_{|C|=a, |K|=b} w
/// alpha   = 1 − Do / De
/// ```
///
/// Where [`set_alpha`](super::set_alpha) draws whole sets by chance, this draws their sizes
/// and then their members. Sizes that no pair of sets could have (their weights are all 0)
/// add nothing.
///
/// The sums over all sets of a size are coefficients of a polynomial with a factor for each
/// category, so the cost is categories times the square of the largest set, not the number of
/// subsets.
///
/// Undefined with fewer than two coders, without units, where no unit has sets from two
/// coders, and where all sets on those units are the same one.
///
/// Krippendorff, K. and Craggs, R. (2016). The reliability of multi-valued coding of data.
/// *Communication Methods and Measures* 10(4), 181–198.
#[must_use]
pub fn multi_valued_alpha(ratings: &SetRatings) -> Coefficient {
    let pairable = match Pairable::of(ratings) {
        Ok(pairable) => pairable,
        Err(reason) => return Coefficient::without_pairs(reason),
    };
    let observed = pairable.observed(|overlap| 1.0 - overlap.dice());
    pairable.coefficient(observed, expected(&pairable))
}

fn expected(pairable: &Pairable<'_>) -> f64 {
    let largest = pairable.sets.iter().map(|set| set.len()).max().unwrap_or(0);
    let mut of_size = vec![0_u64; largest + 1];
    let categories = pairable.sets.iter().flat_map(|set| set.iter());
    let highest = categories.map(|category| category.index() + 1).max().unwrap_or(0);
    let mut holding = vec![0_u64; highest];
    for (set, times) in pairable.sets.iter().zip(&pairable.given) {
        of_size[set.len()] += times;
        set.iter().for_each(|category| holding[category.index()] += times);
    }
    let weights = Polynomial::of(&holding, largest);
    let share = |size: usize| of_size[size] as f64 / pairable.codes as f64;
    let mut sum = 0.0;
    for first in (0..=largest).filter(|size| of_size[*size] > 0) {
        for second in (0..=largest).filter(|size| of_size[*size] > 0) {
            let shared = weights.mean_shared(first, second);
            // Two empty sets are at 0 from each other.
            let apart = match first + second {
                0 => 0.0,
                members => shared.map_or(0.0, |shared| 1.0 - 2.0 * shared / members as f64),
            };
            sum += share(first) * share(second) * apart;
        }
    }
    sum
}

/// The sums of the weights of all pairs of sets, by the sizes of the two, and the same with
/// each pair counted as often as it has members in common.
///
/// A category is in neither set (1), in the one or the other (`n`), or in both
/// (`n (n − 1)`), so the weights are the coefficients of `x^a y^b` in
/// `Π_c (1 + n_c x + n_c y + n_c (n_c − 1) x y z)` at `z = 1`. How many members are shared is
/// the power of `z`; as the distance is linear in it, the derivative at `z = 1` says enough.
struct Polynomial {
    sizes: usize,
    sums: Vec<Sums>,
}

#[derive(Clone, Copy, Default)]
struct Sums {
    weights: Wide,
    shared: Wide,
}

impl Polynomial {
    /// The sums for sets of at most `largest` members, where `holding` sets hold each
    /// category.
    fn of(holding: &[u64], largest: usize) -> Polynomial {
        let sizes = largest + 1;
        let mut sums = vec![Sums::default(); sizes * sizes];
        sums[0].weights = Wide::new(1.0);
        for &n in holding.iter().filter(|n| **n > 0) {
            let (one, both) = (n as f64, n as f64 * (n - 1) as f64);
            // From large to small, so that what is read is from before this category.
            for first in (0..sizes).rev() {
                for second in (0..sizes).rev() {
                    let at = first * sizes + second;
                    let mut new = sums[at];
                    if first > 0 {
                        new = new.plus(sums[at - sizes].times(one));
                    }
                    if second > 0 {
                        new = new.plus(sums[at - 1].times(one));
                    }
                    if first > 0 && second > 0 {
                        let before = sums[at - sizes - 1];
                        let sharing = before.shared.plus(before.weights);
                        let with_both = Sums { weights: before.weights, shared: sharing };
                        new = new.plus(with_both.times(both));
                    }
                    sums[at] = new;
                }
            }
        }
        Polynomial { sizes, sums }
    }

    /// How many members two sets of these sizes share in the weighted mean, or `None` if no
    /// two such sets have a weight.
    fn mean_shared(&self, first: usize, second: usize) -> Option<f64> {
        let sums = self.sums[first * self.sizes + second];
        sums.shared.divided_by(sums.weights)
    }
}

impl Sums {
    fn plus(self, other: Sums) -> Sums {
        Sums {
            weights: self.weights.plus(other.weights),
            shared: self.shared.plus(other.shared),
        }
    }

    fn times(self, factor: f64) -> Sums {
        Sums { weights: self.weights.times(factor), shared: self.shared.times(factor) }
    }
}

/// A number that is not below 0, `value` times 2 to the power of 512 times `scale`. Products
/// of many counts leave the range of an `f64` where sets are large; their ratios do not.
#[derive(Clone, Copy, Default)]
struct Wide {
    value: f64,
    scale: i32,
}

/// 2^512: a power of two, so that changing the scale loses nothing.
const STEP: f64 = f64::from_bits((1023 + 512) << 52);

impl Wide {
    /// A number below [`STEP`].
    fn new(value: f64) -> Wide {
        Wide { value, scale: 0 }
    }

    fn plus(self, other: Wide) -> Wide {
        let (large, small) = if (self.scale, self.value) >= (other.scale, other.value) {
            (self, other)
        } else {
            (other, self)
        };
        // What is more than one step below is lost in the digits of the larger one.
        let small = match large.scale - small.scale {
            _ if large.value == 0.0 => return small,
            0 => small.value,
            1 => small.value / STEP,
            _ => 0.0,
        };
        Wide { value: large.value + small, scale: large.scale }.in_range()
    }

    /// The product with a number from 0 to 2^128.
    fn times(self, factor: f64) -> Wide {
        Wide { value: self.value * factor, scale: self.scale }.in_range()
    }

    fn divided_by(self, other: Wide) -> Option<f64> {
        if other.value == 0.0 {
            return None;
        }
        let ratio = self.value / other.value;
        Some(match self.scale - other.scale {
            0 => ratio,
            1 => ratio * STEP,
            -1 => ratio / STEP,
            // The ratio is at most the size of a set, so it is far too small to tell.
            _ => 0.0,
        })
    }

    fn in_range(self) -> Wide {
        if self.value >= STEP {
            return Wide { value: self.value / STEP, scale: self.scale + 1 };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Polynomial;

    /// The mean number of shared members over all pairs of subsets, one by one.
    fn by_subsets(holding: &[u64], first: usize, second: usize) -> Option<f64> {
        let (mut weights, mut shared) = (0.0, 0.0);
        let subsets = 1_u32 << holding.len();
        for c in (0..subsets).filter(|set| set.count_ones() as usize == first) {
            for k in (0..subsets).filter(|set| set.count_ones() as usize == second) {
                let weight: f64 = (0..holding.len())
                    .map(|at| match (c >> at & 1, k >> at & 1) {
                        (0, 0) => 1.0,
                        (1, 1) => (holding[at] * (holding[at] - 1)) as f64,
                        _ => holding[at] as f64,
                    })
                    .product();
                weights += weight;
                shared += weight * f64::from((c & k).count_ones());
            }
        }
        (weights > 0.0).then(|| shared / weights)
    }

    #[test]
    fn the_polynomial_says_what_all_subsets_say() {
        for holding in [&[3_u64, 4, 4, 1][..], &[1, 1], &[7, 2, 9, 1, 5, 30], &[1_000_000, 3]] {
            let polynomial = Polynomial::of(holding, holding.len());
            for first in 0..=holding.len() {
                for second in 0..=holding.len() {
                    let (found, expect) = (
                        polynomial.mean_shared(first, second),
                        by_subsets(holding, first, second),
                    );
                    let near = match (found, expect) {
                        (Some(a), Some(b)) => (a - b).abs() < 1e-12 * b.max(1.0),
                        (a, b) => a == b,
                    };
                    assert!(near, "{holding:?} {first} {second}: {found:?}, not {expect:?}");
                }
            }
        }
    }

    #[test]
    fn products_beyond_the_range_of_a_number_keep_their_ratio() {
        let holding = vec![1_000_000_000_000_u64; 120];
        let polynomial = Polynomial::of(&holding, 100);
        // With equal counts the members of two sets are independent but for a vanishing term.
        let expect = 100.0 * 100.0 / 120.0;
        let found = polynomial.mean_shared(100, 100).unwrap();
        assert!((found - expect).abs() < 1e-9, "{found}");
    }
}
