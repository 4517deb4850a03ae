//! What stands under a table after its definition.

use std::collections::BTreeMap;

use themata_analysis::{Cell, Row, Table};

use crate::figure::{cell_at, is_number, reason};
use crate::line::{cut_middle, in_one_line};

/// As many places as are named before they are only counted.
const NAMED: usize = 3;

/// As many columns as a place's name may take.
const NAME_ROOM: usize = 32;

/// The remarks of a table, and behind them one for each reason why numbers are undefined,
/// unless a remark says it already.
pub(crate) fn remarks(table: &Table) -> Vec<String> {
    let mut remarks: Vec<String> =
        table.remarks.iter().map(|remark| in_one_line(remark)).collect();
    let said = remarks.len();
    for (reason, places) in undefined(table) {
        if !remarks[..said].iter().any(|remark| remark.contains(reason)) {
            remarks.push(sentence(table, reason, &places));
        }
    }
    remarks.retain(|remark| !remark.is_empty());
    remarks
}

/// Where a number is undefined: the row and the column.
type Place<'a> = (&'a Row, usize);

/// The reasons in the order in which a reader meets them, each with its places.
fn undefined(table: &Table) -> Vec<(&str, Vec<Place<'_>>)> {
    let mut reasons: Vec<(&str, Vec<Place<'_>>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &table.rows {
        for column in 0..table.columns.len() {
            let Some(reason) = reason(cell_at(row, column)) else { continue };
            let place = *known.entry(reason).or_insert_with(|| {
                reasons.push((reason, Vec::new()));
                reasons.len() - 1
            });
            reasons[place].1.push((row, column));
        }
    }
    reasons
}

fn sentence(table: &Table, reason: &str, places: &[Place<'_>]) -> String {
    let numbers = table.columns.iter().filter(|column| is_number(column.kind)).count();
    let headings = |columns: &[usize]| -> Vec<String> {
        columns.iter().map(|column| in_one_line(&table.columns[*column].heading)).collect()
    };
    let rows = by_row(places);
    let names: Option<Vec<String>> = rows
        .iter()
        .map(|(row, columns)| {
            let name = name_of(row)?;
            let all_that_can_be_meant = columns.len() == numbers;
            Some(if all_that_can_be_meant {
                name
            } else {
                format!("{name} ({})", headings(columns).join(", "))
            })
        })
        .collect();
    let place = match names {
        Some(names) if names.len() <= NAMED => format!(" for {}", listed(names)),
        None if places.len() == 1 => String::new(),
        _ => {
            let mut columns: Vec<usize> = places.iter().map(|(_, column)| *column).collect();
            columns.sort_unstable();
            columns.dedup();
            let under = if columns.len() < numbers && columns.len() <= NAMED {
                format!(" under {}", listed(headings(&columns)))
            } else {
                String::new()
            };
            format!(" in {} cells{under}", places.len())
        }
    };
    let stop = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("Undefined{place}: {}{stop}", in_one_line(reason))
}

/// The rows among the places, each with its columns. The places stand row by row.
fn by_row<'a>(places: &[Place<'a>]) -> Vec<(&'a Row, Vec<usize>)> {
    let mut rows: Vec<(&Row, Vec<usize>)> = Vec::new();
    for (row, column) in places {
        match rows.last_mut() {
            Some((last, columns)) if std::ptr::eq(*last, *row) => columns.push(*column),
            _ => rows.push((row, vec![*column])),
        }
    }
    rows
}

/// The first words of a row.
fn name_of(row: &Row) -> Option<String> {
    row.cells.iter().find_map(|cell| match cell {
        Cell::Text(text) => Some(cut_middle(&in_one_line(text), NAME_ROOM)),
        _ => None,
    })
}

/// Names as a sentence lists them.
fn listed(mut names: Vec<String>) -> String {
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use themata_analysis::{Column, Kind};

    use super::*;

    #[track_caller]
    fn check(
        columns: &[&str],
        rows: &[(&str, &[Option<f64>])],
        said: &[&str],
        expect: &[&str],
    ) {
        let numbers = columns.iter().map(|key| Column::new(*key, *key, Kind::Share));
        let code = Column::new("code", "Code", Kind::Text);
        let mut table = Table::new("t", "T", std::iter::once(code).chain(numbers));
        for (name, cells) in rows {
            let cells = cells.iter().map(|cell| match cell {
                Some(number) => Cell::Number(*number),
                None => Cell::Undefined("no pairs".to_owned()),
            });
            table.push(std::iter::once(Cell::text(*name)).chain(cells));
        }
        table.remarks = said.iter().map(|remark| (*remark).to_owned()).collect();
        assert_eq!(remarks(&table), expect);
    }

    #[test]
    fn a_reason_names_its_places() {
        check(&["a"], &[("x", &[None])], &[], &["Undefined for x: no pairs."]);
        check(
            &["a"],
            &[("x", &[None]), ("y", &[Some(0.1)]), ("z", &[None])],
            &["Small."],
            &["Small.", "Undefined for x and z: no pairs."],
        );
        check(
            &["a", "b"],
            &[("x", &[None, None]), ("y", &[Some(0.1), None])],
            &[],
            &["Undefined for x and y (b): no pairs."],
        );
    }

    #[test]
    fn many_places_are_counted() {
        check(
            &["a", "b"],
            &[
                ("w", &[None, None]),
                ("x", &[None, None]),
                ("y", &[None, None]),
                ("z", &[None, None]),
            ],
            &[],
            &["Undefined in 8 cells: no pairs."],
        );
        let only_b: &[Option<f64>] = &[Some(0.1), None];
        check(
            &["a", "b"],
            &[("w", only_b), ("x", only_b), ("y", only_b), ("z", only_b)],
            &[],
            &["Undefined in 4 cells under b: no pairs."],
        );
        check(
            &["a"],
            &[("w", &[None]), ("x", &[None]), ("y", &[None]), ("z", &[None])],
            &[],
            &["Undefined in 4 cells: no pairs."],
        );
    }

    #[test]
    fn a_reason_that_was_given_is_not_given_again() {
        check(
            &["a"],
            &[("x", &[None])],
            &["Where there are no pairs there is no alpha."],
            &["Where there are no pairs there is no alpha."],
        );
    }
}
