//! Taking one operation back wherever it stands in the history, without those after it.

use std::collections::BTreeSet;

use themata_model::{Change, Footprint, OperationId, OperationKind, Session};

use crate::apply::apply;
use crate::error::Kind;
use crate::history::{operations, stacks};
use crate::tables::read_study;
use crate::transact::{changes_of, write};
use crate::{Done, Error, Recorded, Snapshot, Store};

/// What came of taking one operation back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TurnedBack {
    /// It was taken back.
    Undone(Done),
    /// It was an undoing, and what that took back was done again.
    DoneAgain(Done),
    /// Nothing was done: what these operations did, the first first, touches what it did.
    Entangled(Vec<Recorded>),
}

/// What is to be carried out, and what was since the state that it was made for.
struct Plan {
    target: OperationId,
    kind: OperationKind,
    /// What makes up the difference between that state and the present one.
    since: Vec<(OperationId, OperationKind)>,
}

impl Store {
    /// Takes one operation back and leaves those after it in force, if that is allowed and
    /// none of them touches what it did; see [`Footprint::is_entangled`]. An undoing is taken
    /// back by doing its target again. `allow` sees the study as no other program can change it
    /// meanwhile, and the operation that is undone or done again.
    ///
    /// The study is then as if the operation had not been, and those after it had.
    ///
    /// # Errors
    ///
    /// What `allow` returns; or if there is no such operation, it made the study, it was taken
    /// back already, or the file cannot be written.
    pub fn undo_one_if<E: From<Error>>(
        &mut self,
        session: &Session,
        operation: OperationId,
        allow: impl FnOnce(&Snapshot<'_>, &Recorded) -> Result<(), E>,
    ) -> Result<TurnedBack, E> {
        let mut snapshot = self.exclusive()?;
        let operations = operations(&snapshot.transaction)?;
        let plan = plan(&operations, operation)?;
        let target = numbered(&operations, plan.target)
            .ok_or_else(|| Error::damaged("an operation is missing"))?;
        allow(&snapshot, target)?;
        let changes = changes_of(&snapshot.transaction, plan.target, plan.kind)?;
        let footprint = Footprint::of(&changes);
        let entangled = among(&snapshot, &plan, |other| footprint.is_entangled(other))?;
        if !entangled.is_empty() {
            return Ok(TurnedBack::Entangled(recorded(&operations, &entangled)));
        }
        if !carry_out(&mut snapshot, &changes, plan.since.is_empty())? {
            // A rule over many things would be broken that no two of them break.
            let akin = among(&snapshot, &plan, |other| footprint.is_akin(other))?;
            return Ok(TurnedBack::Entangled(recorded(&operations, &akin)));
        }
        let summary = target.summary.clone();
        let operation = write(&snapshot.transaction, session, plan.kind, &summary, None, None)?;
        snapshot.transaction.commit().map_err(Error::from)?;
        let done = Done { operation, target: target.id, summary };
        Ok(match plan.kind {
            OperationKind::Redo(_) => TurnedBack::DoneAgain(done),
            _ => TurnedBack::Undone(done),
        })
    }
}

fn plan(operations: &[Recorded], id: OperationId) -> Result<Plan, Error> {
    let last = operations.last().map_or(OperationId(0), |operation| operation.id);
    let Some(at) = operations.iter().position(|operation| operation.id == id) else {
        return Err(Error::new(Kind::NoOperation(id, last)));
    };
    if at == 0 {
        return Err(Error::new(Kind::MakesStudy));
    }
    let now = stacks(operations);
    let (target, kind) = match operations[at].kind {
        OperationKind::Do => (id, OperationKind::Undo(id)),
        OperationKind::Redo(target) => (target, OperationKind::Undo(target)),
        OperationKind::Undo(target) => (target, OperationKind::Redo(target)),
    };
    let concerns = |known: &&Recorded| match known.kind {
        OperationKind::Do => false,
        OperationKind::Undo(of) | OperationKind::Redo(of) => of == target,
    };
    let turns = || operations[at + 1..].iter().filter(concerns);
    let in_force = now.is_in_force(target);
    let by = match operations[at].kind {
        // What was undone and done again is in force under its own number, too.
        OperationKind::Do if in_force => None,
        OperationKind::Do => turns().next_back(),
        OperationKind::Undo(_) | OperationKind::Redo(_) => turns().next(),
    };
    if let Some(by) = by {
        return Err(Error::new(Kind::TakenBack(id, by.id)));
    }
    let since = if in_force {
        now.after(target).map(|id| (id, OperationKind::Do)).collect()
    } else {
        difference(operations, at, &now.in_force())
    };
    Ok(Plan { target, kind, since })
}

/// What is in force now and was not when an operation had just happened, and what was and is
/// not, by number.
fn difference(
    operations: &[Recorded],
    at: usize,
    now: &BTreeSet<OperationId>,
) -> Vec<(OperationId, OperationKind)> {
    let then = stacks(&operations[..=at]).in_force();
    now.symmetric_difference(&then)
        .map(|&id| match now.contains(&id) {
            true => (id, OperationKind::Do),
            false => (id, OperationKind::Undo(id)),
        })
        .collect()
}

/// The operations since that a footprint has to do with.
fn among(
    snapshot: &Snapshot<'_>,
    plan: &Plan,
    has_to_do: impl Fn(&Footprint) -> bool,
) -> Result<BTreeSet<OperationId>, Error> {
    let mut found = BTreeSet::new();
    for &(id, kind) in &plan.since {
        // One after the other, since each may be as large as an import.
        let changes = changes_of(&snapshot.transaction, id, kind)?;
        if has_to_do(&Footprint::of(&changes)) {
            found.insert(id);
        }
    }
    Ok(found)
}

/// Carries changes out, unless the study would not be sound; then it is left as it is.
fn carry_out(
    snapshot: &mut Snapshot<'_>,
    changes: &[Change],
    is_next: bool,
) -> Result<bool, Error> {
    if is_next {
        apply(&snapshot.transaction, changes)?;
        return Ok(true);
    }
    snapshot.transaction.execute_batch("SAVEPOINT one")?;
    let fits =
        apply(&snapshot.transaction, changes).and_then(|()| read_study(&snapshot.transaction));
    match fits {
        Ok(_) => {
            snapshot.transaction.execute_batch("RELEASE one")?;
            Ok(true)
        }
        Err(error) if error.is_of_machine() => Err(error),
        Err(_) => {
            snapshot.transaction.execute_batch("ROLLBACK TO one; RELEASE one")?;
            Ok(false)
        }
    }
}

fn numbered(operations: &[Recorded], id: OperationId) -> Option<&Recorded> {
    let at = operations.binary_search_by_key(&id, |operation| operation.id).ok()?;
    operations.get(at)
}

fn recorded(operations: &[Recorded], ids: &BTreeSet<OperationId>) -> Vec<Recorded> {
    ids.iter().filter_map(|&id| numbered(operations, id)).cloned().collect()
}
