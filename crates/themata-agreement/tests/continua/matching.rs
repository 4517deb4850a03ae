//! Span F1 and its relatives on small drawings.

use themata_agreement::{
    Category, Continuum, SpanMatch, Undefined, Unit, position_f1, span_f1, span_iou,
};

use crate::notation::{check, drawn};

#[test]
fn exact_units() {
    let f1 = span_f1(&drawn(["a---..b-..c-", "a---..bb.c--"]), SpanMatch::Exact);
    check(f1.overall.value, "0.286");
    let values: Vec<_> = f1.categories.iter().map(|of| of.value).collect();
    assert_eq!(values, [Ok(1.0), Ok(0.0), Ok(0.0)]);
    assert_eq!((f1.overall.pairs, f1.overall.units), (1, 7));
}

/// Two units of one coder cannot both be matched with one of the other.
#[test]
fn each_unit_has_at_most_one_partner() {
    let split = drawn(["a-------", "a---a---"]);
    check(span_f1(&split, SpanMatch::Overlap).overall.value, "0.667");
    check(span_f1(&split, SpanMatch::Iou(0.5)).overall.value, "0.667");
    check(span_f1(&split, SpanMatch::Iou(0.51)).overall.value, "0.000");
    check(span_iou(&split).overall.value, "0.333");
    check(position_f1(&split).overall.value, "1.000");
}

/// Taking the first that fits would match one pair here; two is what can be had.
#[test]
fn matching_is_as_large_as_it_can_be() {
    let continuum = drawn(["a--------/...a--", "...a--.../......a--"]);
    check(span_f1(&continuum, SpanMatch::Overlap).overall.value, "1.000");
    check(span_f1(&continuum, SpanMatch::Exact).overall.value, "0.500");
}

/// Matching the long units costs more than leaving them alone gains: the sum of IoU is at its
/// greatest with both coinciding pairs.
#[test]
fn iou_is_as_large_as_it_can_be() {
    let continuum = drawn(["a-------/a---", "a-------/....a---"]);
    check(span_iou(&continuum).overall.value, "0.500");
    let shifted = drawn(["a-----....", "..a-----.."]);
    check(span_iou(&shifted).overall.value, "0.500");
}

#[test]
fn categories_are_told_apart() {
    let f1 = span_f1(&drawn(["a---", "b---"]), SpanMatch::Exact);
    assert_eq!(f1.overall.value, Ok(0.0));
    assert_eq!(position_f1(&drawn(["a---", "b---"])).overall.value, Ok(0.0));
    let category = Category::new(0);
    let unused = span_f1(&drawn(["b---", "b---"]), SpanMatch::Exact).categories[0];
    assert_eq!(unused.value, Err(Undefined::NotUsed { category }));
}

/// The mean over pairs of coders leaves out pairs of which neither used the category.
#[test]
fn several_coders() {
    let f1 = span_f1(&drawn(["a-b-", "a-..", "...."]), SpanMatch::Exact);
    let [a, b] = f1.categories[..] else { panic!("two categories") };
    check(a.value, "0.333");
    assert_eq!((a.pairs, a.units), (3, 2));
    check(b.value, "0.000");
    assert_eq!((b.pairs, b.units), (2, 1));
    check(f1.overall.value, "0.222");
}

/// Marking twice is marking once where positions are asked about, and two units where units
/// are.
#[test]
fn what_is_marked_twice() {
    let continuum = drawn(["a---/a---", "a---...."]);
    check(position_f1(&continuum).overall.value, "1.000");
    check(span_f1(&continuum, SpanMatch::Exact).overall.value, "0.667");
}

#[test]
fn shares_that_are_none_are_refused() {
    let fails = |least: f64| {
        let f1 = || span_f1(&drawn(["a-", "a-"]), SpanMatch::Iou(least));
        std::panic::catch_unwind(f1).is_err()
    };
    assert!(fails(0.0) && fails(1.1) && fails(f64::NAN));
    assert!(!fails(1.0));
}

/// One coder marked the whole text, and all of it in small units too.
#[test]
fn a_unit_over_everything_does_not_slow_matching_down() {
    let unit = |start, end| Unit { start, end, category: Category::new(0) };
    let small = |shift: u64| (0..20_000).map(move |n| unit(10 * n + shift, 10 * n + shift + 6));
    let mut continuum = Continuum::new(2, 200_010, 1);
    continuum.extend(0, small(0));
    continuum.extend(0, [unit(0, 200_010)]);
    continuum.extend(1, small(3));
    check(span_f1(&continuum, SpanMatch::Overlap).overall.value, "0.999975");
    check(span_iou(&continuum).overall.value, "0.333325");
}
