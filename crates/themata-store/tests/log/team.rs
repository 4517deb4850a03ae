//! What a team does: rounds, assignments, questions, decisions.

use proptest::prelude::*;
use themata_codebook::CodeIndex;
use themata_model::{
    About, Adjudication, Answer, AssignmentState, Change, Claim, CodebookVersion, CodingId,
    Decision, Draw, Question, Round, Settled, Study,
};
use themata_store::{Error, Snapshot};
use themata_text::CharSpan;

/// One thing that a team may do.
#[derive(Clone, Debug)]
pub(crate) enum TeamDeed {
    Freeze,
    NewRound { blind: bool },
    Open { round: usize },
    Assign { round: usize, document: usize, state: Option<usize> },
    Ask { code: Option<usize>, document: usize },
    Reply { question: usize },
    Settle { question: usize },
    Adjudicate { coding: usize, decision: usize },
    Reconsider { which: usize },
}

pub(crate) fn deeds() -> impl Strategy<Value = TeamDeed> {
    prop_oneof![
        Just(TeamDeed::Freeze),
        any::<bool>().prop_map(|blind| TeamDeed::NewRound { blind }),
        (0usize..4).prop_map(|round| TeamDeed::Open { round }),
        (0usize..4, 0usize..4, prop::option::of(0usize..4))
            .prop_map(|(round, document, state)| TeamDeed::Assign { round, document, state }),
        (prop::option::of(0usize..4), 0usize..4)
            .prop_map(|(code, document)| TeamDeed::Ask { code, document }),
        (0usize..4).prop_map(|question| TeamDeed::Reply { question }),
        (0usize..4).prop_map(|question| TeamDeed::Settle { question }),
        (0usize..9, 0usize..5)
            .prop_map(|(coding, decision)| TeamDeed::Adjudicate { coding, decision }),
        (0usize..4).prop_map(|which| TeamDeed::Reconsider { which }),
    ]
}

const AT: &str = "2026-05-01T12:00:00Z";

/// The changes of a deed, or none if there is nothing that it could be done to.
pub(crate) fn changes(
    deed: &TeamDeed,
    study: &Study,
    snapshot: &Snapshot<'_>,
) -> Result<Vec<Change>, Error> {
    Ok(some_changes(deed, study, snapshot)?.into_iter().collect())
}

fn some_changes(
    deed: &TeamDeed,
    study: &Study,
    snapshot: &Snapshot<'_>,
) -> Result<Option<Change>, Error> {
    fn pick<T>(which: usize, all: &[T]) -> Option<&T> {
        all.get(which.checked_rem(all.len())?)
    }
    let next = snapshot.next_ids()?;
    Ok(match *deed {
        TeamDeed::Freeze => {
            // Behind the last: an earlier one may have been taken back alone.
            let number = snapshot.codebook_versions()?.last().map_or(0, |last| last.number) + 1;
            let version = CodebookVersion {
                number,
                by: Some("ana".to_owned()),
                at: AT.to_owned(),
                note: "before the meeting".to_owned(),
                codebook: study.codebook.clone(),
            };
            Some(Change::CodebookVersion {
                number,
                before: None,
                after: Some(Box::new(version)),
            })
        }
        TeamDeed::NewRound { blind } => {
            let id = next.round;
            let versions = snapshot.codebook_versions()?;
            let round = Round {
                id,
                name: format!("round {id}"),
                codebook_version: versions.last().map(|version| version.number),
                blind,
                opened: false,
                draw: Draw {
                    query: "wave:1".to_owned(),
                    size: "10%".to_owned(),
                    strata: vec!["site".to_owned()],
                    seed: Some(u64::MAX),
                    from: 20,
                },
            };
            Some(Change::Round { id, before: None, after: Some(round) })
        }
        TeamDeed::Open { round } => pick(round, &study.rounds).map(|round| Change::Round {
            id: round.id,
            before: Some(round.clone()),
            after: Some(Round { opened: true, ..round.clone() }),
        }),
        TeamDeed::Assign { round, document, state } => (|| {
            let round = pick(round, &study.rounds)?.id;
            let document = pick(document, &study.documents)?.id;
            let coder = study.coders.first()?.id;
            let before = study.assignment(round, document, coder).map(|known| known.state);
            let after = state.map(|state| AssignmentState::ALL[state]);
            Some(Change::Assignment { round, document, coder, before, after })
        })(),
        TeamDeed::Ask { code, document } => (|| {
            let about = match code {
                Some(code) => {
                    About::Code(CodeIndex::new(code.checked_rem(study.codebook.len())? as u32))
                }
                None => {
                    let span = Some(CharSpan::new(0, 3));
                    About::Document(pick(document, &study.documents)?.id, span)
                }
            };
            let question = Question {
                id: next.question,
                about,
                author: Some("ana".to_owned()),
                at: AT.to_owned(),
                words: "is this one?".to_owned(),
                resolved: None,
            };
            Some(Change::Question { id: next.question, before: None, after: Some(question) })
        })(),
        TeamDeed::Reply { question } => {
            pick(question, &snapshot.questions()?).map(|question| {
                let answer = Answer {
                    id: next.answer,
                    question: question.id,
                    author: None,
                    at: AT.to_owned(),
                    words: "it is".to_owned(),
                };
                Change::Answer { id: next.answer, before: None, after: Some(answer) }
            })
        }
        TeamDeed::Settle { question } => {
            pick(question, &snapshot.questions()?).map(|question| Change::Question {
                id: question.id,
                before: Some(question.clone()),
                after: Some(Question {
                    resolved: Some(Settled { by: Some("ben".to_owned()), at: AT.to_owned() }),
                    ..question.clone()
                }),
            })
        }
        TeamDeed::Adjudicate { coding, decision } => pick(coding, study.codings.as_slice())
            .map(|coding| {
                let document = study.document(coding.document);
                let adjudication = Adjudication {
                    id: next.adjudication,
                    document: coding.document,
                    version: document.map_or(0, |document| document.version.number),
                    round: study.rounds.last().map(|round| round.id),
                    decision: Decision::ALL[decision],
                    by: Some("ana".to_owned()),
                    at: AT.to_owned(),
                    reason: Some("the longer one".to_owned()),
                    rule: Some("same code".to_owned()),
                    about: vec![Claim {
                        coding: coding.id,
                        coder: coding.coder,
                        code: coding.code,
                        span: coding.span,
                        valence: coding.valence,
                    }],
                    yields: vec![CodingId(9), coding.id],
                };
                let id = next.adjudication;
                Change::Adjudication { id, before: None, after: Some(adjudication) }
            }),
        TeamDeed::Reconsider { which } => {
            pick(which, &snapshot.adjudications()?).map(|known| Change::Adjudication {
                id: known.id,
                before: Some(known.clone()),
                after: Some(Adjudication {
                    decision: Decision::PutOff,
                    yields: Vec::new(),
                    ..known.clone()
                }),
            })
        }
    })
}
