//! Those who speak and those who code.

mod actions;
mod speakers;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use maud::html;
use themata_project::Cell;

use super::leading::{excerpts, test};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(page))
        .route("/people/words", get(actions::words))
        .route("/people/fill", post(actions::fill))
        .route("/people/role", post(actions::role))
        .route("/people/rename", post(actions::rename))
        .route("/people/merge", post(actions::merge))
        .route("/people/coders", post(actions::add_coder))
        .route("/people/coders/rename", post(actions::rename_coder))
}

async fn page(State(app): State<App>, Path(study): Path<String>, visitor: Visitor) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (sheet, coders) = study
        .ask(&visitor, |project| Ok((project.speaker_overview()?, project.coders()?)))
        .await?;
    let word = &study.word;
    let coded = |row: usize, column: &str| {
        let cells = &coders.rows.get(row)?.cells;
        let counts = matches!(column, "codings" | "documents");
        let some = cells.get(2).is_some_and(|cell| !matches!(cell, Cell::Count(0)));
        let name = cells.first()?.words().filter(|_| counts && some)?;
        Some(excerpts(&study, &test("coder", name)))
    };
    let body = html! {
        header.bar {
            h1 { "People" }
            button #new-coder type="button" { "Add a coder " kbd { "n" } }
            @if !coders.rows.is_empty() {
                button #rename-coder type="button" { "Rename a coder " kbd { "r" } }
            }
            @if !sheet.rows.is_empty() {
                button #new-attribute type="button" { "New attribute " kbd { "a" } }
                button #merge type="button" disabled { "Merge names " kbd { "m" } }
            }
        }
        div #fresh data-moment=(sheet.moment) {
            section aria-labelledby="coders" {
                h2 #coders { "Those who code" }
                @if coders.rows.is_empty() {
                    p.lead { "Nobody codes so far: add a coder, who is you to begin with." }
                } @else {
                    (crate::table::table(&coders, &coded))
                }
            }
            section aria-labelledby="speakers" {
                h2 #speakers { "Those who speak" }
                @if sheet.rows.is_empty() {
                    p.lead {
                        "Speakers come with transcripts, which you bring in as files."
                    }
                    p.next { a.button.main href={ "/s/" (word) "/import" } { "Import documents" } }
                } @else {
                    p.count role="status" { (count(sheet.rows.len(), "name")) }
                    (speakers::table(&study, &sheet))
                }
            }
        }
        dialog #thing aria-labelledby="thing-title" {}
    };
    done(frame.around(Sheet { title: "People", place: "people", own: "people", body }))
}
