use std::error::Error;
use std::fmt;

use crate::Category;

/// Why category values or weights cannot serve as a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InvalidScale {
    /// The value of a category is no number from −10^100 to 10^100.
    NoNumber {
        /// The category that has the value.
        category: Category,
    },
    /// Two categories have the same value, so the scale cannot tell them apart.
    SameValue {
        /// The two categories.
        categories: [Category; 2],
    },
    /// A scale of ratios begins at zero, and the value of a category is below it.
    BelowZero {
        /// The category that has the value.
        category: Category,
    },
    /// The values are so close together, compared with the whole, that their distances
    /// cannot be told from nothing.
    TooClose,
    /// A weight is no number from 0 to 1.
    NoWeight {
        /// The two categories that the weight is of.
        categories: [Category; 2],
    },
    /// The weight of a category with itself is not 1.
    DiagonalNotOne {
        /// The category.
        category: Category,
    },
    /// The weight of two categories depends on which of them comes first.
    NotSymmetric {
        /// The two categories.
        categories: [Category; 2],
    },
}

impl fmt::Display for InvalidScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |category: &Category| u64::from(category.position()) + 1;
        match self {
            InvalidScale::NoNumber { category } => write!(
                f,
                "the value of category {} is no number from -1e100 to 1e100; give each \
                 category a finite number",
                place(category),
            ),
            InvalidScale::SameValue { categories: [one, other] } => write!(
                f,
                "categories {} and {} have the same value; give them different values or \
                 make them one category",
                place(one),
                place(other),
            ),
            InvalidScale::BelowZero { category } => write!(
                f,
                "the value of category {} is below zero, where a scale of ratios begins; use \
                 a scale of intervals",
                place(category),
            ),
            InvalidScale::TooClose => f.write_str(
                "the values of some categories are too close together to be told apart; use \
                 their ranks",
            ),
            InvalidScale::NoWeight { categories: [one, other] } => write!(
                f,
                "the weight of categories {} and {} is no number from 0 to 1",
                place(one),
                place(other),
            ),
            InvalidScale::DiagonalNotOne { category } => write!(
                f,
                "the weight of category {} with itself is not 1; equal codes always agree \
                 fully",
                place(category),
            ),
            InvalidScale::NotSymmetric { categories: [one, other] } => write!(
                f,
                "categories {} and {} have another weight in the other order; give both \
                 orders the same",
                place(one),
                place(other),
            ),
        }
    }
}

impl Error for InvalidScale {}

/// The values of categories, checked: finite, not so large that squares overflow, distinct.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Values(Vec<f64>);

impl Values {
    pub(crate) fn of(values: &[f64]) -> Result<Values, InvalidScale> {
        // Squares of 1e100, times the most pairs of codes there can be, stay finite.
        let sound = |value: f64| value.is_finite() && value.abs() <= 1e100;
        if let Some(position) = values.iter().position(|value| !sound(*value)) {
            return Err(InvalidScale::NoNumber { category: Category::at(position) });
        }
        let order = order(values);
        if let Some(pair) = order.windows(2).find(|pair| values[pair[0]] == values[pair[1]]) {
            let mut categories = [Category::at(pair[0]), Category::at(pair[1])];
            categories.sort_unstable();
            return Err(InvalidScale::SameValue { categories });
        }
        Ok(Values(values.to_vec()))
    }

    /// The same, of values that are none of them below zero.
    pub(crate) fn of_ratios(values: &[f64]) -> Result<Values, InvalidScale> {
        let checked = Values::of(values)?;
        match values.iter().position(|value| *value < 0.0) {
            Some(position) => Err(InvalidScale::BelowZero { category: Category::at(position) }),
            None => Ok(checked),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, position: usize) -> f64 {
        self.0[position]
    }

    /// The smallest and the largest value; two zeros if there are no categories.
    pub(crate) fn ends(&self) -> [f64; 2] {
        let Some(&first) = self.0.first() else { return [0.0, 0.0] };
        self.0
            .iter()
            .fold([first, first], |[least, most], value| [least.min(*value), most.max(*value)])
    }

    /// The positions of the categories, from the smallest value to the largest.
    pub(crate) fn order(&self) -> Vec<usize> {
        order(&self.0)
    }
}

fn order(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}
