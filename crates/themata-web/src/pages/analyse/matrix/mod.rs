//! The framework matrix: cases by themes, with summaries written in their cells.

mod actions;
mod asked;
mod behind;
mod drawn;
#[cfg(test)]
mod tests;

use axum::extract::{Path, Query, State};
use maud::html;
use themata_project::FailureKind;

use self::asked::Asked;
use super::parts::parts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::sentence;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/analyse/matrix", Right::Read, page)
        .post("/analyse/matrix/behind", Right::Read, behind::behind)
        .post("/analyse/matrix/export", Right::Read, actions::export)
        .post("/analyse/matrix/fill", Right::Analyse, actions::fill)
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let question = asked.question();
    let read = study.ask(&visitor, move |project| {
        match project.matrix_page(&question) {
            Ok(page) => Ok(Ok(page)),
            // What is wrong with the query is told where it stands, beside the choices of all.
            Err(failure) if failure.kind != FailureKind::Ours => {
                let all = Asked::default().question();
                Ok(Err((failure, project.matrix_page(&all)?)))
            }
            Err(failure) => Err(failure),
        }
    });
    let read = read.await?;
    let (matrix, failure) = match &read {
        Ok(page) => (page, None),
        Err((failure, page)) => (page, Some(failure)),
    };
    let body = html! {
        div.ways {
            (parts(&study, "matrix", &asked.q))
            div.way {
                header.bar {
                    h1 { "Framework matrix" }
                    @if failure.is_none() && !matrix.columns.is_empty() {
                        (drawn::export(&study, &asked))
                    }
                }
                (drawn::choices(&study, &asked, matrix))
                div.desk {
                    div #fresh data-moment=(matrix.moment) {
                        @match failure {
                            None => {
                                (drawn::counted(&study, &asked, matrix))
                                (drawn::matrix(&study, &asked, matrix))
                            }
                            Some(failure) => {
                                p.refused role="alert" {
                                    (sentence(&failure.message))
                                    @for hint in hints(failure) { " " (hint) }
                                }
                            }
                        }
                    }
                    aside #behind aria-labelledby="behind-title" hidden {}
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Framework matrix",
        place: "analyse",
        counts: true,
        own: "matrix",
        body,
    }))
}
