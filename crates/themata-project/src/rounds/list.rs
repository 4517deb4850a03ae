use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Assignment, AssignmentState, Round, Study};

use crate::names::count;
use crate::{Failure, Project};

impl Project {
    /// The rounds, a row each, in the order in which they were made.
    ///
    /// # Errors
    ///
    /// If the study cannot be read.
    pub fn rounds(&mut self) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let mut columns = vec![
            Column::new("round", "Round", Kind::Text),
            Column::new("codebook_version", "Codebook version", Kind::Count),
            Column::new("blind", "Blind", Kind::Text),
            Column::new("documents", "Documents", Kind::Count),
            Column::new("coders", "Coders", Kind::Text),
        ];
        for state in AssignmentState::ALL {
            columns.push(Column::new(state.as_str(), heading(state), Kind::Count));
        }
        let mut table = Table::new("rounds", "Rounds", columns);
        for round in &study.rounds {
            let assignments = study.assignments_in(round.id);
            let mut cells = vec![
                Cell::text(&round.name),
                round.codebook_version.map_or(Cell::Empty, |n| Cell::Count(u64::from(n))),
                Cell::text(blindness(round)),
                Cell::from(documents(assignments)),
                Cell::text(coders(&study, assignments).join(", ")),
            ];
            cells.extend(AssignmentState::ALL.map(|state| Cell::from(of(assignments, state))));
            table.push(cells);
        }
        table.definition = format!(
            "{}. In a blind round a coder sees nobody else's codings on a document until all of \
             its coders have finished or were excused, or the round is opened. Assigned, \
             started, finished and excused count assignments: a coder and a document each.",
            count(study.rounds.len(), "round")
        );
        Ok(table)
    }
}

pub(super) fn heading(state: AssignmentState) -> &'static str {
    match state {
        AssignmentState::Assigned => "Assigned",
        AssignmentState::Started => "Started",
        AssignmentState::Finished => "Finished",
        AssignmentState::Excused => "Excused",
    }
}

/// Whether a round is blind: `no`, `blind`, or `opened` before everyone had finished.
pub(super) fn blindness(round: &Round) -> &'static str {
    match (round.blind, round.opened) {
        (false, _) => "no",
        (true, false) => "blind",
        (true, true) => "opened",
    }
}

/// How many assignments are in a state.
pub(super) fn of(assignments: &[Assignment], state: AssignmentState) -> usize {
    assignments.iter().filter(|assignment| assignment.state == state).count()
}

/// How many documents assignments of one round are about; they come in order of documents.
pub(super) fn documents(assignments: &[Assignment]) -> usize {
    assignments.chunk_by(|a, b| a.document == b.document).count()
}

/// The names of those who have assignments, in the order of their numbers.
pub(super) fn coders<'a>(study: &'a Study, assignments: &[Assignment]) -> Vec<&'a str> {
    let mut ids: Vec<_> = assignments.iter().map(|assignment| assignment.coder).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| Some(study.coder(id)?.name.as_str())).collect()
}
