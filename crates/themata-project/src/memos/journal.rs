use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::MemoTarget;

use super::list::at;
use super::second;
use crate::names::count;
use crate::{Failure, Project};

impl Project {
    /// The journal of the study: its entries in the order in which they were written, the
    /// newest last.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn journal(&mut self) -> Result<Table, Failure> {
        let mut entries = self.snapshot()?.all_memos()?;
        entries.retain(|memo| memo.target == MemoTarget::Study);
        // Entries that another program brings may be older than their numbers say.
        entries.sort_by_cached_key(|entry| (second(&entry.at), entry.id));
        let mut table = Table::new(
            "journal",
            "Journal",
            [
                Column::new("number", "No.", Kind::Count),
                Column::new("at", "When (UTC)", Kind::Text),
                Column::new("author", "Who", Kind::Text),
                Column::new("title", "Title", Kind::Text),
                Column::new("words", "Entry", Kind::Passage),
            ],
        );
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        for entry in &entries {
            table.push([
                Cell::Count(u64::from(entry.id.0)),
                at(entry),
                text(&entry.author),
                text(&entry.title),
                Cell::text(&entry.words),
            ]);
        }
        let entries = count(entries.len(), "entry");
        table.definition = format!("{entries} of the journal, the newest last.");
        Ok(table)
    }
}
