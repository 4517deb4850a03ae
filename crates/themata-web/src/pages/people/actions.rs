//! What is done on the page of people.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use themata_project::speakers::{SpeakerCell, SpeakersChanged};
use themata_project::{CoderKind, Failure, Project, SpeakerRole};

use crate::app::App;
use crate::pages::said::{Said, said};
use crate::studies::OpenStudy;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// How many words each name says.
pub(super) async fn words(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<BTreeMap<String, usize>> {
    let study = app.studies.named(&study)?;
    Ok(Json(study.ask(&visitor, themata_project::Project::words_spoken).await?))
}

/// What is to be known of speakers.
#[derive(Deserialize)]
pub(super) struct Cells {
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Cell {
    name: String,
    attribute: u32,
    value: String,
    /// What stood there when editing began.
    was: Option<String>,
}

pub(super) async fn fill(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Cells { cells }): Json<Cells>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let cells: Vec<SpeakerCell> = cells
        .into_iter()
        .map(|Cell { name, attribute, value, was }| SpeakerCell { name, attribute, value, was })
        .collect();
    let act = study
        .act(&app, &visitor, move |project, session| project.fill_speakers(session, &cells));
    let described = act.await?;
    Ok(said(match described.values + described.cleared {
        0 => "Nothing changed.".to_owned(),
        values => format!("Changed {}, in every document of theirs.", count(values, "value")),
    }))
}

/// What someone does from now on; empty for what is not said.
#[derive(Deserialize)]
pub(super) struct Role {
    name: String,
    role: String,
}

pub(super) async fn role(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Role { name, role }): Json<Role>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let role = SpeakerRole::from_word(&role);
    let act = study.act(&app, &visitor, move |project, session| {
        project.set_speaker_role(session, &name, role, "")
    });
    Ok(said(changed("Changed the role", &act.await?)))
}

/// One name for another.
#[derive(Deserialize)]
pub(super) struct Renamed {
    from: String,
    to: String,
}

pub(super) async fn rename(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Renamed { from, to }): Json<Renamed>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        project.rename_speaker(session, &from, &to, "")
    });
    Ok(said(changed("Renamed", &act.await?)))
}

/// Names that are one person's.
#[derive(Deserialize)]
pub(super) struct Merged {
    names: Vec<String>,
    into: String,
}

pub(super) async fn merge(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Merged { names, into }): Json<Merged>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        project.merge_speakers(session, &names, &into, "")
    });
    Ok(said(changed("Merged", &act.await?)))
}

fn changed(what: &str, changed: &SpeakersChanged) -> String {
    format!("{what} in {}.", count(changed.documents, "document"))
}

/// Somebody who is to code.
#[derive(Deserialize)]
pub(super) struct NewCoder {
    name: String,
}

pub(super) async fn add_coder(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(NewCoder { name }): Json<NewCoder>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let words = format!("Added the coder {}.", name.trim());
    let act = study.act(&app, &visitor, move |project, session| {
        project.add_coder(session, &name, CoderKind::Human)
    });
    act.await?;
    Ok(said(words))
}

pub(super) async fn rename_coder(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Renamed { from, to }): Json<Renamed>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    may_rename(&app, &study, &visitor, [&from, &to]).await?;
    let words = format!("The coder is called {} now.", to.trim());
    let (known, new) = (from.clone(), to.trim().to_owned());
    let act = study
        .act(&app, &visitor, move |project, session| project.rename_coder(session, &from, &to));
    act.await?;
    // Whoever gives themselves another name goes on under it.
    if visitor.coder().is_some_and(|coder| coder.to_lowercase() == known.to_lowercase()) {
        app.memory.acts(&new);
        visitor.is_called(Some(new));
    }
    Ok(said(words))
}

/// On a server names are those of accounts: who bears a name sees what its bearer coded blind.
async fn may_rename(
    app: &App,
    study: &std::sync::Arc<OpenStudy>,
    visitor: &Visitor,
    names: [&String; 2],
) -> Result<(), Failure> {
    let Some(accounts) = app.door.accounts() else { return Ok(()) };
    if let Some(name) = names.into_iter().find(|name| accounts.person(name).is_some()) {
        return Err(Failure::new(format!("`{name}` is the name of an account"))
            .hint("coders with an account keep its name"));
    }
    match study.ask(visitor, Project::kept_back).await? {
        Some(kept_back) => {
            Err(Failure::new(kept_back).hint("rename coders when the round is over"))
        }
        None => Ok(()),
    }
}
