//! Decisions that the coders have left behind.

use std::collections::{BTreeSet, HashMap};

use themata_analysis::{Agreed, DisagreementState, Disagreements};
use themata_model::{Adjudication, AdjudicationId, Coding, CodingId, DocumentId, Study};

use super::draft::in_force;

/// The decisions in force on some documents that are not on what the coders say by now, though
/// no disagreement shows it: they agree on something else than the consensus has, or have taken
/// back what it was about.
pub(super) fn overtaken(
    study: &Study,
    found: &Disagreements,
    all: &[Adjudication],
    documents: &[DocumentId],
) -> BTreeSet<AdjudicationId> {
    // On a document of a blind round, what was decided tells what others said.
    let blind = study.blind_documents();
    let asked: BTreeSet<DocumentId> =
        documents.iter().copied().filter(|id| !blind.contains(id)).collect();
    let decisions: Vec<&Adjudication> =
        in_force(all).into_iter().filter(|one| asked.contains(&one.document)).collect();
    let codings = codings(study, &decisions);

    let mut agreed: HashMap<AdjudicationId, Vec<&Agreed>> = HashMap::new();
    for one in &found.agreed {
        if let Some(id) = of(one.state) {
            agreed.entry(id).or_default().push(one);
        }
    }
    let differing: BTreeSet<AdjudicationId> =
        found.rows.iter().filter_map(|row| of(row.state)).collect();
    let is_overtaken = |one: &&Adjudication| {
        // What is a disagreement still is called out as one.
        !differing.contains(&one.id)
            && match agreed.get(&one.id) {
                Some(agreed) => {
                    let is_changed =
                        |one: &&Agreed| matches!(one.state, DisagreementState::Changed(_));
                    agreed.iter().any(is_changed) && !holds(agreed, one, &codings)
                }
                None => one.about.iter().any(|claim| {
                    codings.get(&claim.coding).is_none_or(|now| now.coder != claim.coder)
                }),
            }
    };
    decisions.into_iter().filter(is_overtaken).map(|one| one.id).collect()
}

/// The decision that a state is of.
fn of(state: DisagreementState) -> Option<AdjudicationId> {
    match state {
        DisagreementState::Open => None,
        DisagreementState::PutOff(id)
        | DisagreementState::Decided(id)
        | DisagreementState::Changed(id)
        | DisagreementState::MoreCoders(id) => Some(id),
    }
}

/// What decisions were about and what came of them, as far as it is there still.
fn codings<'a>(study: &'a Study, decisions: &[&Adjudication]) -> HashMap<CodingId, &'a Coding> {
    let wanted: BTreeSet<CodingId> = decisions
        .iter()
        .flat_map(|one| one.about.iter().map(|claim| claim.coding).chain(one.yields.clone()))
        .collect();
    let codings = study.codings.as_slice().iter();
    let known = codings.filter(|coding| wanted.contains(&coding.id));
    known.map(|coding| (coding.id, coding)).collect()
}

/// Whether the consensus has just what the coders agree on.
fn holds(agreed: &[&Agreed], one: &Adjudication, codings: &HashMap<CodingId, &Coding>) -> bool {
    let came: BTreeSet<_> = one
        .yields
        .iter()
        .filter_map(|id| codings.get(id))
        .map(|coding| (coding.code, coding.span, coding.valence))
        .collect();
    let said: BTreeSet<_> = agreed
        .iter()
        .flat_map(|one| one.valences.iter().map(|&valence| (one.code, one.span, valence)))
        .collect();
    came == said
}
