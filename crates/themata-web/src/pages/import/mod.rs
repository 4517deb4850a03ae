//! Bringing transcripts in: files are handed in, what they hold is shown and corrected, and
//! only then anything is written.

mod actions;
mod draft;
mod drawn;
mod findings;
mod upload;
mod visit;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::routing::{get, post};
use maud::html;
use serde::Deserialize;

use self::drawn::{drop_zone, failed, summary, waiting};
#[cfg(test)]
pub(crate) use self::upload::LARGEST;
pub(crate) use self::visit::Visits;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/import", get(page))
        .route("/import/visit", post(actions::begin))
        .route(
            "/import/{visit}/files",
            post(upload::files).layer(DefaultBodyLimit::max(upload::LARGEST)),
        )
        .route("/import/{visit}/read", post(actions::read))
        .route("/import/{visit}/state", get(actions::state))
        .route("/import/{visit}/draft", post(actions::draft))
        .route("/import/{visit}/start", post(actions::start))
        .route("/import/{visit}/leave", post(actions::leave))
}

/// Which visit a page is of.
#[derive(Deserialize)]
struct Of {
    visit: Option<u32>,
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(of): Query<Of>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let visit = of.visit.map(|number| app.visits.named(&study.path, number)).transpose();
    let word = &study.word;
    let body = html! {
        div #import data-visit=[of.visit.filter(|_| visit.is_ok())] {
            @match visit {
                Ok(None) => { (drop_zone()) }
                Err(failure) => { (failed(&failure)) (drop_zone()) }
                Ok(Some(visit)) => {
                    @if visit.recording.is_running() {
                        (waiting("Bringing the documents in"))
                    } @else if let Some(brought) = visit.recording.outcome() {
                        (summary(&brought, word))
                    } @else if visit.reading.is_running() {
                        (waiting("Reading the files"))
                    } @else {
                        @if let Some(failure) = visit.recording.failure() {
                            (failed(&failure))
                        }
                        @if let Some(failure) = visit.reading.failure() {
                            (failed(&failure))
                        }
                        @match visit.reading.outcome() {
                            Some(found) => { (findings::findings(&found, &visit.draft())) }
                            None => { (drop_zone()) }
                        }
                    }
                }
            }
        }
    };
    done(frame.around(Sheet { title: "Import", place: "documents", own: "import", body }))
}

#[cfg(test)]
mod tests;
