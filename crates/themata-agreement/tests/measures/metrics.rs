//! Krippendorff's alpha on scales, with the figures as the cited sources print them.

use themata_agreement::{
    Coefficient, Metric, Ratings, Weights, krippendorff_alpha, krippendorff_alpha_with,
};

use crate::notation::{by_coder, check, cross_table, four_coders_twelve_items};

const FIVE: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];

fn alpha(ratings: &Ratings, metric: Metric) -> Coefficient {
    krippendorff_alpha_with(ratings, &metric)
}

/// Krippendorff (2011), sections C and D; *Content Analysis* (2004), p. 230: four coders,
/// twelve items, codes missing.
#[test]
fn krippendorff_2011_four_metrics() {
    let ratings = four_coders_twelve_items();
    check(alpha(&ratings, Metric::nominal()).value, "0.743");
    check(alpha(&ratings, Metric::ordinal(&FIVE).unwrap()).value, "0.815");
    check(alpha(&ratings, Metric::ratio(&FIVE).unwrap()).value, "0.797");
    let interval = alpha(&ratings, Metric::interval(&FIVE).unwrap());
    check(interval.value, "0.849");
    assert_eq!((interval.items, interval.codes), (11, 40));
    let [observed, expected] = [interval.observed_disagreement, interval.expected_disagreement];
    // The paper cuts .4333 to .433 and prints 2.872 of 2.8718.
    check(Ok(observed.unwrap()), "0.433");
    check(Ok(expected.unwrap()), "2.872");
}

/// Krippendorff (1980), *Content Analysis*, p. 139: three coders, nine items.
#[test]
fn krippendorff_1980_interval_and_ratio() {
    let ratings = by_coder(["1 1 2 4 1 2 1 3 2", "1 2 2 4 4 2 2 3 2", "1 2 2 4 4 2 3 3 2"]);
    check(alpha(&ratings, Metric::interval(&FIVE[..4]).unwrap()).value, "0.547");
    check(alpha(&ratings, Metric::ratio(&FIVE[..4]).unwrap()).value, "0.483");
}

/// Hayes and Krippendorff (2007), Communication Methods and Measures 1(1), p. 84: five
/// observers, forty units, codes missing.
#[test]
fn hayes_krippendorff_2007_ordinal() {
    let ratings = by_coder([
        "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
        "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
        "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
        ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
        "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
    ]);
    check(alpha(&ratings, Metric::ordinal(&[0.0, 1.0, 2.0, 3.0]).unwrap()).value, "0.7598");
    check(krippendorff_alpha(&ratings).value, "0.4765");
}

/// Three coders, fifteen items, most codes missing: the example that encyclopaedias and the
/// program `krippendorff` use, .691 nominal and .811 interval.
#[test]
fn three_coders_with_most_codes_missing() {
    let ratings = by_coder([
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    ]);
    check(krippendorff_alpha(&ratings).value, "0.691358");
    check(alpha(&ratings, Metric::interval(&FIVE[..4]).unwrap()).value, "0.810845");
}

/// Artstein and Poesio (2008), p. 568: distances that are no metric of values.
#[test]
fn artstein_poesio_2008_weighted_alpha() {
    let ratings = cross_table([[46, 0, 0], [6, 32, 6], [0, 0, 10]]);
    let distance = [[0.0, 1.0, 0.5], [1.0, 0.0, 0.5], [0.5, 0.5, 0.0]];
    let weights = Weights::from_fn(3, |k, l| 1.0 - distance[k][l]).unwrap();
    check(alpha(&ratings, Metric::weights(weights)).value, "0.8156");
}

/// A zero among ratios is as far as can be from everything else, and not from itself.
#[test]
fn ratio_with_a_zero() {
    let ratings = by_coder(["0 0 1 1", "0 1 1 2"]);
    let ratio = alpha(&ratings, Metric::ratio(&[0.0, 1.0, 2.0]).unwrap());
    // Items differ by 0, 1, 0 and 1/9; by chance 3·4 pairs at 1, 3·1 at 1, 4·1 at 1/9.
    check(Ok(ratio.observed_disagreement.unwrap()), "0.27778");
    check(Ok(ratio.expected_disagreement.unwrap()), "0.55159");
    check(ratio.value, "0.49640");
}

/// Ordinal distances depend on the order of the values and on nothing else of them.
#[test]
fn ordinal_sees_only_the_order() {
    let ratings = four_coders_twelve_items();
    let of = |values: [f64; 5]| alpha(&ratings, Metric::ordinal(&values).unwrap()).value;
    assert_eq!(of(FIVE), of([-7.0, 0.0, 0.5, 100.0, 1e9]));
    assert_ne!(of(FIVE), of([2.0, 1.0, 3.0, 4.0, 5.0]));
}
