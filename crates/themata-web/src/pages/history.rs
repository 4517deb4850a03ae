//! Who did what when, and taking it back.

use axum::Json;
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use themata_project::{
    EntryState, Failure, FailureKind, HistoryEntry, HistoryPage, HistoryQuestion,
};

use super::leading::asking;
use super::undo::role_allows;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::OpenStudy;
use crate::trouble::{Deed, Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::{quoting, sentence};

/// How many operations stand on a page.
const SIZE: usize = 100;

pub(super) fn routes() -> Routes {
    Routes::new().get("/history", Right::Read, page).post(
        "/history/{operation}/turn",
        Right::Note,
        turn,
    )
}

/// Which part of the history is wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    who: String,
    about: String,
    since: String,
    until: String,
    page: String,
    /// The number of an operation that is to be on the page.
    at: String,
}

impl Asked {
    fn question(&self) -> HistoryQuestion {
        let said = |words: &str| Some(words.trim().to_owned()).filter(|said| !said.is_empty());
        HistoryQuestion {
            who: said(&self.who),
            since: said(&self.since),
            until: said(&self.until),
            about: said(&self.about),
            limit: None,
        }
    }

    fn is_narrow(&self) -> bool {
        self.question() != HistoryQuestion::default()
    }

    /// The address of another part of the same.
    fn page(&self, study: &OpenStudy, page: usize) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        asking(
            &format!("/s/{}/history", study.word),
            &[
                ("who", &study.sought.numbered(&self.who)),
                ("about", &study.sought.numbered(&self.about)),
                ("since", &self.since),
                ("until", &self.until),
                ("page", &page),
            ],
        )
    }
}

async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let question = asked.question();
    let (number, holding) = (asked.page.parse().unwrap_or(1), asked.at.parse().ok());
    let read = study.ask(&visitor, move |project| {
        match project.history_page(&question, SIZE, number, holding) {
            Ok(page) => Ok((page, None)),
            // What is wrong with what was asked is told beside it.
            Err(failure) if failure.kind != FailureKind::Ours => {
                let mut none = project.history_page(&HistoryQuestion::default(), 0, 1, None)?;
                none.entries.clear();
                Ok((none, Some(failure)))
            }
            Err(failure) => Err(failure),
        }
    });
    let (page, failure) = read.await?;
    let body = html! {
        h1 { "History" }
        (narrow(&study, &asked, &page))
        div #fresh data-moment=(page.moment) {
            @match &failure {
                Some(failure) => p.refused role="alert" {
                    (sentence(&failure.message))
                    @for hint in hints(failure) { " " (hint) }
                },
                None => (operations(&study, &asked, &page, &visitor)),
            }
        }
    };
    done(frame.around(Sheet {
        title: "History",
        place: "history",
        counts: false,
        own: "history",
        body,
    }))
}

fn narrow(study: &OpenStudy, asked: &Asked, page: &HistoryPage) -> Markup {
    let path = format!("/s/{}/history", study.word);
    html! {
        form.narrow.tools role="search" method="post" action={ "/s/" (study.word) "/seek" } {
            input type="hidden" name="to" value="history";
            label { "Who"
                select name="who" {
                    option value="" { "everybody" }
                    @for name in &page.who {
                        option value=(name) selected[*name == asked.who] { (name) }
                    }
                }
            }
            label { "About"
                input #about name="about" type="search" value=(asked.about) autocomplete="off"
                    placeholder="import, codebook …  (/)";
            }
            label { "Since" input name="since" type="date" value=(asked.since); }
            label { "Until" input name="until" type="date" value=(asked.until); }
            button type="submit" { "Show" }
            @if asked.is_narrow() { a href=(path) { "Show all" } }
        }
    }
}

fn operations(
    study: &OpenStudy,
    asked: &Asked,
    page: &HistoryPage,
    visitor: &Visitor,
) -> Markup {
    html! {
        p.count role="status" {
            (super::grouped(page.found))
            @if page.found == 1 { " operation" } @else { " operations" }
            @if page.found < page.all { " of " (super::grouped(page.all)) }
            ", the last first"
        }
        @if page.entries.is_empty() {
            p.lead { "Nothing was done that fits all of this." }
        } @else {
            ol.operations { @for entry in &page.entries { (operation(study, entry, may_turn(visitor, entry))) } }
        }
        (parts(study, asked, page))
        p.definition {
            "Nothing is ever taken out of the history: an undoing is an operation too. Who is \
             whoever was chosen at the top right, or named on the command line. Days are \
             counted in UTC."
        }
    }
}

/// Whether a visitor may take back an operation or do it again: their own or, leading, any.
fn may_turn(visitor: &Visitor, entry: &HistoryEntry) -> bool {
    let plain = |name: &String| name.trim().to_lowercase();
    let own = entry.who.as_ref().map(plain) == visitor.coder().as_ref().map(plain);
    visitor.may(Right::Lead) || (visitor.may(Right::Note) && own && entry.who.is_some())
}

fn operation(study: &OpenStudy, entry: &HistoryEntry, may_turn: bool) -> Markup {
    let number = entry.number;
    let undone = matches!(entry.state, EntryState::Undone(_));
    let link = |to: u32| {
        html! {
            a href={ "/s/" (study.word) "/history?at=" (to) "#op-" (to) } { "no. " (to) }
        }
    };
    html! {
        li.operation.undone[undone] id={ "op-" (number) } tabindex="-1" data-operation=(number) {
            span.number { (super::grouped(number as usize)) }
            time datetime=(entry.at) { (entry.at.replace('T', " ").replace('Z', "")) }
            span.who dir="auto" {
                @match &entry.who { Some(who) => (who), None => span.missing { "—" } }
            }
            div.what {
                p dir="auto" {
                    @match entry.state {
                        EntryState::Undoes(of) => { "Took back " (link(of)) ": " },
                        EntryState::Redoes(of) => { "Did again " (link(of)) ": " },
                        _ => {}
                    }
                    span.summary { (quoting(&entry.what)) }
                }
                @if let Some(why) = &entry.why { p.why dir="auto" { (why) } }
                @if let EntryState::Undone(by) = entry.state {
                    p.state { "Undone by " (link(by)) }
                }
                div.obstacles hidden role="alert" {}
            }
            @match entry.state {
                EntryState::InForce if may_turn => button id={ "turn-" (number) } type="button" data-needs="note"
                    data-turn=(number) aria-label={ "Take back no. " (number) } { "Take back" },
                EntryState::Undone(by) if may_turn => button id={ "turn-" (number) } type="button" data-needs="note"
                    data-turn=(by) aria-label={ "Do no. " (number) " again" } { "Do again" },
                _ => span {},
            }
        }
    }
}

fn parts(study: &OpenStudy, asked: &Asked, page: &HistoryPage) -> Markup {
    html! {
        @if page.pages > 1 {
            nav.parts aria-label="Parts of the history" {
                @if page.page > 1 {
                    a rel="prev" href=(asked.page(study, page.page - 1)) { "← later " kbd { "[" } }
                }
                span { "Page " (page.page) " of " (super::grouped(page.pages)) }
                @if page.page < page.pages {
                    a rel="next" href=(asked.page(study, page.page + 1)) { "earlier " kbd { "]" } " →" }
                }
            }
        }
    }
}

/// What came of taking an operation back.
#[derive(Serialize)]
struct Turned {
    said: String,
    /// Whether it was done.
    done: bool,
    /// What was done since and stands in the way, in words that begin with its number.
    obstacles: Vec<String>,
}

async fn turn(
    State(app): State<App>,
    Path((study, operation)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Turned> {
    let study = app.studies.named(&study)?;
    let (any, standing) = (visitor.may(Right::Lead), visitor.standing());
    let act = study.act(&app, &visitor, move |project, session| {
        if !any && !project.is_own_operation(session, operation)? {
            return Err(Failure::new("this is what somebody else did")
                .hint("whoever did it can take it back, and a lead of the study"));
        }
        role_allows(project, operation, standing)?;
        match project.undo_operation(session, operation) {
            Ok(done) => {
                let what = if done.again { "Done again" } else { "Taken back" };
                let said = format!("{what}: {}", done.done.summary);
                Ok(Turned { said, done: true, obstacles: Vec::new() })
            }
            // What stands in the way is no trouble of the page: it is told where one asked.
            Err(failure) if failure.kind == FailureKind::Yours => {
                let obstacles = failure.causes;
                Ok(Turned { said: sentence(&failure.message), done: false, obstacles })
            }
            Err(failure) => Err(failure),
        }
    });
    Ok(Json(act.await?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use crate::specimen::Specimen;

    #[tokio::test]
    async fn the_last_operation_stands_first_and_can_be_taken_back() {
        let bench = Specimen::new();
        let page = bench.page("/s/care/history").await;
        assert_eq!(page.status, 200);
        let place = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("{words}"));
        assert!(place("op-5") < place("op-4"), "{}", page.body);
        assert!(page.body.contains("5 operations"));
        let done = bench.done("/s/care/history/5/turn", "{}").await;
        assert!(done.body.contains("\"done\":true"), "{}", done.body);
        let page = bench.page("/s/care/history").await;
        assert!(page.body.contains("Undone by"), "{}", page.body);
        assert!(page.body.contains("data-turn=\"6\""), "{}", page.body);
    }

    #[tokio::test]
    async fn what_stands_in_the_way_is_named() {
        let bench = Specimen::new();
        let code = r#"{"start":28,"end":40,"codes":["record"]}"#;
        let coded = bench.done("/s/care/read/1/code", code).await;
        assert_eq!(coded.status, 200, "{}", coded.body);
        let refused = bench.done("/s/care/history/4/turn", "{}").await;
        assert!(refused.body.contains("\"done\":false"), "{}", refused.body);
        assert!(refused.body.contains("[\"operation 6: "), "{}", refused.body);
    }

    #[tokio::test]
    async fn a_part_is_asked_for_and_what_is_wrong_with_that_is_said() {
        let bench = Specimen::new();
        let page = bench.page("/s/care/history?about=record").await;
        assert!(page.body.contains("1 operation of 5"), "{}", page.body);
        let page = bench.page("/s/care/history?who=nobody").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Nothing was done by `nobody`."), "{}", page.body);
        let page = bench.page("/s/care/history?about=%3Cb%3E").await;
        assert!(!page.body.contains("<b>"), "{}", page.body);
    }
}
