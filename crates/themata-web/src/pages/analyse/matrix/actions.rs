use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Form, Json};
use serde::Deserialize;
use themata_project::matrix::{CellFilled, ColumnsAsked, FrameworkMatrix, MatrixPageQuestion};
use themata_project::{CharSpan, Failure, Format, written_as};

use super::asked::Asked;
use super::behind::CellNamed;
use crate::app::App;
use crate::pages::leaving::{self, quoted};
use crate::pages::said::{Said, said};
use crate::trouble::{Deed, Trouble};
use crate::visitor::Visitor;

/// What is to stand in a cell.
#[derive(Deserialize)]
pub(super) struct Filled {
    #[serde(flatten)]
    cell: CellNamed,
    words: String,
    /// What stood there when writing began.
    was: Option<String>,
    /// Excerpts that it rests on from now on: document, start and end.
    #[serde(default)]
    link: Vec<(u32, u32, u32)>,
    /// Excerpts that it rests on no longer.
    #[serde(default)]
    unlink: Vec<(u32, u32, u32)>,
}

pub(super) async fn fill(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(filled): Json<Filled>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let (row, column) = filled.cell.keys()?;
    let cell = CellFilled {
        row,
        column,
        words: filled.words,
        was: filled.was,
        link: stretches(&filled.link)?,
        unlink: stretches(&filled.unlink)?,
    };
    let is_empty = cell.words.trim().is_empty();
    let act =
        study.act(&app, &visitor, move |project, session| project.matrix_fill(session, &cell));
    Ok(said(match (act.await?, is_empty) {
        (false, _) => "It is so already.",
        (true, true) => "The cell is empty now.",
        (true, false) => "The summary is saved.",
    }))
}

fn stretches(named: &[(u32, u32, u32)]) -> Result<Vec<(u32, CharSpan)>, Failure> {
    let stretch = |&(document, start, end): &(u32, u32, u32)| {
        let span = CharSpan::checked(start, end);
        let span = span.ok_or_else(|| Failure::nothing("there is no such excerpt"))?;
        Ok((document, span))
    };
    named.iter().map(stretch).collect()
}

/// The matrix that is to leave the program, and how.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    rows: String,
    #[serde(default)]
    cols: String,
    format: String,
}

/// The whole matrix as a file, with the first excerpts of each cell.
pub(super) async fn export(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let Some((format, kind)) = leaving::table(&wanted.format) else {
        return Err(Failure::new("the matrix leaves as CSV, XLSX or DOCX").into());
    };
    let Wanted { q, rows, cols, .. } = wanted;
    let question = Asked { q, rows, cols, ..Asked::default() }.question();
    let bytes = study
        .ask(&visitor, move |project| {
            let matrix = project.matrix_file(&question)?;
            let around = leaving::origin(command(&matrix, &question));
            // A row for each cell is what the command line reads back.
            let mut table = match format {
                Format::Csv => matrix.to_sheet(),
                _ => matrix.to_table(),
            };
            table.remarks.extend(project.kept_back()?);
            written_as(&[&table], format, &around).map_err(|error| {
                Failure::new(error).hint("choose fewer columns, or export as CSV")
            })
        })
        .await?;
    let name = format!("{}-matrix.{}", study.word, format.as_str());
    Ok(leaving::saved(&name, kind, bytes))
}

/// The command that gives the same matrix, for the record in a file.
pub(super) fn command(matrix: &FrameworkMatrix, question: &MatrixPageQuestion) -> String {
    let columns = match question.columns {
        ColumnsAsked::Themes => String::new(),
        ColumnsAsked::Codes => "codes".to_owned(),
        ColumnsAsked::These(_) => matrix.column_names().join(","),
    };
    let mut words = format!("matrix --rows {}", quoted(matrix.rows_by()));
    if !columns.is_empty() {
        words.push_str(" --cols ");
        words.push_str(&quoted(&columns));
    }
    leaving::command(&words, &question.query)
}
