//! Bytes to rows: encoding, delimiter, and the row that names the columns.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::csv_columns::{Meaning, meaning};
use crate::error::Kind;
use crate::{Error, Place, Remark, Severity};

/// A table with named columns.
pub(crate) struct Table {
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// For each heading, whether any row holds something under it.
    pub(crate) filled: Vec<bool>,
}

/// A row and the line that it begins in, counted from 1.
pub(crate) struct Row {
    pub(crate) line: u32,
    cells: Vec<String>,
}

impl Row {
    /// The text of a cell without white space around it; empty where the row is too short.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    pub(crate) fn place(&self) -> Place {
        Place { line: self.line, column: None }
    }
}

/// The table that a file holds, whatever its encoding and delimiter.
pub(crate) fn read_table(bytes: &[u8], remarks: &mut Vec<Remark>) -> Result<Table, Error> {
    let text = decode(bytes, remarks);
    let (declared, body, first_line) = declared_delimiter(&text);
    let delimiters = declared.as_slice();
    let delimiters = if delimiters.is_empty() { b",;\t|" } else { delimiters };
    let (delimiter, heading) = find_headings(body, delimiters).ok_or_else(|| {
        let blank = text.trim().is_empty();
        Error::new(if blank { Kind::NoRows } else { Kind::NoNameColumn })
    })?;
    let mut rows = rows(body, delimiter, first_line, usize::MAX);
    if heading > 0 {
        remarks.push(Remark {
            severity: Severity::Note,
            id: "rows-before-header",
            code: None,
            place: Some(rows[heading].place()),
            message: format!("the columns are named in row {}", heading + 1),
            hint: Some("the rows above it were left out".into()),
        });
    }
    let rest = rows.split_off(heading + 1);
    let headings = rows.pop().map(|row| row.cells).unwrap_or_default();
    let mut filled = vec![false; headings.len()];
    for row in &rest {
        let mut cells = row.cells.iter().map(|cell| !cell.trim().is_empty());
        for (filled, cell) in filled.iter_mut().zip(cells.by_ref()) {
            *filled |= cell;
        }
        if cells.any(|cell| cell) {
            remarks.push(beyond_headings(row, delimiter));
        }
    }
    Ok(Table { headings, rows: rest, filled })
}

/// The usual reason is a text with commas that was not put in quotes.
fn beyond_headings(row: &Row, delimiter: u8) -> Remark {
    let delimiter = match delimiter {
        b'\t' => "tab".to_owned(),
        sign => format!("`{}`", char::from(sign)),
    };
    Remark {
        severity: Severity::Warning,
        id: "cells-left-out",
        code: None,
        place: Some(row.place()),
        message: "a row has more cells than there are columns; the last were left out".into(),
        hint: Some(format!("put cells that hold a {delimiter} in double quotes")),
    }
}

/// UTF-8 and UTF-16 are certain; anything else is the best guess for a file without a mark.
fn decode(bytes: &[u8], remarks: &mut Vec<Remark>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    debug_assert_ne!(encoding, UTF_8);
    remarks.push(Remark {
        severity: Severity::Note,
        id: "encoding-guessed",
        code: None,
        place: None,
        message: format!("the file is not UTF-8 and was read as {}", encoding.name()),
        hint: Some("if letters look wrong, save it as \"CSV UTF-8\"".into()),
    });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Spreadsheets may say the delimiter in a first line such as `sep=;`.
fn declared_delimiter(text: &str) -> (Option<u8>, &str, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end_matches(['\r', '"']).trim_start_matches('"').strip_prefix("sep=") {
        Some(delimiter) if delimiter.len() == 1 => (Some(delimiter.as_bytes()[0]), rest, 2),
        _ => (None, text, 1),
    }
}

/// Title lines above the headings are few.
const MOST_ROWS_BEFORE_HEADINGS: usize = 20;

/// The delimiter and the row under which the most columns are known, one of them with names.
fn find_headings(text: &str, delimiters: &[u8]) -> Option<(u8, usize)> {
    let mut best = None;
    let mut most = 0;
    for &delimiter in delimiters {
        let head = rows(text, delimiter, 1, MOST_ROWS_BEFORE_HEADINGS);
        for (place, row) in head.iter().enumerate() {
            let meanings: Vec<Meaning> = row.cells.iter().map(|cell| meaning(cell)).collect();
            let named = meanings.iter().any(|it| matches!(it, Meaning::Level(_)));
            let known = meanings
                .iter()
                .filter(|it| !matches!(it, Meaning::Blank | Meaning::Unknown))
                .count();
            if named && known > most {
                most = known;
                best = Some((delimiter, place));
            }
        }
    }
    best
}

fn rows(text: &str, delimiter: u8, first_line: u32, most: usize) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut line, mut counted) = (first_line, 0);
    let mut rows = Vec::new();
    // Reading from memory what is UTF-8, with rows of any length, cannot fail.
    for record in reader.records().take(most).flatten() {
        let start = record.position().map_or(0, |position| position.byte());
        let start = usize::try_from(start).map_or(text.len(), |start| start.min(text.len()));
        // The reader places a row before the blank lines above it.
        let blank = text.as_bytes()[start..].iter().take_while(|byte| b"\r\n".contains(byte));
        let start = start + blank.count();
        let breaks = text.as_bytes()[counted..start].iter().filter(|&&byte| byte == b'\n');
        line = line.saturating_add(u32::try_from(breaks.count()).unwrap_or(u32::MAX));
        counted = start;
        rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
    rows
}
