use themata_analysis::Table;

use crate::docx::docx;
use crate::page::table_page;
use crate::{Style, csv, json, markdown, terminal, workbook};

/// How tables leave the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal; see [`terminal`].
    #[default]
    Table,
    /// For a spreadsheet or a script; see [`csv`].
    Csv,
    /// For a program; see [`json`].
    Json,
    /// For a text in GitHub's dialect of Markdown; see [`markdown`].
    Markdown,
    /// A page of its own for a browser; see [`table_page`].
    Html,
    /// A workbook of Excel; see [`workbook`].
    Xlsx,
    /// A text for a word processor; see [`docx`].
    Docx,
}

/// What stands around tables that leave the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// How many columns the terminal has; concerns [`Format::Table`].
    pub width: usize,
    /// Whether the terminal has colours; concerns [`Format::Table`].
    pub style: Style,
    /// Where the tables come from, for formats that have room for it: HTML, XLSX and DOCX.
    pub origin: Origin,
}

/// What a table was made by, so that it can be made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The command with its query; empty if it is not to be said.
    pub command: String,
    /// The program with its version; empty if it is not to be said.
    pub program: String,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] = [
        Format::Table,
        Format::Csv,
        Format::Json,
        Format::Markdown,
        Format::Html,
        Format::Xlsx,
        Format::Docx,
    ];

    /// The format that the ending of a file's name asks for, without regard to case.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Format> {
        match ending.to_lowercase().as_str() {
            "txt" => Some(Format::Table),
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "xlsx" => Some(Format::Xlsx),
            "docx" => Some(Format::Docx),
            _ => None,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Xlsx => "xlsx",
            Format::Docx => "docx",
        }
    }

    /// Whether it is text, which a terminal can show; the others are archives.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Format::Xlsx | Format::Docx)
    }

    /// Whether several tables can stand in one file. As CSV and JSON only one can.
    #[must_use]
    pub fn holds_several(self) -> bool {
        !matches!(self, Format::Csv | Format::Json)
    }
}

/// The tables in a format, one after the other, in bytes; text is UTF-8.
///
/// # Errors
///
/// If there are more tables, rows or columns than the format holds.
pub fn written_as(
    tables: &[&Table],
    format: Format,
    around: &Surroundings,
) -> Result<Vec<u8>, String> {
    if tables.len() > 1 && !format.holds_several() {
        let word = format.as_str();
        return Err(format!("there are {} tables, and {word} holds one", tables.len()));
    }
    let text = |write: &dyn Fn(&Table) -> String| {
        let texts: Vec<String> = tables.iter().map(|table| write(table)).collect();
        Ok(texts.join("\n").into_bytes())
    };
    match format {
        Format::Table => text(&|table| terminal(table, around.width, around.style)),
        Format::Csv => text(&csv),
        Format::Json => text(&json),
        Format::Markdown => text(&markdown),
        Format::Html => Ok(table_page(tables, &around.origin).into_bytes()),
        Format::Xlsx => workbook(tables, &around.origin),
        Format::Docx => docx(tables, &around.origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen;

    fn check(tables: &[&Table], format: Format, begins: &str) {
        let around = Surroundings { width: 80, ..Surroundings::default() };
        let bytes = written_as(tables, format, &around).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{format:?}");
        assert_eq!(String::from_utf8(bytes).is_ok(), format.is_text());
    }

    #[test]
    fn every_format_is_written() {
        let table = specimen::codes();
        check(&[&table], Format::Table, "Codes by site\n");
        check(&[&table], Format::Csv, "code,site,codings,share,alpha\r\n");
        check(&[&table], Format::Json, "{\n");
        check(&[&table], Format::Markdown, "### Codes by site\n");
        check(&[&table], Format::Html, "<!DOCTYPE html>");
        check(&[&table, &table], Format::Xlsx, "PK");
        check(&[&table, &table], Format::Docx, "PK");
    }

    #[test]
    fn where_one_table_has_its_place_two_are_refused() {
        let table = specimen::codes();
        for format in Format::ALL {
            let written = written_as(&[&table, &table], format, &Surroundings::default());
            assert_eq!(written.is_ok(), format.holds_several(), "{format:?}");
        }
    }

    #[test]
    fn the_ending_says_the_format() {
        assert_eq!(Format::of_ending("XLSX"), Some(Format::Xlsx));
        assert_eq!(Format::of_ending("htm"), Some(Format::Html));
        assert_eq!(Format::of_ending("pdf"), None);
    }
}
