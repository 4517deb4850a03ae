//! The matrix as tables: as a grid, row by row, or with a row for each cell.

use themata_analysis::Row;

use super::cells::MatrixField;
use super::{FrameworkMatrix, MatrixCell};
use crate::names::{capital, count};
use crate::{Cell, Column, Kind, Table};

const NO_EXCERPTS: &str = "no excerpts";
const NO_SUMMARY: &str = "no summary yet";

impl FrameworkMatrix {
    /// A row for each row of the matrix and a column for each of its columns, with totals.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let kind = match self.shown {
            MatrixCell::Count => Kind::Count,
            MatrixCell::Excerpts | MatrixCell::Summary | MatrixCell::Both => Kind::Passage,
        };
        let mut columns = vec![Column::new(self.by.as_str(), capital(&self.by), Kind::Text)];
        columns.extend(
            self.columns
                .iter()
                .enumerate()
                .map(|(place, column)| Column::new(self.key(place), &column.name, kind)),
        );
        columns.push(Column::new("all_excerpts", "Excerpts", Kind::Count));
        let mut table = self.table("framework-matrix", columns);
        for ((row, fields), &total) in self.rows.iter().zip(&self.cells).zip(&self.row_totals) {
            let mut cells = vec![Cell::text(&row.name)];
            cells.extend(fields.iter().map(|field| self.cell(field)));
            cells.push(Cell::from(total));
            table.push(cells);
        }
        let mut cells = vec![Cell::text("all")];
        cells.extend(self.column_totals.iter().map(|&total| match self.shown {
            MatrixCell::Count => Cell::from(total),
            _ => Cell::text(count(total, "excerpt")),
        }));
        cells.push(Cell::from(self.total));
        table.rows.push(Row { depth: 0, total: true, cells });
        table
    }

    /// Row after row with its cells one under the other, for where the grid is too wide.
    #[must_use]
    pub fn to_blocks(&self) -> Table {
        let columns = [
            Column::new("name", format!("{} and column", capital(&self.by)), Kind::Text),
            Column::new("excerpts", "Excerpts", Kind::Count),
            Column::new("cell", "Cell", Kind::Passage),
        ];
        let mut table = self.table("framework-matrix-blocks", columns);
        for ((row, fields), &total) in self.rows.iter().zip(&self.cells).zip(&self.row_totals) {
            table.push([Cell::text(&row.name), Cell::from(total), Cell::Empty]);
            for (column, field) in self.columns.iter().zip(fields) {
                let cells = vec![
                    Cell::text(&column.name),
                    Cell::from(field.excerpts),
                    self.cell(field),
                ];
                table.rows.push(Row { depth: 1, total: false, cells });
            }
        }
        let cells = vec![Cell::text("all"), Cell::from(self.total), Cell::Empty];
        table.rows.push(Row { depth: 0, total: true, cells });
        for (column, &total) in self.columns.iter().zip(&self.column_totals) {
            let cells = vec![Cell::text(&column.name), Cell::from(total), Cell::Empty];
            table.rows.push(Row { depth: 1, total: true, cells });
        }
        table
    }

    /// A row for each cell: the sheet that is written in a spreadsheet and read back.
    #[must_use]
    pub fn to_sheet(&self) -> Table {
        let columns = [
            Column::new("rows", "Rows", Kind::Text),
            Column::new("row", "Row", Kind::Text),
            Column::new("column", "Column", Kind::Text),
            Column::new("excerpts", "Excerpts", Kind::Count),
            Column::new("summary", "Summary", Kind::Passage),
            Column::new("rests_on", "Rests on", Kind::Passage),
            Column::new("quoted", "Quoted", Kind::Passage),
        ];
        let mut table = self.table("framework-matrix-sheet", columns);
        for (row, fields) in self.rows.iter().zip(&self.cells) {
            for (column, field) in self.columns.iter().zip(fields) {
                let lines = |lines: &[String]| match lines {
                    [] => Cell::Empty,
                    lines => Cell::text(lines.join("\n")),
                };
                table.push([
                    Cell::text(&self.by),
                    Cell::text(&row.name),
                    Cell::text(&column.name),
                    Cell::from(field.excerpts),
                    field.summary.as_ref().map_or(Cell::Empty, Cell::text),
                    lines(&field.rests_on),
                    lines(&self.quoted(field)),
                ]);
            }
        }
        table
    }

    pub(super) fn table(&self, name: &str, columns: impl IntoIterator<Item = Column>) -> Table {
        let mut table = Table::new(name, "Framework matrix", columns);
        table.definition = self.definition();
        table.remarks = self.remarks();
        table
    }

    /// A key for a column that no other column has.
    fn key(&self, place: usize) -> String {
        let name = &self.columns[place].name;
        let taken = [self.by.as_str(), "all_excerpts"];
        let is_again = self.columns[..place].iter().any(|known| known.name == *name);
        match is_again || taken.contains(&name.as_str()) {
            true => format!("{name} {}", place + 1),
            false => name.clone(),
        }
    }

    fn cell(&self, field: &MatrixField) -> Cell {
        let mut lines: Vec<String> = Vec::new();
        match self.shown {
            MatrixCell::Count => return Cell::from(field.excerpts),
            MatrixCell::Excerpts => {}
            MatrixCell::Summary | MatrixCell::Both => match &field.summary {
                Some(summary) => {
                    lines.push(summary.clone());
                    if !field.rests_on.is_empty() {
                        lines.push(format!("Rests on: {}", field.rests_on.join("; ")));
                    }
                    if field.gone > 0 {
                        let gone = count(field.gone, "excerpt");
                        lines.push(format!("[{gone} without words: the document was changed]"));
                    }
                }
                None if field.excerpts > 0 => lines.push(format!("[{NO_SUMMARY}]")),
                None => {}
            },
        }
        if self.shown != MatrixCell::Summary {
            lines.extend(self.quoted(field));
        }
        if field.excerpts == 0 {
            lines.push(format!("[{NO_EXCERPTS}]"));
        }
        Cell::text(lines.join("\n"))
    }

    /// The excerpts of a cell, and how many there are besides.
    fn quoted(&self, field: &MatrixField) -> Vec<String> {
        let mut lines = field.quoted.clone();
        let more = field.excerpts - field.quoted.len();
        if more > 0 && self.each != Some(0) {
            lines.push(format!("[and {more} more]"));
        }
        lines
    }
}
