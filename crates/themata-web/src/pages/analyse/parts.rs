use maud::{Markup, html};

use crate::studies::OpenStudy;

/// The ways of analysing, in the order in which they are listed: word in the address, name.
const PARTS: [(&str, &str); 12] = [
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
];

/// Links to all ways of analysing, for the side of each of their pages.
pub(super) fn parts(study: &OpenStudy, here: &str) -> Markup {
    html! {
        nav.parts aria-label="Ways of analysing" {
            @for (word, name) in PARTS {
                a href={ "/s/" (study.word) "/analyse/" (word) }
                    aria-current=[(word == here).then_some("page")] { (name) }
            }
        }
    }
}
