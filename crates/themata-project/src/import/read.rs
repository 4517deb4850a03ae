use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use themata_ingest::{
    ColumnUse, Diagnostic, Document, Encoding, PdfError, PdfPage, Reading, Severity,
    TableOptions, TableReading,
};
use themata_model::Source;

use super::content::Content;
use super::{ImportOptions, Incoming};
use crate::{Failure, Progress};

/// A file that was read, or why it was not.
pub(crate) struct Read {
    /// The path by which attributes are read off it.
    pub(crate) file: String,
    pub(crate) shown: String,
    pub(crate) remarks: Vec<String>,
    /// The columns of a table that was refused, and what each would be taken for.
    pub(crate) refused: Vec<(String, ColumnUse)>,
    /// What it holds; `None` if the study has a file of this hash already.
    pub(crate) content: Result<(Hash, Option<Contents>), Failure>,
}

/// The SHA-256 of a file's bytes.
pub(crate) type Hash = String;

/// What a file holds.
pub(crate) struct Contents {
    pub(crate) bytes: Vec<u8>,
    /// At least one.
    pub(crate) documents: Vec<Content>,
    pub(crate) encoding: Option<String>,
    pub(crate) table: Option<TableReading>,
}

/// Reads files side by side, and returns them in their order. Files whose hash is known are
/// not read further.
pub(crate) fn read_all(
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
            let (mut remarks, mut refused) = (Vec::new(), Vec::new());
            let content = read(&file, known, options, (&mut remarks, &mut refused));
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Read { file: file.path, shown: file.shown, remarks, refused, content }
        })
        .collect()
}

fn read(
    file: &Incoming,
    known: &BTreeSet<String>,
    options: &ImportOptions,
    (remarks, refused): (&mut Vec<String>, &mut Vec<(String, ColumnUse)>),
) -> Result<(Hash, Option<Contents>), Failure> {
    let bytes = file.bytes()?;
    let name = file.name().to_owned();
    if is_study(&bytes) {
        return Err(Failure::new("this is a study, and not material for one")
            .hint(format!("to open it, say `--study {}`", file.shown)));
    }
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
    let own = options.corrections.files.get(&file.shown);
    let encoding = own.and_then(|own| own.encoding.as_ref()).or(options.encoding.as_ref());
    let table = own.map_or(&options.table, |own| &own.table);
    let ingest = themata_ingest::Options {
        encoding: match encoding {
            Some(name) => Some(
                Encoding::named(name)
                    .map_err(|error| Failure::of(&error).hinted(error.hint()))?,
            ),
            None => None,
        },
        table: table.clone(),
        ..themata_ingest::Options::default()
    };
    let source = themata_ingest::Source { name: &name, bytes: &bytes };
    let reading = themata_ingest::read(source, &ingest, &pdf).map_err(|error| {
        refused.extend_from_slice(error.columns());
        Failure::of(&error).hinted(error.hint())
    })?;
    if reading.documents.iter().all(holds_nothing) {
        return Err(Failure::new("the file holds no words").hint("is it the right file?"));
    }
    remarks.extend(reading.diagnostics.iter().filter_map(remark));
    Ok((
        hash.clone(),
        Some(contents((file, hash, bytes), reading, options, (encoding.is_some(), table))),
    ))
}

/// Whether a file is a study of this program: an SQLite file that bears its mark.
fn is_study(bytes: &[u8]) -> bool {
    bytes.starts_with(b"SQLite format 3\0") && bytes.get(68..72) == Some(b"Thmt")
}

fn holds_nothing(document: &Document) -> bool {
    document.transcript.text.trim().is_empty()
}

fn contents(
    (file, hash, bytes): (&Incoming, Hash, Vec<u8>),
    reading: Reading,
    options: &ImportOptions,
    (encoding_asked, table): (bool, &TableOptions),
) -> Contents {
    let name = file.name();
    let mut reader = themata_ingest::READER.to_owned();
    if reading.format == themata_ingest::Format::Pdf
        && let Some(engine) = &options.pdf
    {
        reader = format!("{reader}, {}", engine.name());
    }
    // Of a file of many documents each keeps what was decided on the whole, not on the rows.
    let many = reading.documents.len() > 1;
    let kept = reading.diagnostics.iter().filter(|said| !many || said.place.is_none());
    let mut decisions: Vec<String> = kept.map(decision).collect();
    if encoding_asked && let Some(encoding) = &reading.encoding {
        decisions.push(format!("the encoding {encoding} was asked for"));
    }
    let is_book =
        matches!(reading.format, themata_ingest::Format::Xlsx | themata_ingest::Format::Ods);
    let sheet = table.sheet.as_deref().filter(|_| is_book);
    let source = Source {
        name: file.source_name().to_owned(),
        hash,
        format: reading.format.name().to_owned(),
        encoding: reading.encoding.clone(),
        part: None,
        reader: Some(reader),
        decisions,
    };
    let documents = reading
        .documents
        .into_iter()
        .filter(|document| !holds_nothing(document))
        .map(|document| Content::of(document, stem(name), sheet, source.clone()))
        .collect();
    Contents { bytes, documents, encoding: reading.encoding, table: reading.table }
}

/// A diagnostic as a person reads it, unless it is only for the record.
fn remark(diagnostic: &Diagnostic) -> Option<String> {
    if diagnostic.severity < Severity::Warning {
        return None;
    }
    let mut said = decision(diagnostic);
    if let Some(about) = &diagnostic.about {
        said.push_str(&format!(" ({about})"));
    }
    Some(said)
}

/// A diagnostic for the record: without words of the source.
fn decision(diagnostic: &Diagnostic) -> String {
    match diagnostic.place {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// A file's name without its ending, or all of it if nothing else is left.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim() {
        "" => name.trim(),
        stem => stem,
    }
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
