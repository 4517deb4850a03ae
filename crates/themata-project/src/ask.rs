use std::collections::BTreeMap;
use std::sync::Arc;

use themata_analysis::Layer;
use themata_model::{
    Asked, DocumentId, Evaluated, Material, Memos, Query, Resolved, Study, Transcript,
};
use themata_store::Snapshot;
use themata_text::CharSpan;

use crate::Failure;
use crate::lookup::places_of;
use crate::rounds::veil::memos_seen_by;
use crate::view::{View, set_proposals_aside};

/// Places of words, in order of document and stretch.
pub(crate) type Places = Vec<(DocumentId, CharSpan)>;

/// A query held against a study.
pub(crate) struct Answer {
    pub(crate) study: Arc<Study>,
    pub(crate) resolved: Resolved,
    pub(crate) asked: Asked,
    material: Material,
}

impl Answer {
    /// The query evaluated, to ask of places in the texts whether it holds there.
    pub(crate) fn evaluated(&self) -> Evaluated<'_> {
        self.resolved.evaluate(&self.study, &self.material)
    }
}

/// Reads, resolves and evaluates a query over what the viewer may see.
pub(crate) fn ask(view: &View<'_>, query: &str) -> Result<Answer, Failure> {
    let study = view.study()?;
    let resolved = Query::parse(query)?.resolve(&study)?;
    answered(study, view, view.viewer(), resolved)
}

/// Reads, resolves and evaluates a query over a study that was read from a snapshot. The memos
/// that it can look into are those that the viewer may see, also where it decides what is
/// written: what becomes of it tells what it found.
pub(crate) fn ask_of(
    study: Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<Answer, Failure> {
    let resolved = Query::parse(query)?.resolve(&study)?;
    answered(study, snapshot, viewer, resolved)
}

/// The same, to hold what coders said against each other.
pub(crate) fn ask_compared(view: &View<'_>, query: &str) -> Result<Answer, Failure> {
    ask_compared_of(view.study()?, view, view.viewer(), query)
}

/// The same over a study that was read from a snapshot.
pub(crate) fn ask_compared_of(
    study: Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<Answer, Failure> {
    let resolved = Query::parse(query)?.resolve_compared(&study)?;
    answered(study, snapshot, viewer, resolved)
}

/// The same over the consensus, too, to see how far coders stand by it.
pub(crate) fn ask_reconciled(view: &View<'_>, query: &str) -> Result<Answer, Failure> {
    let study = view.study()?;
    let resolved = Query::parse(query)?.resolve_compared(&study)?.with_consensus(&study);
    answered(study, view, view.viewer(), resolved)
}

/// A query over the consensus, too, if it does not leave that out.
pub(crate) fn ask_agreed_too(view: &View<'_>, query: &str) -> Result<Answer, Failure> {
    let study = view.study()?;
    let resolved = Query::parse(query)?.resolve(&study)?.with_consensus(&study);
    answered(study, view, view.viewer(), resolved)
}

/// The same for a layer of codings: what was agreed on need not be named once more.
pub(crate) fn ask_layer(view: &View<'_>, query: &str, layer: Layer) -> Result<Answer, Failure> {
    match layer {
        Layer::Consensus => ask_agreed_too(view, query),
        Layer::SameCoder | Layer::AnyCoder => ask(view, query),
    }
}

/// What a query means among everyone's codings, those of machines included.
pub(crate) fn ask_machines_too(
    study: Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<Answer, Failure> {
    let resolved = Query::parse(query)?.resolve(&study)?.with_machines(&study);
    answered(study, snapshot, viewer, resolved)
}

fn answered(
    mut study: Arc<Study>,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    resolved: Resolved,
) -> Result<Answer, Failure> {
    // Whoever lists or counts the codings of the study itself is to meet no proposals either.
    if !resolved.names_machine() {
        set_proposals_aside(&mut study);
    }
    let material = material(&study, snapshot, viewer, &resolved)?;
    let asked = resolved.evaluate(&study, &material).asked();
    Ok(Answer { study, resolved, asked, material })
}

/// What a query means in a study as a viewer sees it, and the places of its words if it looks
/// for words.
pub(crate) fn meant(
    study: &Study,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &Query,
) -> Result<(Asked, Option<Places>), Failure> {
    let resolved = query.resolve(study)?;
    let material = material(study, snapshot, viewer, &resolved)?;
    let evaluated = resolved.evaluate(study, &material);
    let places = resolved.means_places().then(|| evaluated.places());
    Ok((evaluated.asked(), places))
}

/// What a query must have at hand besides the study.
fn material(
    study: &Study,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    resolved: &Resolved,
) -> Result<Material, Failure> {
    let needs = resolved.needs();
    let documents = || study.documents.iter().map(|document| document.id);
    let mut material = Material::default();
    if needs.turns {
        material.turns = snapshot.turns(documents())?;
    }
    if needs.texts {
        let transcripts = snapshot.transcripts(documents())?.into_iter();
        material.texts = transcripts.map(|(id, transcript)| (id, transcript.text)).collect();
    }
    if needs.memos {
        let mut on_documents = memos_seen_by(snapshot, viewer)?;
        on_documents.retain(|memo| memo.document().is_some());
        material.memos = Memos { on_codings: snapshot.memos()?, on_documents };
    }
    material.found = places_of(snapshot, study, needs.words)?;
    Ok(material)
}

/// The transcripts of the documents that a query can hold in.
pub(crate) fn transcripts(
    snapshot: &Snapshot<'_>,
    asked: &Asked,
) -> Result<BTreeMap<DocumentId, Transcript>, Failure> {
    Ok(snapshot.transcripts(asked.documents.iter().copied())?)
}
