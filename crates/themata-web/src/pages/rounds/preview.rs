//! What would be drawn, before a round is made.

use axum::Json;
use axum::extract::{Path, State};
use maud::{Markup, html};
use serde::Serialize;
use themata_project::rounds::RoundMade;

use super::new::Wanted;
use crate::app::App;
use crate::table::table;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// So many documents are listed at once.
const LISTED: usize = 30;

/// What a plan comes to.
#[derive(Serialize)]
pub(super) struct Preview {
    html: String,
    /// What the draw started from, so that the same is made.
    seed: Option<String>,
}

pub(super) async fn plan(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Preview> {
    let study = app.studies.named(&study)?;
    let session = (app.session)(visitor.coder())?;
    let made = study.ask(&visitor, move |project| {
        let plan = wanted.plan(&project.round_choices()?, true)?;
        project.round_new(&session, &plan)
    });
    let made = made.await?;
    let seed = made.seed.map(|seed| seed.to_string());
    Ok(Json(Preview { html: drawn(&made).into_string(), seed }))
}

fn drawn(made: &RoundMade) -> Markup {
    let none = |_: usize, _: &str| None;
    let documents = made.documents.rows.len();
    html! {
        h2 { bdi { (made.name) } " would have " (count(documents, "document")) " and "
            (count(made.coders.rows.len(), "coder")) }
        @if made.coded > 0 {
            p.hint {
                (count(made.coded, "document"))
                @if made.coded == 1 { " of these has" } @else { " of these have" }
                " codings already."
            }
        }
        div.beside {
            @if made.strata.columns.len() > 2 { div { h3 { "Strata" } (table(&made.strata, &none)) } }
            div { h3 { "Coders" } (table(&made.coders, &none)) }
        }
        details open[documents <= LISTED] {
            summary { "The documents, and who codes them" }
            (table(&made.documents, &none))
        }
    }
}
