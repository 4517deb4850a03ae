//! What is done from the list of excerpts.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::codings::{ChosenCodings, RecodeQuestion, Recoded, Recoding};
use themata_project::saved_queries::how_much;
use themata_project::{Failure, Valence};

use super::results::counted;
use crate::app::App;
use crate::pages::said::Said;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// Where someone is writing.
#[derive(Deserialize)]
pub(super) struct Writing {
    #[serde(default)]
    q: String,
    #[serde(default)]
    at: u32,
}

/// What may stand there.
#[derive(Serialize)]
pub(super) struct Offered {
    from: u32,
    to: u32,
    candidates: Vec<Offer>,
}

/// What may stand there: what is to be written, what it is called and what it is.
#[derive(Serialize)]
struct Offer {
    text: String,
    name: String,
    what: String,
    code: Option<u32>,
}

pub(super) async fn complete(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Writing { q, at }): Json<Writing>,
) -> Deed<Offered> {
    let study = app.studies.named(&study)?;
    let found = study.ask(&visitor, move |project| project.query_completions(&q, at)).await?;
    let candidates = found.candidates.into_iter().map(|candidate| Offer {
        text: candidate.text,
        name: candidate.name,
        what: candidate.what,
        code: candidate.code,
    });
    Ok(Json(Offered { from: found.from, to: found.to, candidates: candidates.collect() }))
}

/// A query to be kept.
#[derive(Deserialize)]
pub(super) struct Kept {
    name: String,
    q: String,
    /// Whether it takes the place of one of that name.
    #[serde(default)]
    replace: bool,
}

pub(super) async fn save(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Kept { name, q, replace }): Json<Kept>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let said = study.act(&app, &visitor, move |project, session| {
        let saved = project.query_save(session, &name, &q, None, replace)?;
        let how = if saved.replaced { "Replaced" } else { "Saved" };
        let much = how_much(saved.codings, saved.places);
        Ok(Said::of(format!("{how}: it means {much} now"), 1))
    });
    Ok(Json(said.await?))
}

/// A saved query to be taken away.
#[derive(Deserialize)]
pub(super) struct Forgotten {
    name: String,
}

pub(super) async fn forget(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Forgotten { name }): Json<Forgotten>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let said = study.act(&app, &visitor, move |project, session| {
        project.query_remove(session, &name, false)?;
        Ok(Said::of("The saved query is removed", 1))
    });
    Ok(Json(said.await?))
}

/// Codings to be recoded.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The codings that were chosen; `None` for all that the query means.
    codings: Option<Vec<u32>>,
    #[serde(default)]
    q: String,
    what: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    valence: String,
    /// Whether only to say what would be done.
    #[serde(default)]
    preview: bool,
}

pub(super) async fn recode(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let from = Some(wanted.from).filter(|from| !from.is_empty());
    let comes = Some(wanted.code).filter(|code| !code.is_empty());
    let comes = || comes.clone().ok_or_else(|| Failure::new("no code is chosen"));
    let recoding = match wanted.what.as_str() {
        "add" => Recoding::Add { code: comes()?, valence: Valence::from_word(&wanted.valence) },
        "replace" => Recoding::Replace { from, to: comes()? },
        "remove" => Recoding::Remove { code: from },
        _ => return Err(Failure::new("it was not said what is to be done").into()),
    };
    let chosen = match wanted.codings {
        Some(numbers) => ChosenCodings::Numbers(numbers),
        None => ChosenCodings::Query(wanted.q),
    };
    let question = RecodeQuestion { chosen, recoding, dry_run: wanted.preview };
    let done = study
        .act(&app, &visitor, move |project, session| project.recode(session, &question))
        .await?;
    Ok(Json(Said::of(told(&done), done.added + done.changed + done.removed)))
}

/// What recoding comes to, in a sentence.
fn told(done: &Recoded) -> String {
    let of = |number: usize, words: &str| {
        (number > 0).then(|| format!("{} {words}", counted(number, "coding")))
    };
    let changed =
        [of(done.added, "added"), of(done.changed, "changed"), of(done.removed, "removed")];
    let mut parts: Vec<String> = changed.into_iter().flatten().collect();
    if parts.is_empty() {
        parts.push("no coding changed".to_owned());
    }
    parts.extend((done.known > 0).then(|| format!("{} already so", done.known)));
    parts.extend(of(done.of_others, "of others left as they are"));
    parts.extend((done.finished > 0).then(|| {
        format!("{} left as they are in documents that you have finished", done.finished)
    }));
    let told = parts.join(", ");
    format!("{}, on {}.", told, counted(done.excerpts, "excerpt"))
}
