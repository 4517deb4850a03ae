//! Documents by coders, with how far each is.

use maud::{Markup, html};
use themata_project::rounds::{AssignmentState, RoundCoder, RoundDocument, RoundKnown};

use super::May;
use crate::pages::grouped;

/// A state with its sign, which tells it apart where colour does not.
pub(super) fn state(state: AssignmentState) -> Markup {
    html! { span.state.{ "is-" (state.as_str()) } { (in_words(state)) } }
}

fn in_words(state: AssignmentState) -> &'static str {
    match state {
        AssignmentState::Assigned => "○ to do",
        AssignmentState::Started => "◐ started",
        AssignmentState::Finished => "● finished",
        AssignmentState::Excused => "– excused",
    }
}

/// A row for each document, a column for each coder. What may be moved is a button.
pub(super) fn grid(word: &str, round: &RoundKnown, may: May) -> Markup {
    html! {
        div.scrolls id={ "scrolls-" (round.number) } tabindex="0" role="region"
            aria-label={ "How far everybody is in " (round.name) } {
            table.figures.grid data-round=(round.number) {
                thead { tr {
                    th scope="col" { "Document" }
                    @for name in &round.strata { th scope="col" dir="auto" { (name) } }
                    @for coder in &round.coders { (head(round, coder, may)) }
                } }
                tbody {
                    @for document in &round.documents { (row(word, round, document, may)) }
                }
            }
        }
    }
}

fn head(round: &RoundKnown, coder: &RoundCoder, may: May) -> Markup {
    let all: usize = coder.states.iter().sum();
    let name = html! {
        bdi { (coder.name) } " "
        span.hint { (coder.states[2]) " of " (grouped(all - coder.states[3])) }
    };
    html! {
        th scope="col" {
            @if is_movable(coder, may) {
                button.quiet type="button" id={ "all-" (round.number) "-" (coder.number) }
                    data-coder=(coder.number) data-who=(coder.name) data-own[coder.own] data-all
                    title={ "All of " (coder.name) "'s documents" } { (name) }
            } @else { (name) }
        }
    }
}

fn is_movable(coder: &RoundCoder, may: May) -> bool {
    may.all || (coder.own && may.own)
}

fn row(word: &str, round: &RoundKnown, document: &RoundDocument, may: May) -> Markup {
    html! {
        tr {
            th scope="row" {
                a href={ "/s/" (word) "/read/" (document.number) } dir="auto" { (document.name) }
                @if document.blind { " " span.hint { "blind" } }
            }
            @for value in &document.values {
                td dir="auto" {
                    @match value {
                        Some(value) => (value),
                        None => span.missing { "—" },
                    }
                }
            }
            @for (coder, at) in round.coders.iter().zip(&document.states) {
                td {
                    @match at {
                        Some(at) if is_movable(coder, may) => {
                            button.quiet type="button" tabindex="-1"
                                id={ "at-" (round.number) "-" (document.number) "-" (coder.number) }
                                data-document=(document.number) data-called=(document.name)
                                data-coder=(coder.number) data-who=(coder.name)
                                data-own[coder.own] data-state=(at.as_str()) { (state(*at)) }
                        }
                        Some(at) => (state(*at)),
                        None => span.missing { "—" },
                    }
                }
            }
        }
    }
}

/// How many assignments of each coder are in each state, with a bar.
pub(super) fn counts(round: &RoundKnown) -> Markup {
    html! {
        table.figures {
            thead { tr {
                th scope="col" { "Coder" }
                @for heading in ["To do", "Started", "Finished", "Excused"] {
                    th.number scope="col" { (heading) }
                }
                th scope="col" { span.sr { "Progress" } }
            } }
            tbody {
                @for coder in &round.coders {
                    tr {
                        th scope="row" { bdi { (coder.name) } @if coder.own { " (you)" } }
                        @for number in coder.states {
                            td.number {
                                @if number == 0 { span.zero { "·" span.sr { "0" } } }
                                @else { (grouped(number)) }
                            }
                        }
                        td { (bar(coder)) }
                    }
                }
            }
        }
    }
}

/// How much is finished and started, as lengths.
fn bar(coder: &RoundCoder) -> Markup {
    let [assigned, started, finished, _] = coder.states;
    let all = (assigned + started + finished).max(1);
    let part = |number: usize| number * 120 / all;
    html! {
        svg.bar-of width="120" height="10" viewBox="0 0 120 10" aria-hidden="true" {
            rect.all width="120" height="10" {}
            rect.finished width=(part(finished)) height="10" {}
            rect.started x=(part(finished)) width=(part(started)) height="10" {}
        }
    }
}
