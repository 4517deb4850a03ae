use super::*;
use crate::picture::forest::{ForestRow, forest};
use crate::picture::sound::printed;

/// A stratum for each estimate: ratio, low, high.
fn of(estimates: &[Option<[f64; 3]>]) -> Forest {
    let row = |estimate: &Option<[f64; 3]>| ForestRow {
        name: "North".to_owned(),
        both: 12,
        units: 40,
        estimate: estimate.ok_or_else(|| "neither code occurs here".to_owned()).map(ratio),
    };
    Forest {
        title: "T".to_owned(),
        caption: String::new(),
        strata: "sites".to_owned(),
        measure: "odds ratio".to_owned(),
        confidence: 0.95,
        rows: estimates.iter().map(row).collect(),
        common_name: "Common".to_owned(),
        common: Err("none".to_owned()),
        heterogeneity: None,
        most: 40,
    }
}

/// Infinite figures are what callers say as none.
fn ratio([value, low, high]: [f64; 3]) -> RatioEstimate {
    let bounded = |ratio: f64| ratio.is_finite().then_some(ratio);
    RatioEstimate { value: bounded(value), low: Some(low), high: bounded(high), weight: None }
}

#[track_caller]
fn check(estimates: &[Option<[f64; 3]>], expect: &str) {
    assert_eq!(sentences(&of(estimates)), expect);
}

#[test]
fn it_is_said_on_which_side_of_1_the_strata_lie() {
    let (more, clearly_more) = (Some([1.2, 0.8, 1.8]), Some([3.0, 1.01, 9.0]));
    let (less, clearly_less) = (Some([0.5, 0.2, 1.0]), Some([0.5, 0.3, 0.99]));
    check(
        &[more, clearly_more, more, less, clearly_less, None],
        "In 3 of 6 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 2 less often (below 1), in 1 there is no estimate. In 1 the whole \
         95% interval is above 1, in 1 it is wholly below 1, in 3 it includes 1.",
    );
    check(
        &[less],
        "In 1 of 1 sites the codes occur together less often than chance would have it (odds \
         ratio below 1). In 1 the 95% interval includes 1.",
    );
    check(&[None, None], "In 2 of 2 sites there is no estimate.");
    check(&[], "");
}

#[test]
fn ratios_without_bounds_lie_on_a_side() {
    let (unbounded, nothing) =
        (Some([f64::INFINITY, 1.5, f64::INFINITY]), Some([0.0, 0.0, 0.4]));
    check(
        &[unbounded, nothing],
        "In 1 of 2 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 1 less often (below 1). In 1 the whole 95% interval is above 1, in \
         1 it is wholly below 1.",
    );
}

#[test]
fn a_ratio_of_1_is_on_neither_side_whatever_division_loses() {
    // a, b, c, d of 1, 49, 1, 49 as the analysis divides them.
    let even = (1.0 / 49.0) * (49.0 / 1.0);
    assert!(even < 1.0);
    check(
        &[Some([even, 0.1, 10.0]), Some([2.0, 0.1, 10.0])],
        "In 1 of 2 sites the codes occur together more often than chance would have it (odds \
         ratio above 1), in 1 exactly as often (1). In 2 the 95% interval includes 1.",
    );
    check(
        &[Some([1.0, 0.1, 10.0])],
        "In 1 of 1 sites the codes occur together exactly as often as chance would have it \
         (odds ratio 1). In 1 the 95% interval includes 1.",
    );
}

#[test]
fn strata_that_are_not_drawn_are_counted() {
    let mut picture = of(&[Some([2.0, 0.5, 8.0]); 5]);
    picture.most = 2;
    let words = printed(&forest(&picture)).join(" ");
    assert!(words.starts_with("T In 5 of 5 sites the codes occur"), "{words}");
}

#[test]
fn sentences_keep_to_the_picture() {
    let mut picture = of(&[Some([2.0, 0.5, 8.0]), None]);
    let hard = ["WM ".repeat(90), "W".repeat(200), "領導力".repeat(30)];
    let sites = ["sites", "strata of site"].map(str::to_owned);
    for strata in sites.into_iter().chain(hard) {
        picture.strata = strata;
        for line in lines(&sentences(&picture)) {
            assert!(text_width(&line, NAME_SIZE) <= PAGE, "{line}");
            assert!(!line.starts_with("1)"), "{line}");
        }
    }
}
