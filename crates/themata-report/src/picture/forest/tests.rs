use themata_analysis::Stratified;

use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

/// The answer to whether aspirin keeps from heart attacks, of which the ratio is 1.83, from 1.44
/// to 2.33 (Agresti 2007, *An Introduction to Categorical Data Analysis*, 2.3.3).
const ASPIRIN: [u64; 4] = [189, 10_845, 104, 10_933];

/// The codes are never in the same unit, as is usual of rare ones: below 1, and no estimate.
const NEVER_TOGETHER: [u64; 4] = [0, 3, 4, 33];

/// The second code is never without the first: above 1, and no estimate.
const NEVER_WITHOUT: [u64; 4] = [3, 4, 0, 33];

/// A code is missing: on neither side of 1.
const UNUSED: [u64; 4] = [0, 0, 4, 36];

pub(super) fn table([both, first_only, second_only, neither]: [u64; 4]) -> Fourfold {
    Fourfold { both, first_only, second_only, neither }
}

/// A picture of strata s0, s1 and so on with the figures that the analysis finds.
pub(super) fn of(strata: &[[u64; 4]]) -> Forest {
    let tables: Vec<Fourfold> = strata.iter().map(|counts| table(*counts)).collect();
    let figures = Stratified::of(&tables);
    let rows = tables.iter().enumerate().map(|(place, counts)| ForestRow {
        name: format!("s{place}"),
        counts: *counts,
        weight: figures.weight(counts).ok(),
    });
    let common = figures.common.map(|of| ratio(of.value, of.low, of.high));
    Forest {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        strata: "sites".to_owned(),
        rows: rows.collect(),
        common_name: "Common".to_owned(),
        common: common.map_err(|undefined| undefined.to_string()),
        heterogeneity: Some(Heterogeneity { i_squared: Some(0.432), p: Some(0.0214) }),
        most: 40,
    }
}

fn ratio(value: f64, low: f64, high: f64) -> RatioEstimate {
    RatioEstimate { value, low, high }
}

/// All that is printed, without where lines end.
fn words(picture: &Forest) -> String {
    printed(&forest(picture)).join(" ")
}

#[test]
fn every_stratum_has_its_figures() {
    let mut picture = of(&[ASPIRIN, [1, 1, 1, 1], UNUSED]);
    picture.common = Ok(ratio(12.04, 0.001, f64::INFINITY));
    let svg = forest(&picture);
    let printed = printed(&svg);
    for words in [
        "189/22\u{202f}071",
        "1.83 (1.44–2.33)",
        // exp(± 1.96 √4)
        "1.00 (0.02–50.4)",
        "no estimate: the first code does not occur here",
        "12.0 (<0.01–∞)",
    ] {
        assert!(printed.iter().any(|text| text == words), "{words}: {printed:?}");
    }
    assert_eq!(
        hovers(&svg),
        [
            "no association",
            "s0: odds ratio 1.83 (1.44–2.33)",
            "s1: odds ratio 1.00 (0.02–50.4)",
            "Common: odds ratio 12.0 (<0.01–∞)",
        ]
    );
    assert_eq!(svg.matches("class=\"diamond\"").count(), 1);
    let caption = printed.join(" ");
    assert!(
        caption.contains("I²\u{202f}=\u{202f}43.2%, p\u{202f}=\u{202f}0.021."),
        "{caption}"
    );
}

#[test]
fn an_end_beyond_the_axis_is_an_arrow() {
    let arrows = |strata: &[[u64; 4]]| {
        let mut picture = of(strata);
        picture.common = Err("not asked".to_owned());
        forest(&picture).matches("class=\"arrow\"").count()
    };
    assert_eq!(arrows(&[ASPIRIN]), 0);
    assert_eq!(arrows(&[ASPIRIN, [1, 1, 1, 1]]), 2, "both ends of one whisker");
}

/// What stands in the column of weights, from top to bottom.
fn weights(svg: &str) -> Vec<&str> {
    let texts = svg.split("<text class=\"weight\"").skip(1);
    texts.filter_map(|text| text.split(['>', '<']).nth(1)).collect()
}

#[test]
fn a_weight_stands_beside_a_reason_too() {
    // bc/n: 16/40, 12/40, 0/40 and 12/60.
    let svg =
        forest(&of(&[[8, 4, 4, 24], NEVER_TOGETHER, NEVER_WITHOUT, UNUSED, [6, 4, 3, 47]]));
    assert_eq!(weights(&svg), ["44.4%", "33.3%", "0.0%", "—", "22.2%"]);
    let squares = format!("fill=\"{BLUE}\" stroke=\"#ffffff\"");
    assert_eq!(svg.matches(&squares).count(), 2, "of estimates only");
}

#[test]
fn the_caption_says_what_a_weight_beside_a_reason_is() {
    let said = "A weight beside a reason is that of a stratum without an estimate of its own, \
                whose units count in the common one all the same.";
    assert!(words(&of(&[ASPIRIN, NEVER_TOGETHER])).contains(said));
    assert!(!words(&of(&[ASPIRIN, UNUSED])).contains("beside a reason"));
}

#[test]
fn a_reason_keeps_to_the_left_of_the_weight() {
    let whole = "no estimate: every unit here has at least one of the codes";
    for (both, is_whole) in [(4, true), (4_000_000_000_000_000, false)] {
        let mut picture = of(&[[both, 3, 2, 0]]);
        picture.rows[0].name = "W".repeat(60);
        let svg = forest(&picture);
        let text = svg.split("<text class=\"reason\" x=\"").nth(1).expect("a reason");
        let (left, _) = text.split_once('"').expect("a place");
        let left: f64 = left.parse().expect("a number");
        let printed = printed(&svg);
        let reason = printed.iter().find(|text| text.starts_with("no est")).expect("its words");
        assert_eq!(reason == whole, is_whole, "{reason}");
        assert!(left + text_width(reason, VALUE_SIZE) <= PAGE - WEIGHT_ROOM, "{left} {reason}");
    }
}

#[test]
fn estimates_from_few_units_are_counted() {
    // What has no estimate has no interval that could be wide.
    let with = |strata: &[[u64; 4]]| {
        let mut picture = of(&[strata, &[NEVER_TOGETHER]].concat());
        picture.most = 2;
        words(&picture)
    };
    let enough = [5, 60, 60, 60];
    for few in [[4, 60, 60, 60], [60, 1, 60, 60], [60, 60, 4, 60], [60, 60, 60, 4]] {
        let words = with(&[enough, few, enough, enough]);
        assert!(
            words.contains(
                "1 of 4 sites with an estimate has a cell of its fourfold table below five: \
                 its interval is wide and approximate."
            ),
            "{few:?}: {words}"
        );
    }
    let words = with(&[[4, 60, 60, 60], enough, [1, 1, 60, 60]]);
    assert!(
        words.contains(
            "2 of 3 sites with an estimate have a cell of their fourfold table below five: \
             their intervals are wide and approximate."
        ),
        "{words}"
    );
    assert!(!with(&[enough, enough]).contains("below five"));
}

#[test]
fn nothing_leaves_the_picture_or_covers_what_stands_below() {
    let mut picture = of(&[ASPIRIN, NEVER_TOGETHER, [8, 4, 4, 24], UNUSED]);
    for strata in ["sites", "strata of WHO MMMM MMWW region of the World at large, 2024"] {
        picture.strata = strata.to_owned();
        let svg = forest(&picture);
        let lines = svg.matches("class=\"tally\"").count() as f64;
        assert!(lines >= 2.0, "{svg}");
        let below = format!("translate(0 {})", px(lines * 16.0 + 10.0));
        assert!(svg.contains(&below), "{below}: {svg}");
        let above = svg.matches("class=\"title\"").count() as f64 * 20.0 + 12.0;
        let axis = above + lines * 16.0 + 10.0 + y_of(&svg, "steps of equal ratio");
        let caption = y_of(&svg, "class=\"description\"");
        assert!(axis + 8.0 < caption, "{axis} and {caption}: {svg}");
        for line in printed(&svg) {
            // A caption is set by estimates that are rather too long.
            assert!(text_width(&line, VALUE_SIZE) <= PAGE * 1.12, "{line}");
        }
    }
}

/// Where the first text stands that has this in it, from the top of its group.
fn y_of(svg: &str, what: &str) -> f64 {
    let text = svg.split("<text").find(|text| text.contains(what)).expect("such a text");
    let (_, y) = text.split_once(" y=\"").expect("a place");
    y.split('"').next().and_then(|y| y.parse().ok()).expect("a number")
}

#[test]
fn what_is_undefined_is_said() {
    let mut picture = of(&[]);
    picture.common = Err("no stratum has an estimate".to_owned());
    picture.heterogeneity = Some(Heterogeneity { i_squared: None, p: Some(0.000_2) });
    let words = printed(&forest(&picture)).join(" ");
    assert!(words.contains("no stratum has an estimate"));
    assert!(
        words.contains("I² undefined, p <\u{202f}0.001")
            || words.contains("I²\u{202f}undefined, p\u{202f}<\u{202f}0.001"),
        "{words}"
    );
}

/// Strata of which bc/n is 1, 2, 3 and 4 tenths.
const TENTHS: [[u64; 4]; 4] = [[5, 1, 10, 84], [5, 2, 10, 83], [5, 3, 10, 82], [5, 4, 10, 81]];

#[test]
fn the_lightest_are_told_and_not_drawn() {
    let mut picture = of(&TENTHS);
    picture.most = 2;
    let words = words(&picture);
    assert!(words.contains("s2") && words.contains("s3") && !words.contains("s1"), "{words}");
}

#[test]
fn of_strata_that_are_not_drawn_it_is_said_whether_they_count() {
    let [one, two, three, four] = TENTHS;
    for (strata, expect) in [
        (
            &[one, two, three, four][..],
            "Drawn are the 2 sites of most weight. Not drawn, but counted in the common \
             estimate: 2, with 30.0% of the weight.",
        ),
        (
            &[one, UNUSED, four, two, three, UNUSED, [3, 4, 0, 33]],
            "Drawn are the 2 sites of most weight. Not drawn, but counted in the common \
             estimate: 3, with 30.0% of the weight. Neither drawn nor counted in the common \
             estimate: 2.",
        ),
        (
            &[UNUSED, one, UNUSED],
            "Drawn are 2 of 3 sites. Neither drawn nor counted in the common estimate: 1.",
        ),
        // Without a common estimate no stratum counts in it.
        (
            &[NEVER_TOGETHER; 3],
            "Drawn are 2 of 3 sites. Neither drawn nor counted in the common estimate: 1.",
        ),
    ] {
        let mut picture = of(strata);
        picture.most = 2;
        let rows: Vec<&ForestRow> = drawn(&picture);
        assert_eq!(notes::notes(&picture, &rows).last().map(String::as_str), Some(expect));
    }
    assert!(!words(&of(&TENTHS)).contains("Drawn are"));
}

#[test]
fn the_axis_is_not_led_astray_by_one_interval() {
    // The ratios are 1 and 9; the interval of the first is from 0.02 to 50.4.
    let mut picture = of(&[[1, 1, 1, 1], [60, 20, 20, 60]]);
    picture.common = Ok(ratio(2.0, 1e-6, 1e9));
    let rows: Vec<&ForestRow> = picture.rows.iter().collect();
    assert_eq!(ends(&picture, &rows), (0.25, 36.0));
}

#[test]
fn any_strata_are_drawn() {
    let counts = [0, 1, 1 << 50];
    let tables = (0..81_usize).map(|place| [1, 3, 9, 27].map(|by| counts[place / by % 3]));
    let odd = [f64::NAN, 0.0, -1.0, f64::INFINITY, 1e300, 1e-300];
    let mut many = of(&tables.collect::<Vec<_>>());
    for (place, row) in many.rows.iter_mut().enumerate() {
        row.name = HARD_NAMES[place % HARD_NAMES.len()].to_owned();
        row.weight = odd.get(place % 7).copied();
    }
    many.most = 81;
    for mut picture in [of(&[]), of(&[ASPIRIN]), many] {
        for value in odd {
            for end in odd {
                picture.common = Ok(ratio(value, end, end));
                printed(&forest(&picture));
            }
        }
    }
}
