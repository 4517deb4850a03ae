//! Tables whose header says that each row is a turn.

use super::writer::Written;
use crate::Place;
use crate::rows::{Columns, placed_rows};
use crate::spans::{Cell, pick};

/// The most columns of which it is known which rows their cells span.
const MOST_COLUMNS: usize = 100;

/// The cells of a table that is being read.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    /// For each column, before which row a cell that spans rows ends in it.
    spanned: Vec<u64>,
    /// Whether there is a table in it. Such tables arrange a page and hold no turns.
    pub(super) holds_table: bool,
}

impl Grid {
    pub(super) fn row(&mut self) {
        // The table begins with the first row that has cells. Below it a row without any counts,
        // because cells above may span it.
        if !self.holds_table && self.rows.first().is_none_or(|row| !row.is_empty()) {
            self.rows.push(Vec::new());
        }
    }

    /// Begins a cell that spans so many rows.
    pub(super) fn begin_cell(&mut self, line: usize, rows: u32) {
        if self.holds_table {
            return;
        }
        if self.rows.is_empty() {
            self.row();
        }
        let at = self.rows.len() as u64 - 1;
        let Some(row) = self.rows.last_mut() else { return };
        let mut column = row.last().map_or(0, |cell| cell.column as usize + 1);
        // What a cell above spans takes no cell of this row.
        while self.spanned.get(column).is_some_and(|&until| at < until) {
            column += 1;
        }
        if rows > 1 && column < MOST_COLUMNS {
            self.spanned.resize(self.spanned.len().max(column + 1), 0);
            self.spanned[column] = at + u64::from(rows);
        }
        row.push(Cell {
            column: column as u64,
            rows: u64::from(rows.max(1)),
            lines: line..line,
        });
    }

    pub(super) fn end_cell(&mut self, line: usize) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.lines.end = line;
        }
    }

    /// Puts turns in the place of the lines of the table, if they are turns.
    pub(super) fn finish(self, written: &mut Vec<Written>) {
        let Some(header) = self.rows.first().filter(|_| !self.holds_table) else { return };
        let words = |cell: &Cell| {
            let lines = written.get(cell.lines.clone()).unwrap_or_default();
            let lines: Vec<&str> = lines.iter().map(|w| w.line.text.as_str()).collect();
            lines.join("\n")
        };
        let header: Vec<String> = header.iter().map(words).collect();
        let names: Vec<&str> = header.iter().map(String::as_str).collect();
        let Some(columns) = Columns::find(&names) else { return };
        // A cell of the header has the column of its place, because none is above it.
        let used: Vec<u64> = columns.used().map(|at| at as u64).collect();
        let picked = pick(&self.rows, &used, words);
        let place = |row: usize| {
            let found = self.rows[row].iter().find_map(|cell| written.get(cell.lines.start));
            found.map_or(Place::Line(1), |written| written.line.place)
        };
        let is_covered = |row: usize, column: usize| picked.covered[row][column];
        let Some(mut turns) = placed_rows(&picked.rows, is_covered, place) else { return };
        let others = self.rows[1..].iter().flatten();
        let others = others.filter(|cell| !cell.lines.is_empty());
        turns.left_out += others.filter(|cell| !used.contains(&cell.column)).count();
        written.truncate(self.rows[0][0].lines.start);
        let lines = turns.into_lines().into_iter();
        written.extend(lines.map(|line| Written { line, quoted: false }));
    }
}
