use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use themata_ingest::{Diagnostic, Encoding, PdfError, PdfPage, Reading};
use themata_model::{DocumentRecord, Source, Speaker, Turn, Version};
use themata_text::{Text, words};

use super::{ImportOptions, Incoming};
use crate::{Failure, Progress};

/// A file that was read, or why it was not.
pub(super) struct Read {
    /// The path by which attributes are read off it.
    pub(super) file: String,
    pub(super) shown: String,
    pub(super) remarks: Vec<String>,
    /// What it holds; `None` if the study has a file of this hash already.
    pub(super) content: Result<(Hash, Option<Content>), Failure>,
}

/// The SHA-256 of a file's bytes.
type Hash = String;

/// What a file holds.
pub(super) struct Content {
    pub(super) record: DocumentRecord,
    pub(super) bytes: Vec<u8>,
    pub(super) text: String,
}

/// Reads files side by side, and returns them in their order. Files whose hash is known are
/// not read further.
pub(super) fn read_all(
    files: Vec<Incoming>,
    known: &BTreeSet<String>,
    options: &ImportOptions,
    progress: Progress<'_>,
) -> Vec<Read> {
    let total = files.len();
    let done = AtomicUsize::new(0);
    progress(0, total);
    files
        .into_par_iter()
        .map(|file| {
            let mut remarks = Vec::new();
            let content = read(&file, known, options, &mut remarks);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Read { file: file.path, shown: file.shown, remarks, content }
        })
        .collect()
}

fn read(
    file: &Incoming,
    known: &BTreeSet<String>,
    options: &ImportOptions,
    remarks: &mut Vec<String>,
) -> Result<(Hash, Option<Content>), Failure> {
    let bytes = file.bytes()?;
    let name = file.name().to_owned();
    let hash = themata_store::hash(&bytes);
    if known.contains(&hash) {
        return Ok((hash, None));
    }
    let pdf = |bytes: &[u8]| -> Result<Vec<PdfPage>, PdfError> {
        match &options.pdf {
            Some(reader) => reader.pages(bytes),
            None => Err(PdfError::Unavailable),
        }
    };
    let mut ingest = themata_ingest::Options::default();
    if let Some(name) = &options.encoding {
        let encoding = Encoding::named(name);
        ingest.encoding =
            Some(encoding.map_err(|error| Failure::of(&error).hinted(error.hint()))?);
    }
    let source = themata_ingest::Source { name: &name, bytes: &bytes };
    let reading = themata_ingest::read(source, &ingest, &pdf)
        .map_err(|error| Failure::of(&error).hinted(error.hint()))?;
    if reading.documents.iter().all(|document| document.transcript.text.trim().is_empty()) {
        return Err(Failure::new("the file holds no words").hint("is it the right file?"));
    }
    remarks.extend(reading.diagnostics.iter().filter_map(remark));
    Ok((hash.clone(), Some(content(&name, hash, bytes, reading))))
}

/// A diagnostic as a person reads it, unless it is only for the record.
fn remark(diagnostic: &Diagnostic) -> Option<String> {
    if diagnostic.severity < themata_ingest::Severity::Warning {
        return None;
    }
    let mut said = match diagnostic.place {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    if let Some(about) = &diagnostic.about {
        said.push_str(&format!(" ({about})"));
    }
    Some(said)
}

/// A file's name without its ending, or all of it if nothing else is left.
fn stem(name: &str) -> &str {
    match name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim() {
        "" => name.trim(),
        stem => stem,
    }
}

fn content(name: &str, hash: String, bytes: Vec<u8>, reading: Reading) -> Content {
    let transcript = reading.documents.into_iter().next().unwrap_or_default().transcript;
    let text = Text::new(transcript.text.as_str());
    let turns: Vec<Turn> = transcript
        .turns
        .iter()
        .map(|turn| Turn {
            span: turn.span,
            speaker: turn.speaker,
            start_ms: turn.start_ms,
            end_ms: turn.end_ms,
        })
        .collect();
    let record = DocumentRecord {
        name: stem(name).to_owned(),
        version: Version {
            number: 1,
            source: Source {
                name: name.to_owned(),
                hash,
                format: reading.format.name().to_owned(),
                encoding: reading.encoding,
            },
            len: text.len(),
            words: words(&text).len() as u32,
            turns: turns.len() as u32,
            speakers: transcript
                .speakers
                .into_iter()
                .map(|s| Speaker { name: s.name })
                .collect(),
        },
        text_hash: themata_store::hash(text.as_str().as_bytes()),
        turns,
    };
    Content { record, bytes, text: transcript.text }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn no_document_is_without_a_name() {
        assert_eq!(stem("04-nurse.v2.txt"), "04-nurse.v2");
        assert_eq!(stem("nurse"), "nurse");
        assert_eq!(stem(".txt"), ".txt");
        assert_eq!(stem(" .txt"), ".txt");
    }
}
