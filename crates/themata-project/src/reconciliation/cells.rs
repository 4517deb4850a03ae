use std::collections::BTreeSet;
use std::fmt::Display;

use crate::{Cell, Column, Kind, Table};

/// A value, or why there is none.
pub(super) fn cell<E: Display>(value: Result<f64, E>) -> Cell {
    match value {
        Ok(value) => Cell::Number(value),
        Err(reason) => Cell::Undefined(reason.to_string()),
    }
}

pub(super) fn text(key: &str, heading: &str) -> Column {
    Column::new(key, heading, Kind::Text)
}

pub(super) fn passage(key: &str, heading: &str) -> Column {
    Column::new(key, heading, Kind::Passage)
}

pub(super) fn number(key: &str, heading: &str) -> Column {
    Column::new(key, heading, Kind::Count)
}

pub(super) fn share(key: &str, heading: &str) -> Column {
    Column::new(key, heading, Kind::Share)
}

pub(super) fn measure(key: &str, heading: &str) -> Column {
    Column::new(key, heading, Kind::Measure)
}

/// The same table under other names, with some of its columns.
pub(super) fn with_columns(mut table: Table, name: &str, title: &str, keys: &[&str]) -> Table {
    let all: Vec<String> = table.columns.iter().map(|column| column.key.clone()).collect();
    for key in all.iter().filter(|key| !keys.contains(&key.as_str())) {
        table.drop_column(key);
    }
    named(table, name, title)
}

pub(super) fn named(mut table: Table, name: &str, title: &str) -> Table {
    name.clone_into(&mut table.name);
    title.clone_into(&mut table.title);
    table
}

/// The rows whose first cell is one of some names, and the totals. Codes that nobody used have
/// no agreement; a page of "undefined" tells nobody more.
pub(super) fn of_used(mut table: Table, used: &BTreeSet<&str>) -> Table {
    table.rows.retain(|row| {
        row.total
            || matches!(row.cells.first(), Some(Cell::Text(name)) if used.contains(name.as_str()))
    });
    table
}

/// Without columns of numbers in which no row has a number. Why a figure over all codes is
/// undefined is told by a remark and in the headline.
pub(super) fn without_void(mut table: Table) -> Table {
    let is_void = |place: usize| {
        let mut cells = table.rows.iter().map(|row| &row.cells[place]);
        cells.all(|cell| matches!(cell, Cell::Empty | Cell::Undefined(_)))
    };
    let is_number = |kind| !matches!(kind, Kind::Text | Kind::Passage);
    let columns = table.columns.iter().enumerate();
    let void: Vec<String> = columns
        .filter(|(place, column)| is_number(column.kind) && is_void(*place))
        .map(|(_, column)| column.key.clone())
        .collect();
    for key in &void {
        table.drop_column(key);
    }
    table
}
