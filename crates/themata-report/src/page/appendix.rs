//! What a reader looks up: the method and the codebook.

use maud::{Markup, html};

use super::paragraphs;
use super::themes::chip;
use crate::figure;
use crate::line::clean;
use crate::report::numbering::Definition;
use crate::report::{CodebookEntry, Method};

pub(super) fn method(method: &Method, definitions: &[Definition]) -> Markup {
    html! {
        (paragraphs(&method.paragraphs))
        @if !method.definitions.is_empty() {
            dl {
                @for definition in &method.definitions {
                    dt { (clean(&definition.name)) }
                    dd { (clean(&definition.value)) }
                }
            }
        }
        @if !definitions.is_empty() {
            h3 { "What the tables and figures count" }
            dl class="counted" {
                @for definition in definitions {
                    dt {
                        @for (place, exhibit) in definition.exhibits.iter().enumerate() {
                            @if place > 0 { ", " }
                            a href={ "#" (exhibit.anchor) } { (exhibit.number) }
                        }
                    }
                    dd { (definition.text) }
                }
            }
        }
    }
}

pub(super) fn codebook(codes: &[CodebookEntry]) -> Markup {
    html! {
        @for entry in codes {
            div class=(format!("entry depth-{}", entry.depth.min(6))) {
                p class="code" {
                    (chip(&entry.code))
                    @if let Some(codings) = entry.codings { (count(codings)) }
                }
                @if !entry.definition.is_empty() { p { (clean(&entry.definition)) } }
                (remark("Use when", &entry.use_when))
                (remark("Do not use when", &entry.do_not_use_when))
                @for example in &entry.examples {
                    p class="example" { (clean(example)) }
                }
            }
        }
    }
}

fn count(codings: u64) -> Markup {
    let unit = if codings == 1 { "coding" } else { "codings" };
    html! { span class="aside" { " " (figure::count(codings)) " " (unit) } }
}

fn remark(name: &str, text: &str) -> Markup {
    html! { @if !text.is_empty() { p { span class="what" { (name) } " " (clean(text)) } } }
}
