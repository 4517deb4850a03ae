//! The codebook: a tree of codes with one of them open beside it, its versions, and coding the
//! excerpts of a code again one by one.

mod counts;
mod edit;
mod entry;
mod excerpts;
mod file;
mod links;
mod memos;
mod merge;
mod overview;
mod split;
mod tree;
mod versions;
mod written;

#[cfg(test)]
mod tests;

use axum::extract::{Path, Query, State};
use maud::html;
use serde::Deserialize;
use themata_project::codebook::BookReading;

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many excerpts of the open code are shown beside the tree.
const EXCERPTS: usize = 12;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/codebook", Right::Read, closed)
        .post("/codebook/add", Right::Code, edit::add)
        .post("/codebook/rules", Right::Code, edit::rules)
        .post("/codebook/import", Right::Lead, file::import)
        .get("/codebook/export/{file}", Right::Read, file::export)
        .post("/codebook/recode", Right::Lead, split::recode)
        .get("/codebook/versions", Right::Read, versions::page)
        .post("/codebook/freeze", Right::Lead, versions::freeze)
        .get("/codebook/{code}", Right::Read, open)
        .post("/codebook/{code}/field", Right::Code, edit::field)
        .post("/codebook/{code}/move", Right::Code, edit::move_to)
        .post("/codebook/{code}/retire", Right::Code, edit::retire)
        .post("/codebook/{code}/restore", Right::Code, edit::restore)
        .post("/codebook/{code}/example", Right::Code, edit::example)
        .get("/codebook/{code}/merge", Right::Lead, merge::preview)
        .post("/codebook/{code}/merge", Right::Lead, merge::merge)
        .get("/codebook/{code}/split", Right::Lead, split::page)
        .post("/codebook/{code}/split", Right::Lead, split::split)
}

/// What an address of the codebook says besides the code.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// The attribute by which codings are counted.
    #[serde(default)]
    by: Option<String>,
    /// Whether codes out of use are shown.
    #[serde(default)]
    all: Option<String>,
}

async fn closed(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    page(&app, &study, None, asked, &visitor).await
}

async fn open(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    page(&app, &study, Some(code), asked, &visitor).await
}

async fn page(
    app: &App,
    study: &str,
    code: Option<u32>,
    asked: Asked,
    visitor: &Visitor,
) -> Page {
    let study = app.studies.named(study)?;
    let frame = Frame::of(app, &study, visitor).await?;
    let by = asked.by.clone();
    let (book, memos) = study
        .ask(visitor, move |project| {
            let book = project.codebook_reading(code, by.as_deref(), EXCERPTS)?;
            let memos = code.map(|code| project.memos_on_code(code)).transpose()?;
            Ok((book, memos.unwrap_or_default()))
        })
        .await?;
    let word = &study.word;
    let title = book.open.as_ref().map_or("Codebook", |code| code.name.as_str());
    let body = html! {
        div #codebook data-moment=(book.moment) data-open[book.open.is_some()] {
            section.side aria-label="Codes" {
                (head(&book, word))
                (tree::tree(&book, &study, asked.all.is_some()))
            }
            section #open aria-label=(title) {
                @match &book.open {
                    Some(code) => { (entry::entry(&book, code, (&study, &asked), &memos)) }
                    None => { (overview::overview(&book, word)) }
                }
            }
        }
        (file::importer())
    };
    done(frame.around(Sheet { title, place: "codebook", counts: true, own: "codebook", body }))
}

/// What stands above the tree: how much there is, finding and making codes.
fn head(book: &BookReading, word: &str) -> maud::Markup {
    let frozen = match book.frozen {
        None => "Not frozen yet".to_owned(),
        Some((number, true)) => format!("Frozen as version {number}"),
        Some((number, false)) => format!("Changed since version {number}"),
    };
    html! {
        header.of-book {
            h1 { "Codebook" }
            p.facts #book-facts {
                a href={ "/s/" (word) "/codebook/versions" } data-versions { (frozen) }
                " " kbd { "v" }
            }
            form #add data-needs="code" {
                label.sr for="new-code" { "Name of a new code" }
                input #new-code name="name" maxlength="200" autocomplete="off" spellcheck="true"
                    placeholder="New code  (n)";
                select #new-under aria-label="Where the new code stands" {
                    option value="" { "at the top" }
                    // Several codes that are made one after the other stand side by side.
                    @if let Some((place, name)) = book.open.as_ref().and_then(|open| open.above.last()) {
                        option value=(place) selected { "under “" (name) "”" }
                    }
                    @if let Some(open) = &book.open {
                        @if open.active {
                            option value=(open.place) { "under “" (open.name) "”" }
                        }
                    }
                }
                button type="submit" { "Make it" }
            }
            @if book.codes.len() > 12 {
                label.sr for="find-code" { "Find a code" }
                input #find-code type="search" autocomplete="off" placeholder="Find a code  (/)";
            }
        }
    }
}
