//! Views on the board: what is put there, changed and taken away.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::{BoardView, BoardViewId, Change, Session};
use themata_store::{Action, Error, Store};

fn view(id: u32, place: u32) -> BoardView {
    BoardView {
        id: BoardViewId(id),
        place,
        page: "patterns".to_owned(),
        parameters: vec![
            ("q".to_owned(), "code:\"it's\" \"board_view\":[9".to_owned()),
            ("unit".to_owned(), "turn".to_owned()),
        ],
        title: format!("view {id}, \"board_view\":[77"),
        note: (id == 2).then(|| "for the report".to_owned()),
        by: Some("ana".to_owned()),
        at: Session::fixed("ana", 0).now,
    }
}

fn change(store: &mut Store, number: u64, changes: Vec<Change>) {
    let session = Session::fixed("ana", number);
    let action = Action { summary: "a change".to_owned(), changes, ..Action::default() };
    store.transact(&session, |_| Ok::<_, Error>(action)).unwrap();
}

fn put(view: BoardView) -> Change {
    Change::BoardView { id: view.id, before: None, after: Some(view) }
}

fn board(store: &mut Store) -> Vec<BoardView> {
    store.snapshot().unwrap().board().unwrap()
}

#[test]
fn views_stand_in_order_and_what_was_done_to_them_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    let mut store = Store::create(&path, &Session::fixed("ana", 0), "a study").unwrap();
    assert_eq!(store.snapshot().unwrap().next_board_view().unwrap(), BoardViewId(1));
    change(&mut store, 1, vec![put(view(1, 1)), put(view(2, 0))]);
    assert_eq!(board(&mut store), [view(2, 0), view(1, 1)]);
    let (before, after) = (view(1, 1), BoardView { note: None, ..view(1, 0) });
    let moved = Change::BoardView { id: before.id, before: Some(before), after: Some(after) };
    let gone = Change::BoardView { id: BoardViewId(2), before: Some(view(2, 0)), after: None };
    change(&mut store, 2, vec![moved, gone]);
    assert_eq!(board(&mut store), [view(1, 0)]);
    // The number of a view that is gone is not given again, whatever words look like numbers.
    assert_eq!(store.snapshot().unwrap().next_board_view().unwrap(), BoardViewId(3));
    store.undo(&Session::fixed("ana", 3)).unwrap();
    assert_eq!(board(&mut store), [view(2, 0), view(1, 1)]);
    store.redo(&Session::fixed("ana", 4)).unwrap();
    assert_eq!(board(&mut store), [view(1, 0)]);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn a_board_that_is_not_what_the_log_says_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.themata");
    let mut store = Store::create(&path, &Session::fixed("ana", 0), "a study").unwrap();
    change(&mut store, 1, vec![put(view(1, 0))]);
    drop(store);
    let found = |edit: &str| {
        rusqlite::Connection::open(&path).unwrap().execute_batch(edit).unwrap();
        let mut store = Store::open(&path).unwrap();
        let findings = store.snapshot().unwrap().verify().unwrap();
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    let told = found("UPDATE board_view SET title = 'else'");
    assert_eq!(told, ["the log does not give the rows of `board_view`"]);
    let told = found("UPDATE board_view SET parameters = '{}'");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("asked by a view on the board"), "{told:?}");
}
