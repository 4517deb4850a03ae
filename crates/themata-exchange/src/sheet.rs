use csv::{ReaderBuilder, StringRecord};

use crate::Error;
use crate::error::Kind;

/// A table with named columns, and the line that each row begins on.
pub(crate) struct Sheet {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<(u64, StringRecord)>,
}

impl Sheet {
    /// Reads a table whose first line names its columns. The separator is the one of comma,
    /// semicolon and tab that the first line has most of.
    pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if let Err(error) = std::str::from_utf8(bytes) {
            let line = bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count() + 1;
            return Err(Error::new(Kind::Encoding { line }));
        }
        let mut reader = ReaderBuilder::new().delimiter(separator(bytes)).from_reader(bytes);
        let ragged = |error| Error::new(Kind::Ragged(error));
        let columns: Vec<String> = reader
            .headers()
            .map_err(ragged)?
            .iter()
            .map(|name| name.trim().to_owned())
            .collect();
        if columns.iter().all(String::is_empty) {
            return Err(Error::new(Kind::Empty));
        }
        let mut rows = Vec::new();
        let mut lines = Lines { bytes, at: 0, line: 1 };
        for record in reader.records() {
            let record = record.map_err(ragged)?;
            let line = lines.of(record.position().map_or(0, csv::Position::byte) as usize);
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push((line, record));
            }
        }
        Ok(Sheet { columns, rows })
    }

    /// The place of the column that is named, or of the first that bears one of the usual
    /// names. A column that is named but not there is an error.
    pub(crate) fn column(
        &self,
        what: &'static str,
        named: Option<&str>,
        usual: &[&str],
    ) -> Result<Option<usize>, Error> {
        match named {
            Some(name) => match self.place(name) {
                Some(place) => Ok(Some(place)),
                None => Err(self.missing(what, name)),
            },
            None => Ok(usual.iter().find_map(|name| self.place(name))),
        }
    }

    pub(crate) fn missing(&self, what: &'static str, wanted: &str) -> Error {
        Error::new(Kind::NoColumn {
            what,
            wanted: wanted.to_owned(),
            known: self.columns.clone(),
        })
    }

    fn place(&self, name: &str) -> Option<usize> {
        let key = key(name);
        self.columns.iter().position(|column| self::key(column) == key)
    }
}

/// Counts lines as an editor does, in one pass. The reader's own count is one behind where
/// lines end with `\r\n`, because it lets a row begin before the `\n`.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line, counted from 1, of the row that begins at a byte or behind line ends there.
    fn of(&mut self, start: usize) -> u64 {
        let blank = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let rest = self.bytes.get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(blank).count();
        let passed = self.bytes.get(self.at..start).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.at = start.max(self.at);
        self.line
    }
}

/// What a cell says, without white space around it.
pub(crate) fn cell(record: &StringRecord, column: Option<usize>) -> &str {
    column.and_then(|column| record.get(column)).unwrap_or_default().trim()
}

/// A column's name with only its letters and digits, in lower case.
pub(crate) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn separator(bytes: &[u8]) -> u8 {
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| line.iter().filter(|&&byte| byte == wanted).count();
    // Of equally frequent ones the last wins, so the comma comes last.
    [b'\t', b';', b','].into_iter().max_by_key(|&candidate| count(candidate)).unwrap_or(b',')
}
