use super::{AssociationUndefined, Fourfold};

/// The standard normal distribution has 2.5 % above this.
const Z: f64 = 1.959_963_984_540_054;

/// The odds ratio of two codes with a 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct OddsRatio {
    /// a d / (b c): how many times as high the odds of the second code are where the first
    /// is, and the other way round. Above 0; 1 is independence.
    pub value: f64,
    /// The natural logarithm of the odds ratio; 0 is independence.
    pub log: f64,
    /// The standard error of the logarithm, √(1/a + 1/b + 1/c + 1/d).
    pub log_error: f64,
    /// The lower end of the interval of the odds ratio.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A 95 % interval of an odds ratio whose logarithm is `log`, by Wald: the ends are
/// exp(log ± 1.96 error).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Interval {
    pub(super) fn of_log(log: f64, error: f64) -> Interval {
        Interval { low: (log - Z * error).exp(), high: (log + Z * error).exp() }
    }
}

impl Fourfold {
    /// The odds ratio with its logarithm, the standard error of that, and Wald's 95 %
    /// interval.
    ///
    /// Woolf, B. (1955). On estimating the relation between blood group and disease. *Annals
    /// of Human Genetics* 19(4), 251–253.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them, or a cell is zero: the ratio is then 0 or
    /// infinite, and its logarithm has no standard error.
    pub fn odds_ratio(&self) -> Result<OddsRatio, AssociationUndefined> {
        let value = self.cross_ratio()?;
        let error = self.cells().map(|cell| 1.0 / cell).iter().sum::<f64>().sqrt();
        let log = value.ln();
        let Interval { low, high } = Interval::of_log(log, error);
        Ok(OddsRatio { value, log, log_error: error, low, high })
    }

    /// The odds ratio with ½ added to every cell, which exists where a cell is zero and is
    /// less biased where cells are small. It is another figure than
    /// [`Fourfold::odds_ratio`], and never takes its place.
    ///
    /// Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio
    /// of frequencies. *Annals of Human Genetics* 20(4), 309–311; Anscombe, F. J. (1956). On
    /// estimating binomial response relations. *Biometrika* 43(3–4), 461–464.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn haldane_anscombe(&self) -> Result<OddsRatio, AssociationUndefined> {
        self.informative()?;
        let (log, variance) = self.log_with_half_added();
        let Interval { low, high } = Interval::of_log(log, variance.sqrt());
        Ok(OddsRatio { value: log.exp(), log, log_error: variance.sqrt(), low, high })
    }

    /// The logarithm of the odds ratio and its variance, with ½ added to every cell.
    pub(super) fn log_with_half_added(&self) -> (f64, f64) {
        let [a, b, c, d] = self.cells().map(|cell| cell + 0.5);
        (((a / b) * (d / c)).ln(), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d)
    }
}
