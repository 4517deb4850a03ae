use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Assignment, AssignmentState, CoderId};

use super::list::{blindness, coders, documents, of};
use super::named::round;
use super::new::sentence;
use crate::names::count;
use crate::{Failure, Project};

impl Project {
    /// A round: a row for each of its documents, a column for each coder with how far the
    /// coder has come, and how the documents were drawn.
    ///
    /// # Errors
    ///
    /// If there is no such round or the study cannot be read.
    pub fn round_show(&mut self, name: &str) -> Result<Table, Failure> {
        let study = self.snapshot()?.study()?;
        let round = round(&study, name)?;
        let assignments = study.assignments_in(round.id);
        let names = coders(&study, assignments);
        let ids: Vec<CoderId> =
            names.iter().filter_map(|name| Some(study.coder_named(name)?.id)).collect();
        let mut columns = vec![Column::new("document", "Document", Kind::Text)];
        columns.extend(names.iter().map(|name| {
            // A coder may be called as the first column is.
            let key = match name.to_lowercase().as_str() {
                "document" => format!("coder_{name}"),
                _ => (*name).to_owned(),
            };
            Column::new(key, *name, Kind::Text)
        }));
        let mut table = Table::new("round", format!("Round {}", round.name), columns);
        for of_document in assignments.chunk_by(|a, b| a.document == b.document) {
            let document = of_document.first().and_then(|one| study.document(one.document));
            let mut cells = vec![document.map_or(Cell::Empty, |known| Cell::text(&known.name))];
            cells.extend(ids.iter().map(|&id| {
                let has = |assignment: &&Assignment| assignment.coder == id;
                let assignment = of_document.iter().find(has);
                assignment.map_or(Cell::Empty, |known| Cell::text(known.state.as_str()))
            }));
            table.push(cells);
        }
        let version = match round.codebook_version {
            Some(number) => format!("version {number} of the codebook"),
            None => "the codebook as it is".to_owned(),
        };
        let blind = match blindness(round) {
            "blind" => {
                "Blind: nobody sees others' codings on a document until all have finished."
            }
            "opened" => "Blind, and opened before everyone had finished.",
            _ => "Not blind.",
        };
        table.definition = format!(
            "{} Coded with {version}. {blind} {} of {} finished, {} excused.",
            sentence(&round.draw, documents(assignments)),
            of(assignments, AssignmentState::Finished),
            count(assignments.len(), "assignment"),
            of(assignments, AssignmentState::Excused),
        );
        Ok(table)
    }
}
