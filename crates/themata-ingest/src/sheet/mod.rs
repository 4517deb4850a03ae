//! Sheets of workbooks, cell by cell as a person sees them.
//!
//! Reading order: `workbook` (what the kinds of workbooks have in common), `xlsx` with its
//! `strings`, `looks` and `cells`, `ods`; `number` (how a number looks), `filler` (how cells
//! become a table, with merged cells and limits).
//!
//! The parts are read here and not by a library for spreadsheets: these lay out a sheet as
//! large as it claims to be, and a sheet of a few hundred bytes may claim 17 thousand million
//! cells.

mod cells;
mod filler;
mod looks;
mod number;
mod ods;
mod strings;
mod workbook;
mod xlsx;

use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::read::Read;
use crate::{Format, TableOptions, table};

/// Reads a sheet of a workbook.
pub(crate) fn read(
    bytes: &[u8],
    format: Format,
    options: &TableOptions,
    diagnostics: &mut Diagnostics,
) -> Result<Read, Kind> {
    let wanted = options.sheet.as_deref();
    let grid = match format {
        Format::Ods => ods::read(bytes, wanted, diagnostics)?,
        _ => xlsx::read(bytes, wanted, diagnostics)?,
    };
    table::read(&grid, options, diagnostics)
}
