use crate::{Category, Ratings, Share, Undefined};

/// How often, where one coder gave a category, another gave it too: a share from 0 to 1 of
/// pairs of codes, one entry per declared category. Chance is not taken out.
///
/// With `r_i` codes on item `i`, `r_ik` of them of category `k`:
///
/// ```text
/// Σ_i r_ik (r_ik − 1)  /  Σ_i r_ik (r_i − 1)
/// ```
///
/// For two coders and a yes-or-no question with the table `a` both, `b` and `c` one of them,
/// `d` neither, the entry of [`PRESENT`](Category::PRESENT) is the positive agreement
/// `2a / (2a + b + c)`, which is also the F1 score and Dice's coefficient, and the entry of
/// [`ABSENT`](Category::ABSENT) is the negative agreement `2d / (2d + b + c)`. Read beside
/// kappa or alpha they show whether a low coefficient comes from the rare category.
///
/// Each entry's `items` are the items with at least two codes on which the category was
/// given, and its `codes` are the codes of that category on them.
///
/// An entry is undefined where nobody gave the category on an item with two codes; all are
/// with fewer than two coders, without items, and where no item has codes from two coders.
///
/// Spitzer and Fleiss (1974); Cicchetti and Feinstein (1990); for several coders Uebersax,
/// "Raw agreement indices". Pairs weigh alike, so an item with many codes weighs more than
/// one with few; without missing codes that makes no difference.
#[must_use]
pub fn specific_agreement(ratings: &Ratings) -> Vec<Share> {
    let coders = ratings.coders();
    if coders < 2 {
        return vec![
            Share::undefined(Undefined::TooFewCoders { coders });
            ratings.categories()
        ];
    }
    if ratings.items() == 0 {
        return vec![Share::undefined(Undefined::NoItems); ratings.categories()];
    }
    let mut tallies = vec![Tally::default(); ratings.categories()];
    let mut seen = vec![0_u64; ratings.categories()];
    ratings.for_each_pattern(|codes, count| {
        let given = codes.iter().flatten().count() as u64;
        if given < 2 {
            return;
        }
        for category in codes.iter().flatten() {
            seen[category.index()] += 1;
        }
        for category in codes.iter().flatten() {
            // Taking the count makes the second code of a category on this item add nothing.
            let same = std::mem::take(&mut seen[category.index()]);
            if same > 0 {
                tallies[category.index()].add(same, given, count);
            }
        }
    });
    if tallies.iter().all(|tally| tally.items == 0) {
        return vec![Share::undefined(Undefined::NoPairs); ratings.categories()];
    }
    (0..)
        .map(Category::new)
        .zip(&tallies)
        .map(|(category, tally)| tally.share(category))
        .collect()
}

/// Ordered pairs of codes on one item, the first of which is of one category.
#[derive(Clone, Copy, Default)]
struct Tally {
    agreeing: u128,
    pairs: u128,
    items: u64,
    codes: u64,
}

impl Tally {
    fn add(&mut self, same: u64, given: u64, count: u64) {
        self.agreeing += u128::from(same * (same - 1)) * u128::from(count);
        self.pairs += u128::from(same * (given - 1)) * u128::from(count);
        self.items += count;
        self.codes += same * count;
    }

    fn share(&self, category: Category) -> Share {
        if self.pairs == 0 {
            return Share::undefined(Undefined::NotUsed { category });
        }
        let value = self.agreeing as f64 / self.pairs as f64;
        Share { value: Ok(value), items: self.items, codes: self.codes }
    }
}
