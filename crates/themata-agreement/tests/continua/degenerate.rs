//! Continua on which a measure has no value, and says why.

use themata_agreement::{
    Category, Continuum, Undefined, UnitMetric, alpha_u, binary_u_alpha, cu_alpha, ku_alpha,
    position_f1, span_f1, span_iou, u_alpha,
};

use crate::notation::{check, drawn};

/// Checks one line per measure: its name and its value to three digits, or why there is none.
#[track_caller]
fn check_all(continuum: &Continuum, expect: &str) {
    let show = |value: Result<f64, Undefined>| match value {
        Ok(value) => format!("{value:.3}"),
        Err(reason) => format!("{reason:?}"),
    };
    let ku: Vec<_> = ku_alpha(continuum).iter().map(|of| show(of.value)).collect();
    let exact = span_f1(continuum, themata_agreement::SpanMatch::Exact);
    let lines = [
        format!("u: {}", show(u_alpha(continuum).value)),
        format!("|u: {}", show(binary_u_alpha(continuum).value)),
        format!("cu: {}", show(cu_alpha(continuum, UnitMetric::Nominal).value)),
        format!("(k)u: {}", ku.join(", ")),
        format!("alpha-U: {}", show(alpha_u(continuum).overall.value)),
        format!("exact: {}", show(exact.overall.value)),
        format!("iou: {}", show(span_iou(continuum).overall.value)),
        format!("position: {}", show(position_f1(continuum).overall.value)),
    ];
    let expect: Vec<_> = expect.trim().lines().map(str::trim).collect();
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>(), expect);
}

#[test]
fn one_coder() {
    check_all(
        &drawn(["a--.b"]),
        "u: TooFewCoders { coders: 1 }
         |u: TooFewCoders { coders: 1 }
         cu: TooFewCoders { coders: 1 }
         (k)u: TooFewCoders { coders: 1 }, TooFewCoders { coders: 1 }
         alpha-U: TooFewCoders { coders: 1 }
         exact: TooFewCoders { coders: 1 }
         iou: TooFewCoders { coders: 1 }
         position: TooFewCoders { coders: 1 }",
    );
}

/// A continuum of no length is one on which nothing is marked.
#[test]
fn nothing_is_marked() {
    for continuum in [drawn(["....", "...."]), Continuum::new(2, 0, 0)] {
        check_all(
            &continuum,
            "u: NoUnits
             |u: NoUnits
             cu: NoUnits
             (k)u:
             alpha-U: NoUnits
             exact: NoUnits
             iou: NoUnits
             position: NoUnits",
        );
    }
}

#[test]
fn everything_is_marked_and_called_the_same() {
    check_all(
        &drawn(["a---", "a---"]),
        "u: OneValueOnly { category: Category(0) }
         |u: NoGaps
         cu: OneValueOnly { category: Category(0) }
         (k)u: OneValueOnly { category: Category(0) }
         alpha-U: 1.000
         exact: 1.000
         iou: 1.000
         position: 1.000",
    );
}

/// Nothing is left unmarked: what is relevant cannot be told, what it is called can.
#[test]
fn identical_and_without_gaps() {
    check_all(
        &drawn(["a---------b---------c---------", "a---------b---------c---------"]),
        "u: 1.000
         |u: NoGaps
         cu: 1.000
         (k)u: 1.000, 1.000, 1.000
         alpha-U: 1.000
         exact: 1.000
         iou: 1.000
         position: 1.000",
    );
}

#[test]
fn units_meet_nowhere() {
    check_all(
        &drawn(["a--...b-", "...b--.."]),
        "u: -0.430
         |u: -0.766
         cu: NothingShared
         (k)u: NothingShared, NothingShared
         alpha-U: -0.884
         exact: 0.000
         iou: 0.000
         position: 0.000",
    );
}

/// One unit of one coder: the rest of the continuum is what both left unmarked.
#[test]
fn one_coder_marked_nothing() {
    let continuum = drawn(["a-....", "......"]);
    check(u_alpha(&continuum).value, "-0.083");
    assert_eq!(ku_alpha(&continuum)[0].value, Err(Undefined::NothingShared));
    assert_eq!(ku_alpha(&continuum)[0].coverage, Some(0.0));
}

#[test]
fn units_of_one_coder_overlap() {
    let overlap = "UnitsOverlap { coder: 1, position: 2 }";
    let continuum = drawn(["a---..", "a---/..b-"]);
    check_all(
        &continuum,
        &format!(
            "u: {overlap}
             |u: {overlap}
             cu: {overlap}
             (k)u: {overlap}, {overlap}
             alpha-U: 0.546
             exact: 0.667
             iou: 0.667
             position: 0.800"
        ),
    );
    // Code by code they can be measured.
    assert_eq!(binary_u_alpha(&continuum.of_category(Category::new(0))).value, Ok(1.0));
    let within_one_code = drawn(["a---..", "a---/..a-"]);
    let reason = Undefined::UnitsOverlap { coder: 1, position: 2 };
    assert_eq!(alpha_u(&within_one_code).overall.value, Err(reason));
    assert_eq!(alpha_u(&within_one_code.of_category(Category::new(0))).overall.value, Ok(1.0));
}

/// Two of four coders share one stretch: the correction for drawing from one unit is then
/// larger than what there is to draw from.
#[test]
fn too_little_is_shared() {
    let cu = |coders: [&str; 4]| cu_alpha(&drawn(coders), UnitMetric::Nominal).value;
    assert_eq!(cu(["a--...", "b--...", "...a..", "....b."]), Err(Undefined::TooLittleShared));
    check(cu(["a--a--", "b--a--", "a--b--", "a--b--"]), "-0.089");
    let three = drawn(["a--...", "b--...", "...a.."]);
    assert_eq!(ku_alpha(&three)[0].value, Err(Undefined::TooLittleShared));
}

#[test]
fn numbers_that_are_all_the_same_are_one_value() {
    let continuum = drawn(["a--b--", "b--b--"]);
    let interval = cu_alpha(&continuum, UnitMetric::Interval(&[3.0, 3.0]));
    assert_eq!(interval.expected_disagreement, Some(0.0));
    assert!(matches!(interval.value, Err(Undefined::OneValueOnly { .. })));
    let ratio = cu_alpha(&continuum, UnitMetric::Ratio(&[0.0, 0.0]));
    assert!(matches!(ratio.value, Err(Undefined::OneValueOnly { .. })));
    let large = cu_alpha(&continuum, UnitMetric::Interval(&[-1e308, 1e308])).value;
    assert_eq!(large, cu_alpha(&continuum, UnitMetric::Nominal).value);
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let fails = |metric: UnitMetric<'_>| {
        std::panic::catch_unwind(|| cu_alpha(&drawn(["a-b-", "a-b-"]), metric)).is_err()
    };
    assert!(fails(UnitMetric::Interval(&[1.0])));
    assert!(fails(UnitMetric::Interval(&[1.0, f64::NAN])));
    assert!(fails(UnitMetric::Ratio(&[1.0, -1.0])));
    assert!(!fails(UnitMetric::Interval(&[1.0, -1.0])));
}
