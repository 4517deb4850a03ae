//! Files that are no studies, newer ones, damaged ones, and ones that cannot be written to.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::path::Path;

use themata_model::{Change, Session};
use themata_store::{Action, Error, Store};

fn session() -> Session {
    Session::fixed("ana", 7)
}

fn rename(store: &mut Store) -> Result<(), Error> {
    store
        .transact(&session(), |_| {
            Ok::<_, Error>(Action {
                summary: "rename the study".to_owned(),
                changes: vec![Change::Title { before: "a".to_owned(), after: "b".to_owned() }],
                ..Action::default()
            })
        })
        .map(|_| ())
}

/// What opening a file that `make` made says.
fn check(make: impl FnOnce(&Path), expect: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    make(&path);
    let before = std::fs::read(&path).ok();
    let shown = match Store::open(&path) {
        Ok(_) => "opened".to_owned(),
        Err(error) => error.to_string().replace(&path.display().to_string(), "FILE"),
    };
    assert_eq!(shown, expect);
    assert_eq!(std::fs::read(&path).ok(), before, "the file was left alone");
}

fn study(path: &Path) {
    drop(Store::create(path, &Session::fixed("ana", 1), "a").unwrap());
}

fn sql(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn what_is_no_study_says_so() {
    check(|_| {}, "there is no study: FILE");
    check(
        |path| std::fs::write(path, "Dear diary,\n".repeat(900)).unwrap(),
        "not a study file: FILE",
    );
    check(|path| std::fs::write(path, "").unwrap(), "not a study file: FILE");
    check(|path| sql(path, "CREATE TABLE t (x)"), "not a study file: FILE");
    check(|path| std::fs::create_dir(path).unwrap(), "not a study file: FILE");
}

#[test]
fn a_newer_study_says_so() {
    check(
        |path| {
            study(path);
            sql(path, "PRAGMA journal_mode = delete; PRAGMA user_version = 999");
        },
        "the study was written by a newer version of Themata (its format is 999, this program \
         knows up to 1): FILE",
    );
}

#[test]
fn a_file_that_exists_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    std::fs::write(&path, "precious").unwrap();
    let error = Store::create(&path, &session(), "a").unwrap_err();
    assert!(error.to_string().starts_with("the file exists already"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
}

#[test]
fn a_study_that_another_program_writes_to_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    study(&path);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut store = Store::open(&path).unwrap();
    store.snapshot().unwrap().study().unwrap();
    let error = rename(&mut store).unwrap_err();
    assert_eq!(error.to_string(), "another program is writing to the study");
    other.execute_batch("ROLLBACK").unwrap();
    rename(&mut store).unwrap();
}

#[test]
fn a_full_disk_leaves_the_study_as_it_was() {
    let mut store = Store::in_memory(&Session::fixed("ana", 1), "a").unwrap();
    store.limit_pages(40).unwrap();
    let error = store
        .transact(&session(), |_| {
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

#[test]
fn what_is_not_as_it_must_be_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    study(&path);
    let ids = |path: &Path| -> Vec<&'static str> {
        let mut store = Store::open(path).unwrap();
        let findings = store.snapshot().unwrap().verify().unwrap();
        findings.into_iter().map(|finding| finding.id).collect()
    };
    assert_eq!(ids(&path), [""; 0]);
    sql(&path, "UPDATE study SET title = 'someone else''s'");
    assert_eq!(ids(&path), ["log-differs"]);
    sql(&path, "INSERT INTO text VALUES ('00', 'words')");
    assert_eq!(ids(&path), ["hash-differs", "log-differs"]);
}
