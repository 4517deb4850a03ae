//! The themes: a sentence, a small table, and the words of participants.

use maud::{Markup, html};

use super::checked;
use super::exhibits::Exhibits;
use crate::figure;
use crate::html::largest_share;
use crate::line::clean;
use crate::report::{CodeName, Excerpt, Theme};

/// The anchors and titles of the themes.
pub(super) fn anchors(themes: &[Theme]) -> Vec<(String, String)> {
    let titles = themes.iter().map(|theme| clean(&theme.title));
    (1..).map(anchor).zip(titles).collect()
}

fn anchor(place: usize) -> String {
    format!("theme-{place}")
}

pub(super) fn themes(themes: &[Theme], section: &str, exhibits: &mut Exhibits) -> Markup {
    let tables = themes.iter().filter_map(|theme| theme.sites.as_ref());
    let longest_bar = tables.filter_map(largest_share).max_by(f64::total_cmp);
    html! {
        @for (place, theme) in (1..).zip(themes) {
            section id=(anchor(place)) class="theme" style=[hue(theme.colour.as_deref())] {
                header {
                    h3 { span class="no" { (section) "." (place) } " " (clean(&theme.title)) }
                    @if !theme.statement.is_empty() { p class="statement" { (clean(&theme.statement)) } }
                    @if !theme.codes.is_empty() {
                        div class="made-of" { "Codes: " (chips(&theme.codes)) }
                    }
                }
                @if let Some(sites) = &theme.sites { (exhibits.table(sites, longest_bar)) }
                @if !theme.excerpts.is_empty() {
                    h4 { "Excerpts" (how_many(theme)) }
                    (excerpts(&theme.excerpts))
                }
                @if !theme.counter_evidence.is_empty() {
                    h4 { "Counter-evidence" }
                    (excerpts(&theme.counter_evidence))
                }
            }
        }
    }
}

/// How many excerpts are shown of how many.
fn how_many(theme: &Theme) -> Markup {
    html! {
        @if let Some(count) = theme.excerpt_count {
            span class="aside" { " " (theme.excerpts.len()) " of " (figure::count(count)) }
        }
    }
}

fn excerpts(excerpts: &[Excerpt]) -> Markup {
    html! { @for excerpt in excerpts { (quoted(excerpt)) } }
}

/// The words of a participant with their credit.
pub(super) fn quoted(excerpt: &Excerpt) -> Markup {
    html! {
        figure class="excerpt" {
            blockquote {
                @let text = clean(&excerpt.text);
                @for line in text.lines().filter(|line| !line.trim().is_empty()) {
                    p { (line.trim()) }
                }
            }
            figcaption {
                @if !excerpt.credit.is_empty() { span class="credit" { (clean(&excerpt.credit)) } " " }
                (chips(&excerpt.codes))
            }
        }
    }
}

/// Names of codes, each with its colour beside it.
pub(super) fn chips(codes: &[CodeName]) -> Markup {
    html! {
        @if !codes.is_empty() {
            ul class="chips" { @for code in codes { li { (chip(code)) } } }
        }
    }
}

/// The name of a code with its colour beside it: never the colour alone.
pub(super) fn chip(code: &CodeName) -> Markup {
    html! {
        span class="chip" style=[hue(code.colour.as_deref())] { (clean(&code.name)) }
    }
}

/// Hands a colour to the style sheet.
fn hue(colour: Option<&str>) -> Option<String> {
    checked(colour).map(|colour| format!("--hue:{colour}"))
}
