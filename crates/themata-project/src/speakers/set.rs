use std::collections::BTreeSet;

use themata_model::{AttributeId, DocumentId, Session};
use themata_store::Action;

use super::SpeakersChanged;
use super::change::named;
use crate::ask::ask_of;
use crate::attributes::{Described, Subject, set, summary};
use crate::documents::gone;
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
}

impl Project {
    /// Says what is known of some speakers, in all documents that they speak in.
    ///
    /// # Errors
    ///
    /// If nobody has a name, an attribute is no longer there, or a value is none of its
    /// attribute's kind; then nothing is changed.
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
            for cell in cells {
                let id = AttributeId(cell.attribute);
                let attribute = study.attributes.iter().find(|known| known.id == id);
                let attribute = attribute.ok_or_else(|| gone("attribute"))?;
                for (document, place, speaker) in named(&study, &documents, &cell.name)? {
                    let subject = Subject::Speaker(document.id, place);
                    said.push((subject, attribute.name.as_str(), cell.value.as_str()));
                    places.push((document, place, speaker));
                }
            }
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

fn in_documents(meant: &[super::change::Placed<'_>]) -> usize {
    let documents: BTreeSet<DocumentId> = meant.iter().map(|(known, ..)| known.id).collect();
    documents.len()
}
