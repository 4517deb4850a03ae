//! One operation is taken back and those after it stay.

use std::sync::Arc;

use proptest::prelude::*;
use themata_codebook::{Code, CodeIndex};
use themata_model::{Change, CodebookVersion, OperationId, OperationKind, Session, Study};
use themata_store::{Action, Deposit, Done, Error, Recorded, Store, TurnedBack};

use super::{Deed, decide, deeds};

/// Something that a researcher may do, or the taking back of something that was done.
#[derive(Clone, Debug)]
enum Step {
    Deed(Deed),
    /// One of those in force.
    UndoInForce(usize),
    /// Any one, undoings included.
    UndoAny(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let later = prop::collection::vec(
        prop_oneof![
            4 => any::<usize>().prop_map(Step::UndoInForce),
            2 => any::<usize>().prop_map(Step::UndoAny),
        ],
        1..6,
    );
    // What was done is taken back in between as well as at the end.
    (deeds(), later, deeds(), any::<usize>()).prop_map(|(first, turns, second, every)| {
        let mut steps: Vec<Step> = first.into_iter().map(Step::Deed).collect();
        steps.extend(turns.clone());
        for (at, deed) in second.into_iter().enumerate() {
            steps.push(Step::Deed(deed));
            if (at + every) % 4 == 0 {
                steps.push(turns[at % turns.len()].clone());
            }
        }
        steps.extend(turns);
        steps
    })
}

/// Everything that the log gives and that can be asked for.
#[derive(Debug, PartialEq)]
struct All {
    study: Arc<Study>,
    codebooks: Vec<CodebookVersion>,
    beside: String,
}

fn all(store: &mut Store) -> All {
    let snapshot = store.snapshot().unwrap();
    let beside = (
        snapshot.memos().unwrap(),
        snapshot.all_memos().unwrap(),
        snapshot.questions().unwrap(),
        snapshot.answers().unwrap(),
        snapshot.adjudications().unwrap(),
    );
    All {
        study: snapshot.study().unwrap(),
        codebooks: snapshot.codebook_versions().unwrap(),
        beside: format!("{beside:?}"),
    }
}

/// The study that comes of doing what is in force and nothing else.
fn as_if_the_others_had_not_been(store: &mut Store, deposits: &[Deposit]) -> All {
    let mut again = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    let snapshot = store.snapshot().unwrap();
    let in_force = snapshot.history().unwrap().into_iter().filter(|known| known.in_force);
    for (number, operation) in (1..).zip(in_force.skip(1)) {
        let changes = snapshot.changes(&operation).unwrap();
        let action = Action { changes, deposits: deposits.to_vec(), ..Action::default() };
        again.transact(&Session::fixed("ana", number), |_| Ok::<_, Error>(action)).unwrap();
    }
    all(&mut again)
}

fn undo_one(store: &mut Store, number: u64, id: OperationId) -> Result<TurnedBack, Error> {
    store.undo_one_if(&Session::fixed("ana", number), id, |_, _| Ok(()))
}

fn done(turned: TurnedBack) -> Done {
    match turned {
        TurnedBack::Undone(done) | TurnedBack::DoneAgain(done) => done,
        TurnedBack::Entangled(with) => panic!("entangled with {with:?}"),
    }
}

fn picked(store: &mut Store, which: usize, keep: impl Fn(&Recorded) -> bool) -> OperationId {
    let mut history = store.snapshot().unwrap().history().unwrap();
    history.retain(keep);
    history[which % history.len()].id
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn it_is_as_if_it_had_not_been(steps in steps()) {
        let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
        let mut deposits = Vec::new();
        let mut number = 0;
        let mut next = || { number += 1; number };
        for step in &steps {
            let id = match step {
                Step::Deed(Deed::Undo) => {
                    let _ = store.undo(&Session::fixed("ana", next()));
                    continue;
                }
                Step::Deed(Deed::Redo) => {
                    let _ = store.redo(&Session::fixed("ana", next()));
                    continue;
                }
                Step::Deed(deed) => {
                    let _ = store.transact(&Session::fixed("ana", next()), |snapshot| {
                        let action = decide(deed, snapshot)?;
                        deposits.extend(action.deposits.clone());
                        Ok::<_, Error>(action)
                    });
                    continue;
                }
                Step::UndoInForce(which) => picked(&mut store, *which, |known| known.in_force),
                Step::UndoAny(which) => picked(&mut store, *which, |_| true),
            };
            let before = all(&mut store);
            match undo_one(&mut store, next(), id) {
                Ok(TurnedBack::Undone(undone) | TurnedBack::DoneAgain(undone)) => {
                    let after = all(&mut store);
                    prop_assert_eq!(&after, &as_if_the_others_had_not_been(&mut store, &deposits));
                    // Undoing the undoing gives what was, and undoing that the other again.
                    let redone = undo_one(&mut store, next(), undone.operation).unwrap();
                    prop_assert_eq!(&all(&mut store), &before);
                    let again = undo_one(&mut store, next(), done(redone).operation).unwrap();
                    prop_assert_eq!(&all(&mut store), &after);
                    let history = store.snapshot().unwrap().history().unwrap();
                    let kind = history.last().unwrap().kind;
                    prop_assert_eq!(done(again).operation, history.last().unwrap().id);
                    if matches!(kind, OperationKind::Undo(_)) {
                        store.redo(&Session::fixed("ana", next())).unwrap();
                        prop_assert_eq!(&all(&mut store), &before);
                        store.undo(&Session::fixed("ana", next())).unwrap();
                        prop_assert_eq!(&all(&mut store), &after);
                    }
                }
                Ok(TurnedBack::Entangled(with)) => {
                    prop_assert!(!with.is_empty());
                    prop_assert_eq!(&all(&mut store), &before);
                }
                Err(error) => {
                    let told = error.to_string();
                    prop_assert!(told.contains("taken back already") || id.0 == 1, "{}", told);
                    prop_assert_eq!(&all(&mut store), &before);
                }
            }
        }
        let findings = store.snapshot().unwrap().verify().unwrap();
        prop_assert!(findings.is_empty(), "{:?}", findings);
        prop_assert_eq!(all(&mut store), as_if_the_others_had_not_been(&mut store, &deposits));
    }
}

/// Does some changes as one operation, and returns its number.
fn act(store: &mut Store, changes: Vec<Change>) -> OperationId {
    let number = store.snapshot().unwrap().history().unwrap().len() as u64;
    let action = Action { summary: format!("deed {number}"), changes, ..Action::default() };
    let session = Session::fixed("ana", number);
    store.transact(&session, |_| Ok::<_, Error>(action)).unwrap().unwrap().operation
}

fn code(place: u32, before: Option<Code>, after: Option<Code>) -> Vec<Change> {
    vec![Change::Code { place: CodeIndex::new(place), before, after }]
}

fn under(name: &str, parent: Option<u32>) -> Option<Code> {
    Some(Code { parent: parent.map(CodeIndex::new), ..Code::named(name) })
}

fn ids(turned: TurnedBack) -> Vec<u32> {
    match turned {
        TurnedBack::Entangled(with) => with.iter().map(|operation| operation.id.0).collect(),
        done => panic!("it was taken back: {done:?}"),
    }
}

/// No two of the moves contradict each other; all of them together make a circle.
#[test]
fn a_rule_over_many_things_holds() {
    let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    act(&mut store, code(0, None, under("a", None)));
    act(&mut store, code(1, None, under("b", None)));
    act(&mut store, code(2, None, under("c", None)));
    act(&mut store, code(0, under("a", None), under("a", Some(1))));
    act(&mut store, code(2, under("c", None), under("c", Some(0))));
    let apart = act(&mut store, code(0, under("a", Some(1)), under("a", None)));
    let circle = act(&mut store, code(1, under("b", None), under("b", Some(2))));
    let before = all(&mut store);
    assert_eq!(ids(undo_one(&mut store, 90, apart).unwrap()), [circle.0]);
    assert_eq!(all(&mut store), before);
    assert_eq!(store.snapshot().unwrap().history().unwrap().len(), 8);
    done(undo_one(&mut store, 91, circle).unwrap());
    done(undo_one(&mut store, 92, apart).unwrap());
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn what_was_undone_is_done_again_unless_its_place_was_given_away() {
    let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    let first = act(&mut store, code(0, None, under("a", None)));
    let second = act(&mut store, code(1, None, under("b", None)));
    assert_eq!(ids(undo_one(&mut store, 90, first).unwrap()), [second.0]);
    let undoing = done(undo_one(&mut store, 91, second).unwrap()).operation;
    let told = undo_one(&mut store, 92, second).unwrap_err().to_string();
    assert_eq!(told, "operation 3 was taken back already, by operation 4");
    let third = act(&mut store, code(1, None, under("c", None)));
    assert_eq!(ids(undo_one(&mut store, 93, undoing).unwrap()), [third.0]);
    done(undo_one(&mut store, 94, third).unwrap());
    done(undo_one(&mut store, 95, undoing).unwrap());
    let told = undo_one(&mut store, 96, undoing).unwrap_err().to_string();
    assert_eq!(told, "operation 4 was taken back already, by operation 7");
    let told = undo_one(&mut store, 97, OperationId(70)).unwrap_err().to_string();
    assert_eq!(told, "there is no operation 70; the latest is 7");
    let told = undo_one(&mut store, 98, OperationId(1)).unwrap_err().to_string();
    assert_eq!(told, "operation 1 made the study and stays");
    assert_eq!(store.snapshot().unwrap().study().unwrap().codebook.len(), 2);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
}

/// A document that is taken away comes back with the versions that it had.
#[test]
fn every_version_of_a_document_comes_back() {
    let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    let deeds = [
        Deed::Import,
        Deed::DescribeSpeaker { document: 0, age: Some(20) },
        Deed::Revise { document: 0 },
        Deed::CallSpeaker { document: 0, name: 2, asks: true },
        Deed::DescribeSpeaker { document: 0, age: Some(21) },
        Deed::Revise { document: 0 },
    ];
    for (number, deed) in (1..).zip(&deeds) {
        let session = Session::fixed("ana", number);
        store.transact(&session, |snapshot| decide(deed, snapshot)).unwrap();
    }
    let snapshot = store.snapshot().unwrap();
    let document = snapshot.study().unwrap().documents[0].clone();
    let versions = snapshot.versions(&document).unwrap();
    let numbers: Vec<u32> = versions.iter().map(|record| record.version.number).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let ages = versions.iter().map(|v| v.version.speakers[0].values.values().next().cloned());
    let ages: Vec<String> = ages.map(|age| age.unwrap().to_string()).collect();
    assert_eq!(ages, ["20.5", "21.5", "21.5"]);
    let attribute = *document.version.speakers[0].values.keys().next().unwrap();
    assert_eq!(snapshot.describes_earlier(attribute).unwrap().as_deref(), Some("P01"));
    drop(snapshot);

    let mut changes = Vec::new();
    let mut versions = versions.into_iter().rev().peekable();
    while let Some(record) = versions.next() {
        let (id, after) = (document.id, versions.peek().cloned());
        changes.push(Change::Document { id, before: Some(record), after });
    }
    let before = all(&mut store);
    let removal = act(&mut store, changes);
    assert!(store.snapshot().unwrap().study().unwrap().documents.is_empty());
    assert_eq!(store.snapshot().unwrap().describes_earlier(attribute).unwrap(), None);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    done(undo_one(&mut store, 90, removal).unwrap());
    assert_eq!(all(&mut store), before);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
    // The reimports before it can still be taken back, down to the first version.
    for number in 91..94 {
        store.undo(&Session::fixed("ana", number)).unwrap();
    }
    assert_eq!(store.snapshot().unwrap().study().unwrap().documents[0].version.number, 2);
    store.undo(&Session::fixed("ana", 95)).unwrap();
    assert_eq!(store.snapshot().unwrap().study().unwrap().documents[0].version.number, 1);
    assert_eq!(store.snapshot().unwrap().verify().unwrap(), []);
}
