use std::collections::{BTreeMap, BTreeSet};

use themata_codebook::CodeIndex;
use themata_model::{Change, CoderId, Coding, CodingId, CodingRecord, DocumentId, Session};
use themata_store::Action;
use themata_text::CharSpan;

use super::field::no_such_code;
use crate::codings::{applicable, gone, says_all_of};
use crate::names::count;
use crate::rounds::guard::may_code;
use crate::view::seen_by;
use crate::{Failure, Project};

/// What coding excerpts again, one by one, came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedAgain {
    /// How many codings say the other code now.
    pub moved: usize,
    /// How many were dropped, because the same coder had said the same with the other code:
    /// same excerpt, no other valence or weight, no memo.
    pub dropped: usize,
}

impl Project {
    /// Lets codings, by their numbers, say another code from now on, by its place: how a code is
    /// split. Each stays its coder's, with its excerpt, valence, weight and memo; those of all
    /// coders are meant, where [`Project::recode`] changes nobody's but one's own.
    ///
    /// # Errors
    ///
    /// If a coding is not there any more or may not be seen, the code cannot be applied, or a
    /// coder has finished the document in a round. Nothing is changed then.
    pub fn code_again(
        &mut self,
        session: &Session,
        codings: &[u32],
        into: u32,
    ) -> Result<CodedAgain, Failure> {
        let mut done = CodedAgain::default();
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
                return Err(gone("coding"));
            }
            for coding in &found {
                may_code(&study, coding.document, coding.coder)?;
            }
            let memos = snapshot.memos()?;
            let with_it = study.codings.into_iter().filter(|coding| coding.code == into);
            let mut said: BTreeMap<_, Vec<Coding>> = BTreeMap::new();
            for coding in with_it {
                said.entry(whose(coding)).or_default().push(*coding);
            }
            let mut dropped = Vec::new();
            let mut moved: BTreeMap<CodeIndex, Vec<CodingId>> = BTreeMap::new();
            for coding in found.into_iter().filter(|coding| coding.code != into) {
                let memo = memos.get(&coding.id).cloned();
                let others = said.entry(whose(&coding)).or_default();
                if memo.is_none() && others.iter().any(|other| says_all_of(other, &coding)) {
                    dropped.push(CodingRecord { coding, memo });
                } else {
                    others.push(coding);
                    moved.entry(coding.code).or_default().push(coding.id);
                }
            }
            done.dropped = dropped.len();
            done.moved = moved.values().map(Vec::len).sum();
            let mut changes = Vec::new();
            if !dropped.is_empty() {
                changes.push(Change::CodingsRemoved(dropped));
            }
            changes.extend(moved.into_iter().map(|(before, codings)| Change::Recoded {
                codings,
                before,
                after: into,
            }));
            let codings = count(done.moved + done.dropped, "coding");
            let summary = format!("code {codings} again as `{name}`");
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(done)
    }
}

/// Where and by whom something was said.
fn whose(coding: &Coding) -> (DocumentId, CharSpan, CoderId) {
    (coding.document, coding.span, coding.coder)
}
