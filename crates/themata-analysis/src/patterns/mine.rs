use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::units::Uses;
use super::{PatternOptions, distinct};
use crate::code_sets::{codes_in, contains};

/// The closed sets that were found, each with its uses, those on most units first.
pub(super) struct Mined {
    pub(super) sets: Vec<(Vec<u64>, Vec<usize>)>,
    /// If some are left out, a number of units that none of them exceeds.
    pub(super) left_out: Option<u64>,
}

/// How many words of 64 bits are looked at before the search ends: some seconds.
const PATIENCE: u64 = 2_000_000_000;

/// Finds the closed sets of a size that are on enough units, those on most units first.
///
/// Prefix-preserving closure extension reaches every closed set from exactly one other, which
/// is on as many units or more. Going on with whatever is on most units therefore lists them
/// in that order, and it can end at any time with an exact bound for what is left.
pub(super) fn mine(uses: &Uses, options: PatternOptions) -> Mined {
    let mut search = Search::over(uses, options);
    let mut heap: BinaryHeap<Candidate> = search.root().into_iter().collect();
    let mut sets: Vec<Candidate> = Vec::new();
    let mut left_out = None;
    while let Some(candidate) = heap.pop() {
        let is_listed = options.has_size(candidate.codes.len());
        if (is_listed && sets.len() == options.most) || search.work > PATIENCE {
            left_out = Some(candidate.units);
            break;
        }
        search.extend(&candidate, &mut heap);
        if is_listed {
            sets.push(candidate);
        }
    }
    sets.sort_by(|a, b| b.cmp(a));
    let with_uses = |set: Candidate| (search.set_of(&set.codes), search.uses_of(&set.codes));
    Mined { sets: sets.into_iter().map(with_uses).collect(), left_out }
}

/// A closed set, and the code that it was last extended with.
#[derive(PartialEq, Eq)]
struct Candidate {
    units: u64,
    codes: Vec<usize>,
    /// Extensions are with codes from here on.
    next: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let size = self.codes.len().cmp(&other.codes.len());
        let codes = other.codes.cmp(&self.codes);
        self.units.cmp(&other.units).then(size).then(codes)
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Search<'a> {
    uses: &'a Uses,
    options: PatternOptions,
    /// The uses with as many codes as a set must have: no others can hold one.
    places: Vec<usize>,
    /// For each code the places in `places` of the uses with it, as bits.
    with: Vec<Vec<u64>>,
    work: u64,
}

impl Search<'_> {
    fn over(uses: &Uses, options: PatternOptions) -> Search<'_> {
        let is_large =
            |&at: &usize| codes_in(uses.sets.get(at)).count() >= options.smallest.max(1);
        let places: Vec<usize> = (0..uses.units.len()).filter(is_large).collect();
        let mut with = vec![vec![0; places.len().div_ceil(64)]; uses.codes];
        for (bit, &at) in places.iter().enumerate() {
            for code in codes_in(uses.sets.get(at)) {
                with[code][bit / 64] |= 1 << (bit % 64);
            }
        }
        Search { uses, options, places, with, work: 0 }
    }

    /// The smallest closed set: the codes that all uses have.
    fn root(&mut self) -> Option<Candidate> {
        let all = self.all();
        let units = self.units(&all);
        let codes: Vec<usize> = codes_in(&self.closure(&all)?).collect();
        (units >= self.options.at_least && self.may_grow(&codes)).then_some(Candidate {
            units,
            codes,
            next: 0,
        })
    }

    /// Puts the closed sets that come of adding one code and closing into the heap.
    fn extend(&mut self, candidate: &Candidate, heap: &mut BinaryHeap<Candidate>) {
        let own = self.set_of(&candidate.codes);
        let bits = self.bits_of(&candidate.codes);
        let mut shared = vec![0; bits.len()];
        for code in candidate.next..self.uses.codes {
            if contains(&own, code) {
                continue;
            }
            for ((shared, bits), with) in shared.iter_mut().zip(&bits).zip(&self.with[code]) {
                *shared = bits & with;
            }
            self.work += shared.len() as u64;
            let units = self.units(&shared);
            if units < self.options.at_least.max(1) {
                continue;
            }
            let Some(closed) = self.closure(&shared) else { continue };
            // Reached from another set already, if it has a code before this one that the set
            // that it comes of has not.
            let codes: Vec<usize> = codes_in(&closed).collect();
            let keeps_prefix = codes
                .iter()
                .take_while(|&&own| own < code)
                .all(|&before| contains(&own, before));
            if keeps_prefix && self.may_grow(&codes) {
                heap.push(Candidate { units, codes, next: code + 1 });
            }
        }
    }

    fn may_grow(&self, codes: &[usize]) -> bool {
        self.options.largest.is_none_or(|largest| codes.len() <= largest)
    }

    /// The codes that all of some uses have; `None` if there are no uses.
    fn closure(&mut self, bits: &[u64]) -> Option<Vec<u64>> {
        let mut common: Option<Vec<u64>> = None;
        for bit in codes_in(bits) {
            let set = self.uses.sets.get(self.places[bit]);
            self.work += set.len() as u64;
            match &mut common {
                None => common = Some(set.to_vec()),
                Some(common) => common.iter_mut().zip(set).for_each(|(own, set)| *own &= set),
            }
        }
        common
    }

    fn all(&self) -> Vec<u64> {
        let mut bits = vec![0; self.places.len().div_ceil(64)];
        (0..self.places.len()).for_each(|bit| bits[bit / 64] |= 1 << (bit % 64));
        bits
    }

    /// The uses with all of some codes, as bits.
    fn bits_of(&self, codes: &[usize]) -> Vec<u64> {
        let mut bits = self.all();
        for &code in codes {
            bits.iter_mut().zip(&self.with[code]).for_each(|(own, with)| *own &= with);
        }
        bits
    }

    fn uses_of(&self, codes: &[usize]) -> Vec<usize> {
        codes_in(&self.bits_of(codes)).map(|bit| self.places[bit]).collect()
    }

    fn units(&self, bits: &[u64]) -> u64 {
        let places: Vec<usize> = codes_in(bits).collect();
        distinct(&places, |bit| self.uses.units[self.places[bit]])
    }

    fn set_of(&self, codes: &[usize]) -> Vec<u64> {
        let mut set = vec![0; self.uses.codes.div_ceil(64).max(1)];
        codes.iter().for_each(|&code| set[code / 64] |= 1 << (code % 64));
        set
    }
}
