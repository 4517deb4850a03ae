use std::collections::BTreeSet;

use themata_model::{Asked, AttributeId, CoderId, Coding, Document, DocumentId, Study};

use crate::grouping::{Grouped, grouped};
use crate::wording::universe;
use crate::{Cell, Column, Error, Grouping, Kind, Row, Table};

/// What a query means in each group of documents.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentGroups {
    /// The groups.
    pub by: Grouping,
    /// The numbers of each, in the order of [`Grouping::groups`].
    pub rows: Vec<DocumentCounts>,
    /// The numbers of all of them.
    pub total: DocumentCounts,
    /// What was counted and how.
    pub definition: String,
}

/// How much there is in some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentCounts {
    /// The number of documents.
    pub documents: u64,
    /// The number of words by Unicode's rules.
    pub words: u64,
    /// The number of speakers' turns.
    pub turns: u64,
    /// The number of codings.
    pub codings: u64,
    /// The number of documents with at least one coding.
    pub coded: u64,
    /// The number of different coders with a coding there.
    pub coders: u64,
}

/// Counts the documents that a query asks for, their words and turns, and its codings and their
/// coders, in each group of documents that share a value of an attribute, such as a site.
///
/// # Errors
///
/// If the study has no such attribute.
pub fn documents_by(
    study: &Study,
    asked: &Asked,
    by: AttributeId,
) -> Result<DocumentGroups, Error> {
    let meant: BTreeSet<DocumentId> = asked.documents.iter().copied().collect();
    let documents: Vec<&Document> =
        study.documents.iter().filter(|document| meant.contains(&document.id)).collect();
    let ids: Vec<DocumentId> = documents.iter().map(|document| document.id).collect();
    let Grouped { grouping, of } = grouped(study, &ids, by)?;
    let mut rows = vec![DocumentCounts::default(); grouping.groups.len()];
    let mut coders: Vec<BTreeSet<CoderId>> = vec![BTreeSet::new(); rows.len()];
    for (document, &group) in documents.iter().zip(&of) {
        let codings = on(&asked.codings, document.id);
        let counts = &mut rows[group];
        counts.documents += 1;
        counts.words += u64::from(document.version.words);
        counts.turns += u64::from(document.version.turns);
        counts.codings += codings.len() as u64;
        counts.coded += u64::from(!codings.is_empty());
        coders[group].extend(codings.iter().map(|coding| coding.coder));
    }
    let mut total = DocumentCounts::default();
    for (counts, coders) in rows.iter_mut().zip(&coders) {
        counts.coders = coders.len() as u64;
        total.documents += counts.documents;
        total.words += counts.words;
        total.turns += counts.turns;
        total.codings += counts.codings;
        total.coded += counts.coded;
    }
    total.coders = coders.iter().flatten().collect::<BTreeSet<_>>().len() as u64;
    let definition = format!(
        "Documents by {}. Words by Unicode's rules; coders are those with a coding there. {}",
        grouping.attribute,
        universe(study, asked, documents.len())
    );
    Ok(DocumentGroups { by: grouping, rows, total, definition })
}

/// The codings of a document among all, which are in the order of the study.
fn on(codings: &[Coding], document: DocumentId) -> &[Coding] {
    let first = codings.partition_point(|coding| coding.document < document);
    let behind = codings.partition_point(|coding| coding.document <= document);
    &codings[first..behind]
}

impl DocumentGroups {
    /// A row for each group, and a total.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let attribute = &self.by.attribute;
        let keys = ["documents", "coded", "words", "turns", "codings", "coders"];
        let headings = ["Documents", "Coded documents", "Words", "Turns", "Codings", "Coders"];
        let own = crate::grouping::distinct_keys(
            keys.map(str::to_owned).into_iter().chain([attribute.clone()]),
        );
        let key = own.last().cloned().unwrap_or_default();
        let mut columns = vec![Column::new(key, attribute.clone(), Kind::Text)];
        columns.extend(
            keys.into_iter().zip(headings).map(|(key, it)| Column::new(key, it, Kind::Count)),
        );
        let mut table = Table::new("documents", format!("Documents by {attribute}"), columns);
        let values = self.by.groups.iter().map(|group| match &group.value {
            Some(value) => value.clone(),
            None => self.by.heading(group),
        });
        let rows = values.zip(&self.rows).map(|(value, counts)| (value, counts, false));
        for (value, counts, total) in rows.chain([("all".to_owned(), &self.total, true)]) {
            let counts = [
                counts.documents,
                counts.coded,
                counts.words,
                counts.turns,
                counts.codings,
                counts.coders,
            ];
            let cells = [Cell::Text(value)].into_iter().chain(counts.map(Cell::Count));
            table.rows.push(Row { depth: 0, total, cells: cells.collect() });
        }
        table.definition.clone_from(&self.definition);
        table
    }
}
