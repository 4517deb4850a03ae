//! The questions with their answers, each with the way to what it is about.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::asking::QueryNames;
use themata_project::{AnswerListed, Project, QuestionListed, QuestionOn, QuestionPage};

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::grouped;
use crate::pages::memos::drawn::{Writing, when};
use crate::pages::reconcile::parts::head;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// Where new questions are sent.
const ASK: &str = "reconcile/questions/ask";

/// Which questions are wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `all`, or nothing for those that are open.
    show: String,
}

/// What the page shows.
struct Shown {
    page: QuestionPage,
    names: QueryNames,
    documents: Vec<(String, u32)>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let shown = study
        .ask(&visitor, |project: &mut Project| {
            Ok(Shown {
                page: project.question_page()?,
                names: project.query_names()?,
                documents: project.document_numbers()?.into_iter().collect(),
            })
        })
        .await?;
    let all = asked.show == "all";
    let word = &study.word;
    let body = html! {
        (head(&study, "questions", ""))
        details #write data-needs="note" {
            summary.button { "Ask the team " kbd { "n" } }
            (writing(&shown))
        }
        div #fresh data-moment=(shown.page.moment) { (listed(word, &shown.page.questions, all)) }
    };
    let title = "Questions to the team";
    done(frame.around(Sheet {
        title,
        place: "reconcile",
        counts: false,
        own: "questions",
        body,
    }))
}

fn listed(word: &str, questions: &[QuestionListed], all: bool) -> Markup {
    let open = questions.iter().filter(|question| !question.is_settled).count();
    if questions.is_empty() {
        return html! {
            p.lead {
                "A question to the team is on a code, a document or a passage; it stays here with its \
                 answers until it is settled. On a passage it is asked where it is read, with "
                kbd { "Shift Q" } "."
            }
            p.next {
                button.main type="button" data-writes data-needs="note" { "Ask the first question" }
            }
        };
    }
    let path = format!("/s/{word}/reconcile/questions");
    html! {
        nav.kinds aria-label="Which questions" {
            a #show-open href=(path) data-stays aria-current=[(!all).then_some("true")] {
                "open " span.number { (grouped(open)) }
            }
            a #show-all href={ (path) "?show=all" } data-stays aria-current=[all.then_some("true")] {
                "all " span.number { (grouped(questions.len())) }
            }
        }
        @if open == 0 && !all { p.lead { "Every question is settled." } }
        ol.memos.questions {
            @for question in questions.iter().filter(|question| all || !question.is_settled) {
                (entry(word, question))
            }
        }
    }
}

fn entry(word: &str, question: &QuestionListed) -> Markup {
    let number = question.number;
    html! {
        li id={ "question-" (number) } tabindex="-1" data-question=(number)
            data-settled[question.is_settled] {
            (about(word, question.on.as_ref()))
            p.words dir="auto" { (question.words) }
            p.facts {
                span { "No. " (number) }
                (by(question.author.as_deref()))
                (when(Some(&question.at), false))
                @if question.is_settled {
                    span {
                        "settled"
                        @if let Some(by) = &question.settled_by { " by " bdi { (by) } }
                    }
                }
            }
            @if !question.answers.is_empty() {
                ol.answers { @for answer in &question.answers { (said(answer)) } }
            }
            div.does data-needs="note" {
                @if !question.is_settled {
                    details.memo-new id={ "answering-" (number) } {
                        summary { "Answer " kbd { "a" } }
                        (answering(number))
                    }
                }
                button.quiet type="button" id={ "settle-" (number) }
                    data-settles=(if question.is_settled { "false" } else { "true" }) {
                    @if question.is_settled { "Open again " } @else { "Settle " } kbd { "s" }
                }
            }
        }
    }
}

fn about(word: &str, on: Option<&QuestionOn>) -> Markup {
    html! {
        @match on {
            Some(QuestionOn::Code(place, name)) => {
                p.facts {
                    a.place href={ "/s/" (word) "/codebook/" (place) } {
                        span.swatch.{ "c" (place) } aria-hidden="true" {} " " bdi { (name) }
                    }
                }
            }
            Some(QuestionOn::Document(number, name)) => {
                p.facts { a.place href={ "/s/" (word) "/read/" (number) } dir="auto" { (name) } }
            }
            Some(QuestionOn::Passage { document, name, span, turn, words }) => {
                @let place = format!(
                    "/s/{word}/read/{document}#at-{}-{}", span.start(), span.end()
                );
                blockquote dir="auto" { a.place href=(place) { (words) } }
                p.facts {
                    span dir="auto" { (name) }
                    @if let Some(turn) = turn { span { "turn " (turn) } }
                }
            }
            None => { p.facts { span { "on something that is there no more" } } }
        }
    }
}

fn by(author: Option<&str>) -> Markup {
    html! { @if let Some(author) = author { span { bdi { (author) } } } }
}

fn said(answer: &AnswerListed) -> Markup {
    html! {
        li {
            p.words dir="auto" { (answer.words) }
            p.facts { (by(answer.author.as_deref())) (when(Some(&answer.at), false)) }
        }
    }
}

fn answering(number: u32) -> Markup {
    let (id, path) =
        (format!("answer-{number}"), format!("reconcile/questions/{number}/answer"));
    fresh(&id, &path, None, "The answer", &html! {})
}

/// The form for a new question, with the choice of what it is about.
fn writing(shown: &Shown) -> Markup {
    let about = html! {
        label for="about" { "About " }
        select #about name="place" {
            @let codes = shown.names.codes.iter().filter(|code| code.active);
            optgroup label="A code" {
                @for code in codes {
                    option value={ "code-" (code.place) } {
                        @for _ in 0..code.depth.min(6) { "\u{2003}" }
                        (code.name)
                    }
                }
            }
            @if !shown.documents.is_empty() {
                optgroup label="A document" {
                    @for (name, number) in &shown.documents {
                        option value={ "document-" (number) } { (name) }
                    }
                }
            }
        }
        p.hint {
            "A question on a passage is asked where it is read, with " kbd { "Shift Q" }
            ". Everybody can read questions, also while a round is blind."
        }
    };
    fresh("new-question", ASK, None, "The question", &about)
}

/// A form that writes something new each time.
pub(in crate::pages) fn fresh(
    id: &str,
    path: &str,
    place: Option<&str>,
    called: &str,
    above: &Markup,
) -> Markup {
    Writing { id, path, place, title: None, words: "", rows: 3, called }.fresh(above)
}

/// The form for a question on what is picked; a script says what that is and shows it.
pub(in crate::pages) fn asking() -> Markup {
    let about = html! {
        h2 #question-about {}
        p.hint { "Everybody can read questions, also while a round is blind." }
    };
    html! {
        div #asking popover="manual" role="dialog" aria-labelledby="question-about" {
            (fresh("new-question", ASK, Some(""), "The question", &about))
            button.quiet #not-asked type="button" { "Not now " kbd { "Esc" } }
        }
    }
}
