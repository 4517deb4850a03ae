use std::collections::BTreeMap;

use crate::error::Kind;
use crate::table::Grid;
pub(super) use crate::table::MOST_COLUMNS;

/// The most cells of a sheet, those included that stand empty before a filled one.
const MOST_CELLS: usize = 20_000_000;
/// The most bytes in the cells of a sheet. The same words may be in many cells.
const MOST_BYTES: usize = 256 << 20;

/// Fills a grid from the cells of a sheet, of which only some are there.
///
/// Cells that are merged over several rows are filled in each of them: whoever looks at the
/// sheet reads it so. The grid knows them, because nobody says the same words twice.
#[derive(Debug, Default)]
pub(super) struct Filler {
    grid: Grid,
    row: Vec<(usize, String)>,
    /// How many bytes the row has.
    bytes: usize,
    /// What goes on in a column, and up to which row.
    merged: BTreeMap<usize, (String, u32)>,
}

impl Filler {
    /// Puts words into a column of the row that is being written. Columns come in order.
    pub(super) fn put(&mut self, column: usize, words: &str) {
        let is_next = self.row.last().is_none_or(|&(last, _)| last < column);
        if is_next && column < MOST_COLUMNS && !words.trim().is_empty() {
            self.bytes = self.bytes.saturating_add(words.len());
            // Beyond the limit the row is an error when it ends, whatever it holds.
            let words = if self.bytes > MOST_BYTES { "" } else { words };
            self.row.push((column, words.to_owned()));
        }
    }

    /// Lets words stand in a column up to a row.
    pub(super) fn merge(&mut self, column: usize, words: String, last: u32) {
        self.merged.insert(column, (words, last));
    }

    /// Ends the row that is being written.
    pub(super) fn end_row(&mut self, number: u32) -> Result<(), Kind> {
        // What is merged over rows makes none of its own.
        if self.row.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        self.merged.retain(|_, (_, last)| *last >= number);
        let mut own = self.row.drain(..).peekable();
        let mut merged = self.merged.iter().peekable();
        loop {
            let own_column = own.peek().map_or(usize::MAX, |&(column, _)| column);
            let merged_column = merged.peek().map_or(usize::MAX, |&(&column, _)| column);
            let column = own_column.min(merged_column);
            if column == usize::MAX {
                break;
            }
            self.grid.skip_to(column);
            let carried = if merged_column == column { merged.next() } else { None };
            let found = if own_column == column { own.next() } else { None };
            match (found, carried) {
                (Some((_, words)), _) => self.grid.cell(&words),
                (None, Some((_, (words, _)))) => self.grid.carried_cell(words),
                (None, None) => {}
            }
        }
        drop(own);
        self.grid.end_row(number);
        self.expect(0)?;
        if bytes.max(self.grid.bytes()) > MOST_BYTES {
            return Err(too_large("a number of bytes", MOST_BYTES));
        }
        Ok(())
    }

    /// Refuses a sheet that has too many cells with some that are to come.
    pub(super) fn expect(&self, cells: usize) -> Result<(), Kind> {
        if self.grid.cells().saturating_add(cells) > MOST_CELLS {
            return Err(too_large("a number of cells", MOST_CELLS));
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Grid {
        self.grid
    }
}

fn too_large(exceeded: &str, limit: usize) -> Kind {
    Kind::Table {
        message: format!("the sheet has {exceeded} above the limit of {limit}"),
        hint: "copy the rows and columns that are wanted into a new workbook".to_owned(),
    }
}
