mod patterns;

use std::fmt;

use patterns::Patterns;

use crate::Category;

/// What each of several coders called each of many items, kept as the number of items that
/// show each pattern of codes.
///
/// An item is anything that all coders judge alike: a document, a segment, a code point. A
/// pattern is what the coders gave one item, one entry per coder in a fixed order, `None`
/// where a coder gave no code. A million code points on which two coders differ in two ways
/// are three patterns, and every measure costs time for those three.
///
/// Missing is not the same as absent. Where the question is whether a code applies,
/// [`Category::ABSENT`] says that the coder read the item and did not apply it; `None` says
/// that the coder never judged it.
///
/// Sums stay exact integers because the numbers are bounded: at most 65,535 coders and
/// 2^48 − 1 items.
///
/// # Examples
///
/// ```
/// use themata_agreement::{Category, Ratings, krippendorff_alpha};
///
/// let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
/// let mut ratings = Ratings::binary(2);
/// ratings.add(&[yes, yes], 50);
/// ratings.add(&[yes, no], 100);
/// ratings.add(&[no, no], 850);
/// assert_eq!(ratings.items(), 1000);
/// assert!(krippendorff_alpha(&ratings).value.unwrap() < 0.5);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    categories: u32,
    items: u64,
    patterns: Patterns,
}

const MAX_CODERS: usize = 65_535;
const MAX_ITEMS: u64 = (1 << 48) - 1;

impl Ratings {
    /// Ratings without items, for `coders` coders who chose among `categories` categories.
    ///
    /// `categories` is the number that the coders could choose from, not the number that
    /// they did choose: some measures of chance depend on it.
    ///
    /// # Panics
    ///
    /// If there are more than 65,535 coders, or 2^32 − 1 categories or more.
    #[must_use]
    pub fn new(coders: usize, categories: usize) -> Ratings {
        assert!(coders <= MAX_CODERS, "ratings hold at most {MAX_CODERS} coders, not {coders}");
        let declared = u32::try_from(categories).ok().filter(|declared| *declared < u32::MAX);
        let Some(categories) = declared else {
            panic!("ratings hold fewer than {} categories, not {categories}", u32::MAX);
        };
        Ratings { coders, categories, items: 0, patterns: Patterns::new(coders, categories) }
    }

    /// Ratings without items for a yes-or-no question, whose categories are
    /// [`Category::ABSENT`] and [`Category::PRESENT`].
    ///
    /// # Panics
    ///
    /// If there are more than 65,535 coders.
    #[must_use]
    pub fn binary(coders: usize) -> Ratings {
        Ratings::new(coders, 2)
    }

    /// Adds `count` items that all show the same pattern: `codes` holds what each coder
    /// gave, in the order of the coders.
    ///
    /// Costs about ten nanoseconds where a pattern fits into ten bits (five coders with a
    /// yes-or-no question, two coders with thirty categories), else a search among the
    /// distinct patterns.
    ///
    /// # Panics
    ///
    /// If `codes` does not hold one entry per coder, holds a category that was not declared,
    /// or if there would be more than 2^48 − 1 items.
    pub fn add(&mut self, codes: &[Option<Category>], count: u64) {
        assert_eq!(codes.len(), self.coders, "a pattern has one entry per coder");
        for category in codes.iter().flatten() {
            assert!(
                category.position() < self.categories,
                "category {} is none of the {} declared",
                category.position(),
                self.categories,
            );
        }
        if count > 0 {
            assert!(count <= MAX_ITEMS - self.items, "ratings hold at most {MAX_ITEMS} items");
            self.items += count;
            self.patterns.add(codes, count);
        }
    }

    /// Adds all items of `other`, each of them `times` times.
    ///
    /// Ratings of several documents are pooled with `times` 1.
    ///
    /// # Panics
    ///
    /// If the two differ in the number of coders or categories, or if there would be more
    /// than 2^48 − 1 items.
    pub fn add_all(&mut self, other: &Ratings, times: u64) {
        assert_eq!(self.coders, other.coders, "pooled ratings have the same coders");
        assert_eq!(
            self.categories, other.categories,
            "pooled ratings have the same categories"
        );
        // A product that overflows is out of bounds as well, and `add` says so.
        other.for_each_pattern(|codes, count| self.add(codes, count.saturating_mul(times)));
    }

    /// The number of coders.
    #[must_use]
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The number of categories that the coders could choose from.
    #[must_use]
    pub fn categories(&self) -> usize {
        self.categories as usize
    }

    /// The number of items, including those that no coder gave a code.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.items
    }

    /// Calls `visit` once for each distinct pattern, in a fixed order, with the number of
    /// items that show it.
    pub fn for_each_pattern(&self, visit: impl FnMut(&[Option<Category>], u64)) {
        self.patterns.for_each(visit);
    }

    /// The same items as judged by some of the coders only, in the order given.
    ///
    /// For measures of two coders, for a matrix of pairs, and for leaving one coder out. A
    /// coder who is named twice counts twice.
    ///
    /// # Panics
    ///
    /// If one of `coders` is not below the number of coders, or there are more than 65,535
    /// of them.
    #[must_use]
    pub fn of_coders(&self, coders: &[usize]) -> Ratings {
        let mut some = Ratings::new(coders.len(), self.categories());
        let mut codes = vec![None; coders.len()];
        for &coder in coders {
            assert!(coder < self.coders, "coder {coder} is none of the {}", self.coders);
        }
        self.for_each_pattern(|all, count| {
            for (code, &coder) in codes.iter_mut().zip(coders) {
                *code = all[coder];
            }
            some.add(&codes, count);
        });
        some
    }

    /// The same items as answers to a yes-or-no question: whether the code is `category`.
    ///
    /// A missing code stays missing. A measure of the result says how well the coders agree
    /// on this one category against all the others.
    #[must_use]
    pub fn one_against_rest(&self, category: Category) -> Ratings {
        let mut binary = Ratings::binary(self.coders);
        let mut answers = vec![None; self.coders];
        self.for_each_pattern(|codes, count| {
            for (answer, code) in answers.iter_mut().zip(codes) {
                *answer = code.map(|code| Category::from(code == category));
            }
            binary.add(&answers, count);
        });
        binary
    }
}

impl fmt::Debug for Ratings {
    /// Prints the patterns that occur, a dot for a missing code, each with its number of
    /// items.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        self.for_each_pattern(|codes, count| {
            let words = codes.iter().map(|code| match code {
                Some(category) => category.position().to_string(),
                None => ".".to_owned(),
            });
            map.entry(&words.collect::<Vec<_>>().join(" "), &count);
        });
        map.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{Category, Ratings};

    /// The patterns of `ratings` as they print.
    fn printed(ratings: &Ratings) -> String {
        format!("{ratings:?}")
    }

    fn codes<const N: usize>(positions: [i64; N]) -> [Option<Category>; N] {
        positions.map(|position| u32::try_from(position).ok().map(Category::new))
    }

    /// Adds the same items to ratings with `categories` declared, which decides how the
    /// patterns are stored.
    fn three_coders(categories: usize) -> Ratings {
        let mut ratings = Ratings::new(3, categories);
        ratings.add(&codes([1, 1, 0]), 2);
        ratings.add(&codes([-1, 0, 1]), 3);
        ratings.add(&codes([1, 1, 0]), 5);
        ratings.add(&codes([-1, -1, -1]), 1);
        ratings.add(&codes([0, 0, 0]), 0);
        ratings
    }

    #[test]
    fn patterns_are_counted_and_come_in_order_however_they_are_stored() {
        for categories in [2, 9, 1 << 20, 1 << 22] {
            let ratings = three_coders(categories);
            assert_eq!(printed(&ratings), r#"{". . .": 1, ". 0 1": 3, "1 1 0": 7}"#);
            assert_eq!(ratings.items(), 11);
        }
    }

    #[test]
    fn the_highest_category_survives_every_store() {
        for (coders, categories) in [(2, 31), (16, 15), (17, 15), (2, u32::MAX as usize - 1)] {
            let highest = Some(Category::new(categories as u32 - 1));
            let mut ratings = Ratings::new(coders, categories);
            ratings.add(&vec![highest; coders], 4);
            ratings.for_each_pattern(|codes, count| {
                assert_eq!((codes, count), (vec![highest; coders].as_slice(), 4));
            });
            assert_eq!(ratings.items(), 4);
        }
    }

    #[test]
    fn some_coders_are_taken_in_the_order_given() {
        let ratings = three_coders(2);
        assert_eq!(printed(&ratings.of_coders(&[2, 0])), r#"{". .": 1, "0 1": 7, "1 .": 3}"#);
        assert_eq!(printed(&ratings.of_coders(&[])), r#"{"": 11}"#);
    }

    #[test]
    fn one_category_against_the_rest_keeps_what_is_missing() {
        let mut ratings = Ratings::new(2, 4);
        ratings.add(&codes([3, 1]), 2);
        ratings.add(&codes([2, 1]), 5);
        ratings.add(&codes([-1, 3]), 1);
        let three = ratings.one_against_rest(Category::new(3));
        assert_eq!(printed(&three), r#"{". 1": 1, "0 0": 5, "1 0": 2}"#);
    }

    #[test]
    fn pooling_multiplies_the_counts() {
        let mut pooled = three_coders(2);
        pooled.add_all(&three_coders(2), 2);
        assert_eq!(printed(&pooled), r#"{". . .": 3, ". 0 1": 9, "1 1 0": 21}"#);
        assert_eq!(pooled.items(), 33);
    }
}
