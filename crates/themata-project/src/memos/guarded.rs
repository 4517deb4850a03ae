//! What memos are guarded from: words of others that are written over, other memos and other
//! words than were meant, and looks into a blind round.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::{Change, DocumentId, Memo, MemoTarget};
use themata_store::Action;

use super::tests::{listed, memo, project, session, sound, stretch, words, written};
use crate::codings::{ChosenCodings, RecodeQuestion, Recoding, Revised};
use crate::rounds::RoundPlan;
use crate::{
    Failure, MemoEdited, MemoKnown, MemoOn, MemoPlace, MemoQuestion, NewMemo, Project, Session,
};

fn known(words: &str, title: &str) -> MemoKnown {
    MemoKnown { words: Some(words.to_owned()), title: Some(title.to_owned()) }
}

/// A session of ana's for what is done next.
fn anew(project: &mut Project) -> Session {
    session("ana", 100 + u64::from(project.moment().unwrap()))
}

/// What memo 2 is called and says after an edit, or why it is not edited.
fn edited(
    project: &mut Project,
    known: MemoKnown,
    title: &str,
    words: &str,
) -> Result<(String, String), Failure> {
    let wanted = Some(title.to_owned()).filter(|title| !title.is_empty());
    let edited = MemoEdited { words: Some(words.to_owned()), title: Some(wanted), known };
    let session = anew(project);
    project.memo_edit(&session, 2, &edited)?;
    let question = MemoQuestion { on: Some(MemoOn::Document), ..MemoQuestion::default() };
    let memo = listed(project, &question).remove(0);
    Ok((memo.title.unwrap_or_default(), memo.words))
}

#[test]
fn an_edit_keeps_what_others_wrote_meanwhile() {
    let began = || known("a tired\r\nvoice", "");
    let mut project = project();
    project
        .memo_write(&session("ana", 10), &memo(MemoPlace::Study, "the first"))
        .and_then(|_| {
            let on = memo(MemoPlace::Document(1), "a tired\nvoice");
            project.memo_write(&session("ana", 11), &on)
        })
        .unwrap();
    let is = |title: &str, words: &str| Ok((title.to_owned(), words.to_owned()));
    assert_eq!(
        edited(&mut project, began(), "voices", "a tired voice"),
        is("voices", "a tired voice")
    );
    // A window that is behind neither turns a title back nor words.
    let apart = edited(&mut project, began(), "", "no voice").unwrap_err();
    assert_eq!(apart.message, "memo 2 was changed meanwhile by ana");
    assert_eq!(apart.meanwhile.unwrap().now, ["voices", "a tired voice"]);
    let apart = edited(&mut project, began(), "tones", "a tired\nvoice").unwrap_err();
    assert_eq!(apart.meanwhile.unwrap().now, ["voices", "a tired voice"]);
    let half = known("a tired voice", "");
    assert_eq!(edited(&mut project, half, "", "two voices"), is("voices", "two voices"));
    let half = known("a tired voice", "voices");
    assert_eq!(edited(&mut project, half, "tones", "a tired voice"), is("tones", "two voices"));
    sound(&mut project);
}

#[test]
fn a_memo_is_removed_as_it_is_known() {
    let mut project = written();
    for stale in [known("a bright voice", ""), known("a tired voice", "voices")] {
        let refused = project.memo_remove(&session("ana", 40), 2, &stale).unwrap_err();
        assert_eq!(refused.message, "memo 2 was changed meanwhile");
        assert!(refused.meanwhile.is_none());
    }
    project.memo_remove(&session("ana", 41), 2, &known("a tired voice", "")).unwrap();
}

#[test]
fn a_number_is_never_another_memos() {
    let mut project = written();
    project.memo_remove(&session("ana", 40), 5, &MemoKnown::default()).unwrap();
    let removal = project.moment().unwrap();
    let new = memo(MemoPlace::Study, r#"not "memo":[99,"#);
    assert_eq!(project.memo_write(&session("ana", 41), &new).unwrap(), 6);
    project.undo(&session("ana", 42)).unwrap();
    assert_eq!(project.memo_write(&session("ana", 43), &new).unwrap(), 7);
    // What was taken away comes back beside what was written since.
    project.undo_operation(&session("ana", 44), removal).unwrap();
    let journal = MemoQuestion { on: Some(MemoOn::Study), ..MemoQuestion::default() };
    let mut numbers: Vec<u32> =
        listed(&mut project, &journal).iter().map(|memo| memo.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [4, 5, 7]);
    sound(&mut project);
}

#[test]
fn a_remark_is_not_written_over() {
    let mut project = written();
    let revise = |project: &mut Project, memo: Option<&str>, known: &str| {
        let revised = Revised {
            memo: Some(memo.map(str::to_owned)),
            known_memo: Some(known.to_owned()),
            ..Revised::default()
        };
        let session = anew(project);
        project.revise_coding(&session, 1, &revised)
    };
    let remarks = MemoQuestion { on: Some(MemoOn::Coding), ..MemoQuestion::default() };
    revise(&mut project, Some("perhaps"), "surely").unwrap();
    let apart = revise(&mut project, Some("never"), "surely").unwrap_err();
    assert_eq!(apart.message, "the remark on this coding was changed meanwhile by ana");
    assert_eq!(apart.meanwhile.unwrap().now, ["perhaps"]);
    let apart = revise(&mut project, None, "surely").unwrap_err();
    assert_eq!(apart.message, "the remark on this coding was changed meanwhile");
    assert_eq!(words(&mut project, &remarks), ["perhaps"]);
    revise(&mut project, None, "perhaps").unwrap();
    assert_eq!(words(&mut project, &remarks), [""; 0]);
}

#[test]
fn a_memo_is_on_the_words_that_were_picked() {
    let mut project = project();
    let mut on = |picked: &str| {
        let place = MemoPlace::Passage(1, stretch());
        let new = NewMemo { picked: Some(picked.to_owned()), ..memo(place, "?") };
        project.memo_write(&session("ana", 40), &new)
    };
    let refused = on("loads.").unwrap_err();
    assert_eq!(refused.message, "other words stand in a by now where you had picked some");
    assert!(refused.hints[0].contains("pick the words once more"));
    assert_eq!(on("\nne ver"), Ok(1));
}

/// A round in which both code the document blind, with a memo of each on it, and a comment of
/// its file: memo 8.
fn blind() -> Project {
    let mut project = written();
    project.memo_write(&session("ben", 21), &memo(MemoPlace::Document(1), "zzz")).unwrap();
    let coded = MemoPlace::Passage(1, stretch());
    project.memo_write(&session("ben", 22), &memo(coded, "zzz too")).unwrap();
    project
        .store
        .transact(&session("ana", 23), |snapshot| {
            let id = snapshot.next_memo()?;
            let comment = Memo {
                id,
                target: MemoTarget::Document(DocumentId(1)),
                title: None,
                author: Some("Lea".to_owned()),
                at: None,
                words: "from the file".to_owned(),
                own: false,
            };
            let changes = vec![Change::Memo { id, before: None, after: Some(comment) }];
            Ok::<_, Failure>(Action { changes, ..Action::default() })
        })
        .unwrap();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 30), &plan).unwrap();
    project
}

#[test]
fn what_a_query_does_tells_nothing_of_memos_that_are_kept_back() {
    let recoded = |query: &str| {
        let question = RecodeQuestion {
            chosen: ChosenCodings::Query(query.to_owned()),
            recoding: Recoding::Add { code: "loading".to_owned(), valence: None },
            dry_run: true,
        };
        blind().recode(&session("ana", 40), &question).unwrap().codings
    };
    assert_eq!((recoded("memo:whose"), recoded("memo:zzz")), (1, 0));
    let removed = |query: &str| {
        blind().codings_remove(&session("ana", 40), &[], Some(query)).unwrap_or_default()
    };
    assert_eq!((removed("memo:whose"), removed("memo:zzz")), (1, 0));
}

#[test]
fn comments_are_no_way_around_a_blind_round() {
    let mut project = blind().seen_by(Some("ana".to_owned()));
    let told = MemoEdited { words: Some("I said".to_owned()), ..MemoEdited::default() };
    let comment = |project: &mut Project| {
        let all = listed(project, &MemoQuestion::default());
        let comment = all.into_iter().find(|memo| memo.number == 8).unwrap();
        let open = project.reading(1).unwrap().memos.into_iter().find(|it| it.id == 8).unwrap();
        assert_eq!(open.may_change, comment.may_change);
        (comment.words, comment.may_change)
    };
    let why = "memo 8 came with its file, and stays as it is while the document is coded blind";
    let refused = project.memo_edit(&session("ana", 40), 8, &told).unwrap_err();
    assert_eq!(refused.message, why);
    let refused =
        project.memo_remove(&session("ana", 41), 8, &MemoKnown::default()).unwrap_err();
    assert_eq!(refused.message, why);
    assert_eq!(comment(&mut project), ("from the file".to_owned(), false));
    project.round_open(&session("ana", 42), "pilot", "all have coded").unwrap();
    assert!(comment(&mut project).1);
    project.memo_edit(&session("ana", 43), 8, &told).unwrap();
    assert_eq!(comment(&mut project), ("I said".to_owned(), true));
}

#[test]
fn whoever_has_another_name_knows_what_they_did() {
    let hidden = |project: Project, viewer: &str| {
        let mut project = project.seen_by(Some(viewer.to_owned()));
        let history = format!("{:?}", project.history(&Default::default()).unwrap().rows);
        history.matches("kept back").count()
    };
    let before = hidden(blind(), "ben");
    assert!(before > 0 && hidden(blind(), "ana") > 0);
    let renamed = || {
        let mut project = blind();
        project.rename_coder(&session("ben", 40), "ben", "Benno").unwrap();
        project
    };
    // The renaming itself changes ben's memos, which nobody else knows of.
    assert_eq!(hidden(renamed(), "Benno"), before);
    assert_eq!(hidden(renamed(), "ana"), hidden(blind(), "ana") + 1);
}
