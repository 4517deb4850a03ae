//! Praat TextGrids.

use crate::Document;
use crate::diagnostic::Diagnostics;
use crate::error::Kind;

/// Reads a TextGrid.
pub(crate) fn read(text: &str, _diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let _ = text;
    Err(Kind::Unsupported { what: "a TextGrid", hint: "save it as .docx or .txt" })
}

/// Whether a text begins like one.
pub(crate) fn sniff(start: &str) -> bool {
    let _ = start;
    false
}
