/// The cells of a table as text, row by row. Rows in which no cell is filled are left out.
///
/// All cells lie in one string, so that a table takes little more room than its words.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    text: String,
    /// Where each cell ends in the text; it begins where the one before it ends.
    ends: Vec<u32>,
    rows: Vec<Row>,
    /// Whether the rows of the source should all be of one length, as those of a text should.
    pub(crate) is_even: bool,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Its number in the source, counted from one.
    number: u32,
    /// How many cells there are up to its end.
    end: usize,
}

impl Grid {
    /// A grid whose rows should all be of one length.
    pub(crate) fn even() -> Grid {
        Grid { is_even: true, ..Grid::default() }
    }

    /// Adds a cell to the row that is being written.
    pub(crate) fn cell(&mut self, words: &str) {
        self.text.push_str(words);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Ends the row that is being written. It is forgotten if no cell of it is filled.
    pub(crate) fn end_row(&mut self, number: u32) {
        let first = self.cells_before(self.rows.len());
        let start = self.start_of(first);
        if self.text[start..].trim().is_empty() {
            self.ends.truncate(first);
            self.text.truncate(start);
        } else {
            self.rows.push(Row { number, end: self.ends.len() });
        }
    }

    /// Adds empty cells to the row that is being written, up to a column.
    pub(crate) fn skip_to(&mut self, column: usize) {
        let cells = self.cells_before(self.rows.len()) + column;
        let end = self.ends.last().copied().unwrap_or(0);
        self.ends.resize(cells.max(self.ends.len()), end);
    }

    /// How many cells there are in all.
    pub(crate) fn cells(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes the cells have.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How many rows there are.
    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells a row has.
    pub(crate) fn width(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |found| found.end - self.cells_before(row))
    }

    /// The number of a row in the source, counted from one.
    pub(crate) fn number(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.number)
    }

    /// What a cell holds, without white space at its ends; `None` if that is nothing.
    pub(crate) fn get(&self, row: usize, column: usize) -> Option<&str> {
        if column >= self.width(row) {
            return None;
        }
        let at = self.cells_before(row) + column;
        let words = self.text.get(self.start_of(at)..self.ends[at] as usize)?.trim();
        (!words.is_empty()).then_some(words)
    }

    fn cells_before(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.rows[before].end)
    }

    fn start_of(&self, cell: usize) -> usize {
        cell.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

#[cfg(test)]
impl Grid {
    /// A grid of rows of cells between bars.
    pub(crate) fn of(rows: &[&str]) -> Grid {
        let mut grid = Grid::default();
        for (row, number) in rows.iter().zip(1..) {
            row.split('|').for_each(|cell| grid.cell(cell));
            grid.end_row(number);
        }
        grid
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn blank_rows_are_forgotten_and_numbers_kept() {
        let grid = Grid::of(&["a|b", " | ", "|c|"]);
        assert_eq!((grid.height(), grid.number(1), grid.width(1)), (2, 3, 3));
        assert_eq!([grid.get(1, 0), grid.get(1, 1), grid.get(1, 2)], [None, Some("c"), None]);
        assert_eq!((grid.get(0, 2), grid.get(9, 0), grid.cells()), (None, None, 5));
    }
}
