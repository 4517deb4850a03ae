use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Memo, MemoTarget};

use super::MemoOn;
use crate::ask::ask;
use crate::codings::turn_of;
use crate::names::{count, minute, of_query};
use crate::{Failure, Project};

/// Which memos a listing is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoListing {
    /// The documents and codes that they are about; all memos if it is empty.
    pub query: String,
    /// What they are about, if only one sort is wanted.
    pub on: Option<MemoOn>,
    /// Who wrote them, if only one's are wanted.
    pub author: Option<String>,
}

impl Project {
    /// The memos on the documents and codes that a query can hold for and on stretches of those
    /// documents; without a query the entries of the journal, too. Remarks on codings stand
    /// with the codings.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn memos(&mut self, listing: &MemoListing) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &listing.query)?;
        let (study, asked) = (&answer.study, &answer.asked);
        let everything = asked.query.is_empty();
        let is_meant = |memo: &Memo| match memo.target {
            // The journal and codes are on no document: a query that asks nothing of codings,
            // but something, does not mean them.
            MemoTarget::Study => everything,
            MemoTarget::Code(code) => {
                let mut under = study.codebook.subtree(code).iter();
                everything
                    || (answer.resolved.asks_of_codings()
                        && under.any(|code| asked.codes.contains(code)))
            }
            MemoTarget::Document(document) | MemoTarget::Passage(document, _) => {
                asked.documents.binary_search(&document).is_ok()
            }
        };
        let author = listing.author.as_ref().map(|name| name.trim().to_lowercase());
        let is_theirs = |memo: &Memo| {
            let by = memo.author.as_ref().map(|name| name.trim().to_lowercase());
            author.is_none() || by == author
        };
        let memos: Vec<Memo> = snapshot
            .all_memos()?
            .into_iter()
            .filter(|memo| listing.on.is_none_or(|on| on == MemoOn::of(memo.target)))
            .filter(|memo| is_theirs(memo) && is_meant(memo))
            .collect();
        let transcripts = snapshot.transcripts(memos.iter().filter_map(Memo::document))?;
        let mut table = Table::new("memos", "Memos", columns());
        for memo in &memos {
            let text = |text: Option<&String>| text.map_or(Cell::Empty, Cell::text);
            let number = |at: Option<usize>| at.map_or(Cell::Empty, Cell::from);
            let document = memo.document().and_then(|id| study.document(id));
            let code = memo.target.code().and_then(|code| study.codebook.get(code));
            let transcript = memo.document().and_then(|id| transcripts.get(&id));
            let span = memo.span();
            let about = span.and_then(|span| transcript?.text.slice(span));
            let turn = span.and_then(|span| turn_of(transcript?, span));
            table.push([
                Cell::Count(u64::from(memo.id.0)),
                Cell::text(memo.target.as_str()),
                text(document.map(|document| &document.name)),
                text(code.map(|code| &code.name)),
                number(turn.map(|turn| turn + 1)),
                about.filter(|words| !words.is_empty()).map_or(Cell::Empty, Cell::text),
                text(memo.title.as_ref()),
                Cell::text(&memo.words),
                text(memo.author.as_ref()),
                at(memo),
                number(span.map(|span| span.start() as usize)),
                number(span.map(|span| span.end() as usize)),
            ]);
        }
        table.definition = format!(
            "{}{}: what coders wrote and comments that came with the files, each with what it \
             is about. Remarks on codings stand with the codings.",
            count(memos.len(), "memo"),
            of_query(&asked.query)
        );
        Ok(table)
    }
}

/// When a memo was written: to the minute or, of a comment, as its source says.
pub(super) fn at(memo: &Memo) -> Cell {
    memo.at.as_ref().map_or(Cell::Empty, |at| match memo.own {
        true => Cell::text(minute(at)),
        false => Cell::text(at),
    })
}

fn columns() -> [Column; 12] {
    [
        Column::new("number", "No.", Kind::Count),
        Column::new("on", "On", Kind::Text),
        Column::new("document", "Document", Kind::Text),
        Column::new("code", "Code", Kind::Text),
        Column::new("turn", "Turn", Kind::Count),
        Column::new("about", "About", Kind::Passage),
        Column::new("title", "Title", Kind::Text),
        Column::new("memo", "Memo", Kind::Passage),
        Column::new("author", "Author", Kind::Text),
        Column::new("at", "At", Kind::Text),
        Column::new("start", "Start", Kind::Count),
        Column::new("end", "End", Kind::Count),
    ]
}
