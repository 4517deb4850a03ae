//! What is done on the sheet of documents.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::{AttributeChanged, Failure, SheetCell};

use crate::app::App;
use crate::pages::said::{Said, said};
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// A cell as it travels.
#[derive(Deserialize, Serialize)]
pub(super) struct Cell {
    document: u32,
    attribute: u32,
    value: String,
    /// What stood there when editing began.
    #[serde(default, skip_serializing)]
    was: Option<String>,
}

/// Cells to be filled.
#[derive(Deserialize)]
pub(super) struct Cells {
    cells: Vec<Cell>,
}

/// What stands in the cells now.
#[derive(Serialize)]
pub(super) struct FilledCells {
    said: String,
    cells: Vec<Cell>,
}

pub(super) async fn fill(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Cells { cells }): Json<Cells>,
) -> Deed<FilledCells> {
    let study = app.studies.named(&study)?;
    let cells: Vec<SheetCell> = cells
        .into_iter()
        .map(|cell| SheetCell {
            document: cell.document,
            attribute: cell.attribute,
            value: cell.value,
            was: cell.was,
        })
        .collect();
    let filled = study
        .act(&app, &visitor, move |project, session| project.fill_documents(session, &cells))
        .await?;
    let said = match (filled.values, filled.cleared) {
        (0, 0) => "Nothing changed.".to_owned(),
        (0, cleared) => format!("Emptied {}.", count(cleared, "cell")),
        (values, 0) => format!("Filled {}.", count(values, "cell")),
        (values, cleared) => {
            format!("Filled {} and emptied {cleared}.", count(values, "cell"))
        }
    };
    let cells = filled.cells.into_iter();
    let cells = cells
        .map(|cell| Cell {
            document: cell.document,
            attribute: cell.attribute,
            value: cell.value,
            was: None,
        })
        .collect();
    Ok(Json(FilledCells { said, cells }))
}

/// An attribute to be made.
#[derive(Deserialize)]
pub(super) struct NewAttribute {
    name: String,
    kind: String,
}

pub(super) async fn make_attribute(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(NewAttribute { name, kind }): Json<NewAttribute>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        project.add_attribute(session, &name, &kind)
    });
    Ok(said(format!("Made the attribute {}.", act.await?.name)))
}

/// Another name for something.
#[derive(Deserialize)]
pub(super) struct Renamed {
    name: String,
    /// What it was called when editing began.
    was: Option<String>,
}

impl Renamed {
    /// That something is still called what it was, or is called so already.
    fn of<'a>(&self, known: &'a str) -> Result<&'a str, Failure> {
        let differs = |name: &str| name.trim() != known.trim();
        match &self.was {
            Some(was) if differs(was) && differs(&self.name) => {
                let now = vec![known.to_owned()];
                Err(Failure::changed_meanwhile("the name", now)
                    .hint(format!("it is `{known}` now")))
            }
            _ => Ok(known),
        }
    }
}

pub(super) async fn rename_attribute(
    State(app): State<App>,
    Path((study, attribute)): Path<(String, u32)>,
    visitor: Visitor,
    Json(renamed): Json<Renamed>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let known = project.attribute_called(attribute)?;
        project.rename_attribute(session, renamed.of(&known)?, &renamed.name)
    });
    let changed = act.await?;
    Ok(said(format!("The attribute is called {} now.{}", changed.name, broken(&changed))))
}

pub(super) async fn remove_attribute(
    State(app): State<App>,
    Path((study, attribute)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let known = project.attribute_called(attribute)?;
        project.remove_attribute(session, &known)
    });
    let changed = act.await?;
    let with = count(changed.values, "value");
    Ok(said(format!("Removed {} with {with}.{}", changed.name, broken(&changed))))
}

/// The saved queries that do not fit the study any more.
fn broken(changed: &AttributeChanged) -> String {
    match changed.broken.as_slice() {
        [] => String::new(),
        [only] => format!(" The saved query {only} does not fit any more."),
        names => format!(" These saved queries do not fit any more: {}.", names.join(", ")),
    }
}

pub(super) async fn rename(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    visitor: Visitor,
    Json(renamed): Json<Renamed>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let known = project.document_called(document)?;
        project.rename_document(session, renamed.of(&known)?, &renamed.name)
    });
    Ok(said(format!("The document is called {} now.", act.await?)))
}

/// What would go with a document.
pub(super) async fn removal(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let going = study.ask(&visitor, move |project| project.removal(document)).await?;
    Ok(said(match going.with.is_empty() {
        true => "Nobody has worked on it. Undo brings it back.".to_owned(),
        false => {
            format!("With it go {}. Undo brings all of it back.", going.with.join(", "))
        }
    }))
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let known = project.document_called(document)?;
        let removed = project.remove_documents(session, std::slice::from_ref(&known), true)?;
        Ok((known, removed.with))
    });
    let (known, with) = act.await?;
    Ok(said(match with.is_empty() {
        true => format!("Removed {known}."),
        false => format!("Removed {known} with {}.", with.join(", ")),
    }))
}
