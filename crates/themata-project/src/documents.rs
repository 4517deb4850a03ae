use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Attribute, Value};

use crate::ask::ask;
use crate::names::count;
use crate::{Failure, Project};

/// The columns after those of the attributes that hold counts: key and heading.
const COUNTS: [(&str, &str); 5] = [
    ("words", "Words"),
    ("turns", "Turns"),
    ("speakers", "Speakers"),
    ("codings", "Codings"),
    ("coders", "Coders"),
];

impl Project {
    /// The documents that a query can hold in: a row each, with what is known of them.
    ///
    /// An attribute whose name is that of another column stands as `attribute_` and its name.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn documents(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let mut columns = vec![Column::new("document", "Document", Kind::Text)];
        let mut taken = vec!["document", "source"];
        taken.extend(COUNTS.map(|(key, _)| key));
        let keys = Attribute::column_keys(&study.attributes, &taken);
        columns.extend(study.attributes.iter().zip(keys).map(|(attribute, key)| {
            // Numbers here are mostly whole, such as waves; a count is drawn without decimals.
            let kind = match attribute.kind {
                themata_model::Kind::Number => Kind::Count,
                _ => Kind::Text,
            };
            Column::new(key.as_str(), key.as_str(), kind)
        }));
        for (key, heading) in COUNTS {
            columns.push(Column::new(key, heading, Kind::Count));
        }
        columns.push(Column::new("source", "Source", Kind::Text));

        let mut table = Table::new("documents", "Documents", columns);
        let documents: Vec<_> =
            answer.asked.documents.iter().filter_map(|&id| study.document(id)).collect();
        for document in &documents {
            let codings = study.codings.on(document.id);
            let mut coders: Vec<_> = codings.iter().map(|coding| coding.coder).collect();
            coders.sort_unstable();
            coders.dedup();
            let mut cells = vec![Cell::text(&document.name)];
            cells.extend(study.attributes.iter().map(|attribute| {
                document.values.get(&attribute.id).map_or(Cell::Empty, value_cell)
            }));
            cells.push(Cell::Count(u64::from(document.version.words)));
            cells.push(Cell::Count(u64::from(document.version.turns)));
            cells.push(Cell::from(document.version.speakers.len()));
            cells.push(Cell::from(codings.len()));
            cells.push(Cell::from(coders.len()));
            cells.push(Cell::text(&document.version.source.name));
            table.push(cells);
        }
        table.definition = format!(
            "{}{}. Words by Unicode's rules (UAX 29); codings are codes applied by a coder to an \
             excerpt.",
            count(documents.len(), "document"),
            crate::names::of_query(&answer.asked.query),
        );
        Ok(table)
    }

    /// Documents, words, turns and codings for each value of an attribute.
    ///
    /// # Errors
    ///
    /// If there is no such attribute or the file cannot be read.
    pub fn documents_by(&mut self, attribute: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let id = crate::names::attribute(&study, attribute)?;
        Ok(themata_analysis::documents_by(&study, id)?.to_table())
    }
}

fn value_cell(value: &Value) -> Cell {
    match value {
        // Every whole number below this one can be held exactly.
        Value::Number(number)
            if (0.0..9_007_199_254_740_992.0).contains(number) && number.fract() == 0.0 =>
        {
            Cell::Count(*number as u64)
        }
        Value::Number(number) => Cell::Number(*number),
        value => Cell::text(value.to_string()),
    }
}
