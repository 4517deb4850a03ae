#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_codebook::CodeIndex;
use themata_model::{
    AssignmentState, Change, Coder, CoderId, CoderKind, DocumentId, Draw, Evidence,
    EvidenceSide, Rejection, RejectionId, Round, RoundId, Session, Summary, SummaryColumn,
    SummaryId, SummaryOf, Theme, ThemeId,
};
use themata_store::Action;
use themata_text::CharSpan;

use crate::codebook::CodeTexts;
use crate::import::{ImportOptions, Incoming};
use crate::reimport::ReimportOptions;
use crate::{Failure, Project};

const A: &str = "We wait for weeks. The director left in May. Nobody tells us when it ends.";
const B: &[u8] = b"They call back in May.\n";
const CORRECTED: &[u8] = b"Well, we do wait for weeks. Nobody tells us when this ends.\n";

/// The stretches of document 1 that everything rests on: they move, go, change.
const WORDS: [&str; 3] = ["wait for weeks", "director left in May", "tells us when it ends"];

fn session(number: u64) -> Session {
    Session::fixed("ana", number)
}

fn at(words: &str) -> CharSpan {
    let start = A.find(words).unwrap() as u32;
    CharSpan::new(start, start + words.len() as u32)
}

fn project() -> Project {
    let mut project = Project::in_memory(&session(1), "a study", &["ana", "ben"]).unwrap();
    let files = vec![Incoming::held("a.txt", A.as_bytes()), Incoming::held("b.txt", B)];
    project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    project.codebook_add(&session(4), "waiting", None, &CodeTexts::default()).unwrap();
    let (a, b) = (DocumentId(1), DocumentId(2));
    let evidence = |(document, span)| Evidence {
        document,
        span,
        side: EvidenceSide::Against,
        note: Some("see above".to_owned()),
    };
    let mut excerpts: Vec<(DocumentId, CharSpan)> =
        WORDS.iter().map(|words| (a, at(words))).collect();
    excerpts.push((b, CharSpan::new(5, 9)));
    let theme = Theme {
        id: ThemeId(1),
        title: "No end in sight".to_owned(),
        statement: "Waiting wears people out.".to_owned(),
        members: vec![CodeIndex::new(0)],
        place: 1,
        map_place: None,
        evidence: excerpts.iter().copied().map(evidence).collect(),
    };
    let summary = Summary {
        id: SummaryId(1),
        of: SummaryOf::Document(b),
        column: SummaryColumn::Theme(theme.id),
        words: "Weeks go by.".to_owned(),
        excerpts,
        by: None,
        at: session(0).now,
    };
    let machine =
        Coder { id: CoderId(3), name: "a program".to_owned(), kind: CoderKind::Machine };
    let mut changes = vec![
        Change::Theme { id: theme.id, before: None, after: Some(theme) },
        Change::Summary { id: summary.id, before: None, after: Some(summary) },
        Change::Coder { id: machine.id, before: None, after: Some(machine) },
    ];
    for (number, words) in (1..).zip(WORDS) {
        let id = RejectionId(number);
        let after = Rejection {
            id,
            document: a,
            span: at(words),
            code: CodeIndex::new(0),
            machine: CoderId(3),
            by: Some("ben".to_owned()),
            at: session(0).now,
            reason: None,
        };
        changes.push(Change::Rejection { id, before: None, after: Some(after) });
    }
    let action = Action { summary: "find".to_owned(), changes, ..Action::default() };
    project.store.transact(&session(5), |_| Ok::<_, Failure>(action)).unwrap();
    project
}

/// A blind round in which both are still at the first document.
fn blind(project: &mut Project) {
    let id = RoundId(1);
    let round = Round {
        id,
        name: "first".to_owned(),
        codebook_version: None,
        blind: true,
        opened: false,
        draw: Draw::default(),
    };
    let mut changes = vec![Change::Round { id, before: None, after: Some(round) }];
    changes.extend([1, 2].map(|coder| Change::Assignment {
        round: id,
        document: DocumentId(1),
        coder: CoderId(coder),
        before: None,
        after: Some(AssignmentState::Assigned),
    }));
    let action = Action { summary: "a round".to_owned(), changes, ..Action::default() };
    project.store.transact(&session(40), |_| Ok::<_, Failure>(action)).unwrap();
}

fn reimport(project: &mut Project) -> Vec<String> {
    let file = Incoming::held("fixed.txt", CORRECTED);
    let options = ReimportOptions::default();
    project.reimport(&session(6), "a", file, &options).unwrap().remarks
}

#[test]
fn what_was_found_goes_with_its_words() {
    let mut project = project();
    let before = project.snapshot().unwrap().study().unwrap();
    let remarks = reimport(&mut project).join("\n");
    for expect in [
        "1 piece of evidence stands on words that were changed and 1 piece of evidence lost the \
         words: look again at the theme \"No end in sight\"",
        "1 excerpt stands on words that were changed and 1 excerpt lost the words: look again at \
         1 summary of the matrix",
        "1 proposal that had been turned down lost the words and may come again",
    ] {
        assert!(remarks.contains(expect), "{remarks}");
    }

    let snapshot = project.snapshot().unwrap();
    let after = snapshot.study().unwrap();
    let transcripts = snapshot.transcripts([DocumentId(1), DocumentId(2)]).unwrap();
    drop(snapshot);
    let words = |(document, span): (DocumentId, CharSpan)| {
        transcripts[&document].text.slice(span).unwrap().to_owned()
    };
    let expect = ["wait for weeks", "", "tells us when this ends", "call"];
    let evidence = &after.themes[0].evidence;
    let found: Vec<String> = evidence.iter().map(|e| words((e.document, e.span))).collect();
    assert_eq!(found, expect);
    assert!(evidence.iter().all(|e| e.side == EvidenceSide::Against && e.note.is_some()));
    let found: Vec<String> = after.summaries[0].excerpts.iter().copied().map(words).collect();
    assert_eq!(found, expect);
    let found: Vec<String> =
        after.rejections.iter().map(|r| words((r.document, r.span))).collect();
    assert_eq!(found, ["wait for weeks", "tells us when this ends"]);
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);

    project.undo(&session(7)).unwrap();
    assert_eq!(project.snapshot().unwrap().study().unwrap(), before);
    project.redo(&session(8)).unwrap();
    assert_eq!(project.snapshot().unwrap().study().unwrap(), after);
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn what_was_lost_before_is_not_lost_again() {
    let mut project = project();
    reimport(&mut project);
    let file = Incoming::held("again.txt", b"Well, we do wait for weeks.\n");
    let options = ReimportOptions::default();
    let remarks = project.reimport(&session(9), "a", file, &options).unwrap().remarks;
    let remarks = remarks.join("\n");
    assert!(remarks.contains("1 piece of evidence lost the words"), "{remarks}");
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn proposals_that_others_turned_down_are_kept_back_while_a_round_is_blind() {
    let mut project = project();
    blind(&mut project);
    let seen = |project: &mut Project| project.snapshot().unwrap().study().unwrap();
    project = project.seen_by(Some("ben".to_owned()));
    assert_eq!(seen(&mut project).rejections.len(), 3);
    project = project.seen_by(Some("ana".to_owned()));
    let study = seen(&mut project);
    assert!(study.rejections.is_empty());
    assert_eq!((study.themes.len(), study.summaries.len()), (1, 1));

    // They are carried over all the same, and nothing is said of them.
    let remarks = reimport(&mut project).join("\n");
    assert!(remarks.contains("No end in sight"), "{remarks}");
    assert!(!remarks.contains("turned down"), "{remarks}");
    assert_eq!(project.store.snapshot().unwrap().study().unwrap().rejections.len(), 2);
}
