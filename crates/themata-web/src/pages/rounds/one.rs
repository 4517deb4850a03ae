//! One round: how it was drawn, who codes what, and what can be done with it.

use axum::extract::{Path, State};
use maud::{Markup, html};
use themata_project::Failure;
use themata_project::rounds::{AssignmentState, Blindness, RoundKnown};

use super::grid::{counts, grid};
use super::{May, dialogs, facts, ways};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::OpenStudy;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

pub(super) async fn page(
    State(app): State<App>,
    Path((study, number)): Path<(String, u32)>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let mut known = study.ask(&visitor, themata_project::Project::rounds_known).await?;
    let place = known.rounds.iter().position(|round| round.number == number);
    let round = place.map(|place| known.rounds.swap_remove(place)).ok_or_else(|| {
        Failure::nothing("there is no such round in this study")
            .hint("it may have been removed; the page Rounds lists those that there are")
    })?;
    let body = html! {
        p.back { a href={ "/s/" (study.word) "/rounds" } { "← Rounds" } }
        div #fresh data-moment=(known.moment) { (shown(&study, &round, May::of(&visitor))) }
        (dialogs())
    };
    done(frame.around(Sheet {
        title: &round.name,
        place: "rounds",
        counts: false,
        own: "rounds",
        body,
    }))
}

fn shown(study: &OpenStudy, round: &RoundKnown, may: May) -> Markup {
    let own = round.coders.iter().find(|coder| coder.own);
    let open = own.map_or(0, |own| own.states[0] + own.states[1]);
    html! {
        header.bar #round data-round=(round.number) data-called=(round.name) {
            h1 dir="auto" { (round.name) }
            (deeds(round, may))
        }
        (facts(study, round))
        p.ways { (ways(study, round)) }
        (counts(round))
        @if let Some(own) = own.filter(|_| open > 0 && may.own) {
            p.next {
                button #finish-all type="button" data-all data-own data-coder=(own.number)
                    data-who=(own.name) { "Finish all that I have open … " kbd { "Shift F" } }
            }
        }
        h2 { "Who codes what" }
        p.hint #grid-keys {
            @if may.own || may.all {
                "Go from cell to cell with the arrows; " kbd { "Enter" } " says what can be done, "
                kbd { "o" } " reads the document."
            }
        }
        (grid(&study.word, round, may))
    }
}

/// What can be done with the round as a whole.
fn deeds(round: &RoundKnown, may: May) -> Markup {
    let mut states = round.documents.iter().flat_map(|document| &document.states).flatten();
    let begun =
        states.any(|at| matches!(at, AssignmentState::Started | AssignmentState::Finished));
    html! {
        @if may.all {
            button type="button" #rename { "Rename … " kbd { "Shift R" } }
            @if round.blindness == Blindness::Blind {
                button type="button" #open-round { "Open early … " kbd { "Shift O" } }
            }
            @if !begun {
                button.danger type="button" #remove { "Remove … " kbd { "Delete" } }
            }
        }
    }
}
