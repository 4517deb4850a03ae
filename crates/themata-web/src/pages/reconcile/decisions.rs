//! The decisions so far, the last first.

use axum::extract::{Path, Query, State};
use maud::html;
use serde::Deserialize;
use themata_project::Cell;

use super::asked::Asked as Desk;
use super::desk::told;
use super::parts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::grouped;
use crate::pages::leading::asking;
use crate::table::table;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many decisions are shown at a time.
const SIZE: usize = 100;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    part: String,
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
    let query = asked.q.clone();
    let found = study.ask(&visitor, move |project| project.adjudications(&query)).await;
    let part: usize = asked.part.parse().unwrap_or(1).max(1);
    let path = format!("/s/{}/reconcile/decisions", study.word);
    let q = study.sought.numbered(&asked.q);
    let to = |part: usize| asking(&path, &[("q", q.as_str()), ("part", &part.to_string())]);
    let body = html! {
        (parts::head(&study, "decisions", &asked.q))
        form #narrow.tools role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile/decisions";
            label.wide { span { "Query " kbd { "/" } }
                input #q name="q" type="search" value=(asked.q) autocomplete="off"
                    spellcheck="false" dir="auto" placeholder="document:02-gp";
            }
            button type="submit" { "Show" }
        }
        div #fresh data-moment=(moment) {
            @match found {
                Err(failure) => { (told(&failure)) }
                Ok(mut found) => {
                    @let all = found.rows.len();
                    @let parts = all.div_ceil(SIZE).max(1);
                    @let part = part.min(parts);
                    p.lead {
                        "The consensus holds what was decided, and nothing else. What the coders \
                         marked alike comes into it by the rule “agreed”: "
                        a href={ "/s/" (study.word) "/reconcile/rules?rule=agreed" } { "see what that would take in" }
                        "."
                    }
                    @if all == 0 {
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
