use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{Change, Coding, CodingId, CodingRecord, Session, Study};
use themata_store::Action;

use super::field::no_such_code;
use crate::codings::applicable;
use crate::names::count;
use crate::rounds::guard::may_code;
use crate::view::seen_by;
use crate::{Failure, Project};

/// What coding excerpts again came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded {
    /// How many codings say the other code now.
    pub moved: usize,
    /// How many were dropped, because the same coder had said the same with the other code:
    /// same excerpt, no other valence, no memo.
    pub dropped: usize,
}

impl Project {
    /// Lets codings, by their numbers, say another code from now on, by its place. Each stays
    /// its coder's, with its excerpt, valence and memo; coders of all are meant.
    ///
    /// # Errors
    ///
    /// If a coding is not there any more or may not be seen, the code cannot be applied, or a
    /// coder has finished the document in a round. Nothing is changed then.
    pub fn codings_recode(
        &mut self,
        session: &Session,
        codings: &[u32],
        into: u32,
    ) -> Result<Recoded, Failure> {
        let mut recoded = Recoded { moved: 0, dropped: 0 };
        let wanted: BTreeSet<CodingId> = codings.iter().map(|&id| CodingId(id)).collect();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let known = study.codebook.get(CodeIndex::new(into)).ok_or_else(no_such_code)?;
            let name = known.name.clone();
            let into = applicable(&study.codebook, &name)?;
            let found: Vec<Coding> =
                study.codings.into_iter().filter(|c| wanted.contains(&c.id)).copied().collect();
            if found.len() < wanted.len() {
                return Err(Failure::nothing("one of these codings is not there any more")
                    .hint("it was taken away meanwhile; look again"));
            }
            for coding in &found {
                may_code(&study, coding.document, coding.coder)?;
            }
            let memos = snapshot.memos()?;
            let mut dropped = Vec::new();
            let mut moved: BTreeMap<CodeIndex, Vec<CodingId>> = BTreeMap::new();
            for coding in found.into_iter().filter(|coding| coding.code != into) {
                let memo = memos.get(&coding.id).cloned();
                if memo.is_none() && is_said_with(&study, &coding, into) {
                    dropped.push(CodingRecord { coding, memo });
                } else {
                    moved.entry(coding.code).or_default().push(coding.id);
                }
            }
            recoded.dropped = dropped.len();
            recoded.moved = moved.values().map(Vec::len).sum();
            let mut changes = Vec::new();
            if !dropped.is_empty() {
                changes.push(Change::CodingsRemoved(dropped));
            }
            changes.extend(moved.into_iter().map(|(before, codings)| Change::Recoded {
                codings,
                before,
                after: into,
            }));
            let codings = count(recoded.moved + recoded.dropped, "coding");
            let summary = format!("code {codings} again as `{name}`");
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(recoded)
    }
}

/// Whether everything that a coding without memo says is said by one of the same coder with
/// another code.
fn is_said_with(study: &Study, coding: &Coding, code: CodeIndex) -> bool {
    study.codings.on(coding.document).iter().any(|other| {
        (other.span, other.coder, other.code) == (coding.span, coding.coder, code)
            && (coding.valence.is_none() || other.valence == coding.valence)
    })
}
