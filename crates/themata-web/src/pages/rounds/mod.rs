//! Rounds: who codes what, with which codebook, and how far everybody is.

mod actions;
mod assigned;
mod grid;
mod list;
mod new;
mod one;
mod preview;
#[cfg(test)]
mod tests;
mod work;

pub(super) use assigned::assigned;

use maud::{Markup, html};
use themata_project::asking::quoted;
use themata_project::rounds::{Blindness, RoundKnown};

use super::leading::{excerpts, test};
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::OpenStudy;
use crate::visitor::Visitor;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/rounds", Right::Read, list::page)
        .get("/rounds/new", Right::Lead, new::page)
        .post("/rounds/new", Right::Lead, new::make)
        .post("/rounds/plan", Right::Lead, preview::plan)
        .get("/rounds/on/{document}", Right::Read, assigned::fragment)
        .get("/rounds/{round}", Right::Read, one::page)
        .post("/rounds/{round}/step", Right::Code, actions::step)
        .post("/rounds/{round}/rename", Right::Lead, actions::rename)
        .post("/rounds/{round}/open", Right::Lead, actions::open)
        .post("/rounds/{round}/remove", Right::Lead, actions::remove)
}

/// What somebody may do with assignments.
#[derive(Clone, Copy)]
struct May {
    /// Whether they may move their own.
    own: bool,
    /// Whether they may move everybody's.
    all: bool,
    /// Whether they have an account, which says in whose name they act.
    has_account: bool,
}

impl May {
    fn of(visitor: &Visitor) -> May {
        May {
            own: visitor.may(Right::Code),
            all: visitor.may(Right::Lead),
            has_account: visitor.account().is_some(),
        }
    }
}

/// Codebook, blindness and draw of a round, one fact each.
fn facts(study: &OpenStudy, round: &RoundKnown) -> Markup {
    let word = &study.word;
    html! {
        p.facts {
            span.kind {
                @match round.blindness {
                    Blindness::Open => "not blind",
                    Blindness::Blind => b { "blind" },
                    Blindness::Opened => "blind, and opened early",
                }
            }
            span {
                @match round.codebook_version {
                    Some(number) => {
                        a href={ "/s/" (word) "/codebook/versions?from=" (number) "&to=now" } {
                            "version " (number) " of the codebook"
                        }
                    }
                    None => "the codebook as it is",
                }
            }
            span { (round.drawn) }
        }
    }
}

/// The ways from a round to what was coded in it.
fn ways(study: &OpenStudy, round: &RoundKnown) -> Markup {
    let query = test("round", &round.name);
    // Others may have coded these documents, too: the round compares its own coders.
    let names: Vec<String> = round.coders.iter().map(|coder| quoted(&coder.name)).collect();
    let number = study.sought.numbered(&format!("{query} coder:{}", names.join(",")));
    html! {
        a href={ "/s/" (study.word) "/reconcile/agreement?q=" (number) } { "Agreement" }
        a href={ "/s/" (study.word) "/reconcile?q=" (number) } { "Disagreements" }
        a href=(excerpts(study, &query)) { "Excerpts" }
    }
}

/// What asks for a step and, where one is needed, for a reason; a script fills it.
fn dialogs() -> Markup {
    html! {
        dialog #step aria-labelledby="step-title" {
            form method="dialog" {
                h2 #step-title {}
                p #step-about {}
                label { span #step-why { "Why" }
                    input #step-reason name="reason" maxlength="1000" autocomplete="off" dir="auto";
                }
                div.buttons #step-ways {}
                button.quiet type="button" data-closes { "Not now " kbd { "Esc" } }
            }
        }
        dialog #telling aria-labelledby="telling-title" {
            form method="dialog" {
                h2 #telling-title {}
                p #telling-about {}
                label { span #telling-called {}
                    input #telling-words maxlength="1000" autocomplete="off" dir="auto";
                }
                div.buttons {
                    button.main #telling-do type="submit" {}
                    button type="button" data-closes { "Not now " kbd { "Esc" } }
                }
            }
        }
    }
}
