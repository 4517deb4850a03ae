//! What is done to views on the board.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::Failure;
use themata_project::board::{BoardEdit, NewBoardView};

use super::page_name;
use crate::app::App;
use crate::pages::said::{Said, said};
use crate::sought::meaning;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// What in an address says how a page or file is sent, and nothing of what is asked.
const PASSING: [&str; 2] = ["save", "now"];

/// A view that is to be put on the board.
#[derive(Deserialize)]
pub(super) struct Put {
    page: String,
    /// What its address says: names and values, numbers for words.
    parameters: Vec<(String, String)>,
    title: String,
    #[serde(default)]
    note: String,
}

/// A view that was put there.
#[derive(Serialize)]
pub(super) struct Done {
    said: String,
    /// Its number.
    number: u32,
}

pub(super) async fn put(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(put): Json<Put>,
) -> Deed<Done> {
    let study = app.studies.named(&study)?;
    let Put { page, parameters, title, note } = put;
    if page_name(&page).is_none() {
        return Err(Failure::nothing("this page cannot be put on the board").into());
    }
    let asked = parameters.into_iter().filter(|(name, _)| !PASSING.contains(&name.as_str()));
    let asked = asked.map(|(name, value)| {
        let value = meaning(&app, &study, &name, value)?;
        Ok::<_, Failure>((name, value))
    });
    let parameters = asked.collect::<Result<_, _>>()?;
    let new = NewBoardView { page, parameters, title, note };
    let act = study.act(&app, &visitor, move |project, session| {
        Ok((project.board_put(session, &new)?, new.title))
    });
    let (number, title) = act.await?;
    Ok(Json(Done { said: format!("“{}” is on the board.", title.trim()), number }))
}

/// What is to be changed of a view, and what it said when editing began.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Edit {
    title: Option<String>,
    note: Option<String>,
    was: Option<String>,
    /// Where it stands, counted from 1.
    place: Option<usize>,
}

pub(super) async fn edit(
    State(app): State<App>,
    Path((study, view)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Edit { title, note, was, place }): Json<Edit>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let told = match (&title, &note) {
        (Some(_), _) => "The title is saved.",
        (None, Some(_)) => "The note is saved.",
        (None, None) => "Moved the view.",
    };
    let act = study.act(&app, &visitor, move |project, session| {
        if let Some(place) = place {
            return project.board_move(session, view, place);
        }
        let edit = BoardEdit { title, was_title: was.clone(), note, was_note: was };
        project.board_edit(session, view, &edit)
    });
    Ok(said(if act.await? { told } else { "It is so already." }))
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, view)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act =
        study.act(&app, &visitor, move |project, session| project.board_remove(session, view));
    Ok(said(format!("“{}” is off the board.", act.await?)))
}
