use std::collections::BTreeMap;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use themata_project::Failure;

use super::Person;
use super::names::same;
use crate::rights::Role;

/// The version of the file that is written.
const VERSION: u32 = 1;

/// What the file of accounts holds. Times are seconds since 1970.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    version: u32,
    pub(super) accounts: Vec<Account>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) sessions: Vec<Session>,
}

/// Someone who may sign in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) name: String,
    /// The password as Argon2id, in the notation of the Password Hashing Competition.
    pub(super) password: String,
    pub(super) keeper: bool,
    /// Words for roles by the names of study files.
    pub(super) roles: BTreeMap<String, String>,
}

/// A link that was handed out. `mark` tells the secret without holding it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Invitation {
    pub(super) mark: String,
    pub(super) purpose: Purpose,
    /// Who handed it out; empty for the terminal.
    pub(super) by: String,
    pub(super) until: i64,
}

/// What a link is for.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case", tag = "for", deny_unknown_fields)]
pub(super) enum Purpose {
    /// To keep the workbench.
    Keep,
    /// To take part in a study.
    Study {
        study: String,
        role: String,
        /// As whom, where somebody has coded there before the account was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// To choose another password.
    Password { account: String },
}

/// A browser that is signed in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Session {
    pub(super) mark: String,
    pub(super) account: String,
    pub(super) since: i64,
    /// When it was last used, as far as that was written down.
    pub(super) seen: i64,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept {
            version: VERSION,
            accounts: Vec::new(),
            invitations: Vec::new(),
            sessions: Vec::new(),
        }
    }
}

impl Kept {
    pub(super) fn account(&self, name: &str) -> Option<&Account> {
        self.accounts.iter().find(|known| same(&known.name, name))
    }

    pub(super) fn account_mut(&mut self, name: &str) -> Result<&mut Account, Failure> {
        let found = self.accounts.iter_mut().find(|known| same(&known.name, name));
        found.ok_or_else(|| Failure::nothing("there is no such account"))
    }
}

impl Account {
    pub(super) fn person(&self) -> Person {
        let roles = self.roles.iter();
        let known =
            |(study, role): (&String, &String)| Some((study.clone(), Role::from_word(role)?));
        Person {
            name: self.name.clone(),
            keeper: self.keeper,
            roles: roles.filter_map(known).collect(),
        }
    }
}

/// What a file holds; nothing if it is not there yet. One that cannot be read is never taken
/// for an empty one: everybody would lose their account.
pub(super) fn read(path: &Path) -> Result<Kept, Failure> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Kept::default()),
        Err(error) => {
            let message = format!("cannot read the accounts in {}", path.display());
            return Err(Failure::caused(message, &error));
        }
    };
    let kept: Kept = serde_json::from_slice(&bytes).map_err(|error| {
        Failure::caused(format!("{} holds no accounts of this program", path.display()), &error)
            .hint("name another file, or bring a copy of it back")
    })?;
    if kept.version != VERSION {
        let message = format!("{} is of another version of this program", path.display());
        return Err(Failure::new(message).hint("use the version of the program that wrote it"));
    }
    Ok(kept)
}

/// Puts the file in the place of the one before, whole or not at all, readable for its owner
/// only, and safe on the disk when this returns.
pub(super) fn written(path: &Path, kept: &Kept) -> Result<(), Failure> {
    let cannot = |error: &dyn std::error::Error| {
        Failure::caused(format!("cannot write the accounts in {}", path.display()), error)
            .hint("nothing was changed")
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let bytes = serde_json::to_vec_pretty(kept).map_err(|error| cannot(&error))?;
    let mut part = tempfile::NamedTempFile::new_in(folder).map_err(|error| cannot(&error))?;
    part.write_all(&bytes).map_err(|error| cannot(&error))?;
    part.as_file().sync_all().map_err(|error| cannot(&error))?;
    part.persist(path).map_err(|error| cannot(&error.error))?;
    // The name of the new file is safe, too, where a folder can be told to keep it.
    let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}
