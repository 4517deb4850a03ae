use themata_model::{BoardView, Session};
use themata_store::Action;

use super::{changes, note, title};
use crate::{Failure, Project};

/// The board has so many views at most; more is no board.
const MOST: usize = 500;

/// So many parameters a view has at most.
const PARAMETERS: usize = 64;

/// All names and values of a view's parameters, in bytes.
const BYTES: usize = 32 * 1024;

/// A view that is to be put on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewBoardView {
    /// The word of its page, such as `frequencies`: small letters, digits, `-` and `/`.
    pub page: String,
    /// What is asked there, queries as they were written. What is empty is left out.
    pub parameters: Vec<(String, String)>,
    /// What it is to be called.
    pub title: String,
    /// What is to be said of it, if anything.
    pub note: String,
}

impl Project {
    /// Puts a view on the board, behind the others, and returns its number, which no other view
    /// ever had.
    ///
    /// # Errors
    ///
    /// If it has no title or too long a one, its page can be none, it asks for more than fits,
    /// or the board is full.
    pub fn board_put(&mut self, session: &Session, new: &NewBoardView) -> Result<u32, Failure> {
        let title = title(&new.title)?;
        let is_of_word =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c);
        if new.page.is_empty() || new.page.len() > 64 || !new.page.chars().all(is_of_word) {
            return Err(Failure::nothing("there is no such page for the board"));
        }
        let said = new.parameters.iter().map(|(name, value)| (name.trim(), value.trim()));
        let parameters: Vec<(String, String)> = said
            .filter(|(name, value)| !name.is_empty() && !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let bytes: usize =
            parameters.iter().map(|(name, value)| name.len() + value.len()).sum();
        if parameters.len() > PARAMETERS || bytes > BYTES {
            return Err(Failure::new("this view asks for more than the board keeps")
                .hint("save the query under a name and ask for that"));
        }
        let mut number = 0;
        self.store.transact(session, |snapshot| {
            let before = snapshot.board()?;
            if before.len() >= MOST {
                return Err(Failure::new("the board is full")
                    .hint(format!("remove what is done with; {MOST} views are the most")));
            }
            let id = snapshot.next_board_view()?;
            number = id.0;
            let mut after = before.clone();
            after.push(BoardView {
                id,
                place: 0,
                page: new.page.clone(),
                parameters,
                title: title.clone(),
                note: note(&new.note),
                by: session.coder.clone(),
                at: session.now,
            });
            let summary = format!("put `{title}` on the board");
            Ok(Action { summary, changes: changes(&before, after), ..Action::default() })
        })?;
        Ok(number)
    }
}
