//! Rows and columns by number, as a page names them: a name may be another's by then.

use themata_codebook::CodeIndex;
use themata_model::{
    AttributeId, DocumentId, Study, SummaryColumn, SummaryOf, ThemeId, ThemeOf,
};

use super::axes::{DOCUMENT, MatrixColumn, MatrixRow, columns, of_code, rows, themes};
use super::usual_rows;
use crate::Failure;
use crate::documents::gone;

/// What makes the rows of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsBy {
    /// Each document is one.
    Documents,
    /// The documents that share a value of the attribute with this number.
    Attribute(u32),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowKey {
    /// The document with this number.
    Document(u32),
    /// The documents with a value of an attribute.
    Value {
        /// The number of the attribute.
        attribute: u32,
        /// The value as it is shown; empty for the documents that have none.
        value: String,
    },
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnKey {
    /// The theme with this number.
    Theme(u32),
    /// The code at this place of the codebook, with its subcodes.
    Code(u32),
}

/// Which columns are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ColumnsAsked {
    /// The themes.
    #[default]
    Themes,
    /// The codes in use that coders may apply.
    Codes,
    /// These, in their order.
    These(Vec<ColumnKey>),
}

impl RowKey {
    pub(super) fn of(of: &SummaryOf) -> RowKey {
        match of {
            SummaryOf::Document(id) => RowKey::Document(id.0),
            SummaryOf::Value { attribute, value } => {
                RowKey::Value { attribute: attribute.0, value: value.clone() }
            }
        }
    }

    pub(super) fn meant(&self) -> SummaryOf {
        match self {
            RowKey::Document(number) => SummaryOf::Document(DocumentId(*number)),
            RowKey::Value { attribute, value } => {
                SummaryOf::Value { attribute: AttributeId(*attribute), value: value.clone() }
            }
        }
    }

    /// The row, over all documents of the study.
    pub(super) fn row(&self, study: &Study) -> Result<MatrixRow, Failure> {
        let by = match self {
            RowKey::Document(_) => RowsBy::Documents,
            RowKey::Value { attribute, .. } => RowsBy::Attribute(*attribute),
        };
        let documents: Vec<DocumentId> =
            study.documents.iter().map(|document| document.id).collect();
        let of = self.meant();
        let rows = rows(study, &by.name(study)?, &documents)?;
        rows.into_iter().find(|row| row.of.is_same(&of)).ok_or_else(|| gone("row"))
    }
}

impl RowsBy {
    /// What makes rows if nothing is said.
    pub(super) fn usual(study: &Study) -> RowsBy {
        let site = study.attribute_named(usual_rows(study));
        site.map_or(RowsBy::Documents, |site| RowsBy::Attribute(site.id.0))
    }

    /// Its name, as a question asks for it.
    pub(super) fn name(self, study: &Study) -> Result<String, Failure> {
        match self {
            RowsBy::Documents => Ok(DOCUMENT.to_owned()),
            RowsBy::Attribute(number) => {
                let known =
                    study.attributes.iter().find(|known| known.id == AttributeId(number));
                Ok(known.ok_or_else(|| gone("attribute"))?.name.clone())
            }
        }
    }
}

impl ColumnKey {
    pub(super) fn of(column: SummaryColumn) -> ColumnKey {
        match column {
            SummaryColumn::Theme(theme) => ColumnKey::Theme(theme.0),
            SummaryColumn::Code(code) => ColumnKey::Code(code.get()),
        }
    }

    pub(super) fn meant(self) -> SummaryColumn {
        match self {
            ColumnKey::Theme(number) => SummaryColumn::Theme(ThemeId(number)),
            ColumnKey::Code(place) => SummaryColumn::Code(CodeIndex::new(place)),
        }
    }

    pub(super) fn column(self, study: &Study) -> Result<MatrixColumn, Failure> {
        let on = self.meant();
        if let Some(known) = themes(study).into_iter().find(|known| known.on == on) {
            return Ok(known);
        }
        match on {
            SummaryColumn::Code(code) if (code.get() as usize) < study.codebook.len() => {
                Ok(of_code(study, code))
            }
            SummaryColumn::Code(_) => Err(gone("code")),
            SummaryColumn::Theme(_) => Err(gone("theme")),
        }
    }
}

impl ColumnsAsked {
    pub(super) fn columns(&self, study: &Study) -> Result<Vec<MatrixColumn>, Failure> {
        match self {
            ColumnsAsked::Themes => columns(study, &[]),
            ColumnsAsked::Codes => columns(study, &["codes".to_owned()]),
            ColumnsAsked::These(keys) => {
                let mut found: Vec<MatrixColumn> = Vec::new();
                for key in keys {
                    let column = key.column(study)?;
                    if !found.iter().any(|known| known.on == column.on) {
                        found.push(column);
                    }
                }
                Ok(found)
            }
        }
    }
}

/// Everything that can be a column: themes first, then the codes in use with their depth.
pub(super) fn offered(study: &Study) -> Vec<(ColumnKey, String, usize)> {
    let made = study.theme_codes().into_iter().filter_map(|theme| match theme.of {
        ThemeOf::Made(id) => Some((ColumnKey::Theme(id.0), theme.title, 0)),
        ThemeOf::Group(_) => None,
    });
    let book = &study.codebook;
    let codes = book.in_tree_order().iter().filter(|&&code| book[code].is_active());
    let codes = codes
        .map(|&code| (ColumnKey::Code(code.get()), book[code].name.clone(), book.depth(code)));
    made.chain(codes).collect()
}
