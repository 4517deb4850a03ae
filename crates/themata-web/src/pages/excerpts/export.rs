use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use themata_project::{ExcerptQuestion, Failure, SearchQuestion, written_as};

use crate::app::App;
use crate::pages::leaving;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// What is to leave the program, and how.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "as")]
    listed_as: String,
    format: String,
}

/// Everything that is listed, on whatever page, as a file.
pub(super) async fn export(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let Some((format, kind)) = leaving::table(&wanted.format) else {
        return Err(Failure::new("excerpts leave as CSV, XLSX or DOCX").into());
    };
    let is_places = wanted.listed_as == "places";
    let query = wanted.q;
    let bytes = study
        .ask(&visitor, move |project| {
            let (table, command) = if is_places {
                let kwic =
                    SearchQuestion { query: query.clone(), kwic: true, ..Default::default() };
                (project.search(&kwic, &|_, _| ())?, "search --kwic")
            } else {
                let excerpts = ExcerptQuestion { query: query.clone(), ..Default::default() };
                (project.excerpts(&excerpts)?, "excerpts")
            };
            let around = leaving::origin(leaving::command(command, &query));
            written_as(&[&table], format, &around).map_err(|error| {
                Failure::new(error)
                    .hint("narrow the query, or export as CSV, which has no limit")
            })
        })
        .await?;
    let what = if is_places { "places" } else { "excerpts" };
    let name = format!("{}-{what}.{}", study.word, format.as_str());
    Ok(leaving::saved(&name, kind, bytes))
}
