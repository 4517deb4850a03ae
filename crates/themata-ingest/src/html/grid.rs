//! Tables whose header says that each row is a turn.

use std::ops::Range;

use super::writer::Written;
use crate::Place;
use crate::line::Line;
use crate::rows::given_rows;

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
        let Some(place) = written.get(first).map(|written| written.line.place) else { return };
        if given_rows(&[words(&self.rows[0])], place).is_none() {
            return;
        }
        // Each row by itself, so that its lines keep their places.
        let header = words(&self.rows[0]);
        let mut turns: Vec<Line> = Vec::new();
        for row in &self.rows[1..] {
            let place = row.iter().find_map(|cell| written.get(cell.start));
            let place = place.map_or(Place::Line(1), |written| written.line.place);
            turns.extend(given_rows(&[header.clone(), words(row)], place).unwrap_or_default());
        }
        written.truncate(first);
        written.extend(turns.into_iter().map(|line| Written { line, quoted: false }));
    }
}
