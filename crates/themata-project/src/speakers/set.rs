use std::collections::BTreeSet;

use themata_model::{AttributeId, Change, DocumentId, Session};
use themata_store::{Action, Snapshot};

use super::SpeakersChanged;
use super::change::named;
use crate::ask::ask_of;
use crate::attributes::{Described, Subject, set, summary};
use crate::documents::gone;
use crate::meanwhile::{last_to_change, reads_alike};
use crate::names::count;
use crate::{Failure, Project};

/// What is to be known of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCell {
    /// The name, which means whoever bears it, in all documents.
    pub name: String,
    /// The number of the attribute.
    pub attribute: u32,
    /// What is known; empty if nothing is.
    pub value: String,
    /// What was known in all documents when editing began, if that matters; empty if nothing
    /// was, or not the same in all.
    pub was: Option<String>,
}

impl Project {
    /// Says what is known of some speakers, in all documents that they speak in.
    ///
    /// # Errors
    ///
    /// If nobody has a name, an attribute is no longer there, a value is none of its attribute's
    /// kind, or something else is known by now than it was; then nothing is changed.
    pub fn fill_speakers(
        &mut self,
        session: &Session,
        cells: &[SpeakerCell],
    ) -> Result<Described, Failure> {
        let mut described = Described::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let documents: BTreeSet<DocumentId> =
                study.documents.iter().map(|document| document.id).collect();
            let mut said = Vec::new();
            let mut places = Vec::new();
            let mut now = Vec::with_capacity(cells.len());
            for cell in cells {
                let id = AttributeId(cell.attribute);
                let attribute = study.attributes.iter().find(|known| known.id == id);
                let attribute = attribute.ok_or_else(|| gone("attribute"))?;
                let meant = named(&study, &documents, &cell.name)?;
                now.push(known(&meant, id));
                for (document, place, speaker) in meant {
                    let subject = Subject::Speaker(document.id, place);
                    said.push((subject, attribute.name.as_str(), cell.value.as_str()));
                    places.push((document, place, speaker));
                }
            }
            unchanged(snapshot, cells, now)?;
            let changes = set(snapshot, &study, &said, false, &mut described)?;
            let whom = format!("speakers in {}", count(in_documents(&places), "document"));
            let summary = summary(&said, &whom);
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(described)
    }

    /// Says by hand what is known of a speaker, in the documents that a query can hold in:
    /// attribute and value. An empty value takes away what was known.
    ///
    /// # Errors
    ///
    /// If nobody has the name, or as [`Project::set_values`].
    pub fn set_speaker_values(
        &mut self,
        session: &Session,
        speaker: &str,
        values: &[(String, String)],
        new: bool,
        query: &str,
    ) -> Result<SpeakersChanged, Failure> {
        let mut described = Described::default();
        self.store.transact(session, |snapshot| {
            let answer = ask_of(snapshot.study()?, snapshot, query)?;
            let study = &answer.study;
            let documents: BTreeSet<DocumentId> =
                answer.asked.documents.iter().copied().collect();
            let meant = named(study, &documents, speaker)?;
            let said: Vec<_> = meant
                .iter()
                .flat_map(|&(document, place, _)| {
                    let subject = Subject::Speaker(document.id, place);
                    values
                        .iter()
                        .map(move |(name, value)| (subject, name.as_str(), value.as_str()))
                })
                .collect();
            let changes = set(snapshot, study, &said, new, &mut described)?;
            let whom = format!("a speaker in {}", count(in_documents(&meant), "document"));
            let summary = summary(&said, &whom);
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(SpeakersChanged { described, ..SpeakersChanged::default() })
    }
}

/// What is known of somebody, if it is the same in all documents.
fn known(meant: &[super::change::Placed<'_>], attribute: AttributeId) -> String {
    let values: BTreeSet<String> = meant
        .iter()
        .filter_map(|(_, _, speaker)| speaker.values.get(&attribute))
        .map(ToString::to_string)
        .collect();
    let mut values = values.into_iter();
    match (values.next(), values.next()) {
        (Some(only), None) => only,
        _ => String::new(),
    }
}

/// That of each speaker is still known what was known when somebody began to edit it.
fn unchanged(
    snapshot: &Snapshot<'_>,
    cells: &[SpeakerCell],
    now: Vec<String>,
) -> Result<(), Failure> {
    let changed = cells.iter().zip(&now).find(|(cell, now)| {
        let differs = |other: &str| !reads_alike(other, now);
        cell.was.as_deref().is_some_and(differs) && differs(&cell.value)
    });
    let Some((changed, _)) = changed else { return Ok(()) };
    let id = AttributeId(changed.attribute);
    let by = last_to_change(
        snapshot,
        |change| matches!(change, Change::SpeakerValue { attribute, .. } if *attribute == id),
    )?;
    let what = if cells.len() == 1 { "the value" } else { "one of the values" };
    Err(Failure::changed_meanwhile(what, now, by))
}

fn in_documents(meant: &[super::change::Placed<'_>]) -> usize {
    let documents: BTreeSet<DocumentId> = meant.iter().map(|(known, ..)| known.id).collect();
    documents.len()
}
