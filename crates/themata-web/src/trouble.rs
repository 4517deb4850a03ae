use axum::Json;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use maud::Markup;
use serde::Serialize;
use themata_project::{Failure, FailureKind};

use crate::wording::sentence;

/// What a handler of a page returns: the page, or the page that says what is wrong.
pub(crate) type Page = Result<Html<String>, Trouble>;

/// What a handler of an action returns: what came of it, or what is wrong.
pub(crate) type Deed<T> = Result<Json<T>, Refusal>;

/// A page instead of the one that was wanted.
pub(crate) struct Trouble(pub(crate) Failure);

/// An answer to a script instead of the one that was wanted.
pub(crate) struct Refusal(pub(crate) Failure);

/// A page whose markup is done.
pub(crate) fn page(markup: Markup) -> Page {
    Ok(Html(markup.into_string()))
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble(failure)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Refusal {
        Refusal(failure)
    }
}

/// A failure as whoever asked can read it: a page for a browser, a sentence for a script.
pub(crate) fn told_to(headers: &HeaderMap, failure: Failure) -> Response {
    if wants_page(headers) {
        Trouble(failure).into_response()
    } else {
        Refusal(failure).into_response()
    }
}

fn status(failure: &Failure) -> StatusCode {
    if failure.meanwhile.is_some() {
        return StatusCode::CONFLICT;
    }
    match failure.kind {
        FailureKind::Yours => StatusCode::UNPROCESSABLE_ENTITY,
        FailureKind::Nothing => StatusCode::NOT_FOUND,
        FailureKind::Ours => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let markup = crate::pages::trouble(&self.0);
        (status(&self.0), Html(markup.into_string())).into_response()
    }
}

/// How a failure travels to a script.
#[derive(Serialize)]
struct Told {
    message: String,
    hints: Vec<String>,
    /// What stands where something was to be written that somebody else changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Vec<String>>,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, hints) = (status(&self.0), hints(&self.0));
        let Failure { message, causes, meanwhile, .. } = self.0;
        let message = sentence(&[vec![message], causes].concat().join(": "));
        let now = meanwhile.map(|meanwhile| meanwhile.now);
        (status, Json(Told { message, hints, now })).into_response()
    }
}

/// Says in sentences what was wrong with a request that reached no handler. What was sent is
/// not told again: it may be anybody's words.
pub(crate) async fn worded(request: Request, next: Next) -> Response {
    let wants_page = wants_page(request.headers());
    let response = next.run(request).await;
    let is_plain = |response: &Response| {
        let kind = response.headers().get(CONTENT_TYPE);
        kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"))
    };
    if !is_plain(&response) {
        return response;
    }
    let failure = match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Failure::new(
            "this request did not arrive whole, or says something else than it should",
        )
        .hint("load the page again and try once more; nothing was changed"),
        StatusCode::NOT_FOUND => Failure::nothing("there is no such page"),
        StatusCode::METHOD_NOT_ALLOWED => {
            Failure::new("this address is not there to be opened")
        }
        StatusCode::REQUEST_TIMEOUT => Failure::new("nothing more arrived of this request")
            .hint("try it again; nothing was changed"),
        StatusCode::PAYLOAD_TOO_LARGE => {
            Failure::new("this is more than the workbench takes at once")
                .hint("hand in less at a time; nothing was changed")
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Failure::new("this was sent in a form that the workbench does not take")
                .hint("load the page again and try once more; nothing was changed")
        }
        _ => return response,
    };
    let status = response.status();
    let mut told = if wants_page {
        Trouble(failure).into_response()
    } else {
        Refusal(failure).into_response()
    };
    *told.status_mut() = status;
    told
}

/// Whether a browser asks for something to show, rather than a script for something to know.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT).and_then(|accepted| accepted.to_str().ok());
    accepted.is_some_and(|accepted| accepted.contains("text/html"))
}

/// What to do about a failure, in sentences, as it is done on the page.
pub(crate) fn hints(failure: &Failure) -> Vec<String> {
    failure.hints.iter().filter_map(|hint| on_page(hint)).map(|hint| sentence(&hint)).collect()
}

/// What a hint comes to on the page: hints are written for the command line too. One that only
/// names a command for which the page has no way says nothing here.
pub(crate) fn on_page(hint: &str) -> Option<String> {
    if !hint.contains("`themata ") && !hint.contains("`--") && !hint.contains("THEMATA_") {
        return Some(hint.to_owned());
    }
    let known = ON_PAGE.iter().find(|(command, _)| hint.contains(command));
    known.map(|(_, words)| (*words).to_owned())
}

/// Parts of hints that name commands, and how the same is done on the page. The first that
/// fits is taken.
const ON_PAGE: [(&str, &str); 37] = [
    ("name, or say `--replace`", "choose another name, or replace the one that there is"),
    ("`themata query save", "change those first: saved queries stand beside the excerpts"),
    ("`themata query ", "saved queries are listed beside the excerpts"),
    ("say `--force`", "change the saved queries that need it first"),
    (
        "`themata speakers merge`",
        "if the two are one person, merge their names on the page People",
    ),
    ("`themata speakers role`", "if that is a slip, set the role first, on the page People"),
    ("`themata speakers ", "the page People lists those who speak"),
    ("`themata coders merge`", "two coders become one on the command line only"),
    ("`themata coders", "the page People lists those who code, and takes new ones"),
    ("`themata documents", "the page Documents lists them"),
    ("`themata codebook import", "bring a codebook in, or make a code, on the page Codebook"),
    ("`themata codebook freeze", "freeze the codebook under Versions on the page Codebook"),
    ("`themata codebook ", "the page Codebook lists the codes"),
    ("`themata history`", "the page History shows what was done and undone, and by whom"),
    ("`themata undo` brings it back", "Undo brings all of that back"),
    ("`themata undo` takes it back", "Undo takes it back"),
    ("`themata undo", "take those back first, the latest first, on the page History"),
    ("`themata assignments reopen", "take it up again, with a reason, on the page Rounds"),
    ("`themata assignments ", "who is to code what stands on the page Rounds"),
    ("`themata round ", "the page Rounds lists the rounds and makes new ones"),
    ("`themata board`", "the page Analyse shows the study's board"),
    ("`themata questions", "questions to the team stand under Reconcile"),
    ("`--reason ", "say why: it goes on record"),
    ("`--coders ", "choose who codes"),
    ("`themata memos", "the page Memos lists those that are there"),
    ("`themata attributes ", "attributes are made and filled on the page Documents"),
    ("`themata excerpts`", "the page Excerpts lists what was coded"),
    ("`themata codings list`", "the page Excerpts lists what was coded"),
    ("`themata search`", "the page Excerpts finds words in all documents"),
    ("`themata proposals ", "machine proposals are listed on a page beside the excerpts"),
    ("`themata autocode", "quote words that belong together: \"data sharing\""),
    ("`themata import --help`", "the page Import says what is read"),
    ("`themata init", "make or open a study on the first page"),
    ("`themata demo`", "make the sample study on the first page"),
    ("THEMATA_CODER", "say who you are, at the top right of the page"),
    ("`--coder NAME`", "say who you are, at the top right of the page"),
    ("`--study ", "open it on the first page"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "what fails to unwrap fails the test")]

    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{ON_PAGE, on_page};

    #[test]
    fn hints_speak_of_the_page() {
        for (hint, words) in [
            ("did you mean `trust`?", Some("did you mean `trust`?")),
            (
                "say `--coder NAME`, or set THEMATA_CODER once",
                Some("say who you are, at the top right of the page"),
            ),
            (
                "`themata speakers list` lists them",
                Some("the page People lists those who speak"),
            ),
            (
                "it may have been taken away; `themata memos` lists those that are there",
                Some("the page Memos lists those that are there"),
            ),
            ("say how many, such as `--permutations 1000`", None),
            ("`themata matrix clear` takes a summary away", None),
        ] {
            assert_eq!(on_page(hint).as_deref(), words, "{hint}");
        }
    }

    /// Commands for which no page has a way; hints that name nothing else say nothing there.
    const ELSEWHERE: [&str; 9] = [
        "adjudicate",
        "code",
        "cooccurrence",
        "demo",
        "disagreements",
        "matrix",
        "plot",
        "reimport",
        "themes",
    ];

    #[test]
    fn a_hint_that_names_a_command_says_what_does_the_same_here() {
        let mut commands = BTreeSet::new();
        for name in ["project", "store", "model", "analysis"] {
            let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
            named_in(&crates.join(format!("themata-{name}/src")), &mut commands);
        }
        assert!(commands.contains("memos`") && commands.len() > 30, "{commands:?}");
        for command in &commands {
            let first = command.split([' ', '`']).next().unwrap_or_default();
            let is_elsewhere = ELSEWHERE.contains(&first);
            let said = on_page(&format!("`themata {command} lists them"));
            assert!(said.is_some() || is_elsewhere, "`themata {command} is not told on a page");
        }
    }

    /// Adds the commands that the texts of a program name, up to the sign behind them.
    fn named_in(place: &Path, commands: &mut BTreeSet<String>) {
        if place.is_dir() {
            for inside in std::fs::read_dir(place).unwrap() {
                named_in(&inside.unwrap().path(), commands);
            }
        } else if place.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(place).unwrap();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in lines {
                for rest in line.split("`themata ").skip(1) {
                    let end = rest.find('`').map_or(rest.len(), |end| end + 1);
                    // A text may go on in the next line, in which no command begins.
                    if !rest.starts_with('\\') {
                        commands.insert(rest[..end].to_owned());
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_said_instead_names_no_command() {
        for (command, words) in ON_PAGE {
            assert!(!words.contains("`themata") && !words.contains("--"), "{words}");
            assert!(on_page(&format!("say {command}X` now")).is_some(), "{command}");
        }
    }
}
