#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::rounds::{AssignmentState, Blindness, RoundPlan, Step, StepQuestion};
use crate::{CharSpan, Project, Session};

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

/// Two documents in a blind round of ana and ben, of which ana has coded one.
fn project() -> Project {
    let mut project =
        Project::in_memory(&session("ana", 1), "a study", &["ana", "ben", "eve"]).unwrap();
    let words = b"NURSE: The record never loads.";
    let files =
        vec![Incoming::held("a.txt", words), Incoming::held("b.txt", b"NURSE: We call.")];
    let options = ImportOptions::default();
    project.import(&session("ana", 3), files, &options, &|_, _| {}).unwrap();
    project.codebook_add(&session("ana", 4), "record", None, &Default::default()).unwrap();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 5), &plan).unwrap();
    let coding = PlacedCodes {
        document: 1,
        span: CharSpan::new(11, 17),
        whole_words: true,
        codes: vec!["record".to_owned()],
        new_code: None,
        valence: None,
        weight: None,
        memo: None,
    };
    project.code_at(&session("ana", 6), &coding).unwrap();
    project
}

fn step(project: &mut Project, coder: &str, number: u64, step: Step, documents: &[u32]) {
    let question: StepQuestion = project.step_on(1, documents, None).unwrap();
    project.assignments_step(&session(coder, number), step, &question).unwrap();
}

#[test]
fn own_work_is_told_by_number_with_what_was_begun_first() {
    let mut project = project().seen_by(Some("Ana".to_owned()));
    let known = project.rounds_known().unwrap();
    let told: Vec<_> = known
        .own
        .iter()
        .map(|work| (work.document_name.as_str(), work.assignment.state, work.codings))
        .collect();
    assert_eq!(told, [("a", AssignmentState::Started, 1), ("b", AssignmentState::Assigned, 0)]);
    assert!(known.own.iter().all(|work| work.assignment.blind));
    assert_eq!(known.coder.as_deref(), Some("ana"));
    let [round] = known.rounds.as_slice() else { unreachable!() };
    assert_eq!((round.number, round.blindness), (1, Blindness::Blind));
    let coders: Vec<_> =
        round.coders.iter().map(|one| (one.name.as_str(), one.own, one.states)).collect();
    assert_eq!(coders, [("ana", true, [1, 1, 0, 0]), ("ben", false, [2, 0, 0, 0])]);
    assert_eq!(round.documents[0].states[0], Some(AssignmentState::Started));
    assert_eq!(round.drawn, "All of 2 documents.");
}

#[test]
fn an_assignment_is_blind_until_all_have_finished() {
    let mut project = project();
    step(&mut project, "ana", 7, Step::Finish, &[1]);
    let mut project = project.seen_by(Some("ana".to_owned()));
    let own = project.own_assignment(1).unwrap().unwrap();
    assert_eq!((own.state, own.blind, own.others_open), (AssignmentState::Finished, true, 1));
    step(&mut project, "ben", 8, Step::Finish, &[1]);
    let own = project.own_assignment(1).unwrap().unwrap();
    assert_eq!((own.blind, own.others_open), (false, 0));
    assert!(project.rounds_known().unwrap().documents_blind() == [false, true]);
    let mut project = project.seen_by(Some("eve".to_owned()));
    assert_eq!(project.own_assignment(1).unwrap(), None);
    assert!(project.rounds_known().unwrap().own.is_empty());
}

impl super::RoundsKnown {
    fn documents_blind(&self) -> Vec<bool> {
        self.rounds[0].documents.iter().map(|document| document.blind).collect()
    }
}

#[test]
fn numbers_that_mean_nothing_are_said_to() {
    let mut project = project();
    for refused in [
        project.step_on(9, &[1], None),
        project.step_on(1, &[9], None),
        project.step_on(1, &[1], Some(9)),
    ] {
        assert!(refused.unwrap_err().message.starts_with("there is no such "));
    }
    let question = project.step_on(1, &[2], Some(2)).unwrap();
    assert_eq!((question.round.as_str(), question.coder.as_deref()), ("pilot", Some("ben")));
    assert_eq!(question.documents, ["b"]);
    assert_eq!(project.round_called(1).unwrap(), "pilot");
    assert!(project.round_called(2).is_err());
}

#[test]
fn what_a_round_can_be_made_of_is_told() {
    let mut project = project();
    let choices = project.round_choices().unwrap();
    assert_eq!(choices.coders, ["ana", "ben", "eve"]);
    assert_eq!(choices.documents, ["a", "b"]);
    assert_eq!((choices.is_frozen, choices.has_codes), (false, true));
    project.codebook_freeze(&session("ana", 9), "").unwrap();
    let choices = project.round_choices().unwrap();
    assert_eq!((choices.versions, choices.is_frozen), (vec![1], true));
}
