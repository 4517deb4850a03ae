use std::collections::BTreeSet;

use themata_model::Change;

use crate::{Failure, Project};

/// The parts of the work on a study. Who may do one may take it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Memos, questions, saved queries.
    Notes,
    /// Codings, definitions, decisions, one's own assignments.
    Coding,
    /// Themes, summaries, the board.
    Findings,
    /// The study itself: documents, what is known of them, rounds, frozen codebooks, and codes
    /// that were merged or split with their codings.
    Study,
}

impl Project {
    /// The parts of the work that an operation did.
    ///
    /// # Errors
    ///
    /// If there is no such operation, or the study cannot be read.
    pub fn work_of(&mut self, number: u32) -> Result<BTreeSet<Work>, Failure> {
        let snapshot = self.snapshot()?;
        let operations = snapshot.history()?;
        let known = operations.iter().find(|known| known.id.0 == number);
        let known =
            known.ok_or_else(|| Failure::nothing(format!("there is no operation {number}")))?;
        Ok(snapshot.changes(known)?.iter().filter_map(work).collect())
    }
}

/// `None` for what comes along with any work: whoever codes or decides first becomes a coder.
fn work(change: &Change) -> Option<Work> {
    Some(match change {
        Change::Coder { .. } => return None,
        Change::Memo { .. }
        | Change::Question { .. }
        | Change::Answer { .. }
        | Change::SavedQuery { .. } => Work::Notes,
        Change::Codebook { .. }
        | Change::Code { .. }
        | Change::Assignment { .. }
        | Change::Adjudication { .. }
        | Change::Rejection { .. }
        | Change::CodingsAdded(_)
        | Change::CodingsRemoved(_) => Work::Coding,
        Change::Theme { .. } | Change::Summary { .. } | Change::BoardView { .. } => {
            Work::Findings
        }
        Change::Title { .. }
        | Change::Attribute { .. }
        | Change::Document { .. }
        | Change::Value { .. }
        | Change::DocumentName { .. }
        | Change::Speaker { .. }
        | Change::SpeakerValue { .. }
        | Change::CodebookVersion { .. }
        | Change::Round { .. }
        | Change::Recoded { .. } => Work::Study,
    })
}
