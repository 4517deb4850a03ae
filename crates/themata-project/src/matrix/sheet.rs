use std::collections::BTreeMap;

use themata_exchange::{SummaryRow, summary_rows};
use themata_model::{Change, Session, Study, SummaryColumn, SummaryOf};
use themata_store::Action;

use super::axes::{MatrixColumn, MatrixRow, column_named, row_named};
use super::write::{CellWritten, written};
use crate::names::count;
use crate::view::seen_by;
use crate::{Failure, Project};

/// How many faults of a sheet are told.
const TOLD: usize = 12;

/// What came of a sheet of summaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummariesWritten {
    /// How many cells had no summary before.
    pub new: usize,
    /// How many say something else now.
    pub changed: usize,
    /// How many said just so already.
    pub same: usize,
    /// How many rows of the sheet have no summary; their cells stay as they are.
    pub empty: usize,
    /// How many of those rows stand for cells that have a summary.
    pub kept: usize,
}

impl Project {
    /// Writes summaries from a sheet: rows with the columns `row`, `column` and `summary`, as
    /// [`FrameworkMatrix::to_sheet`](super::FrameworkMatrix::to_sheet) makes them. All of it is
    /// written, in one operation, or nothing.
    ///
    /// # Errors
    ///
    /// If the sheet cannot be read or a row is at fault; every fault is told with its line.
    pub fn matrix_write_sheet(
        &mut self,
        session: &Session,
        rows_by: Option<&str>,
        sheet: &[u8],
    ) -> Result<SummariesWritten, Failure> {
        let rows = summary_rows(sheet)?;
        let mut done = SummariesWritten::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let mut next = snapshot.next_ids()?.summary;
            let mut faults: Vec<String> = Vec::new();
            let mut changes: Vec<Change> = Vec::new();
            let mut places = Places::default();
            let mut seen: BTreeMap<(String, String, SummaryColumn), u64> = BTreeMap::new();
            for row in &rows {
                let mut fault = |failure: &Failure| {
                    let hint = failure.hints.first();
                    let hint = hint.map_or(String::new(), |hint| format!("; {hint}"));
                    faults.push(format!("line {}: {failure}{hint}", row.line));
                };
                let cell = cell(row, rows_by);
                // A row without a summary is looked at as well: a slip in its name would
                // otherwise be found only when it is filled in.
                let (place, column) = match places.of(&study, &cell) {
                    Ok(found) => found,
                    Err(failure) => {
                        fault(&failure);
                        continue;
                    }
                };
                let key = (place.0.clone(), place.1.name.to_lowercase(), column.on);
                if let Some(line) = seen.insert(key, row.line) {
                    fault(&Failure::new(format!("line {line} is of the same cell")));
                    continue;
                }
                if cell.words.trim().is_empty() {
                    done.empty += 1;
                    let known = study.summary_in(&place.1.of, column.on);
                    done.kept += usize::from(known.is_some());
                    continue;
                }
                let at = (&place.1, column);
                match written(snapshot, &study, session, at, &cell, &mut next) {
                    Err(failure) => fault(&failure),
                    Ok(None) => done.same += 1,
                    Ok(Some(change)) => {
                        let is_new = matches!(change, Change::Summary { before: None, .. });
                        done.new += usize::from(is_new);
                        done.changed += usize::from(!is_new);
                        changes.push(change);
                    }
                }
            }
            if !faults.is_empty() {
                let number = count(faults.len(), "fault");
                let mut failure =
                    Failure::new(format!("the sheet has {number}; nothing was written"));
                let more = faults.len().saturating_sub(TOLD);
                failure.causes.extend(faults.into_iter().take(TOLD));
                if more > 0 {
                    failure.causes.push(format!("and {more} more"));
                }
                return Err(failure.hint(
                    "`themata matrix --long --format csv` writes a sheet with all cells",
                ));
            }
            let summaries = count(changes.len(), "summary");
            let summary = format!("write {summaries} of the framework matrix from a sheet");
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done)
    }
}

fn cell(row: &SummaryRow, rows_by: Option<&str>) -> CellWritten {
    CellWritten {
        rows: row.rows.clone().or_else(|| rows_by.map(str::to_owned)),
        row: row.row.clone(),
        column: row.column.clone(),
        words: row.summary.clone(),
        excerpts: None,
        was: None,
    }
}

/// The rows and columns that a sheet names, each looked up once.
#[derive(Default)]
struct Places {
    /// By what makes the rows and by name: whether it is a document's or a value's, and the row.
    rows: BTreeMap<(String, String), (String, MatrixRow)>,
    columns: BTreeMap<String, MatrixColumn>,
}

impl Places {
    fn of(
        &mut self,
        study: &Study,
        cell: &CellWritten,
    ) -> Result<(&(String, MatrixRow), &MatrixColumn), Failure> {
        let key = (cell.rows.clone().unwrap_or_default(), cell.row.clone());
        if !self.rows.contains_key(&key) {
            let row = row_named(study, cell.rows.as_deref(), &cell.row)?;
            let kind = match &row.of {
                SummaryOf::Document(_) => String::new(),
                SummaryOf::Value { attribute, .. } => attribute.to_string(),
            };
            self.rows.insert(key.clone(), (kind, row));
        }
        if !self.columns.contains_key(&cell.column) {
            let column = column_named(study, &cell.column)?;
            self.columns.insert(cell.column.clone(), column);
        }
        Ok((&self.rows[&key], &self.columns[&cell.column]))
    }
}
