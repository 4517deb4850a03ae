use themata_model::{BoardView, Change, Session};
use themata_store::Action;

use super::{at, changes, note, title};
use crate::meanwhile::Wanted;
use crate::{Failure, Project};

/// What is to be changed of a view on the board, and what stood there when editing began; what
/// is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardEdit {
    /// The title from now on.
    pub title: Option<String>,
    /// The title when editing began.
    pub was_title: Option<String>,
    /// The note from now on; empty for none.
    pub note: Option<String>,
    /// The note when editing began; empty for none.
    pub was_note: Option<String>,
}

impl Project {
    /// Changes the title or the note of a view on the board; returns whether it was not so
    /// already.
    ///
    /// # Errors
    ///
    /// If there is no such view, the title is empty or too long, or somebody else changed what
    /// is to be changed since the editing began, of which [`Failure::meanwhile`] then tells.
    /// Nothing is changed then.
    pub fn board_edit(
        &mut self,
        session: &Session,
        number: u32,
        edit: &BoardEdit,
    ) -> Result<bool, Failure> {
        let done = self.store.transact(session, |snapshot| {
            let mut board = snapshot.board()?;
            let before = board.swap_remove(at(&board, number)?);
            let mut view = before.clone();
            let summary = format!("edit `{}` on the board", view.title);
            if let Some(new) = &edit.title {
                let what = "the title of this view";
                if is_written(what, edit.was_title.as_deref(), &view.title, new)? {
                    view.title = title(new)?;
                }
            }
            if let Some(new) = &edit.note {
                let what = format!("the note of `{}`", view.title);
                let now = view.note.as_deref().unwrap_or_default();
                if is_written(&what, edit.was_note.as_deref(), now, new)? {
                    view.note = note(new);
                }
            }
            let mut changes = Vec::new();
            if view != before {
                let id = view.id;
                changes.push(Change::BoardView { id, before: Some(before), after: Some(view) });
            }
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        });
        let done = done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::BoardView { id, before: Some(before), after: Some(after) } => {
                    let words = |view: &BoardView| (view.title.clone(), view.note.clone());
                    id.0 == number && words(before) != words(after)
                }
                _ => false,
            })
        })?;
        Ok(done.is_some())
    }

    /// Puts a view at another place of the board, counted from 1; behind all others if the
    /// place is beyond them. Returns whether it was not there already.
    ///
    /// # Errors
    ///
    /// If there is no such view, or the place is 0.
    pub fn board_move(
        &mut self,
        session: &Session,
        number: u32,
        place: usize,
    ) -> Result<bool, Failure> {
        let done = self.store.transact(session, |snapshot| {
            let before = snapshot.board()?;
            let from = at(&before, number)?;
            if place == 0 {
                return Err(Failure::new("places on the board are counted from 1"));
            }
            let mut after = before.clone();
            let view = after.remove(from);
            let summary = format!("move `{}` on the board", view.title);
            let to = (place - 1).min(after.len());
            after.insert(to, view);
            let changes = if to == from { Vec::new() } else { changes(&before, after) };
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done.is_some())
    }

    /// Takes a view off the board and returns its title. Nothing that it shows is touched.
    ///
    /// # Errors
    ///
    /// If there is no such view.
    pub fn board_remove(&mut self, session: &Session, number: u32) -> Result<String, Failure> {
        let mut title = String::new();
        self.store.transact(session, |snapshot| {
            let before = snapshot.board()?;
            let mut after = before.clone();
            title = after.remove(at(&before, number)?).title;
            let summary = format!("remove `{title}` from the board");
            // The others keep their places, so that two removals can be taken back apart.
            let changes = changes(&before, after).into_iter().take(1).collect();
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(title)
    }
}

/// Whether a text is to be written, or that somebody else wrote another one meanwhile.
fn is_written(what: &str, was: Option<&str>, now: &str, new: &str) -> Result<bool, Failure> {
    match Wanted::of(was, now, new) {
        Wanted::Written => Ok(true),
        Wanted::Stays => Ok(false),
        Wanted::Apart => Err(Failure::changed_meanwhile(what, vec![now.to_owned()])),
    }
}
