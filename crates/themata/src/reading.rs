use std::path::{Path, PathBuf};

use clap::ValueEnum;
use themata_project::import::{ImportOptions, PdfReader, column_uses, rows_of};
use themata_project::speakers::SpeakerSheet;
use themata_project::{ColumnUse, Failure, TableOptions};

use crate::context::{Context, read};

/// How files are read, for every command that brings some in.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct ReadArgs {
    /// What is known of every document
    #[arg(long, value_name = "ATTRIBUTE=VALUE")]
    set: Vec<String>,
    /// The encoding of text files, instead of finding it out
    #[arg(long)]
    encoding: Option<String>,
    /// A CSV file with the columns speaker, name and role, which says what those who speak are
    /// called and do; other columns are attributes of theirs
    #[arg(long, value_name = "FILE")]
    speakers: Option<PathBuf>,
    /// What reads PDF files
    #[arg(long, value_name = "ENGINE", default_value = "own")]
    pdf_engine: PdfEngine,
    /// Whether a row of a table is one of `turns` or one of `respondents`, instead of finding
    /// it out
    #[arg(long, value_name = "WHAT", help_heading = "Tables and surveys")]
    rows: Option<String>,
    /// A CSV file with the columns column and use, which says what the columns of a table
    /// hold: name, attribute, question, words, speaker, start, end or ignore
    #[arg(long, value_name = "FILE", help_heading = "Tables and surveys")]
    columns: Option<PathBuf>,
    /// A column of answers to an open question
    #[arg(long, value_name = "COLUMN", help_heading = "Tables and surveys")]
    question: Vec<String>,
    /// A column with something that is known of the respondent
    #[arg(long, value_name = "COLUMN", help_heading = "Tables and surveys")]
    attribute: Vec<String>,
    /// The column with the respondents' names; several together make one name
    #[arg(long, value_name = "COLUMN", help_heading = "Tables and surveys")]
    respondent: Vec<String>,
    /// A column to leave out
    #[arg(long, value_name = "COLUMN", help_heading = "Tables and surveys")]
    ignore: Vec<String>,
    /// The sheet of a workbook, if it is not the first
    #[arg(long, value_name = "NAME", help_heading = "Tables and surveys")]
    sheet: Option<String>,
}

/// What reads PDF files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PdfEngine {
    /// The engine that this program brings
    Own,
    /// The program pdftotext of Poppler, which must be installed
    Pdftotext,
}

impl ReadArgs {
    pub(crate) fn options(&self, context: &Context) -> Result<ImportOptions, Failure> {
        Ok(ImportOptions {
            set: self.set.iter().map(|pair| set(pair)).collect::<Result<_, _>>()?,
            encoding: self.encoding.clone(),
            pdf: match self.pdf_engine {
                PdfEngine::Own => context.pdf_reader(),
                PdfEngine::Pdftotext => Some(PdfReader::pdftotext(context.pdf_patience())?),
            },
            table: TableOptions {
                rows: self.rows.as_deref().map(rows_of).transpose()?,
                sheet: self.sheet.clone(),
                columns: self.columns()?,
            },
            speakers: self.speakers.as_deref().map(sheet).transpose()?,
            ..ImportOptions::default()
        })
    }

    /// What columns hold: what the mapping says, and over it what the options say.
    fn columns(&self) -> Result<Vec<(String, ColumnUse)>, Failure> {
        let mut columns = match &self.columns {
            Some(path) => column_uses(&read(path)?)?,
            None => Vec::new(),
        };
        let mut say = |names: &[String], usage: ColumnUse| {
            for name in names {
                columns.retain(|(known, _)| known.to_lowercase() != name.to_lowercase());
                columns.push((name.clone(), usage));
            }
        };
        say(&self.question, ColumnUse::Question);
        say(&self.attribute, ColumnUse::Attribute);
        say(&self.ignore, ColumnUse::Ignored);
        say(&self.respondent, ColumnUse::Name);
        Ok(columns)
    }
}

/// A sheet of speakers in a file.
pub(crate) fn sheet(path: &Path) -> Result<SpeakerSheet, Failure> {
    SpeakerSheet::read(&read(path)?)
}

fn set(pair: &str) -> Result<(String, String), Failure> {
    match pair.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() && !value.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(Failure::new(format!("`--set {pair}` sets nothing"))
            .hint("write it as `--set site=04`")),
    }
}
