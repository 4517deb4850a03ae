//! Bringing transcripts in: files are handed in, what they hold is shown and corrected, and
//! only then anything is written.

mod actions;
mod draft;
mod drawn;
mod findings;
mod upload;
mod visit;

use axum::extract::{Path, Query, State};
use maud::html;
use serde::Deserialize;

use self::drawn::{drop_zone, failed, summary, waiting};
#[cfg(test)]
pub(crate) use self::upload::LARGEST;
pub(crate) use self::visit::Visits;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/import", Right::Lead, page)
        .post("/import/visit", Right::Lead, actions::begin)
        .post_large("/import/{visit}/files", Right::Lead, upload::LARGEST, upload::files)
        .post("/import/{visit}/read", Right::Lead, actions::read)
        .get("/import/{visit}/state", Right::Lead, actions::state)
        .post("/import/{visit}/draft", Right::Lead, actions::draft)
        .post("/import/{visit}/start", Right::Lead, actions::start)
        .post("/import/{visit}/leave", Right::Lead, actions::leave)
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
    let whose = visitor.account();
    let named = |number| app.visits.named(&study.path, number, whose.as_deref());
    let visit = of.visit.map(named).transpose();
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
    done(frame.around(Sheet {
        title: "Import",
        place: "documents",
        counts: false,
        own: "import",
        body,
    }))
}

#[cfg(test)]
mod tests;
