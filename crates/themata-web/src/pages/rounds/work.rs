//! What whoever looks has to do.

use maud::{Markup, html};
use themata_project::rounds::{AssignmentState, OwnWork, RoundsKnown};

use super::May;
use super::grid::state;
use crate::pages::grouped;
use crate::pages::leading::{excerpts, test};
use crate::studies::OpenStudy;
use crate::wording::count;

/// So many documents are listed of what is to do; the pages of the rounds have all.
const LISTED: usize = 10;

/// The assignments of whoever looks: the next one, those that are open, and those behind them.
pub(super) fn mine(study: &OpenStudy, known: &RoundsKnown, may: May) -> Markup {
    let open: Vec<&OwnWork> =
        known.own.iter().filter(|work| work.assignment.state.is_open()).collect();
    let done = known.own.len() - open.len();
    let coder = known.coder.as_deref().unwrap_or_default();
    html! {
        section #mine aria-labelledby="mine-title" {
            h2 #mine-title { "My work today" }
            @if known.coder.is_none() {
                p.lead {
                    @if may.has_account {
                        "You are none of the coders of this study, so nothing is assigned to you. \
                         Who codes what, and how far everybody is, stands below."
                    } @else {
                        "You are none of the coders of this study, or nobody was chosen at the top \
                         right of the page: nothing is assigned to you."
                    }
                }
            } @else if known.own.is_empty() {
                p.lead { "Nothing is assigned to you." }
            } @else if let Some(next) = open.first() {
                p.next {
                    a.button.main #next href=(read(study, next)) {
                        @if next.assignment.state == AssignmentState::Started { "Go on with " }
                        @else { "Begin with " }
                        bdi { (next.document_name) } " " kbd { "Enter" }
                    }
                    span.hint {
                        (count(open.len(), "document")) " to code"
                        @if done > 0 { ", " (grouped(done)) " behind you" }
                    }
                }
                ul.work {
                    @for work in open.iter().take(LISTED) { (entry(study, coder, work, may)) }
                }
                @if open.len() > LISTED {
                    p.hint {
                        "The first " (LISTED) " of " (grouped(open.len()))
                        "; the pages of the rounds below have all of them."
                    }
                }
            } @else {
                p.lead {
                    "Nothing is waiting for you: you are through with "
                    (count(done, "document")) "."
                }
            }
        }
    }
}

fn read(study: &OpenStudy, work: &OwnWork) -> String {
    format!("/s/{}/read/{}", study.word, work.assignment.document)
}

fn entry(study: &OpenStudy, coder: &str, work: &OwnWork, may: May) -> Markup {
    let word = &study.word;
    let coded = format!("{} {}", test("document", &work.document_name), test("coder", coder));
    let assignment = &work.assignment;
    let (round, document) = (assignment.round, assignment.document);
    let id = format!("work-{round}-{document}");
    html! {
        li id=(id) tabindex="-1" data-round=(round) data-document=(document)
            data-state=(assignment.state.as_str()) data-called=(work.document_name) data-own {
            a.called id={ (id) "-read" } href=(read(study, work)) dir="auto" { (work.document_name) }
            span.facts {
                a href={ "/s/" (word) "/rounds/" (round) } dir="auto" { (assignment.round_name) }
                (state(assignment.state))
                @if work.codings > 0 {
                    a href=(excerpts(study, &coded)) { (count(work.codings, "coding")) " of yours" }
                } @else {
                    span { "nothing coded yet" }
                }
                @if assignment.blind { span { "blind" } }
            }
            @if may.own {
                span.does {
                    @if assignment.state == AssignmentState::Assigned {
                        button.quiet type="button" id={ (id) "-start" } data-step="start" { "Start " kbd { "s" } }
                    }
                    button.quiet type="button" id={ (id) "-finish" } data-step="finish" { "Finish " kbd { "f" } }
                    button.quiet type="button" id={ (id) "-excuse" } data-step="excuse" { "Excuse … " kbd { "x" } }
                }
            }
        }
    }
}
