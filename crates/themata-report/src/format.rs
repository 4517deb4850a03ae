use themata_analysis::Table;

use crate::{Style, csv, json, markdown, terminal};

/// How a table leaves the program as text.
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
}

/// The table in a format. `width`, in columns of a terminal, and `style` concern only
/// [`Format::Table`].
#[must_use]
pub fn render(table: &Table, format: Format, width: usize, style: Style) -> String {
    match format {
        Format::Table => terminal(table, width, style),
        Format::Csv => csv(table),
        Format::Json => json(table),
        Format::Markdown => markdown(table),
    }
}
