use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// The value below which the standard normal distribution has the share `p`, from 0 to 1.
pub(super) fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The share of the standard normal distribution below `z`.
pub(super) fn normal_share_below(z: f64) -> f64 {
    Normal::standard().cdf(z)
}

/// The value below which Student's t distribution with `degrees` degrees of freedom has the
/// share `p`, from 0 to 1.
pub(super) fn t_quantile(degrees: u64, p: f64) -> f64 {
    let z = normal_quantile(p);
    // Beyond these the two differ by less than a part in 10^15.
    if degrees > 1 << 50 {
        return z;
    }
    // From here on the expansion in 1/degrees (Fisher and Cornish 1960) has more digits than
    // the search in the distribution.
    if degrees > 1_000 {
        let (n, z2) = (degrees as f64, z * z);
        let first = (z2 + 1.0) * z / (4.0 * n);
        let second = ((5.0 * z2 + 16.0) * z2 + 3.0) * z / (96.0 * n * n);
        let third = (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) * z / (384.0 * n * n * n);
        return z + first + second + third;
    }
    // The parameters are sound, so there is always such a distribution.
    StudentsT::new(0.0, 1.0, degrees as f64).map_or(z, |t| t.inverse_cdf(p))
}

/// The value below which the share `p`, from 0 to 1, of the ascending `values` lies, with
/// straight lines between neighbours (definition 7 of Hyndman and Fan 1996). `None` without
/// values.
pub(super) fn quantile(values: &[f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - below as f64;
    Some(values[below] + (values[above] - values[below]) * part)
}

#[cfg(test)]
mod tests {
    use super::{normal_quantile, quantile, t_quantile};

    /// Quantiles as printed in tables of the distributions, and as R's `qt` gives them.
    #[test]
    fn quantiles_are_those_of_the_tables() {
        let check = |found: f64, expect: f64| {
            assert!((found - expect).abs() < 1e-8 * expect.abs(), "{found}, not {expect}");
        };
        check(normal_quantile(0.975), 1.959963984540054);
        check(normal_quantile(0.995), 2.5758293035489004);
        check(t_quantile(1, 0.975), 12.706204736432095);
        check(t_quantile(2, 0.975), 4.302652729911275);
        check(t_quantile(10, 0.975), 2.2281388519649385);
        check(t_quantile(11, 0.975), 2.2009851600830436);
        check(t_quantile(14, 0.975), 2.1447866879169273);
        check(t_quantile(30, 0.95), 1.6972608943617378);
        check(t_quantile(120, 0.995), 2.6174211476415925);
    }

    #[test]
    fn the_expansion_takes_over_without_a_step() {
        for p in [0.8, 0.95, 0.975, 0.9995] {
            // Neighbours differ by about z³/(4 n²), which is a few millionths here.
            let [a, b, c] = [999, 1_000, 1_001].map(|degrees| t_quantile(degrees, p));
            assert!(((a - b) - (b - c)).abs() < 5e-8, "{p}: {a} {b} {c}");
        }
        assert!(t_quantile(1 << 51, 0.975) <= t_quantile(1 << 50, 0.975));
    }

    #[test]
    fn quantiles_of_values_lie_between_them() {
        let values = [1.0, 2.0, 4.0, 8.0, 16.0];
        let check = |p, expect| assert_eq!(quantile(&values, p), Some(expect));
        check(0.0, 1.0);
        check(0.5, 4.0);
        check(0.625, 6.0);
        check(1.0, 16.0);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[3.0], 0.9), Some(3.0));
    }
}
