//! What a person corrects of the findings, as the page sends it, and what that makes of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use themata_project::import::{
    Correction, Corrections, FileReading, Imported, ImportedDocument, ImportedFile,
    NamePattern, Outcome, SpeakerCorrection, rows_of,
};
use themata_project::{ColumnUse, Failure, SpeakerRole, TableOptions};

/// Corrections so far: only what differs from what was found.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    /// How attributes are read off the files' names; empty for not at all.
    pub(super) pattern: String,
    /// Attributes that were added by hand.
    pub(super) attributes: Vec<String>,
    /// Who someone is wherever the name occurs.
    everyone: Vec<Called>,
    documents: Vec<OfDocument>,
    files: Vec<OfFile>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Called {
    /// The name in the transcript.
    heard: String,
    name: Option<String>,
    /// `interviewer`, `participant`, or nothing for unknown.
    role: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct OfDocument {
    file: String,
    part: Option<String>,
    out: bool,
    name: Option<String>,
    speakers: Vec<Called>,
    values: Vec<(String, String)>,
}

/// How a file is to be read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct OfFile {
    pub(super) file: String,
    pub(super) encoding: String,
    pub(super) rows: String,
    pub(super) sheet: String,
    pub(super) columns: Vec<(String, String)>,
}

/// Something as it was found and as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) was: String,
    pub(super) is: String,
}

/// A document as it would come in.
pub(super) struct Row<'a> {
    pub(super) file: &'a ImportedFile,
    pub(super) found: &'a ImportedDocument,
    pub(super) out: bool,
    pub(super) name: Field,
    pub(super) speakers: Vec<Speaker>,
    /// In order of the columns.
    pub(super) values: Vec<Field>,
}

/// A speaker as the study would know them.
pub(super) struct Speaker {
    pub(super) heard: String,
    pub(super) name: Field,
    pub(super) role: Field,
}

/// Someone who speaks, in all documents of the import.
pub(super) struct Person {
    pub(super) heard: String,
    pub(super) documents: usize,
    pub(super) name: Field,
    /// The role that was found; `None` if it differs from document to document.
    pub(super) found: Option<String>,
    /// The role that was said for all documents.
    pub(super) role: Option<String>,
}

/// Everything that a table of findings shows.
pub(super) struct Sketch<'a> {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row<'a>>,
    pub(super) people: Vec<Person>,
    /// How many files' names follow the pattern, or what is wrong with it.
    pub(super) pattern: Option<Result<usize, Failure>>,
}

/// Whether a name holds signs that nobody can see or type.
fn is_odd(name: &str) -> bool {
    name.chars().any(char::is_control)
}

impl Field {
    fn new(was: impl Into<String>, is: Option<&String>) -> Field {
        let was = was.into();
        Field { is: is.map_or_else(|| was.clone(), |is| is.trim().to_owned()), was }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.is != self.was
    }
}

impl Draft {
    /// The findings with what was corrected of them.
    pub(super) fn of<'a>(&self, imported: &'a Imported, known: &[String]) -> Sketch<'a> {
        let documents: Vec<(&ImportedFile, &ImportedDocument)> = imported
            .files
            .iter()
            .filter_map(|file| match &file.outcome {
                Outcome::Document(document) => Some((file, document)),
                _ => None,
            })
            .collect();
        let pattern = self.pattern();
        let mut follow = 0;
        let proposed: Vec<BTreeMap<String, String>> = documents
            .iter()
            .map(|(file, document)| {
                let mut values: BTreeMap<String, String> = BTreeMap::new();
                let told = match &pattern {
                    Some(Ok(pattern)) => pattern.read(&file.file),
                    _ => None,
                };
                follow += usize::from(told.is_some());
                for (name, value) in
                    document.values.iter().cloned().chain(told.into_iter().flatten())
                {
                    values.insert(name.to_lowercase(), value);
                }
                values
            })
            .collect();
        let columns = self.columns(&documents, pattern.as_ref(), known);
        let corrected = self.by_document();
        let everyone: BTreeMap<&str, &Called> =
            self.everyone.iter().map(|called| (called.heard.as_str(), called)).collect();
        let rows = documents
            .iter()
            .zip(&proposed)
            .map(|((file, found), proposed)| {
                let said = corrected.get(&(file.file.as_str(), found.part.as_deref()));
                row((file, found), said.copied(), &everyone, (&columns, proposed))
            })
            .collect::<Vec<_>>();
        let people = people(&rows, &everyone);
        Sketch {
            columns,
            rows,
            people,
            pattern: pattern.map(|pattern| pattern.map(|_| follow)),
        }
    }

    /// What an import is to correct.
    ///
    /// # Errors
    ///
    /// If two documents would have one name, or the pattern or a choice is unsound.
    pub(super) fn corrections(&self, imported: &Imported) -> Result<Corrections, Failure> {
        let sketch = self.of(imported, &[]);
        let mut names = BTreeSet::new();
        for row in sketch.rows.iter().filter(|row| !row.out) {
            let named = row.speakers.iter().map(|speaker| &speaker.name).chain([&row.name]);
            if named.filter(|name| name.is_changed()).any(|name| is_odd(&name.is)) {
                return Err(Failure::new(
                    "a name cannot hold control characters, such as tabs",
                )
                .hint("type the name anew, without what was copied with it"));
            }
            if row.name.is.is_empty() {
                return Err(Failure::new(format!(
                    "the document of {} has no name",
                    row.file.file
                ))
                .hint("write one"));
            }
            if !names.insert(row.name.is.to_lowercase()) {
                return Err(Failure::new(format!(
                    "two documents would be called `{}`",
                    row.name.is
                ))
                .hint("give one of them another name"));
            }
        }
        let mut corrections = self.readings()?;
        let said = self.by_document();
        for row in &sketch.rows {
            let said = said.get(&(row.file.file.as_str(), row.found.part.as_deref()));
            let speakers =
                row.speakers.iter().map(Speaker::correction).collect::<Result<_, _>>()?;
            let correction = Correction {
                left_out: row.out,
                // A name that nobody touched gives way to one that came in meanwhile.
                name: row.name.is_changed().then(|| row.name.is.clone()),
                speakers,
                values: said.map(|said| said.values.clone()).unwrap_or_default(),
            };
            let key = (row.file.file.clone(), row.found.part.clone());
            corrections.documents.insert(key, correction);
        }
        Ok(corrections)
    }

    /// How files are to be read.
    ///
    /// # Errors
    ///
    /// If a choice is none of those that there are.
    pub(super) fn readings(&self) -> Result<Corrections, Failure> {
        let files = self.files.iter().map(|file| Ok((file.file.clone(), file.reading()?)));
        let files = files.collect::<Result<_, Failure>>()?;
        Ok(Corrections { files, ..Corrections::default() })
    }

    /// How a file is to be read, if that was said.
    pub(super) fn file(&self, file: &str) -> Option<&OfFile> {
        self.files.iter().find(|of| of.file == file)
    }

    /// The pattern, if there is one.
    pub(super) fn pattern(&self) -> Option<Result<NamePattern, Failure>> {
        let pattern = self.pattern.trim();
        (!pattern.is_empty()).then(|| NamePattern::parse(pattern))
    }

    fn by_document(&self) -> BTreeMap<(&str, Option<&str>), &OfDocument> {
        self.documents.iter().map(|of| ((of.file.as_str(), of.part.as_deref()), of)).collect()
    }

    fn columns(
        &self,
        documents: &[(&ImportedFile, &ImportedDocument)],
        pattern: Option<&Result<NamePattern, Failure>>,
        known: &[String],
    ) -> Vec<String> {
        let of_pattern = match pattern {
            Some(Ok(pattern)) => pattern.names(),
            _ => &[],
        };
        let of_files = documents.iter().flat_map(|(_, document)| &document.values);
        let all = known
            .iter()
            .chain(of_files.map(|(name, _)| name))
            .chain(of_pattern)
            .chain(&self.attributes);
        let mut columns: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for name in all {
            let name = name.trim();
            if !name.is_empty() && seen.insert(name.to_lowercase()) {
                columns.push(name.to_owned());
            }
        }
        columns
    }
}

fn row<'a>(
    (file, found): (&'a ImportedFile, &'a ImportedDocument),
    said: Option<&OfDocument>,
    everyone: &BTreeMap<&str, &Called>,
    (columns, proposed): (&[String], &BTreeMap<String, String>),
) -> Row<'a> {
    let speakers = found
        .speakers
        .iter()
        .map(|(heard, found)| {
            let all = everyone.get(heard.as_str());
            let here = said.and_then(|said| said.speakers.iter().find(|s| s.heard == *heard));
            let name = all.and_then(|all| all.name.clone()).unwrap_or_else(|| heard.clone());
            let role = all.and_then(|all| all.role.clone());
            let role = role.unwrap_or_else(|| found.unwrap_or_default().to_owned());
            Speaker {
                heard: heard.clone(),
                name: Field::new(name, here.and_then(|here| here.name.as_ref())),
                role: Field::new(role, here.and_then(|here| here.role.as_ref())),
            }
        })
        .collect();
    let value = |column: &String| {
        let key = column.to_lowercase();
        let is = said.and_then(|said| {
            said.values.iter().find(|(name, _)| name.to_lowercase() == key).map(|(_, is)| is)
        });
        Field::new(proposed.get(&key).cloned().unwrap_or_default(), is)
    };
    Row {
        file,
        found,
        out: said.is_some_and(|said| said.out),
        name: Field::new(&*found.name, said.and_then(|said| said.name.as_ref())),
        speakers,
        values: columns.iter().map(value).collect(),
    }
}

/// Those who speak, in order of their first documents.
fn people(rows: &[Row<'_>], everyone: &BTreeMap<&str, &Called>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.out) {
        for (heard, role) in &row.found.speakers {
            let role = role.unwrap_or_default().to_owned();
            match places.get(heard) {
                Some(&place) => {
                    let person = &mut people[place];
                    person.documents += 1;
                    person.found = person.found.take().filter(|known| *known == role);
                }
                None => {
                    let all = everyone.get(heard.as_str());
                    places.insert(heard.clone(), people.len());
                    people.push(Person {
                        heard: heard.clone(),
                        documents: 1,
                        name: Field::new(&**heard, all.and_then(|all| all.name.as_ref())),
                        found: Some(role),
                        role: all.and_then(|all| all.role.clone()),
                    });
                }
            }
        }
    }
    people
}

impl Speaker {
    fn correction(&self) -> Result<SpeakerCorrection, Failure> {
        let role = match self.role.is.as_str() {
            "" => None,
            word => Some(SpeakerRole::from_word(word).ok_or_else(|| {
                Failure::new("a speaker's role is interviewer, participant or unknown")
            })?),
        };
        let name = if self.name.is.is_empty() { &self.heard } else { &self.name.is };
        Ok(SpeakerCorrection { heard_as: self.heard.clone(), name: name.clone(), role })
    }
}

impl OfFile {
    fn reading(&self) -> Result<FileReading, Failure> {
        let said =
            |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let columns = self
            .columns
            .iter()
            .map(|(name, word)| {
                let usage = ColumnUse::from_word(word).ok_or_else(|| {
                    Failure::new(format!("`{word}` is not what a column can hold"))
                })?;
                Ok((name.clone(), usage))
            })
            .collect::<Result<_, Failure>>()?;
        Ok(FileReading {
            encoding: said(&self.encoding),
            table: TableOptions {
                rows: said(&self.rows).as_deref().map(rows_of).transpose()?,
                sheet: said(&self.sheet),
                columns,
            },
        })
    }
}
