#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

use themata_codebook::CodeIndex;
use themata_model::{
    Change, Coder, CoderId, CoderKind, DocumentId, Rejection, RejectionId, Session, Summary,
    SummaryColumn, SummaryId, SummaryOf, Theme, ThemeId,
};
use themata_store::Action;
use themata_text::CharSpan;

use crate::codebook::CodeTexts;
use crate::import::{ImportOptions, Incoming};
use crate::{Failure, Project};

const WAIT: CodeIndex = CodeIndex::new(0);
const DELAY: CodeIndex = CodeIndex::new(1);

fn session(number: u64) -> Session {
    Session::fixed("ana", number)
}

/// Two documents, two codes that mean the same, and everything that can name one of them.
fn project() -> Project {
    let mut project = Project::in_memory(&session(1), "a study", &["ana"]).unwrap();
    let files = vec![
        Incoming::held("a.txt", b"NURSE: We wait for weeks.\n"),
        Incoming::held("b.txt", b"NURSE: They call back in May.\n"),
    ];
    project.import(&session(3), files, &ImportOptions::default(), &|_, _| {}).unwrap();
    for (number, name) in [(4, "waiting"), (5, "delay")] {
        project.codebook_add(&session(number), name, None, &CodeTexts::default()).unwrap();
    }
    let theme = |id, members: &[CodeIndex]| {
        let id = ThemeId(id);
        let after = Theme {
            id,
            title: format!("theme {id}"),
            statement: String::new(),
            members: members.to_vec(),
            place: 0,
            map_place: None,
            evidence: Vec::new(),
        };
        Change::Theme { id, before: None, after: Some(after) }
    };
    let summary = |id, document, code, words: &str| {
        let id = SummaryId(id);
        let after = Summary {
            id,
            of: SummaryOf::Document(DocumentId(document)),
            column: SummaryColumn::Code(code),
            words: words.to_owned(),
            excerpts: vec![(DocumentId(document), CharSpan::new(0, id.0))],
            by: Some("ana".to_owned()),
            at: session(0).now,
        };
        Change::Summary { id, before: None, after: Some(after) }
    };
    let machine =
        Coder { id: CoderId(2), name: "a program".to_owned(), kind: CoderKind::Machine };
    let rejection = Rejection {
        id: RejectionId(1),
        document: DocumentId(1),
        span: CharSpan::new(0, 7),
        code: WAIT,
        machine: machine.id,
        by: Some("ana".to_owned()),
        at: session(0).now,
        reason: None,
    };
    let changes = vec![
        theme(1, &[WAIT]),
        theme(2, &[WAIT, DELAY]),
        summary(1, 1, WAIT, "For weeks."),
        summary(2, 1, DELAY, "Until May."),
        summary(3, 2, WAIT, "They are called."),
        Change::Coder { id: machine.id, before: None, after: Some(machine) },
        Change::Rejection { id: rejection.id, before: None, after: Some(rejection) },
    ];
    let action = Action { summary: "find".to_owned(), changes, ..Action::default() };
    project.store.transact(&session(6), |_| Ok::<_, Failure>(action)).unwrap();
    project
}

#[test]
fn everything_that_names_a_code_follows_it() {
    let mut project = project();
    let before = project.snapshot().unwrap().study().unwrap();
    let merged = project.codebook_merge(&session(7), "waiting", "delay").unwrap();
    assert_eq!(merged.joined, 1);
    let after = project.snapshot().unwrap().study().unwrap();
    let members: Vec<_> = after.themes.iter().map(|theme| theme.members.clone()).collect();
    assert_eq!(members, [[DELAY], [DELAY]]);
    assert_eq!(after.rejections[0].code, DELAY);

    // In the first document's cell both texts stand, in the second's the one that there was.
    let cell = |document| {
        let of = SummaryOf::Document(DocumentId(document));
        after.summary_in(&of, SummaryColumn::Code(DELAY)).unwrap()
    };
    assert_eq!(cell(1).words, "Until May.\n\nFor weeks.");
    let ends: Vec<u32> = cell(1).excerpts.iter().map(|(_, span)| span.end()).collect();
    assert_eq!(ends, [2, 1]);
    assert_eq!((cell(2).id, cell(2).words.as_str()), (SummaryId(3), "They are called."));
    assert_eq!(after.summaries.len(), 2);
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);
    let told = project.snapshot().unwrap().history().unwrap().pop().unwrap().summary;
    assert_eq!(
        told,
        "merge the code `waiting` into `delay`, 0 codings carried over, 1 summary joined"
    );

    project.undo(&session(8)).unwrap();
    assert_eq!(project.snapshot().unwrap().study().unwrap(), before);
    project.redo(&session(9)).unwrap();
    assert_eq!(project.snapshot().unwrap().study().unwrap(), after);
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);
}

#[test]
fn machines_that_are_merged_keep_what_was_turned_down() {
    let mut project = project();
    project.add_coder(&session(7), "another program", CoderKind::Machine).unwrap();
    project.merge_coders(&session(8), "a program", "another program").unwrap();
    let study = project.snapshot().unwrap().study().unwrap();
    assert_eq!(study.rejections[0].machine, CoderId(3));
    assert!(study.coder(CoderId(2)).is_none());
    project.undo(&session(9)).unwrap();
    let study = project.snapshot().unwrap().study().unwrap();
    assert_eq!(study.rejections[0].machine, CoderId(2));
    assert_eq!(project.store.snapshot().unwrap().verify().unwrap(), []);
}
