use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use themata_project::{Failure, written_as};

use crate::app::App;
use crate::pages::leaving;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// The themes that are to leave the program, and how.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    format: String,
}

/// The themes with members, statements, numbers and evidence as a file.
pub(super) async fn export(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let Some((format, kind)) = leaving::table(&wanted.format) else {
        return Err(Failure::new("the themes leave as CSV, XLSX or DOCX").into());
    };
    let bytes = study
        .ask(&visitor, move |project| {
            let mut table = project.themes(&wanted.q)?;
            table.remarks.extend(project.kept_back()?);
            let around = leaving::origin(leaving::command("themes", &wanted.q));
            written_as(&[&table], format, &around).map_err(Failure::new)
        })
        .await?;
    let name = format!("{}-themes.{}", study.word, format.as_str());
    Ok(leaving::saved(&name, kind, bytes))
}
