use std::collections::{BTreeMap, BTreeSet};

use themata_model::{
    AttributeId, Codings, Document, DocumentId, Query, Scope, Source, Study, Value, Version,
};

use super::{Grid, key};
use crate::Failure;

/// Which pairs of a row and a column a query means, whether or not there is a questionnaire:
/// those of which it would mean one, had one been filled in there like another of its row.
///
/// The query is asked of such questionnaires in a copy of the study; of what is known of the
/// others only what the query may ask for is put on them.
pub(super) fn expected(
    study: &Study,
    query: &str,
    documents: &[&Document],
    (grid, [rows, columns]): (&Grid<'_>, [AttributeId; 2]),
) -> Result<BTreeSet<(usize, usize)>, Failure> {
    let query = Query::parse(query)?;
    let asked_for = query.to_string().to_lowercase();
    let may_be_asked: Vec<AttributeId> = study
        .attributes
        .iter()
        .filter(|attribute| asked_for.contains(&attribute.name.to_lowercase()))
        .map(|attribute| attribute.id)
        .collect();
    let mut kinds: BTreeMap<(usize, Vec<String>), BTreeMap<AttributeId, Value>> =
        BTreeMap::new();
    for document in documents {
        let Some(row) = document.values.get(&rows) else { continue };
        let Some(&place) = grid.row_places.get(&key(row)) else { continue };
        let known: BTreeMap<AttributeId, Value> = document
            .values
            .iter()
            .filter(|(id, _)| **id != columns && (**id == rows || may_be_asked.contains(id)))
            .map(|(id, value)| (*id, value.clone()))
            .collect();
        let said = known.iter().map(|(id, value)| format!("{id}={}", key(value))).collect();
        kinds.entry((place, said)).or_insert(known);
    }
    let mut imagined = study.clone();
    imagined.codings = Codings::default();
    let last = study.documents.last().map_or(0, |document| document.id.0);
    let mut places = Vec::new();
    for ((row, _), known) in &kinds {
        for (column, value) in grid.columns.iter().enumerate() {
            let mut values = known.clone();
            values.insert(columns, value.clone());
            places.push((*row, column));
            imagined.documents.push(blank(DocumentId(last + places.len() as u32), values));
        }
    }
    let asked =
        query.resolve(&imagined)?.ask(Scope { study: &imagined, turns: &BTreeMap::new() });
    let meant = asked.documents.iter().filter_map(|id| id.0.checked_sub(last + 1));
    Ok(meant.filter_map(|at| places.get(at as usize).copied()).collect())
}

fn blank(id: DocumentId, values: BTreeMap<AttributeId, Value>) -> Document {
    let version = Version {
        number: 1,
        source: Source::default(),
        len: 0,
        words: 0,
        turns: 0,
        speakers: Vec::new(),
        sections: Vec::new(),
    };
    Document { id, name: String::new(), version, values }
}
