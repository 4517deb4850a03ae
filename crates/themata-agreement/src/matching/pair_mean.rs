use crate::{Category, Continuum, Undefined, Unit};

/// The mean over pairs of coders of a share from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct PairMean {
    /// The mean, from 0 to 1, or why there is none.
    pub value: Result<f64, Undefined>,
    /// The number of pairs of coders of which one at least marked something.
    pub pairs: u64,
    /// The number of units of all coders.
    pub units: u64,
}

/// A share of all categories together, and of each.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PairMeans {
    /// Of all categories, counted together: of each pair of coders the sum of what they have
    /// in common, in whatever category, divided by the sum of what they have.
    pub overall: PairMean,
    /// Of each declared category.
    pub categories: Vec<PairMean>,
}

/// What two coders have in common, counted once, and what they have, one and the other
/// counted: the parts of Dice's coefficient.
#[derive(Clone, Copy, Default)]
pub(super) struct Dice {
    pub(super) common: f64,
    pub(super) both: f64,
}

impl Dice {
    fn plus(self, other: Dice) -> Dice {
        Dice { common: self.common + other.common, both: self.both + other.both }
    }
}

impl PairMeans {
    /// Compares the units of every two coders in every category. `compare` gets the units of
    /// one coder and of the other in one category, at least one of which is not empty.
    pub(super) fn of(
        continuum: &Continuum,
        compare: impl Fn(&[Unit], &[Unit]) -> Dice,
    ) -> PairMeans {
        if let Err(reason) = continuum.comparable() {
            let none = PairMean { value: Err(reason), pairs: 0, units: 0 };
            return PairMeans { overall: none, categories: vec![none; continuum.categories()] };
        }
        let units: Vec<_> =
            (0..continuum.coders()).map(|coder| continuum.units_by_category(coder)).collect();
        let mut overall = Sum::default();
        let mut categories = vec![Sum::default(); continuum.categories()];
        for (first, second) in continuum.pairs() {
            let mut all = Dice::default();
            for (category, sum) in categories.iter_mut().enumerate() {
                let (one, other) = (&units[first][category], &units[second][category]);
                if !one.is_empty() || !other.is_empty() {
                    let dice = compare(one, other);
                    sum.add(dice);
                    all = all.plus(dice);
                }
            }
            overall.add(all);
        }
        let used = |category: usize| units.iter().map(|of| of[category].len() as u64).sum();
        let means = (0..).map(Category::new).zip(&categories).map(|(category, sum)| {
            sum.mean(used(category.index()), Undefined::NotUsed { category })
        });
        let all_units = (0..continuum.categories()).map(used).sum();
        PairMeans {
            overall: overall.mean(all_units, Undefined::NoUnits),
            categories: means.collect(),
        }
    }
}

/// Shares of pairs of coders, added up.
#[derive(Clone, Copy, Default)]
struct Sum {
    shares: f64,
    pairs: u64,
}

impl Sum {
    fn add(&mut self, dice: Dice) {
        if dice.both > 0.0 {
            self.shares += 2.0 * dice.common / dice.both;
            self.pairs += 1;
        }
    }

    fn mean(self, units: u64, otherwise: Undefined) -> PairMean {
        let value =
            if self.pairs > 0 { Ok(self.shares / self.pairs as f64) } else { Err(otherwise) };
        PairMean { value, pairs: self.pairs, units }
    }
}
