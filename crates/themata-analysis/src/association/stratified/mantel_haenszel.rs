use std::cmp::Ordering;

use super::Told;
use crate::association::{AssociationUndefined, Interval};

/// The odds ratio that strata have in common, by Mantel and Haenszel, with the 95 % interval
/// of Robins, Breslow and Greenland.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommonOddsRatio {
    /// Σ (a d / N) / Σ (b c / N). Above 0; 1 is independence.
    pub value: f64,
    /// Its natural logarithm.
    pub log: f64,
    /// The standard error of the logarithm.
    pub log_error: f64,
    /// The lower end of the interval of the odds ratio.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Sums over the strata that can say something, with R = a d / N, S = b c / N, P = (a + d) / N
/// and Q = (b + c) / N of each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub(super) strata: u64,
    r: f64,
    s: f64,
    pr: f64,
    ps_and_qr: f64,
    qs: f64,
}

impl Sums {
    pub(super) fn of(strata: &[Told]) -> Sums {
        let mut sums = Sums::default();
        for stratum in strata {
            let [a, b, c, d] = stratum.cells;
            let part = 1.0 / (a + b + c + d);
            let (r, s) = (a * d * part, b * c * part);
            let (p, q) = ((a + d) * part, (b + c) * part);
            sums.strata += 1;
            sums.r += r;
            sums.s += s;
            sums.pr += p * r;
            sums.ps_and_qr += p * s + q * r;
            sums.qs += q * s;
        }
        sums
    }

    /// The common odds ratio.
    ///
    /// Mantel, N. and Haenszel, W. (1959). Statistical aspects of the analysis of data from
    /// retrospective studies of disease. *Journal of the National Cancer Institute* 22(4),
    /// 719–748; Robins, J., Breslow, N. and Greenland, S. (1986). Estimators of the
    /// Mantel–Haenszel variance consistent in both sparse data and large-strata limiting
    /// models. *Biometrics* 42(2), 311–323.
    pub(super) fn common(&self) -> Result<CommonOddsRatio, AssociationUndefined> {
        let Sums { r, s, .. } = *self;
        if self.strata == 0 {
            return Err(AssociationUndefined::NoStratum);
        }
        if s <= 0.0 {
            return Err(AssociationUndefined::NeverApart);
        }
        if r <= 0.0 {
            return Err(AssociationUndefined::NeverAlike);
        }
        let variance = self.pr / (r * r) + self.ps_and_qr / (r * s) + self.qs / (s * s);
        let (log, error) = ((r / s).ln(), (variance / 2.0).sqrt());
        let Interval { low, high } = Interval::of_log(log, error);
        Ok(CommonOddsRatio { value: r / s, log, log_error: error, low, high })
    }

    pub(super) fn direction(&self) -> Ordering {
        self.r.total_cmp(&self.s)
    }

    /// A part of Σ b c / N.
    pub(super) fn share_of_apart(&self, part: f64) -> f64 {
        (part / self.s).min(1.0)
    }
}
