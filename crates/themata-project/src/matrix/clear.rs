use themata_model::{Change, Session};
use themata_store::Action;

use super::axes::{column_named, row_named};
use crate::{Failure, Project};

impl Project {
    /// Takes the summary from a cell of the framework matrix.
    ///
    /// # Errors
    ///
    /// If the row or column is not found, or nothing was written there.
    pub fn matrix_clear(
        &mut self,
        session: &Session,
        rows: Option<&str>,
        row: &str,
        column: &str,
    ) -> Result<(), Failure> {
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let (row, column) = (row_named(&study, rows, row)?, column_named(&study, column)?);
            let Some(summary) = study.summary_in(&row.of, column.on) else {
                return Err(Failure::new(format!(
                    "nothing was written of `{}` on `{}`",
                    row.name, column.name
                ))
                .hint("`themata matrix --cell summary` shows what was"));
            };
            Ok(Action {
                summary: "clear a cell of the framework matrix".to_owned(),
                changes: vec![Change::Summary {
                    id: summary.id,
                    before: Some(summary.clone()),
                    after: None,
                }],
                ..Action::default()
            })
        })?;
        Ok(())
    }
}
