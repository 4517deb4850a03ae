//! What a memo is to be about, in numbers or in names, as what it is about.

use themata_codebook::{CodeIndex, CodeState};
use themata_model::{Document, DocumentId, MemoTarget, Study, Transcript};
use themata_store::Snapshot;
use themata_text::{CharSpan, to_characters};

use crate::codings::quoted;
use crate::names::{count, grouped};
use crate::{Failure, Project};

/// What a memo is about, by the numbers of the study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemoPlace {
    /// The study: the memo is an entry of the journal.
    Study,
    /// The code at this place of the codebook.
    Code(u32),
    /// The document of this number.
    Document(u32),
    /// A stretch of the document of this number, in code points from 0, half-open.
    Passage(u32, CharSpan),
}

/// What a memo is about, by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamedPlace {
    /// The study: the memo is an entry of the journal.
    Study,
    /// A code.
    Code(String),
    /// A document, or some part of it.
    Document(String, Within),
}

/// Which part of a document is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// All of it.
    Whole,
    /// A stretch, in code points from 0, half-open: its start and its end.
    At(u32, u32),
    /// A line of its text, counted from 1.
    Line(usize),
    /// The words of a quote, in the turn of this number where they stand in several.
    Quote(String, Option<usize>),
}

impl Project {
    /// Finds what a memo is to be about by its names.
    ///
    /// # Errors
    ///
    /// If there is no such document, code, line or quote, or a stretch lies outside its
    /// document.
    pub fn memo_place(&mut self, named: &NamedPlace) -> Result<MemoPlace, Failure> {
        let snapshot = self.snapshot()?;
        let study = snapshot.study()?;
        match named {
            NamedPlace::Study => Ok(MemoPlace::Study),
            NamedPlace::Code(name) => Ok(MemoPlace::Code(study.codebook.resolve(name)?.get())),
            NamedPlace::Document(name, within) => {
                let document = crate::names::document(&study, name)?;
                if *within == Within::Whole {
                    return Ok(MemoPlace::Document(document.id.0));
                }
                let transcripts = snapshot.transcripts([document.id])?;
                let span = part(&study, document, &transcripts[&document.id], within)?;
                Ok(MemoPlace::Passage(document.id.0, span))
            }
        }
    }
}

fn part(
    study: &Study,
    document: &Document,
    transcript: &Transcript,
    within: &Within,
) -> Result<CharSpan, Failure> {
    match within {
        Within::Whole => Ok(transcript.text.span()),
        Within::At(start, end) => {
            CharSpan::checked(*start, *end).filter(|span| !span.is_empty()).ok_or_else(|| {
                Failure::new(format!("from {start} to {end} there is nothing"))
                    .hint("write the start and the end of the passage, such as `120-180`")
            })
        }
        Within::Line(number) => line(transcript, *number).ok_or_else(|| {
            let lines = count(lines(transcript).count(), "line");
            Failure::new(format!("{} has no line {number} with words", document.name))
                .hint(format!("it has {lines}, counted from 1"))
        }),
        Within::Quote(quote, turn) => Ok(quoted(study, document, transcript, quote, *turn)?.0),
    }
}

fn lines(transcript: &Transcript) -> impl Iterator<Item = &str> {
    transcript.text.as_str().split('\n')
}

/// Where a line lies, if it has words.
fn line(transcript: &Transcript, number: usize) -> Option<CharSpan> {
    let before = number.checked_sub(1)?;
    let wanted = lines(transcript).nth(before)?;
    let length = |words: &str| words.chars().count() as u32;
    let start: u32 = lines(transcript).take(before).map(|line| length(line) + 1).sum();
    let blank = length(wanted) - length(wanted.trim_start());
    let end = start + length(wanted.trim_end());
    CharSpan::checked(start + blank, end).filter(|span| !span.is_empty())
}

/// What a memo is about, if it is there, and how that is called in the history.
pub(crate) fn target(
    snapshot: &Snapshot<'_>,
    study: &Study,
    place: MemoPlace,
    picked: Option<&str>,
) -> Result<(MemoTarget, String), Failure> {
    match place {
        MemoPlace::Study => Ok((MemoTarget::Study, "the study".to_owned())),
        MemoPlace::Code(place) => {
            let code = CodeIndex::new(place);
            let known = study.codebook.get(code).ok_or_else(|| gone("code"))?;
            if let CodeState::Merged { into } = known.state {
                let into = &study.codebook[into].name;
                let failure =
                    Failure::new(format!("the code `{}` was merged into `{into}`", known.name));
                return Err(failure.hint(format!("write the memo on `{into}`")));
            }
            Ok((MemoTarget::Code(code), format!("the code `{}`", known.name)))
        }
        MemoPlace::Document(number) => {
            let document = document(study, number)?;
            Ok((MemoTarget::Document(document.id), document.name.clone()))
        }
        MemoPlace::Passage(number, span) => {
            let document = document(study, number)?;
            let length = document.version.len;
            if span.end() > length {
                let (from, to) = (span.start(), span.end());
                let failure = Failure::new(format!(
                    "the passage from {from} to {to} lies outside {}",
                    document.name
                ));
                let length = grouped(length as usize);
                return Err(failure.hint(format!("the document has {length} characters")));
            }
            let transcripts = snapshot.transcripts([document.id])?;
            let text = &transcripts[&document.id].text;
            let words = text.slice(span).unwrap_or_default();
            if picked.is_some_and(|picked| letters(picked) != letters(words)) {
                let failure = Failure::new(format!(
                    "other words stand in {} by now where you had picked some",
                    document.name
                ));
                return Err(
                    failure.hint("its text was replaced meanwhile: pick the words once more")
                );
            }
            let span =
                to_characters(text, span).ok_or_else(|| Failure::new("no words are picked"))?;
            let what = format!("a passage of {}", document.name);
            Ok((MemoTarget::Passage(document.id, span), what))
        }
    }
}

/// What is read of words on any page: without blanks, of which pages show some and not others,
/// and without what they do not show.
fn letters(words: &str) -> String {
    let is_read = |c: &char| !c.is_whitespace() && !c.is_control() && *c != '\u{fffd}';
    words.chars().filter(is_read).collect()
}

fn document(study: &Study, number: u32) -> Result<&Document, Failure> {
    study.document(DocumentId(number)).ok_or_else(|| gone("document"))
}

/// What is said when something was taken away meanwhile.
fn gone(what: &str) -> Failure {
    Failure::nothing(format!("there is no such {what} any more"))
        .hint("it was taken away meanwhile; look again")
}
