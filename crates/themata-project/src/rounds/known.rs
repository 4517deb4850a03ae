use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    Assignment, AssignmentState, CoderId, CoderKind, DocumentId, Round, RoundId, Study,
};

use super::StepQuestion;
use super::list::documents;
use super::new::sentence;
use crate::{Failure, Project};

/// The rounds as a page shows them, and what whoever looks has to do in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundsKnown {
    /// The moment at which they were read: the number of the last operation.
    pub moment: u32,
    /// The name of whoever looks, if that is a coder of the study.
    pub coder: Option<String>,
    /// In the order in which they were made.
    pub rounds: Vec<RoundKnown>,
    /// The assignments of whoever looks, what was begun first, then by round and document.
    pub own: Vec<OwnWork>,
}

/// A round with how far everybody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundKnown {
    /// Its number in the study.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// The frozen version of the codebook that is coded with, if one is.
    pub codebook_version: Option<u32>,
    /// Whether coders are kept from seeing each other's codings.
    pub blindness: Blindness,
    /// How its documents were drawn, in a sentence by which it can be done again.
    pub drawn: String,
    /// The query whose documents were drawn from; empty for all of them.
    pub query: String,
    /// What the draw started from, if anything was left to chance.
    pub seed: Option<u64>,
    /// The attributes by whose values the draw was stratified.
    pub strata: Vec<String>,
    /// Those who have assignments, in the order of their numbers.
    pub coders: Vec<RoundCoder>,
    /// Its documents, in the order of their numbers.
    pub documents: Vec<RoundDocument>,
}

/// Whether a round keeps coders from seeing each other's codings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blindness {
    /// It never did.
    Open,
    /// On each document until all of its coders have finished or were excused.
    Blind,
    /// It did, and was opened before everyone had finished.
    Opened,
}

/// Someone who codes in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundCoder {
    /// The number of the coder.
    pub number: u32,
    /// What the coder is called.
    pub name: String,
    /// Whether it is whoever looks.
    pub own: bool,
    /// How many assignments are in each state, in the order of [`AssignmentState::ALL`].
    pub states: [usize; 4],
}

/// A document of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDocument {
    /// The number of the document.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// Whether codings on it are kept back from others for now.
    pub blind: bool,
    /// Its values of the attributes that the draw was stratified by.
    pub values: Vec<Option<String>>,
    /// How far each of the coders of the round is; `None` for those to whom it is not assigned.
    pub states: Vec<Option<AssignmentState>>,
}

/// A document that is assigned to whoever looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAssignment {
    /// The number of the round.
    pub round: u32,
    /// What the round is called.
    pub round_name: String,
    /// The frozen version of the codebook that is coded with, if one is.
    pub codebook_version: Option<u32>,
    /// The number of the document.
    pub document: u32,
    /// How far it has come.
    pub state: AssignmentState,
    /// Whether codings on it are kept from others for now.
    pub blind: bool,
    /// How many others have not finished it in this round yet.
    pub others_open: usize,
}

/// An assignment of whoever looks, with what is on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWork {
    /// The assignment.
    pub assignment: OwnAssignment,
    /// What the document is called.
    pub document_name: String,
    /// How many codings whoever looks has on it.
    pub codings: usize,
}

/// What a round can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundChoices {
    /// The names of those who can code, in the order of their numbers.
    pub coders: Vec<String>,
    /// The attributes of documents, each with how many values there are.
    pub attributes: Vec<(String, usize)>,
    /// The numbers of the frozen versions of the codebook.
    pub versions: Vec<u32>,
    /// Whether the codebook is as it was frozen last.
    pub is_frozen: bool,
    /// Whether the codebook has codes, without which it cannot be frozen.
    pub has_codes: bool,
    /// The names of the documents, in the order of the study.
    pub documents: Vec<String>,
}

impl Project {
    /// The rounds with everybody's assignments, and those of whoever looks apart. Costs time
    /// proportional to the codings and assignments.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn rounds_known(&mut self) -> Result<RoundsKnown, Failure> {
        let moment = self.moment()?;
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let coder = snapshot.viewer().and_then(|name| study.coder_named(name));
        let viewer = coder.map(|coder| coder.id);
        let coder = coder.map(|coder| coder.name.clone());
        let blind = study.blind_documents();
        let rounds = study.rounds.iter().map(|round| known(&study, round, viewer, &blind));
        let rounds = rounds.collect();
        let mut own = viewer.map_or_else(Vec::new, |viewer| work(&study, viewer, &blind));
        own.sort_by_key(|work| work.assignment.state != AssignmentState::Started);
        Ok(RoundsKnown { moment, coder, rounds, own })
    }

    /// The latest assignment of whoever looks to a document, if there is one. Costs next to
    /// nothing where there are no rounds.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn own_assignment(&mut self, document: u32) -> Result<Option<OwnAssignment>, Failure> {
        let snapshot = self.snapshot()?;
        let rounds = snapshot.rounds()?;
        let Some(viewer) = snapshot.viewer().filter(|_| !rounds.is_empty()) else {
            return Ok(None);
        };
        let viewer = viewer.trim().to_lowercase();
        let coders = snapshot.coders()?;
        let coder = coders.iter().find(|coder| coder.name.to_lowercase() == viewer);
        let Some(coder) = coder.map(|coder| coder.id) else { return Ok(None) };
        let id = DocumentId(document);
        let mut here = snapshot.assignments()?;
        here.retain(|assignment| assignment.document == id);
        let is_blind = |assignment: &Assignment| {
            let round = rounds.iter().find(|round| round.id == assignment.round);
            assignment.state.is_open()
                && round.is_some_and(|round| round.blind && !round.opened)
        };
        let blind = here.iter().any(is_blind);
        let latest = here.iter().rev().find(|assignment| assignment.coder == coder);
        let Some(latest) = latest else { return Ok(None) };
        let round = rounds.iter().find(|round| round.id == latest.round);
        let of_round: Vec<Assignment> =
            here.iter().filter(|other| other.round == latest.round).cloned().collect();
        Ok(round.map(|round| own(round, latest, blind, &of_round)))
    }

    /// What numbers of a round, of documents and of a coder mean in names; no documents are
    /// those that can take the step.
    ///
    /// # Errors
    ///
    /// If there is no such round, document or coder, or the study cannot be read.
    pub fn step_on(
        &mut self,
        round: u32,
        documents: &[u32],
        coder: Option<u32>,
    ) -> Result<StepQuestion, Failure> {
        let study = self.snapshot()?.study()?;
        let gone = |what: &str| {
            Failure::nothing(format!("there is no such {what} any more"))
                .hint("it was taken away meanwhile; look again")
        };
        let round = study.round(RoundId(round)).ok_or_else(|| gone("round"))?.name.clone();
        let name = |&number: &u32| {
            let document =
                study.document(DocumentId(number)).ok_or_else(|| gone("document"))?;
            Ok(document.name.clone())
        };
        let documents = documents.iter().map(name).collect::<Result<_, Failure>>()?;
        let coder =
            coder.map(|number| study.coder(CoderId(number)).ok_or_else(|| gone("coder")));
        let coder = coder.transpose()?.map(|coder| coder.name.clone());
        Ok(StepQuestion { round, documents, coder, reason: None })
    }

    /// The name of the round of a number.
    ///
    /// # Errors
    ///
    /// If there is no such round, or the study cannot be read.
    pub fn round_called(&mut self, number: u32) -> Result<String, Failure> {
        let rounds = self.snapshot()?.rounds()?.into_iter();
        let round = rounds.into_iter().find(|round| round.id == RoundId(number));
        round.map(|round| round.name).ok_or_else(|| {
            Failure::nothing("there is no such round in this study")
                .hint("it may have been removed; the page Rounds lists those that there are")
        })
    }

    /// What a round can be made of.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn round_choices(&mut self) -> Result<RoundChoices, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let versions = snapshot.codebook_versions()?;
        let coders = study.coders.iter().filter(|coder| coder.kind == CoderKind::Human);
        let coders = coders.map(|coder| coder.name.clone()).collect();
        let attributes = study.attributes.iter().filter_map(|attribute| {
            let values = study.documents.iter().filter_map(|one| one.values.get(&attribute.id));
            let values: BTreeSet<String> =
                values.map(|value| value.to_string().to_lowercase()).collect();
            (!values.is_empty()).then(|| (attribute.name.clone(), values.len()))
        });
        Ok(RoundChoices {
            coders,
            attributes: attributes.collect(),
            is_frozen: versions.last().is_some_and(|last| last.codebook == study.codebook),
            versions: versions.iter().map(|version| version.number).collect(),
            has_codes: !study.codebook.is_empty(),
            documents: study.documents.iter().map(|one| one.name.clone()).collect(),
        })
    }
}

fn known(
    study: &Study,
    round: &Round,
    viewer: Option<CoderId>,
    blind: &BTreeSet<DocumentId>,
) -> RoundKnown {
    let assignments = study.assignments_in(round.id);
    let mut counts: BTreeMap<CoderId, [usize; 4]> = BTreeMap::new();
    for assignment in assignments {
        counts.entry(assignment.coder).or_default()[assignment.state as usize] += 1;
    }
    let name = |id| study.coder(id).map_or_else(String::new, |coder| coder.name.clone());
    let coders: Vec<RoundCoder> = counts
        .iter()
        .map(|(&id, &states)| RoundCoder {
            number: id.0,
            name: name(id),
            own: Some(id) == viewer,
            states,
        })
        .collect();
    let strata: Vec<_> =
        round.draw.strata.iter().map(|name| study.attribute_named(name)).collect();
    let of_document = |here: &[Assignment]| {
        let document = study.document(here.first()?.document)?;
        let value = |attribute: &Option<&themata_model::Attribute>| {
            let value = document.values.get(&attribute.as_ref()?.id)?;
            Some(value.to_string())
        };
        let state = |id: &CoderId| {
            let at = here.binary_search_by_key(id, |one| one.coder).ok()?;
            Some(here[at].state)
        };
        Some(RoundDocument {
            number: document.id.0,
            name: document.name.clone(),
            blind: blind.contains(&document.id),
            values: strata.iter().map(value).collect(),
            states: counts.keys().map(state).collect(),
        })
    };
    RoundKnown {
        number: round.id.0,
        name: round.name.clone(),
        codebook_version: round.codebook_version,
        blindness: match (round.blind, round.opened) {
            (false, _) => Blindness::Open,
            (true, false) => Blindness::Blind,
            (true, true) => Blindness::Opened,
        },
        drawn: sentence(&round.draw, documents(assignments)),
        query: round.draw.query.clone(),
        seed: round.draw.seed,
        strata: round.draw.strata.clone(),
        coders,
        documents: assignments
            .chunk_by(|a, b| a.document == b.document)
            .filter_map(of_document)
            .collect(),
    }
}

/// What a coder has to do, by round and document.
fn work(study: &Study, coder: CoderId, blind: &BTreeSet<DocumentId>) -> Vec<OwnWork> {
    let mut codings: BTreeMap<DocumentId, usize> = BTreeMap::new();
    for coding in &study.codings {
        if coding.coder == coder {
            *codings.entry(coding.document).or_default() += 1;
        }
    }
    let mut all = Vec::new();
    for round in &study.rounds {
        let of_round = study.assignments_in(round.id);
        for here in of_round.chunk_by(|a, b| a.document == b.document) {
            let Some(assignment) = here.iter().find(|one| one.coder == coder) else { continue };
            let id = assignment.document;
            let Some(document) = study.document(id) else { continue };
            all.push(OwnWork {
                assignment: own(round, assignment, blind.contains(&id), here),
                document_name: document.name.clone(),
                codings: codings.get(&id).copied().unwrap_or_default(),
            });
        }
    }
    all
}

/// An assignment among those of its document and round.
fn own(
    round: &Round,
    assignment: &Assignment,
    blind: bool,
    here: &[Assignment],
) -> OwnAssignment {
    let others = here.iter().filter(|other| other.coder != assignment.coder);
    OwnAssignment {
        round: round.id.0,
        round_name: round.name.clone(),
        codebook_version: round.codebook_version,
        document: assignment.document.0,
        state: assignment.state,
        blind,
        others_open: others.filter(|other| other.state.is_open()).count(),
    }
}

#[cfg(test)]
mod tests;
