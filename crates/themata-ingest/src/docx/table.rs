//! A table while it is being read, and what becomes of it if its rows are turns.

use std::collections::HashSet;

use super::passage::Passage;
use crate::Place;
use crate::layout::Spot;
use crate::line::Line;
use crate::rows::{Columns, placed_rows};

#[derive(Debug)]
pub(super) struct Table {
    /// The number of its first paragraph.
    number: u32,
    /// Which lines and anchors of the part are its.
    first_line: usize,
    first_anchor: usize,
    rows: Vec<Vec<String>>,
    /// The cells, by row and column, that go on with the cell above them.
    merged: HashSet<(usize, usize)>,
    /// The cell that each line lies in, if in any.
    cells: Vec<Option<Cell>>,
}

/// Where a line lies in a table.
#[derive(Clone, Copy, Debug)]
struct Cell {
    row: usize,
    column: usize,
    /// Which line of its cell it is.
    line: usize,
}

impl Table {
    pub(super) fn new(number: u32, before: &Passage) -> Table {
        Table {
            number,
            first_line: before.lines.len(),
            first_anchor: before.anchors.len(),
            rows: Vec::new(),
            merged: HashSet::new(),
            cells: Vec::new(),
        }
    }

    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    /// Says that the cell goes on with the one above it.
    pub(super) fn merge_cell(&mut self) {
        let place = self.rows.len().checked_sub(1).and_then(|row| {
            let column = self.rows[row].len().checked_sub(1)?;
            Some((row, column))
        });
        self.merged.extend(place);
    }

    /// Takes note of lines that come next in the part.
    pub(super) fn add(&mut self, lines: &[Line]) {
        let row = self.rows.len();
        for line in lines {
            let cell = self.rows.last_mut().and_then(|cells| {
                let column = cells.len().checked_sub(1)?;
                Some((column, cells.last_mut()?))
            });
            let Some((column, words)) = cell else {
                self.cells.push(None);
                continue;
            };
            let before = self.cells.last().copied().flatten();
            let before = before.filter(|b| b.row + 1 == row && b.column == column);
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(&line.text);
            let line = before.map_or(0, |before| before.line + 1);
            self.cells.push(Some(Cell { row: row - 1, column, line }));
        }
    }

    /// Puts turns in the place of the lines, if the first row names columns that make turns of
    /// the others.
    pub(super) fn finish(self, passage: &mut Passage) {
        let place = Place::Paragraph(self.number);
        let is_merged = |row, column| self.merged.contains(&(row, column));
        let Some(turns) = placed_rows(&self.rows, is_merged, |_| place) else { return };
        let turns = turns.into_lines();
        let header = self.rows.first().into_iter().flatten();
        let header: Vec<&str> = header.map(String::as_str).collect();
        let Some(columns) = Columns::find(&header) else { return };
        let starts = self.starts(columns.words);
        for anchor in passage.anchors.get_mut(self.first_anchor..).unwrap_or_default() {
            let Some(line) = anchor.spot.line.checked_sub(self.first_line) else { continue };
            let spot = match self.cells.get(line).copied().flatten() {
                Some(cell) => placed(cell, anchor.spot.byte, columns.words, &starts, &turns),
                None => Spot { line: turns.len(), byte: 0 },
            };
            anchor.spot = Spot { line: self.first_line + spot.line, byte: spot.byte };
        }
        passage.lines.truncate(self.first_line);
        passage.lines.extend(turns);
    }

    /// Which turn line each row begins with; one more than there are rows.
    fn starts(&self, words: usize) -> Vec<usize> {
        let mut starts = vec![0; self.rows.len() + 1];
        for (row, cells) in self.rows.iter().enumerate().skip(1) {
            let cell = cells.get(words).filter(|cell| !cell.is_empty());
            starts[row + 1] = starts[row] + cell.map_or(0, |cell| cell.split('\n').count());
        }
        starts
    }
}

/// Where among the turns a place of the table is. Who speaks and when are no words of the
/// text, so what hangs on them hangs on the beginning or the end of the words.
fn placed(cell: Cell, byte: usize, words: usize, starts: &[usize], turns: &[Line]) -> Spot {
    let (first, end) = (starts[cell.row], starts[cell.row + 1]);
    if cell.column == words && first + cell.line < end {
        return Spot { line: first + cell.line, byte };
    }
    if cell.column > words && end > first {
        let byte = turns.get(end - 1).map_or(0, |line| line.text.len());
        return Spot { line: end - 1, byte };
    }
    Spot { line: first, byte: 0 }
}
