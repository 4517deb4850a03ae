//! The framework matrix (Ritchie and Spencer 1994; Gale et al. 2013): documents or sites by
//! themes or codes, with excerpts and the analyst's summaries in its cells.

mod axes;
mod behind;
mod cells;
mod clear;
mod fill;
mod gaps;
mod keys;
mod page;
mod sheet;
mod shown;
mod told;
mod write;

#[cfg(test)]
mod tests;

use themata_model::{Study, SummaryOf};

use crate::Credit;

pub(crate) use axes::row_name;
pub use behind::{BehindCell, CellExcerpt, CellQuestion};
pub use cells::FrameworkMatrix;
pub use fill::CellFilled;
pub use keys::{ColumnKey, ColumnsAsked, RowKey, RowsBy};
pub use page::{
    MatrixPage, MatrixPageQuestion, PageCell, PageColumn, PageGap, PageGaps, PageRow,
};
pub use sheet::SummariesWritten;
pub(crate) use told::{WrittenRow, in_order, rows_called, written_rows};
pub use write::CellWritten;

/// What a framework matrix is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixQuestion {
    /// The query: which excerpts, and which documents have a row.
    pub query: String,
    /// `document`, or the name of an attribute whose values are the rows; if nothing is said,
    /// sites where documents have one, else documents.
    pub rows: Option<String>,
    /// `theme`, `code`, or names of themes and codes; themes if nothing is said.
    pub columns: Vec<String>,
    /// The columns by number, in place of names.
    pub picked: Option<ColumnsAsked>,
    /// What stands in a cell.
    pub cell: MatrixCell,
    /// How quoted words are credited.
    pub credit: Credit,
    /// At most so many words of each excerpt; `None` for all.
    pub words: Option<usize>,
    /// At most so many excerpts in a cell; `None` for all.
    pub each: Option<usize>,
}

/// What stands in the cells of a framework matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixCell {
    /// The excerpts, credited.
    Excerpts,
    /// The analyst's summary with the excerpts that it rests on.
    Summary,
    /// The summary, and under it the excerpts.
    #[default]
    Both,
    /// How many excerpts there are.
    Count,
}

/// Whether a summary stands in rows of the same kind: both documents, or values of one
/// attribute.
fn same_kind(one: &SummaryOf, other: &SummaryOf) -> bool {
    match (one, other) {
        (SummaryOf::Document(_), SummaryOf::Document(_)) => true,
        (SummaryOf::Value { attribute, .. }, SummaryOf::Value { attribute: other, .. }) => {
            attribute == other
        }
        _ => false,
    }
}

/// The study's name for rows when nothing is said.
fn usual_rows(study: &Study) -> &str {
    study.site_attribute().map_or(axes::DOCUMENT, |site| site.name.as_str())
}
