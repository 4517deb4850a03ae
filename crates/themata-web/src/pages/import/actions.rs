use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use themata_project::Failure;
use themata_project::import::{Corrections, ImportOptions};

use super::draft::Draft;
use super::visit::{Brought, Found, Visit};
use crate::app::App;
use crate::studies::OpenStudy;
use crate::task::HowFar;
use crate::trouble::{Deed, Refusal};
use crate::visitor::Visitor;

/// A visit that began.
#[derive(Serialize)]
pub(super) struct Begun {
    visit: u32,
}

/// What is asked for with nothing to say.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// A visit's study and itself.
fn meant(
    app: &App,
    study: &str,
    visit: u32,
    visitor: &Visitor,
) -> Result<(Arc<OpenStudy>, Arc<Visit>), Failure> {
    let study = app.studies.named(study)?;
    let visit = app.visits.named(&study.path, visit, visitor.account().as_deref())?;
    Ok((study, visit))
}

/// Begins a visit, into which files can be handed.
pub(super) async fn begin(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Nothing {}): Json<Nothing>,
) -> Deed<Begun> {
    let study = app.studies.named(&study)?;
    Ok(Json(Begun { visit: app.visits.begin(&study.path, visitor.account())?.number }))
}

/// Begins to find out what the files hold.
pub(super) async fn read(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
    Json(draft): Json<Option<Draft>>,
) -> Deed<HowFar> {
    let (study, visit) = meant(&app, &study, visit, &visitor)?;
    if let Some(draft) = draft {
        remember(&visit, draft);
    }
    let corrections = visit.draft().readings()?;
    let options = ImportOptions { dry_run: true, ..options(&app, corrections) };
    let session = (app.session)(visitor.coder())?;
    let (reading, files) = (Arc::clone(&visit.reading), Arc::clone(&visit));
    visit.reading.begin(async move {
        study
            .ask(&visitor, move |project| {
                let progress = |done, total| reading.is_at(done, total);
                let imported =
                    project.import(&session, files.incoming(), &options, &progress)?;
                Ok(Arc::new(Found { imported, attributes: project.described_by()? }))
            })
            .await
    });
    Ok(Json(visit.reading.how_far()))
}

/// How far a visit is: reading until it records, then recording.
pub(super) async fn state(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<HowFar> {
    let (_, visit) = meant(&app, &study, visit, &visitor)?;
    let recording = visit.recording.how_far();
    let is_recording = visit.recording.is_running() || visit.recording.outcome().is_some();
    Ok(Json(if is_recording { recording } else { visit.reading.how_far() }))
}

/// Keeps what was corrected so far, so that the page can be left and come back to.
pub(super) async fn draft(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
    Json(draft): Json<Draft>,
) -> Result<StatusCode, Refusal> {
    let (_, visit) = meant(&app, &study, visit, &visitor)?;
    remember(&visit, draft);
    Ok(StatusCode::NO_CONTENT)
}

/// Brings the documents in, as they were corrected.
pub(super) async fn start(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
    Json(draft): Json<Draft>,
) -> Deed<HowFar> {
    let (study, visit) = meant(&app, &study, visit, &visitor)?;
    let Some(found) = visit.reading.outcome() else {
        return Err(Failure::new("the files are not read yet").hint("wait a moment").into());
    };
    if visit.recording.outcome().is_some() {
        return Ok(Json(visit.recording.how_far()));
    }
    remember(&visit, draft.clone());
    let corrections = draft.corrections(&found.imported)?;
    let options = ImportOptions {
        from_names: draft.pattern().transpose()?,
        ..options(&app, corrections)
    };
    let (recording, visited) = (Arc::clone(&visit.recording), Arc::clone(&visit));
    visit.recording.begin(async move {
        study
            .act_meanwhile(&app, &visitor, move |project, session| {
                let progress = |done, total| recording.is_at(done, total);
                let imported =
                    project.import(session, visited.incoming(), &options, &progress)?;
                visited.forget_files();
                Ok(Arc::new(Brought { imported, numbers: project.document_numbers()? }))
            })
            .await
    });
    Ok(Json(visit.recording.how_far()))
}

/// Ends a visit: what was handed in is gone.
pub(super) async fn leave(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Nothing {}): Json<Nothing>,
) -> Result<StatusCode, Refusal> {
    let (_, visit) = meant(&app, &study, visit, &visitor)?;
    if visit.recording.is_running() {
        return Err(Failure::new("the documents are just coming in")
            .hint("wait a moment")
            .into());
    }
    app.visits.end(&visit);
    Ok(StatusCode::NO_CONTENT)
}

fn options(app: &App, corrections: Corrections) -> ImportOptions {
    ImportOptions { pdf: app.pdf.clone(), corrections, ..ImportOptions::default() }
}

fn remember(visit: &Visit, draft: Draft) {
    *visit.draft.lock().unwrap_or_else(PoisonError::into_inner) = draft;
}
