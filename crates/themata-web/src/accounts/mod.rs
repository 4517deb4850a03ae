//! Accounts of a team on one server: who may come in, and what they are in which study.
//!
//! * [`Accounts`] is the open file of accounts; whoever else opens it is refused.
//! * `file` is its shape, written whole after every change, before the change is told.
//! * `password` keeps passwords as Argon2id, `attempts` slows down whoever guesses.
//! * `sessions` and `invitations` are secrets that were handed out; only their marks are kept.

mod attempts;
mod change;
mod file;
mod invitations;
mod names;
mod password;
mod secret;
mod sessions;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use themata_project::Failure;

use crate::rights::Role;

use self::attempts::Attempts;
use self::file::{Kept, read, written};

pub(crate) use self::invitations::{Invited, Purpose};
pub(crate) use self::password::SHORTEST;
pub(crate) use self::secret::{mark, secret};

/// See the module.
pub(crate) struct Accounts {
    file: PathBuf,
    kept: RwLock<Arc<Kept>>,
    /// Held while the file is written; whoever only asks does not wait for a disk.
    writing: Mutex<()>,
    attempts: Attempts,
    /// Held as long as the server runs, so that no other writes the same file.
    _lock: File,
}

/// Someone with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) name: String,
    /// Whether they keep the workbench: accounts, and which studies there are.
    pub(crate) keeper: bool,
    /// What they are in which study, by the name of its file.
    pub(crate) roles: BTreeMap<String, Role>,
}

impl Person {
    /// What they are in a study.
    pub(crate) fn role(&self, study: &str) -> Option<Role> {
        self.roles.get(study).copied()
    }
}

impl Accounts {
    /// Opens a file of accounts, or makes an empty one.
    pub(crate) fn open(path: &Path) -> Result<Accounts, Failure> {
        let lock_path = path.with_added_extension("lock");
        let cannot = |error: &std::io::Error| {
            Failure::caused(format!("cannot open the accounts in {}", path.display()), error)
        };
        let lock = File::create(&lock_path).map_err(|error| cannot(&error))?;
        lock.try_lock().map_err(|_| {
            Failure::new(format!("another server uses the accounts in {}", path.display()))
                .hint("end it first, or name another file")
        })?;
        let kept = read(path)?;
        let accounts = Accounts {
            file: path.to_owned(),
            kept: RwLock::new(Arc::new(kept)),
            writing: Mutex::default(),
            attempts: Attempts::default(),
            _lock: lock,
        };
        // What cannot be written is better known before anyone relies on it.
        accounts.change(|_| Ok(()))?;
        Ok(accounts)
    }

    /// Everybody with an account, by name.
    pub(crate) fn people(&self) -> Vec<Person> {
        let mut people: Vec<Person> =
            self.kept().accounts.iter().map(file::Account::person).collect();
        people.sort_by_key(|person| person.name.to_lowercase());
        people
    }

    /// Someone by name.
    pub(crate) fn person(&self, name: &str) -> Option<Person> {
        self.kept().account(name).map(file::Account::person)
    }

    fn kept(&self) -> Arc<Kept> {
        Arc::clone(&self.kept.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes what is kept: in the file first, then here, or not at all.
    fn change<T>(
        &self,
        change: impl FnOnce(&mut Kept) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = Kept::clone(&self.kept());
        let done = change(&mut changed)?;
        written(&self.file, &changed)?;
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(changed);
        Ok(done)
    }
}

#[cfg(test)]
mod tests;
