use std::error::Error;
use std::fmt;

use crate::Category;

/// Why a measure has no value on the ratings that it was given.
///
/// Undefined is an answer, not a failure: no number would be honest. Other programs put 1,
/// 0 or NaN in these places and disagree among themselves. The wording of `Display` reads
/// after "undefined: ".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Undefined {
    /// There are fewer than two coders, so there is nobody to agree with.
    TooFewCoders {
        /// How many coders there are.
        coders: usize,
    },
    /// The measure is defined for exactly two coders.
    /// [`Ratings::of_coders`](crate::Ratings::of_coders) picks two out of several.
    NotTwoCoders {
        /// How many coders there are.
        coders: usize,
    },
    /// There are no items at all.
    NoItems,
    /// There are items, but none has a code from two coders.
    NoPairs,
    /// There are items, but none has a code from every coder.
    NoCompleteItems,
    /// Every code that counts is the same category. The disagreement expected by chance is
    /// then zero, and the ratings cannot show whether the coders tell the categories apart.
    OneValueOnly {
        /// The category that all codes are of.
        category: Category,
    },
    /// No code that counts is of this category, so there is nothing to agree on about it.
    NotUsed {
        /// The category that was asked about.
        category: Category,
    },
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Undefined::TooFewCoders { coders: 0 } => f.write_str("there are no coders"),
            Undefined::TooFewCoders { .. } => {
                f.write_str("agreement takes two coders, and there is one")
            }
            Undefined::NotTwoCoders { coders } => {
                write!(f, "the measure is for two coders, and there are {coders}")
            }
            Undefined::NoItems => f.write_str("there are no items"),
            Undefined::NoPairs => f.write_str("no item was coded by two coders"),
            Undefined::NoCompleteItems => f.write_str("no item was coded by every coder"),
            Undefined::OneValueOnly { .. } => {
                f.write_str("only one value was used, so chance alone expects no disagreement")
            }
            Undefined::NotUsed { .. } => f.write_str("no coder used the value"),
        }
    }
}

impl Error for Undefined {}

#[cfg(test)]
mod tests {
    use super::{Category, Undefined};

    #[test]
    fn every_reason_reads_after_undefined() {
        let check = |reason: Undefined, expect: &str| assert_eq!(reason.to_string(), expect);
        check(Undefined::TooFewCoders { coders: 0 }, "there are no coders");
        check(
            Undefined::TooFewCoders { coders: 1 },
            "agreement takes two coders, and there is one",
        );
        check(
            Undefined::NotTwoCoders { coders: 5 },
            "the measure is for two coders, and there are 5",
        );
        check(Undefined::NoItems, "there are no items");
        check(Undefined::NoPairs, "no item was coded by two coders");
        check(Undefined::NoCompleteItems, "no item was coded by every coder");
        check(
            Undefined::OneValueOnly { category: Category::ABSENT },
            "only one value was used, so chance alone expects no disagreement",
        );
        check(Undefined::NotUsed { category: Category::PRESENT }, "no coder used the value");
    }
}
