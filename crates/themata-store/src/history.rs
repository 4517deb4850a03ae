use std::collections::{BTreeSet, HashMap};

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

/// The operations behind a moment, the first first. Whether they are in force is not told: what
/// decides on that may come before them.
pub(crate) fn operations_since(
    connection: &Connection,
    moment: OperationId,
) -> Result<Vec<Recorded>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, uid, at, coder, kind, target, summary, reason FROM operation \
         WHERE id > ?1 ORDER BY id",
    )?;
    let mut operations = Vec::new();
    let mut rows = statement.query([moment.0])?;
    while let Some(row) = rows.next()? {
        operations.push(recorded(row)?);
    }
    Ok(operations)
}

fn mark_in_force(operations: &mut [Recorded]) {
    let stacks = stacks(operations);
    for operation in operations {
        operation.in_force = operation.id.0 == 1 || stacks.is_in_force(operation.id);
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
#[derive(Default)]
pub(crate) struct Stacks {
    done: Pile,
    undone: Pile,
}

/// Operations in the order in which they were laid down. One can be taken out anywhere.
#[derive(Default)]
struct Pile {
    /// With gaps where one was taken out, but for the end.
    order: Vec<Option<OperationId>>,
    places: HashMap<OperationId, usize>,
}

pub(crate) fn stacks(operations: &[Recorded]) -> Stacks {
    let mut stacks = Stacks::default();
    // The first operation made the study; taking it back would leave none.
    for operation in operations.iter().skip(1) {
        match operation.kind {
            OperationKind::Do => {
                stacks.done.lay(operation.id);
                stacks.undone = Pile::default();
            }
            OperationKind::Undo(target) => {
                stacks.done.take(target);
                stacks.undone.lay(target);
            }
            OperationKind::Redo(target) => {
                stacks.undone.take(target);
                stacks.done.lay(target);
            }
        }
    }
    stacks
}

impl Stacks {
    pub(crate) fn to_undo(&self) -> Result<OperationId, Error> {
        self.done.last().ok_or_else(|| Error::new(Kind::NothingToUndo))
    }

    pub(crate) fn to_redo(&self) -> Result<OperationId, Error> {
        self.undone.last().ok_or_else(|| Error::new(Kind::NothingToRedo))
    }

    pub(crate) fn is_in_force(&self, operation: OperationId) -> bool {
        self.done.places.contains_key(&operation)
    }

    /// The operations in force.
    pub(crate) fn in_force(&self) -> BTreeSet<OperationId> {
        self.done.order.iter().copied().flatten().collect()
    }

    /// The operations in force that were carried out after one of them, the first first.
    pub(crate) fn after(&self, operation: OperationId) -> impl Iterator<Item = OperationId> {
        let place = self.done.places.get(&operation).copied().unwrap_or(usize::MAX);
        self.done.order.iter().skip(place.saturating_add(1)).copied().flatten()
    }
}

impl Pile {
    fn lay(&mut self, operation: OperationId) {
        self.take(operation);
        self.places.insert(operation, self.order.len());
        self.order.push(Some(operation));
    }

    fn take(&mut self, operation: OperationId) {
        if let Some(place) = self.places.remove(&operation) {
            self.order[place] = None;
            while self.order.pop_if(|known| known.is_none()).is_some() {}
        }
    }

    fn last(&self) -> Option<OperationId> {
        self.order.last().copied().flatten()
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
        check(&[Do, Do, Do, Do, Undo(OperationId(3))], &[1, 2, 4]);
        check(&[Do, Do, Do, Undo(OperationId(2)), Do, Redo(OperationId(2))], &[1, 2, 3, 5]);
    }

    #[test]
    fn what_was_done_again_stands_last() {
        use OperationKind::{Do, Redo, Undo};

        let check = |kinds: &[OperationKind], undo: u32, redo: Option<u32>| {
            let stacks = super::stacks(&history(kinds.iter().copied()));
            assert_eq!(stacks.to_undo().unwrap().0, undo);
            assert_eq!(stacks.to_redo().ok().map(|id| id.0), redo);
        };
        let two = OperationId(2);
        check(&[Do, Do, Do, Do, Undo(two)], 4, Some(2));
        check(&[Do, Do, Do, Do, Undo(two), Redo(two)], 2, None);
        check(&[Do, Do, Do, Undo(two), Do], 5, None);
        check(&[Do, Do, Do, Undo(two), Do, Redo(two)], 2, None);
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
        assert_eq!(in_force(&history(done.clone().chain(undone).chain(again))).len(), 400_001);
        let first_first = (0..MANY).map(|i| OperationKind::Undo(OperationId(2 + i)));
        assert_eq!(in_force(&history(done.chain(first_first))), [1]);
    }
}
