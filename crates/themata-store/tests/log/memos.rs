//! What is written about the study, its codes and its documents.

use proptest::prelude::*;
use themata_codebook::CodeIndex;
use themata_model::{Change, Memo, MemoTarget, Study};
use themata_store::{Error, Snapshot};
use themata_text::CharSpan;

/// One thing that may be done to memos.
#[derive(Clone, Debug)]
pub(crate) enum MemoDeed {
    Write { target: usize, which: usize, start: u32, own: bool },
    Rewrite { which: usize, words: u8 },
    Carry { which: usize, code: usize },
    Drop { which: usize },
}

pub(crate) fn deeds() -> impl Strategy<Value = MemoDeed> {
    prop_oneof![
        2 => (0usize..4, 0usize..4, 0u32..40, any::<bool>())
            .prop_map(|(target, which, start, own)| {
                MemoDeed::Write { target, which, start, own }
            }),
        1 => (0usize..4, 0u8..9).prop_map(|(which, words)| MemoDeed::Rewrite { which, words }),
        1 => (0usize..4, 0usize..4).prop_map(|(which, code)| MemoDeed::Carry { which, code }),
        1 => (0usize..4).prop_map(|which| MemoDeed::Drop { which }),
    ]
}

/// The changes of a deed, or none if there is nothing that it could be done to.
pub(crate) fn changes(
    deed: &MemoDeed,
    study: &Study,
    snapshot: &Snapshot<'_>,
) -> Result<Vec<Change>, Error> {
    let memos = snapshot.all_memos()?;
    let known = |which: usize| Some(memos[which.checked_rem(memos.len())?].clone());
    let code = |which: usize| {
        let place = which.checked_rem(study.codebook.len())? as u32;
        Some(MemoTarget::Code(CodeIndex::new(place)))
    };
    let rewritten = |before: Memo, after: Option<Memo>| Change::Memo {
        id: before.id,
        before: Some(before),
        after,
    };
    let change = match *deed {
        MemoDeed::Write { target, which, start, own } => {
            let document =
                which.checked_rem(study.documents.len()).map(|place| study.documents[place].id);
            let target = match target {
                0 => Some(MemoTarget::Study),
                1 => code(which),
                2 => document.map(MemoTarget::Document),
                _ => {
                    document.map(|id| MemoTarget::Passage(id, CharSpan::new(start, start + 3)))
                }
            };
            let id = snapshot.next_ids()?.memo;
            target.map(|target| {
                let after = Memo {
                    id,
                    target,
                    title: own.then(|| "first thoughts".to_owned()),
                    author: Some("ana".to_owned()),
                    at: own.then(|| "2026-05-01T12:00:00Z".to_owned()),
                    words: "telling".to_owned(),
                    own,
                };
                Change::Memo { id, before: None, after: Some(after) }
            })
        }
        MemoDeed::Rewrite { which, words } => known(which).map(|before| {
            let words = format!("on second thoughts {words}");
            let after = Memo { words, title: None, ..before.clone() };
            rewritten(before, Some(after))
        }),
        MemoDeed::Carry { which, code: into } => {
            known(which).zip(code(into)).map(|(before, target)| {
                let after = Memo { target, ..before.clone() };
                rewritten(before, Some(after))
            })
        }
        MemoDeed::Drop { which } => known(which).map(|before| rewritten(before, None)),
    };
    Ok(change.into_iter().collect())
}
