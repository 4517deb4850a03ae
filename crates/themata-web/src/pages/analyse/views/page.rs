use axum::extract::{Path, Query, State};
use axum::response::Redirect;
use themata_project::asking::QueryTrouble;
use themata_project::behind::Behind;
use themata_project::{Failure, FailureKind, Project, Table};

use super::asked::Asked;
use super::drawn::Drawn;
use super::named;
use super::way::{View, Way};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// Of more words than this the counts are fetched when the page is there.
const MANY_WORDS: u64 = 150_000;

/// What a way of analysing comes to.
pub(super) struct Seen {
    pub(super) moment: u32,
    pub(super) behind: Behind,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Table(Table),
    /// The counts take long and are asked for by the page itself.
    Later,
    /// No coding is meant.
    Nothing,
    /// The query is not sound.
    Unsound(QueryTrouble),
    /// What is asked cannot be counted, with what could be.
    Cannot(Failure),
}

pub(super) async fn first(
    State(app): State<App>,
    Path(study): Path<String>,
) -> Result<Redirect, crate::trouble::Trouble> {
    let study = app.studies.named(&study)?;
    Ok(Redirect::to(&format!("/s/{}/analyse/frequencies", study.word)))
}

pub(super) async fn page(
    State(app): State<App>,
    Path((study, way)): Path<(String, String)>,
    Query(said): Query<Vec<(String, String)>>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let way = named(&way)?;
    let asked = Asked::of(said);
    let frame = Frame::of(&app, &study, &visitor).await?;
    let question = asked.clone();
    let seen = study.ask(&visitor, move |project| Seen::of(project, way, &question)).await?;
    let body = Drawn { study: &study, way, asked: &asked, seen: &seen }.body();
    done(frame.around(Sheet {
        title: way.name(),
        place: "analyse",
        counts: true,
        own: "analyse",
        body,
    }))
}

impl Seen {
    pub(super) fn of(
        project: &mut Project,
        way: &dyn Way,
        asked: &Asked,
    ) -> Result<Seen, Failure> {
        let moment = project.moment()?;
        let behind = match project.behind(asked.query()) {
            Ok(behind) => behind,
            Err(failure) => {
                let trouble = project.query_trouble(asked.query())?.ok_or(failure)?;
                let behind = project.behind("")?;
                let outcome = Outcome::Unsound(trouble);
                return Ok(Seen { moment, behind, outcome });
            }
        };
        let outcome = outcome(project, way, &View { asked, behind: &behind })?;
        Ok(Seen { moment, behind, outcome })
    }
}

fn outcome(project: &mut Project, way: &dyn Way, view: &View<'_>) -> Result<Outcome, Failure> {
    let (asked, behind) = (view.asked, view.behind);
    if way.counts_words() {
        if behind.words() > MANY_WORDS && !asked.says("now") {
            return Ok(Outcome::Later);
        }
    } else if behind.codings == 0 {
        return Ok(Outcome::Nothing);
    }
    match way.table(view, project) {
        Ok(table) => Ok(Outcome::Table(table)),
        Err(failure) if failure.kind == FailureKind::Ours => Err(failure),
        Err(failure) => Ok(Outcome::Cannot(failure)),
    }
}
