use std::collections::BTreeSet;

use crate::{CoderId, DocumentId, RoundId, Study};

/// A named pass of some coders over a sample of documents with one version of the codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number in the study: the order in which rounds were made.
    pub id: RoundId,
    /// What it is called; unique in a study without regard to case.
    pub name: String,
    /// The number of the codebook version that is coded with, if one was frozen for it.
    pub codebook_version: Option<u32>,
    /// Whether coders see nobody else's codings until all of a document's are finished.
    pub blind: bool,
    /// Whether a blind round was opened before everyone had finished.
    pub opened: bool,
    /// How its documents were chosen.
    pub draw: Draw,
}

/// How the documents of a round were chosen, so that it can be repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draw {
    /// The query whose documents were drawn from; empty if it was all of them.
    pub query: String,
    /// How many were asked for, as it was written: `10%`, `20`; empty if all were taken.
    pub size: String,
    /// The attributes whose values were to be drawn from evenly.
    pub strata: Vec<String>,
    /// What the draw started from. The same seed over the same documents gives the same
    /// sample.
    pub seed: Option<u64>,
    /// How many documents there were to draw from.
    pub from: u32,
}

/// A coder is to code a document in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The round.
    pub round: RoundId,
    /// The document.
    pub document: DocumentId,
    /// Who is to code it.
    pub coder: CoderId,
    /// How far it has come.
    pub state: AssignmentState,
}

impl Assignment {
    /// What an assignment is found by.
    #[must_use]
    pub fn key(&self) -> (RoundId, DocumentId, CoderId) {
        (self.round, self.document, self.coder)
    }
}

/// How far an assignment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssignmentState {
    /// Nothing was done yet.
    Assigned,
    /// The coder is at it.
    Started,
    /// The coder is done: what is not coded now was left uncoded on purpose.
    Finished,
    /// The coder need not code it.
    Excused,
}

impl AssignmentState {
    /// All of them, in the order in which they come.
    pub const ALL: [AssignmentState; 4] = [
        AssignmentState::Assigned,
        AssignmentState::Started,
        AssignmentState::Finished,
        AssignmentState::Excused,
    ];

    /// The word for it, as stored and shown.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AssignmentState::Assigned => "assigned",
            AssignmentState::Started => "started",
            AssignmentState::Finished => "finished",
            AssignmentState::Excused => "excused",
        }
    }

    /// The state that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<AssignmentState> {
        AssignmentState::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether there is still something to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, AssignmentState::Assigned | AssignmentState::Started)
    }
}

/// Whether a coder's codings on a document are a judgement of the whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The coder has finished an assignment on it.
    Finished,
    /// The coder has one that is not finished: codings may still come.
    Unfinished,
    /// The coder was excused and says nothing about it.
    Excused,
    /// Nobody asked the coder to; there are only the codings to go by.
    Unassigned,
}

impl Study {
    /// The round of a number.
    #[must_use]
    pub fn round(&self, id: RoundId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The round of a name, compared without regard to case.
    #[must_use]
    pub fn round_named(&self, name: &str) -> Option<&Round> {
        let key = name.trim().to_lowercase();
        self.rounds.iter().find(|round| round.name.to_lowercase() == key)
    }

    /// The assignments of a round, in order of document and coder.
    #[must_use]
    pub fn assignments_in(&self, round: RoundId) -> &[Assignment] {
        let first = self.assignments.partition_point(|assignment| assignment.round < round);
        let behind = self.assignments.partition_point(|assignment| assignment.round <= round);
        &self.assignments[first..behind]
    }

    /// The assignment of a coder to a document in a round.
    #[must_use]
    pub fn assignment(
        &self,
        round: RoundId,
        document: DocumentId,
        coder: CoderId,
    ) -> Option<&Assignment> {
        let key = (round, document, coder);
        let at = self.assignments.binary_search_by_key(&key, Assignment::key).ok()?;
        self.assignments.get(at)
    }

    /// The latest assignment of a coder to a document, whatever the round.
    #[must_use]
    pub fn latest_assignment(
        &self,
        document: DocumentId,
        coder: CoderId,
    ) -> Option<&Assignment> {
        self.rounds.iter().rev().find_map(|round| self.assignment(round.id, document, coder))
    }

    /// What a coder's codings on a document say of the whole of it. What was finished in one
    /// round stays so until the coder starts on it in a later one; to be excused from a later
    /// one takes nothing back.
    #[must_use]
    pub fn judgement(&self, document: DocumentId, coder: CoderId) -> Judgement {
        let mut latest = Judgement::Unassigned;
        for round in self.rounds.iter().rev() {
            let Some(assignment) = self.assignment(round.id, document, coder) else { continue };
            match assignment.state {
                AssignmentState::Finished => return Judgement::Finished,
                AssignmentState::Started => return Judgement::Unfinished,
                open if latest == Judgement::Unassigned => {
                    latest = match open {
                        AssignmentState::Excused => Judgement::Excused,
                        _ => Judgement::Unfinished,
                    };
                }
                _ => {}
            }
        }
        latest
    }

    /// The documents on which nobody may see another coder's codings yet: those of a blind
    /// round that was not opened, on which some assignment is still open.
    #[must_use]
    pub fn blind_documents(&self) -> BTreeSet<DocumentId> {
        let blind = |round: &&Round| round.blind && !round.opened;
        self.rounds
            .iter()
            .filter(blind)
            .flat_map(|round| self.assignments_in(round.id))
            .filter(|assignment| assignment.state.is_open())
            .map(|assignment| assignment.document)
            .collect()
    }

    /// Takes out of the study what a viewer may not see: on blind documents the codings of
    /// everyone else, and the proposals that others turned down, which tell what they think of
    /// a stretch and what a machine made of it. Returns the documents on which there may be
    /// such codings; whether there are any is itself not to be told.
    ///
    /// Themes with their evidence, and summaries, are the analysis of the whole team and stay:
    /// an excerpt that is evidence does not say who coded it.
    pub fn blind_for(&mut self, viewer: Option<CoderId>) -> BTreeSet<DocumentId> {
        let blind = self.blind_documents();
        if !blind.is_empty() {
            let name = viewer.and_then(|id| self.coder(id)).map(|coder| coder.name.clone());
            self.rejections.retain(|rejection| {
                !blind.contains(&rejection.document) || rejection.is_by(name.as_deref())
            });
            self.codings.retain(|coding| {
                Some(coding.coder) == viewer || !blind.contains(&coding.document)
            });
        }
        blind
    }
}
