use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::FailureKind;
use themata_project::behind::all_of;
use themata_project::themes::{ListedTheme, ThemeListing};

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::analyse::parts::parts;
use crate::pages::grouped;
use crate::pages::leading::{asking, excerpts};
use crate::pages::whose::whose;
use crate::studies::OpenStudy;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::{count, sentence};

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The query whose codings are counted.
    pub(super) q: String,
}

/// A page of the themes under a query.
pub(super) fn address(study: &OpenStudy, page: &str, query: &str) -> String {
    let q = study.sought.numbered(query);
    asking(&format!("/s/{}/analyse/{page}", study.word), &[("q", q.as_str())])
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let query = asked.q.trim().to_owned();
    let read = study.ask(&visitor, move |project| match project.theme_listing(&query) {
        Ok(listing) => Ok((listing, None)),
        Err(failure) if failure.kind == FailureKind::Ours => Err(failure),
        // What is wrong with the query is told above all that there is.
        Err(failure) => Ok((project.theme_listing("")?, Some(failure))),
    });
    let (listing, failure) = read.await?;
    let body = html! {
        div.ways {
            (parts(&study, "themes", &asked.q))
            div.way #themes-page {
                header.bar {
                    h1 { "Themes" }
                    form #make data-needs="analyse" {
                        label.sr for="new-theme" { "Title of a new theme" }
                        input #new-theme name="title" maxlength="200" autocomplete="off"
                            placeholder="New theme  (n)";
                        button type="submit" { "Make it" }
                    }
                }
                form.narrow #narrow role="search" method="post" action={ "/s/" (study.word) "/seek" } {
                    input type="hidden" name="to" value="analyse/themes";
                    label for="q" { "Only codings with" }
                    input #q name="q" type="search" value=(asked.q) autocomplete="off"
                        spellcheck="false" placeholder="site:04 valence:facilitator  (/)";
                    button type="submit" { "Show" }
                }
                div #fresh data-moment=(listing.moment) {
                    @if let Some(failure) = &failure {
                        p.refused role="alert" {
                            (sentence(&failure.message))
                            @for hint in hints(failure) { " " (hint) }
                        }
                    }
                    (drawn(&study, &asked, &listing))
                }
            }
        }
        dialog #thing aria-labelledby="thing-title" {}
    };
    done(frame.around(Sheet {
        title: "Themes",
        place: "analyse",
        counts: true,
        own: "themes",
        body,
    }))
}

fn drawn(study: &OpenStudy, asked: &Asked, listing: &ThemeListing) -> Markup {
    let word = study.word.as_str();
    html! {
        @if let Some(known) = &listing.whose {
            (whose(known, &|query| address(study, "themes", query)))
        }
        @if listing.are_groups {
            p.lead {
                @if listing.themes.is_empty() {
                    "A theme is what codes add up to. There are neither themes nor codes yet: \
                     type the title of a theme above, or make codes first."
                } @else {
                    "Until a theme of your own has codes, the top-level groups of the codebook \
                     are themes, too. Start from these, or type the title of one above: as \
                     soon as it has codes, matrix, map and report show only your own."
                }
            }
            p.next {
                @if listing.themes.is_empty() {
                    a.button.main href={ "/s/" (word) "/codebook" } { "Make codes" }
                } @else {
                    button.main type="button" data-does="from-codebook" data-needs="analyse" {
                        "Make themes of the codebook’s groups"
                    }
                }
            }
        }
        @if !listing.themes.is_empty() {
            @let own = listing.themes.iter().filter(|theme| theme.number.is_some()).count();
            ol.themes aria-label="Themes in their order" {
                @for (place, theme) in (1..).zip(&listing.themes) {
                    (entry(study, asked, theme, (place, own)))
                }
            }
            (files(study, asked))
            p.definition {
                "A theme has its member codes with their subcodes. Codings are without what \
                 machines propose; documents, sites and coders are those of its codings."
            }
        }
        @if !listing.in_no_theme.is_empty() {
            p.remark {
                (count(listing.in_no_theme.len(), "code")) " in no theme: "
                @for (place, (code, name)) in listing.in_no_theme.iter().enumerate() {
                    @if place > 0 { ", " }
                    a class={ "c" (code) } href={ "/s/" (word) "/codebook/" (code) } dir="auto" { (name) }
                }
            }
        }
        @if !listing.are_groups {
            p.hint {
                a href={ "/s/" (word) "/analyse/map" } { "Arrange them on the thematic map" }
                span data-needs="analyse" {
                    ". " kbd { "Alt ↑" } " " kbd { "Alt ↓" } " move the theme that has the \
                    focus; " kbd { "j" } " " kbd { "k" } " go through the list."
                }
            }
        }
    }
}

fn entry(
    study: &OpenStudy,
    asked: &Asked,
    theme: &ListedTheme,
    (place, last): (usize, usize),
) -> Markup {
    let address =
        theme.number.map(|number| address(study, &format!("themes/{number}"), &asked.q));
    html! {
        li.theme data-theme-number=[theme.number] data-place=(place) data-title=(theme.title)
            draggable=[theme.number.map(|_| "true")] {
            div.top {
                h2 {
                    @match &address {
                        Some(address) => { a draggable="false" id={ "theme-" (place) } href=(address) dir="auto" { (theme.title) } }
                        None => { span dir="auto" { (theme.title) } }
                    }
                }
                @if theme.number.is_some() {
                    span.order data-needs="analyse" {
                        button.quiet type="button" data-move="-1" disabled[place == 1]
                            id={ "up-" (place) } aria-label={ "Move " (theme.title) " up" } title="Up (Alt ↑)" { "↑" }
                        button.quiet type="button" data-move="1" disabled[place == last]
                            id={ "down-" (place) } aria-label={ "Move " (theme.title) " down" } title="Down (Alt ↓)" { "↓" }
                    }
                }
            }
            @if theme.number.is_some() {
                @if theme.statement.is_empty() {
                    p.missing-words { "It states nothing yet." }
                } @else {
                    p.statement dir="auto" { (theme.statement) }
                }
            }
            p.members {
                @for (code, name) in &theme.members {
                    a class={ "code c" (code) } draggable="false" href={ "/s/" (study.word) "/codebook/" (code) } {
                        span.swatch aria-hidden="true" {} " " span dir="auto" { (name) }
                    } " "
                }
                @if theme.members.is_empty() { span.missing-words { "No codes." } }
            }
            (numbers(study, theme))
        }
    }
}

/// The themes with their numbers as files.
fn files(study: &OpenStudy, asked: &Asked) -> Markup {
    html! {
        form.export method="post" action={ "/s/" (study.word) "/analyse/themes/export" } {
            input type="hidden" name="q" value=(asked.q);
            span { "Export as" }
            @for format in ["csv", "xlsx", "docx"] {
                button type="submit" name="format" value=(format) { (format.to_uppercase()) }
            }
        }
    }
}

/// The numbers of a theme, those of codings leading to them.
pub(super) fn numbers(study: &OpenStudy, theme: &ListedTheme) -> Markup {
    let lead = |many: usize, what: &str, query: &str| {
        html! {
            @if many == 0 {
                span.zero { "no " (what) "s" }
            } @else {
                a draggable="false" href=(excerpts(study, query)) { (grouped(many)) " " (what) @if many != 1 { "s" } }
            }
        }
    };
    let of = |valence: &str| all_of(&[&theme.query, &format!("valence:{valence}")]);
    html! {
        p.numbers {
            (lead(theme.codings, "coding", &theme.query))
            span { (count(theme.excerpts, "excerpt")) }
            span { (count(theme.documents, "document")) }
            @if let Some(sites) = theme.sites { span { (count(sites, "site")) } }
            span { (count(theme.coders, "coder")) }
            (lead(theme.barriers, "barrier", &of("barrier")))
            (lead(theme.facilitators, "facilitator", &of("facilitator")))
            @if theme.number.is_some() {
                @match (theme.evidence_for, theme.evidence_against) {
                    (0, 0) => { span.gap { "! no evidence named" } }
                    (for_it, 0) => {
                        span { (for_it) " for" }
                        span.gap { "! nothing against it named" }
                    }
                    (for_it, against) => { span { (for_it) " for, " (against) " against" } }
                }
            }
        }
    }
}
