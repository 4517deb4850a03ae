use themata_model::{Change, DocumentId, Session, Study, Summary};
use themata_store::Action;
use themata_text::CharSpan;

use super::axes::{MatrixColumn, MatrixRow};
use super::keys::{ColumnKey, RowKey};
use super::write::{Writing, change};
use crate::meanwhile::Wanted;
use crate::view::seen_by;
use crate::{Failure, Project};

/// What is to stand in one cell from now on, as a page knows the cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFilled {
    /// The row.
    pub row: RowKey,
    /// The column.
    pub column: ColumnKey,
    /// The analyst's words; with none, the summary is taken away.
    pub words: String,
    /// What stood there when writing began; empty for nothing. If it is not known, what stands
    /// there is written over.
    pub was: Option<String>,
    /// Excerpts that the words rest on from now on, by number of the document and place.
    pub link: Vec<(u32, CharSpan)>,
    /// Excerpts that they rest on no longer.
    pub unlink: Vec<(u32, CharSpan)>,
}

impl Project {
    /// Writes a summary into a cell of the framework matrix, if nobody else wrote there since
    /// the writing began. It says whether anything was changed.
    ///
    /// # Errors
    ///
    /// If the cell says something else by now, of which [`Failure::meanwhile`] then tells; if
    /// row or column are gone, or an excerpt is none or lies outside the row. Nothing is
    /// changed then.
    pub fn matrix_fill(
        &mut self,
        session: &Session,
        cell: &CellFilled,
    ) -> Result<bool, Failure> {
        let (of, on) = (cell.row.meant(), cell.column.meant());
        let done = self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let (row, column) = (cell.row.row(&study)?, cell.column.column(&study)?);
            let before = study.summary_in(&row.of, column.on);
            let words = decided(cell, before, (&row, &column))?;
            let mut action = Action::default();
            match (words.is_empty(), before) {
                (true, None) if !cell.link.is_empty() => {
                    return Err(Failure::new("write something first")
                        .hint("excerpts are what words rest on, and the cell is empty"));
                }
                (true, None) => {}
                (true, Some(summary)) => {
                    action.summary = "clear a cell of the framework matrix".to_owned();
                    let (id, before) = (summary.id, Some(summary.clone()));
                    action.changes.push(Change::Summary { id, before, after: None });
                }
                (false, _) => {
                    let excerpts = excerpts(&study, &row, before, cell)?;
                    let next = &mut snapshot.next_ids()?.summary;
                    let writing = Writing { words, excerpts };
                    let place = (&row, &column);
                    action.summary = "write a summary in the framework matrix".to_owned();
                    action.changes.extend(change(&study, session, place, writing, next));
                }
            }
            Ok::<_, Failure>(action)
        });
        let done = done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Summary { before, after, .. } => {
                    let is_in =
                        |it: &Option<Summary>| it.as_ref().is_some_and(|it| it.is_in(&of, on));
                    is_in(before) || is_in(after)
                }
                _ => false,
            })
        })?;
        Ok(done.is_some())
    }
}

/// The words that the cell is to have, or that somebody else wrote others meanwhile.
fn decided(
    cell: &CellFilled,
    before: Option<&Summary>,
    place: (&MatrixRow, &MatrixColumn),
) -> Result<String, Failure> {
    let now = before.map_or("", |summary| &summary.words);
    let words = cell.words.trim().replace("\r\n", "\n");
    match Wanted::of(cell.was.as_deref(), now, &words) {
        Wanted::Written => Ok(words),
        Wanted::Stays => Ok(now.to_owned()),
        Wanted::Apart => Err(written_meanwhile(place, now)),
    }
}

/// The failure to write into a cell in which somebody else wrote meanwhile.
pub(super) fn written_meanwhile(
    (row, column): (&MatrixRow, &MatrixColumn),
    now: &str,
) -> Failure {
    let what = format!("what stands of `{}` on `{}`", row.name, column.name);
    Failure::changed_meanwhile(&what, vec![now.to_owned()])
}

/// The excerpts that the words rest on from now on, each once.
fn excerpts(
    study: &Study,
    row: &MatrixRow,
    before: Option<&Summary>,
    cell: &CellFilled,
) -> Result<Vec<(DocumentId, CharSpan)>, Failure> {
    let place = |&(document, span): &(u32, CharSpan)| (DocumentId(document), span);
    let mut excerpts = before.map(|known| known.excerpts.clone()).unwrap_or_default();
    let off: Vec<_> = cell.unlink.iter().map(place).collect();
    excerpts.retain(|excerpt| !off.contains(excerpt));
    for excerpt in cell.link.iter().map(place) {
        if excerpts.contains(&excerpt) {
            continue;
        }
        let is_coded = || {
            let mut codings = study.codings.into_iter();
            codings.any(|coding| (coding.document, coding.span) == excerpt)
        };
        if !row.documents.contains(&excerpt.0) || !is_coded() {
            return Err(Failure::nothing("one of the excerpts is no longer there")
                .hint("open the cell again: it lists the excerpts as they are now"));
        }
        excerpts.push(excerpt);
    }
    Ok(excerpts)
}
