use quick_xml::Reader;
use quick_xml::events::Event;
use themata_analysis::{Cell, Column, Table};

use super::*;
use crate::specimen;

/// What the picture says on hover, a line each, after making sure that it is well-formed.
fn hovers(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut hovers, mut in_title) = (0, Vec::new(), false);
    loop {
        match reader.read_event().expect("the picture is well-formed") {
            Event::Start(start) => {
                depth += 1;
                in_title = start.name().as_ref() == "title";
                if in_title {
                    hovers.push(String::new());
                }
                for attribute in start.attributes() {
                    attribute.expect("attributes are well-formed and not repeated");
                }
            }
            Event::End(_) => {
                depth -= 1;
                in_title = false;
            }
            Event::Text(text) if in_title => {
                let text = text.as_ref().to_owned();
                hovers.last_mut().expect("a title is open").push_str(&text);
            }
            Event::GeneralRef(entity) if in_title => {
                let entity = entity.as_ref().to_owned();
                hovers.last_mut().expect("a title is open").push_str(&format!("&{entity};"));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    hovers
}

fn map(kind: Kind, rows: &[&[Option<f64>]]) -> HeatMap {
    let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    HeatMap {
        title: "T".to_owned(),
        description: "D.".to_owned(),
        kind,
        unit: String::new(),
        columns: (0..columns).map(|column| format!("c{column}")).collect(),
        rows: rows
            .iter()
            .enumerate()
            .map(|(row, values)| HeatRow {
                name: format!("r{row}"),
                depth: 0,
                values: values.to_vec(),
            })
            .collect(),
    }
}

#[track_caller]
fn check(map: &HeatMap, expect: &[&str]) {
    assert_eq!(hovers(&heat_map(map)), expect);
}

#[test]
fn every_cell_says_what_it_is() {
    let mut counts = map(Kind::Count, &[&[Some(3.0), Some(0.0)], &[None, Some(1_204.0)]]);
    counts.unit = "codings".to_owned();
    check(
        &counts,
        &[
            "T",
            "r0, c0: 3 codings",
            "r0, c1: 0 codings",
            "r1, c0: no value",
            "r1, c1: 1\u{202f}204 codings",
        ],
    );
    check(
        &map(Kind::Share, &[&[Some(0.125), Some(-0.5)]]),
        &["T", "r0, c0: 12.5%", "r0, c1: −50.0%"],
    );
}

#[test]
fn names_are_escaped_and_cleaned() {
    let mut map = map(Kind::Count, &[&[Some(1.0)]]);
    map.rows[0].name = "<b> & \"x\"\u{7}".to_owned();
    check(&map, &["T", "&lt;b&gt; &amp; &quot;x&quot;, c0: 1"]);
}

#[test]
fn zero_and_nothing_are_never_the_same() {
    let svg = heat_map(&map(Kind::Count, &[&[Some(2.0), Some(0.0), None]]));
    assert_eq!(svg.matches(">·</text>").count(), 1);
    assert_eq!(svg.matches(">—</text>").count(), 1);
    assert_eq!(svg.matches(r#"class="cell none""#).count(), 2);
}

#[test]
fn ink_is_black_on_pale_and_white_on_dark() {
    let svg = heat_map(&map(Kind::Count, &[&[Some(1.0), Some(90.0)]]));
    assert!(svg.contains(r##"fill="#000000">1</text>"##), "{svg}");
    assert!(svg.contains(r##"fill="#ffffff">90</text>"##), "{svg}");
}

#[test]
fn shades_follow_the_values() {
    let shades = Shades::of([0.0, 4.5, 9.0].into_iter());
    let class = |value| shades.shade(value).map(|shade| shade.class);
    let classes = [0.0, 0.1, 1.0, 1.1, 4.5, 9.0].map(class);
    assert_eq!(classes, [None, Some("s1"), Some("s1"), Some("s2"), Some("s5"), Some("s9")]);
    assert_eq!(shades.all().count(), 9);
    let shades = Shades::of([-9.0, 3.0].into_iter());
    assert_eq!(
        [-9.0, 3.0].map(|value| shades.shade(value).map(|shade| shade.class)),
        [Some("n9"), Some("s3")]
    );
    assert_eq!(shades.all().count(), 18);
}

#[test]
fn short_forms_are_short_and_never_wrong() {
    use crate::heat_map::layout::Form::Short;
    for (kind, value, expect) in [
        (Kind::Share, 0.123, "12"),
        (Kind::Share, 0.001, "<1"),
        (Kind::Share, -0.001, ">−1"),
        (Kind::Measure, 0.256, ".26"),
        (Kind::Measure, -0.256, "−.26"),
        (Kind::Measure, 0.999, "1.00"),
        (Kind::Measure, 10.5, "10.50"),
        (Kind::Measure, 0.001, "<.01"),
        (Kind::Count, 12.0, "12"),
        (Kind::Share, 0.0, "·"),
    ] {
        assert_eq!(Short.write(value, kind), expect, "{kind:?} {value}");
    }
}

#[test]
fn a_table_becomes_a_grid_without_its_sums() {
    let columns = [
        Column::new("code", "Code", Kind::Text),
        Column::new("a", "A", Kind::Count),
        Column::new("share", "Share", Kind::Share),
        Column::new("b", "B", Kind::Count),
        Column::new("total", "All", Kind::Count),
    ];
    let mut table = Table::new("t", "T", columns);
    let row = |name: &str| {
        [Cell::text(name), Cell::Count(1), Cell::Number(0.5), Cell::Empty, Cell::Count(1)]
    };
    for name in ["Theme", "code", "Alone", "Total"] {
        table.push(row(name));
    }
    table.rows[1].depth = 1;
    table.rows[3].total = true;
    let map = HeatMap::of(&table);
    assert_eq!(map.columns, ["A", "B"]);
    let rows: Vec<_> =
        map.rows.iter().map(|row| (row.name.as_str(), &row.values[..])).collect();
    let values: &[Option<f64>] = &[Some(1.0), None];
    assert_eq!(rows, [("Theme", &[][..]), ("code", values), ("Alone", values)]);
}

#[test]
fn any_size_is_drawn() {
    let row = vec![Some(1_234.0); 200];
    for map in [
        map(Kind::Count, &[]),
        map(Kind::Count, &[&[]]),
        map(Kind::Measure, &[&[Some(f64::NAN), Some(f64::INFINITY)]]),
        map(Kind::Count, &[&row]),
        HeatMap::of(&Table::new("t", "T", [])),
        HeatMap::of(&specimen::matrix(12)),
    ] {
        hovers(&heat_map(&map));
    }
}

#[test]
fn what_does_not_fit_has_a_scale() {
    let wide = vec![Some(1_234.0); 60];
    assert!(heat_map(&map(Kind::Count, &[&wide])).contains(r#"class="scale""#));
    assert!(!heat_map(&map(Kind::Count, &[&wide[..4]])).contains(r#"class="scale""#));
}
