use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use themata_model::{OperationId, OperationKind};
use uuid::Uuid;

use crate::Error;
use crate::error::Kind;

/// An operation as history lists it: without its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in the study.
    pub id: OperationId,
    /// Its identity among all studies and machines.
    pub uid: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// Who acted, if someone was named.
    pub coder: Option<String>,
    /// Whether something was done, undone or done again.
    pub kind: OperationKind,
    /// What was done.
    pub summary: String,
    /// Why, if whoever acted said so.
    pub reason: Option<String>,
    /// Whether it is in force: neither undone, nor an undoing.
    pub in_force: bool,
}

/// Every operation, the first first.
pub(crate) fn operations(connection: &Connection) -> Result<Vec<Recorded>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, uid, at, coder, kind, target, summary, reason FROM operation ORDER BY id",
    )?;
    let mut operations = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        operations.push(recorded(row)?);
    }
    mark_in_force(&mut operations);
    Ok(operations)
}

fn mark_in_force(operations: &mut [Recorded]) {
    let done: BTreeSet<OperationId> = stacks(operations).done.into_iter().collect();
    for operation in operations {
        operation.in_force = operation.id.0 == 1 || done.contains(&operation.id);
    }
}

fn recorded(row: &Row<'_>) -> Result<Recorded, Error> {
    let uid: String = row.get(1)?;
    let at: String = row.get(2)?;
    let kind: String = row.get(4)?;
    let target: Option<u32> = row.get(5)?;
    let kind = match (kind.as_str(), target) {
        ("undo", Some(target)) => OperationKind::Undo(OperationId(target)),
        ("redo", Some(target)) => OperationKind::Redo(OperationId(target)),
        _ => OperationKind::Do,
    };
    Ok(Recorded {
        id: OperationId(row.get(0)?),
        uid: uid.parse().map_err(|_| Error::damaged("an operation has no identity"))?,
        at: at.parse().map_err(|_| Error::damaged("an operation has no time"))?,
        coder: row.get(3)?,
        kind,
        summary: row.get(6)?,
        reason: row.get(7)?,
        in_force: false,
    })
}

/// What can be undone and what can be done again, the next one last.
pub(crate) struct Stacks {
    done: Vec<OperationId>,
    undone: Vec<OperationId>,
}

pub(crate) fn stacks(operations: &[Recorded]) -> Stacks {
    let mut stacks = Stacks { done: Vec::new(), undone: Vec::new() };
    // The first operation made the study; taking it back would leave none.
    for operation in operations.iter().skip(1) {
        match operation.kind {
            OperationKind::Do => {
                stacks.done.push(operation.id);
                stacks.undone.clear();
            }
            OperationKind::Undo(target) => {
                // The latest in force is what is undone, so it is the last.
                stacks.done.pop_if(|id| *id == target);
                stacks.undone.push(target);
            }
            OperationKind::Redo(target) => {
                stacks.undone.pop_if(|id| *id == target);
                stacks.done.push(target);
            }
        }
    }
    stacks
}

impl Stacks {
    pub(crate) fn to_undo(&self) -> Result<OperationId, Error> {
        self.done.last().copied().ok_or_else(|| Error::new(Kind::NothingToUndo))
    }

    pub(crate) fn to_redo(&self) -> Result<OperationId, Error> {
        self.undone.last().copied().ok_or_else(|| Error::new(Kind::NothingToRedo))
    }
}

#[cfg(test)]
mod tests {
    use super::{OperationId, OperationKind, Recorded, Timestamp, Uuid, mark_in_force};

    fn history(kinds: impl Iterator<Item = OperationKind>) -> Vec<Recorded> {
        let mut operations: Vec<Recorded> = (1..)
            .zip(kinds)
            .map(|(id, kind)| Recorded {
                id: OperationId(id),
                uid: Uuid::from_u128(id.into()),
                at: Timestamp::UNIX_EPOCH,
                coder: None,
                kind,
                summary: String::new(),
                reason: None,
                in_force: false,
            })
            .collect();
        mark_in_force(&mut operations);
        operations
    }

    fn in_force(operations: &[Recorded]) -> Vec<u32> {
        let kept = operations.iter().filter(|operation| operation.in_force);
        kept.map(|operation| operation.id.0).collect()
    }

    #[test]
    fn what_is_done_and_not_undone_is_in_force() {
        use OperationKind::{Do, Redo, Undo};

        let check = |kinds: &[OperationKind], expect: &[u32]| {
            assert_eq!(in_force(&history(kinds.iter().copied())), expect);
        };
        check(&[Do], &[1]);
        check(&[Do, Do, Do], &[1, 2, 3]);
        check(&[Do, Do, Do, Undo(OperationId(3))], &[1, 2]);
        check(&[Do, Do, Do, Undo(OperationId(3)), Undo(OperationId(2))], &[1]);
        check(&[Do, Do, Undo(OperationId(2)), Redo(OperationId(2))], &[1, 2]);
        check(&[Do, Do, Undo(OperationId(2)), Do], &[1, 4]);
    }

    /// Looking through all operations for each of them would take hours.
    #[test]
    fn a_long_history_is_read_at_once() {
        const MANY: u32 = 400_000;
        let done = (0..=MANY).map(|_| OperationKind::Do);
        assert_eq!(in_force(&history(done.clone())).len(), 400_001);
        let undone = (0..MANY).map(|i| OperationKind::Undo(OperationId(MANY + 1 - i)));
        let again = (0..MANY).map(|i| OperationKind::Redo(OperationId(2 + i)));
        assert_eq!(in_force(&history(done.clone().chain(undone.clone()))), [1]);
        assert_eq!(in_force(&history(done.chain(undone).chain(again))).len(), 400_001);
    }
}
