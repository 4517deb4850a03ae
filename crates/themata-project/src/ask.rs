use std::collections::BTreeMap;

use themata_model::{Asked, DocumentId, Query, Resolved, Scope, Study, Transcript};
use themata_store::Snapshot;

use crate::Failure;
use crate::view::View;

/// A query held against a study.
pub(crate) struct Answer {
    pub(crate) study: Study,
    pub(crate) resolved: Resolved,
    pub(crate) asked: Asked,
}

/// Reads, resolves and evaluates a query over what the viewer may see.
pub(crate) fn ask(view: &View<'_>, query: &str) -> Result<Answer, Failure> {
    ask_of(view.study()?, view, query)
}

/// Reads, resolves and evaluates a query over a study that was read from a snapshot.
pub(crate) fn ask_of(
    study: Study,
    snapshot: &Snapshot<'_>,
    query: &str,
) -> Result<Answer, Failure> {
    let query = Query::parse(query)?;
    let resolved = query.resolve(&study)?;
    let turns = if resolved.needs_turns() {
        snapshot.turns(study.documents.iter().map(|document| document.id))?
    } else {
        BTreeMap::new()
    };
    let asked = resolved.ask(Scope { study: &study, turns: &turns });
    Ok(Answer { study, resolved, asked })
}

/// The transcripts of the documents that a query can hold in.
pub(crate) fn transcripts(
    snapshot: &Snapshot<'_>,
    asked: &Asked,
) -> Result<BTreeMap<DocumentId, Transcript>, Failure> {
    Ok(snapshot.transcripts(asked.documents.iter().copied())?)
}
