use std::fmt;

use super::Bootstrap;
use crate::Undefined;
use crate::uncertainty::quantiles::{normal_quantile, normal_share_below, quantile};
use crate::uncertainty::standard_error::upper;
use crate::uncertainty::{Interval, Reference, StandardError};

/// With fewer clusters than this, samples of them are too much alike to say how a figure
/// varies, and no interval is reliable.
pub const FEW_CLUSTERS: usize = 10;

/// How an interval over clusters was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IntervalMethod {
    /// Quantiles of the figure over the samples.
    Percentile,
    /// Quantiles corrected for bias and skewness.
    BiasCorrected,
    /// The figure, and the error from leaving out each cluster in turn.
    Jackknife,
}

/// An interval for a figure over clusters, and what to think of it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClusterInterval {
    /// The interval.
    pub bounds: Interval,
    /// How it was found.
    pub method: IntervalMethod,
    /// The number of clusters that it rests on.
    pub clusters: usize,
}

impl ClusterInterval {
    /// Whether there are clusters enough, which is [`FEW_CLUSTERS`] or more.
    #[must_use]
    pub fn is_reliable(&self) -> bool {
        self.clusters >= FEW_CLUSTERS
    }
}

impl fmt::Display for IntervalMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IntervalMethod::Percentile => "bootstrap over clusters, percentile",
            IntervalMethod::BiasCorrected => "bootstrap over clusters, BCa",
            IntervalMethod::Jackknife => "jackknife over clusters",
        })
    }
}

impl Bootstrap {
    /// The interval to report at `level`, 0.95 for 95 %: by [`percentile`](Self::percentile),
    /// and with fewer than [`FEW_CLUSTERS`] clusters by [`jackknife`](Self::jackknife), which
    /// is unreliable then as well, but does not look narrower than it is.
    ///
    /// Undefined as the one that is taken.
    ///
    /// # Panics
    ///
    /// If `level` is not between 0 and 1.
    pub fn interval(&self, level: f64) -> Result<ClusterInterval, Undefined> {
        let (bounds, method) = if self.clusters < FEW_CLUSTERS {
            (self.jackknife()?.interval(level), IntervalMethod::Jackknife)
        } else {
            (self.percentile(level)?, IntervalMethod::Percentile)
        };
        Ok(ClusterInterval { bounds, method, clusters: self.clusters })
    }

    /// The quantiles of the figure over the samples that leave out the same share at either
    /// end.
    ///
    /// Undefined where the figure is, with fewer than two clusters, and where no sample has a
    /// value.
    ///
    /// Efron, B. (1979). Bootstrap methods: another look at the jackknife. *Annals of
    /// Statistics* 7(1), 1–26.
    ///
    /// # Panics
    ///
    /// If `level` is not between 0 and 1.
    pub fn percentile(&self, level: f64) -> Result<Interval, Undefined> {
        let p = upper(level);
        self.between(1.0 - p, p, level)
    }

    /// The bias-corrected and accelerated interval: quantiles at places that make up for
    /// samples that lie off the figure on the whole (bias) and whose spread changes with it
    /// (acceleration). Better than [`percentile`](Self::percentile) for coefficients near 1.
    ///
    /// With `z0` the normal quantile of the share of samples below the figure (those equal to
    /// it half), `z` that of the level, and `t_j` the figure without cluster `j`:
    ///
    /// ```text
    /// a = Σ_j (t̄ − t_j)³ / (6 (Σ_j (t̄ − t_j)²)^1.5)
    /// p = Φ(z0 + (z0 ± z) / (1 − a (z0 ± z)))
    /// ```
    ///
    /// Undefined as [`percentile`](Self::percentile), where the figure is undefined without
    /// one of the clusters, and where all samples lie on one side of the figure.
    ///
    /// Efron, B. (1987). Better bootstrap confidence intervals. *Journal of the American
    /// Statistical Association* 82(397), 171–185.
    ///
    /// # Panics
    ///
    /// If `level` is not between 0 and 1.
    pub fn bca(&self, level: f64) -> Result<Interval, Undefined> {
        let p = upper(level);
        let (estimate, values) = self.defined()?;
        let below = values.partition_point(|value| *value < estimate);
        let equal = values[below..].partition_point(|value| *value <= estimate);
        let share = (below as f64 + equal as f64 / 2.0) / values.len() as f64;
        if share <= 0.0 || share >= 1.0 {
            return Err(Undefined::SamplesOnOneSide);
        }
        let (z0, acceleration) = (normal_quantile(share), acceleration(&self.left_out()?));
        let place = |z: f64| {
            let shift = 1.0 - acceleration * (z0 + z);
            (shift > 0.0).then(|| normal_share_below(z0 + (z0 + z) / shift))
        };
        match (place(-normal_quantile(p)), place(normal_quantile(p))) {
            (Some(low), Some(high)) => self.between(low, high, level),
            _ => Err(Undefined::SamplesOnOneSide),
        }
    }

    /// The figure with its standard error from leaving out each of the `J` clusters in turn.
    /// Intervals are from the t distribution with `J − 1` degrees of freedom.
    ///
    /// ```text
    /// Var = (J − 1)/J · Σ_j (t_j − t̄)²
    /// ```
    ///
    /// Undefined where the figure is, with fewer than two clusters, and where the figure is
    /// undefined without one of them.
    ///
    /// Tukey, J. W. (1958); Efron, B. and Stein, C. (1981). The jackknife estimate of
    /// variance. *Annals of Statistics* 9(3), 586–596.
    pub fn jackknife(&self) -> Result<StandardError, Undefined> {
        let coefficient = self.figure()?;
        let left_out = self.left_out()?;
        let clusters = left_out.len() as f64;
        let centre = mean(&left_out);
        let squares: f64 = left_out.iter().map(|value| (value - centre).powi(2)).sum();
        Ok(StandardError {
            coefficient,
            error: (squares * (clusters - 1.0) / clusters).sqrt(),
            reference: Reference::StudentT { degrees: self.clusters as u64 - 1 },
        })
    }

    /// The share, from 0 to 1, of samples in which the figure lies below `threshold`, among
    /// those in which it is defined: how likely it is that the figure is not good enough.
    ///
    /// Undefined as [`percentile`](Self::percentile).
    pub fn share_below(&self, threshold: f64) -> Result<f64, Undefined> {
        let (_, values) = self.defined()?;
        let below = values.partition_point(|value| *value < threshold);
        Ok(below as f64 / values.len() as f64)
    }

    /// The values of the figure in the samples in which it is defined, ascending.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    fn figure(&self) -> Result<f64, Undefined> {
        let estimate = self.estimate?;
        match self.clusters {
            clusters @ (0 | 1) => Err(Undefined::TooFewClusters { clusters }),
            _ => Ok(estimate),
        }
    }

    fn defined(&self) -> Result<(f64, &[f64]), Undefined> {
        let estimate = self.figure()?;
        if self.values.is_empty() {
            return Err(Undefined::NoSamples);
        }
        Ok((estimate, &self.values))
    }

    fn between(&self, low: f64, high: f64, level: f64) -> Result<Interval, Undefined> {
        let (_, values) = self.defined()?;
        let at = |p| quantile(values, p).ok_or(Undefined::NoSamples);
        Ok(Interval { low: at(low)?, high: at(high)?, level })
    }

    /// The figure without each of the clusters, if there is one for each.
    fn left_out(&self) -> Result<Vec<f64>, Undefined> {
        let value = |value: &Result<f64, Undefined>| value.ok().filter(|v| v.is_finite());
        let values: Option<Vec<f64>> = self.without.iter().map(value).collect();
        values.ok_or(Undefined::HangsOnOneCluster)
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// A sixth of the skewness of the influence of the clusters; 0 where they have none.
fn acceleration(left_out: &[f64]) -> f64 {
    let centre = mean(left_out);
    let power = |exponent| left_out.iter().map(|t| (centre - t).powi(exponent)).sum::<f64>();
    let squares = power(2);
    if squares > 0.0 { power(3) / (6.0 * squares.powf(1.5)) } else { 0.0 }
}
