use std::fs;
use std::path::Path;

use tempfile::TempDir;
use themata_search::{Entry, Index, Language};

use crate::drawing::{document, document_in, find};

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

fn open(folder: &Path) -> Index {
    Index::in_folder(folder)
}

fn build(folder: &Path, stamp: &str, documents: &[Entry]) -> Index {
    let mut index = open(folder);
    index.rebuild(stamp, documents.to_vec(), &|_| ()).expect("a rebuild always works");
    index
}

fn hits(index: &Index, words: &str) -> Vec<u32> {
    find(index, words).iter().map(|hit| hit.passage.document).collect()
}

#[test]
fn an_index_outlives_its_program() {
    let folder = folder();
    let at = folder.path().join("study.index");
    let index = open(&at);
    assert_eq!((index.stamp(), index.passage_count()), (None, 0));
    assert!(hits(&index, "wait").is_empty());
    assert!(!at.exists(), "opening makes nothing");

    let built = build(&at, "first", &[document(1, "we wait"), document(2, "we leave")]);
    assert!(built.trouble().is_none());
    let index = open(&at);
    assert_eq!((index.stamp(), index.passage_count()), (Some("first"), 2));
    assert_eq!(hits(&index, "wait"), [1]);
}

#[test]
fn progress_counts_documents() {
    let told = std::cell::RefCell::new(Vec::new());
    let documents: Vec<Entry> = (0..3).map(|number| document(number, "wait")).collect();
    let mut index = Index::in_memory();
    index.rebuild("", documents, &|done| told.borrow_mut().push(done)).expect("a rebuild");
    assert_eq!(*told.borrow(), [1, 2, 3]);
}

#[test]
fn an_update_replaces_and_removes_documents() {
    let folder = folder();
    let wait = "wait\n".repeat(50);
    let documents = [document(1, "wait"), document(2, &wait), document(3, &wait)];
    let mut index = build(folder.path(), "first", &documents);
    let changed = [document(2, "leave"), document(4, "wait")];
    index.update("second", &[3, 77], changed).expect("an update");
    for index in [index, open(folder.path())] {
        assert_eq!(index.stamp(), Some("second"));
        assert_eq!(hits(&index, "wait"), [1, 4]);
        assert_eq!(hits(&index, "leave"), [2]);
        assert_eq!(hits(&index, "*e* NOT wait"), [2]);
    }
}

#[test]
fn scores_do_not_depend_on_how_the_index_came_about() {
    let [one, two, three] = [(1, "wait a bit\nno"), (2, "wait wait"), (3, "no time to wait")]
        .map(|(number, text)| document(number, text));
    let at_once = {
        let mut index = Index::in_memory();
        index
            .rebuild("", [one.clone(), two.clone(), three.clone()], &|_| ())
            .expect("a rebuild");
        index
    };
    let bit_by_bit = {
        let mut index = Index::in_memory();
        index
            .rebuild("", [three.clone(), document(9, "wait for ever")], &|_| ())
            .expect("built");
        index.update("", &[9], [two]).expect("an update");
        index.update("", &[3], [one]).expect("an update");
        index.update("", &[], [three]).expect("an update");
        index
    };
    let words = "wait OR no";
    assert_eq!(find(&at_once, words), find(&bit_by_bit, words));
}

#[test]
fn an_index_of_several_languages_is_updated() {
    let folder = folder();
    let german = |number, text| document_in(Language::German, number, text);
    let mut index = build(folder.path(), "first", &[document(1, "waiting for the art")]);
    assert_eq!(index.languages(), [Language::English]);
    index.update("second", &[], [german(2, "die Arten warten")]).expect("an update");
    assert_eq!(index.languages(), [Language::English, Language::German]);
    assert_eq!(hits(&index, "wait"), [1]);
    assert_eq!(hits(&index, "wartet"), [2]);
    assert_eq!(hits(&index, "art"), [1, 2]);
    // A document may turn out to be in another language.
    index.update("third", &[2], [german(1, "waiting")]).expect("an update");
    let index = open(folder.path());
    assert_eq!(index.languages(), [Language::German]);
    assert_eq!((hits(&index, "wait"), hits(&index, "waiting")), (vec![], vec![1]));
}

/// Damages every file of an index in turn. Nothing may panic, nothing wrong may be found,
/// and a rebuild must put it right.
fn survives(damage: impl Fn(&Path)) {
    let folder = folder();
    let documents = [document(1, "we wait"), document(2, "we leave café")];
    build(folder.path(), "first", &documents);
    let names: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert!(names.len() > 4);
    for name in names {
        let at = folder.path().join(name);
        if !at.exists() {
            continue;
        }
        damage(&at);
        let index = open(folder.path());
        if index.stamp().is_some() {
            assert_eq!(hits(&index, "wait OR caf*"), [1, 2]);
        }
        drop(index);
        let index = build(folder.path(), "again", &documents);
        assert!(index.trouble().is_none(), "{:?}", index.trouble());
        assert_eq!(open(folder.path()).stamp(), Some("again"));
        assert_eq!(hits(&open(folder.path()), "wait OR caf*"), [1, 2]);
    }
}

#[test]
fn a_lost_file_is_no_misfortune() {
    survives(|file| fs::remove_file(file).expect("a file"));
}

#[test]
fn a_truncated_file_is_no_misfortune() {
    survives(|file| {
        let bytes = fs::read(file).expect("a file");
        fs::write(file, &bytes[..bytes.len() / 2]).expect("a file");
    });
}

#[test]
fn an_emptied_file_is_no_misfortune() {
    survives(|file| fs::write(file, b"").expect("a file"));
}

#[test]
fn a_garbled_file_is_no_misfortune() {
    survives(|file| {
        let mut bytes = fs::read(file).expect("a file");
        for byte in bytes.iter_mut().step_by(7) {
            *byte ^= 0x55;
        }
        fs::write(file, bytes).expect("a file");
    });
}

#[test]
fn an_unlisted_file_is_not_trusted() {
    let folder = folder();
    build(folder.path(), "first", &[document(1, "wait")]);
    fs::remove_file(folder.path().join(".managed.json")).expect("a list");
    assert_eq!(open(folder.path()).stamp(), None);
}

#[test]
fn what_is_not_the_indexs_is_left_alone() {
    let folder = folder();
    let precious = folder.path().join("interviews.themata");
    fs::write(&precious, "years of work").expect("a file");
    fs::write(folder.path().join("meta.json"), "{}").expect("a file");
    let index = build(folder.path(), "first", &[document(1, "wait")]);
    assert!(index.trouble().is_none());
    assert_eq!(fs::read_to_string(precious).expect("still there"), "years of work");
}

#[test]
fn a_list_of_files_that_reaches_outside_is_not_followed() {
    let parent = folder();
    let precious = parent.path().join("precious");
    fs::write(&precious, "years of work").expect("a file");
    let at = parent.path().join("study.index");
    build(&at, "first", &[document(1, "wait")]);
    let list = at.join(".managed.json");
    let listed = fs::read_to_string(&list).expect("a list");
    fs::write(&list, listed.replacen('[', "[\"../precious\",", 1)).expect("a file");

    assert_eq!(open(&at).stamp(), None);
    let mut index = build(&at, "second", &[document(1, "wait")]);
    index.update("third", &[1], []).expect("an update");
    assert!(precious.exists());
}

#[test]
fn where_no_folder_can_be_made_the_index_is_in_memory() {
    let folder = folder();
    let file = folder.path().join("a-file");
    fs::write(&file, "").expect("a file");
    let mut index = build(&file, "first", &[document(1, "wait")]);
    let trouble = index.trouble().expect("a file is no folder").to_string();
    assert_eq!(trouble, format!("cannot use the search index in {}", file.display()));
    assert_eq!(hits(&index, "wait"), [1]);
    index.update("second", &[], [document(2, "wait")]).expect("an update in memory");
    assert_eq!(hits(&index, "wait"), [1, 2]);
    assert_eq!(fs::read_to_string(&file).expect("untouched"), "");
}

/// Entries that open the index a second time when the first is asked for, while the first
/// writer is at work.
fn meanwhile(act: impl FnOnce()) -> impl Iterator<Item = Entry> {
    std::iter::once_with(|| {
        act();
        document(1, "wait")
    })
}

#[test]
fn a_second_writer_builds_in_memory() {
    let folder = folder();
    let mut first = open(folder.path());
    let during = || {
        let mut second = build(folder.path(), "second", &[document(5, "wait")]);
        assert_eq!(
            second.trouble().expect("the folder is taken").to_string(),
            format!(
                "another program is writing the search index in {}",
                folder.path().display()
            )
        );
        assert_eq!(second.stamp(), Some("second"));
        assert_eq!(hits(&second, "wait"), [5]);
        second.look_again();
        assert_eq!(hits(&second, "wait"), [5], "nothing has been committed yet");
    };
    first.rebuild("first", meanwhile(during), &|_| ()).expect("a rebuild");
    assert!(first.trouble().is_none());
    assert_eq!(open(folder.path()).stamp(), Some("first"));
}

#[test]
fn where_writing_breaks_off_the_next_rebuild_is_in_memory() {
    let folder = folder();
    let at = folder.path().join("study.index");
    let mut index = build(&at, "first", &[document(1, "wait")]);
    let during = || fs::remove_dir_all(&at).expect("a folder");
    let error = index.rebuild("second", meanwhile(during), &|_| ()).expect_err("broken off");
    assert!(error.wants_rebuild());
    assert_eq!((index.stamp(), hits(&index, "wait")), (Some("first"), vec![1]));

    index.rebuild("third", [document(3, "wait")], &|_| ()).expect("a rebuild in memory");
    assert_eq!(
        index.trouble().expect("the folder has been given up").to_string(),
        format!("writing the search index in {} broke off before", at.display())
    );
    assert_eq!((index.stamp(), hits(&index, "wait")), (Some("third"), vec![3]));
}

#[test]
fn a_second_writer_does_not_update() {
    let folder = folder();
    let mut first = build(folder.path(), "first", &[document(1, "wait")]);
    let mut second = open(folder.path());
    let during = || {
        let error = second.update("second", &[1], []).expect_err("the folder is taken");
        assert!(error.wants_rebuild());
        assert_eq!(hits(&second, "wait"), [1]);
    };
    first.update("newer", &[], meanwhile(during)).expect("an update");
}

#[test]
fn an_update_does_not_build_on_what_it_has_not_seen() {
    let folder = folder();
    let mut first = build(folder.path(), "first", &[document(1, "wait")]);
    let mut second = open(folder.path());
    first.update("newer", &[], [document(2, "wait")]).expect("an update");

    assert_eq!(hits(&second, "wait"), [1], "a reader keeps what it has opened");
    let error = second.update("second", &[1], []).expect_err("the index has changed");
    assert!(error.wants_rebuild());
    assert_eq!(
        error.to_string(),
        format!("another program has changed the search index in {}", folder.path().display())
    );
    second.look_again();
    assert_eq!((second.stamp(), hits(&second, "wait")), (Some("newer"), vec![1, 2]));
    second.update("second", &[1], []).expect("an update of what has been seen");
    assert_eq!(hits(&second, "wait"), [2]);
}

#[test]
fn an_update_needs_something_to_update() {
    let error = Index::in_memory().update("", &[], []).expect_err("nothing");
    assert_eq!(error.to_string(), "there is no search index yet that could be updated");
    assert!(error.wants_rebuild());

    let folder = folder();
    let at = folder.path().join("study.index");
    let mut index = build(&at, "first", &[document(1, "wait")]);
    fs::remove_dir_all(&at).expect("a folder");
    assert!(index.update("second", &[1], []).expect_err("deleted").wants_rebuild());
    assert_eq!(hits(&index, "wait"), [1]);
    index.rebuild("third", [document(3, "wait")], &|_| ()).expect("a rebuild");
    assert!(index.trouble().is_none());
    assert_eq!(open(&at).stamp(), Some("third"));
}

#[test]
fn an_index_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Index>();
    shared::<themata_search::Words>();
    shared::<themata_search::Error>();
}
