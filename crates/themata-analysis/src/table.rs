use std::cmp::Ordering;

/// What every analysis returns: rows of typed cells under named columns, with the words that
/// say what was counted.
///
/// A table is a value for any reader: the terminal, a CSV file, a web page. It holds no
/// formatting; a share is a number from 0 to 1, not a text with a percent sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// A stable kebab-case name, used for file names and machine formats, such as
    /// `frequencies`.
    pub name: String,
    /// What the table shows, as a heading: `Codes by site`.
    pub title: String,
    /// What was counted and how: unit, universe, coders, query, formula. One or more
    /// sentences, shown under the table. Never empty for a table with numbers.
    pub definition: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows from top to bottom, each with one cell for each column.
    pub rows: Vec<Row>,
    /// What a reader should know before trusting a number: small samples, undefined values.
    pub remarks: Vec<String>,
}

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// A stable key in `snake_case`, used as the CSV header and the JSON key.
    pub key: String,
    /// The heading a person reads.
    pub heading: String,
    /// What the cells hold.
    pub kind: Kind,
    /// What the numbers mean, where the definition of the table does not say so; else empty.
    /// It goes where the column goes.
    pub definition: String,
}

/// What the cells of a column hold, which decides how they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names and words; left-aligned.
    Text,
    /// A passage of a transcript; left-aligned, wrapped or cut as there is room.
    Passage,
    /// What stands before the words of the next column: right-aligned, in one line, cut at its
    /// beginning.
    Before,
    /// What stands behind the words of the column before: in one line, cut at its end.
    After,
    /// Whole numbers.
    Count,
    /// How often in so many words; drawn with one decimal.
    Rate,
    /// Chances from 0 to 1, drawn with three decimals and never as zero.
    Chance,
    /// Shares from 0 to 1, drawn as per cents with one decimal.
    Share,
    /// Coefficients and other measures, drawn with three decimals.
    Measure,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How deep the row stands under the rows above it: 0 for a theme, 1 for its codes.
    pub depth: u8,
    /// Whether the row sums up others and is set apart from them.
    pub total: bool,
    /// The cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a [`Table`].
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// There is nothing to say here: not the same as zero.
    Empty,
    /// A word or a passage.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A share or a measure.
    Number(f64),
    /// A number that does not exist, with the reason.
    Undefined(String),
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        columns: impl IntoIterator<Item = Column>,
    ) -> Table {
        Table {
            name: name.into(),
            title: title.into(),
            definition: String::new(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Adds a row at the outermost depth.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(Row { depth: 0, total: false, cells: cells.into_iter().collect() });
    }

    /// What was counted and how, with what columns say of themselves.
    #[must_use]
    pub fn whole_definition(&self) -> String {
        let own = std::iter::once(self.definition.as_str());
        let of_columns = self.columns.iter().map(|column| column.definition.as_str());
        let said: Vec<&str> = own.chain(of_columns).filter(|text| !text.is_empty()).collect();
        said.join(" ")
    }

    /// Takes out the column with a key, if there is one.
    pub fn drop_column(&mut self, key: &str) {
        if let Some(place) = self.column(key) {
            self.columns.remove(place);
            for row in &mut self.rows {
                row.cells.remove(place);
            }
        }
    }

    /// Takes those columns away in which no row says anything. Keys that are left keep their
    /// order; a table without rows keeps all of them.
    pub fn drop_empty_columns(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        for place in (0..self.columns.len()).rev() {
            if self.rows.iter().all(|row| matches!(row.cells[place], Cell::Empty)) {
                self.columns.remove(place);
                for row in &mut self.rows {
                    row.cells.remove(place);
                }
            }
        }
    }

    /// The place of the column with a key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(key: impl Into<String>, heading: impl Into<String>, kind: Kind) -> Column {
        let definition = String::new();
        Column { key: key.into(), heading: heading.into(), kind, definition }
    }

    /// The column with a sentence that says what its numbers mean.
    #[must_use]
    pub fn defined(self, definition: impl Into<String>) -> Column {
        Column { definition: definition.into(), ..self }
    }
}

impl Cell {
    /// A cell with a word or a passage.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// A cell with `part` as a share of `whole`; undefined if there is no whole.
    #[must_use]
    pub fn share(part: u64, whole: u64) -> Cell {
        if whole == 0 {
            Cell::Undefined("nothing to take a share of".to_owned())
        } else {
            Cell::Number(part as f64 / whole as f64)
        }
    }

    /// The words of a cell that holds words.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Cell::Text(words) => Some(words),
            _ => None,
        }
    }

    /// How two cells sort: numbers by size, words by their letters, what is empty or
    /// undefined behind all others.
    #[must_use]
    pub fn order(&self, other: &Cell) -> Ordering {
        match (self.number(), other.number()) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => match (self, other) {
                (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
                (Cell::Text(_), _) => Ordering::Less,
                (_, Cell::Text(_)) => Ordering::Greater,
                _ => Ordering::Equal,
            },
        }
    }

    /// The number in the cell, if it holds one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Count(count) => Some(*count as f64),
            Cell::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Cell::Count(count as u64)
    }
}
