//! Bringing transcripts in: finding the files, reading them side by side, recording them in
//! one operation.

mod content;
mod corrections;
mod describe;
mod files;
mod name_pattern;
mod pdf_apart;
mod plan;
mod read;
mod record;
mod table;

use themata_ingest::{ColumnUse, Rows, TableOptions};
use themata_model::Session;
use themata_store::Snapshot;

use crate::attributes::Described;
use crate::names::count;
use crate::speakers::SpeakerSheet;
use crate::{Failure, Progress, Project};

pub(crate) use content::Content;
pub use corrections::{Correction, Corrections, FileReading, SpeakerCorrection};
pub use files::{Incoming, incoming, is_expected, nothing_to_read};
pub use name_pattern::NamePattern;
pub use pdf_apart::{PdfReader, answer_pages};
pub(crate) use read::read_all;
use record::Recording;
pub(crate) use record::{last_said, memo};

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
    /// How tables are meant.
    pub table: TableOptions,
    /// What those who speak are called, do and are.
    pub speakers: Option<SpeakerSheet>,
    /// What a person corrected of what a dry run found.
    pub corrections: Corrections,
    /// Whether to find out what would be read, and to record nothing.
    pub dry_run: bool,
}

/// Reads what the columns of a survey hold: a table with the columns `column` and `use`.
///
/// # Errors
///
/// If it cannot be read, or a use is none of those that there are.
pub fn column_uses(bytes: &[u8]) -> Result<Vec<(String, ColumnUse)>, Failure> {
    let rows = themata_exchange::column_uses(bytes)?;
    rows.into_iter()
        .map(|(line, name, word)| match ColumnUse::from_word(&word) {
            Some(usage) => Ok((name, usage)),
            None => {
                let all: Vec<&str> =
                    ColumnUse::ALL.iter().map(|usage| usage.as_str()).collect();
                Err(Failure::new(format!("line {line} of the mapping: `{word}` is no use"))
                    .hint(format!("the uses are: {}", all.join(", "))))
            }
        })
        .collect()
}

/// What became of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Every file in the order of the input; a file of several documents once for each.
    pub files: Vec<ImportedFile>,
    /// What came of describing the documents.
    pub described: Described,
    /// What the columns of tables of respondents were taken for, by file.
    pub surveys: Vec<(String, Vec<(String, ColumnUse)>)>,
    /// What the columns of tables of turns were taken for, by file.
    pub turns: Vec<(String, Vec<(String, ColumnUse)>)>,
    /// The columns of tables that were refused and what they would be taken for, by file.
    pub refused: Vec<(String, Vec<(String, ColumnUse)>)>,
    /// Whether nothing was recorded, because that was asked for.
    pub dry_run: bool,
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
    Document(ImportedDocument),
    /// The study had a file of the same content already.
    Known {
        /// What that document is called.
        name: String,
    },
    /// It could not be read.
    Failed(Failure),
}

/// A document that came in, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedDocument {
    /// What the document is called.
    pub name: String,
    /// Which part of the file it is, if that holds several.
    pub part: Option<String>,
    /// What is known of it: attribute and value.
    pub values: Vec<(String, String)>,
    /// What the file was read as.
    pub format: String,
    /// How the characters of the file were written, if it is a text file.
    pub encoding: Option<String>,
    /// How many words it has.
    pub words: u32,
    /// How many turns it has.
    pub turns: u32,
    /// How many of them have a time.
    pub timed: u32,
    /// Those who speak, each with the role if one is known, in order of their places.
    pub speakers: Vec<(String, Option<&'static str>)>,
    /// How many sections it has.
    pub sections: u32,
    /// How many comments hang on it.
    pub comments: u32,
}

impl Imported {
    /// How many files became documents.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Document(_)))
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
        let of_files = options.corrections.files.values();
        let named = of_files.filter_map(|reading| reading.encoding.as_ref());
        for name in options.encoding.iter().chain(named) {
            themata_ingest::Encoding::named(name)
                .map_err(|error| Failure::of(&error).hinted(error.hint()))?;
        }
        // A file of which parts are known may hold others, so it is read all the same.
        let sources = self.snapshot()?.sources()?.into_iter();
        let whole = sources.filter(|source| source.part.is_none());
        let known = whole.map(|source| source.hash).collect();
        let reads = read_all(files, &known, options, progress);
        let mut imported = Imported::default();
        let record = |snapshot: &Snapshot<'_>| {
            let study = snapshot.study()?;
            let mut recording = Recording::new(&study, snapshot, &reads, options)?;
            for read in reads {
                recording.take(read)?;
            }
            recording.finish(snapshot, &mut imported)
        };
        if options.dry_run {
            record(&self.store.snapshot()?)?;
        } else {
            self.store.transact(session, record)?;
        }
        imported.dry_run = options.dry_run;
        Ok(imported)
    }
}

/// What an import says of itself in the history.
fn summary(documents: usize) -> String {
    format!("import {}", count(documents, "document"))
}

/// What a row of a table is, by the word that a person writes.
///
/// # Errors
///
/// If the word is neither `turns` nor `respondents`.
pub fn rows_of(word: &str) -> Result<Rows, Failure> {
    Rows::from_word(word).ok_or_else(|| {
        Failure::new(format!("`{word}` is not what a row of a table can be"))
            .hint("a row is one of `turns` or one of `respondents`")
    })
}
