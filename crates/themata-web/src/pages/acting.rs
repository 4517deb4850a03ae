use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use serde::Deserialize;

use crate::app::App;
use crate::visitor::Visitor;

/// Who acts from now on, and where to go back to.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    coder: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    back: String,
}

pub(crate) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Form(chosen): Form<Chosen>,
) -> Redirect {
    let named = [&chosen.other, &chosen.coder];
    let coder = named.into_iter().map(|name| name.trim()).find(|name| !name.is_empty());
    if let Some(coder) = coder {
        visitor.is_called(Some(coder.to_owned()));
        app.memory.acts(coder);
    }
    // Only to a page of this server: two slashes would lead elsewhere.
    let is_here = chosen.back.starts_with("/s/");
    Redirect::to(if is_here { &chosen.back } else { "/" })
}
