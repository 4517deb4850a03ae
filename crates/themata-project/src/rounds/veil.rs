use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    Assignment, Change, CoderId, CodingId, DocumentId, Memo, OperationId, Rejection, Study,
};
use themata_store::{Recorded, Snapshot};

use super::named::quoted;
use crate::names::count;
use crate::{Failure, Project};

/// What stands in the history for what was done to codings that are kept back.
pub(crate) const KEPT_BACK: &str = "(kept back while the round is blind)";

/// What lies between a viewer and the codings of others while a round is blind.
pub(crate) struct Veil {
    documents: BTreeSet<DocumentId>,
    viewer: Option<CoderId>,
    /// The name of the viewer, as operations have it.
    name: Option<String>,
    /// The codings of others on those documents.
    codings: BTreeSet<CodingId>,
}

impl Veil {
    /// What a viewer may not see now; `None`, at the cost of reading the rounds, if no round
    /// is blind.
    pub(crate) fn over(
        snapshot: &Snapshot<'_>,
        viewer: Option<&str>,
    ) -> Result<Option<Veil>, Failure> {
        if !snapshot.rounds()?.iter().any(|round| round.blind && !round.opened) {
            return Ok(None);
        }
        Ok(Veil::of(&*snapshot.study()?, viewer))
    }

    /// What a viewer may not see of a study that was read whole.
    pub(crate) fn of(study: &Study, viewer: Option<&str>) -> Option<Veil> {
        let documents = study.blind_documents();
        if documents.is_empty() {
            return None;
        }
        let name = viewer.map(str::to_owned);
        let viewer = viewer.and_then(|name| study.coder_named(name)).map(|coder| coder.id);
        let codings = study
            .codings
            .into_iter()
            .filter(|coding| {
                documents.contains(&coding.document) && Some(coding.coder) != viewer
            })
            .map(|coding| coding.id)
            .collect();
        Some(Veil { documents, viewer, name, codings })
    }

    /// Whether a coding is kept back.
    pub(crate) fn hides(&self, document: DocumentId, coder: CoderId) -> bool {
        self.documents.contains(&document) && Some(coder) != self.viewer
    }

    /// Whether a proposal that was turned down is kept back: it tells what someone thinks of a
    /// stretch.
    pub(crate) fn hides_rejection(&self, rejection: &Rejection) -> bool {
        self.documents.contains(&rejection.document) && !rejection.is_by(self.name.as_deref())
    }

    /// Whether a memo is kept back: what a coder writes about a document tells how they read
    /// it. What came with the file does not.
    pub(crate) fn hides_memo(&self, memo: &Memo) -> bool {
        hides_memo(&self.documents, self.name.as_deref(), memo)
    }

    /// The operations that the viewer carried out, under whatever name.
    fn own_operations(
        &self,
        snapshot: &Snapshot<'_>,
    ) -> Result<BTreeSet<OperationId>, Failure> {
        let mut own = BTreeSet::new();
        // Who bears a name at the moment that is looked at.
        let mut borne: BTreeMap<String, CoderId> = BTreeMap::new();
        for operation in snapshot.history()? {
            let by = operation.coder.as_deref().map(plain);
            let bearer =
                |borne: &BTreeMap<_, _>| by.as_ref().and_then(|by| borne.get(by).copied());
            let before = bearer(&borne);
            for change in snapshot.changes(&operation)? {
                let Change::Coder { id, before, after } = change else { continue };
                if let Some(before) = before {
                    borne.remove(&plain(&before.name));
                } else if Some(id) == self.viewer {
                    // The number may have been another's until now.
                    own.clear();
                }
                if let Some(after) = after {
                    borne.insert(plain(&after.name), id);
                }
            }
            // An action can make whoever acts a coder.
            let is_own = match self.viewer {
                Some(viewer) => before.or_else(|| bearer(&borne)) == Some(viewer),
                None => by.is_some() && by == self.name.as_deref().map(plain),
            };
            if is_own {
                own.insert(operation.id);
            }
        }
        Ok(own)
    }

    /// Whether changes touch codings that are kept back, unless the viewer made them.
    fn covers(&self, changes: &[Change]) -> bool {
        changes.iter().any(|change| match change {
            Change::CodingsAdded(records) | Change::CodingsRemoved(records) => records
                .iter()
                .any(|record| self.hides(record.coding.document, record.coding.coder)),
            Change::Recoded { codings, .. } => {
                codings.iter().any(|coding| self.codings.contains(coding))
            }
            Change::Adjudication { before, after, .. } => before
                .as_ref()
                .or(after.as_ref())
                .is_some_and(|decided| self.documents.contains(&decided.document)),
            Change::Rejection { before, after, .. } => before
                .as_ref()
                .or(after.as_ref())
                .is_some_and(|rejection| self.hides_rejection(rejection)),
            Change::Memo { before, after, .. } => {
                before.as_ref().or(after.as_ref()).is_some_and(|memo| self.hides_memo(memo))
            }
            // Themes and summaries are the analysis of the team and say nothing of who coded.
            _ => false,
        })
    }

    /// Takes out of operations what tells of codings that are kept back. What the viewer did is
    /// known to the viewer.
    pub(crate) fn lay_over(
        &self,
        snapshot: &Snapshot<'_>,
        operations: &mut [Recorded],
    ) -> Result<(), Failure> {
        let own = self.own_operations(snapshot)?;
        for operation in operations.iter_mut().filter(|known| !own.contains(&known.id)) {
            if self.covers(&snapshot.changes(operation)?) {
                KEPT_BACK.clone_into(&mut operation.summary);
                operation.reason = None;
            }
        }
        Ok(())
    }

    /// Refuses to take back or do again what someone else did to codings that are kept back.
    pub(crate) fn may_turn_back(
        snapshot: &Snapshot<'_>,
        viewer: Option<&str>,
        operation: &Recorded,
    ) -> Result<(), Failure> {
        let Some(veil) = Veil::over(snapshot, viewer)? else { return Ok(()) };
        let is_open = !veil.covers(&snapshot.changes(operation)?);
        if is_open || veil.own_operations(snapshot)?.contains(&operation.id) {
            return Ok(());
        }
        let failure = Failure::new(format!(
            "operation {} is someone else's and concerns codings that are kept back while the \
             round is blind",
            operation.id
        ));
        Err(match viewer {
            Some(_) => failure
                .hint("whoever did it can take it back; `themata history` says who that is"),
            None => failure.hint("if it is yours, say who you are: `--coder NAME`"),
        })
    }
}

/// A name as names are compared.
fn plain(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The documents that are coded blind just now, at the cost of reading rounds and assignments.
pub(crate) fn blind_documents(
    snapshot: &Snapshot<'_>,
) -> Result<BTreeSet<DocumentId>, Failure> {
    let mut rounds = snapshot.rounds()?;
    rounds.retain(|round| round.blind && !round.opened);
    if rounds.is_empty() {
        return Ok(BTreeSet::new());
    }
    let is_blind = |assignment: &Assignment| {
        assignment.state.is_open() && rounds.iter().any(|round| round.id == assignment.round)
    };
    let blind = snapshot.assignments()?.into_iter().filter(is_blind);
    Ok(blind.map(|known| known.document).collect())
}

/// The memos of a study without those that a viewer may not see. It costs reading the rounds,
/// and not the codings.
pub(crate) fn memos_seen_by(
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
) -> Result<Vec<Memo>, Failure> {
    let mut memos = snapshot.all_memos()?;
    let documents = blind_documents(snapshot)?;
    if !documents.is_empty() {
        memos.retain(|memo| !hides_memo(&documents, viewer, memo));
    }
    Ok(memos)
}

/// Whether a memo is kept back from a viewer while some documents are coded blind.
fn hides_memo(blind: &BTreeSet<DocumentId>, viewer: Option<&str>, memo: &Memo) -> bool {
    let is_within = memo.document().is_some_and(|document| blind.contains(&document));
    memo.own && is_within && !memo.is_by(viewer)
}

impl Project {
    /// That codings of others are kept back from whoever looks, in a sentence; `None` if no
    /// round is blind. It tells on how many documents that may be, and not whether there are
    /// any codings.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn kept_back(&mut self) -> Result<Option<String>, Failure> {
        let snapshot = self.snapshot()?;
        let mut rounds = snapshot.rounds()?;
        rounds.retain(|round| round.blind && !round.opened);
        if rounds.is_empty() {
            return Ok(None);
        }
        let mut documents = BTreeSet::new();
        let mut blind = BTreeSet::new();
        for assignment in snapshot.assignments()? {
            let is_blind = rounds.iter().any(|round| round.id == assignment.round);
            if is_blind && assignment.state.is_open() {
                documents.insert(assignment.document);
                blind.insert(assignment.round);
            }
        }
        if documents.is_empty() {
            return Ok(None);
        }
        rounds.retain(|round| blind.contains(&round.id));
        let which = match rounds.as_slice() {
            [round] => format!("the round \"{}\" is blind", round.name),
            rounds => {
                let names = rounds.iter().map(|round| round.name.as_str());
                format!("the rounds {} are blind", quoted(names))
            }
        };
        let whose = if snapshot.viewer().is_some() { "codings of others" } else { "codings" };
        let documents = count(documents.len(), "document");
        Ok(Some(format!("{whose} on {documents} are kept back: {which}")))
    }
}
