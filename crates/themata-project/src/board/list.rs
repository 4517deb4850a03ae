use themata_analysis::{Cell, Column, Kind, Table};

use crate::names::{count, minute};
use crate::{Failure, Project};

/// The study's board at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// The moment: the number of the last operation.
    pub moment: u32,
    /// The views, in their order.
    pub views: Vec<OnBoard>,
}

/// A view on the board: what is asked, never what it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnBoard {
    /// Its number in the study.
    pub number: u32,
    /// The word of its page, such as `frequencies`.
    pub page: String,
    /// What is asked there: names and values, queries as they were written.
    pub parameters: Vec<(String, String)>,
    /// What it is called.
    pub title: String,
    /// What is said of it; empty for nothing.
    pub note: String,
    /// Who put it there, if it is known.
    pub by: Option<String>,
    /// When it was put there: in UTC as RFC 3339 writes it.
    pub at: String,
}

impl Project {
    /// The views on the study's board, in their order.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn board(&mut self) -> Result<Board, Failure> {
        let moment = self.moment()?;
        let views = self.snapshot()?.board()?.into_iter().map(|view| OnBoard {
            number: view.id.0,
            page: view.page,
            parameters: view.parameters,
            title: view.title,
            note: view.note.unwrap_or_default(),
            by: view.by,
            at: view.at.to_string(),
        });
        Ok(Board { moment, views: views.collect() })
    }

    /// The views on the study's board, a row each.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn board_table(&mut self) -> Result<Table, Failure> {
        let mut table = Table::new(
            "board",
            "Views on the board",
            [
                Column::new("number", "Number", Kind::Count),
                Column::new("title", "Title", Kind::Text),
                Column::new("page", "Page", Kind::Text),
                Column::new("asks", "Asks", Kind::Passage),
                Column::new("note", "Note", Kind::Passage),
                Column::new("by", "By", Kind::Text),
                Column::new("at", "When (UTC)", Kind::Text),
            ],
        );
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
        let board = self.board()?;
        for view in &board.views {
            let asks = view.parameters.iter().map(|(name, value)| format!("{name}={value}"));
            table.push(vec![
                Cell::Count(view.number.into()),
                Cell::text(&view.title),
                Cell::text(&view.page),
                text(&asks.collect::<Vec<_>>().join("; ")),
                text(&view.note),
                view.by.as_deref().map_or(Cell::Empty, Cell::text),
                Cell::text(minute(&view.at)),
            ]);
        }
        table.definition = format!(
            "{} on the board, in their order: what is asked on which page of the analysis. A \
             view is drawn anew for whoever looks at it.",
            count(board.views.len(), "view"),
        );
        Ok(table)
    }
}
