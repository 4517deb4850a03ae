use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use themata_project::{Failure, Project, Work};

use crate::app::App;
use crate::rights::{Right, Standing};
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// What was taken back or done again.
#[derive(Serialize)]
pub(crate) struct TurnedBack {
    said: String,
    /// The moment that the study is at by it.
    moment: u32,
    /// The operation that was taken back, if one was: the moment that the study was at by it.
    undone: Option<u32>,
}

pub(crate) async fn undo(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<TurnedBack> {
    let study = app.studies.named(&study)?;
    let shared = visitor.account().is_some();
    let standing = visitor.standing();
    let done = study.act(&app, &visitor, move |project, session| {
        let done = match shared {
            true => {
                let number = project.own_to_undo(session)?;
                role_allows(project, number, standing)?;
                project.undo_operation(session, number)?.done
            }
            false => project.undo(session)?,
        };
        Ok((done, project.moment()?))
    });
    let (done, moment) = done.await?;
    let undone = Some(done.target.0);
    Ok(Json(TurnedBack { said: format!("Undone: {}", done.summary), moment, undone }))
}

pub(crate) async fn redo(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<TurnedBack> {
    let study = app.studies.named(&study)?;
    let shared = visitor.account().is_some();
    let standing = visitor.standing();
    let done = study.act(&app, &visitor, move |project, session| {
        let done = match shared {
            true => {
                let number = project.own_to_redo(session)?;
                role_allows(project, number, standing)?;
                project.undo_operation(session, number)?.done
            }
            false => project.redo(session)?,
        };
        Ok((done, project.moment()?))
    });
    let (done, moment) = done.await?;
    let said = format!("Done again: {}", done.summary);
    Ok(Json(TurnedBack { said, moment, undone: None }))
}

/// Whether somebody may take an operation back: whoever has another role since may not undo what
/// the role does not do, though it was they who did it.
pub(super) fn role_allows(
    project: &mut Project,
    operation: u32,
    standing: Standing,
) -> Result<(), Failure> {
    let right = |work: &Work| match work {
        Work::Notes => Right::Note,
        Work::Coding => Right::Code,
        Work::Findings => Right::Analyse,
        Work::Study => Right::Lead,
    };
    match project.work_of(operation)?.iter().all(|work| standing.may(right(work))) {
        true => Ok(()),
        false => Err(Failure::new("this was done in a role that you have no more")
            .hint("a lead of the study can take it back, on the page History")),
    }
}
