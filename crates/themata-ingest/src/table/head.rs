use std::collections::HashMap;

use crate::rows::Columns;

use super::grid::Grid;

/// How many rows are looked at to find the one that names the columns.
const LOOKED_AT: usize = 20;

/// What the first rows of a table say of its columns.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The columns in order.
    pub(super) columns: Vec<Column>,
    /// How many rows stand above it, such as titles.
    pub(super) above: usize,
    /// The first row of data.
    pub(super) from: usize,
    /// Whether the rows above the data are those of a program for surveys.
    pub(super) is_of_survey: bool,
}

/// A column as its head has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name, which no other column has.
    pub(super) name: String,
    /// The words that the name stands for, such as those of a question.
    pub(super) title: String,
    /// Whether the source names it.
    pub(super) is_named: bool,
}

impl Head {
    /// Finds the head of a table; `None` if it has no rows.
    pub(super) fn find(grid: &Grid) -> Option<Head> {
        if grid.height() == 0 {
            return None;
        }
        let row = header_row(grid);
        let width = if grid.is_even() {
            grid.width(row)
        } else {
            (row..grid.height()).map(|row| grid.width(row)).max().unwrap_or(0)
        };
        let cells = |row: usize| -> Vec<String> {
            (0..width).map(|at| one_line(grid.get(row, at).unwrap_or_default())).collect()
        };
        let names = cells(row);
        let next = cells(row + 1);
        let (names, titles, rows) = match () {
            () if is_import_row(grid, row + 2) => (names, Some(next), 3),
            () if is_import_row(grid, row + 1) => (names, None, 2),
            () if is_spelt_out(&names, &next) => (names, Some(next), 2),
            () if is_response_row(&next) => (joined(&names, &next), None, 2),
            () => (names, None, 1),
        };
        let columns = columns(names, titles);
        Some(Head { columns, above: row, from: row + rows, is_of_survey: rows > 1 })
    }

    /// The columns by their names alone.
    pub(super) fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// The column that a person means by a name or by the words of a question.
    pub(super) fn meant(&self, name: &str) -> Option<usize> {
        let wanted = one_line(name).to_lowercase();
        let is_wanted = |words: &str| words.to_lowercase() == wanted;
        let by_name = self.columns.iter().position(|column| is_wanted(&column.name));
        by_name.or_else(|| self.columns.iter().position(|column| is_wanted(&column.title)))
    }
}

/// The row that names the columns: one that names those of turns, else the first one in which
/// nearly as many cells hold words as in any. Titles of the table may stand above it.
fn header_row(grid: &Grid) -> usize {
    let rows = LOOKED_AT.min(grid.height());
    let cells = |row: usize| (0..grid.width(row)).filter_map(move |at| grid.get(row, at));
    let telling = (0..rows).find(|&row| {
        let cells: Vec<&str> = cells(row).collect();
        Columns::find(&cells).is_some_and(|columns| columns.are_telling())
    });
    if let Some(row) = telling {
        return row;
    }
    let is_word = |cell: &&str| cell.contains(char::is_alphabetic);
    let words: Vec<usize> = (0..rows).map(|row| cells(row).filter(is_word).count()).collect();
    let most = words.iter().copied().max().unwrap_or(0);
    words.iter().position(|&count| count > 0 && count * 5 >= most * 3).unwrap_or(0)
}

/// Whether a row is the one in which Qualtrics writes what it needs to read the table again.
fn is_import_row(grid: &Grid, row: usize) -> bool {
    (0..grid.width(row)).filter_map(|at| grid.get(row, at)).take(3).any(|cell| {
        let bare = cell.trim_start_matches(['{', '"', '\'', '\\']);
        cell.starts_with('{') && bare.starts_with("ImportId")
    })
}

/// Whether a row spells out the names above it, as the second row of Qualtrics does.
fn is_spelt_out(names: &[String], next: &[String]) -> bool {
    let mut pairs = names.iter().zip(next);
    pairs.any(|(name, next)| name == "StartDate" && next == "Start Date")
        || names.iter().zip(next).any(|(name, next)| {
            name == "ResponseId" && next.eq_ignore_ascii_case("response id")
        })
}

/// Whether a row is the second one of SurveyMonkey, which says how a question is answered.
fn is_response_row(cells: &[String]) -> bool {
    cells.first().is_some_and(String::is_empty) && cells.iter().any(|cell| is_response(cell))
}

fn is_response(cell: &str) -> bool {
    cell == "Open-Ended Response" || cell == "Response"
}

/// The names of two rows: that of a question goes on until there is another.
fn joined(names: &[String], next: &[String]) -> Vec<String> {
    let mut question = "";
    let mut joined = Vec::with_capacity(names.len());
    for (name, part) in names.iter().zip(next) {
        if !name.is_empty() {
            question = name;
        }
        joined.push(match () {
            () if part.is_empty() || (is_response(part) && !name.is_empty()) => name.clone(),
            () if question.is_empty() => part.clone(),
            () => format!("{question}: {part}"),
        });
    }
    joined
}

/// Columns of these names, each made one that no other column has.
fn columns(names: Vec<String>, titles: Option<Vec<String>>) -> Vec<Column> {
    let mut used = HashMap::new();
    let mut titles = titles.unwrap_or_default().into_iter();
    names
        .into_iter()
        .enumerate()
        .map(|(at, name)| {
            let is_named = !name.is_empty();
            let name = if is_named { name } else { format!("column {}", at + 1) };
            let name = unique(name, &mut used);
            let title = titles.next().filter(|title| !title.is_empty());
            Column { title: title.unwrap_or_else(|| name.clone()), name, is_named }
        })
        .collect()
}

/// A name that was not used before: `7`, then `7 (2)`.
pub(super) fn unique(name: String, used: &mut HashMap<String, u32>) -> String {
    let Some(&last) = used.get(&name) else {
        used.insert(name.clone(), 1);
        return name;
    };
    let mut count = last;
    loop {
        count += 1;
        let next = format!("{name} ({count})");
        if !used.contains_key(&next) {
            used.insert(next.clone(), 1);
            used.insert(name, count);
            return next;
        }
    }
}

/// Words in one line.
pub(super) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Grid, Head};

    #[track_caller]
    fn check(rows: &[&str], expect: &[&str], from: usize) {
        let head = Head::find(&Grid::of(rows)).unwrap();
        let found: Vec<String> = head
            .columns
            .iter()
            .map(|column| match column.name == column.title {
                true => column.name.clone(),
                false => format!("{}={}", column.name, column.title),
            })
            .collect();
        assert_eq!(found, expect);
        assert_eq!(head.from, from);
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        check(
            &["Our survey", "|May 2024", "id|site|why|", "1|a|b|c"],
            &["id", "site", "why", "column 4"],
            3,
        );
        check(&["a|b|c", "1|2|3"], &["a", "b", "c"], 1);
        check(&["a|a|a (2)", "1|2|3"], &["a", "a (2)", "a (2) (2)"], 1);
    }

    #[test]
    fn names_in_two_rows() {
        check(
            &[
                "StartDate|Q1",
                "Start Date|Why did you?",
                "{\"ImportId\":\"s\"}|{\"ImportId\":\"q\"}",
                "x|y",
            ],
            &["StartDate=Start Date", "Q1=Why did you?"],
            3,
        );
        check(
            &[
                "Respondent ID|Why?|Which?||",
                "|Open-Ended Response|Red|Blue|Other",
                "1|x|Red||",
            ],
            &["Respondent ID", "Why?", "Which?: Red", "Which?: Blue", "Which?: Other"],
            2,
        );
    }
}
