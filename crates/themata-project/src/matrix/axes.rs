//! Which rows and columns a matrix has, and which one is meant by a name.

use std::collections::BTreeSet;

use themata_codebook::CodeIndex;
use themata_model::{
    AttributeId, DocumentId, Study, SummaryColumn, SummaryOf, ThemeOf, suggestions,
};

use super::usual_rows;
use crate::Failure;

pub(super) const DOCUMENT: &str = "document";

/// A row: what a summary of it is of, what it is called, and its documents.
#[derive(Clone, Debug)]
pub(super) struct MatrixRow {
    pub(super) of: SummaryOf,
    pub(super) name: String,
    pub(super) documents: Vec<DocumentId>,
}

/// A column: what a summary of it is on, what it is called, and its codes.
#[derive(Clone, Debug)]
pub(super) struct MatrixColumn {
    pub(super) on: SummaryColumn,
    pub(super) name: String,
    pub(super) codes: Vec<CodeIndex>,
}

/// The name of what makes the rows: `document`, or an attribute's.
pub(super) fn rows_by(study: &Study, named: Option<&str>) -> Result<String, Failure> {
    let named = named.map(str::trim).filter(|name| !name.is_empty());
    match named {
        None => Ok(usual_rows(study).to_owned()),
        Some(name) if is_documents(name) => Ok(DOCUMENT.to_owned()),
        Some(name) => {
            let id = crate::names::attribute(study, name)?;
            let known = study.attributes.iter().find(|attribute| attribute.id == id);
            Ok(known.map_or_else(|| name.to_owned(), |attribute| attribute.name.clone()))
        }
    }
}

fn is_documents(name: &str) -> bool {
    ["document", "documents"].contains(&name.to_lowercase().as_str())
}

/// The rows over some documents, those without a value last.
pub(super) fn rows(
    study: &Study,
    by: &str,
    documents: &[DocumentId],
) -> Result<Vec<MatrixRow>, Failure> {
    let wanted: BTreeSet<DocumentId> = documents.iter().copied().collect();
    if is_documents(by) {
        let documents = study.documents.iter().filter(|document| wanted.contains(&document.id));
        let row = |document: &themata_model::Document| MatrixRow {
            of: SummaryOf::Document(document.id),
            name: document.name.clone(),
            documents: vec![document.id],
        };
        return Ok(documents.map(row).collect());
    }
    let attribute = crate::names::attribute(study, by)?;
    let groups = study.groups_by(attribute).into_iter().map(|(value, mut documents)| {
        documents.retain(|document| wanted.contains(document));
        let value = value.map_or(String::new(), |value| value.to_string());
        let of = SummaryOf::Value { attribute, value };
        MatrixRow { name: row_name(study, &of), of, documents }
    });
    Ok(groups.filter(|row| !row.documents.is_empty()).collect())
}

/// What a row is called.
pub(crate) fn row_name(study: &Study, of: &SummaryOf) -> String {
    match of {
        SummaryOf::Document(id) => {
            study.document(*id).map_or(String::new(), |document| document.name.clone())
        }
        SummaryOf::Value { attribute, value } if value.is_empty() => {
            format!("no {}", attribute_name(study, *attribute))
        }
        SummaryOf::Value { value, .. } => value.clone(),
    }
}

pub(super) fn attribute_name(study: &Study, id: AttributeId) -> &str {
    let attribute = study.attributes.iter().find(|attribute| attribute.id == id);
    attribute.map_or("value", |attribute| attribute.name.as_str())
}

/// The row that is meant by a name: among the rows that were said, or among sites and then
/// documents.
pub(super) fn row_named(
    study: &Study,
    by: Option<&str>,
    name: &str,
) -> Result<MatrixRow, Failure> {
    let is_said = by.is_some_and(|by| !by.trim().is_empty());
    let mut by = vec![rows_by(study, by)?];
    // What was said is meant; where nothing was, a document may be meant as well.
    if !is_said && by[0] != DOCUMENT {
        by.push(DOCUMENT.to_owned());
    }
    let documents: Vec<DocumentId> =
        study.documents.iter().map(|document| document.id).collect();
    let mut known = Vec::new();
    for by in &by {
        let rows = rows(study, by, &documents)?;
        let key = name.trim().to_lowercase();
        // The documents without a value stand last, so that a value of their name is meant.
        if let Some(row) = rows.iter().find(|row| row.name.to_lowercase() == key) {
            return Ok(row.clone());
        }
        known.extend(rows.into_iter().map(|row| row.name));
    }
    let failure = Failure::new(format!("the matrix has no row `{}`", name.trim()));
    let meant = suggestions(name, known.iter().map(String::as_str));
    Err(match meant.first() {
        Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
        None => {
            failure.hint(format!("rows are by {}; `--rows` says otherwise", by.join(" or ")))
        }
    })
}

/// The columns that are asked for.
pub(super) fn columns(study: &Study, asked: &[String]) -> Result<Vec<MatrixColumn>, Failure> {
    let book = &study.codebook;
    match asked {
        [] => Ok(themes(study)),
        [one] if ["theme", "themes"].contains(&one.trim().to_lowercase().as_str()) => {
            Ok(themes(study))
        }
        [one] if ["code", "codes"].contains(&one.trim().to_lowercase().as_str()) => {
            let codes = book.in_tree_order().iter().copied();
            let used = codes.filter(|&code| book[code].assignable && book[code].is_active());
            Ok(used.map(|code| of_code(study, code)).collect())
        }
        names => {
            let mut columns: Vec<MatrixColumn> = Vec::new();
            for name in names {
                let column = column_named(study, name)?;
                if !columns.iter().any(|known| known.on == column.on) {
                    columns.push(column);
                }
            }
            Ok(columns)
        }
    }
}

pub(super) fn themes(study: &Study) -> Vec<MatrixColumn> {
    let is_in_use = |of: &ThemeOf| match *of {
        ThemeOf::Group(root) => study.codebook[root].is_active(),
        ThemeOf::Made(_) => true,
    };
    let themes = study.theme_codes().into_iter().filter(|theme| is_in_use(&theme.of));
    themes
        .map(|theme| MatrixColumn {
            on: match theme.of {
                ThemeOf::Made(id) => SummaryColumn::Theme(id),
                ThemeOf::Group(root) => SummaryColumn::Code(root),
            },
            name: theme.title,
            codes: theme.codes,
        })
        .collect()
}

pub(super) fn of_code(study: &Study, code: CodeIndex) -> MatrixColumn {
    MatrixColumn {
        on: SummaryColumn::Code(code),
        name: study.codebook[code].name.clone(),
        codes: study.codebook.subtree(code).to_vec(),
    }
}

/// The column that is meant by a name: a theme before a code.
pub(super) fn column_named(study: &Study, name: &str) -> Result<MatrixColumn, Failure> {
    let themes = themes(study);
    let key = name.trim().to_lowercase();
    let of_name = |column: &&MatrixColumn| column.name.to_lowercase() == key;
    if let Some(column) = themes.iter().find(of_name) {
        return Ok(column.clone());
    }
    if let Some(code) = study.codebook.find(name.trim()) {
        return Ok(of_code(study, code));
    }
    let codes = study.codebook.codes().map(|(_, code)| code.name.as_str());
    let known = themes.iter().map(|column| column.name.as_str()).chain(codes);
    let failure = Failure::new(format!("no theme or code is called `{}`", name.trim()));
    Err(match suggestions(name, known).first() {
        Some(meant) => failure.hint(format!("did you mean `{meant}`?")),
        None => failure.hint("`themata themes` lists themes, `themata codebook show` codes"),
    })
}
