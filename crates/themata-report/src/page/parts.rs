//! A part of the report: words, facts, tables and pictures.

use maud::{Markup, html};

use super::exhibits::Exhibits;
use super::paragraphs;
use crate::line::clean;
use crate::report::{Fact, Part};

pub(super) fn part(part: &Part, exhibits: &mut Exhibits) -> Markup {
    html! {
        (paragraphs(&part.paragraphs))
        @if !part.facts.is_empty() { (facts(&part.facts)) }
        @for exhibit in &part.exhibits { (exhibits.exhibit(exhibit)) }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        table class="facts" {
            tbody {
                @for fact in facts {
                    tr { th scope="row" { (clean(&fact.name)) } td { (clean(&fact.value)) } }
                }
            }
        }
    }
}
