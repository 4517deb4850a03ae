//! What a transcript says at its head of whoever reads it: that it is theirs to code.

use axum::Json;
use axum::extract::{Path, State};
use maud::{Markup, html};
use serde::Serialize;
use themata_project::rounds::{AssignmentState, OwnAssignment};

use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// The state of an own assignment, with what comes next.
pub(in crate::pages) fn assigned(word: &str, own: Option<&OwnAssignment>) -> Markup {
    html! {
        div #assigned { @if let Some(own) = own { (drawn(word, own)) } }
    }
}

fn drawn(word: &str, own: &OwnAssignment) -> Markup {
    html! {
        p data-round=(own.round) data-state=(own.state.as_str()) {
            span {
                @match own.state {
                    AssignmentState::Assigned => "Yours to code in ",
                    AssignmentState::Started => "You are coding it in ",
                    AssignmentState::Finished => "You have finished it in ",
                    AssignmentState::Excused => "You are excused from it in ",
                }
                a href={ "/s/" (word) "/rounds/" (own.round) } dir="auto" { (own.round_name) }
                @if let Some(number) = own.codebook_version {
                    ", with version " (number) " of the codebook"
                }
                "."
            }
            @if own.blind {
                span.blind {
                    @if own.state == AssignmentState::Finished {
                        "Blind until " (count(own.others_open, "other coder")) " finished, too."
                    } @else {
                        "Blind: nobody sees another's codings here until all have finished."
                    }
                }
            }
            @if own.state.is_open() {
                button.quiet #finish type="button" data-needs="code" {
                    "Finish " kbd { "Shift F" }
                }
            } @else {
                a href={ "/s/" (word) "/rounds" } { "What is next" }
            }
        }
    }
}

/// The same for a script, when it may have changed.
#[derive(Serialize)]
pub(super) struct Fragment {
    html: String,
}

pub(super) async fn fragment(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Fragment> {
    let study = app.studies.named(&study)?;
    let own = study.ask(&visitor, move |project| project.own_assignment(document)).await?;
    let html = assigned(&study.word, own.as_ref()).into_string();
    Ok(Json(Fragment { html }))
}
