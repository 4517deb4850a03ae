use std::error::Error;
use std::fmt;

use super::spans::Span;
use crate::{Category, Unit};

/// How unlike two units are, in place and in category, and what it costs that a coder has no
/// unit where another has one.
///
/// ```text
/// pos(u, v) = ((|start_u − start_v| + |end_u − end_v|) / (length_u + length_v))²
/// d(u, v)   = D · (a · pos(u, v) + b · cat(u, v))
/// d(u, ∅)   = d(∅, ∅) = D
/// ```
///
/// `a` weighs places, `b` categories, and `D`, the cost of an empty place, sets the scale:
/// a unit is as unlike nothing as it is unlike another unit of its category whose `a · pos`
/// is 1. `cat` is 0 for the same category and 1 for another, unless distances are given.
/// `D` scales observed and expected disorder alike, so that gamma does not depend on it.
///
/// The default is `a = b = D = 1`, as in the definition of the combined dissimilarity; the
/// authors' program has `a = 3`. Figures with different parameters cannot be compared, so
/// every result carries them.
///
/// Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma
/// (γ) for inter-annotator agreement measure and alignment. *Computational Linguistics*
/// 41(3), 437–479, section 4.
#[derive(Clone, Debug, PartialEq)]
pub struct Dissimilarity {
    a: f64,
    b: f64,
    d: f64,
    /// Distances of categories row by row, with their number; nominal where there is none.
    categories: Option<(usize, Vec<f64>)>,
}

impl Default for Dissimilarity {
    fn default() -> Dissimilarity {
        Dissimilarity { a: 1.0, b: 1.0, d: 1.0, categories: None }
    }
}

impl Dissimilarity {
    /// With weight `a` of places, weight `b` of nominal categories and cost `d` of an empty
    /// place.
    ///
    /// # Errors
    ///
    /// If one of them is not finite, if `a` or `d` is not above 0, or if `b` is below 0.
    /// Without weight on places any two units could be aligned, wherever they are.
    pub fn new(a: f64, b: f64, d: f64) -> Result<Dissimilarity, DissimilarityError> {
        let above = |name, value: f64| match value.is_finite() && value > 0.0 {
            true => Ok(()),
            false => Err(DissimilarityError(Problem::NotAbove(name, value))),
        };
        above("a", a)?;
        above("D", d)?;
        if !b.is_finite() || b < 0.0 {
            return Err(DissimilarityError(Problem::Below(b)));
        }
        Ok(Dissimilarity { a, b, d, categories: None })
    }

    /// The same with distances between categories in place of 0 and 1: ordered categories,
    /// or codes of one family, may be nearer to each other than to the rest. `distance` is
    /// asked for every pair of `categories` categories.
    ///
    /// # Errors
    ///
    /// If a distance is below 0 or not finite, if it depends on the order of the two
    /// categories, or if a category has a distance from itself.
    pub fn with_distances(
        self,
        categories: usize,
        mut distance: impl FnMut(Category, Category) -> f64,
    ) -> Result<Dissimilarity, DissimilarityError> {
        let all = || (0u32..).take(categories).map(Category::new);
        let distances: Vec<f64> = all()
            .flat_map(|k| all().map(move |l| (k, l)))
            .map(|(k, l)| distance(k, l))
            .collect();
        for (k, l) in all().flat_map(|k| all().map(move |l| (k, l))) {
            let there = distances[k.index() * categories + l.index()];
            let back = distances[l.index() * categories + k.index()];
            let sound = there.is_finite() && there >= 0.0 && there == back;
            if !sound || (k == l && there != 0.0) {
                return Err(DissimilarityError(Problem::Distance(k, l)));
            }
        }
        Ok(Dissimilarity { categories: Some((categories, distances)), ..self })
    }

    /// The weight of places.
    #[must_use]
    pub fn a(&self) -> f64 {
        self.a
    }

    /// The weight of categories.
    #[must_use]
    pub fn b(&self) -> f64 {
        self.b
    }

    /// The cost of an empty place.
    #[must_use]
    pub fn d(&self) -> f64 {
        self.d
    }

    /// How far two units lie apart, without weight and scale: 0 where they coincide, 1 where
    /// the distance of their ends is as long as both together.
    #[must_use]
    pub fn positional(&self, first: Unit, second: Unit) -> f64 {
        positional(Span::from(first), Span::from(second))
    }

    /// How far two categories are apart, without weight and scale.
    ///
    /// # Panics
    ///
    /// If distances were given and one of the categories is not among them.
    #[must_use]
    pub fn categorical(&self, first: Category, second: Category) -> f64 {
        match &self.categories {
            Some((categories, distances)) => {
                let known = first.index().max(second.index()) < *categories;
                assert!(known, "the category has distances from the others");
                distances[first.index() * categories + second.index()]
            }
            None => f64::from(u8::from(first != second)),
        }
    }

    /// How unlike two units are, from 0.
    ///
    /// # Panics
    ///
    /// If distances were given and a category is not among them.
    #[must_use]
    pub fn between(&self, first: Unit, second: Unit) -> f64 {
        self.d * self.scaled(Span::from(first), Span::from(second))
    }

    /// How unlike two spans are, with the cost of an empty place as unit.
    pub(super) fn scaled(&self, first: Span, second: Span) -> f64 {
        self.a * positional(first, second)
            + self.b * self.categorical(first.category, second.category)
    }

    /// How many categories have distances; `None` where they are nominal and any will do.
    pub(super) fn categories(&self) -> Option<usize> {
        self.categories.as_ref().map(|(categories, _)| *categories)
    }
}

/// The dissimilarity of places, without weight and scale.
pub(super) fn positional(first: Span, second: Span) -> f64 {
    let apart = (first.start - second.start).abs() + (first.end - second.end).abs();
    let relative = apart / (first.length() + second.length());
    relative * relative
}

/// Parameters that make no dissimilarity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DissimilarityError(Problem);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Problem {
    NotAbove(&'static str, f64),
    Below(f64),
    Distance(Category, Category),
}

impl fmt::Display for DissimilarityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Problem::NotAbove(name, value) => {
                write!(
                    f,
                    "parameter {name} of the dissimilarity is {value}; give a number above 0"
                )
            }
            Problem::Below(value) => {
                write!(f, "parameter b of the dissimilarity is {value}; give 0 or more")
            }
            Problem::Distance(k, l) => write!(
                f,
                "the distance of categories {} and {} is not one; give the same finite number \
                 of 0 or more for both orders, and 0 from a category to itself",
                k.position(),
                l.position()
            ),
        }
    }
}

impl Error for DissimilarityError {}
