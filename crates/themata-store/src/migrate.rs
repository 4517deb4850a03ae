use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::Error;
use crate::error::Kind;

/// The schema that a new study is made with.
const SCHEMA: &str = include_str!("schema.sql");

/// What leads from each version of the format to the next. A step is never edited once it
/// has been released; together they end in `schema.sql`, which a test proves.
const STEPS: [&str; 1] = [include_str!("../migrations/0001.sql")];

/// The version of the format that this program writes.
pub(crate) const CURRENT: i64 = STEPS.len() as i64;

/// Marks a SQLite file as a study: the letters `Thmt`.
pub(crate) const APPLICATION_ID: i64 = 0x5468_6d74;

/// Makes the tables of a new study. The caller holds the transaction.
pub(crate) fn create(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(SCHEMA)?;
    mark(connection)
}

/// Brings a study file up to the current format, after a backup beside it.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > CURRENT {
        return Err(Error::new(Kind::TooNew { path: path.to_owned(), found, known: CURRENT }));
    }
    if found == CURRENT {
        return Ok(());
    }
    let steps =
        usize::try_from(found).map_err(|_| Error::damaged("its version is negative"))?;
    let backup = backup_path(path, found);
    if !backup.exists() {
        connection.execute("VACUUM INTO ?1", [backup.to_string_lossy()])?;
    }
    let transaction = connection.transaction()?;
    for step in &STEPS[steps..] {
        transaction.execute_batch(step)?;
    }
    mark(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn mark(connection: &Connection) -> Result<(), Error> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", CURRENT)?;
    Ok(())
}

fn backup_path(path: &Path, version: i64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".backup-{version}"));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{SCHEMA, STEPS};

    fn shape(scripts: &[&str]) -> Vec<(String, String)> {
        let connection = Connection::open_in_memory().unwrap();
        for script in scripts {
            connection.execute_batch(script).unwrap();
        }
        let mut statement = connection
            .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(|row| row.unwrap()).collect()
    }

    #[test]
    fn the_migrations_end_in_the_schema() {
        assert_eq!(shape(&STEPS), shape(&[SCHEMA]));
        assert!(shape(&[SCHEMA]).len() > 12);
    }
}
