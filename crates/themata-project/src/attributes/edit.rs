use std::sync::Arc;

use themata_model::{Attribute, Change, Kind, Session, Study, SummaryOf};
use themata_store::Action;

use super::set::known;
use super::{Subject, check_name};
use crate::names::count;
use crate::saved_queries::no_more_fitting;
use crate::{Failure, Project};

/// What came of giving an attribute another name or taking it away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeChanged {
    /// What it is called now, or was called.
    pub name: String,
    /// How many values it has or had, of documents and of speakers.
    pub values: usize,
    /// The names of saved queries that do not fit the study any more.
    pub broken: Vec<String>,
}

impl Project {
    /// Gives an attribute another name. Its values stay.
    ///
    /// # Errors
    ///
    /// If there is no such attribute, or another one has the new name, or the name means
    /// something else in queries.
    pub fn rename_attribute(
        &mut self,
        session: &Session,
        name: &str,
        new: &str,
    ) -> Result<AttributeChanged, Failure> {
        let mut changed = AttributeChanged::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            let before = known(&study, name)?.clone();
            let new = crate::names::visible(new.trim())?;
            check_name(&study, new)?;
            if let Some(other) = study.attribute_named(new).filter(|a| a.id != before.id) {
                return Err(Failure::new(format!(
                    "another attribute is called `{}` already",
                    other.name
                )));
            }
            let mut after = Attribute { name: new.to_owned(), ..before.clone() };
            // Values of the attribute `site` are always words.
            if !after.takes("4") && before.takes("4") {
                after.kind = Kind::Text;
            }
            let summary = format!("rename the attribute `{}` to `{new}`", before.name);
            let id = before.id;
            let mut changes = Vec::new();
            if before != after {
                let (before, after) = (Some(before), Some(after.clone()));
                changes.push(Change::Attribute { id, before, after });
            }
            changed = AttributeChanged {
                name: new.to_owned(),
                values: values(&study, id).len(),
                broken: no_more_fitting(Arc::make_mut(&mut study), |study| {
                    let renamed = study.attributes.iter_mut().find(|known| known.id == id);
                    if let Some(renamed) = renamed {
                        *renamed = after.clone();
                    }
                }),
            };
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(changed)
    }

    /// Takes an attribute away with all its values.
    ///
    /// # Errors
    ///
    /// If there is no such attribute, the framework matrix has summaries by it, or speakers of
    /// an earlier version of a document are described by it: those versions stay as they were.
    pub fn remove_attribute(
        &mut self,
        session: &Session,
        name: &str,
    ) -> Result<AttributeChanged, Failure> {
        let mut changed = AttributeChanged::default();
        self.store.transact(session, |snapshot| {
            let mut study = snapshot.study()?;
            let before = known(&study, name)?.clone();
            let (id, name) = (before.id, before.name.clone());
            let of_it = |of: &SummaryOf| matches!(of, SummaryOf::Value { attribute, .. } if *attribute == id);
            let written = study.summaries.iter().filter(|summary| of_it(&summary.of)).count();
            if written > 0 {
                return Err(Failure::new(format!(
                    "the framework matrix has {} by `{name}`",
                    count(written, "summary")
                ))
                .hint(format!("take them away first: `themata matrix clear --row ROW --col COLUMN --rows {name}`")));
            }
            if let Some(document) = snapshot.describes_earlier(id)? {
                return Err(Failure::new(format!(
                    "speakers of an earlier version of `{document}` are described by `{name}`, \
                     and earlier versions stay as they were"
                ))
                .hint("its values can be cleared: `themata attributes set`, `themata speakers set`"));
            }
            let mut changes = values(&study, id);
            changed.values = changes.len();
            let summary = format!(
                "remove the attribute `{name}` with {}",
                count(changes.len(), "value")
            );
            changes.push(Change::Attribute { id, before: Some(before), after: None });
            changed.broken = no_more_fitting(Arc::make_mut(&mut study), |study| {
                study.attributes.retain(|known| known.id != id);
            });
            changed.name = name;
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(changed)
    }
}

/// The changes that take away every value of an attribute.
fn values(study: &Study, attribute: themata_model::AttributeId) -> Vec<Change> {
    let mut changes = Vec::new();
    for document in &study.documents {
        let speakers = (0u32..).zip(&document.version.speakers);
        let subjects = speakers.map(|(place, _)| Subject::Speaker(document.id, place));
        for subject in std::iter::once(Subject::Document(document.id)).chain(subjects) {
            let Some(value) = subject.value_of(document, attribute) else { continue };
            changes.push(subject.change(attribute, Some(value.clone()), None));
        }
    }
    changes
}
