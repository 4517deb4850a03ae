use std::collections::BTreeMap;

use super::{SetOverlap, SetRatings};
use crate::{Category, Coefficient, Undefined};

/// What the measures of sets need to know of the units that at least two coders judged.
pub(super) struct Pairable<'a> {
    /// The number of units.
    pub(super) units: u64,
    /// The number of sets given on those units, not of distinct ones.
    pub(super) codes: u64,
    /// The distinct sets given on those units, in order.
    pub(super) sets: Vec<&'a [Category]>,
    /// How often each of them was given.
    pub(super) given: Vec<u64>,
    /// The patterns and how many units show them.
    patterns: Vec<(Vec<Given>, u64)>,
    members: Members,
}

/// A set on a unit, by its place among the distinct sets, and how many coders gave it.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) set: usize,
    pub(super) coders: u64,
}

impl<'a> Pairable<'a> {
    /// The units of `ratings` that have at least two sets, or why there are none.
    pub(super) fn of(ratings: &'a SetRatings) -> Result<Pairable<'a>, Undefined> {
        let coders = ratings.coders();
        if coders < 2 {
            return Err(Undefined::TooFewCoders { coders });
        }
        if ratings.units() == 0 {
            return Err(Undefined::NoItems);
        }
        let in_order = ratings.in_order();
        let (mut units, mut given) = (0, vec![0; in_order.sets.len()]);
        let mut patterns = Vec::new();
        for (pattern, count) in &in_order.patterns {
            let mut places: Vec<usize> =
                pattern.iter().flatten().map(|place| *place as usize).collect();
            if places.len() < 2 {
                continue;
            }
            places.sort_unstable();
            let runs: Vec<Given> = places
                .chunk_by(|a, b| a == b)
                .map(|run| Given { set: run[0], coders: run.len() as u64 })
                .collect();
            runs.iter().for_each(|run| given[run.set] += run.coders * count);
            units += count;
            patterns.push((runs, *count));
        }
        if units == 0 {
            return Err(Undefined::NoPairs);
        }
        // Sets that only stand on units without a pair are no part of what is measured.
        let mut sets = Vec::new();
        let mut place = vec![0; given.len()];
        for (at, set) in in_order.sets.iter().enumerate().filter(|(at, _)| given[*at] > 0) {
            place[at] = sets.len();
            sets.push(*set);
        }
        given.retain(|times| *times > 0);
        patterns.iter_mut().flat_map(|(runs, _)| runs).for_each(|run| run.set = place[run.set]);
        let members = Members::of(&sets);
        Ok(Pairable { units, codes: given.iter().sum(), sets, given, patterns, members })
    }

    /// Calls `visit` for each pattern with the sets in it and the number of units that show
    /// it, in a fixed order.
    pub(super) fn for_each_pattern(&self, mut visit: impl FnMut(&[Given], u64)) {
        self.patterns.iter().for_each(|(sets, count)| visit(sets, *count));
    }

    /// What the sets at two places have in common.
    pub(super) fn overlap(&self, first: usize, second: usize) -> SetOverlap {
        SetOverlap {
            first: self.sets[first].len(),
            second: self.sets[second].len(),
            common: self.members.common(first, second),
        }
    }

    /// The mean distance of two sets that two coders gave one unit, a unit weighing as much
    /// as it has sets.
    ///
    /// Pairs are counted as integers first, so the order of adding leaves no trace, and each
    /// distance is computed once.
    pub(super) fn observed(&self, distance: impl Fn(SetOverlap) -> f64) -> f64 {
        let mut met: BTreeMap<(usize, usize, u64), u128> = BTreeMap::new();
        self.for_each_pattern(|sets, count| {
            let on_unit = sets.iter().map(|given| given.coders).sum();
            for (at, first) in sets.iter().enumerate() {
                for second in &sets[at + 1..] {
                    let pairs = first.coders * second.coders;
                    *met.entry((first.set, second.set, on_unit)).or_insert(0) +=
                        u128::from(pairs) * u128::from(count);
                }
            }
        });
        let apart = met.iter().map(|(&(first, second, on_unit), &pairs)| {
            distance(self.overlap(first, second)) * pairs as f64 / (on_unit - 1) as f64
        });
        2.0 * apart.sum::<f64>() / self.codes as f64
    }

    /// The coefficient with these disagreements. Undefined where chance expects none, which
    /// is where all sets are the same one.
    pub(super) fn coefficient(&self, observed: f64, expected: f64) -> Coefficient {
        let value = if self.sets.len() < 2 || expected <= 0.0 {
            Err(Undefined::OneSetOnly)
        } else {
            Ok(1.0 - observed / expected)
        };
        Coefficient {
            value,
            observed_disagreement: Some(observed),
            expected_disagreement: Some(expected),
            items: self.units,
            codes: self.codes,
        }
    }
}

/// Sets as bits, so that what two have in common costs a few operations.
struct Members {
    words: usize,
    bits: Vec<u64>,
}

impl Members {
    /// One bit for each category that occurs, a row of words for each set.
    fn of(sets: &[&[Category]]) -> Members {
        let mut used: Vec<Category> = sets.iter().copied().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        let words = used.len().div_ceil(64);
        let mut bits = vec![0; words * sets.len()];
        for (place, set) in sets.iter().enumerate() {
            for bit in set.iter().filter_map(|category| used.binary_search(category).ok()) {
                bits[place * words + bit / 64] |= 1 << (bit % 64);
            }
        }
        Members { words, bits }
    }

    fn common(&self, first: usize, second: usize) -> usize {
        let row = |place: usize| &self.bits[place * self.words..][..self.words];
        let shared = row(first).iter().zip(row(second)).map(|(a, b)| (a & b).count_ones());
        shared.sum::<u32>() as usize
    }
}
