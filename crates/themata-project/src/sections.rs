use themata_analysis::{Cell, Column, Kind, Table};
use themata_text::words;

use crate::ask::ask;
use crate::names::{count, of_query};
use crate::{Failure, Project};

impl Project {
    /// The sections of the documents that a query can hold in: a row for each heading or
    /// question, in order of the text.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn sections(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let mut table = Table::new(
            "sections",
            "Sections",
            [
                Column::new("document", "Document", Kind::Text),
                Column::new("section", "Section", Kind::Text),
                Column::new("kind", "Kind", Kind::Text),
                Column::new("level", "Level", Kind::Count),
                Column::new("words", "Words", Kind::Count),
                Column::new("codings", "Codings", Kind::Count),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        );
        let documents =
            answer.asked.documents.iter().filter_map(|&id| answer.study.document(id));
        for document in documents.filter(|document| !document.version.sections.is_empty()) {
            let transcripts = snapshot.transcripts([document.id])?;
            let words = words(&transcripts[&document.id].text);
            let all = answer.study.codings.on(document.id).iter();
            let codings: Vec<_> =
                all.filter(|coding| answer.resolved.takes_part(coding.coder)).collect();
            for section in &document.version.sections {
                let (start, end) = (section.span.start(), section.span.end());
                let first = codings.partition_point(|coding| coding.span.start() < start);
                let behind = codings.partition_point(|coding| coding.span.start() < end);
                table.push([
                    Cell::text(&document.name),
                    Cell::text(&section.title),
                    Cell::text(section.kind.as_str()),
                    Cell::Count(u64::from(section.level)),
                    Cell::from(words.touching(section.span).len()),
                    Cell::from(behind - first),
                    Cell::Count(u64::from(start)),
                    Cell::Count(u64::from(end)),
                ]);
            }
        }
        table.definition = format!(
            "{}{}. A section goes on to the next heading of its level or a higher one; its words \
             are counted with the title and the sections in it, and a coding belongs to the \
             section that it begins in.",
            count(table.rows.len(), "section"),
            of_query(&answer.asked.query)
        );
        Ok(table)
    }
}
