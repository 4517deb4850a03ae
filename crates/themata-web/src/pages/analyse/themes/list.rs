use axum::extract::{Path, State};
use maud::{Markup, html};
use themata_project::themes::{ListedTheme, ThemeListing};

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::analyse::parts::parts;
use crate::pages::grouped;
use crate::pages::leading::excerpts;
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let listing = study.ask(&visitor, themata_project::Project::theme_listing).await?;
    let body = html! {
        div.ways {
            (parts(&study, "themes", ""))
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
                div #fresh data-moment=(listing.moment) { (drawn(&study, &listing)) }
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

fn drawn(study: &OpenStudy, listing: &ThemeListing) -> Markup {
    let word = study.word.as_str();
    html! {
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
                    (entry(study, theme, place, own))
                }
            }
            p.definition {
                "A theme has its member codes with their subcodes. Codings are without what \
                 machines propose; documents, sites and coders are those of its codings."
            }
        }
        @if listing.counts_both {
            p.remark {
                "Codings of people and of the consensus, which was made from them, are \
                 counted together here."
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

fn entry(study: &OpenStudy, theme: &ListedTheme, place: usize, last: usize) -> Markup {
    let address =
        theme.number.map(|number| format!("/s/{}/analyse/themes/{number}", study.word));
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
    let of = |valence: &str| format!("{} valence:{valence}", theme.query);
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
