use axum::extract::{Path, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use themata_project::{OfferedTheme, ReportOffer, ReportPart};

use super::draft::Draft;
use super::files::FILES;
use crate::app::App;
use crate::guard::POLICY;
use crate::layout::{Frame, Sheet};
use crate::pages::export::stem;
use crate::pages::whose::asking_whose;
use crate::pages::{grouped, leading};
use crate::studies::OpenStudy;
use crate::trouble::Trouble;
use crate::visitor::Visitor;

/// What can be chosen, and beside it the report as it will print. It is shown at once; the
/// report is made while it is looked at.
pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let draft = Draft::of(&app, &study, &visitor);
    let asked = draft.clone();
    let (offer, trouble) = study.ask(&visitor, move |project| asked.offer(project)).await?;
    let body = html! {
        div.report-page {
            section.choices aria-labelledby="report-title" {
                h1 #report-title { "Report" }
                p.lead {
                    "Choose what it holds; at the side it stands as it will print. The choices \
                     are yours, and are kept on this machine."
                }
                (choices(&study, &draft, &offer, trouble.as_deref()))
            }
            (shown(&study))
        }
    };
    let page = frame.around(Sheet {
        title: "Report",
        place: "report",
        counts: true,
        own: "report",
        body,
    });
    // The one page with a frame in it: the preview, which is this server's own.
    let policy = format!("{POLICY}; frame-src 'self'");
    Ok(([(CONTENT_SECURITY_POLICY, policy)], Html(page.into_string())).into_response())
}

fn choices(
    study: &OpenStudy,
    draft: &Draft,
    offer: &ReportOffer,
    trouble: Option<&str>,
) -> Markup {
    html! {
        form #choices autocomplete="off" data-excerpts=(chosen(draft)) {
            div #fresh data-moment=(offer.moment) {
                p #trouble role="alert" { (trouble.unwrap_or_default()) }
                (words(draft, offer))
                (parts(draft))
                (themes(study, draft, offer))
                p { button.quiet type="button" data-anew { "Begin anew: everything as usual " kbd { "0" } } }
            }
        }
    }
}

/// The excerpts that were chosen, by theme, for the script: numbers alone.
fn chosen(draft: &Draft) -> String {
    serde_json::to_string(&draft.excerpts).unwrap_or_default()
}

fn words(draft: &Draft, offer: &ReportOffer) -> Markup {
    html! {
        div.words-of {
            label for="r-title" { "Heading" }
            input #r-title name="title" value=(draft.title) placeholder=(offer.title)
                maxlength="200" dir="auto";
            label for="r-query" { "Only what a query means " kbd { "/" } }
            input #r-query name="query" value=(draft.query) maxlength="2000" spellcheck="false"
                placeholder="site:04 valence:barrier" dir="auto";
            @if let Some(known) = &offer.whose { (asking_whose(known)) }
            label for="r-by" { "Tables side by side by" }
            select #r-by name="by" {
                option value="" selected[draft.by.is_empty()] {
                    @match &offer.site {
                        Some(site) => { (site) ", as usual" }
                        None => { "nothing" }
                    }
                }
                @for name in &offer.attributes {
                    @if offer.site.as_ref() != Some(name) {
                        option value=(name) selected[draft.by == *name] { (name) }
                    }
                }
            }
            label for="r-credit" { "Words are credited as" }
            input #r-credit name="credit" value=(draft.credit) maxlength="300" spellcheck="false"
                placeholder="{participant|speaker|document}, site {site}, {kind}"
                aria-describedby="credit-hint";
            p.hint #credit-hint {
                "Names of attributes in braces, and document, speaker, turn; what is not known \
                 is left out: Manager 1, site 04, interview."
            }
        }
    }
}

/// The parts of the report, each with a tick, in their order.
fn parts(draft: &Draft) -> Markup {
    let (appendices, body): (Vec<_>, Vec<_>) =
        draft.parts().into_iter().partition(|(part, _)| part.is_appendix());
    html! {
        fieldset {
            legend { "Parts" }
            p.hint {
                "Move a part with " kbd { "Alt ↑" } " and " kbd { "Alt ↓" } ", or drag it."
            }
            ol #parts.rows aria-label="Parts" { @for part in body { (part_row(part)) } }
            ol #appendices.rows aria-label="Appendices" {
                @for part in appendices { (part_row(part)) }
            }
        }
    }
}

fn part_row((part, is_in): (ReportPart, bool)) -> Markup {
    let id = format!("part-{}", part.as_str());
    html! {
        li.row data-key=(part.as_str()) {
            span.grip draggable="true" aria-hidden="true" { "⠿" }
            input type="checkbox" id=(id) value=(id) checked[is_in];
            label for=(id) {
                (part.heading())
                @if part.is_appendix() { span.hint { " appendix" } }
                @if part == ReportPart::Memos { span.hint { " of the team, with names" } }
            }
            (movers(part.heading()))
        }
    }
}

/// The buttons by which a row moves, for a hand without keys.
pub(super) fn movers(name: &str) -> Markup {
    html! {
        span.movers {
            button.quiet type="button" data-moves="-1" aria-label={ "Move up: " (name) }
                title="Move up (Alt ↑)" { "↑" }
            button.quiet type="button" data-moves="1" aria-label={ "Move down: " (name) }
                title="Move down (Alt ↓)" { "↓" }
        }
    }
}

fn themes(study: &OpenStudy, draft: &Draft, offer: &ReportOffer) -> Markup {
    html! {
        fieldset {
            legend { "Themes" }
            @if offer.themes.is_empty() {
                p.hint { "Themes are what the codebook groups or you make of codes." }
                p { a.button href={ "/s/" (study.word) "/codebook" } { "Make the first code" } }
            } @else {
                p.many {
                    label for="r-quoted" { "Excerpts for each" }
                    select #r-quoted name="quoted" {
                        option value="" selected[draft.quoted.is_none()] {
                            "three at most, each from another place"
                        }
                        @for number in [0_usize, 1, 2, 3, 5, 8, 12, 20] {
                            option value=(number) selected[draft.quoted == Some(number)] {
                                @if number == 0 { "none" } @else { (number) }
                            }
                        }
                    }
                }
                p.hint {
                    kbd { "o" } " opens the excerpts of a theme, to choose those that are quoted."
                }
                ol #themes.rows aria-label="Themes" data-own[draft.has_own_themes()] {
                    @for (theme, is_in) in draft.themes(&offer.themes) {
                        (theme_row(study, draft, theme, is_in))
                    }
                }
            }
        }
    }
}

fn theme_row(study: &OpenStudy, draft: &Draft, theme: &OfferedTheme, is_in: bool) -> Markup {
    let key = theme.named.to_string();
    let (id, list) = (format!("theme-{key}"), format!("of-{key}"));
    let excerpts = leading::excerpts(study, &leading::test("theme", &theme.title));
    let many = grouped(theme.excerpts as usize);
    html! {
        li.row.theme data-key=(key) {
            span.grip draggable="true" aria-hidden="true" { "⠿" }
            input type="checkbox" id=(id) value=(id) checked[is_in];
            label for=(id) dir="auto" {
                @if let Some(colour) = theme.colour {
                    span class={ "swatch c" (colour) } aria-hidden="true" {} " "
                }
                (theme.title)
            }
            a.number href=(excerpts) aria-label={ (many) " excerpts, " (theme.title) } { (many) }
            button.quiet.opens type="button" aria-expanded="false" aria-controls=(list)
                title="Excerpts (o)" {
                span.said {
                    @match draft.excerpts.get(&key) {
                        Some(chosen) => { (chosen.len()) " chosen" }
                        None => { "quotes" }
                    }
                }
                span.sr { " of " (theme.title) }
            }
            (movers(&theme.title))
            div.picker id=(list) hidden {}
        }
    }
}

/// The report as it will print, and how it is taken away.
fn shown(study: &OpenStudy) -> Markup {
    let word = &study.word;
    html! {
        section.shown aria-labelledby="preview-title" {
            div.bar {
                h2 #preview-title { "As it will print " span.hint { "A4, 210 × 297 mm" } }
                div.ways {
                    @for (what, name, _) in FILES {
                        form method="post" action={ "/s/" (word) "/report/file/" (what) }
                            data-file={ (stem(study)) "-report." (what) } {
                            button type="submit" {
                                (name) " " kbd { (if what == "html" { "h" } else { "d" }) }
                            }
                        }
                    }
                    button type="button" #print { "Print " kbd { "Ctrl P" } }
                    a.button href={ "/s/" (word) "/export" } { "Other files " kbd { "x" } }
                }
            }
            p.hint #making role="status" {}
            div #paper {
                iframe title="The report as it will print"
                    src={ "/s/" (word) "/report/preview" }
                    sandbox="allow-same-origin allow-modals" {}
            }
        }
    }
}
