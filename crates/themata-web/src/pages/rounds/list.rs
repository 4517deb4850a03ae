//! What is mine to do, and the rounds with everybody's progress.

use axum::extract::{Path, State};
use maud::{Markup, html};
use themata_project::rounds::{RoundKnown, RoundsKnown};

use super::grid::{counts, grid};
use super::work::mine;
use super::{May, dialogs, facts, ways};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// Rounds of so many documents are shown whole in the list.
const SMALL: usize = 12;

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let known = study.ask(&visitor, themata_project::Project::rounds_known).await?;
    let may = May::of(&visitor);
    let body = html! {
        header.bar {
            h1 { "Rounds" }
            button type="button" #freeze data-needs="lead" { "Freeze the codebook … " kbd { "z" } }
            a.button #new-round href={ "/s/" (study.word) "/rounds/new" } data-needs="lead" {
                "New round " kbd { "n" }
            }
        }
        div #fresh data-moment=(known.moment) { (shown(&study, &known, may)) }
        (dialogs())
    };
    done(frame.around(Sheet {
        title: "Rounds",
        place: "rounds",
        counts: false,
        own: "rounds",
        body,
    }))
}

fn shown(study: &OpenStudy, known: &RoundsKnown, may: May) -> Markup {
    if known.rounds.is_empty() {
        return html! {
            p.lead {
                "A round is a named pass of some coders over some documents: a pilot that all code \
                 blind, so that agreement can be measured; then the rest, one coder each. Who codes \
                 what, and how far everybody is, stands here."
            }
            p.next {
                a.button.main href={ "/s/" (study.word) "/rounds/new" } data-needs="lead" {
                    "Make the first round"
                }
            }
        };
    }
    html! {
        (mine(study, known, may))
        h2 { "All rounds" }
        @for round in known.rounds.iter().rev() { (entry(study, round, may)) }
    }
}

fn entry(study: &OpenStudy, round: &RoundKnown, may: May) -> Markup {
    let address = format!("/s/{}/rounds/{}", study.word, round.number);
    html! {
        section.round aria-labelledby={ "round-" (round.number) } {
            h3 id={ "round-" (round.number) } { a href=(address) dir="auto" { (round.name) } }
            (facts(study, round))
            @if round.documents.len() <= SMALL {
                (grid(&study.word, round, may))
            } @else {
                (counts(round))
            }
            p.ways {
                a href=(address) {
                    "Who codes which of " (count(round.documents.len(), "document"))
                }
                (ways(study, round))
            }
        }
    }
}
