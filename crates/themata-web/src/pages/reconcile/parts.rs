use maud::{Markup, html};

use crate::pages::leading::asking;
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

/// The head of each of these pages: what it is, and the ways to the others, which ask of the same
/// documents and coders.
pub(super) fn head(study: &OpenStudy, here: &str, query: &str) -> Markup {
    let q = study.sought.numbered(query);
    let address = |word: &str| {
        let path = match word {
            "" => format!("/s/{}/reconcile", study.word),
            word => format!("/s/{}/reconcile/{word}", study.word),
        };
        asking(&path, &[("q", q.as_str())])
    };
    let title = PARTS.iter().find(|(word, _)| *word == here).map_or("", |(_, name)| name);
    html! {
        header.of-reconcile {
            h1 { (title) }
            nav.ways #of-reconcile aria-label="Reconcile" data-carries {
                @for (word, name) in PARTS {
                    a href=(address(word)) aria-current=[(word == here).then_some("page")] { (name) }
                }
            }
        }
    }
}
