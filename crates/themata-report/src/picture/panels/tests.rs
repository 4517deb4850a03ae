use super::*;
use crate::picture::reading::read;

fn sample(kind: Kind, columns: &[&str], groups: &[(&str, &[&[f64]])]) -> Panels {
    let rows = groups.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
    Panels {
        caption: Caption { unit: "codings".to_owned(), ..Caption::default() },
        kind,
        rows: (0..rows).map(|row| format!("r{row}")).collect(),
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        groups: groups
            .iter()
            .map(|(name, values)| PanelGroup {
                name: (*name).to_owned(),
                n: Some(7),
                values: values
                    .iter()
                    .map(|row| row.iter().map(|value| Some(*value)).collect())
                    .collect(),
            })
            .collect(),
    }
}

/// The lengths of all bars.
fn lengths(svg: &str) -> Vec<f64> {
    let bars = svg.split("<rect x=").skip(1).filter(|bar| bar.contains("fill=\"#6897c8\""));
    bars.map(|bar| bar.split("width=\"").nth(1).expect("a width"))
        .map(|width| width.split('"').next().expect("a value").parse().expect("a number"))
        .collect()
}

#[test]
fn all_groups_have_one_scale_and_one_order() {
    let groups: [(&str, &[&[f64]]); 2] =
        [("Site 1", &[&[1.0], &[8.0]]), ("Site 2", &[&[4.0], &[0.0]])];
    let svg = panels(&sample(Kind::Count, &[], &groups));
    let picture = read(&svg);
    assert_eq!(
        picture.titles[1..],
        [
            "Site 1, r1: 8 codings",
            "Site 1, r0: 1 codings",
            "Site 2, r1: 0 codings",
            "Site 2, r0: 4 codings",
        ]
    );
    let texts = ["r1", "r0", "Site 1", "n = 7", "8", "1", "Site 2", "n = 7", "·", "4"];
    assert_eq!(picture.texts[..10], texts);
    assert_eq!(
        picture.desc,
        "All groups have one scale, rows ordered by their sum over all groups."
    );
    // 8, 1 and 4 of a longest bar of 150.
    assert_eq!(lengths(&svg), [150.0, 18.8, 75.0]);
}

#[test]
fn more_than_one_column_makes_cells() {
    let groups: [(&str, &[&[f64]]); 2] =
        [("Site 1", &[&[0.5, -0.25]]), ("Site 2", &[&[0.0, f64::NAN]])];
    let picture = read(&panels(&sample(Kind::Measure, &["early", "late"], &groups)));
    assert_eq!(
        picture.titles[1..],
        [
            "Site 1, r0, early: 0.500",
            "Site 1, r0, late: −0.250",
            "Site 2, r0, early: 0",
            "Site 2, r0, late: no value",
        ]
    );
    assert!(picture.texts.windows(2).any(|two| two == [".50", "−.25"]), "{:?}", picture.texts);
    assert!(picture.texts.windows(2).any(|two| two == ["·", "—"]), "{:?}", picture.texts);
}

#[test]
fn groups_wrap_into_lines_with_the_names_again() {
    let values: &[&[f64]] = &[&[3.0], &[2.0]];
    let groups: Vec<(String, &[&[f64]])> =
        (0..14).map(|site| (format!("Site {site}"), values)).collect();
    let groups: Vec<_> = groups.iter().map(|(name, values)| (name.as_str(), *values)).collect();
    let picture = read(&panels(&sample(Kind::Count, &[], &groups)));
    assert_eq!(picture.texts.iter().filter(|text| *text == "r0").count(), 2);
    assert_eq!(picture.titles.len() - 1, 28);
}

#[test]
fn more_than_can_be_read_is_left_out_and_counted() {
    let values: Vec<Vec<f64>> = (0..300).map(|row| vec![f64::from(row)]).collect();
    let values: Vec<&[f64]> = values.iter().map(Vec::as_slice).collect();
    let groups: Vec<(String, &[&[f64]])> =
        (0..40).map(|site| (format!("Site {site}"), values.as_slice())).collect();
    let groups: Vec<_> = groups.iter().map(|(name, values)| (name.as_str(), *values)).collect();
    let picture = read(&panels(&sample(Kind::Count, &[], &groups)));
    let expect = "largest sums are drawn; 4 were left out.";
    assert!(
        picture.desc.contains(&format!("Of 40 groups the 36 with the {expect}")),
        "{}",
        picture.desc
    );
    assert!(picture.desc.contains("Of 300 rows the "), "{}", picture.desc);
    assert!(
        picture.texts.contains(&"r299".to_owned()) && !picture.texts.contains(&"r1".to_owned())
    );
}

#[test]
fn hard_cases_are_pictures_too() {
    let nothing = read(&panels(&sample(Kind::Count, &[], &[])));
    assert_eq!(nothing.texts[0], "Nothing to draw: there are no rows or no groups.");
    let long = "a name that goes on for very much longer than anyone would like it to";
    let values: &[&[f64]] = &[&[-3.0, 1e300], &[f64::INFINITY], &[], &[0.0, 0.0, 9.0]];
    for columns in [&[][..], &["x"], &["<b>&\"", long, "\u{5d0}\u{5de}\u{5d5}\u{5df}"]] {
        for name in ["", "<b>&\"", "👩‍⚕️ care", long] {
            let mut sample = sample(Kind::Measure, columns, &[(name, values), ("b", &[])]);
            sample.rows = ["", long, "\u{5d0}\u{5de}\u{5d5}\u{5df} (2)", "<i>"]
                .map(str::to_owned)
                .to_vec();
            read(&panels(&sample));
        }
    }
}
