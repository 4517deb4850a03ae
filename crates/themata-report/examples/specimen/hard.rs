//! What is hard to set: many columns, many rows, long names, passages, signed values.

use themata_analysis::{Cell, Column, Kind, Row, Table};
use themata_report::{Exhibit, HeatMap, HeatRow, Part, Report};

fn sites(sites: usize, rows: usize) -> Table {
    let counts = (1..=sites).map(|site| {
        Column::new(format!("site_{site:02}"), format!("Site {site:02}"), Kind::Count)
    });
    let columns = std::iter::once(Column::new("code", "Code", Kind::Text)).chain(counts);
    let mut table =
        Table::new("codes-by-site", format!("{rows} codes at {sites} sites"), columns);
    for row in 0..rows {
        let counts =
            (0..sites).map(|site| Cell::Count(((row * 37 + site * 91) % 29 * row) as u64));
        let name = if row % 5 == 3 {
            format!(
                "a code with a name that goes on for rather longer than one would like, no. {row}"
            )
        } else {
            format!("code number {row}")
        };
        let cells = std::iter::once(Cell::text(name)).chain(counts).collect();
        table.rows.push(Row { depth: (row % 4).min(2) as u8, total: false, cells });
    }
    table.definition = "Codings of each code in the documents of each site.".to_owned();
    table
}

fn passages() -> Table {
    let columns = [
        Column::new("speaker", "Speaker", Kind::Text),
        Column::new("passage", "Passage", Kind::Passage),
        Column::new("codes", "Codes", Kind::Text),
        Column::new("score", "Score", Kind::Measure),
    ];
    let mut table = Table::new("passages", "Passages", columns);
    for turn in 0..4 {
        table.push([
            Cell::text("Nurse 2"),
            Cell::text(
                "We were told that it would all be in one place by the spring, and then by the \
                 autumn.\nIt is in two places now, so that is progress of a kind.",
            ),
            Cell::text("shared care record; data quality"),
            Cell::Number(f64::from(turn) * 3.217),
        ]);
    }
    table.definition = "Passages that speak of records, best first.".to_owned();
    table
}

fn signed(columns: usize, rows: usize) -> HeatMap {
    HeatMap {
        title: format!("{rows} by {columns}, signed"),
        description: "Difference of two shares, in per cent points of excerpts.".to_owned(),
        kind: Kind::Share,
        unit: String::new(),
        columns: (0..columns).map(|place| format!("Site {place:02}, second wave")).collect(),
        rows: (0..rows)
            .map(|row| HeatRow {
                name: format!("code number {row}"),
                depth: 0,
                values: (0..columns)
                    .map(|column| {
                        let mixed = (row * 7 + column * 5 + row * column) % 13;
                        (mixed != 5).then_some((mixed as f64 - 6.0) / 70.0)
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// A report that no one should write.
pub(crate) fn report() -> Report {
    let exhibits = vec![
        Exhibit::Table(sites(11, 12)),
        Exhibit::Table(passages()),
        Exhibit::HeatMap(signed(8, 9)),
        Exhibit::HeatMap(signed(30, 9)),
        Exhibit::HeatMap(signed(60, 9)),
        Exhibit::Table(sites(20, 30)),
        Exhibit::Table(sites(3, 60)),
    ];
    let paragraphs = vec!["What is hard to set.".to_owned()];
    Report {
        title: "Hard cases".to_owned(),
        sites: Part { paragraphs, facts: Vec::new(), exhibits },
        ..Report::default()
    }
}
