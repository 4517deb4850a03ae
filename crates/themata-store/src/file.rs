use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use themata_model::{Change, Session};

use crate::error::Kind;
use crate::kept::Kept;
use crate::migrate::{APPLICATION_ID, create, migrate};
use crate::naming::{beside, give_name};
use crate::read_only::open_read_only;
use crate::transact::{Action, record};
use crate::{Error, Snapshot};

/// How long a command waits for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open study file.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: Option<PathBuf>,
    pub(crate) kept: Arc<Kept>,
}

/// Opens further connections to a study file. They share what was read: see
/// [`Snapshot::study`].
#[derive(Clone, Debug)]
pub struct Opener {
    path: PathBuf,
    kept: Arc<Kept>,
}

impl Opener {
    /// Another connection to the file.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn open(&self) -> Result<Store, Error> {
        let store = Store::open(&self.path)?;
        Ok(Store { kept: Arc::clone(&self.kept), ..store })
    }
}

impl Store {
    /// Makes a new study file, whose first operation is its own making.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, which is left alone, or if the folder cannot
    /// be written to.
    pub fn create(path: &Path, session: &Session, title: &str) -> Result<Store, Error> {
        if path.symlink_metadata().is_ok() {
            return Err(Error::new(Kind::Exists(path.to_owned())));
        }
        // The name appears only when the study is whole, so that a power cut leaves no torso
        // that would be taken for a study. Another program that does the same has another
        // operation, and the end of its number is what differs.
        let uid = session.operation.simple().to_string();
        let part = beside(path, &format!(".part-{}", &uid[20..]));
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&part)
            .map_err(|error| Error::io(path, error))?;
        let named = Connection::open_with_flags(&part, flags())
            .map_err(Error::from)
            .and_then(|connection| Store::begin(connection, Some(&part), session, title))
            .and_then(|store| store.rename(path));
        if named.is_err() {
            // It is ours, and half a study helps nobody.
            let _ = std::fs::remove_file(&part);
        }
        named
    }

    /// Gives a finished study another name on the same disk. A file that has the name already
    /// is left alone, and the study keeps its old name then.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, if the study is in memory or is open
    /// elsewhere, or if the folder cannot be written to.
    pub fn rename(self, path: &Path) -> Result<Store, Error> {
        let Store { connection, path: Some(old), .. } = self else {
            return Err(Error::unfitting("a study in memory has no name"));
        };
        // The last connection to close takes everything into the one file.
        connection.close().map_err(|(_, error)| Error::from(error))?;
        if beside(&old, "-wal").exists() {
            return Err(Error::new(Kind::Busy));
        }
        give_name(&old, path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Error::new(Kind::Exists(path.to_owned())),
            _ => Error::io(path, error),
        })?;
        Store::open(path)
    }

    /// A study that is kept in memory and gone with the process.
    ///
    /// # Errors
    ///
    /// If memory runs out.
    pub fn in_memory(session: &Session, title: &str) -> Result<Store, Error> {
        Store::begin(Connection::open_in_memory()?, None, session, title)
    }

    fn begin(
        mut connection: Connection,
        path: Option<&Path>,
        session: &Session,
        title: &str,
    ) -> Result<Store, Error> {
        configure(&connection)?;
        let transaction = connection.transaction()?;
        create(&transaction)?;
        transaction.execute("INSERT INTO study VALUES (1, '', '', '')", [])?;
        let action = Action {
            summary: "make the study".to_owned(),
            changes: vec![Change::Title { before: String::new(), after: title.to_owned() }],
            ..Action::default()
        };
        record(&transaction, session, &action)?;
        transaction.commit()?;
        Ok(Store { connection, path: path.map(Path::to_owned), kept: Arc::default() })
    }

    /// Opens a study file. A file of an older format is brought up to the current one, after
    /// a backup beside it.
    ///
    /// A file that cannot be written to is opened for reading; writing to it then fails.
    ///
    /// # Errors
    ///
    /// If there is no such file, if it is no study, if it is of a newer format, or damaged.
    pub fn open(path: &Path) -> Result<Store, Error> {
        let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Error::new(Kind::Missing(path.to_owned())),
            _ => Error::io(path, error),
        })?;
        if metadata.is_dir() {
            return Err(Error::new(Kind::NotAStudy(path.to_owned())));
        }
        let mut connection = if is_writable(path, &metadata) {
            Connection::open_with_flags(path, flags())?
        } else {
            open_read_only(path)?
        };
        connection.busy_timeout(PATIENCE)?;
        let application: Result<i64, _> =
            connection.query_row("PRAGMA application_id", [], |row| row.get(0));
        match application {
            Ok(APPLICATION_ID) => {}
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) =>
            {
                return Err(error.into());
            }
            // A file that begins as SQLite files do and cannot be read is a study cut short.
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) =>
            {
                return Err(error.into());
            }
            _ => return Err(Error::new(Kind::NotAStudy(path.to_owned()))),
        }
        migrate(&mut connection, path)?;
        if !connection.is_readonly("main")? {
            configure(&connection)?;
        }
        Ok(Store { connection, path: Some(path.to_owned()), kept: Arc::default() })
    }

    /// Where the file lies; `None` for a study in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What opens further connections to the same file; `None` for a study in memory.
    #[must_use]
    pub fn opener(&self) -> Option<Opener> {
        let path = self.path.clone()?;
        Some(Opener { path, kept: Arc::clone(&self.kept) })
    }

    /// The study as it is now. While a snapshot is held, other programs may write, and it
    /// does not change.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>, Error> {
        let behavior = TransactionBehavior::Deferred;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        Ok(Snapshot::new(transaction, &self.kept))
    }
}

impl Store {
    /// Brings what was written into the file itself. Until then it stands in the journal beside
    /// it, where it is as safe; but whoever copies the file alone would have a copy of before.
    /// It says whether all of it could be brought in: while somebody reads what was before, it
    /// cannot, and is to be tried again.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn gather(&mut self) -> Result<bool, Error> {
        let (busy, written, brought): (i64, i64, i64) =
            self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        Ok(busy == 0 && written == brought)
    }
}

fn configure(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(PATIENCE)?;
    // In WAL mode readers and the one writer do not wait for each other. Full
    // synchronisation keeps what was saved even if the power fails a moment later.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI
}

/// Whether the file and the folder around it can be written to: SQLite keeps a journal
/// beside the file.
fn is_writable(path: &Path, metadata: &std::fs::Metadata) -> bool {
    if metadata.permissions().readonly() {
        return false;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    std::fs::metadata(folder.unwrap_or(Path::new(".")))
        .is_ok_and(|folder| !folder.permissions().readonly())
        && OpenOptions::new().append(true).open(path).is_ok()
}
