mod one;
mod own;
mod page;
mod question;
mod work;

pub use one::OneUndone;
pub use page::{EntryState, HistoryEntry, HistoryPage};
pub use question::HistoryQuestion;
pub use work::Work;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{OperationKind, Session};
use themata_store::{Done, Recorded};

use crate::names::count;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

impl Project {
    /// What was done to the study, the first first. What others did to codings that are kept
    /// back while a round is blind is there without saying what it was.
    ///
    /// # Errors
    ///
    /// If a day is none, nobody of the name did anything, or the study cannot be read.
    pub fn history(&mut self, question: &HistoryQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let mut operations = snapshot.history()?;
        if let Some(veil) = Veil::over(&snapshot, snapshot.viewer())? {
            veil.lay_over(&snapshot, &mut operations)?;
        }
        let all = operations.len();
        let narrowed = question.narrow(&mut operations)?;
        let mut table = table(&operations);
        if let Some(narrowed) = narrowed {
            table.definition =
                format!("Of {} {narrowed}: {}", count(all, "operation"), table.definition);
        }
        Ok(table)
    }

    /// Takes back what was done last and is still in force.
    ///
    /// # Errors
    ///
    /// If there is nothing to undo, it is someone else's and concerns codings that are kept
    /// back while a round is blind, or the study cannot be written.
    pub fn undo(&mut self, session: &Session) -> Result<Done, Failure> {
        let coder = session.coder.as_deref();
        self.store.undo_if(session, |snapshot, operation| {
            Veil::may_turn_back(snapshot, coder, operation)
        })
    }

    /// Does again what was undone last, unless something new was done since.
    ///
    /// # Errors
    ///
    /// If there is nothing to do again, it is someone else's and concerns codings that are kept
    /// back while a round is blind, or the study cannot be written.
    pub fn redo(&mut self, session: &Session) -> Result<Done, Failure> {
        let coder = session.coder.as_deref();
        self.store.redo_if(session, |snapshot, operation| {
            Veil::may_turn_back(snapshot, coder, operation)
        })
    }
}

pub(crate) fn table(operations: &[Recorded]) -> Table {
    let mut table = Table::new(
        "history",
        "History",
        [
            Column::new("operation", "No.", Kind::Count),
            Column::new("at", "When (UTC)", Kind::Text),
            Column::new("coder", "Who", Kind::Text),
            Column::new("summary", "What", Kind::Passage),
            Column::new("reason", "Why", Kind::Passage),
            Column::new("state", "State", Kind::Text),
        ],
    );
    let optional = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
    for operation in operations {
        let (summary, state) = match operation.kind {
            OperationKind::Do if operation.in_force => (operation.summary.clone(), Cell::Empty),
            OperationKind::Do => (operation.summary.clone(), Cell::text("undone")),
            OperationKind::Undo(target) => {
                (format!("undo no. {target}: {}", operation.summary), Cell::Empty)
            }
            OperationKind::Redo(target) => {
                (format!("redo no. {target}: {}", operation.summary), Cell::Empty)
            }
        };
        table.push([
            Cell::Count(u64::from(operation.id.0)),
            Cell::text(operation.at.strftime("%Y-%m-%d %H:%M:%S").to_string()),
            optional(&operation.coder),
            Cell::text(summary),
            optional(&operation.reason),
            state,
        ]);
    }
    table.definition = format!(
        "{}, in the order in which they happened. Nothing is ever taken out of the history; an \
         undoing is an operation too. Who is whoever `--coder` named; where nobody was named, it \
         was not said who acted.",
        count(operations.len(), "operation")
    );
    table
}
