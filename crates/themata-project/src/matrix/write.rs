use themata_model::{Change, DocumentId, Session, Study, Summary, SummaryId};
use themata_store::{Action, Snapshot};
use themata_text::CharSpan;

use super::axes::{MatrixColumn, MatrixRow, column_named, row_named};
use super::fill::written_meanwhile;
use crate::findings::{ExcerptNamed, excerpt_named};
use crate::meanwhile::Wanted;
use crate::view::seen_by;
use crate::{Failure, Project};

/// What is written into one cell of the framework matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellWritten {
    /// What makes the rows; if nothing is said, a site or a document is meant.
    pub rows: Option<String>,
    /// The name of the row.
    pub row: String,
    /// The title of the theme or the name of the code.
    pub column: String,
    /// The analyst's words.
    pub words: String,
    /// The numbers of codings whose excerpts the words rest on; those that it rested on until
    /// now if nothing is said.
    pub excerpts: Option<Vec<u32>>,
    /// What stood there when writing began; empty for nothing. If it is not known, what stands
    /// there is written over.
    pub was: Option<String>,
}

/// The words for a cell with the excerpts that they rest on.
pub(super) struct Writing {
    pub(super) words: String,
    pub(super) excerpts: Vec<(DocumentId, CharSpan)>,
}

impl Project {
    /// Writes a summary into a cell of the framework matrix, in place of what stood there. It
    /// says whether anything was changed.
    ///
    /// # Errors
    ///
    /// If the row, the column or an excerpt is not found, an excerpt lies outside the row,
    /// nothing is said, or somebody else wrote there since the writing began.
    pub fn matrix_write(
        &mut self,
        session: &Session,
        cell: &CellWritten,
    ) -> Result<bool, Failure> {
        let done = self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let mut next = snapshot.next_ids()?.summary;
            let row = row_named(&study, cell.rows.as_deref(), &cell.row)?;
            let column = column_named(&study, &cell.column)?;
            let place = (&row, &column);
            let change = written(snapshot, &study, session, place, cell, &mut next)?;
            let mut action = Action::default();
            if let Some(change) = change {
                action.summary = "write a summary in the framework matrix".to_owned();
                action.changes.push(change);
            }
            Ok::<_, Failure>(action)
        })?;
        Ok(done.is_some())
    }
}

/// The change by which a cell says what was written, if it does not say so already.
pub(super) fn written(
    snapshot: &Snapshot<'_>,
    study: &Study,
    session: &Session,
    (row, column): (&MatrixRow, &MatrixColumn),
    cell: &CellWritten,
    next: &mut SummaryId,
) -> Result<Option<Change>, Failure> {
    let words = cell.words.trim().replace("\r\n", "\n");
    if words.is_empty() {
        return Err(Failure::new("it was not said what is to be written")
            .hint("`themata matrix clear` takes a summary away"));
    }
    let before = study.summary_in(&row.of, column.on);
    let now = before.map_or("", |known| &known.words);
    let words = match Wanted::of(cell.was.as_deref(), now, &words) {
        Wanted::Written => words,
        Wanted::Stays => now.to_owned(),
        Wanted::Apart => return Err(written_meanwhile((row, column), now)),
    };
    let excerpts = match &cell.excerpts {
        Some(numbers) => linked(snapshot, study, row, column, numbers)?,
        None => before.map(|known| known.excerpts.clone()).unwrap_or_default(),
    };
    Ok(change(study, session, (row, column), Writing { words, excerpts }, next))
}

/// The change by which a cell says something, if it does not say so already.
pub(super) fn change(
    study: &Study,
    session: &Session,
    (row, column): (&MatrixRow, &MatrixColumn),
    Writing { words, excerpts }: Writing,
    next: &mut SummaryId,
) -> Option<Change> {
    let before = study.summary_in(&row.of, column.on).cloned();
    if let Some(known) = &before
        && (&known.words, &known.excerpts) == (&words, &excerpts)
    {
        return None;
    }
    let id = before.as_ref().map_or(*next, |known| known.id);
    if before.is_none() {
        next.0 += 1;
    }
    // What stood there keeps its row as it was first written: case is no other row.
    let of = before.as_ref().map_or_else(|| row.of.clone(), |known| known.of.clone());
    let (by, at) = (session.coder.clone(), session.now);
    let after = Some(Summary { id, of, column: column.on, words, excerpts, by, at });
    Some(Change::Summary { id, before, after })
}

/// The excerpts of codings, each once; they lie in the row.
fn linked(
    snapshot: &Snapshot<'_>,
    study: &Study,
    row: &MatrixRow,
    column: &MatrixColumn,
    numbers: &[u32],
) -> Result<Vec<(DocumentId, CharSpan)>, Failure> {
    let mut excerpts = Vec::new();
    for &number in numbers {
        let excerpt = excerpt_named(snapshot, study, &ExcerptNamed::Coding(number))?;
        if !row.documents.contains(&excerpt.0) {
            let document = study.document(excerpt.0).map_or("", |document| &document.name);
            return Err(Failure::new(format!(
                "the excerpt of coding {number} lies in {document}, outside the row `{}`",
                row.name
            ))
            .hint(format!(
                "a summary of `{}` rests on excerpts of its own documents",
                column.name
            )));
        }
        if !excerpts.contains(&excerpt) {
            excerpts.push(excerpt);
        }
    }
    Ok(excerpts)
}
