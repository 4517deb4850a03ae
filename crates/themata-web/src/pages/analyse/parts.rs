use maud::{Markup, html};

use crate::pages::leading::asking;
use crate::studies::OpenStudy;

/// The ways of analysing, in the order in which they are listed: word in the address, name, and
/// whether a query narrows it.
const PARTS: [(&str, &str, bool); 13] = [
    ("frequencies", "Frequencies", true),
    ("tables", "Tables", true),
    ("cooccurrence", "Co-occurrence", true),
    ("across", "Across sites", true),
    ("patterns", "Patterns", true),
    ("saturation", "Saturation", true),
    ("lines", "Code lines", true),
    ("words", "Words", true),
    ("keyness", "Keyness", true),
    ("matrix", "Framework matrix", true),
    ("themes", "Themes", true),
    ("map", "Thematic map", true),
    ("board", "Board", false),
];

/// Links to all ways of analysing, for the side of each of their pages, with what puts the page
/// on the study's board. Whoever goes to another way asks the same query there.
pub(super) fn parts(study: &OpenStudy, here: &str, query: &str) -> Markup {
    let q = study.sought.numbered(query);
    let address = |word: &str, takes_query: bool| {
        let q = if takes_query { q.as_str() } else { "" };
        asking(&format!("/s/{}/analyse/{word}", study.word), &[("q", q)])
    };
    html! {
        nav.parts #ways aria-label="Ways of analysing" data-carries {
            @for (word, name, takes_query) in PARTS {
                a href=(address(word, takes_query)) aria-current=[(word == here).then_some("page")] { (name) }
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
