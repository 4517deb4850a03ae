use maud::{Markup, html};

use crate::studies::OpenStudy;

/// The pages of reconciling, in the order in which they are listed: word in the address, name.
const PARTS: [(&str, &str); 6] = [
    ("", "Disagreements"),
    ("rules", "Rules"),
    ("decisions", "Decisions"),
    ("agreement", "Agreement"),
    ("questions", "Questions"),
    ("report", "Report"),
];

/// The head of each of these pages: what it is, and the ways to the others.
pub(super) fn head(study: &OpenStudy, here: &str) -> Markup {
    let title = PARTS.iter().find(|(word, _)| *word == here).map_or("", |(_, name)| name);
    html! {
        header.of-reconcile {
            h1 { (title) }
            nav.ways aria-label="Reconcile" {
                @for (word, name) in PARTS {
                    a href={ "/s/" (study.word) "/reconcile" @if !word.is_empty() { "/" (word) } }
                        aria-current=[(word == here).then_some("page")] { (name) }
                }
            }
        }
    }
}
