use themata_analysis::{Cell, Column, Kind, Table};

use super::{Imported, ImportedDocument, ImportedFile, Outcome};
use crate::names::count;

impl Imported {
    /// A row for each file with what became of it.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            "import",
            "Import",
            [
                Column::new("file", "File", Kind::Passage),
                Column::new("outcome", "Outcome", Kind::Text),
                Column::new("document", "Document", Kind::Passage),
                Column::new("format", "Read as", Kind::Text),
                Column::new("encoding", "Encoding", Kind::Text),
                Column::new("words", "Words", Kind::Count),
                Column::new("turns", "Turns", Kind::Count),
                Column::new("timed_turns", "With times", Kind::Count),
                Column::new("sections", "Sections", Kind::Count),
                Column::new("comments", "Comments", Kind::Count),
                Column::new("speakers", "Speakers", Kind::Passage),
                Column::new("remarks", "Remarks", Kind::Passage),
            ],
        );
        for file in &self.files {
            let mut remarks = file.remarks.clone();
            let cells = match &file.outcome {
                Outcome::Document(document) => {
                    let done = if self.dry_run { "would be imported" } else { "imported" };
                    let mut cells = vec![Cell::text(done)];
                    cells.extend(document_cells(document));
                    cells
                }
                Outcome::Known { name } => vec![Cell::text("known already"), Cell::text(name)],
                Outcome::Failed(failure) => {
                    remarks.push(failure.message.clone());
                    remarks.extend(failure.causes.iter().chain(&failure.hints).cloned());
                    vec![Cell::text("failed")]
                }
            };
            let cells = cells.into_iter().chain(std::iter::repeat(Cell::Empty)).take(10);
            let remarks =
                if remarks.is_empty() { Cell::Empty } else { Cell::text(remarks.join("; ")) };
            table.push([Cell::text(&file.name)].into_iter().chain(cells).chain([remarks]));
        }
        table.definition = format!(
            "{}: {} {}, {} known already, {} failed. Words by Unicode's rules (UAX 29); a turn is \
             a speaker's contiguous stretch, and those with times say when they begin.",
            count(self.files.len(), "row"),
            self.documents(),
            if self.dry_run { "would be imported" } else { "imported" },
            self.known(),
            self.failed()
        );
        table
    }
}

impl Imported {
    /// The same for a terminal, where room is scarce and names are read first: without what is
    /// said below the table, and without the file's name or the outcome where they tell nothing
    /// that the document's name or the last line does not.
    #[must_use]
    pub fn brief(&self) -> Table {
        let mut table = self.table();
        table.drop_column("remarks");
        let tells_the_file = |file: &ImportedFile| match &file.outcome {
            Outcome::Document(ImportedDocument { name, .. }) | Outcome::Known { name } => {
                name.starts_with(super::read::stem(&file.name))
            }
            Outcome::Failed(_) => false,
        };
        if self.files.iter().all(tells_the_file) {
            table.drop_column("file");
        }
        let outcomes = [self.documents(), self.known(), self.failed()];
        if outcomes.iter().filter(|&&count| count > 0).count() == 1 && self.documents() > 0 {
            table.drop_column("outcome");
        }
        table.drop_empty_columns();
        table
    }
}

fn document_cells(document: &ImportedDocument) -> Vec<Cell> {
    let some =
        |count: u32| if count == 0 { Cell::Empty } else { Cell::Count(u64::from(count)) };
    let speakers: Vec<String> = document
        .speakers
        .iter()
        .map(|(name, role)| match role {
            Some(role) => format!("{name} ({role})"),
            None => name.clone(),
        })
        .collect();
    vec![
        Cell::text(&document.name),
        Cell::text(&document.format),
        document.encoding.as_ref().map_or(Cell::Empty, Cell::text),
        Cell::Count(u64::from(document.words)),
        Cell::Count(u64::from(document.turns)),
        some(document.timed),
        some(document.sections),
        some(document.comments),
        if speakers.is_empty() { Cell::Empty } else { Cell::text(speakers.join(", ")) },
    ]
}
