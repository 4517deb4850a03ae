use serde::Deserialize;
use themata_project::matrix::{ColumnKey, ColumnsAsked, MatrixPageQuestion, RowsBy};

/// A page has about so many cells.
const CELLS: usize = 600;

/// At least so many rows a page has, however many columns there are.
const LEAST_ROWS: usize = 12;

/// What an address of the matrix asks for. Names stand in none: `rows` is `documents` or `a`
/// with the number of an attribute; `cols` is `codes`, or columns such as `t3.c12` with the
/// numbers of themes and the places of codes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) rows: String,
    pub(super) cols: String,
    /// Whether only rows are shown in which something is to be written.
    pub(super) gaps: String,
    /// The page, counted from 1.
    pub(super) page: String,
}

impl Asked {
    pub(super) fn question(&self) -> MatrixPageQuestion {
        let columns = self.columns();
        let most = match &columns {
            ColumnsAsked::These(keys) => CELLS / keys.len().max(1),
            ColumnsAsked::Themes => CELLS / 10,
            ColumnsAsked::Codes => LEAST_ROWS,
        };
        let most = most.clamp(LEAST_ROWS, 100);
        MatrixPageQuestion {
            query: self.q.trim().to_owned(),
            rows: match self.rows.as_str() {
                "documents" => Some(RowsBy::Documents),
                rows => number(rows, 'a').map(RowsBy::Attribute),
            },
            columns,
            only_gaps: self.only_gaps(),
            from: (self.number() - 1) * most,
            most,
        }
    }

    pub(super) fn columns(&self) -> ColumnsAsked {
        let keys: Vec<ColumnKey> = self.cols.split('.').filter_map(column).collect();
        match (self.cols.as_str(), keys.is_empty()) {
            ("codes", _) => ColumnsAsked::Codes,
            (_, true) => ColumnsAsked::Themes,
            (_, false) => ColumnsAsked::These(keys),
        }
    }

    pub(super) fn only_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    pub(super) fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }
}

/// A column, as it stands in an address.
pub(super) fn column(word: &str) -> Option<ColumnKey> {
    number(word, 't').map(ColumnKey::Theme).or_else(|| number(word, 'c').map(ColumnKey::Code))
}

/// What stands in an address for a column.
pub(super) fn column_word(key: ColumnKey) -> String {
    match key {
        ColumnKey::Theme(number) => format!("t{number}"),
        ColumnKey::Code(place) => format!("c{place}"),
    }
}

/// What stands in an address for what makes rows.
pub(super) fn rows_word(by: RowsBy) -> String {
    match by {
        RowsBy::Documents => "documents".to_owned(),
        RowsBy::Attribute(number) => format!("a{number}"),
    }
}

fn number(word: &str, sign: char) -> Option<u32> {
    word.strip_prefix(sign)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use themata_project::matrix::{ColumnKey, ColumnsAsked, RowsBy};

    use super::Asked;

    #[test]
    fn an_address_says_rows_and_columns_by_number() {
        let asked = |rows: &str, cols: &str| {
            let asked =
                Asked { rows: rows.to_owned(), cols: cols.to_owned(), ..Asked::default() };
            asked.question()
        };
        let these = ColumnsAsked::These(vec![ColumnKey::Theme(3), ColumnKey::Code(0)]);
        assert_eq!(asked("a2", "t3.c0").columns, these);
        assert_eq!(asked("a2", "").rows, Some(RowsBy::Attribute(2)));
        assert_eq!(asked("documents", "codes").rows, Some(RowsBy::Documents));
        assert_eq!(asked("", "codes").columns, ColumnsAsked::Codes);
        assert_eq!(asked("x", "x9.t-1").columns, ColumnsAsked::Themes);
        assert_eq!(asked("x", "").rows, None);
        let page = Asked { page: "3".to_owned(), ..Asked::default() };
        assert_eq!(page.question().from, 120);
    }
}
