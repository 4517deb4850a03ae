use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    Change, Coding, CodingId, CodingRecord, DocumentId, Rejection, RejectionId, Session,
};
use themata_store::Action;

use super::chosen::{self, Chosen};
use crate::coders::coder;
use crate::codings::acting_coder;
use crate::names::count;
use crate::rounds::guard::{may_code, starting};
use crate::view::seen_by;
use crate::{CoderKind, Failure, Project};

/// What accepting proposals came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// How many codings the person has got.
    pub added: usize,
    /// How many proposals were only taken away, because the person has that coding already.
    pub known: usize,
    /// Who accepted.
    pub coder: String,
}

impl Project {
    /// Makes proposals codings of whoever acts; they are proposals no longer. Where the coder
    /// has applied that code to that stretch already, what the coder said stays.
    ///
    /// # Errors
    ///
    /// If it is not known who acts, that is a machine, or the coder has finished a document
    /// concerned; or if nothing is chosen.
    pub fn proposals_accept(
        &mut self,
        session: &Session,
        chosen: &Chosen,
    ) -> Result<Accepted, Failure> {
        let mut done = Accepted::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let coder = coder(&study, acting_coder(session, &study)?)?;
            if coder.kind == CoderKind::Machine {
                return Err(Failure::new(format!("`{}` is a machine", coder.name))
                    .hint("a person accepts: `--coder NAME`"));
            }
            let found = chosen::proposals(&study, snapshot, session.coder.as_deref(), chosen)?;
            let found = chosen::some(found, "proposal", chosen)?;
            let memos = snapshot.memos()?;
            let mut said: BTreeSet<_> = study
                .codings
                .into_iter()
                .filter(|coding| coding.coder == coder.id)
                .map(|coding| (coding.document, coding.span, coding.code))
                .collect();
            let mut next = snapshot.next_ids()?.coding;
            let (mut taken, mut added) = (Vec::new(), Vec::new());
            for proposal in found {
                if said.insert((proposal.document, proposal.span, proposal.code)) {
                    let coding = Coding { id: next, coder: coder.id, ..proposal };
                    next.0 += 1;
                    added.push(CodingRecord { coding, memo: None });
                }
                taken.push(record(proposal, &memos));
            }
            let documents: BTreeSet<DocumentId> =
                added.iter().map(|record| record.coding.document).collect();
            let mut changes = Vec::new();
            for document in documents {
                may_code(&study, document, coder.id)?;
                changes.extend(starting(&study, document, coder.id));
            }
            done = Accepted {
                added: added.len(),
                known: taken.len() - added.len(),
                coder: coder.name.clone(),
            };
            let summary =
                format!("accept {} for `{}`", count(taken.len(), "proposal"), coder.name);
            changes.push(Change::CodingsRemoved(taken));
            if !added.is_empty() {
                changes.push(Change::CodingsAdded(added));
            }
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done)
    }

    /// Turns proposals down, so that they are not proposed again, and returns how many.
    ///
    /// # Errors
    ///
    /// If nothing is chosen.
    pub fn proposals_reject(
        &mut self,
        session: &Session,
        chosen: &Chosen,
        why: Option<&str>,
    ) -> Result<usize, Failure> {
        let mut rejected = 0;
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            seen_by(&mut study, session.coder.as_deref());
            let found = chosen::proposals(&study, snapshot, session.coder.as_deref(), chosen)?;
            let found = chosen::some(found, "proposal", chosen)?;
            let memos = snapshot.memos()?;
            let reason = why.map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned);
            let mut known: BTreeSet<_> = study
                .rejections
                .iter()
                .map(|one| (one.document, one.span, one.code, one.machine))
                .collect();
            let RejectionId(mut next) = snapshot.next_ids()?.rejection;
            rejected = found.len();
            let taken = found.iter().map(|&proposal| record(proposal, &memos)).collect();
            let mut changes = vec![Change::CodingsRemoved(taken)];
            for Coding { document, span, code, coder: machine, .. } in found {
                if !known.insert((document, span, code, machine)) {
                    continue;
                }
                let id = RejectionId(next);
                next += 1;
                let (by, at) = (session.coder.clone(), session.now);
                let reason = reason.clone();
                let after = Rejection { id, document, span, code, machine, by, at, reason };
                changes.push(Change::Rejection { id, before: None, after: Some(after) });
            }
            let summary = format!("turn down {}", count(rejected, "proposal"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(rejected)
    }
}

fn record(coding: Coding, memos: &BTreeMap<CodingId, String>) -> CodingRecord {
    CodingRecord { coding, memo: memos.get(&coding.id).cloned() }
}
