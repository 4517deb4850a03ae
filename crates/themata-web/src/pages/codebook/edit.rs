//! Actions on single codes.

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use themata_project::codebook::{CodeField, CodeTexts};
use themata_project::{Failure, Project, Session};

use super::links;
use super::written::{Written, known, written};
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// A code that is to be made.
#[derive(Deserialize)]
pub(super) struct New {
    name: String,
    #[serde(default)]
    under: Option<u32>,
}

pub(super) async fn add(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(new): Json<New>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    let done = study.act(&app, &visitor, move |project, session| {
        let parent = new.under.map(|place| known(project, place)).transpose()?;
        let parent = parent.as_ref().map(|parent| parent.name.as_str());
        let name = new.name.trim();
        project.codebook_add(session, name, parent, &CodeTexts::default())?;
        // A new code stands behind all others.
        let made = project.codes()?.into_iter().max_by_key(|code| code.place);
        let mut done = written(project, format!("Made the code “{name}”."))?;
        done.code = made.map(|code| code.place);
        done.address = done.code.map(|place| links::code(&word, place));
        Ok(done)
    });
    Ok(Json(done.await?))
}

/// How to code, in words.
#[derive(Deserialize)]
pub(super) struct Rules {
    text: String,
    /// What they were when editing began.
    was: Option<String>,
}

pub(super) async fn rules(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(rules): Json<Rules>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        project.codebook_rules(session, &rules.text, rules.was.as_deref())?;
        written(project, "The coding rules are saved.".to_owned())
    });
    Ok(Json(done.await?))
}

/// One thing that is said of a code, by the name of its field.
#[derive(Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub(super) enum Field {
    Name(String),
    Short(String),
    Definition(String),
    UseWhen(String),
    DoNotUseWhen(String),
    Examples(Vec<String>),
    /// As `#rrggbb`; empty for the colour that follows from its place.
    Colour(String),
    Assignable(bool),
}

impl Field {
    /// The field, and what is said when it is saved.
    fn told(self) -> (CodeField, &'static str) {
        match self {
            Field::Name(text) => (CodeField::Name(text), "The name is saved."),
            Field::Short(text) => (CodeField::Short(text), "The short definition is saved."),
            Field::Definition(text) => {
                (CodeField::Definition(text), "The definition is saved.")
            }
            Field::UseWhen(text) => (CodeField::UseWhen(text), "“Use when” is saved."),
            Field::DoNotUseWhen(text) => {
                (CodeField::DoNotUseWhen(text), "“Do not use when” is saved.")
            }
            Field::Examples(texts) => (CodeField::Examples(texts), "The examples are saved."),
            Field::Colour(colour) => {
                let colour = Some(colour).filter(|colour| !colour.is_empty());
                (CodeField::Colour(colour), "The colour is saved.")
            }
            Field::Assignable(true) => (CodeField::Assignable(true), "Coders may apply it."),
            Field::Assignable(false) => {
                (CodeField::Assignable(false), "It is a group now: coders may not apply it.")
            }
        }
    }
}

/// What a code is to say from now on.
#[derive(Deserialize)]
pub(super) struct Said {
    #[serde(flatten)]
    said: Field,
    /// What it said when editing began.
    was: Option<Field>,
}

pub(super) async fn field(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
    Json(said): Json<Said>,
) -> Deed<Written> {
    let ((field, told), was) = (said.said.told(), said.was.map(|was| was.told().0));
    one(&app, &study, &visitor, move |project, session| {
        project.codebook_set(session, code, field, was.as_ref())?;
        Ok(told.to_owned())
    })
    .await
}

/// Where a code is to stand.
#[derive(Deserialize)]
pub(super) struct Moved {
    /// The place of the code that it stands under; at the top if none is said.
    #[serde(default)]
    under: Option<u32>,
}

pub(super) async fn move_to(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
    Json(moved): Json<Moved>,
) -> Deed<Written> {
    one(&app, &study, &visitor, move |project, session| {
        let code = known(project, code)?;
        let parent = moved.under.map(|place| known(project, place)).transpose()?;
        let to = parent.as_ref().map(|parent| parent.name.as_str());
        if code.parent == moved.under {
            return Ok(format!("“{}” stands there already.", code.name));
        }
        project.codebook_move(session, &code.name, to)?;
        Ok(match to {
            Some(to) => format!("“{}” now stands under “{to}”.", code.name),
            None => format!("“{}” now stands at the top.", code.name),
        })
    })
    .await
}

pub(super) async fn retire(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Written> {
    one(&app, &study, &visitor, move |project, session| {
        let code = known(project, code)?;
        project.codebook_retire(session, &code.name)?;
        Ok(format!("“{}” is out of use; what was coded with it stays coded.", code.name))
    })
    .await
}

pub(super) async fn restore(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Written> {
    one(&app, &study, &visitor, move |project, session| {
        let name = known(project, code)?.name;
        project.codebook_restore(session, code)?;
        Ok(format!("“{name}” is in use again."))
    })
    .await
}

/// The coding whose words are to be an example.
#[derive(Deserialize)]
pub(super) struct Example {
    coding: u32,
}

pub(super) async fn example(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
    Json(example): Json<Example>,
) -> Deed<Written> {
    one(&app, &study, &visitor, move |project, session| {
        let added = project.codebook_example(session, code, example.coding)?;
        Ok(match added {
            true => "The excerpt is an example now.".to_owned(),
            false => "The excerpt was an example already.".to_owned(),
        })
    })
    .await
}

/// An action of which only something is to be said.
async fn one(
    app: &App,
    study: &str,
    visitor: &Visitor,
    action: impl FnOnce(&mut Project, &Session) -> Result<String, Failure> + Send + 'static,
) -> Deed<Written> {
    let study = app.studies.named(study)?;
    let done = study.act(app, visitor, move |project, session| {
        let said = action(project, session)?;
        written(project, said)
    });
    Ok(Json(done.await?))
}
