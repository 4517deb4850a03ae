use std::collections::BTreeSet;

use themata_model::{DocumentId, Session};
use themata_store::Action;

use super::SpeakersChanged;
use super::change::named;
use crate::ask::ask_of;
use crate::attributes::{Described, Subject, set, summary};
use crate::names::count;
use crate::{Failure, Project};

impl Project {
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
