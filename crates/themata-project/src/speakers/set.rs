use std::collections::BTreeSet;

use themata_model::{AttributeId, Change, DocumentId, Session};
use themata_store::Action;

use super::SpeakersChanged;
use super::change::{Placed, named};
use crate::ask::ask_of;
use crate::attributes::{Described, Subject, set, summary};
use crate::documents::gone;
use crate::meanwhile::reads_alike;
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
        let mut changed = Vec::new();
        let done = self.store.transact(session, |snapshot| {
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
                let known = known(&meant, id);
                if changed.is_empty() && is_changed(cell, &known) {
                    let of = |(document, place, _): &Placed<'_>| (document.id, *place, id);
                    changed = meant.iter().map(of).collect();
                }
                now.push(known);
                for (document, place, speaker) in meant {
                    let subject = Subject::Speaker(document.id, place);
                    said.push((subject, attribute.name.as_str(), cell.value.as_str()));
                    places.push((document, place, speaker));
                }
            }
            if !changed.is_empty() {
                let what = if cells.len() == 1 { "the value" } else { "one of the values" };
                return Err(Failure::changed_meanwhile(what, now));
            }
            let changes = set(snapshot, &study, &said, false, &mut described)?;
            let whom = format!("speakers in {}", count(in_documents(&places), "document"));
            let summary = summary(&said, &whom);
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        });
        done.map_err(|failure| {
            self.with_whom(failure, |change| match change {
                Change::SpeakerValue { document, place, attribute, .. } => {
                    changed.contains(&(*document, *place, *attribute))
                }
                _ => false,
            })
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
            let answer = ask_of(snapshot.study()?, snapshot, session.coder.as_deref(), query)?;
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
fn known(meant: &[Placed<'_>], attribute: AttributeId) -> String {
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

/// Whether something else is known of a speaker by now than when somebody began to edit it, and
/// it is not what is wanted either.
fn is_changed(cell: &SpeakerCell, now: &str) -> bool {
    let differs = |other: &str| !reads_alike(other, now);
    cell.was.as_deref().is_some_and(differs) && differs(&cell.value)
}

fn in_documents(meant: &[Placed<'_>]) -> usize {
    let documents: BTreeSet<DocumentId> = meant.iter().map(|(known, ..)| known.id).collect();
    documents.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::Session;

    use super::SpeakerCell;
    use crate::Project;
    use crate::import::{ImportOptions, Incoming};

    #[test]
    fn whoever_changed_another_speaker_is_not_named() {
        let session = Session::fixed;
        let mut project = Project::in_memory(&session("ana", 1), "a study", &["ana"]).unwrap();
        let files = vec![
            Incoming::held("a.txt", b"NURSE: We wait.\n\nDOCTOR: They call."),
            Incoming::held("b.txt", b"DOCTOR: Yes.\n\nNURSE: No.\n\nNURSE: Yes."),
        ];
        project
            .import(&session("ana", 3), files, &ImportOptions::default(), &|_, _| {})
            .unwrap();
        project.add_attribute(&session("ana", 4), "wave", "number").unwrap();
        project.add_attribute(&session("ana", 5), "years", "number").unwrap();
        let [wave, years] = ["wave", "years"].map(|name| {
            let study = project.snapshot().unwrap().study().unwrap();
            study.attributes.iter().find(|known| known.name == name).unwrap().id.0
        });
        let cell = |name: &str, attribute: u32, value: &str, was: &str| SpeakerCell {
            name: name.to_owned(),
            attribute,
            value: value.to_owned(),
            was: Some(was.to_owned()),
        };
        for (number, coder, cell) in [
            (6, "ben", cell("NURSE", wave, "1", "")),
            (7, "clara", cell("DOCTOR", wave, "2", "")),
            (8, "dan", cell("NURSE", years, "3", "")),
        ] {
            project.fill_speakers(&session(coder, number), &[cell]).unwrap();
        }
        for (name, attribute, by, now) in [
            ("NURSE", wave, "ben", "1"),
            ("DOCTOR", wave, "clara", "2"),
            ("NURSE", years, "dan", "3"),
        ] {
            let ours = [cell(name, attribute, "9", "")];
            let refused = project.fill_speakers(&session("ana", 9), &ours).unwrap_err();
            assert_eq!(refused.message, format!("the value was changed meanwhile by {by}"));
            let meanwhile = refused.meanwhile.unwrap();
            assert_eq!(
                (meanwhile.now, meanwhile.by.as_deref()),
                (vec![now.to_owned()], Some(by))
            );
        }
    }
}
