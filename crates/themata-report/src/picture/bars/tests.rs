use super::*;
use crate::picture::sound::{HARD_NAMES, hovers, printed};

fn of(parts: &[(&str, bool)], rows: &[(&str, &[Option<f64>])]) -> Bars {
    Bars {
        title: "T".to_owned(),
        caption: "C.".to_owned(),
        kind: Kind::Count,
        unit: "codings".to_owned(),
        named: "codes".to_owned(),
        parts: parts
            .iter()
            .map(|(name, leftward)| BarPart { name: (*name).to_owned(), leftward: *leftward })
            .collect(),
        rows: rows
            .iter()
            .map(|(name, values)| BarRow {
                name: (*name).to_owned(),
                depth: 0,
                values: values.to_vec(),
            })
            .collect(),
        most: 40,
    }
}

#[test]
fn values_stand_at_the_bars() {
    let picture =
        of(&[("all", false)], &[("a", &[Some(1_204.0)]), ("b", &[Some(0.0)]), ("c", &[None])]);
    let svg = bars(&picture);
    assert_eq!(printed(&svg), ["T", "a", "1\u{202f}204", "b", "·", "c", "—", "C."]);
    assert_eq!(hovers(&svg), ["a: 1\u{202f}204 codings"]);
}

#[test]
fn parts_that_go_apart_start_at_zero() {
    let picture = of(
        &[("barrier", true), ("facilitator", false)],
        &[
            ("a", &[Some(30.0), Some(10.0)]),
            ("b", &[Some(5.0), None]),
            ("c", &[Some(0.0), Some(7.0)]),
        ],
    );
    let svg = bars(&picture);
    // Zero is a dot at its side of the line; what is missing is not zero.
    let bars = ["a", "30", "10", "b", "5", "c", "7", "·"];
    assert_eq!(printed(&svg), [&["T", "barrier", "facilitator"][..], &bars, &["C."]].concat());
    assert_eq!(hovers(&svg).len(), 4);
    assert_eq!(hovers(&svg)[1..3], ["a, facilitator: 10 codings", "b, barrier: 5 codings"]);
    let (parts, _) = merged(&picture);
    let stacks: Vec<Stack> = picture.rows.iter().map(|row| Stack::of(row, &parts)).collect();
    assert_eq!((stacks[0].left, stacks[0].right), (30.0, 10.0));
}

#[test]
fn parts_are_said_where_they_fit() {
    let picture = of(
        &[("x", false), ("y", false)],
        &[("a", &[Some(60.0), Some(40.0)]), ("b", &[Some(99.9), Some(0.1)])],
    );
    let svg = bars(&picture);
    assert_eq!(
        printed(&svg),
        ["T", "x", "y", "a", "60", "40", "100", "b", "99.900", "100", "C."]
    );
}

#[test]
fn values_below_zero_lie_to_the_left() {
    let mut picture = of(&[("all", false)], &[("a", &[Some(-0.25)]), ("b", &[Some(0.5)])]);
    picture.kind = Kind::Measure;
    picture.unit = String::new();
    assert_eq!(printed(&bars(&picture)), ["T", "all", "a", "−0.250", "b", "0.500", "C."]);
}

#[test]
fn the_shortest_are_told_and_not_drawn() {
    let names: Vec<String> = (0..5).map(|place| format!("c{place}")).collect();
    let values: Vec<[Option<f64>; 1]> = (0..5).map(|place| [Some(f64::from(place))]).collect();
    let rows: Vec<(&str, &[Option<f64>])> =
        names.iter().zip(&values).map(|(name, value)| (name.as_str(), &value[..])).collect();
    let mut picture = of(&[("all", false)], &rows);
    picture.most = 2;
    assert_eq!(
        printed(&bars(&picture)),
        [
            "T",
            "c3",
            "3",
            "c4",
            "4",
            "C. Drawn are the 2 codes with the longest bars; the other 3 hold 3 codings (30.0%) and are not drawn."
        ]
    );
}

#[test]
fn too_many_parts_become_one() {
    let names: Vec<String> = (0..12).map(|place| format!("p{place}")).collect();
    let parts: Vec<(&str, bool)> = names.iter().map(|name| (name.as_str(), false)).collect();
    let values: Vec<Option<f64>> = (0..12).map(|place| Some(f64::from(place))).collect();
    let words = printed(&bars(&of(&parts, &[("a", &values)]))).join("|");
    assert!(
        words.contains("p5|p6") && words.contains("p11|5 others") && !words.contains("p4"),
        "{words}"
    );
    assert!(words.contains("The 5 smallest parts are drawn as one."), "{words}");
}

#[test]
fn any_bars_are_drawn() {
    let odd =
        [None, Some(f64::NAN), Some(f64::INFINITY), Some(1e300), Some(-3.0), Some(1e-300)];
    let rows: Vec<(&str, &[Option<f64>])> =
        HARD_NAMES.iter().map(|name| (*name, &odd[..])).collect();
    let parts: Vec<(&str, bool)> =
        HARD_NAMES.iter().enumerate().map(|(place, name)| (*name, place % 2 == 0)).collect();
    for picture in [
        of(&[], &[]),
        of(&parts, &[]),
        of(&[], &rows),
        of(&parts, &rows),
        of(&parts[..1], &rows),
    ] {
        printed(&bars(&picture));
    }
}
