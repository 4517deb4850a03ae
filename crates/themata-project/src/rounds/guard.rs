//! What assignments allow.

use themata_model::{
    Assignment, AssignmentState, Change, CoderId, DocumentId, Judgement, Study,
};

use crate::Failure;

/// Refuses to change what a coder has finished: agreement was measured, or will be, on what
/// they said alone.
pub(crate) fn may_code(
    study: &Study,
    document: DocumentId,
    coder: CoderId,
) -> Result<(), Failure> {
    let assignment = study.latest_assignment(document, coder);
    // A later round that is not begun yet lets the coder begin.
    let may_begin = assignment.is_some_and(|assignment| assignment.state.is_open());
    if may_begin || study.judgement(document, coder) != Judgement::Finished {
        return Ok(());
    }
    let name = |name: Option<&String>| name.cloned().unwrap_or_default();
    let coder = name(study.coder(coder).map(|coder| &coder.name));
    let document = name(study.document(document).map(|document| &document.name));
    let round =
        name(assignment.and_then(|known| study.round(known.round)).map(|round| &round.name));
    Err(Failure::new(format!("`{coder}` has finished `{document}` in the round `{round}`"))
        .hint("what was finished stays as it is; disagreements are settled by `adjudicate`")
        .hint(format!(
            "to go on coding: `themata assignments reopen \"{round}\" \"{document}\" \
             --coder \"{coder}\" --reason …`"
        )))
}

/// The change that starts an assignment of which something is done for the first time.
pub(crate) fn starting(study: &Study, document: DocumentId, coder: CoderId) -> Option<Change> {
    let assignment = study.latest_assignment(document, coder)?;
    (assignment.state == AssignmentState::Assigned)
        .then(|| state_change(assignment, AssignmentState::Started))
}

/// The change that brings an assignment into another state.
pub(crate) fn state_change(assignment: &Assignment, after: AssignmentState) -> Change {
    Change::Assignment {
        round: assignment.round,
        document: assignment.document,
        coder: assignment.coder,
        before: Some(assignment.state),
        after: Some(after),
    }
}
