//! Connections that share what was read see what the file holds, whoever wrote it.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use themata_model::{Session, Study};
use themata_store::{Error, Opener, Store};

use super::{Deed, decide, deeds};

fn create(folder: &Path) -> (Store, Opener) {
    let store = Store::create(&folder.join("s.themata"), &Session::fixed("ana", 0), "a study");
    let store = store.unwrap();
    let opener = store.opener().unwrap();
    (store, opener)
}

fn seen(store: &mut Store) -> Arc<Study> {
    store.snapshot().unwrap().study().unwrap()
}

fn act(store: &mut Store, number: u64, deed: &Deed) -> Result<bool, Error> {
    let session = Session::fixed("ana", number);
    let done = match deed {
        Deed::Undo => store.undo(&session).map(Some),
        Deed::Redo => store.redo(&session).map(Some),
        deed => store.transact(&session, |snapshot| decide(deed, snapshot)),
    };
    match done {
        Err(error) if !error.is_nothing_to_do() => Err(error),
        done => Ok(done.is_ok_and(|done| done.is_some())),
    }
}

const CODE: Deed =
    Deed::Code { document: 0, start: 4, len: 6, code: 0, barrier: true, weight: Some(40) };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_see_what_any_of_them_wrote(deeds in deeds()) {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, opener) = create(folder.path());
        let mut others = [opener.open().unwrap(), opener.open().unwrap()];
        for (number, deed) in (1..).zip(&deeds) {
            act(&mut others[number as usize % 2], number, deed).unwrap();
            let apart = seen(&mut Store::open(store.path().unwrap()).unwrap());
            prop_assert_eq!(&seen(&mut others[0]), &apart);
            prop_assert_eq!(&seen(&mut others[1]), &apart);
            // Now and then one looks that has not looked for a while.
            if number % 7 == 0 {
                prop_assert_eq!(&seen(&mut store), &apart);
            }
        }
    }
}

#[test]
fn a_study_is_read_once_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, opener) = create(folder.path());
    let mut other = opener.open().unwrap();
    act(&mut store, 1, &Deed::Import).unwrap();
    act(&mut store, 2, &Deed::AddCode).unwrap();
    let first = seen(&mut store);
    assert!(Arc::ptr_eq(&first, &seen(&mut other)));
    assert!(act(&mut other, 3, &CODE).unwrap());
    let second = seen(&mut store);
    assert!(Arc::ptr_eq(&second, &seen(&mut other)));
    assert_eq!((first.codings.len(), second.codings.len()), (0, 1));
}

#[test]
fn a_snapshot_stays_at_its_moment_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, opener) = create(folder.path());
    act(&mut store, 1, &Deed::Import).unwrap();
    act(&mut store, 2, &Deed::AddCode).unwrap();
    let mut other = opener.open().unwrap();
    let snapshot = other.snapshot().unwrap();
    assert_eq!(snapshot.head().unwrap().0, 3);
    assert!(act(&mut store, 3, &CODE).unwrap());
    assert_eq!(seen(&mut store).codings.len(), 1);
    assert_eq!(snapshot.study().unwrap().codings.len(), 0);
    assert_eq!(seen(&mut store).codings.len(), 1, "what is older does not take its place");
}
