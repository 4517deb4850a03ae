//! The memos of a study and its journal: read, written, changed and removed where they stand.

mod actions;
pub(super) mod drawn;
mod journal;
mod list;
#[cfg(test)]
mod tests;

pub(super) use actions::place;

use maud::{Markup, html};
use themata_project::MemoPage;

use super::leading::asking;
use crate::rights::Right;
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/memos", Right::Read, list::page)
        .get("/memos/journal", Right::Read, journal::page)
        .post("/memos/write", Right::Note, actions::write)
        .post("/memos/{memo}/edit", Right::Note, actions::edit)
        .post("/memos/{memo}/remove", Right::Note, actions::remove)
        .post("/memos/coding/{coding}/edit", Right::Note, actions::edit_remark)
        .post("/memos/coding/{coding}/remove", Right::Note, actions::remove_remark)
}

/// The head of the two pages: what this is, and the way to the other.
fn head(study: &str, journal: bool) -> Markup {
    let current = |here: bool| here.then_some("page");
    html! {
        header.bar {
            h1 { @if journal { "Journal" } @else { "Memos" } }
            nav.views aria-label="Memos and journal" {
                a href={ "/s/" (study) "/memos" } aria-current=[current(!journal)] { "All memos" }
                a href={ "/s/" (study) "/memos/journal" } data-go="j" title="g j"
                    aria-current=[current(journal)] { "Journal" }
            }
        }
    }
}

/// The way to other parts of a list.
fn parts(path: &str, asked: &[(&str, &str)], page: &MemoPage) -> Markup {
    let part = |number: usize| {
        let number = number.to_string();
        asking(path, &[asked, &[("page", number.as_str())]].concat())
    };
    html! {
        @if page.pages > 1 {
            nav.parts aria-label="Parts of the memos" {
                @if page.page > 1 {
                    a rel="prev" href=(part(page.page - 1)) { "← before " kbd { "[" } }
                }
                span { "Page " (page.page) " of " (super::grouped(page.pages)) }
                @if page.page < page.pages {
                    a rel="next" href=(part(page.page + 1)) { "next " kbd { "]" } " →" }
                }
            }
        }
    }
}
