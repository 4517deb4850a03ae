use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use axum::response::{Html, IntoResponse, Response};
use themata_project::Failure;

use super::draft::Draft;
use crate::app::App;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// What the preview may do, which is other than what pages may do, for this one answer.
///
/// A report is a page for readers elsewhere: it carries its styles inline, and colours of codes
/// as values of `style`, which no hash can allow. So inline styles are allowed here, and all
/// else is forbidden: no script, nothing loaded or sent, no form. `sandbox` holds also if the
/// address is opened by itself. It stands in a frame of the workbench's own page alone.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'none'; style-src \
    'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox \
    allow-same-origin allow-modals";

/// The report as it will print, of what was chosen last.
pub(super) async fn preview(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Response {
    let mut response = match made(&app, &study, &visitor).await {
        Ok(page) => Html(page).into_response(),
        // The words of what is wrong stand where the report would.
        Err(failure) => Trouble(failure).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

async fn made(app: &App, study: &str, visitor: &Visitor) -> Result<String, Failure> {
    let study = app.studies.named(study)?;
    let question = Draft::of(app, &study, visitor).question()?;
    let session = (app.session)(visitor.coder())?;
    study
        .ask(visitor, move |project| Ok(project.report(&session, &question)?.as_printed()))
        .await
}
