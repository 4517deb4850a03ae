use jiff::Timestamp;

use crate::BoardViewId;

/// A view of the analysis that somebody put on the study's board: what is asked, never what it
/// came to. It is drawn anew for whoever looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardView {
    /// Its number in the study.
    pub id: BoardViewId,
    /// Where it stands on the board; views of one place stand in order of their numbers.
    pub place: u32,
    /// The word of its page, such as `frequencies`.
    pub page: String,
    /// What is asked there: names and values in order, among them queries as they were written.
    pub parameters: Vec<(String, String)>,
    /// What it is called.
    pub title: String,
    /// What is to be said of it.
    pub note: Option<String>,
    /// Who put it there, if it is known.
    pub by: Option<String>,
    /// When it was put there.
    pub at: Timestamp,
}
