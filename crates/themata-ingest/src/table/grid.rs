/// As many columns as a spreadsheet has.
pub(crate) const MOST_COLUMNS: usize = 16_384;

/// The cells of a table as text, row by row. Rows in which no cell is filled are left out.
///
/// All cells lie in one string, so that a table takes little more room than its words.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    text: String,
    /// Where each cell ends in the text; it begins where the one before it ends.
    ends: Vec<u32>,
    rows: Vec<Row>,
    /// The cells, counted over all rows, that repeat what is merged into them from above.
    carried: Vec<usize>,
    /// What stands between the cells, where they are cut from a text.
    delimiter: Option<char>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Its number in the source, counted from one.
    number: u32,
    /// How many cells there are up to its end.
    end: usize,
}

impl Grid {
    /// A grid of cells that are cut from a text.
    pub(crate) fn delimited(delimiter: u8) -> Grid {
        Grid { delimiter: Some(char::from(delimiter)), ..Grid::default() }
    }

    /// Whether the rows of the source should all be of one length, as those of a text should.
    pub(crate) fn is_even(&self) -> bool {
        self.delimiter.is_some()
    }

    /// Adds a cell to the row that is being written.
    pub(crate) fn cell(&mut self, words: &str) {
        self.text.push_str(words);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Adds a cell that repeats what is merged into it from above.
    pub(crate) fn carried_cell(&mut self, words: &str) {
        self.carried.push(self.ends.len());
        self.cell(words);
    }

    /// Ends the row that is being written. It is forgotten if no cell of it is filled.
    pub(crate) fn end_row(&mut self, number: u32) {
        let first = self.cells_before(self.rows.len());
        let start = self.start_of(first);
        if self.text[start..].trim().is_empty() {
            self.ends.truncate(first);
            self.text.truncate(start);
            self.carried.truncate(self.carried.partition_point(|&cell| cell < first));
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

    /// What a cell holds, unless a cell above says it.
    pub(crate) fn own(&self, row: usize, column: usize) -> Option<&str> {
        let words = self.get(row, column)?;
        let cell = self.cells_before(row) + column;
        self.carried.binary_search(&cell).is_err().then_some(words)
    }

    /// The filled cells of a row with their columns.
    pub(crate) fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &str)> {
        (0..self.width(row)).filter_map(move |at| Some((at, self.get(row, at)?)))
    }

    /// What a cell and those behind it hold, with what stood between them in the text.
    pub(crate) fn rest(&self, row: usize, column: usize) -> Option<String> {
        let delimiter = self.delimiter?;
        let (last, _) = self.filled(row).filter(|&(at, _)| at >= column).last()?;
        let before = self.cells_before(row);
        let mut rest = String::new();
        for at in before + column..=before + last {
            rest.push_str(self.text.get(self.start_of(at)..self.ends[at] as usize)?);
            rest.push(delimiter);
        }
        rest.pop();
        Some(rest.trim().to_owned())
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
