//! Decisions after which coders have said something else without differing in it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use themata_analysis::{Agreed, DisagreementState, Disagreements, disagreements};
use themata_codebook::CodeIndex;
use themata_model::{
    Adjudication, AdjudicationId, Asked, CoderId, Coding, CodingId, DocumentId, Study, Valence,
};
use themata_text::CharSpan;

use super::draft::in_force;
use super::holds::Yielded;

/// The disagreements of the same coders in the same documents, whichever codings a query means:
/// what was decided was decided on all of it.
pub(super) fn undivided(
    study: &Study,
    asked: &Asked,
    adjudications: &[Adjudication],
) -> Disagreements {
    // A query decides which codings are listed; of those that are compared it says nothing.
    let whole = Asked {
        query: String::new(),
        codings: Vec::new(),
        documents: asked.documents.clone(),
        codes: asked.codes.clone(),
        coders: asked.coders.clone(),
    };
    disagreements(study, &whole, adjudications)
}

/// The decisions in force on documents of a query that the consensus still shows though the
/// coders do not say so any more, and that no disagreement calls out: they agree on something
/// else by now, or have taken back all that it was about. `found` is [`undivided`].
pub(super) fn changed_without_dispute(
    study: &Study,
    asked: &Asked,
    found: &Disagreements,
    all: &[Adjudication],
) -> BTreeSet<AdjudicationId> {
    // On a document of a blind round, what was decided tells what others said.
    let blind = study.blind_documents();
    let documents: BTreeSet<DocumentId> =
        asked.documents.iter().copied().filter(|id| !blind.contains(id)).collect();
    let decisions: Vec<&Adjudication> =
        in_force(all).into_iter().filter(|one| documents.contains(&one.document)).collect();
    let yielded = Yielded::of(study, decisions.iter().copied());

    let disputed: BTreeSet<AdjudicationId> =
        found.rows.iter().filter_map(|row| row.state.adjudication()).collect();
    let mut agreed: BTreeMap<AdjudicationId, Vec<&Agreed>> = BTreeMap::new();
    for one in &found.agreed {
        if let Some(id) = one.state.adjudication() {
            agreed.entry(id).or_default().push(one);
        }
    }
    let (linked, loose): (Vec<&Adjudication>, Vec<&Adjudication>) = decisions
        .into_iter()
        .filter(|one| !disputed.contains(&one.id))
        .partition(|one| agreed.contains_key(&one.id));
    let is_other = |one: &&Adjudication| {
        let agreed = &agreed[&one.id];
        agreed.iter().any(|one| matches!(one.state, DisagreementState::Changed(_)))
            && !is_held(agreed, yielded.by(one))
    };
    let mut changed: BTreeSet<AdjudicationId> =
        linked.into_iter().filter(is_other).map(|one| one.id).collect();
    changed.extend(taken_back(study, found, &loose, &yielded));
    changed
}

/// A coding without its coder.
type Said = (DocumentId, CodeIndex, CharSpan, Option<Valence>);

fn said(coding: &Coding) -> Said {
    (coding.document, coding.code, coding.span, coding.valence)
}

/// Whether the consensus has just what the coders agree on.
fn is_held<'a>(agreed: &[&Agreed], yielded: impl Iterator<Item = &'a Coding>) -> bool {
    let held: BTreeSet<Said> = yielded.map(said).collect();
    let alike = agreed.iter().flat_map(|one| {
        one.valences.iter().map(|&valence| (one.document, one.code, one.span, valence))
    });
    held == alike.collect()
}

/// Those of some decisions of which every coding that they were about is gone, while something
/// that came of them stands in the consensus that nobody says.
fn taken_back(
    study: &Study,
    found: &Disagreements,
    decisions: &[&Adjudication],
    yielded: &Yielded<'_>,
) -> Vec<AdjudicationId> {
    if decisions.is_empty() {
        return Vec::new();
    }
    let compared: BTreeSet<CoderId> = found.coders.iter().map(|coder| coder.id).collect();
    // What coders say who are not compared is not known here.
    let asked = || {
        let of_compared = |one: &&&Adjudication| {
            one.about.iter().all(|claim| compared.contains(&claim.coder))
        };
        decisions.iter().filter(of_compared)
    };
    let about: HashSet<CodingId> =
        asked().flat_map(|one| one.about.iter().map(|claim| claim.coding)).collect();
    let held: HashSet<Said> =
        asked().flat_map(|one| yielded.by(one).map(said).collect::<Vec<_>>()).collect();
    let (mut there, mut heard) = (HashSet::new(), HashSet::new());
    for coding in study.codings.as_slice() {
        if compared.contains(&coding.coder) {
            if about.contains(&coding.id) {
                there.insert((coding.id, coding.coder));
            }
            if held.contains(&said(coding)) {
                heard.insert(said(coding));
            }
        }
    }
    let is_gone = |one: &&&Adjudication| {
        one.about.iter().all(|claim| !there.contains(&(claim.coding, claim.coder)))
            && yielded.by(one).any(|coding| !heard.contains(&said(coding)))
    };
    asked().filter(is_gone).map(|one| one.id).collect()
}

#[cfg(test)]
mod tests;
