use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::format::{Container, container, is_binary_text, of_text};
use crate::pdf::{self, PdfEngine};
use crate::{Encoding, Error, Format, Transcript, assemble, captions, clean, csv, docx};
use crate::{encoding, markdown, txt};

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
    /// What was said, by whom and when.
    pub transcript: Transcript,
    /// What the source turned out to be.
    pub format: Format,
    /// How its characters were written, in the spelling of the Encoding Standard; `None` for
    /// formats that say so themselves.
    pub encoding: Option<String>,
    /// What was odd about it.
    pub diagnostics: Vec<Diagnostic>,
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
    let search = options.speakers == SpeakerSearch::Find;
    let (transcript, format, encoding) = match container(name, bytes)? {
        Container::Docx => {
            let lines = docx::lines(bytes, &mut diagnostics)?;
            let transcript = assemble::assemble(&lines, search, &mut diagnostics);
            (transcript, Format::Docx, None)
        }
        Container::Pdf => {
            let lines = pdf::lines(bytes, pdf, &mut diagnostics)?;
            let transcript = assemble::assemble(&lines, search, &mut diagnostics);
            (transcript, Format::Pdf, None)
        }
        Container::Text => {
            let decoded = encoding::decode(bytes, options.encoding, &mut diagnostics);
            if is_binary_text(&decoded.text) {
                return Err(Kind::Binary.into());
            }
            let text = clean::clean(decoded.text, &mut diagnostics);
            let format = of_text(name, &text)?;
            let transcript = transcript(&text, format, search, &mut diagnostics)?;
            (transcript, format, Some(decoded.encoding.name().to_owned()))
        }
    };
    if transcript.text.is_empty() {
        diagnostics.push(Diagnostic::warning("no-words", "the source holds no words"));
    } else if let Some(promised) = Format::of_name(name)
        && promised != format
    {
        let message = format!("the name promises {promised}, and the content is {format}");
        diagnostics.push(Diagnostic::warning("misleading-name", message));
    }
    Ok(Reading { transcript, format, encoding, diagnostics: diagnostics.finish() })
}

fn transcript(
    text: &str,
    format: Format,
    search: bool,
    diagnostics: &mut Diagnostics,
) -> Result<Transcript, Kind> {
    Ok(match format {
        Format::Vtt | Format::Srt => captions::read(text, format, search, diagnostics),
        Format::Csv => csv::read(text, diagnostics)?,
        Format::Markdown => assemble::assemble(&markdown::lines(text), search, diagnostics),
        Format::Txt | Format::Docx | Format::Pdf => {
            assemble::assemble(&txt::lines(text), search, diagnostics)
        }
    })
}
