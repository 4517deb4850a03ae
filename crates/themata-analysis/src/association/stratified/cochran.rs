use super::Told;
use crate::association::{AssociationUndefined, ChiSquared};

/// The test of Cochran, Mantel and Haenszel: whether two codes are independent within every
/// stratum. One degree of freedom.
///
/// It is strong where the strata agree on the direction, and blind to associations that
/// cancel each other out.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CochranMantelHaenszel {
    /// (Σ (a − E))² / Σ V with E = n1 n2 / N and V = n1 (N − n1) n2 (N − n2) / (N² (N − 1)).
    pub plain: ChiSquared,
    /// The same with |Σ (a − E)| made smaller by ½, but not below 0, as Mantel and Haenszel
    /// had it.
    pub corrected: ChiSquared,
}

impl CochranMantelHaenszel {
    /// Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. *Biometrics*
    /// 10(4), 417–451; Mantel, N. and Haenszel, W. (1959). *Journal of the National Cancer
    /// Institute* 22(4), 719–748.
    pub(crate) fn of(strata: &[Told]) -> Result<CochranMantelHaenszel, AssociationUndefined> {
        let (mut difference, mut variance) = (0.0, 0.0);
        for stratum in strata {
            let [a, b, c, d] = stratum.cells;
            let units = a + b + c + d;
            // a − n1 n2 / N, without the difference of two large numbers.
            difference += stratum.difference / units;
            let margins = ((a + b) * (c + d)) * ((a + c) * (b + d));
            variance += margins / (units * units * (units - 1.0));
        }
        if variance <= 0.0 {
            return Err(AssociationUndefined::NoStratum);
        }
        let of = |difference: f64| ChiSquared::new(difference * difference / variance, 1);
        let difference: f64 = difference.abs();
        Ok(CochranMantelHaenszel {
            plain: of(difference),
            corrected: of((difference - 0.5).max(0.0)),
        })
    }
}
