use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

fn row(name: &str, estimate: Result<[f64; 4], &str>) -> ForestRow {
    ForestRow {
        name: name.to_owned(),
        both: 12,
        units: 1_204,
        estimate: estimate.map(ratio).map_err(str::to_owned),
    }
}

/// Infinite ends are what callers say as none.
fn ratio([value, low, high, weight]: [f64; 4]) -> RatioEstimate {
    let bounded = |ratio: f64| ratio.is_finite().then_some(ratio);
    RatioEstimate {
        value: bounded(value),
        low: Some(low),
        high: bounded(high),
        weight: Some(weight),
    }
}

fn of(rows: Vec<ForestRow>) -> Forest {
    Forest {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        strata: "sites".to_owned(),
        measure: "odds ratio".to_owned(),
        confidence: 0.95,
        rows,
        common_name: "Common".to_owned(),
        common: Ok(ratio([1.5, 1.1, 2.0, 1.0])),
        heterogeneity: Some(Heterogeneity { i_squared: Some(0.432), p: Some(0.0214) }),
        most: 40,
    }
}

#[test]
fn every_stratum_has_its_figures() {
    let picture = of(vec![
        row("North", Ok([1.836, 1.02, 3.304, 0.6])),
        row("South", Ok([12.04, 0.001, f64::INFINITY, 0.4])),
        row("East", Err("no unit has either code")),
    ]);
    let svg = forest(&picture);
    let printed = printed(&svg);
    for words in [
        "12/1\u{202f}204",
        "1.84 (1.02–3.30)",
        "60.0%",
        "12.0 (<0.01–∞)",
        "no estimate: no unit has either code",
        "1.50 (1.10–2.00)",
    ] {
        assert!(printed.iter().any(|text| text == words), "{words}: {printed:?}");
    }
    assert_eq!(
        hovers(&svg),
        [
            "no association",
            "North: odds ratio 1.84 (1.02–3.30)",
            "South: odds ratio 12.0 (<0.01–∞)",
            "Common: odds ratio 1.50 (1.10–2.00)",
        ]
    );
    assert_eq!(svg.matches("class=\"arrow\"").count(), 2, "both ends of one whisker");
    assert_eq!(svg.matches("class=\"diamond\"").count(), 1);
    let caption = printed.join(" ");
    assert!(
        caption.contains("I²\u{202f}=\u{202f}43.2%, p\u{202f}=\u{202f}0.021."),
        "{caption}"
    );
}

#[test]
fn an_estimate_outside_the_common_one_is_hollow() {
    let mut weightless = row("South", Ok([2.0, 0.5, 8.0, 0.0]));
    if let Ok(estimate) = &mut weightless.estimate {
        estimate.weight = None;
    }
    let rows = vec![
        row("North", Ok([1.8, 1.0, 3.3, 1.0])),
        weightless,
        row("West", Ok([f64::INFINITY, 1.5, f64::INFINITY, 0.0])),
    ];
    let mut picture = of(rows);
    let svg = forest(&picture);
    // The third has no place on the axis, so its whisker alone says it.
    assert_eq!(hollow(&svg), (1, 2));
    assert_eq!(
        hovers(&svg)[2],
        "South: odds ratio 2.00 (0.50–8.00), takes no part in the common estimate"
    );
    let caption = printed(&svg).join(" ");
    assert!(
        caption.contains(
            "Hollow squares with dashed whiskers (2 of the 3 sites drawn) are estimates that \
             take no part in the common one."
        ),
        "{caption}"
    );

    picture.common = Err("none".to_owned());
    let svg = forest(&picture);
    assert_eq!(hollow(&svg), (0, 0), "without a common estimate none differs");
    assert!(!printed(&svg).join(" ").contains("Hollow"));
    picture = of(vec![row("North", Ok([1.8, 1.0, 3.3, 1.0]))]);
    assert!(!printed(&forest(&picture)).join(" ").contains("Hollow"));
}

/// How many squares are hollow, and how many whiskers dashed.
fn hollow(svg: &str) -> (usize, usize) {
    let squares = format!("fill=\"#ffffff\" stroke=\"{BLUE}\"");
    (svg.matches(&squares).count(), svg.matches("stroke-dasharray").count())
}

#[test]
fn estimates_from_few_units_are_counted() {
    let with = |both: &[u64]| {
        let rows = both.iter().map(|both| {
            let estimated = row("North", Ok([1.8, 1.0, 3.3, 0.2]));
            ForestRow { both: *both, ..estimated }
        });
        // What has no estimate has no interval that could be wide.
        let silent = ForestRow { both: 0, ..row("East", Err("empty")) };
        let mut picture = of(rows.chain([silent]).collect());
        picture.most = 2;
        printed(&forest(&picture)).join(" ")
    };
    for (both, expect) in [
        (
            &[4, 1, 5][..],
            "2 of 3 sites with an estimate rest on fewer than five units with both codes: \
             their intervals are wide and approximate.",
        ),
        (
            &[5, 60, 4, 5],
            "1 of 4 sites with an estimate rests on fewer than five units with both codes: \
             its interval is wide and approximate.",
        ),
    ] {
        let words = with(both);
        assert!(words.contains(expect), "{words}");
    }
    assert!(!with(&[5, 60]).contains("fewer than five"));
}

#[test]
fn nothing_leaves_the_picture_or_covers_what_stands_below() {
    let mut picture = of(vec![
        row("North", Ok([1.8, 1.2, 3.3, 0.6])),
        row("South", Ok([0.4, 0.1, 0.9, 0.4])),
        row("East", Err("the second code is in every unit here")),
    ]);
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
    let mut picture = of(Vec::new());
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

#[test]
fn the_lightest_are_told_and_not_drawn() {
    let mut rows: Vec<ForestRow> = (0..5)
        .map(|place| row(&format!("s{place}"), Ok([1.0, 0.5, 2.0, 0.1 * f64::from(place)])))
        .collect();
    rows.push(row("none", Err("empty")));
    let mut picture = of(rows);
    picture.most = 2;
    let words = printed(&forest(&picture)).join(" ");
    assert!(words.contains("s3") && words.contains("s4") && !words.contains("s2"), "{words}");
    assert!(
        words.contains("the 2 sites of most weight; the other 4, with 30.0% of the"),
        "{words}"
    );
}

#[test]
fn the_axis_is_not_led_astray_by_one_interval() {
    let picture =
        of(vec![row("a", Ok([1.2, 0.8, 1.6, 0.9])), row("b", Ok([2.0, 1e-6, 1e9, 0.1]))]);
    let rows: Vec<&ForestRow> = picture.rows.iter().collect();
    assert_eq!(ends(&picture, &rows), (0.25, 8.0));
}

#[test]
fn any_strata_are_drawn() {
    let odd = [f64::NAN, 0.0, -1.0, f64::INFINITY, 1e300, 1e-300];
    let mut rows: Vec<ForestRow> = HARD_NAMES.iter().map(|name| row(name, Err(name))).collect();
    for value in odd {
        for end in odd {
            let estimate = RatioEstimate {
                value: Some(value),
                low: Some(end),
                high: Some(end),
                weight: Some(value),
            };
            rows.push(ForestRow {
                name: String::new(),
                both: 0,
                units: 0,
                estimate: Ok(estimate),
            });
        }
    }
    let nothing = RatioEstimate { value: None, low: None, high: None, weight: None };
    for rows in [Vec::new(), vec![row("one", Ok([0.0, 0.0, 0.0, 1.0]))], rows] {
        let mut picture = of(rows);
        printed(&forest(&picture));
        picture.common = Ok(nothing);
        picture.confidence = f64::NAN;
        printed(&forest(&picture));
    }
}
