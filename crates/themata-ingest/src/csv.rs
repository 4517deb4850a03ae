//! Tables whose cells stand in lines of text, between commas, semicolons, tabs or bars.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::read::Read;
use crate::table::{Dialect, Grid, MOST_COLUMNS, dialect};
use crate::{Place, TableOptions, table};

/// More line ends than an answer has. A cell with more begins with a quotation mark that has
/// no partner, and swallows the rows up to the next one.
const MOST_LINES: usize = 300;

/// Reads a table whose line ends are clean.
pub(crate) fn read(
    text: &str,
    options: &TableOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    table::read(&grid(text, diagnostics)?, options, diagnostics)
}

fn grid(text: &str, diagnostics: &mut Diagnostics) -> Result<Grid, Kind> {
    let Dialect { delimiter, from } = dialect(text);
    let text = &text[from..];
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut grid = Grid::delimited(delimiter);
    let mut row = 0u32;
    // The reader is lenient and its input is UTF-8 in memory, so nothing can fail; if it ever
    // did, the rows so far would still be worth having.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        // The reader passes over blank lines, and a spreadsheet counts them.
        let blank = text.as_bytes().get(start..).unwrap_or_default();
        let blank = blank.iter().take_while(|&&byte| byte == b'\n').count();
        row = row.saturating_add(1).saturating_add(u32::try_from(blank).unwrap_or(u32::MAX));
        if record.len() > MOST_COLUMNS {
            let message = format!(
                "row {row} has {} cells, and the limit is {MOST_COLUMNS}",
                record.len()
            );
            let hint = "look whether what stands between the cells is the same in all rows";
            return Err(Kind::Table { message, hint: hint.to_owned() });
        }
        for cell in &record {
            grid.cell(cell);
            if memchr::memchr_iter(b'\n', cell.as_bytes()).nth(MOST_LINES).is_some() {
                let message = "a cell of this row holds hundreds of lines";
                diagnostics.push(
                    Diagnostic::warning("long-cell", message)
                        .at(Place::Row(row))
                        .hint("look for a quotation mark that has no partner"),
                );
            }
        }
        grid.end_row(row);
    }
    Ok(grid)
}
