//! The study's board: views of the analysis that somebody put there, each drawn anew for whoever
//! looks, from the same address as on its own page.

mod actions;
mod drawn;
#[cfg(test)]
mod tests;

use axum::extract::{Path, State};
use axum::response::Html;
use maud::html;
use themata_project::Failure;

use super::parts::parts;
use super::views::card;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, Trouble, page as done};
use crate::visitor::Visitor;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/analyse/board", Right::Read, page)
        .post("/analyse/board/put", Right::Analyse, actions::put)
        .get("/analyse/board/{view}/rows", Right::Read, rows)
        .post("/analyse/board/{view}/edit", Right::Analyse, actions::edit)
        .post("/analyse/board/{view}/remove", Right::Analyse, actions::remove)
}

/// What a page of the analysis is called that can stand on the board.
fn page_name(page: &str) -> Option<&'static str> {
    let theme = page.strip_prefix("themes/");
    match page {
        "matrix" => Some("Framework matrix"),
        "themes" => Some("Themes"),
        "map" => Some("Thematic map"),
        _ if theme.is_some_and(|number| number.parse::<u32>().is_ok()) => Some("Theme"),
        _ => card::name(page),
    }
}

async fn page(State(app): State<App>, Path(study): Path<String>, visitor: Visitor) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let read = study.ask(&visitor, |project| {
        let board = project.board()?;
        let behind = match board.views.is_empty() {
            true => None,
            false => Some(project.behind("")?),
        };
        Ok((board, behind))
    });
    let (board, behind) = read.await?;
    let may = visitor.may(Right::Analyse);
    let body = html! {
        div.ways {
            (parts(&study, "board", ""))
            div.way #board-page {
                header.bar { h1 { "Board" } }
                div #fresh data-moment=(board.moment) {
                    @match &behind {
                        None => { (drawn::empty(&study, may)) }
                        Some(behind) => { (drawn::views(&study, &board.views, behind, may)) }
                    }
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Board",
        place: "analyse",
        counts: true,
        own: "board",
        body,
    }))
}

/// The first rows of a view that has no picture.
async fn rows(
    State(app): State<App>,
    Path((study, view)): Path<(String, u32)>,
    visitor: Visitor,
) -> Result<Html<String>, Trouble> {
    let study = app.studies.named(&study)?;
    let read = study.ask(&visitor, move |project| {
        let board = project.board()?;
        let view = board.views.into_iter().find(|known| known.number == view);
        let view =
            view.ok_or_else(|| Failure::nothing("there is no such view on the board"))?;
        card::rows(project, &view.page, &view.parameters)
    });
    Ok(Html(read.await?.into_string()))
}
