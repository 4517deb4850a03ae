//! Where the marks of an axis stand.

/// Marks from zero to `highest` or above, at most about `most`, on 1, 2, 5, 10, 20 …
/// Whole numbers only, if `whole`.
pub(crate) fn linear(highest: f64, most: usize, whole: bool) -> Vec<f64> {
    let highest = if highest.is_finite() && highest > 0.0 { highest } else { 1.0 };
    let rough = highest / most.max(1) as f64;
    let power = 10f64.powi(rough.log10().floor() as i32);
    let factor =
        [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| rough <= factor * power * 1.000_001);
    let step = factor.unwrap_or(10.0) * power;
    let step = if whole { step.max(1.0).round() } else { step };
    let count = (highest / step - 1e-9).ceil().max(1.0) as usize;
    (0..=count).map(|mark| mark as f64 * step).collect()
}

/// Marks of an axis of ratios, with both ends on a mark: 0.5, 1, 2; or 0.1, 1, 10; or every
/// second or third power of ten.
pub(crate) fn ratios(lowest: f64, highest: f64) -> Vec<f64> {
    let (low, high) = (lowest.max(1e-12).log10(), highest.clamp(1e-12, 1e12).log10());
    let decades = high - low;
    let steps: &[f64] = match decades {
        ..2.7 => &[1.0, 2.0, 5.0],
        _ => &[1.0],
    };
    let every = (decades / 6.0).ceil().max(1.0) as i32;
    let (first, last) = (low.floor() as i32 - every, high.ceil() as i32 + every);
    let powers = (first..=last).filter(|power| power.rem_euclid(every) == 0);
    let mut marks: Vec<f64> =
        powers.flat_map(|power| steps.iter().map(move |step| at_power(*step, power))).collect();
    let below = marks.iter().rposition(|mark| *mark <= lowest * 1.000_001).unwrap_or(0);
    let above = marks.iter().position(|mark| *mark >= highest * 0.999_999);
    marks.truncate(above.unwrap_or(marks.len() - 1) + 1);
    marks.drain(..below.min(marks.len().saturating_sub(2)));
    marks
}

/// Division keeps 0.1 and 0.01 as they are written.
fn at_power(step: f64, power: i32) -> f64 {
    if power < 0 { step / 10f64.powi(-power) } else { step * 10f64.powi(power) }
}

/// A mark as it is written: no more decimals than it needs.
pub(crate) fn written(mark: f64) -> String {
    let text = crate::figure::rounded(mark, 9);
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_from_zero() {
        for (highest, whole, expect) in [
            (7.0, true, vec![0.0, 2.0, 4.0, 6.0, 8.0]),
            (1.0, true, vec![0.0, 1.0]),
            (2.0, true, vec![0.0, 1.0, 2.0]),
            (0.0, true, vec![0.0, 1.0]),
            (f64::NAN, true, vec![0.0, 1.0]),
            (90.0, true, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]),
            (0.35, false, vec![0.0, 0.1, 0.2, 0.1 * 3.0, 0.4]),
        ] {
            assert_eq!(linear(highest, 5, whole), expect, "{highest}");
        }
    }

    #[test]
    fn marks_of_ratios() {
        for (lowest, highest, expect) in [
            (0.6, 3.2, "0.5 1 2 5"),
            (1.0, 1.0, "0.5 1"),
            (0.1, 10.0, "0.1 0.2 0.5 1 2 5 10"),
            (0.03, 40.0, "0.01 0.1 1 10 100"),
            (1e-9, 1e9, "0.000000001 0.000001 0.001 1 1000 1000000 1000000000"),
        ] {
            let marks: Vec<String> = ratios(lowest, highest).into_iter().map(written).collect();
            assert_eq!(marks.join(" ").replace('\u{202f}', ""), expect);
        }
    }
}
