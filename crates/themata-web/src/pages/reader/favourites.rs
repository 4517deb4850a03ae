use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};

use super::KEYS;
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// The codes that someone wants on the keys 1 to 9, by name; further keys have what was used
/// last.
#[derive(Deserialize)]
pub(super) struct Favourites {
    codes: Vec<String>,
}

/// How many were kept.
#[derive(Serialize)]
pub(super) struct Kept {
    kept: usize,
}

pub(super) async fn keep(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(mut wanted): Json<Favourites>,
) -> Deed<Kept> {
    let study = app.studies.named(&study)?;
    let known = study.ask(&visitor, themata_project::Project::codes).await?;
    wanted.codes.retain(|name| known.iter().any(|code| code.name == *name));
    wanted.codes.truncate(KEYS);
    let kept = wanted.codes.len();
    app.own(&visitor).favours(&study.path, wanted.codes);
    Ok(Json(Kept { kept }))
}
