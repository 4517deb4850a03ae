//! What the fuzz targets share: the promises that every reading keeps, and the containers and
//! pages that are made of fuzzed bytes.
//!
//! A target is one reader. What it is given is kept for the next round only if that reader read
//! it, so that no target spends its time on the bytes of another.

mod package;
mod pages;
mod promises;

use libfuzzer_sys::Corpus;
use themata_ingest::{Format, Options, PdfEngine, PdfError, PdfPage, Reading, Source, read};

pub use package::{Parts, is_packed, pack, parts};
pub use pages::pages;

/// Reads bytes as a person would who decides nothing, and checks what was promised of it.
///
/// Bytes that turn out to be of none of these formats are not kept: another target is theirs.
pub fn check(name: &str, bytes: &[u8], formats: &[Format]) -> Corpus {
    check_with(name, bytes, &Options::default(), formats)
}

/// The same with what a person decided before.
pub fn check_with(name: &str, bytes: &[u8], options: &Options, formats: &[Format]) -> Corpus {
    match reading(name, bytes, options, &no_engine) {
        Some(reading) if !formats.contains(&reading.format) => Corpus::Reject,
        _ => Corpus::Keep,
    }
}

/// Reads bytes and checks what was promised, also of what cannot be read.
pub fn reading(
    name: &str,
    bytes: &[u8],
    options: &Options,
    engine: PdfEngine<'_>,
) -> Option<Reading> {
    match read(Source { name, bytes }, options, engine) {
        Ok(reading) => {
            promises::check(&reading);
            Some(reading)
        }
        Err(error) => {
            assert!(error.hint().is_some(), "an error says what to do: {error}");
            None
        }
    }
}

fn no_engine(_: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    Err(PdfError::Unavailable)
}
