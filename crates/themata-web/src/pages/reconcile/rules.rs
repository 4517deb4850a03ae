//! The clear cases: chosen by a rule, listed, and decided together.

use axum::Json;
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::adjudicate::{Boundary, Rule, RulePlan};
use themata_project::{Cell, Failure};

use super::desk::told;
use super::list::reasons;
use super::parts;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::grouped;
use crate::pages::leading::asking;
use crate::pages::said::Said;
use crate::rights::Right;
use crate::studies::OpenStudy;
use crate::trouble::{Deed, Page, page as done};
use crate::visitor::Visitor;
use crate::wording::{count, sentence};

/// How many clear cases are listed at a time.
const SIZE: usize = 50;

/// The least overlap that is asked for if none is said.
const OVERLAP: f64 = 0.8;

/// The rule that an address or a request asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    rule: String,
    overlap: String,
    boundary: String,
    part: String,
}

impl Asked {
    /// The rule, if one is chosen.
    fn rule(&self) -> Result<Option<Rule>, Failure> {
        Ok(Some(match self.rule.as_str() {
            "" => return Ok(None),
            "agreed" => Rule::Agreed,
            "majority" => Rule::Majority,
            "same-code" => {
                let overlap = match self.overlap.trim() {
                    "" => OVERLAP,
                    share => share
                        .replace(',', ".")
                        .parse()
                        .map_err(|_| Failure::new("the overlap is a share such as 0.8"))?,
                };
                let boundary = Boundary::from_word(&self.boundary).unwrap_or(Boundary::Union);
                Rule::SameCode { overlap, boundary }
            }
            _ => return Err(Failure::new("there is no such rule")),
        }))
    }

    fn part(&self) -> usize {
        self.part.parse().unwrap_or(1).max(1)
    }

    fn with_part(&self, study: &OpenStudy, part: usize) -> String {
        let q = study.sought.numbered(&self.q);
        let path = format!("/s/{}/reconcile/rules", study.word);
        let part = part.to_string();
        asking(
            &path,
            &[
                ("q", q.as_str()),
                ("rule", &self.rule),
                ("overlap", &self.overlap),
                ("boundary", &self.boundary),
                ("part", &part),
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
    let plan = match asked.rule() {
        Ok(None) => None,
        Err(failure) => Some(Err(failure)),
        Ok(Some(rule)) => {
            let (query, from) = (asked.q.clone(), (asked.part() - 1).saturating_mul(SIZE));
            let part = from..from.saturating_add(SIZE);
            Some(
                study.ask(&visitor, move |project| project.rule_page(&query, rule, part)).await,
            )
        }
    };
    let body = html! {
        (parts::head(&study, "rules", &asked.q))
        p.lead {
            "A rule decides the clear cases together, so that there is time for the others. What \
             it decides is listed first; what somebody decided or put off is not touched, unless its coders have said \
             something else since: then it is decided anew."
        }
        (form(&study, &asked))
        div #fresh data-moment=(moment) {
            @match &plan {
                None => {}
                Some(Err(failure)) => {
                    (told(failure))
                }
                Some(Ok(plan)) => { (listed(&study, &asked, plan, visitor.may(Right::Lead))) }
            }
        }
    };
    let own = "reconcile/rules";
    done(frame.around(Sheet { title: "Rules", place: "reconcile", counts: true, own, body }))
}

fn form(study: &OpenStudy, asked: &Asked) -> Markup {
    let rules = [
        ("agreed", "Agreed", "what all who judged a document said alike becomes consensus"),
        (
            "same-code",
            "Same code, other ends",
            "all marked one stretch with the same code and valence, and it only begins or ends elsewhere",
        ),
        (
            "majority",
            "Majority",
            "of three coders or more, what more than half said alike, be it nothing",
        ),
    ];
    let boundaries = [
        ("union", "all that anyone marked"),
        ("intersection", "what all marked"),
        ("longest", "the longest"),
    ];
    html! {
        form #rule method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="reconcile/rules";
            fieldset.rules {
                legend { "Rule" }
                @for (value, name, words) in rules {
                    label { input type="radio" name="rule" value=(value) required checked[asked.rule == value];
                        span { b { (name) } ": " (words) } }
                }
            }
            div.tools {
                label { span { "Least overlap, for other ends" }
                    input name="overlap" inputmode="decimal" maxlength="8" size="5"
                        value=(if asked.overlap.is_empty() { OVERLAP.to_string() } else { asked.overlap.clone() });
                }
                label { span { "What holds, for other ends" }
                    select name="boundary" {
                        @for (value, words) in boundaries {
                            option value=(value) selected[asked.boundary == value] { (words) }
                        }
                    }
                }
                label.wide { span { "Only what this query means " kbd { "/" } }
                    input #q name="q" type="search" value=(asked.q) autocomplete="off"
                        spellcheck="false" dir="auto" placeholder="round:pilot";
                }
                button.main type="submit" { "List what it decides" }
            }
        }
    }
}

/// What the rule decides, row by row, and the button that does it.
fn listed(study: &OpenStudy, asked: &Asked, plan: &RulePlan, may: bool) -> Markup {
    let part = asked.part();
    let parts = plan.cases.div_ceil(SIZE).max(1);
    html! {
        p.sum role="status" { b { (count(plan.cases, "clear case")) } " by the rule " (plan.rule) }
        @if plan.cases == 0 {
            div.nothing {
                p { "This rule finds nothing to decide." }
                a.button href={ "/s/" (study.word) "/reconcile" } { "Decide one by one" }
            }
            (reasons(&plan.table.remarks))
        } @else {
            @if may {
                form #apply data-needs="lead" data-stamp=(plan.stamp) data-cases=(plan.cases)
                    data-rule=(asked.rule) data-overlap=(asked.overlap)
                    data-boundary=(asked.boundary) data-q=(asked.q)
                    data-numbers=(numbers(plan)) {
                    label.wide { span { "Reason, if you like " kbd { "r" } }
                        input #reason name="reason" autocomplete="off" maxlength="2000" dir="auto";
                    }
                    button.main type="submit" { "Decide " span #how-many { (grouped(plan.cases)) } }
                    p.hint { "Take away the tick of a case to leave it open. All of it is one entry of the history; Undo takes it back." }
                }
            }
            div.scrolls #cases tabindex="0" role="region" aria-label="Clear cases" {
                table.figures {
                    thead { tr {
                        @if may { th scope="col" { span.sr { "Decide it" } } }
                        th scope="col" { "No." } th scope="col" { "Document" } th scope="col" { "Turn" }
                        th scope="col" { "Decision" } th scope="col" { "Code" } th scope="col" { "Words" }
                    } }
                    tbody { @for (row, place) in plan.table.rows.iter().zip(&plan.places) {
                        (case(study, &row.cells, *place, may))
                    } }
                }
            }
            @if parts > 1 {
                p.parts {
                    @if part > 1 { a rel="prev" href=(asked.with_part(study, part - 1)) data-stays { "← before" } }
                    span { (grouped(part)) " of " (grouped(parts)) }
                    @if part < parts { a rel="next" href=(asked.with_part(study, part + 1)) data-stays { "next →" } }
                }
            }
            p.definition { (sentence(&plan.table.definition)) }
            @for remark in &plan.table.remarks { p.remark { (sentence(remark)) } }
        }
    }
}

/// The numbers of the clear cases: which of those left open are still among them.
fn numbers(plan: &RulePlan) -> String {
    plan.numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")
}

fn case(
    study: &OpenStudy,
    cells: &[Cell],
    (document, span): (u32, themata_project::CharSpan),
    may: bool,
) -> Markup {
    let [number, name, turn, decision, code, words] = cells else { return html! {} };
    let place = format!(
        "/s/{}/read/{document}?lanes=coders#at-{}-{}",
        study.word,
        span.start(),
        span.end()
    );
    let text = |cell: &Cell| match cell {
        Cell::Text(words) => words.clone(),
        Cell::Count(count) => count.to_string(),
        _ => "—".to_owned(),
    };
    html! {
        tr {
            @if may {
                td { input type="checkbox" checked value=(text(number)) data-needs="lead"
                    aria-label={ "Decide case " (text(number)) }; }
            }
            td.number { (text(number)) }
            td dir="auto" { (text(name)) }
            td.number { a href=(place) { (text(turn)) } }
            td { (text(decision)) }
            td dir="auto" { (text(code)) }
            td.passage dir="auto" { (text(words)) }
        }
    }
}

/// What is to be done of what was listed.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(flatten)]
    asked: Asked,
    stamp: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    except: Vec<u32>,
}

pub(super) async fn apply(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Wanted { asked, stamp, reason, except }): Json<Wanted>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let rule = asked.rule()?.ok_or_else(|| Failure::new("no rule was chosen"))?;
    let done = study.act(&app, &visitor, move |project, session| {
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        let stamp = Some(stamp.as_str());
        project.adjudicate_by_rule_except(session, &asked.q, rule, stamp, reason, &except)
    });
    let (decided, added) = done.await?;
    let codings = count(added, "coding");
    let said =
        format!("Decided: {}; the consensus has {codings} more", count(decided, "clear case"));
    Ok(Json(Said::of(said, decided)))
}
