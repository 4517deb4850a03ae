//! The excerpts of a theme's codes, from which evidence is taken.

use maud::{Markup, html};
use themata_project::themes::{EvidenceSide, ThemeReading};
use themata_project::{Found, FoundExcerpt, FoundQuestion, ListedAs};

use super::theme::Asked;
use crate::pages::excerpts::results::{codes, words};
use crate::pages::leading::asking;
use crate::studies::OpenStudy;
use crate::wording::count;

/// So many excerpts are offered on a page.
pub(super) const MOST: usize = 20;

/// What is asked for: the theme's codings, which its query means, and what is still to narrow
/// them.
pub(super) fn question(reading: &ThemeReading, query: &str, from: usize) -> FoundQuestion {
    let query = match query {
        "" => reading.theme.query.clone(),
        query => format!("{} ({query})", reading.theme.query),
    };
    FoundQuestion { query, listed_as: Some(ListedAs::Codings), from, most: MOST }
}

/// Where the excerpts are narrowed.
pub(super) fn form(study: &OpenStudy, theme: u32, asked: &Asked) -> Markup {
    html! {
        form.narrow #narrow role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value={ "analyse/themes/" (theme) };
            label for="q" { "Only those with" }
            input #q name="q" type="search" value=(asked.q) autocomplete="off"
                spellcheck="false" placeholder="site:04 valence:facilitator  (/)";
            button type="submit" { "Show" }
            @if !asked.q.is_empty() { a data-stays href="?" { "Show all" } }
        }
    }
}

pub(super) fn results(
    study: &OpenStudy,
    reading: &ThemeReading,
    asked: &Asked,
    found: &Found,
) -> Markup {
    html! {
        p.count role="status" {
            (count(found.total, "excerpt")) " in " (count(found.documents, "document"))
        }
        @if found.total == 0 {
            p.lead {
                @if reading.members.is_empty() {
                    "Add a code to the theme: its excerpts are listed here, to be named as evidence."
                } @else {
                    "Nothing here is meant by the query, or its codes have no codings yet."
                }
            }
        } @else {
            p.hint data-needs="analyse" {
                kbd { "j" } " " kbd { "k" } " go through them, " kbd { "+" } " says that one \
                speaks for the theme, " kbd { "-" } " that it speaks against it, " kbd { "Del" }
                " that it is no evidence."
            }
            ol #picked start=((asked.number() - 1) * MOST + 1) {
                @for result in &found.results { (drawn(&study.word, reading, result)) }
            }
            (pages(study, reading, asked, found.total))
        }
    }
}

fn drawn(word: &str, reading: &ThemeReading, result: &FoundExcerpt) -> Markup {
    let (start, end) = (result.span.start(), result.span.end());
    let place = format!("/s/{word}/read/{}#at-{start}-{end}", result.document);
    let known = reading
        .evidence
        .iter()
        .find(|one| (one.document, one.span) == (result.document, result.span));
    let side = known.map(|one| one.side);
    let name = format!("p{}-{start}-{end}", result.document);
    html! {
        li.result id=(name) tabindex="-1" data-document=(result.document) data-start=(start)
            data-end=(end) data-side=[side.map(EvidenceSide::as_str)] {
            (words(result, &place))
            p.by {
                span.credit dir="auto" { (result.credit) }
                (codes(&result.codings))
                @if let Some(side) = side {
                    b.side {
                        @match side {
                            EvidenceSide::For => { "+ for it" }
                            EvidenceSide::Against => { "− against it" }
                        }
                    }
                }
            }
            p.buttons data-needs="analyse" {
                @for (to, says, sign) in [("for", "For", "+"), ("against", "Against", "−")] {
                    button.quiet type="button" id={ (name) "-" (to) } data-side-to=(to)
                        aria-pressed=(side.map(EvidenceSide::as_str) == Some(to)) {
                        (sign) " " (says)
                    }
                }
            }
        }
    }
}

fn pages(study: &OpenStudy, reading: &ThemeReading, asked: &Asked, total: usize) -> Markup {
    let (here, last) = (asked.number(), total.div_ceil(MOST).max(1));
    let query = study.sought.numbered(&asked.q);
    let number = reading.theme.number.unwrap_or_default();
    let path = format!("/s/{}/analyse/themes/{number}", study.word);
    let link = |page: usize| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        asking(&path, &[("q", &query), ("page", &page)])
    };
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages of excerpts" {
                @if here > 1 { a.button data-stays href=(link(here - 1)) { "← Before" } }
                span { "Page " (here) " of " (last) }
                @if here < last { a.button data-stays href=(link(here + 1)) { "Behind →" } }
            }
        }
    }
}
