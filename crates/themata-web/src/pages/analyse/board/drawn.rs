use maud::{Markup, html};
use themata_project::behind::Behind;
use themata_project::board::OnBoard;

use super::page_name;
use crate::pages::analyse::views::card;
use crate::sought::address_of;
use crate::studies::OpenStudy;

/// A board with nothing on it, and how something gets there.
pub(super) fn empty(study: &OpenStudy, may: bool) -> Markup {
    html! {
        div.nothing {
            p {
                "Nothing is on the board yet: "
                @if may {
                    "open a view of the analysis and press “Put on the board” there, and it is \
                     kept here for the whole team."
                } @else {
                    "what those who analyse put there is shown here to the whole team."
                }
            }
            a.button.main href={ "/s/" (study.word) "/analyse/frequencies" } { "Open a view" }
        }
    }
}

pub(super) fn views(
    study: &OpenStudy,
    views: &[OnBoard],
    behind: &Behind,
    may: bool,
) -> Markup {
    html! {
        ol.board aria-label="Views on the board, in their order" {
            @for (place, view) in (1..).zip(views) {
                (one(study, view, behind, (place, views.len(), may)))
            }
        }
        p.hint data-needs="analyse" {
            kbd { "Alt ↑" } " " kbd { "Alt ↓" } " move the view that has the focus; " kbd { "j" }
            " " kbd { "k" } " go through them."
        }
    }
}

fn one(
    study: &OpenStudy,
    view: &OnBoard,
    behind: &Behind,
    (place, last, may): (usize, usize, bool),
) -> Markup {
    let (number, title) = (view.number, view.title.as_str());
    let page = format!("/s/{}/analyse/{}", study.word, view.page);
    let address = address_of(study, &page, &view.parameters);
    html! {
        li.on-board data-view-number=(number) data-place=(place) data-title=(title) {
            div.top draggable=[may.then_some("true")] {
                h2 { a id={ "view-" (number) } draggable="false" href=(address) dir="auto" { (title) } }
                span.order data-needs="analyse" {
                    button.quiet type="button" data-move="-1" disabled[place == 1]
                        id={ "up-" (number) } aria-label={ "Move " (title) " up" } title="Up (Alt ↑)" { "↑" }
                    button.quiet type="button" data-move="1" disabled[place == last]
                        id={ "down-" (number) } aria-label={ "Move " (title) " down" } title="Down (Alt ↓)" { "↓" }
                }
            }
            (look(study, view, behind, &address))
            @if !view.note.is_empty() { p.note dir="auto" { (view.note) } }
            (credit(view))
            @if may { (edit(view)) }
        }
    }
}

/// What is seen of a view: its picture, or room for its first rows, or a way to it.
fn look(study: &OpenStudy, view: &OnBoard, behind: &Behind, address: &str) -> Markup {
    let name = page_name(&view.page).unwrap_or("view");
    let rows = card::name(&view.page)
        .map(|_| format!("/s/{}/analyse/board/{}/rows", study.word, view.number));
    match card::picture(study, &view.page, &view.parameters, behind) {
        Some(picture) => html! {
            a.look href=(address) draggable="false" {
                img src=(picture) loading="lazy" draggable="false" alt={ "Picture of " (view.title) };
            }
        },
        None => html! {
            div.look.rows data-rows=[rows] {
                a href=(address) { "Open the " (name.to_lowercase()) }
            }
        },
    }
}

/// What it asks of which page, and who put it there when.
fn credit(view: &OnBoard) -> Markup {
    let query = view.parameters.iter().find(|(name, _)| name == "q");
    let day = view.at.get(..16).unwrap_or(&view.at).replace('T', " ");
    html! {
        p.credit {
            @if let Some(name) = page_name(&view.page) { span { (name) } }
            @if let Some((_, query)) = query { span { "of " code dir="auto" { (query) } } }
            @if let Some(by) = &view.by { span dir="auto" { (by) } }
            time datetime=(view.at) { (day) " UTC" }
        }
    }
}

fn edit(view: &OnBoard) -> Markup {
    let number = view.number;
    html! {
        details.edit id={ "edit-" (number) } data-needs="analyse" {
            summary id={ "edits-" (number) } { "Edit " span.sr { (view.title) " " } kbd { "e" } }
            label for={ "title-" (number) } { "Title" }
            input id={ "title-" (number) } data-field="title" value=(view.title) maxlength="200"
                autocomplete="off" dir="auto";
            label for={ "note-" (number) } { "Note" }
            textarea id={ "note-" (number) } data-field="note" rows="3" dir="auto" { (view.note) }
            button.danger type="button" data-removes { "Remove from the board" }
        }
    }
}
