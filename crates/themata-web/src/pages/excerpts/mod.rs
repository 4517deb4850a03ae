//! What a query means: excerpts or places of words, to read, copy, recode and export.

mod actions;
pub(super) mod builder;
mod export;
mod page;
pub(super) mod results;
pub(super) mod sought;

use axum::extract::{Path, Query, State};
use maud::html;
use serde::Deserialize;
use themata_project::{FoundQuestion, ListedAs, Project};

pub(super) use self::page::{Listing, Sought};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many results stand on a page.
pub(super) const PAGE: usize = 100;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/excerpts", Right::Read, page)
        .post("/excerpts/complete", Right::Read, actions::complete)
        .post("/excerpts/save", Right::Note, actions::save)
        .post("/excerpts/forget", Right::Note, actions::forget)
        .post("/excerpts/recode", Right::Lead, actions::recode)
        .post("/excerpts/export", Right::Read, export::export)
}

/// What an address asks for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) q: String,
    pub(super) page: String,
    #[serde(rename = "as")]
    pub(super) listed_as: String,
}

impl Asked {
    /// The number of the page, counted from 1.
    pub(super) fn number(&self) -> usize {
        self.page.parse().unwrap_or(1).clamp(1, usize::MAX / PAGE)
    }

    pub(super) fn listed_as(&self) -> Option<ListedAs> {
        match self.listed_as.as_str() {
            "codings" => Some(ListedAs::Codings),
            "places" => Some(ListedAs::Places),
            _ => None,
        }
    }

    pub(super) fn question(&self) -> FoundQuestion {
        FoundQuestion {
            query: self.q.clone(),
            listed_as: self.listed_as(),
            from: (self.number() - 1) * PAGE,
            most: PAGE,
        }
    }
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let Sought { moment, names, found } =
        Sought::of(&study, &visitor, &asked, Project::found).await?;
    let found = found.as_ref();
    let body = Listing {
        study: &study,
        page: "excerpts",
        asked: &asked,
        trouble: found.err(),
        moment,
        head: html! {
            h1 { "Excerpts" }
            a href={ "/s/" (study.word) "/proposals" } { "Machine proposals" }
        },
        lead: html! {},
        listing: html! {
            @if let Ok(found) = found { (results::listing(&study, &asked, found)) }
        },
        beside: (
            "Narrow the query",
            html! {
                (builder::builder(&names))
                @if let Ok(found) = found { (results::counts(&study, &asked, found)) }
                (sought::saved(&study, &asked, &names))
            },
        ),
        behind: builder::recoding(&names),
    }
    .drawn();
    done(frame.around(Sheet {
        title: "Excerpts",
        place: "excerpts",
        counts: true,
        own: "excerpts",
        body,
    }))
}

#[cfg(test)]
mod tests;
