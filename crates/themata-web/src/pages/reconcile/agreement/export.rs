use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use themata_project::{Failure, Format, written_as};

use super::Asked;
use crate::app::App;
use crate::pages::leaving;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// What is to leave the program, and as what.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(flatten)]
    asked: Asked,
    #[serde(default)]
    format: String,
}

/// The table of the page as a file.
pub(super) async fn export(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(Wanted { asked, format }): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let (format, kind) = match format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8"),
        "xlsx" => {
            (Format::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        "docx" => (
            Format::Docx,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        _ => return Err(Failure::new("agreement leaves as CSV, XLSX or DOCX").into()),
    };
    let bytes = study
        .ask(&visitor, move |project| {
            let table = project.agreement(&asked.question())?;
            let around = leaving::origin(asked.command());
            written_as(&[&table], format, &around).map_err(Failure::new)
        })
        .await?;
    let name = format!("{}-agreement.{}", study.word, format.as_str());
    Ok(leaving::saved(&name, kind, bytes))
}
