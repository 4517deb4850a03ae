use std::collections::BTreeMap;

use super::{Cooccurrence, CooccurrenceUnit, Pair};
use crate::grouping::distinct_keys;
use crate::{Cell, Column, Kind, Level, SubjectKey, Table};

/// What the cells of a matrix of codes hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixValue {
    /// n12; the same on both sides of the diagonal.
    Count,
    /// Jaccard's index; the same on both sides of the diagonal.
    Jaccard,
    /// Where the row's code is, how often the column's is too. The two sides of the diagonal
    /// differ.
    ShareOfRow,
}

impl MatrixValue {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            MatrixValue::Count => "count",
            MatrixValue::Jaccard => "jaccard",
            MatrixValue::ShareOfRow => "share-of-row",
        }
    }

    /// The value that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<MatrixValue> {
        [MatrixValue::Count, MatrixValue::Jaccard, MatrixValue::ShareOfRow]
            .into_iter()
            .find(|value| value.as_str() == word)
    }

    fn kind(self) -> Kind {
        match self {
            MatrixValue::Count => Kind::Count,
            MatrixValue::Jaccard => Kind::Measure,
            MatrixValue::ShareOfRow => Kind::Share,
        }
    }

    fn sentence(self) -> &'static str {
        match self {
            MatrixValue::Count => "Cells: n12.",
            MatrixValue::Jaccard => "Cells: Jaccard.",
            MatrixValue::ShareOfRow => {
                "Cells: where the row's code is, the share that has the column's too."
            }
        }
    }

    /// The cells of a pair: in the row of its first code and in that of its second.
    fn cells(self, unit: CooccurrenceUnit, pair: &Pair) -> [Cell; 2] {
        let number =
            |number: Option<f64>| number.map_or_else(|| without_value(unit), Cell::Number);
        match self {
            MatrixValue::Count => [Cell::Count(pair.n12), Cell::Count(pair.n12)],
            MatrixValue::Jaccard => [number(pair.jaccard()), number(pair.jaccard())],
            MatrixValue::ShareOfRow => {
                [number(pair.share_of_first()), number(pair.share_of_second())]
            }
        }
    }
}

/// A number that does not exist because a code was not used.
pub(super) fn unused() -> Cell {
    Cell::Undefined("the code was not used".to_owned())
}

/// A number that does not exist, because a code was not used, or because the unit has none.
pub(super) fn without_value(unit: CooccurrenceUnit) -> Cell {
    match unit {
        CooccurrenceUnit::Near(_) => {
            Cell::Undefined("excerpts near each other share nothing".to_owned())
        }
        _ => unused(),
    }
}

impl Cooccurrence {
    /// A row and a column for every code, both sides of the diagonal filled; the diagonal is
    /// empty, because a code does not occur together with itself. If
    /// [`CooccurrenceUnit::is_ordered`], the row's code comes before the column's.
    #[must_use]
    pub fn to_matrix(&self, value: MatrixValue) -> Table {
        let names: Vec<String> = self.codes.iter().map(|code| code.name.clone()).collect();
        let taken = ["code".to_owned()];
        let keys = distinct_keys(taken.into_iter().chain(names.iter().cloned()));
        let what = match self.options.level {
            Level::Code => "Code",
            Level::Theme => "Theme",
        };
        let mut columns = vec![Column::new("code", what, Kind::Text)];
        columns.extend(
            keys.into_iter()
                .skip(1)
                .zip(&names)
                .map(|(key, name)| Column::new(key, name.clone(), value.kind())),
        );
        let mut table = Table::new("co-occurrence-matrix", self.title(), columns);

        let size = self.codes.len();
        let mut cells = vec![Cell::Empty; size * size];
        let unit = self.options.unit;
        let mut fill = |row: usize, column: usize, pair: &Pair| {
            let [upper, lower] = value.cells(unit, pair);
            cells[row * size + column] = upper;
            if !unit.is_ordered() {
                cells[column * size + row] = lower;
            }
        };
        for (row, first) in self.codes.iter().enumerate() {
            for (column, second) in self.codes.iter().enumerate() {
                if column > row || (unit.is_ordered() && column < row) {
                    fill(row, column, &self.pair_apart(first, second));
                }
            }
        }
        let place: BTreeMap<SubjectKey, usize> =
            self.codes.iter().enumerate().map(|(place, of)| (of.code, place)).collect();
        for pair in &self.pairs {
            if let (Some(&row), Some(&column)) =
                (place.get(&pair.first), place.get(&pair.second))
            {
                fill(row, column, pair);
            }
        }
        for (name, row) in names.into_iter().zip(cells.chunks(size.max(1))) {
            table.push([Cell::Text(name)].into_iter().chain(row.iter().cloned()));
        }
        table.definition = format!("{} {}", self.definition, value.sentence());
        table.remarks.clone_from(&self.remarks);
        table
    }
}
