//! Cells that span rows, in tables of which only the cells are told that are there.

use std::ops::Range;

/// A cell of a table.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) column: u64,
    /// How many rows it spans, at least 1.
    pub(crate) rows: u64,
    /// Which lines lie in it.
    pub(crate) lines: Range<usize>,
}

/// Some columns of a table, row by row.
#[derive(Debug)]
pub(crate) struct Picked {
    /// The words of each row, one cell for each column that was asked for.
    pub(crate) rows: Vec<Vec<String>>,
    /// For each of these cells, whether one above it spans it.
    pub(crate) covered: Vec<Vec<bool>>,
}

/// The cell of a row in a column. The cells of a row are in the order of their columns.
pub(crate) fn find(row: &[Cell], column: u64) -> Option<&Cell> {
    row.binary_search_by_key(&column, |cell| cell.column).ok().map(|at| &row[at])
}

/// Picks some columns. Only those that tell something are looked at, because a table may have
/// more of them than there is room for.
pub(crate) fn pick(
    rows: &[Vec<Cell>],
    columns: &[u64],
    words: impl Fn(&Cell) -> String,
) -> Picked {
    let mut picked = Picked { rows: Vec::new(), covered: Vec::new() };
    let mut until = vec![0u64; columns.len()];
    for (at, row) in (0u64..).zip(rows) {
        let (mut cells, mut covered) = (Vec::new(), Vec::new());
        for (&column, until) in columns.iter().zip(&mut until) {
            let cell = find(row, column);
            covered.push(cell.is_none() && at < *until);
            if let Some(cell) = cell {
                *until = at.saturating_add(cell.rows);
            }
            cells.push(cell.map(&words).unwrap_or_default());
        }
        picked.rows.push(cells);
        picked.covered.push(covered);
    }
    picked
}
