use super::Segmentation;
use crate::Category;

/// What it takes to turn the boundaries of one segmentation into those of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edits {
    /// Boundaries that both have.
    pub(super) matches: u64,
    /// Boundaries that only one has.
    pub(super) additions: u64,
    /// Boundaries at the same place, of different types.
    pub(super) substitutions: u64,
    /// Boundaries of the same type at places near each other.
    pub(super) near_misses: u64,
    /// The distances of the near misses, summed.
    pub(super) distances: u64,
}

impl Edits {
    /// Fournier's boundary edit distance. Near misses are sought at distance 1 first, then
    /// further off, up to less than `span`, at each distance from the beginning of the text
    /// on. One is not taken if it would break up substitutions at both of its places.
    pub(super) fn between(one: &Segmentation, other: &Segmentation, span: u64) -> Edits {
        let (mut differing, matches) = Differing::between(one, other);
        let mut edits = Edits { matches, ..Edits::default() };
        let mut distance = 1;
        while distance < span && differing.any_at(distance) {
            let found = differing.take_near_misses(distance);
            edits.near_misses += found;
            edits.distances += found * distance;
            distance += 1;
        }
        for place in &differing.places {
            let (one, other) = (place.one.len() as u64, place.other.len() as u64);
            edits.substitutions += one.min(other);
            edits.additions += one.abs_diff(other);
        }
        edits
    }

    /// Everything that both or one have, near misses and substitutions counted once.
    pub(super) fn all(self) -> u64 {
        self.matches + self.additions + self.substitutions + self.near_misses
    }
}

/// The boundaries that two segmentations do not have in common.
struct Differing {
    places: Vec<Place>,
}

/// A place where boundaries differ, with the types that only one or only the other has.
struct Place {
    at: u64,
    one: Vec<Category>,
    other: Vec<Category>,
}

impl Place {
    fn has_substitution(&self) -> bool {
        !self.one.is_empty() && !self.other.is_empty()
    }
}

impl Differing {
    /// What differs, and how many boundaries do not.
    fn between(one: &Segmentation, other: &Segmentation) -> (Differing, u64) {
        let (mut ones, mut others) = (one.boundaries(), other.boundaries());
        let mut places: Vec<Place> = Vec::new();
        let mut matches = 0;
        loop {
            let (boundary, from_one) = match (ones.first(), others.first()) {
                (None, None) => return (Differing { places }, matches),
                (Some(a), Some(b)) if a == b => {
                    (ones, others) = (&ones[1..], &others[1..]);
                    matches += 1;
                    continue;
                }
                (Some(a), Some(b)) => (*a.min(b), a < b),
                (Some(a), None) => (*a, true),
                (None, Some(b)) => (*b, false),
            };
            let (at, category) = boundary;
            if places.last().is_none_or(|place| place.at != at) {
                places.push(Place { at, one: Vec::new(), other: Vec::new() });
            }
            if let Some(place) = places.last_mut() {
                if from_one {
                    place.one.push(category);
                    ones = &ones[1..];
                } else {
                    place.other.push(category);
                    others = &others[1..];
                }
            }
        }
    }

    /// Whether two places are `distance` or more apart, so that there is more to look for.
    fn any_at(&self, distance: u64) -> bool {
        match (self.places.first(), self.places.last()) {
            (Some(first), Some(last)) => last.at - first.at >= distance,
            _ => false,
        }
    }

    /// Takes away the boundaries that one has and the other has, of the same type, just
    /// `distance` away, and returns how many near misses that were.
    fn take_near_misses(&mut self, distance: u64) -> u64 {
        let mut found = 0;
        let mut far = 0;
        for near in 0..self.places.len() {
            let wanted = self.places[near].at + distance;
            while self.places.get(far).is_some_and(|place| place.at < wanted) {
                far += 1;
            }
            if self.places.get(far).is_none_or(|place| place.at != wanted) {
                continue;
            }
            let (before, after) = self.places.split_at_mut(far);
            let (near, far) = (&mut before[near], &mut after[0]);
            found += take_pairs(near, far);
        }
        self.places.retain(|place| !place.one.is_empty() || !place.other.is_empty());
        found
    }
}

/// Takes away each type that one has at the first place and the other at the second, or the
/// other way round.
fn take_pairs(near: &mut Place, far: &mut Place) -> u64 {
    let mut types: Vec<Category> = near.one.iter().chain(&near.other).copied().collect();
    types.sort_unstable();
    let mut found = 0;
    for category in types {
        if near.has_substitution() && far.has_substitution() {
            continue;
        }
        let gone = take_both(&mut near.one, &mut far.other, category)
            || take_both(&mut near.other, &mut far.one, category);
        found += u64::from(gone);
    }
    found
}

/// Takes `category` out of both lists if both have it.
fn take_both(
    first: &mut Vec<Category>,
    second: &mut Vec<Category>,
    category: Category,
) -> bool {
    let place = |list: &[Category]| list.iter().position(|known| *known == category);
    match (place(first), place(second)) {
        (Some(in_first), Some(in_second)) => {
            first.remove(in_first);
            second.remove(in_second);
            true
        }
        _ => false,
    }
}
