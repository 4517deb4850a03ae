//! EPUB books.

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::layout::Layout;

/// Reads an EPUB book.
pub(crate) fn read(bytes: &[u8], _diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let _ = bytes;
    Err(Kind::Unsupported { what: "an EPUB book", hint: "save it as .docx or .txt" })
}
