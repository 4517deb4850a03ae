mod cells;
mod edit;
mod list;
mod set;

pub use cells::{Filled, SheetCell};
pub use edit::AttributeChanged;
pub(crate) use set::{set, summary};

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use themata_model::{
    Attribute, AttributeId, Change, Document, DocumentId, Kind, Session, Study, TERMS, Value,
};
use themata_store::{Action, Snapshot};

use crate::names::{count, list};
use crate::{Failure, Project};

/// What came of describing documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// How many documents were described.
    pub documents: usize,
    /// How many values were set or changed.
    pub values: usize,
    /// How many values were taken away.
    pub cleared: usize,
    /// The attributes that are new, with what their values are: `site (text)`.
    pub new_attributes: Vec<String>,
    /// The attributes whose values are words from now on, because a value would have been
    /// lost or changed otherwise.
    pub widened: Vec<String>,
}

/// What is to be known of something: attributes by name, with texts for values.
pub(crate) type Description = Vec<(String, String)>;

/// What can be described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    Document(DocumentId),
    /// A speaker, by document and place among those who speak in it.
    Speaker(DocumentId, u32),
}

impl Subject {
    /// What the study knows of it by now; `None` if it is about to come into the study.
    fn value(self, study: &Study, attribute: AttributeId) -> Option<&Value> {
        let (Subject::Document(id) | Subject::Speaker(id, _)) = self;
        self.value_of(study.document(id)?, attribute)
    }

    /// What is known of it, given the document that it is or speaks in.
    fn value_of(self, document: &Document, attribute: AttributeId) -> Option<&Value> {
        match self {
            Subject::Document(_) => document.values.get(&attribute),
            Subject::Speaker(_, place) => {
                document.version.speakers.get(place as usize)?.values.get(&attribute)
            }
        }
    }

    /// What it is, in a word.
    fn what(self) -> &'static str {
        match self {
            Subject::Document(_) => "document",
            Subject::Speaker(..) => "speaker",
        }
    }

    fn change(
        self,
        attribute: AttributeId,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Change {
        match self {
            Subject::Document(document) => Change::Value { document, attribute, before, after },
            Subject::Speaker(document, place) => {
                Change::SpeakerValue { document, place, attribute, before, after }
            }
        }
    }
}

impl Project {
    /// The names of what documents and speakers are described by.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn described_by(&mut self) -> Result<Vec<String>, Failure> {
        let study = self.snapshot()?.study()?;
        Ok(study.attributes.iter().map(|attribute| attribute.name.clone()).collect())
    }

    /// Reads a table with a row for each document and a column for each attribute.
    ///
    /// Columns are typed by their values; an empty cell leaves the value as it is.
    ///
    /// # Errors
    ///
    /// If the table cannot be read, names a document that the study does not have, or has two
    /// rows that contradict each other; then nothing is changed.
    pub fn attributes_import(
        &mut self,
        session: &Session,
        table: &[u8],
        document_column: Option<&str>,
    ) -> Result<Described, Failure> {
        let read = themata_exchange::value_rows(table, document_column)?;
        let mut described = Described::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut descriptions: BTreeMap<DocumentId, Description> = BTreeMap::new();
            let mut said: BTreeMap<(DocumentId, usize), (u64, &str)> = BTreeMap::new();
            for (line, name, values) in &read.rows {
                let document = study.document_named(name).ok_or_else(|| {
                    let names = study.documents.iter().map(|document| document.name.as_str());
                    let meant = themata_model::suggestions(name, names);
                    Failure::new(format!(
                        "line {line} of the table: no document is called `{name}`"
                    ))
                    .hinted(meant.first().map(|meant| format!("did you mean `{meant}`?")))
                })?;
                let description = descriptions.entry(document.id).or_default();
                for (column, (attribute, value)) in
                    read.attributes.iter().zip(values).enumerate()
                {
                    if value.is_empty() {
                        continue;
                    }
                    match said.entry((document.id, column)) {
                        Entry::Vacant(entry) => {
                            entry.insert((*line, value));
                            description.push((attribute.clone(), value.clone()));
                        }
                        Entry::Occupied(entry) if entry.get().1 == value => {}
                        Entry::Occupied(entry) => {
                            return Err(Failure::new(format!(
                                "line {} and line {line} of the table describe `{}` \
                                 differently in `{attribute}`",
                                entry.get().0,
                                document.name
                            ))
                            .hint("leave one of the two rows out"));
                        }
                    }
                }
            }
            let descriptions: Vec<_> = descriptions
                .into_iter()
                .map(|(document, description)| (Subject::Document(document), description))
                .collect();
            let changes = describe(snapshot, &study, &descriptions, &mut described)?;
            Ok::<_, Failure>(Action {
                summary: format!(
                    "describe {} by {}",
                    count(described.documents, "document"),
                    list(&read.attributes)
                ),
                changes,
                ..Action::default()
            })
        })?;
        Ok(described)
    }
}

/// The changes that describe documents and speakers, of the study or about to come into it.
pub(crate) fn describe(
    snapshot: &Snapshot<'_>,
    study: &Study,
    descriptions: &[(Subject, Description)],
    described: &mut Described,
) -> Result<Vec<Change>, Failure> {
    let mut columns: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (name, value) in descriptions.iter().flat_map(|(_, description)| description) {
        let values = columns.entry(name.to_lowercase()).or_insert_with(|| {
            order.push(name);
            Vec::new()
        });
        values.push(value);
    }
    let mut changes = Vec::new();
    let mut next = snapshot.next_ids()?.attribute;
    let mut known: BTreeMap<String, Attribute> = BTreeMap::new();
    for name in order {
        check_name(study, name)?;
        let values = &columns[&name.to_lowercase()];
        let attribute = match study.attribute_named(name) {
            Some(attribute) => {
                if values.iter().all(|value| attribute.takes(value)) {
                    attribute.clone()
                } else {
                    let after = Attribute { kind: Kind::Text, ..attribute.clone() };
                    described.widened.push(attribute.name.clone());
                    changes.push(Change::Attribute {
                        id: attribute.id,
                        before: Some(attribute.clone()),
                        after: Some(after.clone()),
                    });
                    after
                }
            }
            None => {
                let kind = Kind::of_column(name, values.iter().copied());
                let attribute = Attribute { id: next, name: name.to_owned(), kind };
                next = AttributeId(next.0 + 1);
                described.new_attributes.push(format!("{name} ({})", kind.as_str()));
                changes.push(Change::Attribute {
                    id: attribute.id,
                    before: None,
                    after: Some(attribute.clone()),
                });
                attribute
            }
        };
        known.insert(name.to_lowercase(), attribute);
    }
    for (subject, description) in descriptions {
        let before_count = described.values;
        for (name, text) in description {
            let attribute = &known[&name.to_lowercase()];
            let after = Value::parse(attribute.kind, text)
                .map_err(|error| Failure::new(format!("`{text}` for {name} is {error}")))?;
            // A value of an attribute that was widened above is words now, and no other ones.
            let before = subject
                .value(study, attribute.id)
                .and_then(|value| Value::parse(attribute.kind, &value.to_string()).ok());
            if before.as_ref() != Some(&after) {
                described.values += 1;
                changes.push(subject.change(attribute.id, before, Some(after)));
            }
        }
        let is_document = matches!(subject, Subject::Document(_));
        described.documents += usize::from(is_document && described.values > before_count);
    }
    Ok(changes)
}

/// Names that mean something else in a query cannot be an attribute's, unless a study of
/// former times has it.
fn check_name(study: &Study, name: &str) -> Result<(), Failure> {
    if name.trim().is_empty() {
        return Err(Failure::new("an attribute needs a name"));
    }
    if is_taken(name) && study.attribute_named(name).is_none() {
        return Err(Failure::new(format!("an attribute cannot be called `{name}`")).hint(
            "the word means something else in queries; give the attribute another name",
        ));
    }
    Ok(())
}

fn is_taken(name: &str) -> bool {
    TERMS.contains(&name.trim().to_lowercase().as_str())
}

/// What a file says itself, with names that an attribute can have: one file's own words must
/// not keep the others out. A name that means something else in queries is prefixed.
pub(crate) fn said_by_file(description: Description) -> Description {
    let named = |(name, value): (String, String)| match name.trim() {
        "" => None,
        taken if is_taken(taken) => Some((format!("attribute_{taken}"), value)),
        free => Some((free.to_owned(), value)),
    };
    let mut said: Description = Vec::new();
    for (name, value) in description.into_iter().filter_map(named) {
        if !value.trim().is_empty() {
            said.retain(|(known, _)| known.to_lowercase() != name.to_lowercase());
            said.push((name, value));
        }
    }
    said
}
