//! Worked examples from the literature and from programs whose output is published.

use themata_agreement::uncertainty::{
    CohenError, Interval, Reference, Resampling, StandardError, bootstrap,
    brennan_prediger_error, cohen_kappa_error, conger_kappa_error, fleiss_kappa_error,
    gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{Category, Ratings, Weights};

/// Whether `value`, rounded to as many digits as `printed` has, is `printed`.
#[track_caller]
fn check(value: f64, printed: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.digits$}"), printed, "the value is {value}");
}

fn cross_table<const Q: usize>(cells: [[u64; Q]; Q]) -> Ratings {
    let mut ratings = Ratings::new(2, Q);
    for (first, row) in (0..).map(Category::new).zip(cells) {
        for (second, count) in (0..).map(Category::new).zip(row) {
            ratings.add(&[Some(first), Some(second)], count);
        }
    }
    ratings
}

/// Ratings from one row per coder: a category per item, counted from 1, 0 for a missing code.
fn by_coder<const CODERS: usize, const ITEMS: usize>(
    rows: [[u32; ITEMS]; CODERS],
    categories: usize,
) -> Ratings {
    let mut ratings = Ratings::new(CODERS, categories);
    for item in 0..ITEMS {
        ratings.add(&rows.map(|row| row[item].checked_sub(1).map(Category::new)), 1);
    }
    ratings
}

fn by_distance(q: usize, power: i32) -> Weights {
    let apart = move |k: usize, l: usize| k.abs_diff(l) as f64 / (q - 1) as f64;
    Weights::from_fn(q, |k, l| 1.0 - apart(k, l).powi(power)).unwrap()
}

/// What SAS prints for a table of 19 items (`PROC FREQ` with `AGREE`), as quoted in the tests
/// of the program statsmodels: kappa, its error, the interval, the error without agreement, z
/// and the two-sided probability.
#[test]
fn sas_errors_of_kappa_and_weighted_kappa() {
    let ratings = cross_table([[0, 4, 1], [0, 8, 0], [0, 1, 5]]);
    let check_all = |weights: &Weights, printed: [&str; 7]| {
        let error: CohenError = cohen_kappa_error(&ratings, weights).unwrap();
        let Interval { low, high, .. } = error.estimate.interval(0.95);
        let found = [
            error.estimate.coefficient,
            error.estimate.error,
            low,
            high,
            error.null_error,
            error.z().unwrap(),
            error.p_value().unwrap(),
        ];
        for (found, printed) in found.into_iter().zip(printed) {
            check(found, printed);
        }
        assert_eq!(error.estimate.reference, Reference::Normal);
    };
    check_all(
        &Weights::identity(3),
        ["0.4842", "0.1380", "0.2137", "0.7547", "0.1484", "3.2626", "0.0011"],
    );
    check_all(
        &by_distance(3, 1),
        ["0.4701", "0.1457", "0.1845", "0.7558", "0.1426", "3.2971", "0.0010"],
    );
}

/// Fleiss, Levin and Paik (2003), *Statistical Methods for Rates and Proportions*, 3rd ed.,
/// section 18.1: diagnoses of 100 subjects by two raters. The book prints kappa .68 and the
/// error without agreement .076; the other figures are what statsmodels 0.15 computes.
#[test]
fn fleiss_levin_paik_2003_errors_of_kappa() {
    let ratings = cross_table([[75, 1, 4], [5, 4, 1], [0, 0, 10]]);
    let error = cohen_kappa_error(&ratings, &Weights::identity(3)).unwrap();
    check(error.estimate.coefficient, "0.68");
    check(error.null_error, "0.076");
    check(error.estimate.error, "0.0877030");
    let Interval { low, high, .. } = error.estimate.interval(0.95);
    check(low, "0.504576");
    check(high, "0.848365");
}

/// Krippendorff's four coders and twelve items, which Gwet (2014) uses as well.
fn four_coders_twelve_items() -> Ratings {
    by_coder(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 0],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ],
        5,
    )
}

/// Gwet's (2014) five observers and fifteen items.
fn five_observers() -> Ratings {
    by_coder(
        [
            [2, 2, 3, 0, 1, 1, 2, 2, 3, 3, 0, 1, 2, 4, 2],
            [2, 2, 4, 1, 1, 1, 1, 0, 3, 2, 2, 1, 3, 4, 2],
            [3, 1, 4, 1, 1, 1, 3, 3, 3, 2, 1, 1, 3, 3, 2],
            [0, 2, 4, 0, 0, 0, 0, 1, 0, 2, 1, 1, 3, 3, 0],
            [3, 0, 0, 1, 1, 1, 2, 0, 3, 0, 0, 0, 0, 4, 2],
        ],
        4,
    )
}

#[track_caller]
fn check_error(error: StandardError, coefficient: &str, standard_error: &str, low: &str) {
    check(error.coefficient, coefficient);
    check(error.error, standard_error);
    check(error.interval(0.95).low, low);
}

/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed.: AC1 .775 with error .143 and
/// the interval from .461 to 1, alpha .743 with error .146. All digits, and the other
/// coefficients, are what the package irrCAC 0.4.4 prints.
#[test]
fn gwet_2014_errors_with_missing_codes() {
    let ratings = four_coders_twelve_items();
    let weights = Weights::identity(5);
    let ac1 = gwet_ac_error(&ratings, &weights).unwrap();
    check_error(ac1, "0.77544407", "0.14294995", "0.46081335");
    assert_eq!(ac1.interval(0.95).high, 1.0);
    assert_eq!(ac1.reference, Reference::StudentT { degrees: 11 });
    let alpha = krippendorff_alpha_error(&ratings, &weights).unwrap();
    check_error(alpha, "0.74342105", "0.14557389", "0.41906222");
    assert_eq!(alpha.reference, Reference::StudentT { degrees: 10 });
    let fleiss = fleiss_kappa_error(&ratings, &weights).unwrap();
    check_error(fleiss, "0.76116928", "0.15301920", "0.42437628");
    let brennan_prediger = brennan_prediger_error(&ratings, &weights).unwrap();
    check_error(brennan_prediger, "0.77272727", "0.14471662", "0.45420814");
    let conger = conger_kappa_error(&ratings, &weights).unwrap();
    check_error(conger, "0.76281744", "0.14916815", "0.43450055");
}

/// The same, with quadratic weights, as irrCAC 0.4.4 prints.
#[test]
fn irr_cac_errors_with_quadratic_weights() {
    let ratings = four_coders_twelve_items();
    let weights = by_distance(5, 2);
    let check_all =
        |found: Result<StandardError, _>, c, e, l| check_error(found.unwrap(), c, e, l);
    check_all(gwet_ac_error(&ratings, &weights), "0.91400072", "0.10396224", "0.68518137");
    check_all(fleiss_kappa_error(&ratings, &weights), "0.86493506", "0.14603361", "0.54351725");
    check_all(
        brennan_prediger_error(&ratings, &weights),
        "0.90151515",
        "0.11089437",
        "0.65743828",
    );
    check_all(conger_kappa_error(&ratings, &weights), "0.85771066", "0.14367066", "0.54149366");
    check_all(
        krippendorff_alpha_error(&ratings, &weights),
        "0.84910714",
        "0.12912997",
        "0.56138765",
    );
}

/// Five observers, where items have from one to five codes: AC1 is Gwet's (2014), the rest what
/// irrCAC 0.4.4 prints, with linear weights for the second half.
#[test]
fn gwet_2014_errors_of_five_observers() {
    let ratings = five_observers();
    let weights = Weights::identity(4);
    let ac1 = gwet_ac_error(&ratings, &weights).unwrap();
    check_error(ac1, "0.49662205", "0.12197337", "0.23501520");
    check(ac1.interval(0.95).high, "0.758");
    let check_all =
        |found: Result<StandardError, _>, c, e, l| check_error(found.unwrap(), c, e, l);
    check_all(fleiss_kappa_error(&ratings, &weights), "0.45762169", "0.12045007", "0.19928198");
    check_all(
        brennan_prediger_error(&ratings, &weights),
        "0.48740741",
        "0.12089159",
        "0.22812074",
    );
    check_all(conger_kappa_error(&ratings, &weights), "0.46927428", "0.11666345", "0.21905605");
    check_all(
        krippendorff_alpha_error(&ratings, &weights),
        "0.48053024",
        "0.11350753",
        "0.23708080",
    );
    let linear = by_distance(4, 1);
    check_all(gwet_ac_error(&ratings, &linear), "0.68963942", "0.08769076", "0.50156145");
    check_all(conger_kappa_error(&ratings, &linear), "0.62405242", "0.10587006", "0.39698373");
    check_all(
        krippendorff_alpha_error(&ratings, &linear),
        "0.63520822",
        "0.10004526",
        "0.42063248",
    );
}

/// Efron and Tibshirani (1993), *An Introduction to the Bootstrap*, tables 14.1 and 14.2: the
/// variance of 26 children's spatial test A. Their 2,000 samples give 90 % intervals from
/// 100.8 to 233.9 (percentile) and from 115.8 to 259.6 (BCa). Ends that rest on so few samples
/// have a standard error of about 2 below and 3 above: a million samples drawn with NumPy give
/// 97.7 to 235.8, and SciPy's BCa goes from 115.9 to 261.1.
#[test]
fn efron_tibshirani_1993_percentile_and_bca() {
    let scores = [
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41,
        24, 26, 30, 41,
    ]
    .map(f64::from);
    let variance = |times: &[u64]| {
        let drawn = || scores.iter().zip(times).map(|(score, times)| (*score, *times as f64));
        let n: f64 = drawn().map(|(_, times)| times).sum();
        let mean = drawn().map(|(score, times)| score * times).sum::<f64>() / n;
        drawn().map(|(score, times)| times * (score - mean).powi(2)).sum::<f64>() / n
    };
    let resampling = Resampling { replicates: 10_000, seed: 26 };
    let results = bootstrap(26, resampling, |times| vec![Ok(variance(times))]);
    check(results[0].estimate.unwrap(), "171.5");
    let near = |found: Interval, low: f64, high: f64| {
        let met = (found.low - low).abs() < 5.0 && (found.high - high).abs() < 6.0;
        assert!(met, "{found:?}, not {low} to {high}");
    };
    near(results[0].percentile(0.90).unwrap(), 100.8, 233.9);
    near(results[0].bca(0.90).unwrap(), 115.8, 259.6);
}
