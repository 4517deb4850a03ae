use std::f64::consts::FRAC_2_SQRT_PI;

use statrs::function::gamma::checked_gamma_ur;

use super::{AssociationUndefined, Fourfold};

/// A test by the chi-squared distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquared {
    /// The statistic, from 0.
    pub statistic: f64,
    /// How likely a statistic as large or larger is, if there were no association: from 0
    /// to 1.
    pub p: f64,
}

impl ChiSquared {
    /// A statistic held against the distribution with so many degrees of freedom.
    pub(super) fn new(statistic: f64, degrees: u64) -> ChiSquared {
        ChiSquared { statistic, p: share_above(statistic, degrees) }
    }
}

impl Fourfold {
    /// Pearson's chi-squared with one degree of freedom, N (a d − b c)² / (n1 (N − n1) n2
    /// (N − n2)), which is N φ².
    ///
    /// Pearson, K. (1900). On the criterion that a given system of deviations … *Philosophical
    /// Magazine* 50(302), 157–175; Fisher, R. A. (1922) for the degrees of freedom.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn chi_squared(&self) -> Result<ChiSquared, AssociationUndefined> {
        self.informative()?;
        Ok(self.held_against_chance(self.cross_difference().abs()))
    }

    /// Chi-squared with Yates's correction for continuity: |a d − b c| is made smaller by
    /// N/2, but not below 0.
    ///
    /// Yates, F. (1934). Contingency tables involving small numbers and the χ² test.
    /// *Supplement to the Journal of the Royal Statistical Society* 1(2), 217–235.
    ///
    /// # Errors
    ///
    /// If a code is in no unit or in all of them.
    pub fn chi_squared_yates(&self) -> Result<ChiSquared, AssociationUndefined> {
        self.informative()?;
        let half = self.units() as f64 / 2.0;
        Ok(self.held_against_chance((self.cross_difference().abs() - half).max(0.0)))
    }

    fn held_against_chance(&self, difference: f64) -> ChiSquared {
        let [a, b, c, d] = self.cells();
        let rows = difference / (a + b) / (c + d);
        let columns = difference / (a + c) / (b + d);
        ChiSquared::new(rows * columns * self.units() as f64, 1)
    }
}

/// The share of the chi-squared distribution above a statistic.
pub(super) fn share_above(statistic: f64, degrees: u64) -> f64 {
    if statistic <= 0.0 {
        return 1.0;
    }
    let half = statistic / 2.0;
    if degrees <= FEW && half < FAR {
        return few_degrees(half, degrees).min(1.0);
    }
    // Where the tail is too small for a number the series does not end; it is zero then.
    checked_gamma_ur(degrees as f64 / 2.0, half)
        .ok()
        .filter(|share| share.is_finite())
        .map_or(0.0, |share| share.clamp(0.0, 1.0))
}

/// Up to so many degrees of freedom, and so far out, the sums below are short and no term of
/// them is too large or too small for a number.
const FEW: u64 = 200;
const FAR: f64 = 700.0;

/// The share above twice `half`, as a sum of positive terms: many times as fast as the
/// incomplete gamma function, and there are hundreds of thousands of these to compute
/// (Abramowitz and Stegun 1964, 26.4.4 and 26.4.5).
fn few_degrees(half: f64, degrees: u64) -> f64 {
    // Terms are half^k / Γ(k + 1), k in steps of 1 up to degrees/2 − 1, from 0 or from ½.
    let (first, mut at, mut term) = if degrees.is_multiple_of(2) {
        (0.0, 0.0, 1.0)
    } else {
        // Γ(3/2) is √π / 2.
        (one_degree(half), 0.5, half.sqrt() * FRAC_2_SQRT_PI)
    };
    let mut sum = 0.0;
    for _ in 0..degrees / 2 {
        sum += term;
        at += 1.0;
        term *= half / at;
    }
    first + (-half).exp() * sum
}

/// The share above twice `half` with one degree of freedom, which is that of a normal number's
/// square: to all digits, which the library's function for it is not.
fn one_degree(half: f64) -> f64 {
    if half < 4.0 {
        // What lies below is the sum above without an end (Abramowitz and Stegun 6.5.29).
        let (mut sum, mut at, mut term) = (0.0, 0.5, half.sqrt() * FRAC_2_SQRT_PI);
        while term > sum * f64::EPSILON / 8.0 {
            sum += term;
            at += 1.0;
            term *= half / at;
        }
        return 1.0 - (-half).exp() * sum;
    }
    // The continued fraction (6.5.31, contracted), from a level that no digit depends on.
    let mut fraction = half + 80.5;
    for level in (1..=40).rev() {
        let level = f64::from(level);
        fraction = half + 2.0 * level - 1.5 - level * (level - 0.5) / fraction;
    }
    (-half).exp() * half.sqrt() * (FRAC_2_SQRT_PI / 2.0) / fraction
}

#[cfg(test)]
mod tests {
    use statrs::function::gamma::gamma_ur;

    use super::share_above;

    /// Critical values as printed in tables of the distribution: 5 % lie above them.
    #[test]
    fn shares_are_those_of_the_tables() {
        let printed =
            [(1, 3.841), (2, 5.991), (3, 7.815), (5, 11.070), (10, 18.307), (49, 66.339)];
        for (degrees, statistic) in printed {
            let share = share_above(statistic, degrees);
            assert!((share - 0.05).abs() < 2e-5, "{degrees}: {share}");
        }
        assert_eq!((share_above(0.0, 3), share_above(1e6, 3)), (1.0, 0.0));
    }

    /// As scipy 1.17.1 gives it: `chi2.sf` of 0.5, 2, 8, 8.1, 60 and 280.1375370532553.
    #[test]
    fn one_degree_is_the_normal_distribution() {
        for (statistic, expected) in [
            (0.5, 0.47950012218695337),
            (2.0, 0.15729920705028105),
            (8.0, 0.004677734981047276),
            (8.1, 0.004426525857919834),
            (60.0, 9.485737571073857e-15),
            (280.1375370532553, 7.008489993650809e-63),
        ] {
            let share = share_above(statistic, 1);
            assert!((share - expected).abs() < 1e-13 * expected, "{share}, not {expected}");
        }
    }

    #[test]
    fn sums_are_the_incomplete_gamma_function() {
        for degrees in 1..=200 {
            for statistic in [0.01, 0.5, 3.0, 20.0, 90.0, 250.0, 700.0] {
                let share = share_above(statistic, degrees);
                let other = gamma_ur(degrees as f64 / 2.0, statistic / 2.0);
                let near = (share - other).abs() <= 1e-10 * other + 1e-300;
                assert!(near, "{statistic} on {degrees}: {share} and {other}");
            }
        }
    }
}
