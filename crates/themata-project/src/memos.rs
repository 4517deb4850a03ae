mod page;

pub use page::{ListedMemo, MemoOn, MemoPage};

use themata_analysis::{Cell, Column, Kind, Table};

use crate::ask::ask;
use crate::names::{count, of_query};
use crate::{Failure, Project};

impl Project {
    /// The memos on the documents that a query can hold in, and on stretches of them: the
    /// comments that came with their files.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn memos(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let documents = &answer.asked.documents;
        let memos: Vec<_> = snapshot
            .document_memos()?
            .into_iter()
            .filter(|memo| documents.binary_search(&memo.document).is_ok())
            .collect();
        let transcripts = snapshot.transcripts(memos.iter().map(|memo| memo.document))?;
        let mut table = Table::new(
            "memos",
            "Memos",
            [
                Column::new("document", "Document", Kind::Text),
                Column::new("about", "About", Kind::Passage),
                Column::new("memo", "Memo", Kind::Passage),
                Column::new("author", "Author", Kind::Text),
                Column::new("at", "At", Kind::Text),
                Column::new("start", "Start", Kind::Count),
                Column::new("end", "End", Kind::Count),
            ],
        );
        let text = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
        for memo in &memos {
            let document = answer.study.document(memo.document);
            let about = memo
                .span
                .and_then(|span| transcripts.get(&memo.document)?.text.slice(span))
                .filter(|words| !words.is_empty());
            let place =
                |at: Option<u32>| at.map_or(Cell::Empty, |at| Cell::Count(u64::from(at)));
            table.push([
                document.map_or(Cell::Empty, |document| Cell::text(&document.name)),
                about.map_or(Cell::Empty, Cell::text),
                Cell::text(&memo.words),
                text(memo.author.as_ref()),
                text(memo.at.as_ref()),
                place(memo.span.map(|span| span.start())),
                place(memo.span.map(|span| span.end())),
            ]);
        }
        table.definition = format!(
            "{}{}: comments that came with the files, each with the words that it is about. \
             Remarks on codings stand with the codings.",
            count(memos.len(), "memo"),
            of_query(&answer.asked.query)
        );
        Ok(table)
    }
}
