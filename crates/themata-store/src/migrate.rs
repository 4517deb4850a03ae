use std::io::ErrorKind;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;
use crate::error::Kind;
use crate::naming::{beside, give_name};

/// The schema that a new study is made with.
const SCHEMA: &str = include_str!("schema.sql");

/// What leads from each version of the format to the next. A step is never edited once it
/// has been released; together they end in `schema.sql`, which a test proves.
const STEPS: [&str; 7] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
    include_str!("../migrations/0007.sql"),
];

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
    let found = version(connection)?;
    if is_current(found, STEPS.len(), path)? {
        return Ok(());
    }
    if connection.is_readonly("main")? {
        return Err(Error::new(Kind::ReadOnly));
    }
    back_up(connection, path, found)?;
    step_up(connection, path, &STEPS)
}

/// Copies the study to a file beside it, which has its name only when it is whole.
fn back_up(connection: &Connection, path: &Path, found: i64) -> Result<(), Error> {
    let backup = beside(path, &format!(".backup-{found}"));
    if backup.exists() {
        return Ok(());
    }
    let io = |error| Error::io(&backup, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let part = tempfile::Builder::new()
        .prefix(backup.file_name().unwrap_or_default())
        .suffix(".part")
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(io)?;
    connection.execute("VACUUM INTO ?1", [part.path().to_string_lossy()])?;
    if version(connection)? != found {
        // Another program has brought the study up meanwhile, and it made a backup first.
        return Ok(());
    }
    let permissions = std::fs::metadata(path).map_err(io)?.permissions();
    std::fs::set_permissions(part.path(), permissions).map_err(io)?;
    part.as_file().sync_all().map_err(io)?;
    match give_name(part.path(), &backup) {
        // Another program that brings the study up has been faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        named => named.map_err(io),
    }
}

/// Takes the steps that are left. Nobody else can write meanwhile, so none is taken twice.
fn step_up(connection: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if is_current(found, steps.len(), path)? {
        return Ok(());
    }
    let taken =
        usize::try_from(found).map_err(|_| Error::damaged("its version is negative"))?;
    for step in &steps[taken..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    Ok(transaction.commit()?)
}

fn is_current(found: i64, known: usize, path: &Path) -> Result<bool, Error> {
    let known = known as i64;
    if found > known {
        return Err(Error::new(Kind::TooNew { path: path.to_owned(), found, known }));
    }
    Ok(found == known)
}

fn version(connection: &Connection) -> Result<i64, Error> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn mark(connection: &Connection) -> Result<(), Error> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", CURRENT)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rusqlite::Connection;

    use super::{SCHEMA, STEPS, back_up, migrate, step_up, version};

    fn shape(scripts: &[&str]) -> Vec<(String, String)> {
        let connection = Connection::open_in_memory().unwrap();
        for script in scripts {
            connection.execute_batch(script).unwrap();
        }
        let mut statement = connection
            .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        // A table that was renamed has its name in quotation marks, and a column that was
        // added stands in the line of the one before it.
        let plain = |sql: String| {
            let sql = sql.replace("TABLE \"speaker\"", "TABLE speaker");
            let sql = sql.replace("TABLE \"memo\"", "TABLE memo");
            sql.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        rows.map(|row| row.map(|(name, sql): (String, String)| (name, plain(sql))).unwrap())
            .collect()
    }

    #[test]
    fn the_migrations_end_in_the_schema() {
        assert_eq!(shape(&STEPS), shape(&[SCHEMA]));
        assert!(shape(&[SCHEMA]).len() > 12);
    }

    /// A file of version 0 with 10,000 numbers, and the folder that it lies in.
    fn old() -> (tempfile::TempDir, PathBuf, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE t (x); INSERT INTO t WITH n (i) AS (SELECT 1 UNION ALL \
                 SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n;",
            )
            .unwrap();
        (folder, path, connection)
    }

    fn sum(connection: &Connection) -> i64 {
        connection.query_row("SELECT sum(x) FROM t", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_backup_is_whole_and_made_once() {
        let (folder, path, mut connection) = old();
        // A program that was killed left this.
        std::fs::write(folder.path().join("s.backup-0.part"), "a torso").unwrap();
        migrate(&mut connection, &path).unwrap();
        assert_eq!(version(&connection).unwrap(), STEPS.len() as i64);
        let backup = folder.path().join("s.backup-0");
        let kept = Connection::open(&backup).unwrap();
        assert_eq!((version(&kept).unwrap(), sum(&kept)), (0, 50_005_000));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);

        std::fs::write(&backup, "precious").unwrap();
        back_up(&connection, &path, 0).unwrap();
        assert_eq!(std::fs::read_to_string(&backup).unwrap(), "precious");
    }

    #[test]
    fn a_backup_that_fails_leaves_nothing_and_stops_the_migration() {
        let (folder, path, mut connection) = old();
        let elsewhere = folder.path().join("none").join("s");
        migrate(&mut connection, &elsewhere).unwrap_err();
        assert_eq!(version(&connection).unwrap(), 0);
        // What another program has brought up meanwhile is no backup of the old version.
        connection.pragma_update(None, "user_version", 1).unwrap();
        back_up(&connection, &path, 0).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn no_step_is_taken_twice() {
        let (_folder, path, mut connection) = old();
        let mut other = Connection::open(&path).unwrap();
        let steps = ["UPDATE t SET x = x + 1", "UPDATE t SET x = x + 2"];
        step_up(&mut connection, &path, &steps[..1]).unwrap();
        assert_eq!(sum(&connection), 50_015_000);
        step_up(&mut other, &path, &steps).unwrap();
        step_up(&mut connection, &path, &steps).unwrap();
        assert_eq!(sum(&connection), 50_035_000);
        step_up(&mut other, &path, &steps[..1]).unwrap_err();

        let failing = ["", "", "UPDATE t SET x = 0; UPDATE none SET x = 0"];
        step_up(&mut other, &path, &failing).unwrap_err();
        assert_eq!((version(&connection).unwrap(), sum(&connection)), (2, 50_035_000));
    }
}
