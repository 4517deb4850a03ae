//! Tables: a row is a turn, or a row is one who answered.
//!
//! Reading order: `grid` (cells as text, whatever they came from) and `delimiter`, `head`
//! (which row names the columns), `kinds` and `guess` (what a column holds), `plan` (what a
//! row is), `turns` and `respondents` (what is made of it), `remarks` (what was guessed).

mod delimiter;
mod grid;
mod guess;
mod head;
mod kinds;
mod plan;
mod remarks;
mod respondents;
mod turns;

pub(crate) use delimiter::{Dialect, dialect, is_table};
pub(crate) use grid::{Grid, MOST_COLUMNS};
pub(crate) use remarks::told;

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::read::Read;
use crate::{Document, TableOptions};
use head::Head;
use plan::Plan;

/// Reads a table whose cells are known.
pub(crate) fn read(
    grid: &Grid,
    options: &TableOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let Some(head) = Head::find(grid) else {
        return Ok(Document::default().into());
    };
    remarks::push_above(grid, &head, diagnostics);
    let (documents, table) = match Plan::make(grid, &head, options)? {
        Plan::Turns(columns) => {
            let table = turns::reading(&head, columns);
            remarks::push_beside(&head, &table, options, diagnostics);
            (vec![turns::read(grid, &head, columns, diagnostics)], table)
        }
        Plan::Respondents(uses) => {
            remarks::push(grid, &head, &uses, options, diagnostics);
            let documents = respondents::read(grid, &head, &uses, diagnostics)?;
            (documents, plan::reading(&head, &uses))
        }
    };
    Ok(Read { documents, table: Some(table) })
}
