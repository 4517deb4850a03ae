//! The pages, one module each, and what they answer to.

mod acting;
mod codebook;
pub(crate) mod colours;
mod documents;
mod excerpts;
mod export;
mod history;
pub(crate) mod import;
pub(crate) mod leading;
mod live;
mod looks;
mod memos;
mod people;
mod proposals;
mod reader;
mod said;
mod start;
mod undo;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use themata_project::Failure;

use crate::app::App;
use crate::layout::bare;
use crate::sought;
use crate::trouble::hints;
use crate::wording::sentence;

/// What the workbench answers to, besides its own files.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(start::routes())
        .route("/act", post(acting::act))
        .route("/looks", post(looks::look))
        .nest("/s/{study}", of_study())
}

/// The pages and actions of one study.
fn of_study() -> Router<App> {
    Router::new()
        .route("/colours.css", get(colours::colours))
        .route("/live", get(live::live))
        .route("/undo", post(undo::undo))
        .route("/redo", post(undo::redo))
        .route("/seek", post(sought::seek))
        .route("/seek/place", post(sought::seek_place))
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
