use super::axis::Lines;

/// What there is that could be coded, for each cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bases {
    rows: usize,
    columns: usize,
    by_row: bool,
    by_column: bool,
    cells: Vec<Base>,
}

/// Documents, and words in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) documents: u64,
    pub(super) words: u64,
}

/// The words of a document that count: in all, and for each line of speakers.
pub(super) struct DocumentWords {
    pub(super) all: u64,
    pub(super) of_speakers: Vec<(usize, u64)>,
}

impl Bases {
    pub(super) fn new(rows: &Lines, columns: &Lines) -> Bases {
        let (by_row, by_column) = (rows.has_own_base(), columns.has_own_base());
        let (rows, columns) = (rows.lines.len(), columns.lines.len());
        let height = if by_row { rows + 1 } else { 1 };
        let width = if by_column { columns + 1 } else { 1 };
        let cells = vec![Base::default(); height * width];
        Bases { rows, columns, by_row, by_column, cells }
    }

    /// Adds a document to every cell that it could count in.
    pub(super) fn add(
        &mut self,
        rows: &Lines,
        columns: &Lines,
        document: usize,
        words: &DocumentWords,
    ) {
        let all = |line: usize| (line, words.all);
        let lines = |lines: &Lines| -> Vec<(usize, u64)> {
            let mut places: Vec<(usize, u64)> =
                lines.of_document(document).map(all).into_iter().collect();
            if lines.are_speakers() {
                places.extend(&words.of_speakers);
            }
            places.push(all(lines.lines.len()));
            places
        };
        for (row, in_row) in lines(rows) {
            for (column, in_column) in lines(columns) {
                let place = self.place(row, column);
                self.cells[place].documents += 1;
                // Only one of the two can be a speaker, whose words are a part of all.
                self.cells[place].words += in_row.min(in_column);
            }
        }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> Base {
        self.cells[self.place(row, column)]
    }

    pub(super) fn all(&self) -> Base {
        self.at(self.rows, self.columns)
    }

    fn place(&self, row: usize, column: usize) -> usize {
        let row = if self.by_row { row } else { 0 };
        match self.by_column {
            true => row * (self.columns + 1) + column,
            false => row,
        }
    }
}
