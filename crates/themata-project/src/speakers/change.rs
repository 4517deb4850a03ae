use std::collections::BTreeSet;

use themata_model::{
    Change, Document, DocumentId, Session, Speaker, SpeakerRole, Study, suggestions,
};
use themata_store::Action;

use super::SpeakerSheet;
use crate::ask::ask_of;
use crate::attributes::{Described, Description, Subject, describe};
use crate::names::{count, list, visible};
use crate::{Failure, Project};

/// What came of a change to those who speak.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakersChanged {
    /// How many speakers are called otherwise or do something else than before.
    pub speakers: usize,
    /// In how many documents that is.
    pub documents: usize,
    /// What came of describing speakers.
    pub described: Described,
    /// Names of the sheet that nobody bears.
    pub unknown: Vec<String>,
}

/// A speaker with the place in the document.
pub(super) type Placed<'a> = (&'a Document, u32, &'a Speaker);

impl Project {
    /// Gives a speaker another name, in the documents that a query can hold in. The
    /// transcript's own spelling is kept beside it.
    ///
    /// # Errors
    ///
    /// If nobody has the name, or somebody else in one of the documents has the new one: two
    /// people become one only by [`Project::merge_speakers`].
    pub fn rename_speaker(
        &mut self,
        session: &Session,
        from: &str,
        to: &str,
        query: &str,
    ) -> Result<SpeakersChanged, Failure> {
        let summary = "rename a speaker".to_owned();
        self.change_speakers(session, summary, query, |study, documents| {
            let meant = named(study, documents, from)?;
            let to = sound(to)?;
            let places: BTreeSet<(DocumentId, u32)> =
                meant.iter().map(|(document, place, _)| (document.id, *place)).collect();
            for (document, _, _) in &meant {
                let mut others = (0u32..)
                    .zip(&document.version.speakers)
                    .filter(|(_, speaker)| same(&speaker.name, to));
                if others.any(|(place, _)| !places.contains(&(document.id, place))) {
                    return Err(taken(&document.name, to));
                }
            }
            Ok(meant.into_iter().filter_map(|m| calling(m, to, m.2.role)).collect())
        })
    }

    /// Makes speakers of several names one person of one name, in the documents that a query
    /// can hold in.
    ///
    /// # Errors
    ///
    /// If nobody has one of the names, or they are known to do different things.
    pub fn merge_speakers(
        &mut self,
        session: &Session,
        names: &[String],
        into: &str,
        query: &str,
    ) -> Result<SpeakersChanged, Failure> {
        let summary = "merge speakers".to_owned();
        self.change_speakers(session, summary, query, |study, documents| {
            let into = sound(into)?;
            let mut meant = Vec::new();
            for name in names {
                meant.extend(named(study, documents, name)?);
            }
            meant.extend(named(study, documents, into).unwrap_or_default());
            meant.sort_by_key(|(document, place, _)| (document.id, *place));
            meant.dedup_by_key(|(document, place, _)| (document.id, *place));
            let mut changes = Vec::new();
            for of_document in meant.chunk_by(|a, b| a.0.id == b.0.id) {
                let roles: BTreeSet<SpeakerRole> =
                    of_document.iter().filter_map(|(_, _, speaker)| speaker.role).collect();
                if roles.len() > 1 {
                    let name = &of_document[0].0.name;
                    let message = format!("one of them asks in `{name}`, and one is asked");
                    return Err(Failure::new(message).hint(
                        "if that is a slip, set the role first: `themata speakers role`",
                    ));
                }
                let role = roles.first().copied();
                changes.extend(of_document.iter().filter_map(|m| calling(*m, into, role)));
            }
            Ok(changes)
        })
    }

    /// Says what a speaker does in an interview, in the documents that a query can hold in.
    ///
    /// # Errors
    ///
    /// If nobody has the name.
    pub fn set_speaker_role(
        &mut self,
        session: &Session,
        name: &str,
        role: Option<SpeakerRole>,
        query: &str,
    ) -> Result<SpeakersChanged, Failure> {
        let summary = "set the role of a speaker".to_owned();
        self.change_speakers(session, summary, query, |study, documents| {
            let meant = named(study, documents, name)?;
            Ok(meant.into_iter().filter_map(|m| calling(m, &m.2.name, role)).collect())
        })
    }

    /// Gives speakers the names, roles and attributes of a sheet.
    ///
    /// # Errors
    ///
    /// If nobody has any of the names, a value is none, or the study cannot be written.
    pub fn import_speakers(
        &mut self,
        session: &Session,
        sheet: &SpeakerSheet,
    ) -> Result<SpeakersChanged, Failure> {
        let mut changed = SpeakersChanged::default();
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut changes = Vec::new();
            let mut used = BTreeSet::new();
            let mut descriptions: Vec<(Subject, Description)> = Vec::new();
            for document in &study.documents {
                for (place, speaker) in (0u32..).zip(&document.version.speakers) {
                    let said = sheet.said(&document.name, speaker);
                    used.extend(said.rows);
                    let name = said.name.as_deref().unwrap_or(&speaker.name);
                    let role = said.role.or(speaker.role);
                    changes.extend(calling((document, place, speaker), name, role));
                    if !said.description.is_empty() {
                        let subject = Subject::Speaker(document.id, place);
                        descriptions.push((subject, said.description));
                    }
                }
            }
            if used.is_empty() {
                return Err(Failure::nothing("nobody in the study has a name of the table")
                    .hint("`themata speakers list` lists the names in the transcripts"));
            }
            changed = SpeakersChanged::of(&changes);
            changed.unknown = sheet.unused(&used);
            let described = &mut changed.described;
            changes.extend(describe(snapshot, &study, &descriptions, described)?);
            let summary = format!("take in {} of speakers", count(used.len(), "row"));
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(changed)
    }

    fn change_speakers(
        &mut self,
        session: &Session,
        summary: String,
        query: &str,
        decide: impl FnOnce(&Study, &BTreeSet<DocumentId>) -> Result<Vec<Change>, Failure>,
    ) -> Result<SpeakersChanged, Failure> {
        let mut changed = SpeakersChanged::default();
        self.store.transact(session, |snapshot| {
            let answer = ask_of(snapshot.study()?, snapshot, session.coder.as_deref(), query)?;
            let documents = answer.asked.documents.iter().copied().collect();
            let changes = decide(&answer.study, &documents)?;
            changed = SpeakersChanged::of(&changes);
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(changed)
    }
}

impl SpeakersChanged {
    fn of(changes: &[Change]) -> SpeakersChanged {
        let documents: BTreeSet<DocumentId> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Speaker { document, .. } => Some(*document),
                _ => None,
            })
            .collect();
        let (speakers, documents) = (changes.len(), documents.len());
        SpeakersChanged { speakers, documents, ..SpeakersChanged::default() }
    }
}

/// The change that gives a speaker a name and a role, unless both are those already.
fn calling(
    (document, place, speaker): Placed<'_>,
    name: &str,
    role: Option<SpeakerRole>,
) -> Option<Change> {
    let before = (speaker.name.clone(), speaker.role);
    let after = (name.to_owned(), role);
    let document = document.id;
    (before != after).then_some(Change::Speaker { document, place, before, after })
}

/// The speakers whom a name means, in some documents.
pub(super) fn named<'a>(
    study: &'a Study,
    documents: &BTreeSet<DocumentId>,
    name: &str,
) -> Result<Vec<Placed<'a>>, Failure> {
    let asked = || study.documents.iter().filter(|document| documents.contains(&document.id));
    let found: Vec<Placed<'a>> = asked()
        .flat_map(|document| {
            let places = document.version.speakers_named(name).into_iter();
            places.filter_map(move |place| {
                Some((document, place, document.version.speakers.get(place as usize)?))
            })
        })
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let speakers = asked().flat_map(|document| &document.version.speakers);
    let names: BTreeSet<&str> = speakers.map(|speaker| speaker.name.as_str()).collect();
    let meant: Vec<String> =
        suggestions(name, names).into_iter().map(|name| format!("`{name}`")).collect();
    let failure = Failure::new(format!("no speaker is called `{name}`"));
    Err(if meant.is_empty() {
        failure.hint("`themata speakers list` lists them")
    } else {
        failure.hint(format!("did you mean {}?", list(&meant)))
    })
}

/// That a new name is somebody else's.
fn taken(document: &str, name: &str) -> Failure {
    Failure::new(format!("somebody in `{document}` is called `{name}` already")).hint(format!(
        "if the two are one person, `themata speakers merge` makes them one; \
         `document:\"{document}\"` at the end limits a change to that document"
    ))
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn sound(name: &str) -> Result<&str, Failure> {
    match name.trim() {
        "" => Err(Failure::new("a speaker needs a name")),
        name => visible(name),
    }
}
