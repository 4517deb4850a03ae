use std::collections::BTreeMap;

use crate::Category;

/// The set of categories that each of several coders gave each of many units, kept as the
/// number of units that show each pattern of sets.
///
/// A coder who judged a unit and found that nothing applies gave it the empty set; a coder
/// who did not judge it gave nothing, which is `None`. The two are never the same.
///
/// Each distinct set is kept once, and each distinct pattern once, so the measures cost time
/// for the ways in which coders differ and not for the units.
///
/// # Examples
///
/// ```
/// use themata_agreement::Category;
/// use themata_agreement::sets::{SetDistance, SetRatings, set_alpha};
///
/// let [a, b] = [0, 1].map(Category::new);
/// let mut ratings = SetRatings::new(2, 2);
/// ratings.add(&[Some(&[a, b]), Some(&[b, a])], 3);
/// ratings.add(&[Some(&[a]), Some(&[a, b])], 1);
/// ratings.add(&[Some(&[]), Some(&[])], 2);
/// ratings.add(&[Some(&[a]), None], 5);
/// assert_eq!(ratings.units(), 11);
/// let alpha = set_alpha(&ratings, SetDistance::Masi);
/// assert!((alpha.value.unwrap() - 0.8).abs() < 1e-12);
/// assert_eq!((alpha.items, alpha.codes), (6, 12));
/// ```
#[derive(Clone, Debug)]
pub struct SetRatings {
    coders: usize,
    categories: usize,
    units: u64,
    /// The number of each distinct set. Numbers are in the order of first occurrence.
    numbers: BTreeMap<Box<[Category]>, u32>,
    /// Units by pattern: one number of a set for each coder.
    patterns: BTreeMap<Box<[Option<u32>]>, u64>,
}

const MAX_CODERS: usize = 65_535;
const MAX_UNITS: u64 = (1 << 48) - 1;

impl SetRatings {
    /// Ratings without units, for `coders` coders whose sets are of `categories` categories.
    ///
    /// # Panics
    ///
    /// If there are more than 65,535 coders.
    #[must_use]
    pub fn new(coders: usize, categories: usize) -> SetRatings {
        assert!(coders <= MAX_CODERS, "ratings hold at most {MAX_CODERS} coders, not {coders}");
        SetRatings {
            coders,
            categories,
            units: 0,
            numbers: BTreeMap::new(),
            patterns: BTreeMap::new(),
        }
    }

    /// Adds `count` units that all show the same pattern: `sets` holds the set that each
    /// coder gave, in the order of the coders. The order of a set's members says nothing,
    /// and naming a member twice is naming it once.
    ///
    /// # Panics
    ///
    /// If `sets` does not hold one entry per coder, holds a category that was not declared,
    /// or if there would be more than 2^48 − 1 units.
    pub fn add(&mut self, sets: &[Option<&[Category]>], count: u64) {
        assert_eq!(sets.len(), self.coders, "a pattern has one entry per coder");
        if count == 0 {
            return;
        }
        assert!(count <= MAX_UNITS - self.units, "ratings hold at most {MAX_UNITS} units");
        let pattern: Box<[Option<u32>]> =
            sets.iter().map(|set| set.map(|members| self.number(members))).collect();
        *self.patterns.entry(pattern).or_insert(0) += count;
        self.units += count;
    }

    /// Adds all units of `other`, each of them `times` times.
    ///
    /// # Panics
    ///
    /// If the two differ in the number of coders or categories, or if there would be more
    /// than 2^48 − 1 units.
    pub fn add_all(&mut self, other: &SetRatings, times: u64) {
        assert_eq!(self.coders, other.coders, "pooled ratings have the same coders");
        assert_eq!(
            self.categories, other.categories,
            "pooled ratings have the same categories"
        );
        other.for_each_pattern(|sets, count| self.add(sets, count.saturating_mul(times)));
    }

    /// The number of coders.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The number of categories that a set could hold.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The number of units, including those that no coder judged.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.units
    }

    /// Calls `visit` once for each distinct pattern with the number of units that show it.
    /// The order is fixed, but depends on the order in which sets were first added.
    pub fn for_each_pattern(&self, mut visit: impl FnMut(&[Option<&[Category]>], u64)) {
        let mut by_number: Vec<&[Category]> = vec![&[]; self.numbers.len()];
        for (set, number) in &self.numbers {
            by_number[*number as usize] = set;
        }
        let mut sets = vec![None; self.coders];
        for (pattern, count) in &self.patterns {
            for (set, number) in sets.iter_mut().zip(pattern) {
                *set = number.map(|number| by_number[number as usize]);
            }
            visit(&sets, *count);
        }
    }

    /// The distinct sets in their order, and the units by pattern of places in that list,
    /// in order: the same whatever order things were added in.
    pub(super) fn in_order(&self) -> InOrder<'_> {
        let mut place_of = vec![0; self.numbers.len()];
        for (place, number) in (0_u32..).zip(self.numbers.values()) {
            place_of[*number as usize] = place;
        }
        let ordered = |pattern: &[Option<u32>]| -> Vec<Option<u32>> {
            pattern.iter().map(|set| set.map(|number| place_of[number as usize])).collect()
        };
        let mut patterns: Vec<_> =
            self.patterns.iter().map(|(pattern, count)| (ordered(pattern), *count)).collect();
        patterns.sort_unstable();
        InOrder { sets: self.numbers.keys().map(|set| &**set).collect(), patterns }
    }

    /// The number of the set with these members, a new one if it is new.
    fn number(&mut self, members: &[Category]) -> u32 {
        for category in members {
            assert!(
                category.index() < self.categories,
                "category {} is none of the {} declared",
                category.position(),
                self.categories,
            );
        }
        let ascending = members.windows(2).all(|pair| pair[0] < pair[1]);
        if let Some(&known) = self.numbers.get(members).filter(|_| ascending) {
            return known;
        }
        let mut set = members.to_vec();
        set.sort_unstable();
        set.dedup();
        // Every set takes memory of its own, so there are never 2^32 of them.
        let new = self.numbers.len() as u32;
        *self.numbers.entry(set.into()).or_insert(new)
    }
}

/// Ratings in an order that depends on what they are and not on how they came in.
pub(super) struct InOrder<'a> {
    pub(super) sets: Vec<&'a [Category]>,
    /// Units by pattern: for each coder the place of the set that they gave.
    pub(super) patterns: Vec<(Vec<Option<u32>>, u64)>,
}
