use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::app::App;
use crate::memory::Looks;
use crate::visitor::Visitor;

/// How much smaller and larger texts can be.
const SIZES: std::ops::RangeInclusive<i8> = -2..=6;

/// How pages are to look from now on.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    theme: String,
    size: i8,
    serif: bool,
}

pub(crate) async fn look(
    State(app): State<App>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> StatusCode {
    let theme = match wanted.theme.as_str() {
        known @ ("light" | "dark") => known.to_owned(),
        _ => String::new(),
    };
    let size = wanted.size.clamp(*SIZES.start(), *SIZES.end());
    app.own(&visitor).looks_like(Looks { theme, size, serif: wanted.serif });
    StatusCode::NO_CONTENT
}
