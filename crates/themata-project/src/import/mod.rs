//! Bringing transcripts in: finding the files, reading them side by side, recording them in
//! one operation.

mod files;
mod name_pattern;
mod pdf_apart;
mod plan;
mod read;
mod table;

use std::collections::BTreeMap;

use themata_model::{Change, DocumentId, DocumentRecord, Session, Study};
use themata_store::{Action, Deposit};

use crate::attributes::{Described, Description, describe};
use crate::names::{count, list};
use crate::{Failure, Progress, Project};

pub use files::{Incoming, incoming};
pub use name_pattern::NamePattern;
pub use pdf_apart::{PdfReader, answer_pages};
use plan::Plan;
use read::{Content, Read, read_all};

/// How transcripts are brought in.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// What is to be known of every document: attribute and value.
    pub set: Vec<(String, String)>,
    /// How attributes are read off the files' names.
    pub from_names: Option<NamePattern>,
    /// The encoding of text files, where it is not to be found out.
    pub encoding: Option<String>,
    /// What reads PDF files; without it they are refused.
    pub pdf: Option<PdfReader>,
}

/// What became of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Every file in the order of the input.
    pub files: Vec<ImportedFile>,
    /// What came of describing the documents.
    pub described: Described,
}

/// A file and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// The file as it was named.
    pub file: String,
    /// The file's name without folders.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was odd about it.
    pub remarks: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a document of the study now.
    Document {
        /// What the document is called.
        name: String,
        /// What the file was read as.
        format: String,
        /// How many words it has.
        words: u32,
        /// How many turns it has.
        turns: u32,
        /// Those who speak.
        speakers: Vec<String>,
    },
    /// The study had a file of the same content already.
    Known {
        /// What that document is called.
        name: String,
    },
    /// It could not be read.
    Failed(Failure),
}

impl Imported {
    /// How many files became documents.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Document { .. }))
    }

    /// How many files were known already.
    #[must_use]
    pub fn known(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Known { .. }))
    }

    /// How many files could not be read.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Failed(_)))
    }

    fn count(&self, wanted: impl Fn(&Outcome) -> bool) -> usize {
        self.files.iter().filter(|file| wanted(&file.outcome)).count()
    }
}

impl Project {
    /// Brings transcripts in. Files are read in parallel and recorded in one operation; one
    /// that cannot be read does not keep the others out, and one whose content the study has
    /// already is left out and keeps its attributes, with a remark if others were to be set.
    ///
    /// A document is called by its file's name without the ending; where that is taken or
    /// shared by files of several folders, the nearest folder's name stands before it.
    ///
    /// # Errors
    ///
    /// If the study cannot be written, or a value that is to be set is none. A file that
    /// cannot be read is no error: see [`Imported`].
    pub fn import(
        &mut self,
        session: &Session,
        files: Vec<Incoming>,
        options: &ImportOptions,
        progress: Progress<'_>,
    ) -> Result<Imported, Failure> {
        let known = {
            let study = self.snapshot()?.study()?;
            study.documents.iter().map(|d| d.version.source.hash.clone()).collect()
        };
        let reads = read_all(files, &known, options, progress);
        let mut imported = Imported { files: Vec::new(), described: Described::default() };
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut plan = Plan::new(&study, snapshot.next_ids()?.document, &reads);
            let mut changes = Vec::new();
            let mut deposits = Vec::new();
            let mut descriptions: Vec<(DocumentId, Description)> = Vec::new();
            let mut admitted: BTreeMap<String, usize> = BTreeMap::new();
            for Read { file, shown, mut remarks, content } in reads {
                let outcome = match content {
                    Err(failure) => Outcome::Failed(failure),
                    Ok((hash, content)) => match (plan.known(&hash), content) {
                        (Some(name), _) => {
                            let told = description(&file, options, &mut Vec::new());
                            let left_out = match admitted.get(&name) {
                                Some(&at) => without(told, &descriptions[at].1),
                                None => not_known(told, &study, &name),
                            };
                            remarks.extend(unchanged(&left_out));
                            Outcome::Known { name }
                        }
                        (None, None) => Outcome::Failed(
                            Failure::new("the study was changed while it was read")
                                .hint("import the file again"),
                        ),
                        (None, Some(content)) => {
                            let (id, name) = plan.admit(&content, &file);
                            admitted.insert(name.clone(), descriptions.len());
                            descriptions.push((id, description(&file, options, &mut remarks)));
                            let Content { mut record, bytes, text } = content;
                            record.name = name;
                            let outcome = outcome(&record);
                            deposits.push(Deposit::Source(bytes));
                            deposits.push(Deposit::Text(text));
                            let after = Some(record);
                            changes.push(Change::Document { id, before: None, after });
                            outcome
                        }
                    },
                };
                let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
                imported.files.push(ImportedFile { file: shown, name, outcome, remarks });
            }
            changes.extend(describe(snapshot, &study, &descriptions, &mut imported.described)?);
            Ok::<_, Failure>(Action {
                summary: format!("import {}", count(descriptions.len(), "document")),
                changes,
                deposits,
                ..Action::default()
            })
        })?;
        Ok(imported)
    }
}

fn outcome(record: &DocumentRecord) -> Outcome {
    let DocumentRecord { name, version, .. } = record;
    Outcome::Document {
        name: name.clone(),
        format: version.source.format.clone(),
        words: version.words,
        turns: version.turns,
        speakers: version.speakers.iter().map(|speaker| speaker.name.clone()).collect(),
    }
}

/// What of a description another one does not say.
fn without(told: Description, known: &Description) -> Description {
    told.into_iter().filter(|pair| !known.contains(pair)).collect()
}

/// What of a description a document's values do not say.
fn not_known(told: Description, study: &Study, document: &str) -> Description {
    let document = study.documents.iter().find(|known| known.name == document);
    let is_known = |name: &str, text: &str| {
        let attribute = study.attribute_named(name)?;
        let value = document?.values.get(&attribute.id)?;
        Some(attribute.takes(text) && value.is_meant_by(text))
    };
    told.into_iter().filter(|(name, text)| is_known(name, text) != Some(true)).collect()
}

/// The remark that a known file's attributes stay as they are, if that leaves anything out.
fn unchanged(left_out: &Description) -> Option<String> {
    let names: Vec<String> = left_out.iter().map(|(name, _)| name.clone()).collect();
    (!names.is_empty()).then(|| {
        format!(
            "the attributes of known files are not changed, so {} is not set; use \
             `themata attributes import` for that",
            list(&names)
        )
    })
}

/// What is to be known of a file's document: by its name, then by what is set for all.
fn description(file: &str, options: &ImportOptions, remarks: &mut Vec<String>) -> Description {
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut order = Vec::new();
    let mut set = |name: &str, value: &str| {
        if values.insert(name.to_owned(), value.to_owned()).is_none() {
            order.push(name.to_owned());
        }
    };
    if let Some(pattern) = &options.from_names {
        match pattern.read(file) {
            Some(found) => found.iter().for_each(|(name, value)| set(name, value)),
            None => remarks.push(format!("its name does not follow the pattern `{pattern}`")),
        }
    }
    options.set.iter().for_each(|(name, value)| set(name, value));
    order.into_iter().filter_map(|name| Some((name.clone(), values.remove(&name)?))).collect()
}
