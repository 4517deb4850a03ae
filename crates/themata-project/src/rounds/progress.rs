use std::collections::BTreeSet;
use std::sync::Arc;

use themata_model::{
    Assignment, AssignmentState, Change, Coder, DocumentId, Round, Session, Study,
};
use themata_store::Action;

use super::guard::state_change;
use super::named::{quoted, reason, round};
use crate::coders::coder;
use crate::names::acting;
use crate::names::{count, document};
use crate::{Failure, Project};

/// A step that an assignment takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The coder begins.
    Start,
    /// The coder is done: what is not coded now was left uncoded on purpose.
    Finish,
    /// The coder need not code it.
    Excuse,
    /// What was finished or excused is taken up again.
    Reopen,
}

/// Which assignments are to take a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepQuestion {
    /// The name of the round.
    pub round: String,
    /// The names of the documents; none for all that can take the step.
    pub documents: Vec<String>,
    /// The coder in whose place it is done, if that is not whoever acts.
    pub coder: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progressed {
    /// Whose assignments they are.
    pub coder: String,
    /// How many took the step.
    pub changed: usize,
    /// How many stood there already.
    pub known: usize,
    /// The documents that were finished with nothing coded.
    pub uncoded: Vec<String>,
    /// The documents on which everyone's codings are seen from now on.
    pub opened: Vec<String>,
    /// The documents on which others' codings are kept back until others have finished too.
    pub blind: Vec<String>,
}

impl Project {
    /// Moves assignments of one coder on: whoever acts, or another who is named.
    ///
    /// # Errors
    ///
    /// If there is no such round, document or coder, a document is not assigned, the step
    /// cannot be taken from where an assignment stands, a reason is missing where one is
    /// needed, or it is not known who acts. Nothing is changed then.
    pub fn assignments_step(
        &mut self,
        session: &Session,
        step: Step,
        question: &StepQuestion,
    ) -> Result<Progressed, Failure> {
        let mut progressed = Progressed::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            let round = round(&study, &question.round)?.clone();
            let acting = acting(session, "acts")?;
            let coder = coder(&study, question.coder.as_deref().unwrap_or(acting))?.clone();
            let why = match step {
                Step::Excuse => Some(reason(question.reason.as_deref(), "one is excused")?),
                Step::Reopen => Some(reason(question.reason.as_deref(), "it is taken up")?),
                Step::Start | Step::Finish => {
                    question.reason.clone().filter(|reason| !reason.trim().is_empty())
                }
            };
            let meant = meant(&study, &round, &coder, &question.documents, step)?;
            let mut changes: Vec<(DocumentId, Change)> = Vec::new();
            for assignment in meant {
                let after = step.after(&study, &round, assignment, &coder)?;
                if after == assignment.state {
                    progressed.known += 1;
                } else {
                    changes.push((assignment.document, state_change(assignment, after)));
                }
            }
            progressed.coder.clone_from(&coder.name);
            progressed.changed = changes.len();
            let summary = format!(
                "{} {} of `{}` in the round `{}`",
                step.word(),
                count(changes.len(), "assignment"),
                coder.name,
                round.name
            );
            let blind = study.blind_documents();
            let changed: BTreeSet<DocumentId> = changes.iter().map(|(id, _)| *id).collect();
            let changes: Vec<Change> = changes.into_iter().map(|(_, change)| change).collect();
            apply(Arc::make_mut(&mut study), &changes);
            let acting = session.coder.as_deref().and_then(|name| study.coder_named(name));
            let is_own = acting.is_some_and(|acting| acting.id == coder.id);
            progressed.tell(&study, (step, is_own), &coder, &changed, &blind);
            Ok::<_, Failure>(Action { summary, reason: why, changes, ..Action::default() })
        })?;
        Ok(progressed)
    }
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Step::Start => "start",
            Step::Finish => "finish",
            Step::Excuse => "excuse",
            Step::Reopen => "reopen",
        }
    }

    /// Whether an assignment in some state can take the step, and is not there already.
    fn can_be_taken(self, from: AssignmentState) -> bool {
        match self {
            Step::Start => from == AssignmentState::Assigned,
            Step::Finish | Step::Excuse => from.is_open(),
            Step::Reopen => !from.is_open(),
        }
    }

    /// The state after the step.
    fn after(
        self,
        study: &Study,
        round: &Round,
        assignment: &Assignment,
        coder: &Coder,
    ) -> Result<AssignmentState, Failure> {
        let from = assignment.state;
        let has_codings = || {
            let mut codings = study.codings.on(assignment.document).iter();
            codings.any(|coding| coding.coder == assignment.coder)
        };
        let closed = || {
            let name = document_name(study, assignment.document);
            let (coder, round, state) = (&coder.name, &round.name, from.as_str());
            Err(Failure::new(match from {
                AssignmentState::Excused => {
                    format!("`{coder}` is excused from `{name}` in the round `{round}`")
                }
                _ => format!("`{coder}` has {state} `{name}` in the round `{round}`"),
            })
            .hint(format!(
                "to take it up again: `themata assignments reopen \"{round}\" \"{name}\" \
                 --coder \"{coder}\" --reason …`"
            )))
        };
        match (self, from) {
            (Step::Start, state) if state.is_open() => Ok(AssignmentState::Started),
            (Step::Finish, state) if state != AssignmentState::Excused => {
                Ok(AssignmentState::Finished)
            }
            (Step::Excuse, state) if state != AssignmentState::Finished => {
                Ok(AssignmentState::Excused)
            }
            (Step::Reopen, AssignmentState::Excused) if !has_codings() => {
                Ok(AssignmentState::Assigned)
            }
            (Step::Reopen, state) if !state.is_open() => Ok(AssignmentState::Started),
            (Step::Reopen, open) => Ok(open),
            _ => closed(),
        }
    }
}

/// The assignments that are meant: of the documents that are named, or all that can take the
/// step.
fn meant<'a>(
    study: &'a Study,
    round: &Round,
    coder: &Coder,
    documents: &[String],
    step: Step,
) -> Result<Vec<&'a Assignment>, Failure> {
    let own: Vec<&Assignment> = study
        .assignments_in(round.id)
        .iter()
        .filter(|assignment| assignment.coder == coder.id)
        .collect();
    if own.is_empty() {
        let coders = super::list::coders(study, study.assignments_in(round.id));
        return Err(Failure::new(format!(
            "`{}` has no assignments in the round `{}`",
            coder.name, round.name
        ))
        .hint(format!("its coders are {}", quoted(coders))));
    }
    if documents.is_empty() {
        let takes = |assignment: &&Assignment| step.can_be_taken(assignment.state);
        return Ok(own.into_iter().filter(takes).collect());
    }
    let mut meant: Vec<&Assignment> = Vec::new();
    for name in documents {
        let id = document(study, name)?.id;
        let Some(&assignment) = own.iter().find(|assignment| assignment.document == id) else {
            let names = own.iter().map(|known| document_name(study, known.document));
            return Err(Failure::new(format!(
                "`{}` is not assigned to `{}` in the round `{}`",
                document_name(study, id),
                coder.name,
                round.name
            ))
            .hint(format!("assigned are {}", quoted(names))));
        };
        if !meant.contains(&assignment) {
            meant.push(assignment);
        }
    }
    Ok(meant)
}

fn document_name(study: &Study, id: DocumentId) -> &str {
    study.document(id).map_or("", |document| document.name.as_str())
}

/// Brings assignments of a study into the states that changes give them.
fn apply(study: &mut Study, changes: &[Change]) {
    for change in changes {
        let Change::Assignment { round, document, coder, after: Some(state), .. } = change
        else {
            continue;
        };
        let key = (*round, *document, *coder);
        let at = study.assignments.binary_search_by_key(&key, Assignment::key);
        if let Some(assignment) = at.ok().and_then(|at| study.assignments.get_mut(at)) {
            assignment.state = *state;
        }
    }
}

impl Progressed {
    /// Takes down what the coder should know of the documents: `study` is as it is after the
    /// step, `blind` are the documents that were blind before it.
    fn tell(
        &mut self,
        study: &Study,
        (step, is_own): (Step, bool),
        coder: &Coder,
        changed: &BTreeSet<DocumentId>,
        blind: &BTreeSet<DocumentId>,
    ) {
        let still = study.blind_documents();
        for &id in changed {
            let name = document_name(study, id).to_owned();
            let mut codings = study.codings.on(id).iter();
            // Whether someone else has coded a blind document is not to be told.
            let may_know = is_own || !blind.contains(&id);
            let nothing = may_know && !codings.any(|coding| coding.coder == coder.id);
            if step == Step::Finish && nothing {
                self.uncoded.push(name.clone());
            }
            if still.contains(&id) {
                self.blind.push(name);
            } else if blind.contains(&id) {
                self.opened.push(name);
            }
        }
    }
}
