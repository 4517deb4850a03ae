#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use super::{BoardEdit, NewBoardView};
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::plot::{BarsPlot, PlotKind, PlotQuestion};
use crate::rounds::RoundPlan;
use crate::{CharSpan, Level, Project, Session};

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

fn empty() -> Project {
    Project::in_memory(&session("ana", 1), "a study", &["ana", "ben"]).unwrap()
}

fn view(title: &str) -> NewBoardView {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    NewBoardView {
        page: "frequencies".to_owned(),
        parameters: vec![
            pair("q", " code:waiting "),
            pair("beside", ""),
            pair("level", "code"),
        ],
        title: title.to_owned(),
        note: String::new(),
    }
}

/// How much is wrong with the file.
fn wrong(project: &mut Project) -> usize {
    project.snapshot().unwrap().verify().unwrap().len()
}

fn titles(project: &mut Project) -> Vec<String> {
    project.board().unwrap().views.into_iter().map(|view| view.title).collect()
}

#[test]
fn a_view_is_put_on_the_board_as_it_is_asked() {
    let mut project = empty();
    let new = NewBoardView { note: "for chapter 3\r\n".to_owned(), ..view(" Waiting ") };
    assert_eq!(project.board_put(&session("ben", 10), &new).unwrap(), 1);
    let board = project.board().unwrap();
    let [only] = &board.views[..] else { panic!("{board:?}") };
    assert_eq!((only.number, only.page.as_str()), (1, "frequencies"));
    assert_eq!((only.title.as_str(), only.note.as_str()), ("Waiting", "for chapter 3"));
    assert_eq!(only.by.as_deref(), Some("ben"));
    let asked: Vec<_> = only.parameters.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(asked, [("q", "code:waiting"), ("level", "code")]);
    let table = project.board_table().unwrap();
    assert_eq!(table.rows.len(), 1);
    assert_eq!(wrong(&mut project), 0);
}

#[test]
fn what_cannot_stand_on_the_board_is_refused() {
    let mut project = empty();
    let refused = [
        view("  "),
        view(&"t".repeat(201)),
        view("tab\there"),
        NewBoardView { page: "../else?q=".to_owned(), ..view("a") },
        NewBoardView { page: String::new(), ..view("a") },
        NewBoardView { parameters: vec![("q".to_owned(), "a".repeat(40_000))], ..view("a") },
    ];
    for (number, new) in (10..).zip(refused) {
        project.board_put(&session("ana", number), &new).unwrap_err();
    }
    assert!(project.board().unwrap().views.is_empty());
}

#[test]
fn views_are_moved_and_removed_and_all_of_it_is_undone() {
    let mut project = empty();
    for (number, title) in [(10, "a"), (11, "b"), (12, "c")] {
        project.board_put(&session("ana", number), &view(title)).unwrap();
    }
    assert!(project.board_move(&session("ana", 13), 3, 1).unwrap());
    assert_eq!(titles(&mut project), ["c", "a", "b"]);
    assert!(!project.board_move(&session("ana", 14), 2, 99).unwrap());
    project.board_move(&session("ana", 15), 2, 0).unwrap_err();
    project.board_move(&session("ana", 16), 9, 1).unwrap_err();
    project.undo(&session("ana", 17)).unwrap();
    assert_eq!(titles(&mut project), ["a", "b", "c"]);
    assert_eq!(project.board_remove(&session("ana", 18), 3).unwrap(), "c");
    assert_eq!(titles(&mut project), ["a", "b"]);
    project.board_remove(&session("ana", 19), 3).unwrap_err();
    // The number of a view that is gone is not given again.
    assert_eq!(project.board_put(&session("ana", 20), &view("d")).unwrap(), 4);
    project.undo(&session("ana", 21)).unwrap();
    project.undo(&session("ana", 22)).unwrap();
    assert_eq!(titles(&mut project), ["a", "b", "c"]);
    assert_eq!(wrong(&mut project), 0);
}

#[test]
fn the_first_of_several_is_removed_and_the_others_stand_as_they_stood() {
    let mut project = empty();
    for (number, title) in [(10, "a"), (11, "b"), (12, "c")] {
        project.board_put(&session("ana", number), &view(title)).unwrap();
    }
    project.board_remove(&session("ana", 13), 1).unwrap();
    project.board_remove(&session("ben", 14), 2).unwrap();
    assert_eq!(titles(&mut project), ["c"]);
    project.undo_own(&session("ana", 15)).unwrap();
    assert_eq!(titles(&mut project), ["a", "c"]);
    assert_eq!(wrong(&mut project), 0);
}

#[test]
fn the_later_of_two_who_edit_a_view_is_told_what_it_says() {
    let mut project = empty();
    project.board_put(&session("ana", 10), &view("a")).unwrap();
    let noted = |note: &str, was: &str| BoardEdit {
        note: Some(note.to_owned()),
        was_note: Some(was.to_owned()),
        ..BoardEdit::default()
    };
    assert!(project.board_edit(&session("ben", 11), 1, &noted("theirs", "")).unwrap());
    let failure = project.board_edit(&session("ana", 12), 1, &noted("mine", "")).unwrap_err();
    let meanwhile = failure.meanwhile.unwrap();
    assert_eq!(
        (meanwhile.now, meanwhile.by.as_deref()),
        (vec!["theirs".to_owned()], Some("ben"))
    );
    assert!(!project.board_edit(&session("ana", 13), 1, &noted("theirs", "")).unwrap());
    let titled = |title: &str, was: &str| BoardEdit {
        title: Some(title.to_owned()),
        was_title: Some(was.to_owned()),
        ..BoardEdit::default()
    };
    project.board_edit(&session("ana", 14), 1, &titled(" ", "a")).unwrap_err();
    project.board_edit(&session("ana", 15), 1, &titled("b", "z")).unwrap_err();
    assert!(project.board_edit(&session("ana", 16), 1, &titled("b", "a")).unwrap());
    assert!(project.board_edit(&session("ana", 17), 1, &noted("", "theirs")).unwrap());
    let only = &project.board().unwrap().views[0];
    assert_eq!((only.title.as_str(), only.note.as_str()), ("b", ""));
    project.undo(&session("ana", 18)).unwrap();
    assert_eq!(project.board().unwrap().views[0].note, "theirs");
}

/// Two coders have coded one document blind.
fn blind() -> Project {
    let mut project = empty();
    let files =
        vec![Incoming::held("a.txt", b"NURSE: We wait for weeks.\n\nNURSE: They call.")];
    project.import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(5, "waiting"), (6, "calls")] {
        project.codebook_add(&session("ana", number), name, None, &Default::default()).unwrap();
    }
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 7), &plan).unwrap();
    for (number, coder, code) in [(8, "ana", "waiting"), (9, "ben", "calls")] {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(0, 7),
            whole_words: true,
            codes: vec![code.to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&session(coder, number), &wanted).unwrap();
    }
    project
}

/// A view that one coder put on the board is drawn for another from what the other may see.
#[test]
fn a_view_on_the_board_shows_nobody_what_is_coded_blind() {
    let mut project = blind();
    let all = NewBoardView { parameters: Vec::new(), ..view("everything") };
    project.board_put(&session("ben", 20), &all).unwrap();
    for (viewer, sees, not) in [("ana", "waiting", "calls"), ("ben", "calls", "waiting")] {
        project = project.seen_by(Some(viewer.to_owned()));
        let board = project.board().unwrap();
        assert_eq!(board.views.len(), 1);
        let kept = format!("{board:?}");
        assert!(!kept.contains("calls") && !kept.contains("waiting"), "{kept}");
        let kind = PlotKind::Bars(BarsPlot { level: Level::Code, stacked: None, share: false });
        let question = PlotQuestion { query: String::new(), kind };
        let svg = project.plot(&question, &|_, _| ()).unwrap().svg;
        assert!(svg.contains(sees) && !svg.contains(not), "{viewer}: {svg}");
    }
}
