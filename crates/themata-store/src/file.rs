use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use themata_model::{Change, Session};

use crate::error::Kind;
use crate::migrate::{APPLICATION_ID, create, migrate};
use crate::transact::{Action, record};
use crate::{Error, Snapshot};

/// How long a command waits for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open study file.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    path: Option<PathBuf>,
}

impl Store {
    /// Makes a new study file, whose first operation is its own making.
    ///
    /// # Errors
    ///
    /// If there is a file of that name already, which is left alone, or if the folder cannot
    /// be written to.
    pub fn create(path: &Path, session: &Session, title: &str) -> Result<Store, Error> {
        // Claiming the name first makes sure that no other program's file is overwritten.
        match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                return Err(Error::new(Kind::Exists(path.to_owned())));
            }
            Err(error) => return Err(Error::io(path, error)),
        }
        let made = Connection::open_with_flags(path, flags(false))
            .map_err(Error::from)
            .and_then(|connection| Store::begin(connection, Some(path), session, title));
        if made.is_err() {
            // The empty file is ours, and half a study helps nobody.
            let _ = std::fs::remove_file(path);
        }
        made
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
        Ok(Store { connection, path: path.map(Path::to_owned) })
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
            std::io::ErrorKind::NotFound => Error::new(Kind::Missing(path.to_owned())),
            _ => Error::io(path, error),
        })?;
        if metadata.is_dir() {
            return Err(Error::new(Kind::NotAStudy(path.to_owned())));
        }
        let mut connection = if is_writable(path, &metadata) {
            Connection::open_with_flags(path, flags(false))?
        } else {
            read_only(path)?
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
            _ => return Err(Error::new(Kind::NotAStudy(path.to_owned()))),
        }
        migrate(&mut connection, path)?;
        if !connection.is_readonly("main")? {
            configure(&connection)?;
        }
        Ok(Store { connection, path: Some(path.to_owned()) })
    }

    /// Where the file lies; `None` for a study in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Refuses to let the file grow beyond some pages of 4 KiB, as a full disk would.
    ///
    /// # Errors
    ///
    /// If the file cannot be used.
    pub fn limit_pages(&mut self, pages: u32) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "max_page_count", pages)?)
    }

    /// The study as it is now. While a snapshot is held, other programs may write, and it
    /// does not change.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn snapshot(&mut self) -> Result<Snapshot<'_>, Error> {
        let behavior = TransactionBehavior::Deferred;
        Ok(Snapshot::new(self.connection.transaction_with_behavior(behavior)?))
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

fn flags(read_only: bool) -> OpenFlags {
    let access = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI
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
        && std::fs::OpenOptions::new().append(true).open(path).is_ok()
}

/// Opens a file that nobody can be writing to, because nobody can write beside it.
fn read_only(path: &Path) -> Result<Connection, Error> {
    let absolute = std::path::absolute(path).map_err(|error| Error::io(path, error))?;
    let mut uri = "file:".to_owned();
    for byte in absolute.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    Ok(Connection::open_with_flags(uri, flags(true))?)
}
