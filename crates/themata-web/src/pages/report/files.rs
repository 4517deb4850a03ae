use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use themata_project::Failure;

use super::draft::Draft;
use crate::app::App;
use crate::pages::export::stem;
use crate::pages::leaving;
use crate::trouble::told_to;
use crate::visitor::Visitor;

/// The files that a report can be had as: word and the end of the name, name, kind.
pub(super) const FILES: [(&str, &str, &str); 2] =
    [("html", "Web page (HTML)", leaving::HTML), ("docx", "Word (DOCX)", leaving::DOCX)];

/// The report of what was chosen last, as a file.
pub(super) async fn file(
    State(app): State<App>,
    Path((study, what)): Path<(String, String)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let made = made(&app, &study, &what, &visitor).await;
    made.unwrap_or_else(|failure| told_to(&headers, failure))
}

async fn made(
    app: &App,
    study: &str,
    what: &str,
    visitor: &Visitor,
) -> Result<Response, Failure> {
    let study = app.studies.named(study)?;
    let Some((what, _, kind)) = FILES.into_iter().find(|(word, ..)| *word == what) else {
        return Err(Failure::nothing("a report is there as HTML and as DOCX"));
    };
    let question = Draft::of(app, &study, visitor).question()?;
    let session = (app.session)(visitor.coder())?;
    let bytes = study
        .ask(visitor, move |project| {
            let report = project.report(&session, &question)?;
            match what {
                "docx" => report.docx(&leaving::fonts()),
                _ => Ok(report.html().into_bytes()),
            }
        })
        .await?;
    Ok(leaving::saved(&format!("{}-report.{what}", stem(&study)), kind, bytes))
}
