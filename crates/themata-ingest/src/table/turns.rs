//! Tables with a row for each turn.

use crate::assemble::finish;
use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rows::{Columns, Unit, speaker};
use crate::{ColumnUse, Document, Place, Rows, TableReading};

use super::grid::Grid;
use super::head::Head;
use super::respondents::ragged;

/// Makes a transcript of the rows.
pub(super) fn read(
    grid: &Grid,
    head: &Head,
    columns: Columns,
    diagnostics: &mut Diagnostics,
) -> Document {
    let rows = (head.from..grid.height()).map(|row| move |at| grid.get(row, at));
    let unit = Unit::of(&head.names(), columns, rows);
    let width = head.columns.len();
    let mut builder = Builder::default();
    for row in head.from..grid.height() {
        let place = Place::Row(grid.number(row));
        if grid.is_even() && grid.width(row) != width {
            diagnostics.push(ragged(grid.width(row), width).at(place));
        }
        let cell = |column: Option<usize>| column.and_then(|at| grid.get(row, at));
        // Words with a comma that nobody quoted are cut in two.
        let is_cut = columns.words + 1 == width && grid.width(row) > width;
        let joined = if is_cut { grid.rest(row, columns.words) } else { None };
        let words = joined.as_deref().or_else(|| grid.own(row, columns.words));
        let Some(words) = words else {
            let message = "this row holds no words and was left out";
            diagnostics.push(Diagnostic::note("row-without-words", message).at(place));
            continue;
        };
        let mut time = |column| {
            let ms = unit.read(cell(column)?);
            if ms.is_none() {
                let message = "this time cannot be read";
                diagnostics.push(Diagnostic::warning("bad-time", message).at(place));
            }
            ms
        };
        let (start, end) = (time(columns.start), time(columns.end));
        let start_ms = start.map(|(ms, _)| ms);
        let end_ms = end.map(|(ms, _)| ms).or(start.and_then(|(_, end)| end));
        let speaker = cell(columns.speaker).and_then(speaker);
        // Without a column for speakers the table is a document, a paragraph to a row, unless
        // it says when.
        if speaker.is_some() || start_ms.is_some() || columns.speaker.is_some() {
            builder.open_turn(Opening { speaker, start_ms, end_ms });
        }
        for paragraph in words.split('\n') {
            builder.paragraph(paragraph);
        }
    }
    finish(builder, diagnostics).into()
}

/// What the columns were taken for.
pub(super) fn reading(head: &Head, columns: Columns) -> TableReading {
    let usage = |at: usize| match Some(at) {
        at if at == Some(columns.words) => ColumnUse::Words,
        at if at == columns.speaker => ColumnUse::Speaker,
        at if at == columns.start => ColumnUse::Start,
        at if at == columns.end => ColumnUse::End,
        _ => ColumnUse::Ignored,
    };
    let named = head.columns.iter().enumerate().filter(|(_, column)| column.is_named);
    let columns = named.map(|(at, column)| (column.name.clone(), usage(at))).collect();
    TableReading { rows: Rows::Turns, columns }
}
