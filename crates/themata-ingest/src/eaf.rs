//! ELAN annotations.

use crate::Document;
use crate::diagnostic::Diagnostics;
use crate::error::Kind;

/// Reads an ELAN file.
pub(crate) fn read(text: &str, _diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let _ = text;
    Err(Kind::Unsupported { what: "an ELAN file", hint: "save it as .docx or .txt" })
}
