//! oTranscribe files.

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::layout::Layout;

/// Reads an oTranscribe file.
pub(crate) fn read(text: &str, _diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let _ = text;
    Err(Kind::Unsupported { what: "an oTranscribe file", hint: "save it as .docx or .txt" })
}

/// Whether a text begins like one.
pub(crate) fn sniff(start: &str) -> bool {
    let _ = start;
    false
}
