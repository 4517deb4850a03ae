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
    /// No coder marked anything on the continuum.
    NoUnits,
    /// Every coder marked the whole continuum. The measure asks what was marked and what was
    /// not, and there is only one of the two.
    NoGaps,
    /// Two units of one coder overlap, and the measure is for coders whose units do not.
    /// [`Continuum::of_category`](crate::Continuum::of_category) takes one category out and
    /// merges them.
    UnitsOverlap {
        /// The coder, counted from 0.
        coder: usize,
        /// Where the second of the two begins.
        position: u64,
    },
    /// No stretch was marked by two coders, so there is nothing that they called the same.
    NothingShared,
    /// Stretches were marked by two coders, but too few for the measure to say what chance
    /// alone would give.
    TooLittleShared,
    /// Two segmentations are of texts of different lengths, so they are not of one text.
    LengthsDiffer,
    /// The measure is defined for a yes-or-no question.
    /// [`Ratings::one_against_rest`](crate::Ratings::one_against_rest) makes one.
    NotTwoCategories {
        /// How many categories are declared.
        categories: usize,
    },
    /// Every set of categories that counts is the same set, so chance alone expects no
    /// disagreement.
    OneSetOnly,
    /// A standard error takes at least two items that can be compared.
    OneItemOnly,
    /// The weights or the metric are for another number of categories than the ratings.
    OtherCategories {
        /// How many categories the ratings declare.
        declared: usize,
        /// How many the weights or the metric have.
        scale: usize,
    },
    /// Several categories were used, but all of them count as full agreement with each
    /// other, so the disagreement expected by chance is zero.
    NoDisagreementExpected,
    /// There are said to be more agreements than one of the coders marked units.
    TooManyAgreements,
    /// There are fewer than two clusters, so nothing varies between them.
    TooFewClusters {
        /// How many clusters there are.
        clusters: usize,
    },
    /// The figure is undefined in every sample that was drawn.
    NoSamples,
    /// The figure is undefined without one of the clusters, so how much it hangs on each of
    /// them cannot be said.
    HangsOnOneCluster,
    /// Nearly all samples lie on one side of the figure, so the bias of the samples cannot be
    /// corrected.
    SamplesOnOneSide,
    /// Units lie over one another in so many ways that the best alignment was not found
    /// within the limits of work, and a figure from a lesser one would not be the measure.
    /// Fewer coders at a time, or shorter stretches, need less.
    TooEntangled,
    /// Chance expects no disorder at all, so there is nothing to hold what was observed
    /// against.
    NoDisorderByChance,
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
            Undefined::NoUnits => f.write_str("no coder marked anything"),
            Undefined::NoGaps => f.write_str(
                "nothing was left unmarked, so chance alone expects no disagreement",
            ),
            Undefined::UnitsOverlap { coder, position } => write!(
                f,
                "units of coder {} overlap at position {}; measure one code at a time",
                coder + 1,
                position + 1
            ),
            Undefined::NothingShared => f.write_str("no two coders marked the same stretch"),
            Undefined::TooLittleShared => f.write_str(
                "too little was marked by two coders to say what chance alone would give",
            ),
            Undefined::LengthsDiffer => {
                f.write_str("the segmentations are of texts of different lengths")
            }
            Undefined::NotTwoCategories { categories } => write!(
                f,
                "the measure is for yes-or-no questions, and there are {categories} values"
            ),
            Undefined::OneSetOnly => {
                f.write_str("only one set was used, so chance alone expects no disagreement")
            }
            Undefined::OneItemOnly => {
                f.write_str("a standard error takes two items, and there is one")
            }
            Undefined::OtherCategories { declared, scale } => {
                write!(f, "the scale is for {scale} values, and the ratings have {declared}")
            }
            Undefined::NoDisagreementExpected => f.write_str(
                "all values that were used count as agreeing, so chance alone expects no \
                 disagreement",
            ),
            Undefined::TooManyAgreements => {
                f.write_str("there are more agreements than a coder has units")
            }
            Undefined::TooFewClusters { clusters } => {
                write!(f, "resampling takes two clusters, and there are {clusters}")
            }
            Undefined::NoSamples => f.write_str("it is undefined in every sample"),
            Undefined::HangsOnOneCluster => {
                f.write_str("it is undefined without one of the clusters")
            }
            Undefined::SamplesOnOneSide => {
                f.write_str("nearly all samples lie on one side of the figure")
            }
            Undefined::TooEntangled => f.write_str(
                "there are too many ways to align the units; compare two or three coders at a \
                 time, or shorter stretches",
            ),
            Undefined::NoDisorderByChance => f.write_str("chance alone expects no disorder"),
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
        check(Undefined::NoUnits, "no coder marked anything");
        check(
            Undefined::NoGaps,
            "nothing was left unmarked, so chance alone expects no disagreement",
        );
        check(
            Undefined::UnitsOverlap { coder: 1, position: 9 },
            "units of coder 2 overlap at position 10; measure one code at a time",
        );
        check(Undefined::NothingShared, "no two coders marked the same stretch");
        check(
            Undefined::TooLittleShared,
            "too little was marked by two coders to say what chance alone would give",
        );
        check(Undefined::LengthsDiffer, "the segmentations are of texts of different lengths");
        check(
            Undefined::NotTwoCategories { categories: 3 },
            "the measure is for yes-or-no questions, and there are 3 values",
        );
        check(
            Undefined::OneSetOnly,
            "only one set was used, so chance alone expects no disagreement",
        );
        check(Undefined::OneItemOnly, "a standard error takes two items, and there is one");
        check(
            Undefined::OtherCategories { declared: 3, scale: 4 },
            "the scale is for 4 values, and the ratings have 3",
        );
        check(
            Undefined::NoDisagreementExpected,
            "all values that were used count as agreeing, so chance alone expects no \
             disagreement",
        );
        check(Undefined::TooManyAgreements, "there are more agreements than a coder has units");
        check(
            Undefined::TooFewClusters { clusters: 0 },
            "resampling takes two clusters, and there are 0",
        );
        check(Undefined::NoSamples, "it is undefined in every sample");
        check(Undefined::HangsOnOneCluster, "it is undefined without one of the clusters");
        check(Undefined::SamplesOnOneSide, "nearly all samples lie on one side of the figure");
        check(
            Undefined::TooEntangled,
            "there are too many ways to align the units; compare two or three coders at a time, \
             or shorter stretches",
        );
        check(Undefined::NoDisorderByChance, "chance alone expects no disorder");
    }
}
