//! A table with a row for each turn.

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::read::Read;
use crate::rows::{Columns, Unit, delimiter};
use crate::{Document, Place, TableOptions, assemble};

/// Reads a table whose line ends are clean.
pub(crate) fn read(
    text: &str,
    _options: &TableOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let first_row = text.trim_start().lines().next().unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(first_row))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut table = None;
    let mut builder = Builder::default();
    let mut row = 0u32;
    // The reader is lenient and its input is UTF-8 in memory, so nothing can fail; if it ever
    // did, the rows so far would still be worth having.
    while reader.read_record(&mut record).unwrap_or(false) {
        row += 1;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(Table { columns, unit, width }) = table else {
            let cells: Vec<&str> = record.iter().collect();
            let columns = Columns::find(&cells).ok_or(Kind::NoTextColumn)?;
            table =
                Some(Table { columns, unit: Unit::of(&cells, columns), width: cells.len() });
            continue;
        };
        if record.len() != width {
            let message =
                format!("this row has {} cells, and the header {width}", record.len());
            diagnostics.push(Diagnostic::warning("ragged-row", message).at(Place::Row(row)));
        }
        let cell = |column: Option<usize>| {
            column.and_then(|at| record.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let Some(words) = cell(Some(columns.words)) else {
            let message = "this row holds no words and was left out";
            diagnostics
                .push(Diagnostic::note("row-without-words", message).at(Place::Row(row)));
            continue;
        };
        let mut time = |column| {
            let cell = cell(column)?;
            let ms = unit.read(cell);
            if ms.is_none() {
                let message = "this time cannot be read";
                diagnostics.push(Diagnostic::warning("bad-time", message).at(Place::Row(row)));
            }
            ms
        };
        let (start, end) = (time(columns.start), time(columns.end));
        let start_ms = start.map(|(ms, _)| ms);
        let end_ms = end.map(|(ms, _)| ms).or(start.and_then(|(_, end)| end));
        let speaker = cell(columns.speaker).map(str::to_owned);
        // Without a column for speakers the table is a document, a paragraph to a row, unless
        // it says when.
        if speaker.is_some() || start_ms.is_some() || columns.speaker.is_some() {
            builder.open_turn(Opening { speaker, start_ms, end_ms });
        }
        for paragraph in words.split('\n') {
            builder.paragraph(paragraph);
        }
    }
    if table.is_none() && row > 0 {
        return Err(Kind::NoTextColumn);
    }
    Ok(Document::from(assemble::finish(builder, diagnostics)).into())
}

#[derive(Clone, Copy)]
struct Table {
    columns: Columns,
    unit: Unit,
    width: usize,
}
