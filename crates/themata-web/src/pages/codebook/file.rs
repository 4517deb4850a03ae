//! The codebook as a file: brought in and saved.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Failure;
use themata_project::codebook::BookFormat;

use super::written::{Written, written};
use crate::app::App;
use crate::trouble::{Deed, Refusal};
use crate::visitor::Visitor;
use crate::wording::{count, sentence};

/// The most bytes that a codebook file may have.
const LARGEST: usize = 8 * 1024 * 1024;

/// How many names of codes are told.
const TOLD: usize = 8;

/// A file of someone's machine.
#[derive(Deserialize)]
pub(super) struct Given {
    name: String,
    bytes: Vec<u8>,
}

pub(super) async fn import(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(given): Json<Given>,
) -> Deed<Written> {
    if given.bytes.len() > LARGEST {
        return Err(Failure::new("the file is larger than any codebook")
            .hint("choose the TOML or CSV file that the codebook was saved as")
            .into());
    }
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        let format = BookFormat::of_name(&given.name);
        let imported = project.codebook_import(session, &given.bytes, format)?;
        let said = format!(
            "Brought in: {} new, {} changed, {} as before.",
            count(imported.added, "code"),
            imported.changed,
            imported.unchanged
        );
        let mut done = written(project, said)?;
        done.lines = imported.remarks.iter().map(|remark| sentence(remark)).collect();
        if !imported.missing.is_empty() {
            let first = imported.missing.iter().take(TOLD).cloned().collect::<Vec<_>>();
            let more = match imported.missing.len().saturating_sub(TOLD) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            done.lines.push(format!(
                "Not in the file, and left as they are: {}{more}.",
                first.join(", ")
            ));
        }
        Ok(done)
    });
    Ok(Json(done.await?))
}

/// Which state of the codebook is wanted.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    version: Option<String>,
}

pub(super) async fn export(
    State(app): State<App>,
    Path((study, file)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
) -> Result<impl IntoResponse, Refusal> {
    let format = match file.as_str() {
        "codebook.toml" => BookFormat::Toml,
        "codebook.csv" => BookFormat::Csv,
        _ => return Err(Failure::nothing("there is no such file").into()),
    };
    let study = app.studies.named(&study)?;
    let version = wanted.version.unwrap_or_else(|| "now".to_owned());
    let text =
        study.ask(&visitor, move |project| project.codebook_export(format, &version)).await?;
    let kind = match format {
        BookFormat::Toml => "application/toml; charset=utf-8",
        BookFormat::Csv => "text/csv; charset=utf-8",
    };
    let disposition = format!("attachment; filename=\"{}-{file}\"", study.word);
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], text))
}

/// Where a file is chosen, and where it is told what came of it.
pub(super) fn importer() -> Markup {
    html! {
        input #book-file type="file" accept=".toml,.csv,.tsv" hidden
            aria-label="Codebook file to bring in";
        dialog #imported aria-labelledby="imported-title" {
            h2 #imported-title {}
            ul {}
            p.buttons {
                button.main type="button" data-do="keep-import" { "Good" }
                button type="button" data-do="undo-import" { "Undo it" }
            }
        }
        div #drop-file hidden aria-hidden="true" { p { "Drop the codebook file here" } }
    }
}
