#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use crate::codebook::CodeTexts;
use crate::codings::{PlacedCodes, Revised};
use crate::import::{ImportOptions, Incoming};
use crate::rounds::RoundPlan;
use crate::{
    CharSpan, ExcerptQuestion, ListedMemo, MemoEdited, MemoKnown, MemoListing, MemoOn,
    MemoPlace, MemoQuestion, NamedPlace, NewMemo, Project, Session, Within,
};

/// A stretch of the document: `never`, and the space behind it.
pub(super) fn stretch() -> CharSpan {
    CharSpan::new(11, 17)
}

pub(super) fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

/// Two coders, the codes `record` and `loading`, and a document on the record.
pub(super) fn project() -> Project {
    let mut project =
        Project::in_memory(&session("ana", 1), "a study", &["ana", "ben"]).unwrap();
    let words = b"NURSE: The record never loads.\n\nNURSE: They call.";
    let files = vec![Incoming::held("a.txt", words)];
    project.import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "record"), (5, "loading")] {
        let texts = CodeTexts::default();
        project.codebook_add(&session("ana", number), name, None, &texts).unwrap();
    }
    project
}

pub(super) fn memo(place: MemoPlace, words: &str) -> NewMemo {
    NewMemo { place, picked: None, title: None, words: words.to_owned() }
}

/// One memo on each sort of thing, and a remark on a coding, all ana's.
pub(super) fn written() -> Project {
    let mut project = project();
    let places = [
        (MemoPlace::Passage(1, stretch()), "whose record?"),
        (MemoPlace::Document(1), "a tired voice"),
        (MemoPlace::Code(1), "is this one code?"),
        (MemoPlace::Study, "began to read"),
        (MemoPlace::Study, "read on"),
    ];
    for (number, (place, words)) in (10..).zip(places) {
        project.memo_write(&session("ana", number), &memo(place, words)).unwrap();
    }
    let coding = PlacedCodes {
        document: 1,
        span: stretch(),
        whole_words: true,
        codes: vec!["record".to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: Some("surely".to_owned()),
    };
    project.code_at(&session("ana", 20), &coding).unwrap();
    project
}

pub(super) fn listed(project: &mut Project, question: &MemoQuestion) -> Vec<ListedMemo> {
    project.memo_page(question, 100, 1).unwrap().memos
}

pub(super) fn words(project: &mut Project, question: &MemoQuestion) -> Vec<String> {
    listed(project, question).into_iter().map(|memo| memo.words).collect()
}

pub(super) fn sound(project: &mut Project) {
    let checked = project.check().unwrap();
    assert_eq!(checked.faults, 0, "{:?}", checked.table.rows);
}

#[test]
fn memos_stand_in_order_of_what_they_are_on() {
    let mut project = written();
    let page = project.memo_page(&MemoQuestion::default(), 100, 1).unwrap();
    assert_eq!((page.counts, page.authors), ([2, 1, 1, 1, 1], vec!["ana".to_owned()]));
    let all: Vec<(MemoOn, &str, &str)> =
        page.memos.iter().map(|it| (it.on, it.words.as_str(), it.about.as_str())).collect();
    assert_eq!(
        all,
        [
            (MemoOn::Study, "began to read", ""),
            (MemoOn::Study, "read on", ""),
            (MemoOn::Code, "is this one code?", ""),
            (MemoOn::Document, "a tired voice", ""),
            (MemoOn::Passage, "whose record?", "never"),
            (MemoOn::Coding, "surely", "never"),
        ]
    );
    assert_eq!(page.memos[2].code, Some((1, "loading".to_owned())));
    assert_eq!(page.memos[3].document.as_ref().unwrap().0, 1);
    // The journal lies open at its newest entry.
    let journal = MemoQuestion { on: Some(MemoOn::Study), ..MemoQuestion::default() };
    assert_eq!(words(&mut project, &journal), ["read on", "began to read"]);
    let table = project.journal().unwrap();
    let entries: Vec<_> = table.rows.iter().map(|row| row.cells[4].words().unwrap()).collect();
    assert_eq!(entries, ["began to read", "read on"]);
    sound(&mut project);
}

#[test]
fn a_page_has_what_was_asked_for() {
    let mut project = written();
    let question = MemoQuestion { words: "RECORD who".to_owned(), ..MemoQuestion::default() };
    assert_eq!(words(&mut project, &question), ["whose record?"]);
    let question = MemoQuestion { author: "ben".to_owned(), ..MemoQuestion::default() };
    assert_eq!(project.memo_page(&question, 100, 1).unwrap().counts, [0; 5]);
    let last = project.memo_page(&MemoQuestion::default(), 4, 9).unwrap();
    assert_eq!((last.page, last.pages, last.memos.len()), (2, 2, 2));
}

#[test]
fn what_was_written_can_be_changed_and_taken_back() {
    let mut project = written();
    let edited = MemoEdited {
        words: Some(" whose?\r\nours\0 ".to_owned()),
        title: Some(Some("on  records\n".to_owned())),
        known: MemoKnown { words: Some("whose record?".to_owned()), title: None },
    };
    project.memo_edit(&session("ana", 30), 1, &edited).unwrap();
    let passages = MemoQuestion { on: Some(MemoOn::Passage), ..MemoQuestion::default() };
    let now = listed(&mut project, &passages).remove(0);
    assert_eq!(
        (now.words.as_str(), now.title.as_deref()),
        ("whose?\nours", Some("on records"))
    );
    project.undo(&session("ana", 32)).unwrap();
    assert_eq!(words(&mut project, &passages), ["whose record?"]);

    project.memo_remove(&session("ana", 33), 1, &MemoKnown::default()).unwrap();
    assert_eq!(words(&mut project, &passages), [""; 0]);
    let refused =
        project.memo_remove(&session("ana", 34), 1, &MemoKnown::default()).unwrap_err();
    assert_eq!(refused.message, "there is no memo 1");
    project.undo(&session("ana", 35)).unwrap();
    assert_eq!(words(&mut project, &passages), ["whose record?"]);

    let coding = MemoQuestion { on: Some(MemoOn::Coding), ..MemoQuestion::default() };
    let number = listed(&mut project, &coding)[0].number;
    let revised = Revised { memo: Some(Some("or not".to_owned())), ..Revised::default() };
    project.revise_coding(&session("ana", 36), number, &revised).unwrap();
    assert_eq!(words(&mut project, &coding), ["or not"]);
    sound(&mut project);
}

/// Why a memo is not written.
#[track_caller]
fn refused(place: MemoPlace, words: &str, expect: &str) {
    let mut project = project();
    let failure = project.memo_write(&session("ana", 30), &memo(place, words)).unwrap_err();
    assert_eq!(failure.message, expect);
    assert!(!failure.hints.is_empty());
    assert_eq!(project.memo_page(&MemoQuestion::default(), 9, 1).unwrap().counts, [0; 5]);
}

#[test]
fn what_is_no_memo_is_refused() {
    refused(MemoPlace::Study, " \n\0", "the memo says nothing");
    refused(MemoPlace::Code(9), "?", "there is no such code any more");
    refused(MemoPlace::Document(9), "?", "there is no such document any more");
    let outside = MemoPlace::Passage(1, CharSpan::new(20, 900));
    refused(outside, "?", "the passage from 20 to 900 lies outside a");
}

#[test]
fn others_memos_stay_as_they_are() {
    let mut project = written();
    let refused =
        project.memo_remove(&session("ben", 30), 2, &MemoKnown::default()).unwrap_err();
    assert_eq!(refused.message, "memo 2 is ana's, and you act as ben");
    let mut project = project.seen_by(Some("ben".to_owned()));
    assert!(listed(&mut project, &MemoQuestion::default()).iter().all(|it| !it.may_change));
    let mut project = project.seen_by(Some("Ana".to_owned()));
    assert!(listed(&mut project, &MemoQuestion::default()).iter().all(|it| it.may_change));
}

#[test]
fn a_memo_stays_its_writers_under_another_name() {
    let mut project = written();
    project.rename_coder(&session("ana", 30), "ana", "Ana Lima").unwrap();
    let edited = MemoEdited { words: Some("mine".to_owned()), ..MemoEdited::default() };
    project.memo_edit(&session("Ana Lima", 31), 4, &edited).unwrap();
    project.merge_coders(&session("ben", 32), "Ana Lima", "ben").unwrap();
    project.memo_remove(&session("ben", 33), 5, &MemoKnown::default()).unwrap();
    let authors = project.memo_page(&MemoQuestion::default(), 9, 1).unwrap().authors;
    assert_eq!(authors, ["ben"]);
    sound(&mut project);
}

#[test]
fn memos_follow_their_code() {
    let mut project = written();
    project.codebook_merge(&session("ana", 30), "loading", "record").unwrap();
    let of = |project: &mut Project, code| -> Vec<String> {
        let memos = project.memos_on_code(code).unwrap();
        memos.into_iter().map(|memo| memo.words).collect()
    };
    assert_eq!(of(&mut project, 0), ["is this one code?"]);
    assert_eq!(of(&mut project, 1), [""; 0]);
    let refused = memo(MemoPlace::Code(1), "?");
    let failure = project.memo_write(&session("ana", 31), &refused).unwrap_err();
    assert_eq!(failure.message, "the code `loading` was merged into `record`");
    project.undo(&session("ana", 32)).unwrap();
    assert_eq!(of(&mut project, 1), ["is this one code?"]);
    project.codebook_retire(&session("ana", 33), "loading").unwrap();
    assert_eq!(of(&mut project, 1), ["is this one code?"]);
    sound(&mut project);
}

#[test]
fn a_document_with_memos_goes_with_them_and_comes_back() {
    let mut project = written();
    let memos_alone = ["a".to_owned()];
    let kept = project.remove_documents(&session("ana", 30), &memos_alone, false).unwrap_err();
    assert!(kept.message.contains("2 own memos"), "{kept}");
    project.remove_documents(&session("ana", 31), &memos_alone, true).unwrap();
    let counts = |project: &mut Project| {
        project.memo_page(&MemoQuestion::default(), 9, 1).unwrap().counts
    };
    assert_eq!(counts(&mut project), [2, 1, 0, 0, 0]);
    project.undo(&session("ana", 32)).unwrap();
    assert_eq!(counts(&mut project), [2, 1, 1, 1, 1]);
    sound(&mut project);
}

#[test]
fn what_others_write_in_a_blind_round_is_kept_back() {
    let mut project = written();
    project.memo_write(&session("ben", 21), &memo(MemoPlace::Document(1), "zzz")).unwrap();
    let coded = MemoPlace::Passage(1, stretch());
    project.memo_write(&session("ben", 22), &memo(coded, "zzz too")).unwrap();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 30), &plan).unwrap();

    let sights = |project: &mut Project| {
        let page = words(project, &MemoQuestion::default()).join(" ");
        let table = format!("{:?}", project.memos(&MemoListing::default()).unwrap().rows);
        let shown = format!("{:?}", project.show("a", "").unwrap());
        let reading = project.reading(1).unwrap();
        let tables: String =
            project.export_tables().unwrap().into_iter().map(|table| table.csv).collect();
        [page, table, shown, format!("{reading:?}"), tables]
    };
    let mut ben = project.seen_by(Some("ben".to_owned()));
    assert!(sights(&mut ben).iter().all(|sight| sight.contains("zzz")));
    assert!(sights(&mut ben).iter().all(|sight| !sight.contains("a tired voice")));
    let of_memo = |text: &str| ExcerptQuestion { query: text.to_owned(), ..Default::default() };
    for viewer in [Some("ana"), Some("lea"), None] {
        ben = ben.seen_by(viewer.map(str::to_owned));
        assert!(sights(&mut ben).iter().all(|sight| !sight.contains("zzz")), "{viewer:?}");
        // Nor does a query find out what it says, or the history that it is there.
        assert_eq!(ben.excerpts(&of_memo("memo:zzz")).unwrap().rows.len(), 0, "{viewer:?}");
        let history = format!("{:?}", ben.history(&Default::default()).unwrap().rows);
        assert!(history.contains("kept back"), "{viewer:?} {history}");
    }
    let mut ana = ben.seen_by(Some("ana".to_owned()));
    assert!(sights(&mut ana).iter().all(|sight| sight.contains("a tired voice")));
    // The journal and codes are nobody's reading of a document.
    let counts = ana.memo_page(&MemoQuestion::default(), 9, 1).unwrap().counts;
    assert_eq!(counts, [2, 1, 1, 1, 1]);
    let refused = ana.memo_remove(&session("ana", 31), 6, &MemoKnown::default()).unwrap_err();
    assert_eq!(refused.message, "there is no memo 6");
}

#[test]
fn places_are_found_by_name() {
    let mut project = project();
    let mut place = |within| {
        let named = NamedPlace::Document("a".to_owned(), within);
        project.memo_place(&named).map_err(|failure| failure.message)
    };
    let at = |start, end| Ok(MemoPlace::Passage(1, CharSpan::new(start, end)));
    assert_eq!(place(Within::Whole), Ok(MemoPlace::Document(1)));
    assert_eq!(place(Within::At(4, 10)), at(4, 10));
    assert_eq!(place(Within::Line(2)), at(24, 34));
    assert_eq!(place(Within::Line(9)), Err("a has no line 9 with words".to_owned()));
    assert_eq!(place(Within::At(4, 4)), Err("from 4 to 4 there is nothing".to_owned()));
    assert_eq!(place(Within::Quote("never loads".to_owned(), None)), at(11, 22));
    let named = NamedPlace::Code("loadin".to_owned());
    let failure = project.memo_place(&named).unwrap_err();
    assert!(format!("{failure:?}").contains("did you mean"), "{failure:?}");
}
