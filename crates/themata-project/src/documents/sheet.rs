use std::cmp::Ordering;
use std::collections::BTreeSet;

use themata_model::{Attribute, Document, DocumentId, Study, Value};

use crate::ask::{Answer, ask};
use crate::{Failure, Project};

/// The documents that a query can hold in, as a sheet to fill in.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentSheet {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// How many documents the study has, asked for or not.
    pub all: usize,
    /// What documents can be described by: the attributes that some document has, and those
    /// that nothing has so far.
    pub columns: Vec<SheetColumn>,
    /// A row for each document.
    pub rows: Vec<DocumentRow>,
}

/// An attribute as the column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its number in the study, which never changes.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// What its values are: `text`, `number`, `date` or `boolean`.
    pub kind: &'static str,
}

/// A document as the row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Its number in the study, which never changes.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// What is known of it, in order of the columns; `None` where nothing is.
    pub values: Vec<Option<Value>>,
    /// Words by Unicode's rules (UAX 29).
    pub words: usize,
    /// Turns.
    pub turns: usize,
    /// Those who speak, counted by their names.
    pub speakers: usize,
    /// Codings that may be seen, without a machine's proposals.
    pub codings: usize,
    /// Those who made these.
    pub coders: usize,
    /// The file that it came from.
    pub source: String,
}

/// What the rows of a sheet are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKey {
    /// The names, with numbers in them in order.
    Name,
    /// The values of an attribute, by its number.
    Attribute(u32),
    /// See [`DocumentRow::words`].
    Words,
    /// See [`DocumentRow::turns`].
    Turns,
    /// See [`DocumentRow::speakers`].
    Speakers,
    /// See [`DocumentRow::codings`].
    Codings,
    /// See [`DocumentRow::coders`].
    Coders,
    /// The names of the files.
    Source,
}

const KEYS: [(&str, SheetKey); 7] = [
    ("document", SheetKey::Name),
    ("words", SheetKey::Words),
    ("turns", SheetKey::Turns),
    ("speakers", SheetKey::Speakers),
    ("codings", SheetKey::Codings),
    ("coders", SheetKey::Coders),
    ("source", SheetKey::Source),
];

impl SheetKey {
    /// The key that a word stands for: `document`, `words` and so on, or `a` and the number of
    /// an attribute.
    #[must_use]
    pub fn from_word(word: &str) -> Option<SheetKey> {
        let known = KEYS.iter().find(|(name, _)| *name == word).map(|&(_, key)| key);
        known.or_else(|| Some(SheetKey::Attribute(word.strip_prefix('a')?.parse().ok()?)))
    }
}

impl Project {
    /// The documents that a query can hold in, in the order of the study or of a key, from the
    /// least up or from the most `down`. Those without a value stand last either way.
    ///
    /// # Errors
    ///
    /// If the query is unsound or the file cannot be read.
    pub fn document_sheet(
        &mut self,
        query: &str,
        order: Option<(SheetKey, bool)>,
    ) -> Result<DocumentSheet, Failure> {
        let snapshot = self.snapshot()?;
        let moment = snapshot.head()?.0;
        let answer = ask(&snapshot, query)?;
        let study = &answer.study;
        let columns: Vec<&Attribute> =
            study.attributes.iter().filter(|known| describes_documents(study, known)).collect();
        let documents = answer.asked.documents.iter().filter_map(|&id| study.document(id));
        let mut rows: Vec<DocumentRow> =
            documents.map(|document| row(&answer, document, &columns)).collect();
        let columns: Vec<SheetColumn> = columns.into_iter().map(SheetColumn::of).collect();
        if let Some((key, down)) = order {
            sort(&mut rows, &columns, key, down);
        }
        Ok(DocumentSheet { moment, all: study.documents.len(), columns, rows })
    }

    /// The name of the document that has a number.
    ///
    /// # Errors
    ///
    /// If there is none, or the file cannot be read.
    pub fn document_called(&mut self, number: u32) -> Result<String, Failure> {
        let study = self.snapshot()?.study()?;
        let document = study.document(DocumentId(number));
        Ok(document.ok_or_else(|| gone("document"))?.name.clone())
    }
}

impl SheetColumn {
    pub(crate) fn of(attribute: &Attribute) -> SheetColumn {
        SheetColumn {
            number: attribute.id.0,
            name: attribute.name.clone(),
            kind: attribute.kind.as_str(),
        }
    }
}

/// That what a page shows was removed meanwhile.
pub(crate) fn gone(what: &str) -> Failure {
    Failure::nothing(format!("this {what} is no longer in the study"))
        .hint("somebody removed it meanwhile; undo brings it back")
}

/// Whether speakers have values of an attribute.
pub(crate) fn describes_speakers(study: &Study, attribute: &Attribute) -> bool {
    let mut speakers = study.documents.iter().flat_map(|known| &known.version.speakers);
    speakers.any(|speaker| speaker.values.contains_key(&attribute.id))
}

fn describes_documents(study: &Study, attribute: &Attribute) -> bool {
    study.documents.iter().any(|known| known.values.contains_key(&attribute.id))
        || !describes_speakers(study, attribute)
}

fn row(answer: &Answer, document: &Document, columns: &[&Attribute]) -> DocumentRow {
    let all = answer.study.codings.on(document.id).iter();
    let codings: Vec<_> =
        all.filter(|coding| answer.resolved.takes_part(coding.coder)).collect();
    let coders: BTreeSet<_> = codings.iter().map(|coding| coding.coder).collect();
    // Two spellings of one name are one person.
    let speakers: BTreeSet<&str> =
        document.version.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
    DocumentRow {
        number: document.id.0,
        name: document.name.clone(),
        values: columns.iter().map(|known| document.values.get(&known.id).cloned()).collect(),
        words: document.version.words as usize,
        turns: document.version.turns as usize,
        speakers: speakers.len(),
        codings: codings.len(),
        coders: coders.len(),
        source: document.version.source.name.clone(),
    }
}

fn sort(rows: &mut Vec<DocumentRow>, columns: &[SheetColumn], key: SheetKey, down: bool) {
    let column = |number| columns.iter().position(|column| column.number == number);
    // Counts of a study are far below what a number holds exactly.
    let number = |count: usize| Some(Value::Number(count as f64));
    let of = |row: &DocumentRow| match key {
        SheetKey::Name => Some(Value::Text(row.name.clone())),
        SheetKey::Attribute(id) => row.values.get(column(id)?).cloned().flatten(),
        SheetKey::Words => number(row.words),
        SheetKey::Turns => number(row.turns),
        SheetKey::Speakers => number(row.speakers),
        SheetKey::Codings => number(row.codings),
        SheetKey::Coders => number(row.coders),
        SheetKey::Source => Some(Value::Text(row.source.clone())),
    };
    let mut keyed: Vec<_> = rows.drain(..).map(|row| (of(&row), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if down => b.order(a),
        (Some(a), Some(b)) => a.order(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}

#[cfg(test)]
mod tests;
