use axum::Json;
use serde::Serialize;

/// What was done by an action, to be said.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    pub(super) said: String,
    /// How many things it concerns, or would, where that is asked for before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) concerned: Option<usize>,
}

impl Said {
    /// Something was done, to so many things.
    pub(super) fn of(said: impl Into<String>, concerned: usize) -> Said {
        Said { said: said.into(), concerned: Some(concerned) }
    }
}

/// The answer that something was done.
pub(super) fn said(words: impl Into<String>) -> Json<Said> {
    Json(Said { said: words.into(), concerned: None })
}
