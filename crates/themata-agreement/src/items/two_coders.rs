use crate::{Ratings, Undefined};

/// What two coders gave on the items that both of them judged, without the cells of their
/// cross table: what the unweighted measures of two coders need.
pub(super) struct TwoCoders {
    pub(super) first_gave: Vec<u64>,
    pub(super) second_gave: Vec<u64>,
    /// The items that both judged. Not zero.
    pub(super) items: u64,
    /// Those of them on which both gave the same category.
    pub(super) agreed: u64,
}

impl TwoCoders {
    /// The two coders of `ratings`, or why there is nothing to compare.
    pub(super) fn of(ratings: &Ratings) -> Result<TwoCoders, Undefined> {
        match ratings.coders() {
            2 => TwoCoders::among(ratings, 0, 1),
            coders => Err(Undefined::NotTwoCoders { coders }),
        }
    }

    /// Two coders out of several.
    pub(super) fn among(
        ratings: &Ratings,
        first: usize,
        second: usize,
    ) -> Result<TwoCoders, Undefined> {
        if ratings.items() == 0 {
            return Err(Undefined::NoItems);
        }
        let nothing = vec![0; ratings.categories()];
        let mut two = TwoCoders {
            first_gave: nothing.clone(),
            second_gave: nothing,
            items: 0,
            agreed: 0,
        };
        ratings.for_each_pattern(|codes, count| {
            let (Some(one), Some(other)) = (codes[first], codes[second]) else { return };
            two.first_gave[one.index()] += count;
            two.second_gave[other.index()] += count;
            two.items += count;
            two.agreed += if one == other { count } else { 0 };
        });
        if two.items == 0 { Err(Undefined::NoPairs) } else { Ok(two) }
    }

    /// How many codes of each category the two gave together.
    pub(super) fn gave(&self) -> Vec<u64> {
        self.first_gave.iter().zip(&self.second_gave).map(|(a, b)| a + b).collect()
    }

    /// How many of all pairs of an item of the first and an item of the second have the same
    /// category: `items²` times the agreement by chance of Cohen's kappa.
    pub(super) fn agreeing_by_chance(&self) -> u128 {
        let product = |(a, b): (&u64, &u64)| u128::from(*a) * u128::from(*b);
        self.first_gave.iter().zip(&self.second_gave).map(product).sum()
    }

    /// The number of all such pairs.
    pub(super) fn pairs(&self) -> u128 {
        u128::from(self.items) * u128::from(self.items)
    }
}
