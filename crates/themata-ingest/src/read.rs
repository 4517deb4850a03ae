use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::format::{Container, container, is_binary_text, of_text};
use crate::pdf::{self, PdfEngine};
use crate::{ColumnUse, Encoding, Error, Format, Rows, TableOptions, Transcript};
use crate::{assemble, captions, chat, clean, csv, docx, eaf, encoding, epub, html, json};
use crate::{markdown, odt, otr, roles, rtf, sheet, textgrid, txt, zoom_chat};

/// A file as it was received.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The file's name with its extension.
    pub name: &'a str,
    /// Everything that is in it.
    pub bytes: &'a [u8],
}

/// What a person decides before a source is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How the characters of a text file are written; `None` to find out.
    pub encoding: Option<Encoding>,
    /// What to do about names before colons and times before names.
    pub speakers: SpeakerSearch,
    /// How tables are meant.
    pub table: TableOptions,
}

/// Whether to look for speakers in the words of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SpeakerSearch {
    /// Decide over the whole source who speaks where.
    #[default]
    Find,
    /// Leave the words as they are: the source is a report, not a transcript. Speakers that
    /// the format itself declares, as a table of turns does, are kept.
    Ignore,
}

/// A source that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// What the source holds: one document, or one for each respondent of a survey. Never
    /// empty.
    pub documents: Vec<Document>,
    /// What the source turned out to be.
    pub format: Format,
    /// How its characters were written, in the spelling of the Encoding Standard; `None` for
    /// formats that say so themselves.
    pub encoding: Option<String>,
    /// What its columns were taken for, if it is a table.
    pub table: Option<TableReading>,
    /// What was odd about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// One text of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the source calls it, such as a respondent's number; `None` if the source is one
    /// document.
    pub name: Option<String>,
    /// What was said, by whom and when.
    pub transcript: Transcript,
    /// What the source says of it, as attribute and value.
    pub attributes: Vec<(String, String)>,
}

/// What a table was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableReading {
    /// What a row was taken for.
    pub rows: Rows,
    /// What each column was taken for, by its name, in order.
    pub columns: Vec<(String, ColumnUse)>,
}

/// What a reader of one format makes of a source.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) documents: Vec<Document>,
    pub(crate) table: Option<TableReading>,
}

impl From<Document> for Read {
    fn from(document: Document) -> Read {
        Read { documents: vec![document], table: None }
    }
}

impl From<Transcript> for Document {
    fn from(transcript: Transcript) -> Document {
        Document { transcript, ..Document::default() }
    }
}

/// Reads a source.
///
/// What it is is found out from what is in it and, where that leaves a choice, from its name.
/// Messy material is not an error: it is read, and [`Reading::diagnostics`] says what was odd.
///
/// # Errors
///
/// If there is nothing to read: the source is locked, is no text, or is of a format that this
/// crate does not know. [`Error::hint`] says what to do.
pub fn read(
    source: Source<'_>,
    options: &Options,
    pdf: PdfEngine<'_>,
) -> Result<Reading, Error> {
    let Source { name, bytes } = source;
    if u32::try_from(bytes.len()).is_err() {
        return Err(Kind::TooLarge { bytes: bytes.len() }.into());
    }
    let mut diagnostics = Diagnostics::default();
    let (mut read, format, encoding) = match container(name, bytes)? {
        Container::Text => {
            let decoded = encoding::decode(bytes, options.encoding, &mut diagnostics);
            if is_binary_text(&decoded.text) {
                return Err(Kind::Binary.into());
            }
            let text = chat::with_bullets(decoded.text);
            let text = clean::clean(text, &mut diagnostics);
            let format = of_text(name, &text)?;
            let read = of_format(format, &text, options, &mut diagnostics)?;
            (read, format, Some(decoded.encoding.name().to_owned()))
        }
        Container::Document(format) => {
            (of_container(format, bytes, options, pdf, &mut diagnostics)?, format, None)
        }
    };
    for document in &mut read.documents {
        roles::guess(&mut document.transcript);
    }
    if read.documents.iter().all(|document| document.transcript.text.is_empty()) {
        diagnostics.push(Diagnostic::warning("no-words", "the source holds no words"));
    } else if let Some(promised) = Format::of_name(name)
        && promised != format
        && (promised, format) != (Format::Txt, Format::ZoomChat)
    {
        let message = format!("the name promises {promised}, and the content is {format}");
        diagnostics.push(Diagnostic::warning("misleading-name", message));
    }
    let Read { documents, table } = read;
    Ok(Reading { documents, format, encoding, table, diagnostics: diagnostics.finish() })
}

/// Reads what is no text until it is unpacked.
fn of_container(
    format: Format,
    bytes: &[u8],
    options: &Options,
    pdf: PdfEngine<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let layout = match format {
        Format::Pdf => pdf::read(bytes, pdf, diagnostics)?,
        Format::Odt => odt::read(bytes, diagnostics)?,
        Format::Rtf => rtf::read(bytes, diagnostics)?,
        Format::Epub => epub::read(bytes, diagnostics)?,
        Format::Xlsx | Format::Ods => {
            return sheet::read(bytes, format, &options.table, diagnostics);
        }
        _ => docx::read(bytes, diagnostics)?,
    };
    let search = options.speakers == SpeakerSearch::Find;
    Ok(assemble::assemble(layout, search, diagnostics).into())
}

/// Reads a text whose characters and line ends are clean.
fn of_format(
    format: Format,
    text: &str,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let search = options.speakers == SpeakerSearch::Find;
    let layout = match format {
        Format::Vtt | Format::Srt | Format::Sbv => {
            let transcript = captions::read(text, format, search, diagnostics);
            return Ok(Document::from(transcript).into());
        }
        Format::Csv => return csv::read(text, &options.table, diagnostics),
        Format::Json => return Ok(json::read(text, diagnostics)?.into()),
        Format::Eaf => return Ok(eaf::read(text, diagnostics)?.into()),
        Format::TextGrid => return Ok(textgrid::read(text, diagnostics)?.into()),
        Format::Chat => return Ok(chat::read(text, diagnostics)?.into()),
        Format::ZoomChat => return Ok(zoom_chat::read(text, diagnostics)?.into()),
        Format::Odt => odt::read_flat(text, diagnostics)?,
        Format::Otr => otr::read(text, diagnostics)?,
        Format::Html => html::read(text, diagnostics)?,
        Format::Markdown => markdown::read(text, diagnostics),
        _ => txt::read(text, diagnostics),
    };
    Ok(assemble::assemble(layout, search, diagnostics).into())
}
