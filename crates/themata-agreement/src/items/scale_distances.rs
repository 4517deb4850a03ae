use crate::pairable::Pairable;
use crate::{Category, Coefficient, Ratings, Undefined};

/// The distances of the codes on the items that at least two coders gave a code.
///
/// One pass over the patterns, in time proportional to coders and to the pairs of distinct
/// categories in a pattern.
pub(super) struct ScaleDistances {
    /// The sum over items with the same number of codes, over pairs of codes on one item,
    /// each pair counted once, at the index of that number.
    by_codes: Vec<f64>,
}

impl ScaleDistances {
    /// The distances in `ratings`, where `distance` is symmetric and 0 for equal categories.
    pub(super) fn of(
        ratings: &Ratings,
        distance: impl Fn(usize, usize) -> f64,
    ) -> ScaleDistances {
        let mut by_codes = vec![0.0; ratings.coders() + 1];
        let mut seen = vec![0_u64; ratings.categories()];
        let mut distinct: Vec<usize> = Vec::with_capacity(ratings.coders());
        ratings.for_each_pattern(|codes, count| {
            let mut given = 0;
            distinct.clear();
            for category in codes.iter().flatten().map(|category| category.index()) {
                if seen[category] == 0 {
                    distinct.push(category);
                }
                seen[category] += 1;
                given += 1;
            }
            let mut sum = 0.0;
            for (place, &k) in distinct.iter().enumerate() {
                for &l in &distinct[..place] {
                    sum += (seen[k] * seen[l]) as f64 * distance(k, l);
                }
            }
            by_codes[given] += sum * count as f64;
            distinct.iter().for_each(|category| seen[*category] = 0);
        });
        ScaleDistances { by_codes }
    }

    /// The mean distance of two codes on an item, averaged over items.
    pub(super) fn per_item(&self, pairable: &Pairable) -> f64 {
        let pairs = |given: usize| given as f64 * (given - 1) as f64 / 2.0;
        let sum: f64 = self.groups().map(|(given, sum)| sum / pairs(given)).sum();
        sum / pairable.items() as f64
    }

    /// The mean distance of two codes on an item, averaged over items that weigh as much as
    /// they have codes.
    pub(super) fn per_code(&self, pairable: &Pairable) -> f64 {
        let sum: f64 = self.groups().map(|(given, sum)| 2.0 * sum / (given - 1) as f64).sum();
        sum / pairable.codes() as f64
    }

    fn groups(&self) -> impl Iterator<Item = (usize, f64)> {
        self.by_codes.iter().copied().enumerate().skip(2)
    }
}

/// The mean distance of two categories drawn independently, the one with the chances
/// `first`, the other with the chances `second`: the sum over ordered pairs of categories of
/// the product of their chances and their distance. Categories without chances cost nothing.
pub(super) fn mean_distance(
    first: &[f64],
    second: &[f64],
    distance: impl Fn(usize, usize) -> f64,
) -> f64 {
    let used = |of: &[f64]| -> Vec<(usize, f64)> {
        of.iter().copied().enumerate().filter(|(_, share)| *share > 0.0).collect()
    };
    let (first, second) = (used(first), used(second));
    let row = |&(k, share): &(usize, f64)| {
        let to = |&(l, other): &(usize, f64)| other * distance(k, l);
        share * second.iter().map(to).sum::<f64>()
    };
    first.iter().map(row).sum()
}

/// The coefficient with these disagreements of the codes in `pairable`.
///
/// `only` is the one category that all codes are of which count for chance, if it is one.
pub(super) fn coefficient(
    pairable: &Pairable,
    [observed, expected]: [f64; 2],
    only: Option<Category>,
) -> Coefficient {
    Coefficient {
        value: match only {
            Some(category) => Err(Undefined::OneValueOnly { category }),
            None if expected > 0.0 => Ok(1.0 - observed / expected),
            None => Err(Undefined::NoDisagreementExpected),
        },
        observed_disagreement: Some(observed),
        expected_disagreement: Some(expected),
        items: pairable.items(),
        codes: pairable.codes(),
    }
}
