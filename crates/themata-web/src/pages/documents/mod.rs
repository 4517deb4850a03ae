//! The documents of a study: a sheet to fill in and sort.

mod actions;
mod rows;
#[cfg(test)]
mod tests;

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{FailureKind, SheetKey};

use self::rows::Rows;
use super::leading::asking;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::{count, sentence};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/documents", Right::Read, page)
        .post("/documents/fill", Right::Lead, actions::fill)
        .post("/documents/attributes", Right::Lead, actions::make_attribute)
        .post(
            "/documents/attributes/{attribute}/rename",
            Right::Lead,
            actions::rename_attribute,
        )
        .post(
            "/documents/attributes/{attribute}/remove",
            Right::Lead,
            actions::remove_attribute,
        )
        .post("/documents/{document}/rename", Right::Lead, actions::rename)
        .get("/documents/{document}/removal", Right::Lead, actions::removal)
        .post("/documents/{document}/remove", Right::Lead, actions::remove)
}

/// Which documents are wanted, and how they are sorted.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// A key of [`SheetKey`], behind `-` if the most is to come first.
    sort: String,
}

impl Asked {
    fn order(&self) -> Option<(SheetKey, bool)> {
        let (word, down) = match self.sort.strip_prefix('-') {
            Some(word) => (word, true),
            None => (self.sort.as_str(), false),
        };
        Some((SheetKey::from_word(word)?, down))
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
    let (query, order) = (asked.q.trim().to_owned(), asked.order());
    let read = study.ask(&visitor, move |project| {
        let moment = project.moment()?;
        match project.document_sheet(&query, order) {
            Ok(sheet) => Ok(Ok(sheet)),
            // What is wrong with the query is told where it stands.
            Err(failure) if failure.kind != FailureKind::Ours && !query.is_empty() => {
                Ok(Err((moment, failure)))
            }
            Err(failure) => Err(failure),
        }
    });
    let (word, read) = (&study.word, read.await?);
    let fresh = match &read {
        Ok(sheet) if sheet.all == 0 => html! {
            div #fresh data-moment=(sheet.moment) { (empty(word)) }
        },
        Ok(sheet) => html! {
            div #fresh data-moment=(sheet.moment) {
                p.count role="status" {
                    (count(sheet.rows.len(), "document"))
                    @if sheet.rows.len() < sheet.all { " of " (sheet.all) }
                }
                (Rows { sheet, study: &study, asked: &asked }.table())
            }
        },
        Err((moment, failure)) => html! {
            div #fresh data-moment=(moment) {
                p.refused role="alert" {
                    (sentence(&failure.message))
                    @for hint in hints(failure) { " " (hint) }
                }
            }
        },
    };
    let body = html! {
        header.bar {
            h1 { "Documents" }
            a.button data-go="i" title="g i" href={ "/s/" (word) "/import" } data-needs="lead" { "Import" }
            a.button data-go="x" title="g x" href={ "/s/" (word) "/export" } { "Export" }
        }
        @if !matches!(&read, Ok(sheet) if sheet.all == 0) { (tools(word, &asked)) }
        (fresh)
        dialog #thing aria-labelledby="thing-title" {}
    };
    done(frame.around(Sheet {
        title: "Documents",
        place: "documents",
        counts: true,
        own: "documents",
        body,
    }))
}

fn empty(study: &str) -> Markup {
    html! {
        p.lead { "A study begins with transcripts, answers or other texts, which you bring in as files." }
        p.next { a.button.main href={ "/s/" (study) "/import" } data-needs="lead" { "Import documents" } }
    }
}

fn tools(study: &str, asked: &Asked) -> Markup {
    html! {
        div.tools {
            form.narrow role="search" method="post" action={ "/s/" (study) "/seek" } {
                input type="hidden" name="to" value="documents";
                label for="q" { "Only those with" }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" placeholder="site:04 wave:2  (/)";
                input type="hidden" name="sort" value=(asked.sort);
                button type="submit" { "Show" }
                @if !asked.q.is_empty() {
                    a href=(asking(&format!("/s/{study}/documents"), &[("sort", &asked.sort)])) {
                        "Show all"
                    }
                }
            }
            button #new-attribute type="button" data-needs="lead" { "New attribute " kbd { "a" } }
        }
    }
}
