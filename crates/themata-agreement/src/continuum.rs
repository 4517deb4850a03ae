use std::iter;

use crate::{Category, Undefined};

/// A stretch that a coder marked on a continuum: from `start` to before `end`, in whatever
/// the continuum is counted in, and the category that the coder gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Where it begins.
    pub start: u64,
    /// Where it ends; this position is no longer part of it.
    pub end: u64,
    /// What the coder called it.
    pub category: Category,
}

impl Unit {
    /// How long it is.
    #[must_use]
    pub fn length(self) -> u64 {
        self.end - self.start
    }

    /// The length of the stretch that both units lie on: 0 where they only touch.
    #[must_use]
    pub fn overlap(self, other: Unit) -> u64 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }
}

/// What several coders marked on one stretch of something continuous, a text or a recording,
/// where each was free to choose where units begin and end. Units of one coder may overlap;
/// measures that cannot take that say so, and [`of_category`](Continuum::of_category) makes
/// a continuum that they take.
///
/// Positions are integers, whatever they count: code points, milliseconds. Several texts
/// that the same coders read are one continuum if they are laid end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuum {
    length: u64,
    categories: usize,
    /// For each coder, in the order of their place.
    units: Vec<Vec<Unit>>,
}

impl Continuum {
    /// The greatest length of a continuum: some 68 thousand million. Sums of third powers of
    /// lengths are then exact integers of 128 bits.
    pub const MAX_LENGTH: u64 = 1 << 36;

    /// A continuum of `length`, on which none of `coders` coders has marked anything yet, with
    /// `categories` to choose from.
    ///
    /// # Panics
    ///
    /// If it is longer than [`MAX_LENGTH`](Continuum::MAX_LENGTH).
    #[must_use]
    pub fn new(coders: usize, length: u64, categories: usize) -> Continuum {
        assert!(length <= Continuum::MAX_LENGTH, "a continuum is at most 2^36 long");
        Continuum { length, categories, units: vec![Vec::new(); coders] }
    }

    /// Adds a unit of `coder`. In the order of their place this takes the same time for each
    /// unit; for many units in no order there is [`extend`](Continuum::extend).
    ///
    /// # Panics
    ///
    /// If there is no such coder or category, or if the unit is empty or reaches beyond the
    /// continuum.
    pub fn add(&mut self, coder: usize, unit: Unit) {
        self.check(unit);
        let units = &mut self.units[coder];
        let place = units.partition_point(|known| *known <= unit);
        units.insert(place, unit);
    }

    /// Adds units of `coder`, which may come in any order. They are put in order once.
    ///
    /// # Panics
    ///
    /// As [`add`](Continuum::add) does.
    pub fn extend(&mut self, coder: usize, units: impl IntoIterator<Item = Unit>) {
        let before = self.units[coder].len();
        self.units[coder].extend(units);
        self.units[coder][before..].iter().for_each(|unit| self.check(*unit));
        self.units[coder].sort();
    }

    fn check(&self, unit: Unit) {
        assert!(unit.start < unit.end, "a unit has a length");
        assert!(unit.end <= self.length, "a unit lies within the continuum");
        assert!(unit.category.index() < self.categories, "a unit's category is declared");
    }

    /// How long the continuum is.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The number of coders.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.units.len()
    }

    /// The number of categories that the coders could choose from.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories
    }

    /// The units of one coder, in the order of their place.
    #[must_use]
    pub fn units(&self, coder: usize) -> &[Unit] {
        &self.units[coder]
    }

    /// The same continuum with the units of one category only, which is then the only one
    /// declared. Units of a coder that overlap or touch become one: what is asked is which
    /// stretches of the continuum a coder gave the category, and marking twice is marking
    /// once. Measures for coders whose units do not overlap take the result as it is.
    #[must_use]
    pub fn of_category(&self, category: Category) -> Continuum {
        let of_one = |units: &Vec<Unit>| {
            let only = Category::new(0);
            let units = units.iter().filter(|unit| unit.category == category);
            merged(units.map(|unit| Unit { category: only, ..*unit }))
        };
        Continuum {
            length: self.length,
            categories: 1,
            units: self.units.iter().map(of_one).collect(),
        }
    }

    /// For each category that a coder used, at the place of the category: the coder's units,
    /// in the order of their place.
    pub(crate) fn units_by_category(&self, coder: usize) -> Vec<Vec<Unit>> {
        let mut by_category = vec![Vec::new(); self.categories];
        for unit in self.units(coder) {
            by_category[unit.category.index()].push(*unit);
        }
        by_category
    }

    /// Every pair of coders once, the first before the second.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let coders = self.coders();
        (0..coders).flat_map(move |second| iter::repeat(second).enumerate().take(second))
    }

    /// The reason why coders on this continuum cannot be compared at all, if there is one.
    pub(crate) fn comparable(&self) -> Result<(), Undefined> {
        if self.coders() < 2 {
            return Err(Undefined::TooFewCoders { coders: self.coders() });
        }
        if self.units.iter().all(Vec::is_empty) {
            return Err(Undefined::NoUnits);
        }
        Ok(())
    }
}

/// Units that come in the order of their place, with those that overlap or touch made one,
/// whatever their categories; the first one's stays.
pub(crate) fn merged(units: impl IntoIterator<Item = Unit>) -> Vec<Unit> {
    let mut merged: Vec<Unit> = Vec::new();
    for unit in units {
        match merged.last_mut() {
            Some(last) if unit.start <= last.end => last.end = last.end.max(unit.end),
            _ => merged.push(unit),
        }
    }
    merged
}

/// The reason why `units` of `coder`, in the order of their place, do not stand side by side.
pub(crate) fn disjoint(coder: usize, units: &[Unit]) -> Result<(), Undefined> {
    let overlapping = units.windows(2).find(|two| two[1].start < two[0].end);
    overlapping
        .map_or(Ok(()), |two| Err(Undefined::UnitsOverlap { coder, position: two[1].start }))
}

/// The places of every two units, one of each coder, that have a stretch in common, in the
/// order of that stretch. Units of one coder do not overlap.
pub(crate) fn meetings<'a>(
    first: &'a [Unit],
    second: &'a [Unit],
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let (mut g, mut h) = (0, 0);
    iter::from_fn(move || {
        while let (Some(one), Some(other)) = (first.get(g), second.get(h)) {
            let here = (g, h);
            if one.end <= other.end {
                g += 1;
            } else {
                h += 1;
            }
            if one.overlap(*other) > 0 {
                return Some(here);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::{Category, Continuum, Unit, merged};

    fn unit(start: u64, end: u64) -> Unit {
        Unit { start, end, category: Category::new(0) }
    }

    #[test]
    fn units_stand_in_order_however_they_come() {
        let units = [unit(5, 9), unit(0, 2), unit(5, 6), unit(0, 2)];
        let mut added = Continuum::new(1, 9, 1);
        units.iter().for_each(|unit| added.add(0, *unit));
        let mut extended = Continuum::new(1, 9, 1);
        extended.extend(0, units);
        assert_eq!(added, extended);
        assert_eq!(added.units(0), [unit(0, 2), unit(0, 2), unit(5, 6), unit(5, 9)]);
    }

    #[test]
    fn what_touches_becomes_one() {
        let check = |units: &[Unit], expect: &[Unit]| {
            assert_eq!(merged(units.iter().copied()), expect);
        };
        check(&[unit(0, 2), unit(2, 4), unit(5, 6)], &[unit(0, 4), unit(5, 6)]);
        check(&[unit(0, 9), unit(1, 2), unit(8, 12)], &[unit(0, 12)]);
        check(&[], &[]);
    }

    #[test]
    fn every_pair_comes_once() {
        let pairs: Vec<_> = Continuum::new(3, 1, 1).pairs().collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (1, 2)]);
        assert_eq!(Continuum::new(1, 1, 1).pairs().count(), 0);
        assert_eq!(Continuum::new(0, 1, 1).pairs().count(), 0);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let fails = |unit: Unit| {
            std::panic::catch_unwind(|| Continuum::new(1, 9, 1).extend(0, [unit])).is_err()
                && std::panic::catch_unwind(|| Continuum::new(1, 9, 1).add(0, unit)).is_err()
        };
        assert!(fails(unit(3, 3)));
        assert!(fails(unit(3, 10)));
        assert!(fails(Unit { category: Category::new(1), ..unit(3, 4) }));
        assert!(!fails(unit(3, 9)));
    }
}
