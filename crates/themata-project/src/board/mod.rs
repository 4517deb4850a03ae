//! The study's board: views of the analysis that somebody put there to come back to. A view on
//! the board says what is asked, in words and parameters, and never what came of it; it is
//! drawn anew for whoever looks, from what their own eyes may see.

mod edit;
mod list;
mod put;

pub use edit::BoardEdit;
pub use list::{Board, OnBoard};
pub use put::NewBoardView;

use themata_model::{BoardView, Change};

use crate::Failure;
use crate::meanwhile::cleaned;
use crate::names::visible;

/// The longest title of a view on the board, in characters.
const LONGEST: usize = 200;

/// The place of the view of a number in the board's order.
fn at(board: &[BoardView], number: u32) -> Result<usize, Failure> {
    board.iter().position(|view| view.id.0 == number).ok_or_else(|| {
        Failure::nothing(format!("there is no view {number} on the board"))
            .hint("`themata board` lists them with their numbers")
    })
}

/// A title as it is kept.
fn title(said: &str) -> Result<String, Failure> {
    let title = visible(said.trim())?;
    if title.is_empty() {
        return Err(Failure::new("a view on the board needs a title"));
    }
    if title.chars().count() > LONGEST {
        return Err(Failure::new("this title is too long for the board")
            .hint(format!("{LONGEST} characters are the most; the note holds more")));
    }
    Ok(title.to_owned())
}

/// A note as it is kept: nothing if nothing is said.
fn note(said: &str) -> Option<String> {
    Some(cleaned(said)).filter(|note| !note.is_empty())
}

/// The changes by which the board becomes another, with places counted anew from 0.
fn changes(before: &[BoardView], after: Vec<BoardView>) -> Vec<Change> {
    let gone = before.iter().filter(|view| after.iter().all(|left| left.id != view.id));
    let mut changes: Vec<Change> = gone
        .map(|view| Change::BoardView { id: view.id, before: Some(view.clone()), after: None })
        .collect();
    for (place, view) in (0..).zip(after) {
        let view = BoardView { place, ..view };
        let known = before.iter().find(|known| known.id == view.id);
        if known != Some(&view) {
            let (id, before) = (view.id, known.cloned());
            changes.push(Change::BoardView { id, before, after: Some(view) });
        }
    }
    changes
}

#[cfg(test)]
mod tests;
