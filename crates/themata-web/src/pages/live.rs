use std::convert::Infallible;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use serde::Deserialize;
use themata_project::Project;
use tokio_stream::Stream;

use crate::app::App;
use crate::live::listen;
use crate::presence::Window;
use crate::trouble::Refusal;
use crate::visitor::Visitor;

/// The longest name of a page or a field that is told to others, in bytes.
const LONGEST: usize = 80;

/// Which window listens, and on which page it is open.
#[derive(Deserialize)]
pub(crate) struct Listens {
    #[serde(default)]
    window: u64,
    #[serde(default)]
    at: String,
}

/// In which field of its page a window is written.
#[derive(Deserialize)]
pub(crate) struct Writes {
    window: u64,
    field: String,
}

/// What a window hears as long as it is open.
pub(crate) async fn live(
    State(app): State<App>,
    Path(word): Path<String>,
    Query(listens): Query<Listens>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    let study = app.studies.named(&word)?;
    let window = Window {
        number: listens.window,
        name: visitor.coder(),
        at: plain(&listens.at),
        writes: String::new(),
    };
    let may_listen = move || app.door.may_still_read(&app, &headers, &word);
    Ok(listen(&study, window, may_listen))
}

/// Tells the others in which field somebody writes.
pub(crate) async fn writes(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(writes): Json<Writes>,
) -> Result<StatusCode, Refusal> {
    let study = app.studies.named(&study)?;
    let mut field = plain(&writes.field);
    // The number of a coding tells that there is one, which a blind round keeps back.
    if field.starts_with("coding-") && study.ask(&visitor, Project::kept_back).await?.is_some()
    {
        field.clear();
    }
    study.live.presence.writes(writes.window, visitor.coder().as_deref(), &field);
    Ok(StatusCode::NO_CONTENT)
}

/// The name of a page or a field: letters, digits and what joins them, and nothing that could
/// be somebody's words.
fn plain(said: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    if said.len() > LONGEST || !said.chars().all(is_plain) {
        return String::new();
    }
    said.to_owned()
}
