//! Web pages.

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::layout::Layout;

/// Reads a web page.
pub(crate) fn read(text: &str, _diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let _ = text;
    Err(Kind::Unsupported { what: "a web page", hint: "save it as .docx or .txt" })
}
