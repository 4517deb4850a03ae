//! Tables whose header says that each row is a turn.

use std::ops::Range;

use super::writer::Written;
use crate::Place;
use crate::rows::placed_rows;

/// The most columns of a table of turns.
const MOST_COLUMNS: usize = 100;

/// The cells of a table that is being read.
#[derive(Default)]
pub(super) struct Grid {
    /// The rows, with the lines of each cell.
    rows: Vec<Vec<Range<usize>>>,
    /// Whether there is a table in it. Such tables arrange a page and hold no turns.
    pub(super) holds_table: bool,
}

impl Grid {
    pub(super) fn row(&mut self) {
        if !self.holds_table {
            self.rows.push(Vec::new());
        }
    }

    pub(super) fn begin_cell(&mut self, line: usize) {
        if !self.holds_table {
            if self.rows.is_empty() {
                self.row();
            }
            if let Some(row) = self.rows.last_mut() {
                row.push(line..line);
            }
        }
    }

    pub(super) fn end_cell(&mut self, line: usize) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.end = line;
        }
    }

    /// Puts turns in the place of the lines of the table, if they are turns.
    pub(super) fn finish(mut self, written: &mut Vec<Written>) {
        self.rows.retain(|row| !row.is_empty());
        if self.holds_table || self.rows.len() < 2 {
            return;
        }
        let first = self.rows[0][0].start;
        let words = |row: &Vec<Range<usize>>| -> Vec<String> {
            let cell = |cell: &Range<usize>| {
                let lines = written.get(cell.clone()).unwrap_or_default();
                let lines: Vec<&str> = lines.iter().map(|w| w.line.text.as_str()).collect();
                lines.join("\n")
            };
            row.iter().take(MOST_COLUMNS).map(cell).collect()
        };
        let rows: Vec<Vec<String>> = self.rows.iter().map(words).collect();
        let place = |row: usize| {
            let found = self.rows[row].iter().find_map(|cell| written.get(cell.start));
            found.map_or(Place::Line(1), |written| written.line.place)
        };
        let Some(turns) = placed_rows(&rows, place) else { return };
        written.truncate(first);
        let lines = turns.into_lines().into_iter();
        written.extend(lines.map(|line| Written { line, quoted: false }));
    }
}
