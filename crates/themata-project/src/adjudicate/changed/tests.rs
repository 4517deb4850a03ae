#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_model::Session;
use themata_text::CharSpan;

use crate::adjudicate::{DecisionsWanted, DeskQuestion, Ruling, Verdict};
use crate::codebook::CodeTexts;
use crate::codings::{PlacedCodes, Revised};
use crate::import::{ImportOptions, Incoming};
use crate::rounds::RoundPlan;
use crate::{Cell, Project};

/// A study in which ana and ben say the same of one passage but for its end: codings 1 and 2.
struct Desk {
    project: Project,
    at: u64,
}

impl Desk {
    fn new() -> Desk {
        let start = Session::fixed("ana", 1);
        let project = Project::in_memory(&start, "a study", &["ana", "ben"]).unwrap();
        let mut desk = Desk { project, at: 2 };
        let files = vec![Incoming::held("a.txt", b"We wait for weeks. Nobody calls us back.")];
        let session = desk.of("ana");
        desk.project.import(&session, files, &ImportOptions::default(), &|_, _| {}).unwrap();
        for name in ["a", "b"] {
            let session = desk.of("ana");
            desk.project.codebook_add(&session, name, None, &CodeTexts::default()).unwrap();
        }
        desk.code("ana", (19, 40), "a");
        desk.code("ben", (19, 31), "a");
        desk
    }

    fn of(&mut self, coder: &str) -> Session {
        self.at += 2;
        Session::fixed(coder, self.at)
    }

    fn code(&mut self, coder: &str, ends: (u32, u32), code: &str) {
        let wanted = PlacedCodes {
            document: 1,
            span: CharSpan::new(ends.0, ends.1),
            whole_words: true,
            codes: vec![code.to_owned()],
            new_code: None,
            valence: None,
            weight: None,
            memo: None,
        };
        let session = self.of(coder);
        self.project.code_at(&session, &wanted).unwrap();
    }

    fn revise(&mut self, coder: &str, coding: u32, revised: &Revised) {
        let session = self.of(coder);
        self.project.revise_coding(&session, coding, revised).unwrap();
    }

    fn remove(&mut self, codings: &[u32]) {
        let session = self.of("eve");
        self.project.codings_remove(&session, codings, None).unwrap();
    }

    fn decide(&mut self, verdict: Verdict) {
        let ruling = Ruling { number: 1, verdict, reason: None, again: false, expect: None };
        let session = self.of("eve");
        self.project.adjudicate(&session, "", &ruling).unwrap();
    }

    /// How many decisions nobody's disagreement calls out, and what the list says of the first.
    fn said(&mut self, query: &str) -> (usize, String) {
        let question =
            DeskQuestion { query: query.to_owned(), size: 9, ..DeskQuestion::default() };
        let count = self.project.desk(&question).unwrap().changed_without_dispute;
        let table =
            self.project.adjudications(query, &DecisionsWanted::default()).unwrap().table;
        let state = table.column("state").unwrap();
        let Some(row) = table.rows.first() else { return (count, String::new()) };
        let Cell::Text(state) = &row.cells[state] else { panic!("no state: {row:?}") };
        (count, state.clone())
    }
}

fn said(count: usize, state: &str) -> (usize, String) {
    (count, state.to_owned())
}

#[test]
fn what_the_coders_come_to_say_is_no_change_where_the_consensus_has_it() {
    let mut desk = Desk::new();
    desk.decide(Verdict::Accept("ben".to_owned()));
    assert_eq!(desk.said(""), said(0, "in force"));
    let as_ben = Revised { span: Some(CharSpan::new(19, 31)), ..Revised::default() };
    desk.revise("ana", 1, &as_ben);
    assert_eq!(desk.said(""), said(0, "in force"), "ana has mended hers");

    // Both say something else alike; whatever a query means, it is so.
    for (coder, coding) in [("ana", 1), ("ben", 2)] {
        let other = Revised { code: Some("b".to_owned()), ..Revised::default() };
        desk.revise(coder, coding, &other);
        let differ = coder == "ana";
        for query in ["", "code:a", "code:b", "document:a"] {
            let expect = if differ { 0 } else { 1 };
            assert_eq!(desk.said(query), said(expect, "changed since"), "{coder} {query}");
        }
    }
    desk.remove(&[1, 2]);
    assert_eq!(desk.said(""), said(1, "changed since"), "nobody says what the consensus has");
    // Anybody who says just that stands behind it, with whichever coding.
    desk.code("ben", (19, 31), "a");
    assert_eq!(desk.said(""), said(0, "in force"));
}

#[test]
fn where_nothing_came_of_a_decision_nothing_is_left_over() {
    for verdict in [Verdict::Reject, Verdict::PutOff] {
        let mut desk = Desk::new();
        desk.decide(verdict.clone());
        desk.remove(&[1, 2]);
        assert_eq!(desk.said(""), said(0, "in force"), "{verdict:?}");
        desk.code("ana", (19, 31), "a");
        desk.code("ben", (19, 31), "a");
        assert_eq!(desk.said(""), said(0, "in force"), "{verdict:?}: other codings");
    }
}

#[test]
fn a_blind_round_says_nothing_of_it() {
    let mut desk = Desk::new();
    desk.decide(Verdict::Accept("ben".to_owned()));
    desk.remove(&[1, 2]);
    assert_eq!(desk.said(""), said(1, "changed since"));
    let plan = RoundPlan {
        name: "again".to_owned(),
        coders: vec!["ana".to_owned(), "ben".to_owned()],
        blind: true,
        ..RoundPlan::default()
    };
    let session = desk.of("eve");
    desk.project.round_new(&session, &plan).unwrap();
    assert_eq!(desk.said(""), said(0, ""));
}
