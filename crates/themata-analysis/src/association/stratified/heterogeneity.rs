use super::Told;
use crate::association::ChiSquared;

/// How much the logarithms of the strata's odds ratios spread, and how much of it is more
/// than chance.
///
/// A stratum with a cell of zero takes part with ½ added to each of its cells, because its
/// odds ratio has no logarithm otherwise; other strata are as they are. With many such strata
/// the figures are coarse.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Heterogeneity {
    /// Q: Σ w (log OR − mean)², each w one over the variance 1/a + 1/b + 1/c + 1/d, and the
    /// mean that by these weights; held against chi-squared.
    pub q: ChiSquared,
    /// The degrees of freedom of Q: strata that can say something, less one.
    pub degrees: u64,
    /// I², (Q − degrees) / Q and not below 0: the share of the spread that is more than
    /// chance, from 0 to 1.
    pub i_squared: f64,
    /// How many of the strata took part with ½ added.
    pub corrected: u64,
}

impl Heterogeneity {
    /// Cochran, W. G. (1954). The combination of estimates from different experiments.
    /// *Biometrics* 10(1), 101–129; Higgins, J. P. T. and Thompson, S. G. (2002). Quantifying
    /// heterogeneity in a meta-analysis. *Statistics in Medicine* 21(11), 1539–1558.
    pub(super) fn of(strata: &[Told]) -> Heterogeneity {
        let (mut weights, mut mean, mut q, mut corrected) = (0.0, 0.0, 0.0, 0);
        for stratum in strata {
            let has_empty_cell = stratum.cells.contains(&0.0);
            corrected += u64::from(has_empty_cell);
            let half = if has_empty_cell { 0.5 } else { 0.0 };
            let [a, b, c, d] = stratum.cells.map(|cell| cell + half);
            let log = (a * d / (b * c)).ln();
            // One over the variance, with one division for five.
            let (with, without) = (a * b, c * d);
            let weight = with * without / ((a + b) * without + (c + d) * with);
            // Mean and sum of squares in one pass, without the difference of large sums
            // (West 1979).
            let before = weights;
            weights += weight;
            let (away, part) = (log - mean, weight / weights);
            mean += away * part;
            q += away * away * before * part;
        }
        let degrees = strata.len() as u64 - 1;
        let i_squared = if q > 0.0 { ((q - degrees as f64) / q).max(0.0) } else { 0.0 };
        Heterogeneity { q: ChiSquared::new(q, degrees), degrees, i_squared, corrected }
    }
}
