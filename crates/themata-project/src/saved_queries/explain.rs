use std::collections::BTreeSet;

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{CoderKind, Query, Study};
use themata_store::Snapshot;

use crate::ask::meant;
use crate::names::count;
use crate::{Failure, Project};

/// So many names are told one by one.
const NAMES: usize = 12;

impl Project {
    /// What a query means: a row for each part with its meaning in words and how much it means
    /// by itself; and in which documents, for which codes and coders the query can hold at all.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the study cannot be read.
    pub fn query_explain(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        explained(&*snapshot.study()?, &snapshot, snapshot.viewer(), query)
    }
}

pub(super) fn columns() -> [Column; 4] {
    [
        Column::new("part", "Part", Kind::Text),
        Column::new("meaning", "Means", Kind::Passage),
        Column::new("codings", "Codings", Kind::Count),
        Column::new("places", "Places", Kind::Count),
    ]
}

pub(super) fn explained(
    study: &Study,
    snapshot: &Snapshot<'_>,
    viewer: Option<&str>,
    query: &str,
) -> Result<Table, Failure> {
    let query = Query::parse(query)?;
    let mut table = Table::new("explanation", "What the query means", columns());
    for part in query.explained(study)? {
        let (asked, places) = meant(study, snapshot, viewer, &part.query)?;
        let part_text = part.query.to_string();
        table.push([
            Cell::text(if part_text.is_empty() { "(nothing)".to_owned() } else { part_text }),
            Cell::text(part.meaning),
            Cell::from(asked.codings.len()),
            places.map_or(Cell::Empty, |places| Cell::from(places.len())),
        ]);
        if let Some(row) = table.rows.last_mut() {
            row.depth = part.depth;
        }
    }
    let (asked, places) = meant(study, snapshot, viewer, &query)?;
    let excerpts =
        asked.codings.chunk_by(|a, b| (a.document, a.span) == (b.document, b.span)).count();
    let documents: BTreeSet<_> = asked.codings.iter().map(|coding| coding.document).collect();
    let of_words = places.map_or(String::new(), |places| {
        let documents: BTreeSet<_> = places.iter().map(|&(document, _)| document).collect();
        let places = count(places.len(), "place");
        format!(" Its words stand at {places} in {}.", count(documents.len(), "document"))
    });
    let spelling = match asked.query.as_str() {
        "" => String::new(),
        spelling => format!("In standard spelling: {spelling}. "),
    };
    table.definition = format!(
        "{spelling}It means {} on {} in {}.{of_words} The figures of a part are of that part \
         by itself.",
        count(asked.codings.len(), "coding"),
        count(excerpts, "excerpt"),
        count(documents.len(), "document"),
    );
    let book = &study.codebook;
    let codes: Vec<&str> = asked.codes.iter().map(|&code| book[code].name.as_str()).collect();
    let assignable = book.codes().filter(|(_, code)| code.assignable).count();
    let documents = asked.documents.iter().filter_map(|&id| study.document(id));
    let documents: Vec<&str> = documents.map(|document| document.name.as_str()).collect();
    let coders = asked.coders.iter().filter_map(|&id| study.coder(id));
    let coders: Vec<&str> = coders.map(|coder| coder.name.as_str()).collect();
    table.remarks = vec![
        universe("document", &documents, study.documents.len()),
        universe("code", &codes, assignable),
        universe("coder", &coders, study.coders.len()),
    ];
    let machines = study.coders.iter().filter(|coder| coder.kind == CoderKind::Machine);
    let left_out: Vec<&str> = machines
        .filter(|coder| !asked.coders.contains(&coder.id))
        .map(|coder| coder.name.as_str())
        .collect();
    if !left_out.is_empty() {
        table.remarks.push(format!(
            "proposals of machines are left out unless a query names them: {}",
            left_out.join(", ")
        ));
    }
    let aside = study.aside();
    let agreed = study.coders.iter().filter(|coder| {
        let stands_aside = aside.contains(&coder.id) && !asked.coders.contains(&coder.id);
        coder.kind == CoderKind::Consensus && stands_aside
    });
    let agreed: Vec<&str> = agreed.map(|coder| coder.name.as_str()).collect();
    if !agreed.is_empty() {
        table.remarks.push(format!(
            "what was agreed on was made from what people said, and is left out unless a query \
             names it: {}",
            agreed.join(", ")
        ));
    }
    Ok(table)
}

/// What shares are shares of: `can hold in 3 of 54 documents: P01, P02, P03`.
fn universe(what: &str, names: &[&str], all: usize) -> String {
    let verb = if what == "document" { "in" } else { "for" };
    if names.len() == all && all > NAMES {
        return format!("it can hold {verb} all {}", count(all, what));
    }
    let shown = names.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
    let more = match names.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let colon = if names.is_empty() { "" } else { ": " };
    format!("it can hold {verb} {} of {}{colon}{shown}{more}", names.len(), count(all, what))
}
