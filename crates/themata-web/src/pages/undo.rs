use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// What was taken back or done again.
#[derive(Serialize)]
pub(crate) struct TurnedBack {
    said: String,
    /// The moment that the study is at by it.
    moment: u32,
}

pub(crate) async fn undo(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<TurnedBack> {
    let study = app.studies.named(&study)?;
    let shared = visitor.account().is_some();
    let done = study.act(&app, &visitor, move |project, session| {
        let done = match shared {
            true => project.undo_own(session)?,
            false => project.undo(session)?,
        };
        Ok((done, project.moment()?))
    });
    let (done, moment) = done.await?;
    Ok(Json(TurnedBack { said: format!("Undone: {}", done.summary), moment }))
}

pub(crate) async fn redo(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<TurnedBack> {
    let study = app.studies.named(&study)?;
    let shared = visitor.account().is_some();
    let done = study.act(&app, &visitor, move |project, session| {
        let done = match shared {
            true => project.redo_own(session)?,
            false => project.redo(session)?,
        };
        Ok((done, project.moment()?))
    });
    let (done, moment) = done.await?;
    Ok(Json(TurnedBack { said: format!("Done again: {}", done.summary), moment }))
}
