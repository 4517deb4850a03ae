//! The disagreements, one of them before one's eyes.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use themata_project::Failure;
use themata_project::adjudicate::{Case, Desk};

use super::asked::Asked;
use super::{beside, case, lanes, list, parts};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::OpenStudy;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::sentence;

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let question = asked.question();
    // A query that is at fault is told above the field that it stands in.
    let (desk, trouble) =
        match study.ask(&visitor, move |project| project.desk(&question)).await {
            Ok(desk) => (Some(desk), None),
            Err(failure) if !asked.q.trim().is_empty() => (None, Some(failure)),
            Err(failure) => return Err(failure.into()),
        };
    let body = html! {
        (parts::head(&study, "", &asked.q))
        (drawn(&study, &asked, desk.as_ref(), trouble.as_ref()))
    };
    done(frame.around(Sheet {
        title: "Reconcile",
        place: "reconcile",
        counts: true,
        own: "reconcile",
        body,
    }))
}

/// Whatever is marked with `data-swap` is replaced by its like of another page; the rest stays,
/// and with it what somebody types or picks.
fn drawn(
    study: &OpenStudy,
    asked: &Asked,
    desk: Option<&Desk>,
    trouble: Option<&Failure>,
) -> Markup {
    let current = desk.and_then(|desk| desk.case.as_ref());
    html! {
        div #desk data-moment=[desk.map(|desk| desk.moment)] {
            (list::tools(study, asked, desk))
            div #sum data-swap {
                @if let Some(trouble) = trouble { (told(trouble)) }
                @if let Some(desk) = desk { (list::sum(study, asked, desk)) }
            }
            div.columns {
                nav #list data-swap aria-label="Disagreements" {
                    @if let Some(desk) = desk { (list::rows(study, asked, desk)) }
                }
                div.middle {
                    section #case data-swap aria-label="Disagreement" tabindex="-1"
                        data-number=[current.map(|case| case.number)]
                        data-document=[current.map(|case| case.document)]
                        data-fingerprint=[current.map(|case| &case.fingerprint)]
                        data-decision=[current.and_then(|case| case.decision)]
                        data-start=[current.map(|case| case.span.start())]
                        data-end=[current.map(|case| case.span.end())]
                        data-words=[current.map(|case| &case.quote)]
                        data-next-open=[desk.and_then(|desk| desk.next_open)]
                        data-q=(asked.q) {
                        @match (current, desk) {
                            (Some(current), Some(desk)) => { (case::drawn(study, asked, desk, current)) }
                            (None, Some(desk)) => { (list::nothing(study, asked, desk)) }
                            _ => {}
                        }
                    }
                    (case::deciding())
                    (case::redrawing(desk, current))
                    div #lane-names data-swap aria-hidden="true" {
                        @if let Some(current) = current { (lanes::names(current)) }
                    }
                    div #rows data-swap role="region" aria-label="The passage in its transcript" tabindex="0" {
                        @if let Some(current) = current { (lanes::rows(current)) }
                    }
                    div #legend data-swap { @if let Some(current) = current { (lanes::legend(current)) } }
                }
                aside.beside aria-label="Discussion" {
                    h2 { "Discussion" }
                    div #discussion data-swap {
                        @if let Some(current) = current { (beside::drawn(current)) }
                    }
                    (beside::form(current))
                }
            }
            div #compared data-swap {
                @if let Some(desk) = desk { p.definition { (sentence(&desk.definition)) } }
            }
        }
        div #grips hidden {
            button.grip type="button" data-end="start" aria-label="Beginning of the redrawn excerpt" {}
            button.grip type="button" data-end="end" aria-label="End of the redrawn excerpt" {}
        }
    }
}

/// What is wrong with a query.
pub(super) fn told(trouble: &Failure) -> Markup {
    html! {
        div.refused role="alert" {
            p { (sentence(&trouble.message)) }
            // Who codes is said elsewhere, and is not what is missing here.
            @for hint in hints(trouble).iter().filter(|hint| !hint.starts_with("Say who you are")) {
                p { (hint) }
            }
        }
    }
}

/// Where a disagreement is read in its transcript.
pub(super) fn place(study: &OpenStudy, case: &Case) -> String {
    let (start, end) = (case.span.start(), case.span.end());
    format!("/s/{}/read/{}?lanes=coders#at-{start}-{end}", study.word, case.document)
}
