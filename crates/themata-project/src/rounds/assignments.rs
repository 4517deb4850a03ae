use std::collections::BTreeMap;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Assignment, AssignmentState, CoderId, DocumentId, RoundId};

use super::named::round;
use crate::coders::coder;
use crate::names::count;
use crate::{Failure, Project};

/// Which assignments are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssignmentQuestion {
    /// Only those of this round.
    pub round: Option<String>,
    /// Whose.
    pub whose: Whose,
    /// Only those that have come so far.
    pub state: Option<AssignmentState>,
}

/// Whose assignments are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everyone's.
    #[default]
    Everyone,
    /// Those of the coder of a name.
    Coder(String),
}

impl Project {
    /// Assignments, a row each, by round, document and coder, with how many codings the coder
    /// has on the document, as far as whoever asks may see them.
    ///
    /// # Errors
    ///
    /// If there is no such round or coder, or the study cannot be read.
    pub fn assignments(&mut self, question: &AssignmentQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let viewer = snapshot.viewer().and_then(|name| study.coder_named(name));
        let viewer = viewer.map(|coder| coder.id);
        let in_round: Option<RoundId> = match &question.round {
            Some(name) => Some(round(&study, name)?.id),
            None => None,
        };
        let by: Option<CoderId> = match &question.whose {
            Whose::Coder(name) => Some(coder(&study, name)?.id),
            Whose::Everyone => None,
        };
        let mut codings: BTreeMap<(DocumentId, CoderId), usize> = BTreeMap::new();
        for coding in &study.codings {
            *codings.entry((coding.document, coding.coder)).or_default() += 1;
        }
        let meant = |assignment: &&Assignment| {
            in_round.is_none_or(|round| assignment.round == round)
                && by.is_none_or(|coder| assignment.coder == coder)
                && question.state.is_none_or(|state| assignment.state == state)
        };
        let assignments: Vec<&Assignment> = study.assignments.iter().filter(meant).collect();
        let blind = study.blind_documents();

        let mut table = Table::new(
            "assignments",
            "Assignments",
            [
                Column::new("round", "Round", Kind::Text),
                Column::new("document", "Document", Kind::Text),
                Column::new("coder", "Coder", Kind::Text),
                Column::new("state", "State", Kind::Text),
                Column::new("codings", "Codings", Kind::Count),
            ],
        );
        let mut kept_back = 0;
        for assignment in &assignments {
            let Assignment { document, coder, .. } = **assignment;
            let seen = Some(coder) == viewer || !blind.contains(&document);
            kept_back += usize::from(!seen);
            let number = codings.get(&(document, coder)).copied().unwrap_or_default();
            let text = |name: Option<&String>| name.map_or(Cell::Empty, Cell::text);
            table.push([
                text(study.round(assignment.round).map(|known| &known.name)),
                text(study.document(document).map(|known| &known.name)),
                text(study.coder(coder).map(|known| &known.name)),
                Cell::text(assignment.state.as_str()),
                if seen { Cell::from(number) } else { Cell::Empty },
            ]);
        }
        let states: Vec<String> = AssignmentState::ALL
            .into_iter()
            .filter_map(|state| {
                let number = assignments.iter().filter(|known| known.state == state).count();
                (number > 0).then(|| format!("{number} {}", state.as_str()))
            })
            .collect();
        let states = match states.is_empty() {
            true => String::new(),
            false => format!(": {}", states.join(", ")),
        };
        table.definition = format!(
            "{}{states}. Codings are all that the coder has on the document, whatever the round.",
            count(assignments.len(), "assignment")
        );
        if kept_back > 0 {
            table.remarks.push(format!(
                "the codings of {} are kept back while the round is blind",
                count(kept_back, "assignment")
            ));
        }
        Ok(table)
    }
}
