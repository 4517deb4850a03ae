use themata_model::{OperationId, Session};
use themata_store::{Done, Recorded, TurnedBack};

use crate::names::count;
use crate::rounds::veil::Veil;
use crate::{Failure, Project};

/// How many of the operations that stand in the way are named.
const NAMED: usize = 8;

/// What came of taking back one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneUndone {
    /// What was recorded.
    pub done: Done,
    /// Whether it was an undoing, so that what that took back was done again.
    pub again: bool,
}

impl Project {
    /// Takes back one operation, by the number that the history gives it, and leaves those
    /// after it. An undoing is taken back by doing again what it took back.
    ///
    /// # Errors
    ///
    /// If there is no such operation, it was taken back already, it is someone else's and
    /// concerns codings that are kept back while a round is blind, the study cannot be written,
    /// or what was done since touches what it did: then the failure names what that was.
    pub fn undo_operation(
        &mut self,
        session: &Session,
        number: u32,
    ) -> Result<OneUndone, Failure> {
        let coder = session.coder.as_deref();
        let turned =
            self.store.undo_one_if(session, OperationId(number), |snapshot, operation| {
                Veil::may_turn_back(snapshot, coder, operation)
            })?;
        let mut with = match turned {
            TurnedBack::Undone(done) => return Ok(OneUndone { done, again: false }),
            TurnedBack::DoneAgain(done) => return Ok(OneUndone { done, again: true }),
            TurnedBack::Entangled(with) => with,
        };
        let snapshot = self.snapshot()?;
        if let Some(veil) = Veil::over(&snapshot, coder)? {
            veil.lay_over(&snapshot, &mut with)?;
        }
        Err(entangled(number, &with))
    }
}

fn entangled(number: u32, with: &[Recorded]) -> Failure {
    let mut failure = Failure::new(format!(
        "operation {number} cannot be taken back alone: {} since touched what it did",
        count(with.len(), "operation")
    ));
    // The latest is what has to be seen to first.
    failure.causes = with.iter().rev().take(NAMED).map(told).collect();
    if with.len() > NAMED {
        failure.causes.push(format!("{} more, all before those", with.len() - NAMED));
    }
    match with.last() {
        Some(last) if with.iter().all(|known| known.in_force) => failure.hint(format!(
            "take those back first, the latest first: `themata undo {}`",
            last.id
        )),
        _ => failure.hint("`themata history` shows what was done and undone since"),
    }
}

fn told(operation: &Recorded) -> String {
    let undone = if operation.in_force { "" } else { ", undone since" };
    format!("operation {}{undone}: {}", operation.id, operation.summary)
}
