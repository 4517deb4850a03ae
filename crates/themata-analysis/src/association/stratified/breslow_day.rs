use super::Told;
use crate::association::{AssociationUndefined, ChiSquared};

/// The test of Breslow and Day: whether the odds ratio is the same in all strata. As many
/// degrees of freedom as strata that can say something, less one.
///
/// It takes strata with many units; where they have few, it finds too little.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BreslowDay {
    /// The degrees of freedom.
    pub degrees: u64,
    /// Σ (a − A)² / V, with A the count of both that a stratum with these margins has if its
    /// odds ratio is the common one, and V = 1 / (1/A + 1/B + 1/C + 1/D).
    pub plain: ChiSquared,
    /// The same less (Σ (a − A))² / Σ V, because the common odds ratio is estimated by Mantel
    /// and Haenszel and not as the most likely one.
    pub tarone: ChiSquared,
}

impl BreslowDay {
    /// Breslow, N. E. and Day, N. E. (1980). *Statistical Methods in Cancer Research*, vol. 1,
    /// p. 142; Tarone, R. E. (1985). On heterogeneity tests based on efficient scores.
    /// *Biometrika* 72(1), 91–95.
    pub(super) fn of(
        strata: &[Told],
        odds_ratio: f64,
    ) -> Result<BreslowDay, AssociationUndefined> {
        let (mut statistic, mut differences, mut variances) = (0.0, 0.0, 0.0);
        for stratum in strata {
            let [a, b, c, d] = stratum.cells;
            let both = both_under(odds_ratio, a + b, a + c, a + b + c + d);
            let shift = a - both;
            let (with, without) = (both * (b + shift), (c + shift) * (d - shift));
            // 1 / (1/A + 1/B + 1/C + 1/D), with one division for four.
            let variance = with * without / ((a + b) * without + (c + d) * with);
            if !(with > 0.0 && without > 0.0) {
                return Err(AssociationUndefined::TooExtreme);
            }
            statistic += shift * shift / variance;
            differences += shift;
            variances += variance;
        }
        let tarone = statistic - differences * differences / variances;
        if !(statistic.is_finite() && tarone.is_finite()) {
            return Err(AssociationUndefined::TooExtreme);
        }
        let degrees = strata.len() as u64 - 1;
        Ok(BreslowDay {
            degrees,
            plain: ChiSquared::new(statistic, degrees),
            tarone: ChiSquared::new(tarone.max(0.0), degrees),
        })
    }
}

/// The count of both in a table with these margins and this odds ratio: the root of
/// (ψ − 1) A² − s A + ψ n1 n2 = 0 with s = N + (ψ − 1)(n1 + n2) at which no cell is negative.
fn both_under(odds_ratio: f64, n1: f64, n2: f64, units: f64) -> f64 {
    let more = odds_ratio - 1.0;
    let s = units + more * (n1 + n2);
    let product = odds_ratio * n1 * n2;
    let root = (s * s - 4.0 * more * product).max(0.0).sqrt();
    // The same root in two forms, each where it takes no difference of nearly equal numbers.
    if s >= 0.0 { 2.0 * product / (s + root) } else { (s - root) / (2.0 * more) }
}
