//! RTF documents.

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::layout::Layout;

/// Reads an RTF document.
pub(crate) fn read(bytes: &[u8], _diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let _ = bytes;
    Err(Kind::Unsupported { what: "an RTF document", hint: "save it as .docx or .txt" })
}
