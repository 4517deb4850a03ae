//! Tables of a document, and which of them have a row for each turn.

use super::paragraph::Cut;
use crate::line::Role;
use crate::rows::{Columns, placed_rows};
use crate::spans::{Cell, find, pick};

/// A table that is being read.
#[derive(Debug)]
pub(super) struct Table {
    /// The first of its lines.
    first: usize,
    /// The cells of each row that hold lines.
    rows: Vec<Vec<Cell>>,
    /// The column of the next cell.
    column: u64,
}

impl Table {
    /// Begins a table behind some lines.
    pub(super) fn new(lines: usize) -> Table {
        Table { first: lines, rows: Vec::new(), column: 0 }
    }

    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
        self.column = 0;
    }

    /// Begins a cell behind some lines, which spans so many rows. What a repeated cell says is said once.
    pub(super) fn cell(&mut self, lines: usize, repeated: u64, rows: u64) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { column: self.column, rows, lines: lines..lines });
        }
        self.pass(repeated);
    }

    /// Passes columns.
    pub(super) fn pass(&mut self, columns: u64) {
        self.column = self.column.saturating_add(columns.max(1));
    }

    pub(super) fn end_cell(&mut self, lines: usize) {
        let Some(row) = self.rows.last_mut() else { return };
        if let Some(cell) = row.last_mut() {
            cell.lines.end = lines.max(cell.lines.start);
            if cell.lines.is_empty() {
                row.pop();
            }
        }
    }

    /// Ends the table: if its first row names columns that tell who or when next to the words,
    /// its lines become turns.
    pub(super) fn end(self, lines: &mut Vec<Cut>) {
        let Some(header) = self.rows.first() else { return };
        let names: Vec<String> = header.iter().map(|cell| words(lines, cell)).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(columns) = Columns::find(&known).filter(|columns| columns.are_telling())
        else {
            return;
        };
        let used: Vec<u64> = columns.used().map(|at| header[at].column).collect();
        let picked = pick(&self.rows, &used, |cell| words(lines, cell));
        let Some(place) =
            lines.get(header[columns.words].lines.start).map(|cut| cut.line.place)
        else {
            return;
        };
        let is_covered = |row: usize, column: usize| picked.covered[row][column];
        let given = placed_rows(&picked.rows, is_covered, |_| place);
        let Some(mut given) = given else { return };
        let is_used = |cell: &&Cell| used.contains(&cell.column);
        given.left_out += self.rows[1..]
            .iter()
            .map(|row| row.len() - row.iter().filter(is_used).count())
            .sum::<usize>();
        let mut all: Vec<Option<Cut>> = lines.drain(self.first..).map(Some).collect();
        let spoken = self.rows[1..].iter().flat_map(|row| {
            let cell = find(row, header[columns.words].column).map(|cell| cell.lines.clone());
            let mut cuts: Vec<Cut> = cell
                .unwrap_or_default()
                .filter_map(|at| all.get_mut(at - self.first).and_then(Option::take))
                .collect();
            cuts.sort_by_key(|cut| cut.at);
            cuts
        });
        // The words that were handed over are these lines, one for one.
        lines.extend(spoken.zip(given.into_lines()).map(|(mut cut, given)| {
            (cut.line.bold, cut.line.opens, cut.line.role) = (0, true, Role::Body);
            cut.line.given = given.given;
            cut
        }));
    }
}

/// The words of a cell, a line for each of its lines.
fn words(lines: &[Cut], cell: &Cell) -> String {
    let mut cuts: Vec<&Cut> =
        lines.get(cell.lines.clone()).unwrap_or_default().iter().collect();
    cuts.sort_by_key(|cut| cut.at);
    let words: Vec<&str> = cuts.iter().map(|cut| cut.line.text.as_str()).collect();
    words.join("\n")
}
