//! A transcript to read and code.

mod actions;
mod choice;
mod direction;
mod favourites;
mod lanes;
mod memo;
mod palette;
mod rows;
mod stripes;
#[cfg(test)]
mod tests;

use axum::extract::{Path, Query, State};
use maud::html;
use themata_project::codebook::ListedCode;

use self::choice::Choice;
use self::palette::palette;
use self::rows::Rows;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::reconcile::asking;
use crate::pages::rounds::assigned;
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many codes are on keys.
const KEYS: usize = 9;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/read/{document}", Right::Read, page)
        .get("/read/{document}/rows", Right::Read, actions::rows)
        .post("/read/{document}/code", Right::Code, actions::code)
        .post("/read/{document}/revise", Right::Code, actions::revise)
        .post("/read/{document}/remove", Right::Code, actions::remove)
        .post("/favourites", Right::Read, favourites::keep)
}

async fn page(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    Query(choice): Query<Choice>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (reading, codes, own) = study
        .ask(&visitor, move |project| {
            let own = project.own_assignment(document)?;
            Ok((project.reading(document)?, project.codes()?, own))
        })
        .await?;
    let keys = kept_keys(&app, &study, &visitor, &codes);
    let word = &study.word;
    let rows = Rows::of(&reading, &choice);
    let same = choice.query();
    let several = choice::coders(&reading).len() > 1;
    let body = html! {
        article #reader data-document=(reading.document) data-moment=(reading.moment)
            data-len=(reading.len) data-stripes=(rows.state()) {
            div.reading {
                header.of-document {
                    h1 dir="auto" { (reading.name) }
                    p.facts {
                        @for (name, value) in &reading.facts {
                            span { @if !name.is_empty() { (name) " " } b { (value) } }
                        }
                    }
                    nav #others aria-label="Other documents" {
                        @if let Some((number, name)) = &reading.previous {
                            a rel="prev" href={ "/s/" (word) "/read/" (number) (same) } title=(name) {
                                "← " span.words { "before" }
                            }
                        }
                        @if let Some((number, name)) = &reading.next {
                            a rel="next" href={ "/s/" (word) "/read/" (number) (same) } title=(name) {
                                span.words { "next" } " →"
                            }
                        }
                    }
                    (assigned(word, own.as_ref()))
                    (choice.drawn(&reading))
                    button.quiet #write-memo type="button" data-needs="note" { "Write a memo " kbd { "Shift M" } }
                    button.quiet #ask-team type="button" data-needs="note" {
                        "Ask the team " kbd { "Shift Q" }
                    }
                    div #document-memos { @for memo in &reading.memos { (memo::drawn(memo)) } }
                }
                (rows.lane_names())
                div #rows tabindex="0" role="region" aria-label="Transcript"
                    data-several[several] { (rows.all()) }
            }
            (palette(&codes, &keys))
        }
        div #grips hidden {
            button.grip type="button" data-end="start" aria-label="Beginning of the excerpt" {}
            button.grip type="button" data-end="end" aria-label="End of the excerpt" {}
        }
        div #coding popover="auto" aria-label="Coding" {}
        (memo::writing())
        (asking())
    };
    done(frame.around(Sheet {
        title: &reading.name,
        place: "documents",
        counts: false,
        own: "reader",
        body,
    }))
}

/// The codes on the keys 1 to 9. Once a code has a key it stays there: hands remember it.
fn kept_keys(
    app: &App,
    study: &OpenStudy,
    visitor: &Visitor,
    codes: &[ListedCode],
) -> Vec<u32> {
    let favourites = app.own(visitor).favourites(&study.path);
    let keys = keys(codes, &favourites);
    let name = |place: &u32| codes.iter().find(|code| code.place == *place);
    let names: Vec<String> =
        keys.iter().filter_map(name).map(|code| code.name.clone()).collect();
    if names != favourites {
        app.own(visitor).favours(&study.path, names);
    }
    keys
}

/// The codes on the keys 1 to 9: the favourites, then those that the visitor used last.
fn keys(codes: &[ListedCode], favourites: &[String]) -> Vec<u32> {
    let usable = || codes.iter().filter(|code| code.active && code.assignable);
    let mut keys: Vec<u32> = favourites
        .iter()
        .filter_map(|name| usable().find(|code| code.name == *name))
        .map(|code| code.place)
        .collect();
    let mut used: Vec<&ListedCode> = usable().filter(|code| code.last > 0).collect();
    used.sort_by_key(|code| std::cmp::Reverse(code.last));
    for code in used {
        if !keys.contains(&code.place) {
            keys.push(code.place);
        }
    }
    keys.truncate(KEYS);
    keys
}
