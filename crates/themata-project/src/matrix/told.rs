//! What the analyst wrote, by row and column.

use std::collections::{BTreeMap, BTreeSet};

use themata_model::{AttributeId, DocumentId, Study, Summary, SummaryColumn, SummaryOf};

use super::axes::{DOCUMENT, attribute_name, rows, themes};
use crate::Failure;

/// A row of the matrix with what was written in it.
pub(crate) struct WrittenRow<'a> {
    /// What the row is of.
    pub(crate) of: SummaryOf,
    /// What it is called.
    pub(crate) name: String,
    /// The summaries in it.
    pub(crate) summaries: BTreeMap<SummaryColumn, &'a Summary>,
}

/// The rows over some documents, by the values of an attribute or a row for each document, with
/// what was written in them, in whichever columns.
///
/// # Errors
///
/// If there is no such attribute.
pub(crate) fn written_rows<'a>(
    study: &'a Study,
    by: Option<AttributeId>,
    documents: &[DocumentId],
) -> Result<Vec<WrittenRow<'a>>, Failure> {
    let summaries = by_cell(study);
    let rows =
        rows(study, rows_called(study, by), documents)?.into_iter().map(|row| WrittenRow {
            summaries: summaries.get(&Told::of(&row.of)).cloned().unwrap_or_default(),
            of: row.of,
            name: row.name,
        });
    Ok(rows.collect())
}

/// What makes the rows: the name of the attribute, or `document`.
pub(crate) fn rows_called(study: &Study, by: Option<AttributeId>) -> &str {
    by.map_or(DOCUMENT, |by| attribute_name(study, by))
}

/// Columns in the order in which they stand: themes, then codes as in the codebook.
pub(crate) fn in_order(
    study: &Study,
    mut columns: BTreeSet<SummaryColumn>,
) -> Vec<SummaryColumn> {
    let themes = themes(study).into_iter().map(|column| column.on);
    let codes = study.codebook.in_tree_order().iter().map(|&code| SummaryColumn::Code(code));
    themes.chain(codes).filter(|column| columns.remove(column)).collect()
}

/// What a row is told apart by; case makes no other row.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    Document(DocumentId),
    Value(AttributeId, String),
}

impl Told {
    pub(super) fn of(of: &SummaryOf) -> Told {
        match of {
            SummaryOf::Document(id) => Told::Document(*id),
            SummaryOf::Value { attribute, value } => {
                Told::Value(*attribute, value.to_lowercase())
            }
        }
    }
}

/// The summaries by row and column: there may be as many as cells, and each is looked for once.
pub(super) fn by_cell(study: &Study) -> BTreeMap<Told, BTreeMap<SummaryColumn, &Summary>> {
    let mut known: BTreeMap<Told, BTreeMap<SummaryColumn, &Summary>> = BTreeMap::new();
    for summary in &study.summaries {
        known.entry(Told::of(&summary.of)).or_default().insert(summary.column, summary);
    }
    known
}
