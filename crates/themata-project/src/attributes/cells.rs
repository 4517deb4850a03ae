use std::collections::BTreeMap;

use themata_model::{Attribute, AttributeId, Change, DocumentId, Kind, Session, Study};
use themata_store::Action;

use super::{AttributeChanged, Described, Subject, check_name, set, summary};
use crate::documents::gone;
use crate::meanwhile::reads_alike;
use crate::names::count;
use crate::{Failure, Project};

/// A cell of a sheet of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCell {
    /// The number of the document.
    pub document: u32,
    /// The number of the attribute.
    pub attribute: u32,
    /// What stands in it; empty if nothing does.
    pub value: String,
    /// What stood in it when editing began, if that matters.
    pub was: Option<String>,
}

/// What came of filling in cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// How many values were set or changed.
    pub values: usize,
    /// How many values were taken away.
    pub cleared: usize,
    /// What stands in the cells now.
    pub cells: Vec<SheetCell>,
}

impl Project {
    /// Makes an attribute that nothing has so far. Its values are to be of a kind: `text`,
    /// `number`, `date` or `boolean`.
    ///
    /// # Errors
    ///
    /// If there is one of the name, the name means something else in queries, or there is no
    /// such kind.
    pub fn add_attribute(
        &mut self,
        session: &Session,
        name: &str,
        kind: &str,
    ) -> Result<AttributeChanged, Failure> {
        let kind = Kind::from_word(kind)
            .ok_or_else(|| Failure::new(format!("values cannot be of the kind `{kind}`")))?;
        let name = crate::names::visible(name.trim())?;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            check_name(&study, name)?;
            if let Some(known) = study.attribute_named(name) {
                let message = format!("there is an attribute `{}` already", known.name);
                return Err(Failure::new(message));
            }
            let id = snapshot.next_ids()?.attribute;
            let mut attribute = Attribute { id, name: name.to_owned(), kind };
            // Values of the attribute `site` are always words.
            if kind == Kind::Number && !attribute.takes("4") {
                attribute.kind = Kind::Text;
            }
            let changes = vec![Change::Attribute { id, before: None, after: Some(attribute) }];
            let summary = format!("make the attribute `{name}`");
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(AttributeChanged { name: name.to_owned(), ..AttributeChanged::default() })
    }

    /// Says what stands in cells of the sheet of documents. An empty one says that nothing is
    /// known.
    ///
    /// # Errors
    ///
    /// If a document or an attribute is no longer there, a value is none of its attribute's
    /// kind, or something else stands in a cell by now than it was; then nothing is changed.
    pub fn fill_documents(
        &mut self,
        session: &Session,
        cells: &[SheetCell],
    ) -> Result<Filled, Failure> {
        let mut described = Described::default();
        let mut changed = None;
        let done = self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let attributes: BTreeMap<AttributeId, &str> =
                study.attributes.iter().map(|known| (known.id, known.name.as_str())).collect();
            let mut said = Vec::with_capacity(cells.len());
            for cell in cells {
                let document = study.document(DocumentId(cell.document));
                let document = document.ok_or_else(|| gone("document"))?.id;
                let attribute = attributes.get(&AttributeId(cell.attribute));
                let attribute = *attribute.ok_or_else(|| gone("attribute"))?;
                said.push((Subject::Document(document), attribute, cell.value.as_str()));
            }
            changed = changed_meanwhile(&study, cells);
            if changed.is_some() {
                let now = cells.iter().map(|cell| stands(&study, cell)).collect();
                let what = if cells.len() == 1 { "the value" } else { "one of the values" };
                return Err(Failure::changed_meanwhile(what, now));
            }
            let changes = set(snapshot, &study, &said, false, &mut described)?;
            let summary = summary(&said, &count(described.documents, "document"));
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::Value { document, attribute, .. } => {
                    changed == Some((*document, *attribute))
                }
                _ => false,
            })
        })?;
        let study = self.snapshot()?.study()?;
        let now = cells.iter().map(|cell| SheetCell {
            value: stands(&study, cell),
            was: None,
            ..*cell
        });
        let cells = now.collect();
        Ok(Filled { values: described.values, cleared: described.cleared, cells })
    }

    /// The name of the attribute that has a number.
    ///
    /// # Errors
    ///
    /// If there is none, or the file cannot be read.
    pub fn attribute_called(&mut self, number: u32) -> Result<String, Failure> {
        let study = self.snapshot()?.study()?;
        let known = study.attributes.iter().find(|known| known.id == AttributeId(number));
        Ok(known.ok_or_else(|| gone("attribute"))?.name.clone())
    }
}

/// What stands in a cell.
fn stands(study: &Study, cell: &SheetCell) -> String {
    let document = study.document(DocumentId(cell.document));
    let value = document.and_then(|known| known.values.get(&AttributeId(cell.attribute)));
    value.map(ToString::to_string).unwrap_or_default()
}

/// The document and the attribute of the first cell in which something else stands by now than
/// when somebody began to edit it.
fn changed_meanwhile(study: &Study, cells: &[SheetCell]) -> Option<(DocumentId, AttributeId)> {
    let changed = cells.iter().find(|cell| {
        let now = stands(study, cell);
        let differs = |other: &str| !reads_alike(other, &now);
        cell.was.as_deref().is_some_and(differs) && differs(&cell.value)
    })?;
    Some((DocumentId(changed.document), AttributeId(changed.attribute)))
}
