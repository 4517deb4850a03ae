use rusqlite::{Connection, TransactionBehavior, params};
use themata_model::{Change, OperationId, OperationKind, Session};

use crate::apply::apply;
use crate::error::Kind;
use crate::history::{operations, stacks};
use crate::{Error, Recorded, Snapshot, Store, log};

/// What a transaction records.
#[derive(Clone, Debug, Default)]
pub struct Action {
    /// What is done, in a few words without participants' words: `import 18 documents`.
    pub summary: String,
    /// Why, if whoever acts says so.
    pub reason: Option<String>,
    /// What changes, in order.
    pub changes: Vec<Change>,
    /// The sources and texts that the changes name by their hashes.
    pub deposits: Vec<Deposit>,
}

/// Bytes or words that are kept for ever under their [`hash`](crate::hash).
#[derive(Clone, Debug)]
pub enum Deposit {
    /// A file as received.
    Source(Vec<u8>),
    /// A text that was cut from one.
    Text(String),
}

/// What was done, undone or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The number of the operation that was recorded.
    pub operation: OperationId,
    /// The operation that it is about: itself or, for an undoing, the one that was undone.
    pub target: OperationId,
    /// What it did, or, for an undoing, what had been done.
    pub summary: String,
}

impl Store {
    /// Records an action and carries it out: the one function that writes to a study.
    ///
    /// `decide` sees the study as no other program can change it meanwhile, so numbers that
    /// it gives out are free. An action without changes is not recorded, and `None` is
    /// returned. If anything fails, the study is as it was.
    ///
    /// # Errors
    ///
    /// What `decide` returns; or if the file cannot be written, another program is writing, or
    /// a change does not fit the study.
    pub fn transact<E: From<Error>>(
        &mut self,
        session: &Session,
        decide: impl FnOnce(&Snapshot<'_>) -> Result<Action, E>,
    ) -> Result<Option<Done>, E> {
        let snapshot = self.exclusive()?;
        let action = decide(&snapshot)?;
        if action.changes.is_empty() {
            return Ok(None);
        }
        let operation = record(&snapshot.transaction, session, &action)?;
        snapshot.transaction.commit().map_err(Error::from)?;
        Ok(Some(Done { operation, target: operation, summary: action.summary }))
    }

    /// Takes the latest operation back that is in force. The taking back is itself recorded.
    ///
    /// # Errors
    ///
    /// If there is nothing to undo, or the file cannot be written.
    pub fn undo(&mut self, session: &Session) -> Result<Done, Error> {
        self.undo_if(session, |_, _| Ok(()))
    }

    /// Does the operation again that was undone last, unless something new was done since.
    ///
    /// # Errors
    ///
    /// If there is nothing to do again, or the file cannot be written.
    pub fn redo(&mut self, session: &Session) -> Result<Done, Error> {
        self.redo_if(session, |_, _| Ok(()))
    }

    /// As [`Store::undo`], if that is allowed: `allow` sees the study as no other program can
    /// change it meanwhile, and the operation that is to be taken back.
    ///
    /// # Errors
    ///
    /// What `allow` returns, and as [`Store::undo`].
    pub fn undo_if<E: From<Error>>(
        &mut self,
        session: &Session,
        allow: impl FnOnce(&Snapshot<'_>, &Recorded) -> Result<(), E>,
    ) -> Result<Done, E> {
        let choose = |operations: &[Recorded]| {
            let target = stacks(operations).to_undo()?;
            Ok((target, OperationKind::Undo(target)))
        };
        self.turn_back(session, choose, allow)
    }

    /// As [`Store::redo`], if that is allowed: see [`Store::undo_if`].
    ///
    /// # Errors
    ///
    /// What `allow` returns, and as [`Store::redo`].
    pub fn redo_if<E: From<Error>>(
        &mut self,
        session: &Session,
        allow: impl FnOnce(&Snapshot<'_>, &Recorded) -> Result<(), E>,
    ) -> Result<Done, E> {
        let choose = |operations: &[Recorded]| {
            let target = stacks(operations).to_redo()?;
            Ok((target, OperationKind::Redo(target)))
        };
        self.turn_back(session, choose, allow)
    }

    fn turn_back<E: From<Error>>(
        &mut self,
        session: &Session,
        choose: impl FnOnce(&[Recorded]) -> Result<(OperationId, OperationKind), Error>,
        allow: impl FnOnce(&Snapshot<'_>, &Recorded) -> Result<(), E>,
    ) -> Result<Done, E> {
        let snapshot = self.exclusive()?;
        let operations = operations(&snapshot.transaction)?;
        let (target, kind) = choose(&operations)?;
        let recorded = operations.iter().find(|operation| operation.id == target);
        let summary = recorded.map(|known| known.summary.clone()).unwrap_or_default();
        if let Some(recorded) = recorded {
            allow(&snapshot, recorded)?;
        }
        let changes = changes_of(&snapshot.transaction, target, kind)?;
        apply(&snapshot.transaction, &changes)?;
        let operation = write(&snapshot.transaction, session, kind, &summary, None, None)?;
        snapshot.transaction.commit().map_err(Error::from)?;
        Ok(Done { operation, target, summary })
    }

    /// The study, held so that no other program can write.
    pub(crate) fn exclusive(&mut self) -> Result<Snapshot<'_>, Error> {
        if self.connection.is_readonly("main")? {
            return Err(Error::new(Kind::ReadOnly));
        }
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        Ok(Snapshot::new(transaction, &self.kept))
    }
}

/// Carries an action out and writes it into the log. The caller holds the transaction.
pub(crate) fn record(
    connection: &Connection,
    session: &Session,
    action: &Action,
) -> Result<OperationId, Error> {
    for deposit in &action.deposits {
        match deposit {
            Deposit::Source(bytes) => connection
                .prepare_cached("INSERT OR IGNORE INTO source VALUES (?1, ?2)")?
                .execute(params![crate::hash(bytes), bytes])?,
            Deposit::Text(words) => connection
                .prepare_cached("INSERT OR IGNORE INTO text VALUES (?1, ?2)")?
                .execute(params![crate::hash(words.as_bytes()), words])?,
        };
    }
    apply(connection, &action.changes)?;
    let changes = log::to_json(&action.changes)?;
    let reason = action.reason.as_deref();
    write(connection, session, OperationKind::Do, &action.summary, reason, Some(changes))
}

pub(crate) fn write(
    connection: &Connection,
    session: &Session,
    kind: OperationKind,
    summary: &str,
    reason: Option<&str>,
    changes: Option<String>,
) -> Result<OperationId, Error> {
    let (kind, target) = match kind {
        OperationKind::Do => ("do", None),
        OperationKind::Undo(target) => ("undo", Some(target.0)),
        OperationKind::Redo(target) => ("redo", Some(target.0)),
    };
    connection.execute(
        "INSERT INTO operation (uid, at, coder, kind, target, summary, reason, changes) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            session.operation.to_string(),
            session.now.to_string(),
            session.coder,
            kind,
            target,
            summary,
            reason,
            changes
        ],
    )?;
    u32::try_from(connection.last_insert_rowid())
        .map(OperationId)
        .map_err(|_| Error::damaged("it holds more operations than can be numbered"))
}

/// What an operation changed. An undoing changed what its target had, backwards.
pub(crate) fn changes_in(
    connection: &Connection,
    operation: &Recorded,
) -> Result<Vec<Change>, Error> {
    let target = match operation.kind {
        OperationKind::Do => operation.id,
        OperationKind::Undo(target) | OperationKind::Redo(target) => target,
    };
    changes_of(connection, target, operation.kind)
}

/// The changes that an operation made, or, for an undoing, those that take its target back.
pub(crate) fn changes_of(
    connection: &Connection,
    target: OperationId,
    kind: OperationKind,
) -> Result<Vec<Change>, Error> {
    let json: Option<String> = connection
        .prepare_cached("SELECT changes FROM operation WHERE id = ?1")?
        .query_row([target.0], |row| row.get(0))?;
    let changes = log::from_json(&json.unwrap_or_default())?;
    Ok(match kind {
        OperationKind::Undo(_) => changes.iter().rev().map(Change::inverse).collect(),
        OperationKind::Do | OperationKind::Redo(_) => changes,
    })
}

#[cfg(test)]
mod tests {
    use themata_model::{Change, Session};

    use super::Action;
    use crate::{Error, Store};

    #[test]
    fn a_full_disk_leaves_the_study_as_it_was() {
        let mut store = Store::in_memory(&Session::fixed("ana", 1), "a").unwrap();
        // A file that may not grow any more says what a full disk says.
        store.connection.pragma_update(None, "max_page_count", 40).unwrap();
        let error = store
            .transact(&Session::fixed("ana", 7), |_| {
                let before = "a".to_owned();
                Ok::<_, Error>(Action {
                    changes: vec![Change::Title { before, after: "b".repeat(900_000) }],
                    ..Action::default()
                })
            })
            .unwrap_err();
        assert_eq!(error.to_string(), "the disk is full; the study is as it was");
        assert_eq!(store.snapshot().unwrap().study().unwrap().title, "a");
    }
}
