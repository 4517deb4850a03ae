//! What the team asks about the passage or its codes, and a form to ask and to answer.

use maud::{Markup, html};
use themata_project::adjudicate::{Asked, Case};

pub(super) fn drawn(case: &Case) -> Markup {
    html! {
        @if case.discussion.is_empty() {
            p.lead { "Nobody has asked about this passage or its codes." }
        }
        ol.questions { @for one in &case.discussion { (question(one)) } }
    }
}

fn question(one: &Asked) -> Markup {
    let is_open = one.settled.is_none();
    html! {
        li.question id={ "question-" (one.number) } data-open[is_open] {
            p.about {
                "Question " (one.number) " on "
                @match &one.code { Some(name) => { "the code " bdi { (name) } } None => { "this passage" } }
            }
            p.words dir="auto" { (one.words) }
            (by(one.author.as_deref(), &one.at))
            @if !one.answers.is_empty() {
                ol.answers {
                    @for (author, at, words) in &one.answers {
                        li { p.words dir="auto" { (words) } (by(author.as_deref(), at)) }
                    }
                }
            }
            div.buttons data-needs="note" {
                @match &one.settled {
                    None => {
                        button.quiet type="button" data-answers=(one.number) { "Answer" }
                        button.quiet type="button" data-settles=(one.number) { "Settled" }
                    }
                    Some(by) => {
                        span.settled { "settled" @if let Some(by) = by { " by " bdi { (by) } } }
                        button.quiet type="button" data-opens-again=(one.number) { "Open again" }
                    }
                }
            }
        }
    }
}

fn by(author: Option<&str>, at: &str) -> Markup {
    html! { p.by { @if let Some(author) = author { bdi { (author) } ", " } time { (at) } " UTC" } }
}

/// One form for all: it stays while the disagreements come and go, and what is typed with it.
pub(super) fn form(case: Option<&Case>) -> Markup {
    html! {
        form #ask data-needs="note" aria-label="Ask or answer" {
            label { span { "About " kbd { "a" } }
                select #ask-on name="on" data-swap {
                    option value="passage" { "this passage" }
                    @for (place, name) in case.iter().flat_map(|case| &case.codes) {
                        option value={ "code-" (place) } { "the code " (name) }
                    }
                    @for one in case.iter().flat_map(|case| &case.discussion) {
                        @if one.settled.is_none() {
                            option value={ "answer-" (one.number) } { "an answer to question " (one.number) }
                        }
                    }
                }
            }
            label { span.sr { "Question or answer" }
                textarea #ask-words name="words" rows="3" maxlength="10000" dir="auto"
                    placeholder="What do you want to ask or answer?" {}
            }
            div.buttons { button type="submit" { "Send " kbd { "Ctrl Enter" } } }
        }
    }
}
