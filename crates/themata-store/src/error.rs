use std::fmt;
use std::path::{Path, PathBuf};

use rusqlite::ffi::ErrorCode;
use themata_model::OperationId;

/// Why a study file could not be read or written. What had been saved is as it was.
#[derive(Debug)]
pub struct Error {
    kind: Box<Kind>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Missing(PathBuf),
    Exists(PathBuf),
    NotAStudy(PathBuf),
    TooNew {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    Busy,
    ReadOnly,
    /// The latest changes lie in a file beside the study, which cannot be read.
    LatestApart(PathBuf),
    Full,
    Damaged(String),
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    /// A change does not fit what is there.
    Unfitting(String),
    NothingToUndo,
    NothingToRedo,
    /// No operation has this number; the latest has the other.
    NoOperation(OperationId, OperationId),
    /// The operation that made the study.
    MakesStudy,
    /// An operation, and the later one that took back what it did.
    TakenBack(OperationId, OperationId),
    Sqlite(rusqlite::Error),
}

impl Error {
    pub(crate) fn new(kind: Kind) -> Error {
        Error { kind: Box::new(kind) }
    }

    pub(crate) fn io(path: &Path, source: std::io::Error) -> Error {
        Error::new(Kind::Io { path: path.to_owned(), source })
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Error {
        Error::new(Kind::Damaged(what.into()))
    }

    pub(crate) fn unfitting(what: impl Into<String>) -> Error {
        Error::new(Kind::Unfitting(what.into()))
    }

    /// Whether there was nothing to undo or to do again: an answer rather than a fault.
    #[must_use]
    pub fn is_nothing_to_do(&self) -> bool {
        matches!(*self.kind, Kind::NothingToUndo | Kind::NothingToRedo)
    }

    /// Whether the fault is ours rather than the file's or the machine's.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        matches!(*self.kind, Kind::Unfitting(_))
    }

    /// Whether the machine or another program is at fault, and neither the study nor a change.
    pub(crate) fn is_of_machine(&self) -> bool {
        matches!(*self.kind, Kind::Full | Kind::Busy | Kind::ReadOnly | Kind::Io { .. })
    }

    /// What to do about it, if something can be advised.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match *self.kind {
            Kind::Missing(_) => Some("`themata init NAME.themata` makes a new study"),
            Kind::Exists(_) => Some("choose another name; nothing was overwritten"),
            Kind::NotAStudy(_) => Some("a study is a file made by `themata init`"),
            Kind::TooNew { .. } => {
                Some("use the version of Themata that wrote it, or a newer one")
            }
            Kind::Busy => Some("wait until the other program has finished, or close it"),
            Kind::ReadOnly => Some("copy the study to a folder that you may write to"),
            Kind::LatestApart(_) => Some(
                "copy the study together with its `-wal` file to a folder that you may write to",
            ),
            Kind::NoOperation(..) => Some("`themata history` lists them with their numbers"),
            Kind::TakenBack(..) => {
                Some("to take that back in turn, undo it by the number that it has itself")
            }
            Kind::Full => Some("make room on the disk and try again"),
            Kind::Damaged(_) => Some("keep the file as it is and go back to a copy"),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::Missing(path) => write!(f, "there is no study: {}", path.display()),
            Kind::Exists(path) => write!(f, "the file exists already: {}", path.display()),
            Kind::NotAStudy(path) => write!(f, "not a study file: {}", path.display()),
            Kind::TooNew { path, found, known } => write!(
                f,
                "the study was written by a newer version of Themata (its format is {found}, \
                 this program knows up to {known}): {}",
                path.display()
            ),
            Kind::Busy => f.write_str("another program is writing to the study"),
            Kind::ReadOnly => f.write_str("the study cannot be written to"),
            Kind::LatestApart(path) => write!(
                f,
                "the latest changes to the study lie in a file that cannot be read here: {}",
                path.display()
            ),
            Kind::Full => f.write_str("the disk is full; the study is as it was"),
            Kind::Damaged(what) => write!(f, "the study file is damaged: {what}"),
            Kind::Io { path, .. } => write!(f, "cannot use the file: {}", path.display()),
            Kind::Unfitting(what) => write!(f, "a change does not fit the study: {what}"),
            Kind::NothingToUndo => f.write_str("there is nothing to undo"),
            Kind::NothingToRedo => f.write_str("there is nothing to do again"),
            Kind::NoOperation(number, last) => {
                write!(f, "there is no operation {number}; the latest is {last}")
            }
            Kind::MakesStudy => f.write_str("operation 1 made the study and stays"),
            Kind::TakenBack(operation, by) => {
                write!(f, "operation {operation} was taken back already, by operation {by}")
            }
            Kind::Sqlite(_) => f.write_str("the study file could not be used"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.kind {
            Kind::Io { source, .. } => Some(source),
            Kind::Sqlite(source) => Some(source),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Kind::ReadOnly
            }
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Kind::Damaged(error.to_string())
            }
            _ => Kind::Sqlite(error),
        };
        Error::new(kind)
    }
}
