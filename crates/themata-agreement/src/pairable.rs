use crate::{Category, Ratings, Undefined};

/// What the measures need to know of the items that at least two coders gave a code: how
/// many pairs of codes on one item are of the same category, and how often each category
/// was given.
///
/// One pass over the patterns, in time proportional to patterns times coders.
pub(crate) struct Pairable {
    /// Items with the same number of codes, at the index of that number.
    by_codes: Vec<Group>,
    /// The number of codes of each category.
    codes_of: Vec<u64>,
}

/// Items that have the same number of codes.
#[derive(Clone, Copy, Default)]
struct Group {
    items: u64,
    /// Pairs of codes on one item that are of the same category, each pair counted once.
    agreeing: u128,
    /// Items whose codes are all of the same category.
    unanimous: u64,
}

impl Pairable {
    /// The items of `ratings` that have at least two codes, or why there are none.
    pub(crate) fn of(ratings: &Ratings) -> Result<Pairable, Undefined> {
        let coders = ratings.coders();
        if coders < 2 {
            return Err(Undefined::TooFewCoders { coders });
        }
        if ratings.items() == 0 {
            return Err(Undefined::NoItems);
        }
        let mut by_codes = vec![Group::default(); coders + 1];
        let mut codes_of = vec![0; ratings.categories()];
        let mut seen = vec![0_u64; ratings.categories()];
        ratings.for_each_pattern(|codes, count| {
            let (mut given, mut agreeing) = (0, 0);
            for category in codes.iter().flatten() {
                // A code makes a pair with each code of its category before it.
                agreeing += seen[category.index()];
                seen[category.index()] += 1;
                given += 1;
            }
            for category in codes.iter().flatten() {
                seen[category.index()] = 0;
                codes_of[category.index()] += if given >= 2 { count } else { 0 };
            }
            let group = &mut by_codes[given];
            group.items += count;
            group.agreeing += u128::from(agreeing) * u128::from(count);
            group.unanimous += if agreeing == pairs_among(given) { count } else { 0 };
        });
        // Items with one code or none have no pairs.
        by_codes[..2].fill(Group::default());
        if by_codes.iter().all(|group| group.items == 0) {
            return Err(Undefined::NoPairs);
        }
        Ok(Pairable { by_codes, codes_of })
    }

    /// The number of items that have at least two codes. Not zero.
    pub(crate) fn items(&self) -> u64 {
        self.by_codes.iter().map(|group| group.items).sum()
    }

    /// The number of codes on those items. At least two.
    pub(crate) fn codes(&self) -> u64 {
        self.codes_of.iter().sum()
    }

    /// The number of codes of each category on those items.
    pub(crate) fn codes_of(&self) -> &[u64] {
        &self.codes_of
    }

    /// The number of items that have `codes` codes, and how many of them are unanimous.
    pub(crate) fn unanimous(&self, codes: usize) -> (u64, u64) {
        (self.by_codes[codes].unanimous, self.by_codes[codes].items)
    }

    /// The share of pairs that agree on an item, averaged over items.
    pub(crate) fn agreement_per_item(&self) -> f64 {
        let sum: f64 = self.groups().map(|(n, g)| g.agreeing as f64 / pairs(n)).sum();
        sum / self.items() as f64
    }

    /// The share of pairs that differ on an item, averaged over items.
    pub(crate) fn disagreement_per_item(&self) -> f64 {
        let sum: f64 = self.groups().map(|(n, g)| g.differing(n) as f64 / pairs(n)).sum();
        sum / self.items() as f64
    }

    /// The share of pairs that agree on an item, averaged over items that weigh as much as
    /// they have codes.
    pub(crate) fn agreement_per_code(&self) -> f64 {
        let share = |(n, g): (usize, &Group)| 2.0 * g.agreeing as f64 / (n - 1) as f64;
        self.groups().map(share).sum::<f64>() / self.codes() as f64
    }

    /// The share of pairs that differ on an item, averaged over items that weigh as much as
    /// they have codes.
    pub(crate) fn disagreement_per_code(&self) -> f64 {
        let share = |(n, g): (usize, &Group)| 2.0 * g.differing(n) as f64 / (n - 1) as f64;
        self.groups().map(share).sum::<f64>() / self.codes() as f64
    }

    /// The groups of items by number of codes, two and up, in the order of that number.
    fn groups(&self) -> impl Iterator<Item = (usize, &Group)> {
        self.by_codes.iter().enumerate().skip(2)
    }
}

impl Group {
    /// Pairs of codes on one item that are of different categories, where every item has
    /// `codes` codes.
    fn differing(&self, codes: usize) -> u128 {
        u128::from(self.items) * u128::from(pairs_among(codes)) - self.agreeing
    }
}

/// The one category of all the codes counted in `codes_of`, or `None` if there are several
/// or no codes.
pub(crate) fn only_category(codes_of: &[u64]) -> Option<Category> {
    let mut used = (0..).zip(codes_of).filter(|(_, codes)| **codes > 0);
    let (position, _) = used.next()?;
    used.next().is_none().then_some(Category::new(position))
}

/// The number of pairs among `codes` codes.
fn pairs_among(codes: usize) -> u64 {
    let codes = codes as u64;
    codes * codes.saturating_sub(1) / 2
}

/// The number of pairs among `codes` codes, for division.
fn pairs(codes: usize) -> f64 {
    pairs_among(codes) as f64
}
