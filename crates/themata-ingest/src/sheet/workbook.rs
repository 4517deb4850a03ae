use quick_xml::Error as XmlError;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::table::{Grid, told};

/// What a sheet yielded.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) grid: Grid,
    /// How many cells hold an error in place of what they should.
    pub(super) errors: u32,
    /// Where its XML broke off.
    pub(super) damage: Option<XmlError>,
}

impl Sheet {
    /// The cells, and what was odd about them.
    pub(super) fn settle(self, diagnostics: &mut Diagnostics) -> Grid {
        if self.errors > 0 {
            let message = format!(
                "{} cells hold the error of a formula and were left empty",
                self.errors
            );
            diagnostics.push(
                Diagnostic::warning("cells-with-errors", message)
                    .hint("mend the formulas, or paste their values"),
            );
        }
        if self.damage.is_some() {
            let message =
                "the workbook is damaged, and the rows after the last one are missing";
            diagnostics.push(
                Diagnostic::warning("document-damaged", message)
                    .hint("open it in its program and save it again"),
            );
        }
        self.grid
    }
}

/// The place of the sheet that a person wants, among the names of all.
pub(super) fn wanted(names: &[&str], wanted: &str) -> Result<usize, Kind> {
    let lower = wanted.trim().to_lowercase();
    let found = names.iter().position(|name| *name == wanted);
    let found = found.or_else(|| names.iter().position(|n| n.trim().to_lowercase() == lower));
    found.ok_or_else(|| Kind::Table {
        message: format!("the workbook has no sheet of this name: {wanted}"),
        hint: format!("its sheets are: {}", told(names, 12)),
    })
}

/// Says which sheet was read, where there are others that hold something.
pub(super) fn say_others(read: &str, others: &[&str], diagnostics: &mut Diagnostics) {
    if others.is_empty() {
        return;
    }
    let count = others.len();
    let more =
        if count == 1 { "1 more holds".to_owned() } else { format!("{count} more hold") };
    let message = format!("one sheet was read, and {more} something");
    let names: Vec<&str> = [read].into_iter().chain(others.iter().copied()).collect();
    diagnostics.push(
        Diagnostic::note("one-sheet-read", message)
            .about(&told(&names, 8))
            .hint("the one named first was read; say which sheet is meant"),
    );
}
