use super::*;
use crate::picture::reading::read;

fn pairs(names: &[&str], values: &[&[f64]], triangle: bool) -> ClusteredMap {
    ClusteredMap {
        caption: Caption { title: "T".to_owned(), ..Caption::default() },
        kind: Kind::Measure,
        grid: Grid::Pairs {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            values: values
                .iter()
                .map(|row| row.iter().map(|value| Some(*value)).collect())
                .collect(),
            distance: Distance::OneMinusValue,
            triangle,
        },
    }
}

/// Names and numbers that are printed, without the title and the caption.
#[track_caller]
fn check(map: &ClusteredMap, expect: &[&str]) {
    let picture = read(&clustered_map(map));
    let printed: Vec<&str> = picture.texts.iter().map(String::as_str).collect();
    let prose = printed.iter().position(|text| text.starts_with("Names stand"));
    assert_eq!(printed[1..prose.unwrap_or(printed.len())], *expect);
}

#[test]
fn what_is_alike_stands_together() {
    let map = pairs(&["a", "b", "c"], &[&[], &[0.1], &[0.5, 0.2]], true);
    // Joined first: a with c, so b stands below both.
    check(&map, &[".50", ".10", ".20", "a", "c", "b"]);
    let picture = read(&clustered_map(&map));
    assert_eq!(picture.titles[1..], ["c, a: 0.500", "b, a: 0.100", "b, c: 0.200"]);
    // 1 − (0.1 + 0.2) / 2 = 0.85.
    let expect =
        "Names stand by average linkage on 1 − coefficient; the last are joined at 0.85.";
    assert_eq!(picture.desc, expect);
}

#[test]
fn a_square_has_each_pair_twice_and_no_diagonal() {
    let map = pairs(&["a", "b"], &[&[1.0, 0.25], &[0.25, 1.0]], false);
    check(&map, &[".25", ".25", "a", "b", "a", "b"]);
}

#[test]
fn rows_and_columns_of_a_table_are_joined_by_what_they_hold() {
    let map = ClusteredMap {
        caption: Caption { unit: "codings".to_owned(), ..Caption::default() },
        kind: Kind::Count,
        grid: Grid::Table {
            rows: ["r0", "r1", "r2"].map(str::to_owned).to_vec(),
            columns: ["c0", "c1", "c2"].map(str::to_owned).to_vec(),
            values: vec![
                vec![Some(9.0), Some(0.0), Some(8.0)],
                vec![Some(0.0), Some(5.0), None],
                vec![Some(3.0), Some(1.0), Some(f64::NAN)],
            ],
        },
    };
    let picture = read(&clustered_map(&map));
    assert_eq!(
        picture.titles[1..4],
        ["r0, c0: 9 codings", "r0, c2: 8 codings", "r0, c1: 0 codings"]
    );
    assert!(picture.titles.contains(&"r2, c2: no value".to_owned()), "{:?}", picture.titles);
    let names: Vec<&str> = picture.texts.iter().map(String::as_str).collect();
    assert!(names.windows(3).any(|three| three == ["r0", "r2", "r1"]), "{names:?}");
    assert!(names.windows(3).any(|three| three == ["c0", "c2", "c1"]), "{names:?}");
}

#[test]
fn more_than_can_be_read_is_left_out_and_counted() {
    let names: Vec<String> = (0..300).map(|place| format!("code {place}")).collect();
    let values = (0..300)
        .map(|row| (0..row).map(|column| Some(f64::from(row + column) / 600.0)).collect())
        .collect();
    let grid = Grid::Pairs { names, values, distance: Distance::OneMinusValue, triangle: true };
    let map = ClusteredMap { caption: Caption::default(), kind: Kind::Measure, grid };
    let picture = read(&clustered_map(&map));
    assert!(
        picture.desc.starts_with(
            "Of 300 names the 60 with the largest sums are drawn; 240 were left out so that \
             names can be read."
        ),
        "{}",
        picture.desc
    );
    // The last have the largest values; each pair of the 60 is there once.
    assert_eq!(picture.titles.len() - 1, 60 * 59 / 2);
    assert!(picture.texts.contains(&"code 299".to_owned()));
    assert!(picture.texts.contains(&"code 240".to_owned()));
    assert!(!picture.texts.contains(&"code 239".to_owned()));
}

#[test]
fn hard_cases_are_pictures_too() {
    let long = "a name that goes on for very much longer than anyone would like it to";
    let names = ["<b>&\"", "\u{5d0}\u{5de}\u{5d5}\u{5df} (2)", long, "👩‍⚕️ care", ""];
    let values: Vec<&[f64]> = vec![&[], &[-0.5], &[f64::NAN, 0.0], &[f64::INFINITY, 1.0, 0.2]];
    for triangle in [false, true] {
        for many in 0..=names.len() {
            read(&clustered_map(&pairs(&names[..many], &values, triangle)));
        }
    }
    let empty = Grid::Table { rows: vec!["r".to_owned()], columns: vec![], values: vec![] };
    let map = ClusteredMap { caption: Caption::default(), kind: Kind::Share, grid: empty };
    let expect = ["Nothing to draw: there are no rows or no columns."];
    assert_eq!(read(&clustered_map(&map)).texts, expect);
}
