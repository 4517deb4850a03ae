use super::{MatrixCell, MatrixQuestion};
use crate::names::capital;
use crate::{Cell, Column, Failure, Kind, Project, Table};

impl Project {
    /// What is missing in a framework matrix, a row for each cell: those with excerpts and no
    /// summary yet, those with a summary and no excerpts any more, those with neither, and
    /// those whose summary rests on words that are gone.
    ///
    /// # Errors
    ///
    /// As [`Project::matrix`].
    pub fn matrix_gaps(&mut self, question: &MatrixQuestion) -> Result<Table, Failure> {
        let cell = MatrixCell::Count;
        let matrix = self.matrix(&MatrixQuestion { cell, ..question.clone() })?;
        let columns = [
            Column::new("row", capital(&matrix.by), Kind::Text),
            Column::new("column", "Column", Kind::Text),
            Column::new("excerpts", "Excerpts", Kind::Count),
            Column::new("missing", "Missing", Kind::Text),
        ];
        let mut table = matrix.table("framework-matrix-gaps", columns);
        table.title = "Gaps in the framework matrix".to_owned();
        // What there is to write comes first.
        let kinds = [
            "no summary yet",
            "summary, but no excerpts",
            "summary rests on words that are gone",
            "no excerpts",
        ];
        for kind in kinds {
            for (row, fields) in matrix.rows.iter().zip(&matrix.cells) {
                for (column, field) in matrix.columns.iter().zip(fields) {
                    let is_missing = match (field.excerpts, &field.summary) {
                        (0, None) => kind == "no excerpts",
                        (_, None) => kind == "no summary yet",
                        (0, Some(_)) if kind == "summary, but no excerpts" => true,
                        (_, Some(_)) => {
                            kind == "summary rests on words that are gone" && field.gone > 0
                        }
                    };
                    if is_missing {
                        table.push([
                            Cell::text(&row.name),
                            Cell::text(&column.name),
                            Cell::from(field.excerpts),
                            Cell::text(kind),
                        ]);
                    }
                }
            }
        }
        Ok(table)
    }
}
