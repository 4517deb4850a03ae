//! Those who speak and those who code.

mod actions;
mod speakers;
#[cfg(test)]
mod tests;

use axum::extract::{Path, State};
use maud::html;
use themata_project::Cell;

use super::leading::{excerpts, test};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/people", Right::Read, page)
        .get("/people/words", Right::Read, actions::words)
        .post("/people/fill", Right::Lead, actions::fill)
        .post("/people/role", Right::Lead, actions::role)
        .post("/people/rename", Right::Lead, actions::rename)
        .post("/people/merge", Right::Lead, actions::merge)
        .post("/people/coders", Right::Lead, actions::add_coder)
        .post("/people/coders/rename", Right::Lead, actions::rename_coder)
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
            button #new-coder type="button" data-needs="lead" { "Add a coder " kbd { "n" } }
            @if !coders.rows.is_empty() {
                button #rename-coder type="button" data-needs="lead" { "Rename a coder " kbd { "r" } }
            }
            @if !sheet.rows.is_empty() {
                button #new-attribute type="button" data-needs="lead" { "New attribute " kbd { "a" } }
                button #merge type="button" data-needs="lead" disabled { "Merge names " kbd { "m" } }
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
                    p.next { a.button.main href={ "/s/" (word) "/import" } data-needs="lead" { "Import documents" } }
                } @else {
                    p.count role="status" { (count(sheet.rows.len(), "name")) }
                    (speakers::table(&study, &sheet))
                }
            }
        }
        dialog #thing aria-labelledby="thing-title" {}
    };
    done(frame.around(Sheet {
        title: "People",
        place: "people",
        counts: true,
        own: "people",
        body,
    }))
}
