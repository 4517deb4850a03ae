//! What was done can be undone, and the log gives the tables.

#![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

mod board;
mod findings;
mod memos;
mod one;
mod shared;
mod team;

use proptest::prelude::*;
use themata_codebook::{Code, CodeIndex};
use themata_model::{
    Attribute, AttributeId, Change, Coder, CoderId, CoderKind, Coding, CodingId, CodingRecord,
    DocumentId, DocumentRecord, Kind, Page, Section, SectionKind, Session, Source, Speaker,
    SpeakerRole, Study, Turn, Valence, Value, Version, Weight,
};
use themata_store::{Action, Deposit, Error, Snapshot, Store, hash};
use themata_text::CharSpan;

const WORDS: &str = "The record 🙂 never loads.\nWe write it down twice, on paper.";

/// One thing that a researcher may do.
#[derive(Clone, Debug)]
enum Deed {
    Import,
    Describe {
        document: usize,
        wave: u8,
    },
    AddCode,
    Rename {
        code: usize,
        name: u8,
    },
    Code {
        document: usize,
        start: u32,
        len: u32,
        code: usize,
        barrier: bool,
        weight: Option<u8>,
    },
    RemoveCoding {
        which: usize,
    },
    Recode {
        from: usize,
        to: usize,
    },
    Revise {
        document: usize,
    },
    CallSpeaker {
        document: usize,
        name: u8,
        asks: bool,
    },
    DescribeSpeaker {
        document: usize,
        age: Option<u8>,
    },
    RenameDocument {
        document: usize,
        name: u8,
    },
    Memo(memos::MemoDeed),
    Team(team::TeamDeed),
    Finding(findings::FindingDeed),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        1 => Just(Deed::Import),
        1 => (0usize..4, 1u8..4).prop_map(|(document, wave)| Deed::Describe { document, wave }),
        1 => Just(Deed::AddCode),
        1 => (0usize..4, 0u8..9).prop_map(|(code, name)| Deed::Rename { code, name }),
        4 => (0usize..4, 0u32..50, 1u32..12, 0usize..4, any::<bool>(), weights()).prop_map(
            |(document, start, len, code, barrier, weight)| {
                Deed::Code { document, start, len, code, barrier, weight }
            }
        ),
        1 => (0usize..9).prop_map(|which| Deed::RemoveCoding { which }),
        1 => (0usize..4, 0usize..4).prop_map(|(from, to)| Deed::Recode { from, to }),
        2 => (0usize..4).prop_map(|document| Deed::Revise { document }),
        1 => (0usize..4, 0u8..3, any::<bool>())
            .prop_map(|(document, name, asks)| Deed::CallSpeaker { document, name, asks }),
        1 => (0usize..4, prop::option::of(20u8..22))
            .prop_map(|(document, age)| Deed::DescribeSpeaker { document, age }),
        3 => memos::deeds().prop_map(Deed::Memo),
        1 => (0usize..4, 0u8..9)
            .prop_map(|(document, name)| Deed::RenameDocument { document, name }),
        6 => team::deeds().prop_map(Deed::Team),
        8 => findings::deeds().prop_map(Deed::Finding),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    prop::collection::vec(deed, 1..40)
}

/// Weights, those at the ends often.
fn weights() -> impl Strategy<Value = Option<u8>> {
    prop::option::of(prop_oneof![Just(0u8), Just(100u8), 0u8..=100])
}

fn decide(deed: &Deed, snapshot: &Snapshot<'_>) -> Result<Action, Error> {
    let study = snapshot.study()?;
    let next = snapshot.next_ids()?;
    let pick = |which: usize, len: usize| (len > 0).then(|| which % len);
    let mut deposits = Vec::new();
    let changes = match *deed {
        Deed::Import => {
            let words = format!("{WORDS} {}", next.document);
            let record = record(format!("P{:02}", next.document.0), 1, &words);
            deposits.push(Deposit::Source(words.clone().into_bytes()));
            deposits.push(Deposit::Text(words));
            vec![Change::Document { id: next.document, before: None, after: Some(record) }]
        }
        Deed::Revise { document } => match pick(document, study.documents.len()) {
            Some(at) => {
                let document = &study.documents[at];
                let number = document.version.number + 1;
                let words = format!("{number} {WORDS} {number}");
                let mut after = record(document.name.clone(), number, &words);
                after.version.speakers[0].values = document.version.speakers[0].values.clone();
                deposits.push(Deposit::Source(words.clone().into_bytes()));
                deposits.push(Deposit::Text(words));
                let before = Some(snapshot.record(document)?);
                let mut memos = snapshot.memos()?;
                let codings: Vec<CodingRecord> = study
                    .codings
                    .on(document.id)
                    .iter()
                    .map(|&coding| CodingRecord { coding, memo: memos.remove(&coding.id) })
                    .collect();
                let moved = codings.iter().cloned().map(|mut record| {
                    let span = record.coding.span;
                    record.coding.span = CharSpan::new(span.start() + 2, span.end() + 2);
                    record
                });
                vec![
                    Change::CodingsRemoved(codings.clone()),
                    Change::Document { id: document.id, before, after: Some(after) },
                    Change::CodingsAdded(moved.collect()),
                ]
            }
            None => Vec::new(),
        },
        Deed::CallSpeaker { document, name, asks } => {
            match pick(document, study.documents.len()) {
                Some(at) => {
                    let document = &study.documents[at];
                    let speaker = &document.version.speakers[0];
                    let role = asks.then_some(SpeakerRole::Interviewer);
                    let before = (speaker.name.clone(), speaker.role);
                    let after = (format!("N{name}"), role);
                    vec![Change::Speaker { document: document.id, place: 0, before, after }]
                }
                None => Vec::new(),
            }
        }
        Deed::DescribeSpeaker { document, age } => {
            match pick(document, study.documents.len()) {
                Some(at) => {
                    let document = &study.documents[at];
                    let (id, mut changes) = wave(&study);
                    let before = document.version.speakers[0].values.get(&id).cloned();
                    changes.push(Change::SpeakerValue {
                        document: document.id,
                        place: 0,
                        attribute: id,
                        before,
                        after: age.map(|age| Value::Number(f64::from(age) + 0.5)),
                    });
                    changes
                }
                None => Vec::new(),
            }
        }
        Deed::Memo(ref deed) => memos::changes(deed, &study, snapshot)?,
        Deed::RenameDocument { document, name } => {
            match pick(document, study.documents.len()) {
                Some(at) => {
                    let id = study.documents[at].id;
                    let before = study.documents[at].name.clone();
                    vec![Change::DocumentName { id, before, after: format!("D{at} {name}") }]
                }
                None => Vec::new(),
            }
        }
        Deed::Describe { document, wave } => match pick(document, study.documents.len()) {
            Some(at) => describe(&study, study.documents[at].id, wave),
            None => Vec::new(),
        },
        Deed::AddCode => {
            let place = CodeIndex::new(study.codebook.len() as u32);
            let after = Some(Code::named(format!("code {}", place.get())));
            vec![Change::Code { place, before: None, after }]
        }
        Deed::Rename { code, name } => match pick(code, study.codebook.len()) {
            Some(at) => {
                let place = CodeIndex::new(at as u32);
                let before = study.codebook.get(place).cloned();
                let after =
                    before.clone().map(|code| Code { name: format!("n{at} {name}"), ..code });
                vec![Change::Code { place, before, after }]
            }
            None => Vec::new(),
        },
        Deed::Code { document, start, len, code, barrier, weight } => {
            match (pick(document, study.documents.len()), pick(code, study.codebook.len())) {
                (Some(document), Some(code)) => {
                    let mut changes = Vec::new();
                    if study.coders.is_empty() {
                        let kind = CoderKind::Human;
                        let coder = Coder { id: CoderId(1), name: "ana".to_owned(), kind };
                        changes.push(Change::Coder {
                            id: CoderId(1),
                            before: None,
                            after: Some(coder),
                        });
                    }
                    changes.push(Change::CodingsAdded(vec![CodingRecord {
                        coding: Coding {
                            id: next.coding,
                            document: study.documents[document].id,
                            span: CharSpan::new(start, start + len),
                            code: CodeIndex::new(code as u32),
                            coder: CoderId(1),
                            valence: barrier.then_some(Valence::Barrier),
                            weight: weight.and_then(Weight::new),
                        },
                        memo: (!barrier).then(|| "look again".to_owned()),
                    }]));
                    changes
                }
                _ => Vec::new(),
            }
        }
        Deed::RemoveCoding { which } => match pick(which, study.codings.len()) {
            Some(at) => {
                let coding = study.codings.as_slice()[at];
                let memo = snapshot.memos()?.remove(&coding.id);
                vec![Change::CodingsRemoved(vec![CodingRecord { coding, memo }])]
            }
            None => Vec::new(),
        },
        Deed::Recode { from, to } => {
            match (pick(from, study.codebook.len()), pick(to, study.codebook.len())) {
                (Some(from), Some(to)) if from != to => {
                    let (before, after) =
                        (CodeIndex::new(from as u32), CodeIndex::new(to as u32));
                    let codings: Vec<CodingId> = study
                        .codings
                        .into_iter()
                        .filter(|coding| coding.code == before)
                        .map(|coding| coding.id)
                        .collect();
                    vec![Change::Recoded { codings, before, after }]
                }
                _ => Vec::new(),
            }
        }
        Deed::Team(ref deed) => team::changes(deed, &study, snapshot)?,
        Deed::Finding(ref deed) => findings::changes(deed, &study, snapshot)?,
        Deed::Undo | Deed::Redo => Vec::new(),
    };
    Ok(Action { summary: "a deed".to_owned(), reason: None, changes, deposits })
}

/// A version of a document that has everything that one can have.
fn record(name: String, number: u32, words: &str) -> DocumentRecord {
    let speaker = Speaker {
        name: "Kim".to_owned(),
        role: Some(SpeakerRole::Participant),
        ..Speaker::heard("NURSE")
    };
    let section = Section {
        span: CharSpan::new(0, 25),
        level: 2,
        kind: SectionKind::Question,
        title: "The".to_owned(),
    };
    DocumentRecord {
        name,
        version: Version {
            number,
            source: Source {
                name: "P.txt".to_owned(),
                hash: hash(words.as_bytes()),
                format: "txt".to_owned(),
                encoding: Some("UTF-8".to_owned()),
                part: Some("respondent 7".to_owned()),
                reader: Some("a reader 1.0".to_owned()),
                decisions: vec!["a line was odd".to_owned()],
            },
            len: words.chars().count() as u32,
            words: 11,
            turns: 1,
            speakers: vec![speaker],
            sections: vec![section],
        },
        text_hash: hash(words.as_bytes()),
        turns: vec![Turn {
            span: CharSpan::new(0, 25),
            speaker: Some(0),
            start_ms: Some(1_000),
            end_ms: None,
        }],
        pages: vec![Page { span: CharSpan::new(0, 25), number: 3 }],
    }
}

/// The attribute that documents and speakers are described by, and what makes it.
fn wave(study: &Study) -> (AttributeId, Vec<Change>) {
    let mut changes = Vec::new();
    let id = AttributeId(1);
    if study.attributes.is_empty() {
        let attribute = Attribute { id, name: "wave".to_owned(), kind: Kind::Number };
        changes.push(Change::Attribute { id, before: None, after: Some(attribute) });
    }
    (id, changes)
}

fn describe(study: &Study, document: DocumentId, number: u8) -> Vec<Change> {
    let (id, mut changes) = wave(study);
    let before = study.document(document).and_then(|d| d.values.get(&id).cloned());
    let after = Some(Value::Number(f64::from(number) + 0.5));
    changes.push(Change::Value { document, attribute: id, before, after });
    changes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn replaying_the_log_gives_the_tables_and_undo_takes_back(deeds in deeds()) {
        let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
        let mut session = 0;
        let mut fixed = || { session += 1; Session::fixed("ana", session) };
        for deed in &deeds {
            let before = store.snapshot().unwrap().study().unwrap();
            let outcome = match deed {
                Deed::Undo => store.undo(&fixed()).map(Some),
                Deed::Redo => store.redo(&fixed()).map(Some),
                deed => store.transact(&fixed(), |snapshot| decide(deed, snapshot)),
            };
            let after = store.snapshot().unwrap().study().unwrap();
            match outcome {
                Ok(Some(_)) if !matches!(deed, Deed::Undo | Deed::Redo) => {
                    store.undo(&fixed()).unwrap();
                    let undone = store.snapshot().unwrap().study().unwrap();
                    prop_assert_eq!(&undone, &before);
                    store.redo(&fixed()).unwrap();
                    let redone = store.snapshot().unwrap().study().unwrap();
                    prop_assert_eq!(&redone, &after);
                }
                Ok(_) => {}
                Err(error) => {
                    prop_assert!(error.is_nothing_to_do(), "{}", error);
                    prop_assert_eq!(&before, &after);
                }
            }
        }
        let findings = store.snapshot().unwrap().verify().unwrap();
        prop_assert!(findings.is_empty(), "{:?}", findings);
    }
}

#[test]
fn an_action_that_does_not_fit_changes_nothing() {
    let mut store = Store::in_memory(&Session::fixed("ana", 0), "a study").unwrap();
    let outcome = store.transact(&Session::fixed("ana", 1), |snapshot| {
        let mut action = decide(&Deed::Import, snapshot)?;
        action.changes.push(Change::CodingsAdded(vec![CodingRecord {
            coding: Coding {
                id: CodingId(1),
                document: DocumentId(1),
                span: CharSpan::new(0, 9_999),
                code: CodeIndex::new(0),
                coder: CoderId(1),
                valence: None,
                weight: None,
            },
            memo: None,
        }]));
        Ok::<_, Error>(action)
    });
    assert!(outcome.is_err());
    let snapshot = store.snapshot().unwrap();
    assert!(snapshot.study().unwrap().documents.is_empty());
    assert_eq!(snapshot.history().unwrap().len(), 1);
}
