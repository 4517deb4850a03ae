#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use super::Rule;
use crate::codebook::CodeTexts;
use crate::codings::PlacedCodes;
use crate::import::{ImportOptions, Incoming};
use crate::rounds::{RoundPlan, Step, StepQuestion};
use crate::{CharSpan, Project, Session};

const CODERS: [&str; 5] = ["ana", "ben", "cleo", "dov", "eve"];

fn session(coder: &str, number: u64) -> Session {
    Session::fixed(coder, number)
}

/// A document that five are to code. Ana and ben have coded its first words alike.
fn project() -> Project {
    let mut project = Project::in_memory(&session("ana", 1), "a study", &CODERS).unwrap();
    let files = vec![Incoming::held("a.txt", b"We wait for weeks. Nobody calls us back.")];
    let options = ImportOptions::default();
    project.import(&session("ana", 3), files, &options, &|_, _| {}).unwrap();
    project.codebook_add(&session("ana", 4), "wait", None, &CodeTexts::default()).unwrap();
    let plan = RoundPlan {
        name: "pilot".to_owned(),
        coders: CODERS.map(str::to_owned).to_vec(),
        ..RoundPlan::default()
    };
    project.round_new(&session("ana", 5), &plan).unwrap();
    for (number, coder) in [(6, "ana"), (7, "ben")] {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(0, 7),
            whole_words: true,
            codes: vec!["wait".to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        project.code_at(&session(coder, number), &wanted).unwrap();
    }
    project
}

fn finish(project: &mut Project, coders: &[&str]) {
    for (number, coder) in (20..).zip(CODERS).filter(|(_, coder)| coders.contains(coder)) {
        let question = StepQuestion { round: "pilot".to_owned(), ..StepQuestion::default() };
        project.assignments_step(&session(coder, number), Step::Finish, &question).unwrap();
    }
}

#[test]
fn a_rule_that_decides_otherwise_by_now_is_not_carried_out() {
    let mut project = project();
    finish(&mut project, &["ana", "ben", "cleo"]);
    let decision = |project: &mut Project| {
        let plan = project.rule_plan("", Rule::Majority).unwrap();
        let column = plan.table.column("decision").unwrap();
        let decision = plan.table.rows[0].cells[column].words().unwrap().to_owned();
        assert_eq!(plan.numbers.len(), 1);
        (decision, plan.stamp)
    };
    let (listed, stamp) = decision(&mut project);
    assert_eq!(listed, "accept");

    // Two more have marked nothing: of what was said nothing has changed, and more than half
    // say nothing.
    finish(&mut project, &["dov", "eve"]);
    assert_eq!(decision(&mut project).0, "reject");
    let late = session("ana", 30);
    let failure = project.adjudicate_by_rule(&late, "", Rule::Majority, Some(&stamp), None);
    let failure = failure.unwrap_err();
    assert!(failure.message.contains("clear cases are others"), "{}", failure.message);
    let now = decision(&mut project).1;
    let done =
        project.adjudicate_by_rule(&session("ana", 31), "", Rule::Majority, Some(&now), None);
    assert_eq!(done.unwrap(), (1, 0));
}
