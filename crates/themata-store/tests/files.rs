//! Files that are no studies, newer ones, damaged ones, and ones that cannot be written to.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use std::path::{Path, PathBuf};

use themata_codebook::CodeIndex;
use themata_model::{
    Change, CodingId, CodingRecord, DocumentId, Memo, MemoId, MemoTarget, Session, Theme,
    ThemeId, Weight,
};
use themata_store::{Action, Error, Store};
use themata_text::CharSpan;

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
fn a_study_cut_short_says_so() {
    check(
        |path| {
            study(path);
            let whole = std::fs::read(path).unwrap();
            std::fs::write(path, &whole[..whole.len() / 3]).unwrap();
        },
        "the study file is damaged: database disk image is malformed",
    );
}

#[test]
fn a_newer_study_says_so() {
    check(
        |path| {
            study(path);
            sql(path, "PRAGMA journal_mode = delete; PRAGMA user_version = 999");
        },
        "the study was written by a newer version of Themata (its format is 999, this program \
         knows up to 7): FILE",
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

/// The names of the files in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A study that may not be written to and whose latest change, the title `b`, lies in the
/// file beside it, as it was when another program was interrupted.
fn interrupted(folder: &Path) -> PathBuf {
    let (source, path) = (folder.join("source"), folder.join("s.themata"));
    let mut store = Store::create(&source, &Session::fixed("ana", 1), "a").unwrap();
    rename(&mut store).unwrap();
    std::fs::copy(&source, &path).unwrap();
    std::fs::copy(folder.join("source-wal"), folder.join("s.themata-wal")).unwrap();
    protect(&path);
    path
}

fn protect(path: &Path) {
    let mut permissions = std::fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(path, permissions).unwrap();
}

#[test]
fn a_study_that_cannot_be_written_is_read_with_its_latest_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = interrupted(folder.path());
    let mut store = Store::open(&path).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.study().unwrap().title, "b");
    assert_eq!(snapshot.verify().unwrap(), []);
    drop(snapshot);
    assert_eq!(rename(&mut store).unwrap_err().to_string(), "the study cannot be written to");
}

#[cfg(unix)]
#[test]
fn a_study_whose_latest_changes_cannot_be_read_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = interrupted(folder.path());
    // SQLite needs this file and does not follow a link to it.
    std::os::unix::fs::symlink("nowhere", folder.path().join("s.themata-shm")).unwrap();
    let error = Store::open(&path).unwrap_err();
    let shown = error.to_string();
    assert!(shown.starts_with("the latest changes to the study lie in a file"), "{shown}");
    assert!(shown.ends_with("s.themata-wal"), "{shown}");
    assert!(error.hint().unwrap().contains("`-wal`"), "{error:?}");

    std::fs::write(folder.path().join("s.themata-wal"), "").unwrap();
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.snapshot().unwrap().study().unwrap().title, "a");
}

#[test]
fn reading_a_protected_study_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    study(&path);
    protect(&path);
    Store::open(&path).unwrap().snapshot().unwrap().study().unwrap();
    assert_eq!(names(folder.path()), ["s.themata"]);
}

#[test]
fn a_study_that_cannot_be_made_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    std::fs::create_dir(&path).unwrap();
    Store::create(&path, &session(), "a").unwrap_err();
    assert_eq!(names(folder.path()), ["s.themata"]);
    Store::create(&folder.path().join("none/s.themata"), &session(), "a").unwrap_err();
    assert_eq!(names(folder.path()), ["s.themata"]);
}

/// Whoever looks while a study is made sees no file of its name or a whole study.
#[test]
fn a_study_has_its_name_when_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            loop {
                if let Ok(bytes) = std::fs::read(&path) {
                    return bytes;
                }
            }
        });
        drop(Store::create(&path, &session(), "a").unwrap());
        let seen = folder.path().join("seen");
        std::fs::write(&seen, looking.join().unwrap()).unwrap();
        let mut store = Store::open(&seen).unwrap();
        assert_eq!(store.snapshot().unwrap().study().unwrap().title, "a");
    });
    std::fs::remove_file(folder.path().join("seen")).unwrap();
    assert_eq!(names(folder.path()), ["s.themata"]);
}

#[test]
fn a_study_can_be_renamed_when_nobody_else_uses_it() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let mut store = Store::create(&old, &Session::fixed("ana", 1), "a").unwrap();
    rename(&mut store).unwrap();
    let mut store = store.rename(&new).unwrap();
    assert_eq!(store.path(), Some(new.as_path()));
    assert_eq!(store.snapshot().unwrap().study().unwrap().title, "b");

    study(&old);
    let error = store.rename(&old).unwrap_err();
    assert!(error.to_string().starts_with("the file exists already"), "{error}");
    assert_eq!(names(folder.path()), ["new", "old"]);

    let mut other = Store::open(&new).unwrap();
    other.snapshot().unwrap().study().unwrap();
    let error = Store::open(&new).unwrap().rename(&folder.path().join("newest")).unwrap_err();
    assert_eq!(error.to_string(), "another program is writing to the study");
    assert!(new.exists());
}

#[test]
fn a_study_of_the_first_format_is_brought_up_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.themata");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    connection.execute_batch(include_str!("../migrations/0001.sql")).unwrap();
    connection.execute_batch(include_str!("studies/version-1.sql")).unwrap();
    drop(connection);

    let mut store = Store::open(&path).unwrap();
    let snapshot = store.snapshot().unwrap();
    assert_eq!(snapshot.verify().unwrap(), []);
    let study = snapshot.study().unwrap();
    assert_eq!((study.documents.len(), study.codings.len()), (2, 1));
    let speakers = &study.documents[0].version.speakers;
    let names: Vec<(&str, &str)> =
        speakers.iter().map(|s| (s.name.as_str(), s.heard_as.as_str())).collect();
    assert_eq!(names, [("NURSE", "NURSE"), ("INTERVIEWER", "INTERVIEWER")]);
    drop(snapshot);
    store.undo(&Session::fixed("ana", 9)).unwrap();
    assert!(store.snapshot().unwrap().study().unwrap().codings.is_empty());
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn a_study_of_the_third_format_is_kept_as_it_was_and_takes_themes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.themata");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for script in [
        include_str!("../migrations/0001.sql"),
        include_str!("studies/version-1.sql"),
        include_str!("../migrations/0002.sql"),
        include_str!("../migrations/0003.sql"),
    ] {
        connection.execute_batch(script).unwrap();
    }
    connection.pragma_update(None, "user_version", 3).unwrap();
    drop(connection);

    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("old.themata.backup-3").exists());
    let before = store.snapshot().unwrap().study().unwrap();
    assert_eq!((before.documents.len(), before.codings.len()), (2, 1));
    assert!(before.themes.is_empty() && before.queries.is_empty());
    let theme = Theme {
        id: ThemeId(1),
        title: "carrying on".to_owned(),
        statement: String::new(),
        members: vec![CodeIndex::new(0)],
        place: 0,
        map_place: None,
        evidence: Vec::new(),
    };
    store
        .transact(&Session::fixed("ana", 9), |_| {
            let after = Some(theme.clone());
            Ok::<_, Error>(Action {
                summary: "add a theme".to_owned(),
                changes: vec![Change::Theme { id: theme.id, before: None, after }],
                ..Action::default()
            })
        })
        .unwrap();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.snapshot().unwrap().study().unwrap().themes, [theme]);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    store.undo(&Session::fixed("ana", 10)).unwrap();
    assert_eq!(store.snapshot().unwrap().study().unwrap(), before);
}

#[test]
fn a_study_of_the_fourth_format_keeps_its_codings_and_takes_weights() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.themata");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for script in [
        include_str!("../migrations/0001.sql"),
        include_str!("studies/version-1.sql"),
        include_str!("../migrations/0002.sql"),
        include_str!("../migrations/0003.sql"),
        include_str!("../migrations/0004.sql"),
    ] {
        connection.execute_batch(script).unwrap();
    }
    connection.pragma_update(None, "user_version", 4).unwrap();
    drop(connection);

    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("old.themata.backup-4").exists());
    // What the log says of the coding was written before there were weights.
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    let before = store.snapshot().unwrap().study().unwrap();
    let known = before.codings.as_slice()[0];
    assert_eq!(known.weight, None);

    let weighed = |number: u32, weight: u8| {
        let mut coding = known;
        coding.id = CodingId(number);
        coding.weight = Weight::new(weight);
        CodingRecord { coding, memo: None }
    };
    let added = vec![
        weighed(2, 0),
        weighed(3, 100),
        CodingRecord {
            coding: themata_model::Coding { id: CodingId(4), ..known },
            memo: Some("unsure".to_owned()),
        },
    ];
    store
        .transact(&Session::fixed("ana", 9), |_| {
            Ok::<_, Error>(Action {
                summary: "code".to_owned(),
                changes: vec![Change::CodingsAdded(added.clone())],
                ..Action::default()
            })
        })
        .unwrap();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    let weights = |store: &mut Store| -> Vec<Option<u8>> {
        let study = store.snapshot().unwrap().study().unwrap();
        study.codings.into_iter().map(|coding| coding.weight.map(Weight::get)).collect()
    };
    assert_eq!(weights(&mut store), [None, Some(0), Some(100), None]);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    store.undo(&Session::fixed("ana", 10)).unwrap();
    assert_eq!(store.snapshot().unwrap().study().unwrap(), before);
    store.redo(&Session::fixed("ana", 11)).unwrap();
    assert_eq!(weights(&mut store), [None, Some(0), Some(100), None]);
    drop(store);

    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("UPDATE coding SET weight = 101 WHERE id = 3").unwrap_err();
    other.execute_batch("UPDATE coding SET weight = 99 WHERE id = 3").unwrap();
    drop(other);
    let findings = Store::open(&path).unwrap().snapshot().unwrap().verify().unwrap();
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(told, ["the log does not give the rows of `coding`"]);
}

#[test]
fn a_study_of_the_fifth_format_keeps_its_comments_and_takes_memos() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.themata");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for script in [
        include_str!("../migrations/0001.sql"),
        include_str!("studies/version-1.sql"),
        include_str!("../migrations/0002.sql"),
        include_str!("../migrations/0003.sql"),
        include_str!("../migrations/0004.sql"),
        include_str!("../migrations/0005.sql"),
        // A comment that came with a file, as the fifth format has it.
        "INSERT INTO memo VALUES (1, 1, 4, 10, 'Ann', '2024-05-01', 'which one?');
         INSERT INTO operation VALUES (8, '01a200b0-16fc-719d-a9b2-23b3458c436b',
             '2026-11-22T00:37:49Z', 'ana', 'do', NULL, 'bring in a comment', NULL,
             '[{\"memo\":[1,{\"before\":null,\"after\":{\"document\":1,\"span\":[4,10],\"author\":\"Ann\",\"at\":\"2024-05-01\",\"words\":\"which one?\"}}]}]')",
    ] {
        connection.execute_batch(script).unwrap();
    }
    connection.pragma_update(None, "user_version", 5).unwrap();
    drop(connection);

    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("old.themata.backup-5").exists());
    // What the log says of the comment was written before there were own memos.
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    let passage = MemoTarget::Passage(DocumentId(1), CharSpan::new(4, 10));
    let comment = Memo {
        id: MemoId(1),
        target: passage,
        title: None,
        author: Some("Ann".to_owned()),
        at: Some("2024-05-01".to_owned()),
        words: "which one?".to_owned(),
        own: false,
    };
    assert_eq!(store.snapshot().unwrap().all_memos().unwrap(), std::slice::from_ref(&comment));
    let memo = |number: u32, target| Memo {
        id: MemoId(number),
        target,
        title: Some("on reading".to_owned()),
        own: true,
        ..comment.clone()
    };
    let written = [
        memo(2, MemoTarget::Study),
        memo(3, MemoTarget::Code(CodeIndex::new(0))),
        memo(4, MemoTarget::Document(DocumentId(2))),
        memo(5, passage),
    ];
    store
        .transact(&Session::fixed("ana", 9), |_| {
            let change = |memo: &Memo| Change::Memo {
                id: memo.id,
                before: None,
                after: Some(memo.clone()),
            };
            Ok::<_, Error>(Action {
                summary: "write 4 memos".to_owned(),
                changes: written.iter().map(change).collect(),
                ..Action::default()
            })
        })
        .unwrap();
    drop(store);
    let mut store = Store::open(&path).unwrap();
    let kept = store.snapshot().unwrap().all_memos().unwrap();
    assert_eq!(kept[1..], written);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    store.undo(&Session::fixed("ana", 10)).unwrap();
    assert_eq!(store.snapshot().unwrap().all_memos().unwrap(), [comment]);
    store.redo(&Session::fixed("ana", 11)).unwrap();
    drop(store);

    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("UPDATE memo SET code = 0 WHERE id = 5").unwrap_err();
    other.execute_batch("UPDATE memo SET document = NULL WHERE id = 5").unwrap_err();
    other.execute_batch("UPDATE memo SET \"end\" = 999 WHERE id = 5").unwrap();
    drop(other);
    let findings = Store::open(&path).unwrap().snapshot().unwrap().verify().unwrap();
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    let expect =
        ["memo 5 lies outside its document", "the log does not give the rows of `memo`"];
    assert_eq!(told, expect);
}
