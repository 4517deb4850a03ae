//! What is done to questions.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::{Failure, Project, Session};

use crate::app::App;
use crate::pages::memos::place;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// What came of an action.
#[derive(Serialize)]
pub(super) struct Written {
    /// The moment that the study is at.
    moment: u32,
    /// What was done, to be said.
    said: &'static str,
    /// The number of the question.
    number: u32,
}

/// A question that is to be asked.
#[derive(Deserialize)]
pub(super) struct New {
    /// What it is about: `code-3`, `document-4`, `passage-4-120-180`.
    place: String,
    /// The words of the passage, as they stand on the page.
    #[serde(default)]
    picked: Option<String>,
    words: String,
}

pub(super) async fn ask(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(new): Json<New>,
) -> Deed<Written> {
    let about = place(&new.place)
        .ok_or_else(|| Failure::new("it was not said what the question is about"))?;
    done(&app, &study, &visitor, "The team is asked", move |project, session| {
        project.ask_team_on(session, about, new.picked.as_deref(), &new.words)
    })
    .await
}

/// An answer.
#[derive(Deserialize)]
pub(super) struct Words {
    words: String,
}

pub(super) async fn answer(
    State(app): State<App>,
    Path((study, question)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Words { words }): Json<Words>,
) -> Deed<Written> {
    done(&app, &study, &visitor, "Answered", move |project, session| {
        project.answer_team(session, question, &words)?;
        Ok(question)
    })
    .await
}

/// Whether a question is to be settled or open again.
#[derive(Deserialize)]
pub(super) struct Settled {
    settled: bool,
}

pub(super) async fn settle(
    State(app): State<App>,
    Path((study, question)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Settled { settled }): Json<Settled>,
) -> Deed<Written> {
    let said = if settled { "Settled" } else { "Open again" };
    done(&app, &study, &visitor, said, move |project, session| {
        project.settle_question(session, question, settled)?;
        Ok(question)
    })
    .await
}

async fn done(
    app: &App,
    study: &str,
    visitor: &Visitor,
    said: &'static str,
    action: impl FnOnce(&mut Project, &Session) -> Result<u32, Failure> + Send + 'static,
) -> Deed<Written> {
    let study = app.studies.named(study)?;
    let written = study.act(app, visitor, move |project, session| {
        let number = action(project, session)?;
        Ok(Written { moment: project.moment()?, said, number })
    });
    Ok(Json(written.await?))
}
