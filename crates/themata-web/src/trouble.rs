use axum::Json;
use axum::http::StatusCode;
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

fn status(kind: FailureKind) -> StatusCode {
    match kind {
        FailureKind::Yours => StatusCode::UNPROCESSABLE_ENTITY,
        FailureKind::Nothing => StatusCode::NOT_FOUND,
        FailureKind::Ours => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let markup = crate::pages::trouble(&self.0);
        (status(self.0.kind), Html(markup.into_string())).into_response()
    }
}

/// How a failure travels to a script.
#[derive(Serialize)]
struct Told {
    message: String,
    hints: Vec<String>,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Failure { kind, message, causes, hints } = self.0;
        let message = sentence(&[vec![message], causes].concat().join(": "));
        let hints = hints.iter().map(|hint| sentence(hint)).collect();
        (status(kind), Json(Told { message, hints })).into_response()
    }
}
