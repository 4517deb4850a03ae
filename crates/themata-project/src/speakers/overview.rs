use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use themata_model::{Attribute, Speaker, SpeakerRole, Transcript};
use themata_text::words;

use super::list::letters;
use crate::documents::{SheetColumn, describes_speakers};
use crate::{Failure, Project};

/// Those who speak in a study, a row for each name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerOverview {
    /// The number of the last operation when it was read.
    pub moment: u32,
    /// What speakers can be described by: the attributes that some speaker has, and those that
    /// nothing has so far.
    pub columns: Vec<SheetColumn>,
    /// A row for each name, in order.
    pub rows: Vec<SpeakerRow>,
}

/// Whoever bears a name, in all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerRow {
    /// The name that the study gives.
    pub name: String,
    /// What they do, in some document each; empty where it is said nowhere.
    pub roles: BTreeSet<SpeakerRole>,
    /// Whether what they do is not said in some document.
    pub unsaid: bool,
    /// The numbers and names of the documents that they speak in.
    pub documents: Vec<(u32, String)>,
    /// How many turns they have.
    pub turns: usize,
    /// What is known of them, in order of the columns: each value once.
    pub values: Vec<BTreeSet<String>>,
    /// Other ways in which transcripts spell the name.
    pub heard_as: BTreeSet<String>,
    /// Names that differ from it in nothing but case, spaces, signs and zeros before a number,
    /// and may be the same person's.
    pub like: Vec<String>,
}

impl Project {
    /// Those who speak, by their names, without how much: see [`Project::words_spoken`].
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn speaker_overview(&mut self) -> Result<SpeakerOverview, Failure> {
        let snapshot = self.snapshot()?;
        let (study, moment) = (snapshot.study()?, snapshot.head()?.0);
        let turns = snapshot.turns(study.documents.iter().map(|document| document.id))?;
        let spoken_of = |known: &&Attribute| {
            describes_speakers(&study, known)
                || !study.documents.iter().any(|d| d.values.contains_key(&known.id))
        };
        let columns: Vec<&Attribute> = study.attributes.iter().filter(spoken_of).collect();
        let mut rows: BTreeMap<&str, SpeakerRow> = BTreeMap::new();
        for document in &study.documents {
            let mut said = vec![0; document.version.speakers.len()];
            for turn in turns.get(&document.id).into_iter().flatten() {
                let place = turn.speaker.and_then(|place| said.get_mut(place as usize));
                if let Some(said) = place {
                    *said += 1;
                }
            }
            for (speaker, turns) in document.version.speakers.iter().zip(said) {
                let row = rows.entry(&speaker.name).or_insert_with(|| SpeakerRow {
                    name: speaker.name.clone(),
                    values: vec![BTreeSet::new(); columns.len()],
                    ..SpeakerRow::default()
                });
                add(row, speaker, &columns);
                row.turns += turns;
                let here = (document.id.0, document.name.clone());
                if row.documents.last() != Some(&here) {
                    row.documents.push(here);
                }
            }
        }
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in rows.keys() {
            alike.entry(letters(name)).or_default().push(name);
        }
        let columns = columns.into_iter().map(SheetColumn::of).collect();
        let rows = rows.into_iter().map(|(name, row)| {
            let like = alike[&letters(name)].iter().filter(|other| **other != name);
            SpeakerRow { like: like.map(|other| (*other).to_owned()).collect(), ..row }
        });
        Ok(SpeakerOverview { moment, columns, rows: rows.collect() })
    }

    /// How many words each name says in all documents, by Unicode's rules (UAX 29).
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn words_spoken(&mut self) -> Result<BTreeMap<String, usize>, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        let transcripts = snapshot.transcripts(study.documents.iter().map(|d| d.id))?;
        let counted: Vec<Vec<usize>> = study
            .documents
            .par_iter()
            .map(|document| {
                let transcript = transcripts.get(&document.id);
                let speakers = document.version.speakers.len();
                transcript.map(|known| words_of(known, speakers)).unwrap_or_default()
            })
            .collect();
        let mut spoken: BTreeMap<String, usize> = BTreeMap::new();
        for (document, counted) in study.documents.iter().zip(counted) {
            for (speaker, words) in document.version.speakers.iter().zip(counted) {
                *spoken.entry(speaker.name.clone()).or_default() += words;
            }
        }
        Ok(spoken)
    }
}

fn add(row: &mut SpeakerRow, speaker: &Speaker, columns: &[&Attribute]) {
    match speaker.role {
        Some(role) => drop(row.roles.insert(role)),
        None => row.unsaid = true,
    }
    if speaker.heard_as != speaker.name {
        row.heard_as.insert(speaker.heard_as.clone());
    }
    for (attribute, values) in columns.iter().zip(&mut row.values) {
        values.extend(speaker.values.get(&attribute.id).map(ToString::to_string));
    }
}

/// How many words each speaker of a transcript says, by place.
fn words_of(transcript: &Transcript, speakers: usize) -> Vec<usize> {
    let mut said = vec![0; speakers];
    let words = words(&transcript.text);
    for turn in &transcript.turns {
        let place = turn.speaker.and_then(|place| said.get_mut(place as usize));
        if let Some(said) = place {
            *said += words.touching(turn.span).len();
        }
    }
    said
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use themata_model::{Session, SpeakerRole};

    use crate::Project;
    use crate::import::{ImportOptions, Incoming};

    #[test]
    fn a_name_is_one_row_over_all_documents() {
        let mut project =
            Project::in_memory(&Session::fixed("ana", 1), "a study", &["ana"]).unwrap();
        let files = vec![
            Incoming::held("one.txt", b"ASKER: Why?\n\nP 03: It was late.\n\nASKER: And?"),
            Incoming::held("two.txt", b"ASKER: Who was there?\n\nP3: Nobody."),
        ];
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 3), files, &options, &|_, _| {}).unwrap();
        let session = Session::fixed("ana", 4);
        let role = Some(SpeakerRole::Interviewer);
        project.set_speaker_role(&session, "ASKER", role, "").unwrap();
        let told = [("age".to_owned(), "41".to_owned())];
        let session = Session::fixed("ana", 5);
        project.set_speaker_values(&session, "P3", &told, true, "").unwrap();

        let sheet = project.speaker_overview().unwrap();
        let names: Vec<&str> = sheet.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["ASKER", "P 03", "P3"]);
        let [asker, _, other] = sheet.rows.as_slice() else { panic!("{sheet:?}") };
        assert_eq!((asker.turns, asker.documents.len()), (3, 2));
        assert_eq!(asker.roles.iter().collect::<Vec<_>>(), [&SpeakerRole::Interviewer]);
        assert_eq!((asker.unsaid, asker.like.len()), (false, 0));
        assert_eq!(other.like, ["P 03"]);
        assert_eq!(sheet.columns[0].name, "age");
        assert!(other.values[0].contains("41"));
        let spoken = project.words_spoken().unwrap();
        assert_eq!((spoken["ASKER"], spoken["P 03"], spoken["P3"]), (5, 3, 1));
        assert!(project.document_sheet("", None).unwrap().columns.is_empty());
    }
}
