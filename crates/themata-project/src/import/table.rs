use themata_analysis::{Cell, Column, Kind, Table};

use super::{Imported, Outcome};
use crate::names::count;

impl Imported {
    /// A row for each file with what became of it.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            "import",
            "Import",
            [
                Column::new("file", "File", Kind::Text),
                Column::new("outcome", "Outcome", Kind::Text),
                Column::new("document", "Document", Kind::Text),
                Column::new("format", "Read as", Kind::Text),
                Column::new("words", "Words", Kind::Count),
                Column::new("turns", "Turns", Kind::Count),
                Column::new("speakers", "Speakers", Kind::Text),
                Column::new("remarks", "Remarks", Kind::Passage),
            ],
        );
        for file in &self.files {
            let mut remarks = file.remarks.clone();
            let cells = match &file.outcome {
                Outcome::Document { name, format, words, turns, speakers } => [
                    Cell::text("imported"),
                    Cell::text(name),
                    Cell::text(format),
                    Cell::Count(u64::from(*words)),
                    Cell::Count(u64::from(*turns)),
                    Cell::text(speakers.join(", ")),
                ],
                Outcome::Known { name } => [
                    Cell::text("known already"),
                    Cell::text(name),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                ],
                Outcome::Failed(failure) => {
                    remarks.push(failure.message.clone());
                    remarks.extend(failure.causes.iter().chain(&failure.hints).cloned());
                    let empty = || Cell::Empty;
                    [Cell::text("failed"), empty(), empty(), empty(), empty(), empty()]
                }
            };
            let remarks =
                if remarks.is_empty() { Cell::Empty } else { Cell::text(remarks.join("; ")) };
            table.push([Cell::text(&file.name)].into_iter().chain(cells).chain([remarks]));
        }
        table.definition = format!(
            "{}: {} imported, {} known already, {} failed.",
            count(self.files.len(), "file"),
            self.documents(),
            self.known(),
            self.failed()
        );
        table
    }
}
