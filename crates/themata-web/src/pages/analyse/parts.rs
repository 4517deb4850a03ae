use maud::{Markup, html};

use crate::studies::OpenStudy;

/// The ways of analysing, in the order in which they are listed: word in the address, name.
const PARTS: [(&str, &str); 13] = [
    ("frequencies", "Frequencies"),
    ("tables", "Tables"),
    ("cooccurrence", "Co-occurrence"),
    ("across", "Across sites"),
    ("patterns", "Patterns"),
    ("saturation", "Saturation"),
    ("lines", "Code lines"),
    ("words", "Words"),
    ("keyness", "Keyness"),
    ("matrix", "Framework matrix"),
    ("themes", "Themes"),
    ("map", "Thematic map"),
    ("board", "Board"),
];

/// Links to all ways of analysing, for the side of each of their pages, with what puts the page
/// on the study's board.
pub(super) fn parts(study: &OpenStudy, here: &str) -> Markup {
    html! {
        nav.parts aria-label="Ways of analysing" {
            @for (word, name) in PARTS {
                a href={ "/s/" (study.word) "/analyse/" (word) }
                    aria-current=[(word == here).then_some("page")] { (name) }
            }
            @if here != "board" {
                button #to-board type="button" data-needs="analyse" data-key="b" {
                    "Put on the board " kbd { "b" }
                }
            }
        }
        @if here != "board" { (put_dialog(study)) }
    }
}

/// Asks what a view is to be called on the board.
fn put_dialog(study: &OpenStudy) -> Markup {
    html! {
        dialog #put-on-board aria-labelledby="put-title" {
            h2 #put-title { "Put this view on the board" }
            form action={ "/s/" (study.word) "/analyse/board/put" } method="post" {
                label for="put-name" { "Title" }
                input #put-name name="title" required maxlength="200" autocomplete="off" dir="auto";
                label for="put-note" { "Note" }
                textarea #put-note name="note" rows="3" dir="auto" {}
                p.hint { "What is asked is kept, and drawn anew whenever somebody looks." }
                p.refused role="alert" {}
                div.buttons {
                    button type="button" data-closes { "Cancel (Esc)" }
                    button.main type="submit" { "Put it there (Enter)" }
                }
            }
        }
    }
}
