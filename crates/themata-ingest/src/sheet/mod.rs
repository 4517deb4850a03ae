//! Sheets of workbooks.

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::read::Read;
use crate::{Format, TableOptions};

/// Reads a sheet of a workbook.
pub(crate) fn read(
    bytes: &[u8],
    _format: Format,
    _options: &TableOptions,
    _diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let _ = bytes;
    Err(Kind::Unsupported { what: "a spreadsheet", hint: "save the sheet as .csv" })
}
