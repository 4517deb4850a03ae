use themata_model::{AssignmentState, Change, Session};
use themata_store::Action;

use super::named::{quoted, round};
use crate::{Failure, Project};

impl Project {
    /// Takes a round away on which nobody has begun, and returns its name.
    ///
    /// # Errors
    ///
    /// If there is no such round, or someone has started or finished a document.
    pub fn round_remove(&mut self, session: &Session, name: &str) -> Result<String, Failure> {
        let mut removed = String::new();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let round = round(&study, name)?;
            let assignments = study.assignments_in(round.id);
            let begun = assignments.iter().filter(|assignment| {
                matches!(assignment.state, AssignmentState::Started | AssignmentState::Finished)
            });
            let mut coders: Vec<&str> = begun
                .filter_map(|assignment| Some(study.coder(assignment.coder)?.name.as_str()))
                .collect();
            coders.sort_unstable();
            coders.dedup();
            if !coders.is_empty() {
                let message =
                    format!("the round `{}` was begun by {}", round.name, quoted(coders));
                return Err(Failure::new(message).hint(
                    "a round that was coded in stays; who need not go on is excused by \
                     `themata assignments excuse`",
                ));
            }
            let decided = snapshot.adjudications()?;
            if decided.iter().any(|adjudication| adjudication.round == Some(round.id)) {
                return Err(Failure::new(format!(
                    "disagreements were decided in the round `{}`",
                    round.name
                ))
                .hint("a round that decisions belong to stays"));
            }
            let mut changes: Vec<Change> = assignments
                .iter()
                .map(|assignment| Change::Assignment {
                    round: assignment.round,
                    document: assignment.document,
                    coder: assignment.coder,
                    before: Some(assignment.state),
                    after: None,
                })
                .collect();
            let (id, before) = (round.id, Some(round.clone()));
            changes.push(Change::Round { id, before, after: None });
            removed.clone_from(&round.name);
            let summary = format!("remove the round `{removed}`");
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(removed)
    }
}
