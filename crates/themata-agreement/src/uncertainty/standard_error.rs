use super::quantiles::{normal_quantile, t_quantile};

/// A coefficient with its standard error: how far it would vary from sample to sample of
/// items.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct StandardError {
    /// The coefficient itself, at most 1; over clusters any figure.
    pub coefficient: f64,
    /// Its standard error, not below 0.
    pub error: f64,
    /// The distribution that an interval is taken from.
    pub reference: Reference,
}

/// A distribution that turns a standard error into an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reference {
    /// The normal distribution.
    Normal,
    /// Student's t distribution.
    StudentT {
        /// Its degrees of freedom, at least 1.
        degrees: u64,
    },
}

/// Where a coefficient lies with some confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The confidence, between 0 and 1: for 95 % it is 0.95.
    pub level: f64,
}

impl StandardError {
    /// The interval at `level`, 0.95 for 95 %: the coefficient and the quantile of the
    /// reference distribution times the standard error to either side, the upper end at
    /// most 1 where the coefficient is.
    ///
    /// # Panics
    ///
    /// If `level` is not between 0 and 1.
    #[must_use]
    pub fn interval(&self, level: f64) -> Interval {
        let p = upper(level);
        let quantile = match self.reference {
            Reference::Normal => normal_quantile(p),
            Reference::StudentT { degrees } => t_quantile(degrees, p),
        };
        let reach = quantile * self.error;
        // A coefficient is at most 1. A figure over clusters may be something else.
        let most = if self.coefficient <= 1.0 { 1.0 } else { f64::INFINITY };
        let (low, high) = (self.coefficient - reach, (self.coefficient + reach).min(most));
        Interval { low, high, level }
    }
}

/// The share of a distribution below the upper end of an interval at `level`.
pub(super) fn upper(level: f64) -> f64 {
    assert!(level > 0.0 && level < 1.0, "a level lies between 0 and 1, not at {level}");
    f64::midpoint(1.0, level)
}
