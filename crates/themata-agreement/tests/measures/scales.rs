//! Weights and values: the tables that irrCAC's tests print, and what is refused.

use themata_agreement::{InvalidScale, Metric, Weights};

/// The weights, row after row, to three digits.
#[track_caller]
fn check(weights: Result<Weights, InvalidScale>, expect: &str) {
    let weights = weights.unwrap();
    let places = 0..weights.categories();
    let row = |k| {
        let row: Vec<_> = places.clone().map(|l| format!("{:.3}", weights.get(k, l))).collect();
        row.join(" ")
    };
    assert_eq!(places.clone().map(row).collect::<Vec<_>>().join(" / "), expect);
}

/// The tests of irrCAC for Python, on the values 1, 2 and 3.
#[test]
fn three_values_as_in_the_package() {
    let values = [1.0, 2.0, 3.0];
    let thirds = "1.000 0.667 0.000 / 0.667 1.000 0.667 / 0.000 0.667 1.000";
    let none = "1.000 0.000 0.000 / 0.000 1.000 0.000 / 0.000 0.000 1.000";
    check(Ok(Weights::identity(3)), none);
    check(Weights::circular(&values), none);
    check(Weights::bipolar(&values), thirds);
    check(Weights::ordinal(&values), thirds);
    let halves = "1.000 0.500 0.000 / 0.500 1.000 0.500 / 0.000 0.500 1.000";
    check(Weights::linear(&values), halves);
    let quarters = "1.000 0.750 0.000 / 0.750 1.000 0.750 / 0.000 0.750 1.000";
    check(Weights::quadratic(&values), quarters);
    let roots = "1.000 0.293 0.000 / 0.293 1.000 0.293 / 0.000 0.293 1.000";
    check(Weights::radical(&values), roots);
    let ratios = "1.000 0.556 0.000 / 0.556 1.000 0.840 / 0.000 0.840 1.000";
    check(Weights::ratio(&values), ratios);
}

/// Uneven values, as irrCAC 0.4.4 gives them.
#[test]
fn uneven_values_as_in_the_package() {
    let first_row = |weights: Result<Weights, InvalidScale>| {
        let weights = weights.unwrap();
        [1, 2, 3].map(|l| format!("{:.4}", weights.get(0, l)))
    };
    let values = [1.0, 2.0, 4.0, 8.0];
    assert_eq!(first_row(Weights::circular(&values)), ["0.8536", "0.1464", "0.8536"]);
    assert_eq!(first_row(Weights::bipolar(&values)), ["0.9231", "0.7273", "0.0000"]);
    assert_eq!(first_row(Weights::ratio(&values)), ["0.8163", "0.4049", "0.0000"]);
    assert_eq!(first_row(Weights::radical(&values)), ["0.6220", "0.3453", "0.0000"]);
    assert_eq!(first_row(Weights::ordinal(&values)), ["0.8333", "0.5000", "0.0000"]);
}

#[test]
fn values_may_come_in_any_order() {
    for make in [
        Weights::linear,
        Weights::quadratic,
        Weights::radical,
        Weights::ordinal,
        Weights::ratio,
        Weights::circular,
        Weights::bipolar,
    ] {
        let sorted = make(&[1.0, 2.0, 4.0]).unwrap();
        let moved = make(&[4.0, 1.0, 2.0]).unwrap();
        for (k, to_k) in [1, 2, 0].into_iter().enumerate() {
            for (l, to_l) in [1, 2, 0].into_iter().enumerate() {
                assert_eq!(sorted.get(k, l), moved.get(to_k, to_l));
            }
        }
        assert!((sorted.total() - moved.total()).abs() < 1e-12);
        assert_eq!(make(&[5.0]).unwrap().total(), 1.0);
        assert_eq!(make(&[]).unwrap().total(), 0.0);
    }
}

#[test]
fn the_total_is_the_sum() {
    assert_eq!(Weights::identity(7).total(), 7.0);
    assert_eq!(Weights::linear(&[1.0, 2.0, 3.0]).unwrap().total(), 5.0);
    // A table of these would take 128 exabytes.
    assert_eq!(Weights::identity(4_000_000_000).total(), 4e9);
}

#[track_caller]
fn refused<T: std::fmt::Debug>(scale: Result<T, InvalidScale>, expect: &str) {
    assert_eq!(scale.unwrap_err().to_string(), expect);
}

#[test]
fn what_is_no_scale_is_refused() {
    let number = "the value of category 2 is no number from -1e100 to 1e100; give each \
                  category a finite number";
    for value in [f64::NAN, f64::INFINITY, -1e101] {
        refused(Weights::linear(&[1.0, value]), number);
        refused(Metric::interval(&[1.0, value]), number);
    }
    let same = "categories 1 and 3 have the same value; give them different values or make \
                them one category";
    refused(Weights::ordinal(&[2.0, 1.0, 2.0]), same);
    refused(Metric::ordinal(&[2.0, 1.0, 2.0]), same);
    refused(Weights::linear(&[0.0, 1.0, -0.0]), same);
    let below = "the value of category 1 is below zero, where a scale of ratios begins; use a \
                 scale of intervals";
    refused(Weights::ratio(&[-1.0, 1.0]), below);
    refused(Metric::ratio(&[-1.0, 1.0]), below);
    assert!(Weights::ratio(&[0.0, 1.0, 2.0]).is_ok());
    let close = "the values of some categories are too close together to be told apart; use \
                 their ranks";
    refused(Weights::bipolar(&[-1e100, 0.0, 1.0]), close);
}

#[test]
fn weights_of_ones_own_are_checked() {
    let of = |table: [[f64; 2]; 2]| Weights::from_fn(2, |k, l| table[k][l]);
    refused(
        of([[1.0, f64::NAN], [0.0, 1.0]]),
        "the weight of categories 1 and 2 is no number from 0 to 1",
    );
    refused(
        of([[1.0, 0.0], [-0.5, 1.0]]),
        "the weight of categories 2 and 1 is no number from 0 to 1",
    );
    refused(
        of([[0.5, 0.0], [0.0, 1.0]]),
        "the weight of category 1 with itself is not 1; equal codes always agree fully",
    );
    refused(
        of([[1.0, 0.0], [0.5, 1.0]]),
        "categories 1 and 2 have another weight in the other order; give both orders the same",
    );
}
