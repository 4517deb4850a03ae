//! The pages, one module each, and what they answer to.

mod acting;
mod analyse;
mod codebook;
pub(crate) mod colours;
mod documents;
mod excerpts;
mod export;
mod history;
pub(crate) mod import;
pub(crate) mod leading;
mod leaving;
mod live;
mod looks;
mod memos;
mod people;
mod proposals;
mod reader;
mod reconcile;
mod report;
mod rounds;
mod said;
mod start;
mod team;
mod undo;
mod whose;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use themata_project::Failure;

use crate::layout::bare;
use crate::rights::Right;
use crate::routes::Routes;
use crate::sought;
use crate::trouble::hints;
use crate::wording::sentence;

/// What the workbench answers to, besides its own files.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .merge(start::routes())
        .merge(team::routes())
        .post("/act", Right::Inside, acting::act)
        .post("/looks", Right::Inside, looks::look)
        .nest("/s/{study}", of_study())
}

/// The pages and actions of one study.
fn of_study() -> Routes {
    Routes::new()
        .get("/colours.css", Right::Read, colours::colours)
        .get("/live", Right::Read, live::live)
        .post("/writes", Right::Note, live::writes)
        .post("/undo", Right::Note, undo::undo)
        .post("/redo", Right::Note, undo::redo)
        .post("/seek", Right::Read, sought::seek)
        .post("/seek/place", Right::Read, sought::seek_place)
        .merge(documents::routes())
        .merge(codebook::routes())
        .merge(import::routes())
        .merge(export::routes())
        .merge(people::routes())
        .merge(memos::routes())
        .merge(history::routes())
        .merge(reader::routes())
        .merge(excerpts::routes())
        .merge(proposals::routes())
        .merge(team::of_study())
        .merge(rounds::routes())
        .merge(reconcile::routes())
        .merge(analyse::routes())
        .merge(report::routes())
}

/// The page that says what is wrong.
pub(crate) fn trouble(failure: &Failure) -> Markup {
    bare(
        "Not here",
        &html! {
            h1 { (sentence(&failure.message)) }
            @for cause in &failure.causes { p { (sentence(cause)) } }
            @for hint in hints(failure) { p { (hint) } }
            p { a href="/" { "All studies" } }
        },
    )
}

/// The page for a browser that was not let in.
pub(crate) fn closed() -> Response {
    let page = bare(
        "Closed",
        &html! {
            h1 { "This workbench is open in another browser." }
            p {
                "It lets in whoever opens the address that `themata serve` printed, once. Press \
                 Enter in the terminal where it runs for a new address, or start it again."
            }
        },
    );
    (StatusCode::UNAUTHORIZED, Html(page.into_string())).into_response()
}

/// A whole number with thin spaces between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}
