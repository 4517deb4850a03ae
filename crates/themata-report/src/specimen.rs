//! The table that the tests of every format draw.

use themata_analysis::{Cell, Column, Kind, Row, Table};

/// Depth, a total, zero, nothing, undefined, wide characters and an emoji in four rows.
pub(crate) fn codes() -> Table {
    let undefined = || Cell::Undefined("no pairable values".to_owned());
    let row = |depth, total, cells: [Cell; 5]| Row { depth, total, cells: cells.to_vec() };
    Table {
        name: "frequencies".to_owned(),
        title: "Codes by site".to_owned(),
        definition: "Codings of each code, counted once an excerpt; share of all 4\u{202f}816 \
                     codings; all coders."
            .to_owned(),
        columns: vec![
            Column::new("code", "Code", Kind::Text),
            Column::new("site", "Site", Kind::Text),
            Column::new("codings", "Codings", Kind::Count),
            Column::new("share", "Share", Kind::Share),
            Column::new("alpha", "Krippendorff's alpha", Kind::Measure),
        ],
        rows: vec![
            row(
                0,
                false,
                [
                    Cell::text("Leadership"),
                    Cell::Empty,
                    Cell::Count(1_204),
                    Cell::Number(0.25),
                    Cell::Number(0.8125),
                ],
            ),
            row(
                1,
                false,
                [
                    Cell::text("champion, clinical"),
                    Cell::text("Site 01"),
                    Cell::Count(12),
                    Cell::Number(0.0025),
                    undefined(),
                ],
            ),
            row(
                1,
                false,
                [
                    Cell::text("領導力 👩‍⚕️"),
                    Cell::text("Site 02"),
                    Cell::Count(0),
                    Cell::share(0, 4_816),
                    undefined(),
                ],
            ),
            row(
                0,
                true,
                [
                    Cell::text("Total"),
                    Cell::Empty,
                    Cell::Count(1_216),
                    Cell::Empty,
                    Cell::Empty,
                ],
            ),
        ],
        remarks: vec!["Site 02 has one document only.".to_owned()],
    }
}

/// One code a row and one site a column: `sites` columns of counts and a last row of totals.
pub(crate) fn matrix(sites: u64) -> Table {
    let names = [
        "communication across organisations",
        "leadership turnover",
        "shared vision",
        "digital access",
    ];
    let code = Column::new("code", "Code", Kind::Text);
    let counts = (1..=sites).map(|site| {
        Column::new(format!("site_{site:02}"), format!("Site {site:02}"), Kind::Count)
    });
    let mut table =
        Table::new("codes-by-site", "Codes by site", std::iter::once(code).chain(counts));
    let count = |place: u64, site: u64| (place * 7 + site * site * 5) % 11 * (1 + place * 40);
    for (place, name) in (0..).zip(names) {
        let cells = (1..=sites).map(|site| Cell::Count(count(place, site)));
        table.push(std::iter::once(Cell::text(name)).chain(cells));
    }
    let totals =
        (1..=sites).map(|site| Cell::Count((0..4).map(|place| count(place, site)).sum()));
    let cells = std::iter::once(Cell::text("Total")).chain(totals).collect();
    table.rows.push(Row { depth: 0, total: true, cells });
    table.definition = "Codings of each code in the documents of each site.".to_owned();
    table
}

/// Passages with names on both sides.
pub(crate) fn passages() -> Table {
    let columns = [
        Column::new("site", "Site", Kind::Text),
        Column::new("passage", "Passage", Kind::Passage),
        Column::new("codes", "Codes", Kind::Text),
        Column::new("score", "Score", Kind::Measure),
    ];
    let mut table = Table::new("passages", "Passages", columns);
    table.push([
        Cell::text("04"),
        Cell::text("I can see that there is a letter.\nI cannot see the letter, and nobody can tell me why."),
        Cell::text("shared care record; digital access"),
        Cell::Number(3.25),
    ]);
    table.push([
        Cell::text("12"),
        Cell::text("You turn your chair round."),
        Cell::text("co-location and communication"),
        Cell::Number(0.5),
    ]);
    table
}
