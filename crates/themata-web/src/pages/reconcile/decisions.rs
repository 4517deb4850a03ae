//! The decisions so far, the last first.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Cell;
use themata_project::adjudicate::{DecidedBy, DecisionLog, DecisionState, DecisionsWanted};

use super::asked::Asked as Desk;
use super::desk::told;
use super::parts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::grouped;
use crate::pages::leading::asking;
use crate::studies::OpenStudy;
use crate::table::table;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many decisions are shown at a time.
const SIZE: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    who: String,
    rule: String,
    state: String,
    part: String,
}

impl Asked {
    fn wanted(&self) -> DecisionsWanted {
        DecisionsWanted {
            who: Some(self.who.clone()).filter(|who| !who.is_empty()),
            rule: DecidedBy::named(&self.rule),
            state: DecisionState::named(&self.state),
        }
    }

    /// The address of a part of the list.
    fn at(&self, study: &OpenStudy, part: usize) -> String {
        let (q, who) = (study.sought.numbered(&self.q), study.sought.numbered(&self.who));
        asking(
            &format!("/s/{}/reconcile/decisions", study.word),
            &[
                ("q", q.as_str()),
                ("who", who.as_str()),
                ("rule", self.rule.as_str()),
                ("state", self.state.as_str()),
                ("part", &part.to_string()),
            ],
        )
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let moment = study.now_at()?;
    let (query, wanted) = (asked.q.clone(), asked.wanted());
    let narrowed = wanted != DecisionsWanted::default();
    let found =
        study.ask(&visitor, move |project| project.adjudications(&query, &wanted)).await;
    let part: usize = asked.part.parse().unwrap_or(1).max(1);
    let to = |part: usize| asked.at(&study, part);
    let every = Asked { q: asked.q.clone(), ..Asked::default() }.at(&study, 1);
    let people = found.as_ref().map(|log| log.people.as_slice()).unwrap_or_default();
    let body = html! {
        (parts::head(&study, "decisions", &asked.q))
        form #narrow.tools role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile/decisions";
            label.wide { span { "Query " kbd { "/" } }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" dir="auto" placeholder="document:02-gp";
            }
            (choices(&asked, people))
            button type="submit" { "Show" }
        }
        div #fresh data-moment=(moment) {
            @match found {
                Err(failure) => { (told(&failure)) }
                Ok(DecisionLog { table: mut found, .. }) => {
                    @let all = found.rows.len();
                    @let parts = all.div_ceil(SIZE).max(1);
                    @let part = part.min(parts);
                    p.lead {
                        "The consensus holds what was decided, and nothing else. What the coders \
                         marked alike comes into it by the rule “agreed”: "
                        a href={ "/s/" (study.word) "/reconcile/rules?rule=agreed" } { "see what that would take in" }
                        "."
                    }
                    @if all == 0 && narrowed {
                        div.nothing { p { "No decision is like that. " a href=(every) { "Show all" } } }
                    } @else if all == 0 {
                        div.nothing {
                            p { "Nothing has been decided yet." }
                            a.button.main href={ "/s/" (study.word) "/reconcile" } { "Decide" }
                        }
                    } @else {
                        @let () = {
                            found.rows.reverse();
                            found.rows = found.rows.drain(..).skip((part - 1) * SIZE).take(SIZE).collect();
                        };
                        (table(&found, &|row, column| {
                            let place = found.column(column)?;
                            match (column, &found.rows[row].cells[place]) {
                                ("number", Cell::Count(number)) => Some(Desk {
                                    at: number.to_string(),
                                    show: "all".to_owned(),
                                    ..Desk::default()
                                }.with(&study, &[])),
                                _ => None,
                            }
                        }))
                        @if parts > 1 {
                            p.parts {
                                @if part > 1 { a rel="prev" href=(to(part - 1)) { "← before" } }
                                span { (grouped(part)) " of " (grouped(parts)) }
                                @if part < parts { a rel="next" href=(to(part + 1)) { "next →" } }
                            }
                        }
                    }
                }
            }
        }
    };
    let own = "reconcile/rules";
    done(frame.around(Sheet {
        title: "Decisions",
        place: "reconcile",
        counts: true,
        own,
        body,
    }))
}

/// Who decided, by what, and what has become of it.
fn choices(asked: &Asked, people: &[String]) -> Markup {
    html! {
        label { span { "Who" }
            select name="who" {
                option value="" { "all" }
                @for person in people {
                    option value=(person) selected[*person == asked.who] { (person) }
                }
                // Whoever has decided nothing here is still what is asked for.
                @if !asked.who.is_empty() && !people.contains(&asked.who) {
                    option value=(asked.who) selected { (asked.who) }
                }
            }
        }
        label { span { "By" }
            select name="rule" {
                option value="" { "rule or hand" }
                @for by in DecidedBy::ALL {
                    option value=(by.as_str()) selected[by.as_str() == asked.rule] {
                        @match by {
                            DecidedBy::Hand => "hand",
                            rule => { "the rule “" (rule.as_str()) "”" }
                        }
                    }
                }
            }
        }
        label { span { "State" }
            select name="state" {
                option value="" { "all" }
                @for state in DecisionState::ALL {
                    option value=(state.as_str()) selected[state.as_str() == asked.state] {
                        (state)
                    }
                }
            }
        }
    }
}
