use maud::{Markup, html};
use themata_project::asking::{QueryNames, QueryTrouble};

use super::Asked;
use crate::studies::OpenStudy;
use crate::trouble::on_page;
use crate::wording::sentence;

/// The field for the query of a page, with what is wrong with it below.
pub(in crate::pages) fn field(
    study: &OpenStudy,
    page: &str,
    asked: &Asked,
    trouble: Option<&QueryTrouble>,
) -> Markup {
    html! {
        form #ask method="post" action={ "/s/" (study.word) "/seek" } role="search" {
            input type="hidden" name="to" value=(page);
            label for="q" { "Query " kbd { "/" } }
            div.field {
                input #q type="text" name="q" value=(asked.q) autocomplete="off"
                    autocapitalize="off" spellcheck="false" data-completes
                    aria-invalid=[trouble.map(|_| "true")]
                    aria-describedby=[trouble.map(|_| "trouble")]
                    placeholder="code:trust OVERLAPS code:team site:04, or words to look for";
                @if !asked.listed_as.is_empty() {
                    input type="hidden" name="as" value=(asked.listed_as);
                }
                button.main type="submit" { "Find" }
            }
        }
        @if let Some(trouble) = trouble { (told(study, page, asked, trouble)) }
    }
}

/// What is wrong with the query, where, and what may have been meant.
fn told(study: &OpenStudy, page: &str, asked: &Asked, trouble: &QueryTrouble) -> Markup {
    let (before, wrong, behind) = parted(&asked.q, trouble.span);
    let hint = trouble.hint.as_deref().and_then(on_page);
    html! {
        div #trouble role="alert" {
            p { (sentence(&trouble.message)) }
            @if trouble.span.is_some() {
                p.written dir="auto" {
                    (before) mark { @if wrong.is_empty() { "…" } @else { (wrong) } } (behind)
                }
            }
            @if trouble.instead.is_empty() {
                @if let Some(hint) = hint { p { (sentence(&hint)) } }
            } @else {
                form.instead method="post" action={ "/s/" (study.word) "/seek" } {
                    input type="hidden" name="to" value=(page);
                    @if !asked.listed_as.is_empty() {
                        input type="hidden" name="as" value=(asked.listed_as);
                    }
                    span { "Did you mean" }
                    @for (name, whole) in &trouble.instead {
                        button type="submit" name="q" value=(whole) { (name) }
                    }
                }
            }
        }
    }
}

/// A query before, at and behind a stretch of it.
fn parted(query: &str, span: Option<(u32, u32)>) -> (String, String, String) {
    let (from, to) = span.unwrap_or_default();
    let part = |from: u32, most: u32| -> String {
        query.chars().skip(from as usize).take(most as usize).collect()
    };
    (part(0, from), part(from, to.saturating_sub(from)), part(to, u32::MAX))
}

/// The saved queries, and how to save this one.
pub(super) fn saved(study: &OpenStudy, asked: &Asked, names: &QueryNames) -> Markup {
    html! {
        section #saved-queries data-anew {
            h2 { "Saved queries" }
            @if names.queries.is_empty() {
                p.hint {
                    "A query that is saved by name can be part of others, as query:NAME."
                }
            }
            ul {
                @for (name, query) in &names.queries {
                    li {
                        a href={ "?q=" (study.sought.numbered(query)) } title=(query) dir="auto" { (name) }
                        button.quiet type="button" data-forget=(name)
                            aria-label={ "Remove the saved query " (name) } title="Remove" { "×" }
                    }
                }
            }
            form #save data-query=(asked.q) hidden[asked.q.trim().is_empty()] {
                label for="save-as" { "Save this query as" }
                div.field {
                    input #save-as maxlength="120" autocomplete="off" required;
                    button type="submit" { "Save" }
                }
            }
        }
    }
}
