use std::collections::BTreeSet;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Query, SavedQuery, Study};

use super::{made_of, saved};
use crate::ask::meant;
use crate::names::{count, list, minute};
use crate::view::View;
use crate::{Failure, Project};

impl Project {
    /// The saved queries, a row each, with what they mean now.
    ///
    /// # Errors
    ///
    /// If the study cannot be read. A query that does not fit the study any more is no error:
    /// its row says why.
    pub fn queries(&mut self) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let mut table = Table::new(
            "queries",
            "Saved queries",
            [
                Column::new("query", "Query", Kind::Text),
                Column::new("means", "Means", Kind::Passage),
                Column::new("note", "Note", Kind::Passage),
                Column::new("by", "By", Kind::Text),
                Column::new("at", "When (UTC)", Kind::Text),
                Column::new("codings", "Codings", Kind::Count),
                Column::new("documents", "Documents", Kind::Count),
                Column::new("places", "Places", Kind::Count),
                Column::new("trouble", "Trouble", Kind::Passage),
            ],
        );
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        let mut troubled = 0;
        for query in &study.queries {
            let mut cells = vec![
                Cell::text(&query.name),
                Cell::text(&query.query),
                text(&query.note),
                text(&query.by),
                Cell::text(minute(&query.at.to_string())),
            ];
            match sizes(&study, &snapshot, query) {
                Ok([codings, documents, places]) => {
                    cells.extend([codings, documents, places, Cell::Empty]);
                }
                Err(failure) => {
                    troubled += 1;
                    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
                    cells.push(Cell::text(failure.to_string()));
                }
            }
            table.push(cells);
        }
        let trouble = match troubled {
            0 => String::new(),
            some => format!(" {some} cannot be asked now; the last column says why."),
        };
        table.definition = format!(
            "{}. Codings that each means as the study is now, the documents that these or its \
             words lie in, and the places of its words.{trouble}",
            count(study.queries.len(), "saved query"),
        );
        Ok(table)
    }

    /// One saved query: who saved it, what it means part by part, and which others are made of
    /// it.
    ///
    /// # Errors
    ///
    /// If there is no such query, or the study cannot be read.
    pub fn query_show(&mut self, name: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let query = saved(&study, name)?;
        let mut table =
            match super::explain::explained(&study, &snapshot, snapshot.viewer(), &query.query)
            {
                Ok(table) => table,
                Err(failure) => {
                    let mut table = Table::new("query", "", super::explain::columns());
                    table.definition = format!("It cannot be asked now: {failure}.");
                    table.remarks.extend(failure.hints);
                    table
                }
            };
        "query".clone_into(&mut table.name);
        table.title = format!("The saved query {}", query.name);
        let by = query.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
        let at = minute(&query.at.to_string());
        let mut about =
            vec![format!("written as: {}", query.query), format!("saved{by} on {at} (UTC)")];
        about.extend(query.note.as_ref().map(|note| format!("note: {note}")));
        let others: Vec<String> =
            made_of(&study, query.id).iter().map(|other| other.name.clone()).collect();
        if !others.is_empty() {
            about.push(format!("made of it: {}", list(&others)));
        }
        table.remarks.splice(0..0, about);
        Ok(table)
    }
}

/// How many codings a saved query means, in how many documents, and at how many places its
/// words stand.
fn sizes(study: &Study, snapshot: &View<'_>, query: &SavedQuery) -> Result<[Cell; 3], Failure> {
    let (asked, places) =
        meant(study, snapshot, snapshot.viewer(), &Query::parse(&query.query)?)?;
    let documents = asked.codings.iter().map(|coding| coding.document);
    let mut documents: BTreeSet<_> = documents.collect();
    documents.extend(places.iter().flatten().map(|&(document, _)| document));
    let places = places.map_or(Cell::Empty, |places| Cell::from(places.len()));
    Ok([Cell::from(asked.codings.len()), Cell::from(documents.len()), places])
}
