mod remove;
mod sheet;

pub use remove::DocumentsRemoved;
pub use sheet::{DocumentRow, DocumentSheet, SheetColumn, SheetKey};
pub(crate) use sheet::{describes_speakers, gone};

use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{Cell, Column, Kind, Table};
use themata_model::{Attribute, Change, Document, Session, Value};
use themata_store::Action;

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
    /// The numbers of the documents, by their names. A number stays the same as long as the
    /// study lives.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn document_numbers(&mut self) -> Result<BTreeMap<String, u32>, Failure> {
        let study = self.snapshot()?.study()?;
        let documents = study.documents.iter();
        Ok(documents.map(|document| (document.name.clone(), document.id.0)).collect())
    }

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
            let all = study.codings.on(document.id).iter();
            let codings: Vec<_> =
                all.filter(|coding| answer.resolved.takes_part(coding.coder)).collect();
            let mut coders: Vec<_> = codings.iter().map(|coding| coding.coder).collect();
            coders.sort_unstable();
            coders.dedup();
            let mut cells = vec![Cell::text(&document.name)];
            cells.extend(study.attributes.iter().map(|attribute| {
                document.values.get(&attribute.id).map_or(Cell::Empty, value_cell)
            }));
            cells.push(Cell::Count(u64::from(document.version.words)));
            cells.push(Cell::Count(u64::from(document.version.turns)));
            // Two spellings of one name are one person.
            let names: BTreeSet<&str> =
                document.version.speakers.iter().map(|s| s.name.as_str()).collect();
            cells.push(Cell::from(names.len()));
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

    /// The names of the documents that a query can hold in.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn document_names(&mut self, query: &str) -> Result<Vec<String>, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let documents =
            answer.asked.documents.iter().filter_map(|&id| answer.study.document(id));
        Ok(documents.map(|document| document.name.clone()).collect())
    }

    /// Where the documents that a query can hold in came from: a row each.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn provenance(&mut self, query: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, query)?;
        let mut table = Table::new(
            "provenance",
            "Provenance",
            [
                Column::new("document", "Document", Kind::Text),
                Column::new("version", "Version", Kind::Count),
                Column::new("source", "Source", Kind::Text),
                Column::new("part", "Part", Kind::Text),
                Column::new("format", "Read as", Kind::Text),
                Column::new("encoding", "Encoding", Kind::Text),
                Column::new("reader", "Reader", Kind::Text),
                Column::new("decisions", "Decisions", Kind::Passage),
                Column::new("sha256", "SHA-256 of the file", Kind::Text),
            ],
        );
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        for document in
            answer.asked.documents.iter().filter_map(|&id| answer.study.document(id))
        {
            let version = &document.version;
            let source = &version.source;
            let decisions = source.decisions.join("; ");
            table.push([
                Cell::text(&document.name),
                Cell::Count(u64::from(version.number)),
                Cell::text(&source.name),
                text(&source.part),
                Cell::text(&source.format),
                text(&source.encoding),
                text(&source.reader),
                if decisions.is_empty() { Cell::Empty } else { Cell::text(decisions) },
                Cell::text(&source.hash),
            ]);
        }
        table.definition = format!(
            "{}{}: the file that each document's current version was read from, what read it, \
             and what was decided or odd. The study keeps the files themselves.",
            count(table.rows.len(), "document"),
            crate::names::of_query(&answer.asked.query),
        );
        Ok(table)
    }

    /// Gives a document another name, and says which it is.
    ///
    /// # Errors
    ///
    /// If there is no such document, or another one has the name.
    pub fn rename_document(
        &mut self,
        session: &Session,
        document: &str,
        name: &str,
    ) -> Result<String, Failure> {
        let name = crate::names::visible(name.trim())?;
        if name.is_empty() {
            return Err(Failure::new("a document needs a name"));
        }
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let document = crate::names::document(&study, document)?;
            let key = name.to_lowercase();
            let is_other = |other: &&Document| other.id != document.id;
            let mut others = study.documents.iter().filter(is_other);
            if others.any(|other| other.name.to_lowercase() == key) {
                return Err(Failure::new(format!(
                    "another document is called `{name}` already"
                )));
            }
            let (id, before, after) = (document.id, document.name.clone(), name.to_owned());
            Ok(Action {
                summary: format!("rename document {id}"),
                changes: vec![Change::DocumentName { id, before, after }],
                ..Action::default()
            })
        })?;
        Ok(name.to_owned())
    }

    /// Documents, words, turns and codings for each value of an attribute.
    ///
    /// # Errors
    ///
    /// If there is no such attribute or the file cannot be read.
    pub fn documents_by(&mut self, attribute: &str) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, "")?;
        let id = crate::names::attribute(&answer.study, attribute)?;
        Ok(themata_analysis::documents_by(&answer.study, &answer.asked, id)?.to_table())
    }
}

/// A value as a cell; whole numbers are drawn without decimals.
pub(crate) fn value_cell(value: &Value) -> Cell {
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
