use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{Failure, ReportExcerpt, ReportExcerpts, ThemeNamed};

use super::draft::Draft;
use crate::app::App;
use crate::pages::grouped;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many excerpts are offered at once.
const PART: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// How many of the others were offered already.
    from: usize,
}

/// The excerpts of a theme: those that are quoted, in their order, and others to choose from.
/// A piece of the page, which its script asks for when a theme is opened.
pub(super) async fn excerpts(
    State(app): State<App>,
    Path((study, theme)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let named = ThemeNamed::from_key(&theme)
        .ok_or_else(|| Failure::nothing("there is no such theme"))?;
    let question = Draft::of(&app, &study, &visitor).question()?;
    let range = (asked.from, PART);
    let found = study
        .ask(&visitor, move |project| project.report_excerpts(&question, &named, range))
        .await?;
    let shown = asked.from + found.others.len();
    let word = &study.word;
    done(html! {
        div.excerpts data-hand[found.is_by_hand] {
            p.hint.chosen-by {
                @if found.is_by_hand { "Chosen by hand, in this order." }
                @else { "Chosen by the program: telling ones, each from another place." }
                @if found.missing > 0 {
                    " " (grouped(found.missing)) " of those chosen are not there any more."
                }
                " " button.quiet type="button" data-lets hidden[!found.is_by_hand] {
                    "Let the program choose " kbd { "p" }
                }
            }
            ol.quoted aria-label="Quoted" {
                @for one in &found.quoted { (row(word, &found, one, true)) }
            }
            h4 { "Others" }
            ol.others aria-label="Others" {
                @for one in &found.others { (row(word, &found, one, false)) }
            }
            @if shown < found.total {
                p { button type="button" data-more=(shown) {
                    "Show more: " (grouped(found.total - shown)) " are left " kbd { "m" }
                } }
            }
        }
    })
}

fn row(study: &str, found: &ReportExcerpts, one: &ReportExcerpt, is_quoted: bool) -> Markup {
    let key = one.key.to_string();
    let mut codes: Vec<u32> = one.codings.iter().map(|coding| coding.code.get()).collect();
    codes.sort_unstable();
    codes.dedup();
    let place =
        format!("/s/{study}/read/{}#at-{}-{}", one.document, one.span.start(), one.span.end());
    html! {
        li.row.one data-key=(key) {
            span.grip draggable="true" aria-hidden="true" { "⠿" }
            input type="checkbox" checked[is_quoted] aria-label={ "Quote: " (one.words) };
            div {
                p.words dir="auto" { (one.words) }
                p.by {
                    a href=(place) { (one.credit) }
                    @for code in codes {
                        span class={ "code c" (code) } {
                            span.swatch aria-hidden="true" {}
                            bdi { (found.codes.get(code as usize).map_or("", String::as_str)) }
                        }
                    }
                }
            }
            (super::page::movers(&one.credit))
        }
    }
}
