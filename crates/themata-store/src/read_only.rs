use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::Error;
use crate::error::Kind;
use crate::naming::beside;

/// Opens a file that may not be written to.
///
/// Whoever writes to a study has a file beside it that ends in `-wal` and holds the latest
/// changes. If there is one, the study is read together with it or not at all. If there is
/// none, nobody has the study open, and it is read as a file that does not change, since
/// SQLite would leave files beside it otherwise.
pub(crate) fn open_read_only(path: &Path) -> Result<Connection, Error> {
    // SQLite looks beside the file that a link leads to.
    let real = std::fs::canonicalize(path).map_err(|error| Error::io(path, error))?;
    let latest = beside(&real, "-wal");
    let Ok(metadata) = std::fs::metadata(&latest) else { return unchanging(path) };
    let connection = Connection::open_with_flags(path, flags())?;
    // SQLite does not look into the files before it is asked for something.
    let asked =
        connection.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0)).map(drop);
    match asked {
        Err(error) if is_barred(&error) && metadata.len() == 0 => unchanging(path),
        Err(error) if is_barred(&error) => Err(Error::new(Kind::LatestApart(latest))),
        // Whether the file is a study at all is for the caller to say.
        _ => Ok(connection),
    }
}

/// Whether SQLite could not open or make a file that it needs beside the study.
fn is_barred(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::SystemIoFailure
        )
    )
}

/// Opens a file of which SQLite may believe that it does not change.
fn unchanging(path: &Path) -> Result<Connection, Error> {
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
    Ok(Connection::open_with_flags(uri, flags())?)
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI
}
