//! What a person corrects of the findings of a dry run, before anything is recorded.

use std::collections::BTreeMap;

use themata_ingest::TableOptions;
use themata_model::{DocumentRecord, SpeakerRole};

use crate::Failure;
use crate::attributes::Description;

/// Corrections of what is found in files, by the file as it is shown. They go before
/// everything else that says the same: the file itself, its name, what is set for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// How single files are read, where it is not as all the others.
    pub files: BTreeMap<String, FileReading>,
    /// What is corrected of documents, by their file and, if it holds several, the part of it.
    pub documents: BTreeMap<(String, Option<String>), Correction>,
}

/// How one file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReading {
    /// The encoding, where it is not to be found out.
    pub encoding: Option<String>,
    /// How its table is meant.
    pub table: TableOptions,
}

/// What is corrected of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Whether it stays out of the study.
    pub left_out: bool,
    /// What it is called, if not as its file.
    pub name: Option<String>,
    /// Who speaks in it. Those who get one name are one person.
    pub speakers: Vec<SpeakerCorrection>,
    /// What is to be known of it: attribute and value. An empty value is none, whatever the
    /// file or its name says.
    pub values: Vec<(String, String)>,
}

/// Who a speaker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerCorrection {
    /// The name that the file gives.
    pub heard_as: String,
    /// The name that the study gives.
    pub name: String,
    /// What the speaker does in the interview, if that is known.
    pub role: Option<SpeakerRole>,
}

impl Corrections {
    /// What is corrected of a document.
    pub(super) fn of(&self, file: &str, part: Option<&str>) -> Option<&Correction> {
        self.documents.get(&(file.to_owned(), part.map(str::to_owned)))
    }

    /// The names that documents get by correction.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let coming = self.documents.values().filter(|correction| !correction.left_out);
        coming.filter_map(Correction::name)
    }
}

impl Correction {
    /// What the document is called, if that is corrected.
    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref().map(str::trim).filter(|name| !name.is_empty())
    }

    /// What is to be known of a document, corrected.
    pub(super) fn describe(&self, told: &mut Description) {
        for (name, value) in &self.values {
            let key = name.trim().to_lowercase();
            told.retain(|(known, _)| known.trim().to_lowercase() != key);
            if !value.trim().is_empty() {
                told.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }

    /// Gives the speakers of a document that is about to come in their names and roles.
    ///
    /// # Errors
    ///
    /// If a name is empty, or one person would do different things.
    pub(super) fn call(&self, record: &mut DocumentRecord) -> Result<(), Failure> {
        let mut changed = 0;
        for speaker in &mut record.version.speakers {
            let said = self.speakers.iter().find(|said| said.heard_as == speaker.heard_as);
            let Some(said) = said else { continue };
            let name = said.name.trim();
            if name.is_empty() {
                return Err(Failure::new(format!(
                    "a speaker of `{}` has no name",
                    record.name
                ))
                .hint("give a name, or leave the one that the file has"));
            }
            changed += usize::from(speaker.name != name || speaker.role != said.role);
            name.clone_into(&mut speaker.name);
            speaker.role = said.role;
        }
        if changed > 0 {
            unite(record)?;
            let decision = format!("{changed} of those who speak were corrected at the import");
            record.version.source.decisions.push(decision);
        }
        Ok(())
    }
}

/// Gives those of one name one role.
fn unite(record: &mut DocumentRecord) -> Result<(), Failure> {
    let mut roles: BTreeMap<String, SpeakerRole> = BTreeMap::new();
    for speaker in &record.version.speakers {
        let Some(role) = speaker.role else { continue };
        let known = roles.entry(speaker.name.to_lowercase()).or_insert(role);
        if *known != role {
            return Err(Failure::new(format!(
                "two speakers of `{}` get one name, and one of them asks while the other is \
                 asked",
                record.name
            ))
            .hint("give them one role, or different names"));
        }
    }
    for speaker in &mut record.version.speakers {
        speaker.role = speaker.role.or(roles.get(&speaker.name.to_lowercase()).copied());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use crate::HistoryQuestion;
    use themata_model::{Session, SpeakerRole};

    use super::{Correction, Corrections, FileReading, SpeakerCorrection};
    use crate::import::{ImportOptions, Imported, Incoming};
    use crate::{Failure, Project, Rows, TableOptions};

    const NURSE: &[u8] =
        b"I: How is it here?\n\nN1: We print everything, twice.\n\nI: Why?\n\n\
        N01: The record never loads.\n\nI: And then?\n\nN1: We wait.\n";
    const DOCTOR: &[u8] = b"I: And you?\n\nD: Much the same.\n\nI: Thank you.\n\nD: Bye.\n";
    const SURVEY: &[u8] = b"who,site,What helped?\nP1,04,The team did.\nP2,05,Nothing did.\n";

    fn import(
        corrections: Corrections,
        files: &[(&'static str, &'static [u8])],
    ) -> Result<(Project, Imported), Failure> {
        let mut project = Project::in_memory(&Session::fixed("ana", 1), "Care", &["ana"])?;
        let files = files.iter().map(|(name, bytes)| Incoming::held(name, bytes)).collect();
        let options = ImportOptions { corrections, ..ImportOptions::default() };
        let imported =
            project.import(&Session::fixed("ana", 10), files, &options, &|_, _| ())?;
        Ok((project, imported))
    }

    fn of(file: &str, correction: Correction) -> Corrections {
        let documents = [((file.to_owned(), None), correction)].into();
        Corrections { documents, ..Corrections::default() }
    }

    fn called(heard: &str, name: &str, role: Option<SpeakerRole>) -> SpeakerCorrection {
        SpeakerCorrection { heard_as: heard.to_owned(), name: name.to_owned(), role }
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_document_comes_in_as_it_was_corrected() {
        let correction = Correction {
            name: Some("Nurse, site 4".to_owned()),
            speakers: vec![
                called("I", "Ines", Some(SpeakerRole::Interviewer)),
                called("N1", "Nora", Some(SpeakerRole::Participant)),
                called("N01", "Nora", None),
            ],
            values: vec![pair("site", "04")],
            ..Correction::default()
        };
        let files = [("nurse.txt", NURSE), ("doctor.txt", DOCTOR)];
        let (mut project, imported) = import(of("nurse.txt", correction), &files).unwrap();
        assert_eq!(imported.documents(), 2);
        assert_eq!(
            project.history(&HistoryQuestion::default()).unwrap().rows.len(),
            3,
            "all of it is one operation"
        );

        let study = project.snapshot().unwrap().study().unwrap();
        let document = study.document_named("Nurse, site 4").unwrap();
        let speakers = document.version.speakers.iter();
        let shown: Vec<String> = speakers
            .map(|s| format!("{} ({}) {:?}", s.name, s.heard_as, s.role.map(|r| r.as_str())))
            .collect();
        assert_eq!(
            shown,
            [
                r#"Ines (I) Some("interviewer")"#,
                r#"Nora (N1) Some("participant")"#,
                r#"Nora (N01) Some("participant")"#,
            ]
        );
        let site = study.attribute_named("site").unwrap();
        assert!(document.values[&site.id].is_meant_by("04"));
        let other = study.document_named("doctor").unwrap();
        assert!(other.values.is_empty(), "the other document stays as it was found");
    }

    #[test]
    fn what_is_left_out_leaves_no_trace() {
        let left_out = Correction { left_out: true, ..Correction::default() };
        let files = [("nurse.txt", NURSE), ("doctor.txt", DOCTOR)];
        let (mut project, imported) = import(of("doctor.txt", left_out), &files).unwrap();
        assert_eq!(imported.files.len(), 1);
        let sources = project.snapshot().unwrap().sources().unwrap();
        assert_eq!(sources.len(), 1, "not even the file is kept");
    }

    #[test]
    fn one_respondent_of_a_table_can_be_corrected() {
        let table = TableOptions { rows: Some(Rows::Respondents), ..TableOptions::default() };
        let reading = FileReading { encoding: None, table };
        let files = [("survey.csv".to_owned(), reading)].into();
        let (_, found) =
            import(Corrections { files, ..Corrections::default() }, &[("survey.csv", SURVEY)])
                .unwrap();
        let parts: Vec<_> = found
            .files
            .iter()
            .filter_map(|file| match &file.outcome {
                crate::import::Outcome::Document(document) => document.part.clone(),
                _ => None,
            })
            .collect();
        assert_eq!(parts.len(), 2);

        let correction = Correction { values: vec![pair("site", "")], ..Correction::default() };
        let documents =
            [(("survey.csv".to_owned(), Some(parts[0].clone())), correction)].into();
        let corrections = Corrections { documents, ..Corrections::default() };
        let (mut project, _) = import(corrections, &[("survey.csv", SURVEY)]).unwrap();
        let study = project.snapshot().unwrap().study().unwrap();
        let site = study.attribute_named("site").unwrap().id;
        let known = study.documents.iter().map(|document| document.values.contains_key(&site));
        let known: Vec<bool> = known.collect();
        assert_eq!(known, [false, true], "an empty value is none, for this respondent alone");
    }

    #[test]
    fn a_name_is_one_documents() {
        let correction = Correction { name: Some("Talk".to_owned()), ..Correction::default() };
        let mut corrections = of("nurse.txt", correction.clone());
        corrections.documents.insert(("doctor.txt".to_owned(), None), correction);
        let files = [("nurse.txt", NURSE), ("doctor.txt", DOCTOR)];
        let failure = import(corrections, &files).unwrap_err();
        assert_eq!(failure.message, "two documents would be called `Talk`");
    }

    #[test]
    fn one_person_does_one_thing() {
        let correction = Correction {
            speakers: vec![
                called("I", "Nora", Some(SpeakerRole::Interviewer)),
                called("N1", "nora", Some(SpeakerRole::Participant)),
            ],
            ..Correction::default()
        };
        let failure = import(of("nurse.txt", correction), &[("nurse.txt", NURSE)]).unwrap_err();
        assert!(failure.message.starts_with("two speakers of `nurse` get one name"));
    }
}
