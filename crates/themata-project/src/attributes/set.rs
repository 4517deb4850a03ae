use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use themata_model::{Attribute, Change, DocumentId, Kind, Session, Study, suggestions};
use themata_store::{Action, Snapshot};

use super::{Described, Description, Subject, check_name, describe};
use crate::names::{count, list};
use crate::{Failure, Project};

/// One thing that is said of a document or a speaker: an attribute and a value, which is empty
/// if it is to be known no more.
pub(crate) type Said<'a> = (Subject, &'a str, &'a str);

impl Project {
    /// Says by hand what is known of documents: name of the document, attribute, value. An
    /// empty value takes away what was known.
    ///
    /// An attribute that the study does not have is made only if that is said, so that a slip
    /// makes none.
    ///
    /// # Errors
    ///
    /// If there is no such document or attribute, a value is none of the attribute's kind, or
    /// two values are given for one thing; then nothing is changed.
    pub fn set_values(
        &mut self,
        session: &Session,
        values: &[(String, String, String)],
        new: bool,
    ) -> Result<Described, Failure> {
        let mut described = Described::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let known: BTreeMap<String, DocumentId> = study
                .documents
                .iter()
                .map(|document| (document.name.to_lowercase(), document.id))
                .collect();
            let mut said = Vec::with_capacity(values.len());
            for (document, attribute, value) in values {
                let id = match known.get(&document.trim().to_lowercase()) {
                    Some(&id) => id,
                    None => crate::names::document(&study, document)?.id,
                };
                said.push((Subject::Document(id), attribute.as_str(), value.as_str()));
            }
            let changes = set(snapshot, &study, &said, new, &mut described)?;
            let summary = summary(&said, &count(described.documents, "document"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(described)
    }
}

/// What an action is that says some things: `describe 2 documents by site and wave`.
pub(crate) fn summary(said: &[Said<'_>], whom: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for (_, name, _) in said {
        if !names.iter().any(|known| known.to_lowercase() == name.trim().to_lowercase()) {
            names.push(name.trim().to_owned());
        }
    }
    match said.iter().all(|(_, _, value)| value.trim().is_empty()) {
        true => format!("clear {} of {whom}", list(&names)),
        false => format!("describe {whom} by {}", list(&names)),
    }
}

/// The changes that say some things by hand.
pub(crate) fn set(
    snapshot: &Snapshot<'_>,
    study: &Study,
    said: &[Said<'_>],
    new: bool,
    described: &mut Described,
) -> Result<Vec<Change>, Failure> {
    let mut once: BTreeMap<(Subject, String), &str> = BTreeMap::new();
    let mut put: BTreeMap<Subject, Description> = BTreeMap::new();
    let mut cleared = Vec::new();
    for &(subject, name, value) in said {
        let (name, value) = (name.trim(), value.trim());
        match once.entry((subject, name.to_lowercase())) {
            Entry::Vacant(entry) => drop(entry.insert(value)),
            Entry::Occupied(entry) if *entry.get() == value => continue,
            Entry::Occupied(_) => {
                let message =
                    format!("two values are given for `{name}` of one {}", subject.what());
                return Err(Failure::new(message).hint("leave one of them out"));
            }
        }
        let attribute = match study.attribute_named(name) {
            Some(attribute) => attribute,
            None if new && !value.is_empty() => {
                check_name(study, name)?;
                let pair = (name.to_owned(), value.to_owned());
                put.entry(subject).or_default().push(pair);
                continue;
            }
            None => return Err(unknown(study, name).hinted((!new).then_some(MAKE))),
        };
        if value.is_empty() {
            if let Some(before) = subject.value(study, attribute.id) {
                cleared.push(subject.change(attribute.id, Some(before.clone()), None));
            }
            continue;
        }
        fits(attribute, value)?;
        put.entry(subject).or_default().push((attribute.name.clone(), value.to_owned()));
    }
    let put: Vec<(Subject, Description)> = put.into_iter().collect();
    let mut changes = describe(snapshot, study, &put, described)?;
    described.cleared = cleared.len();
    changes.extend(cleared);
    let documents: BTreeSet<DocumentId> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Value { document, .. } => Some(*document),
            _ => None,
        })
        .collect();
    described.documents = documents.len();
    Ok(changes)
}

const MAKE: &str = "if it is to be a new one, say `--new`";

/// That a value by hand is of the attribute's kind. A table may make an attribute's values
/// words; a slip in one value does not.
fn fits(attribute: &Attribute, value: &str) -> Result<(), Failure> {
    if attribute.takes(value) {
        return Ok(());
    }
    let name = &attribute.name;
    let expected = match attribute.kind {
        Kind::Number => "numbers as they are shown, such as 12 or 3.5",
        Kind::Date => "dates such as 2024-05-31",
        Kind::Boolean => "yes and no",
        Kind::Text => "words",
    };
    Err(Failure::new(format!("`{value}` is no value of `{name}`, which holds {expected}"))
        .hint(format!(
            "if its values are to be words from now on, bring this one in by a table: `themata \
             attributes import TABLE.csv` with a column `{name}`"
        )))
}

/// The attribute of a name.
pub(super) fn known<'a>(study: &'a Study, name: &str) -> Result<&'a Attribute, Failure> {
    study.attribute_named(name).ok_or_else(|| unknown(study, name.trim()))
}

fn unknown(study: &Study, name: &str) -> Failure {
    let names: Vec<&str> = study.attributes.iter().map(|known| known.name.as_str()).collect();
    let meant = suggestions(name, names.iter().copied());
    let failure = Failure::new(format!("there is no attribute `{name}`"));
    match (meant.first(), names.is_empty()) {
        (Some(meant), _) => failure.hint(format!("did you mean `{meant}`?")),
        (None, false) => failure.hint(format!("there are: {}", names.join(", "))),
        (None, true) => failure.hint("the study has none so far"),
    }
}
