//! The first excerpts of a code, of which examples are made.

use maud::{Markup, html};
use themata_project::codebook::{CodeExcerpt, CodeReading};

use super::links;
use crate::studies::OpenStudy;

pub(super) fn excerpts(code: &CodeReading, study: &OpenStudy) -> Markup {
    let shown = &code.excerpts.excerpts;
    let all = shown.len() + code.excerpts.behind;
    html! {
        @if !shown.is_empty() {
            section.excerpts aria-labelledby="excerpts-title" {
                h2 #excerpts-title { "Excerpts" }
                ol {
                    @for excerpt in shown {
                        li {
                            (quote(excerpt, &study.word))
                            @if let Some((coding, _)) = excerpt.codings.first() {
                                @if code.examples.contains(&excerpt.words) {
                                    span.hint { "an example" }
                                } @else {
                                    button type="button" data-do="example" data-needs="code" data-coding=(coding) {
                                        "Use as example"
                                    }
                                }
                            }
                        }
                    }
                }
                @if code.excerpts.behind > 0 {
                    p { a href=(links::of_code(study, &code.name)) { "All " (all) " excerpts" } }
                }
            }
        }
    }
}

/// The words of an excerpt with their place.
pub(super) fn quote(excerpt: &CodeExcerpt, word: &str) -> Markup {
    html! {
        blockquote dir="auto" { (excerpt.words) }
        (credit(excerpt, word))
    }
}

/// Who said it, where, and who coded it.
pub(super) fn credit(excerpt: &CodeExcerpt, word: &str) -> Markup {
    let mut coders: Vec<&str> =
        excerpt.codings.iter().map(|(_, coder)| coder.as_str()).collect();
    coders.dedup();
    html! {
        p.credit {
            @if let Some(speaker) = &excerpt.speaker { (speaker) ", " }
            a href=(links::place(word, excerpt.document, excerpt.span)) {
                (excerpt.document_name)
                @if let Some(turn) = excerpt.turn { ", turn " (turn) }
            }
            span.by { " · " (coders.join(", ")) }
        }
    }
}
