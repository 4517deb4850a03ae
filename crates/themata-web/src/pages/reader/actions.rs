//! What is done to codings on a transcript, and the rows that look different afterwards.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use themata_project::codings::{PlacedCodes, Revised};
use themata_project::{ChangedSince, CharSpan, Failure, Project, Valence, Weight};

use super::choice::Choice;
use super::keys;
use super::palette::listed;
use super::rows::Rows;
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// What looks different now.
#[derive(Serialize)]
pub(super) struct Redrawn {
    /// The moment that the study is at.
    moment: u32,
    /// What was done, to be said.
    said: String,
    /// The rows that look different, by their names.
    rows: Vec<(String, String)>,
    /// Whether more changed than codings, so that the page is to be read anew.
    whole: bool,
    /// What all rows depend on: where a window knows another, all rows are to be read anew.
    /// `None` where no rows come.
    stripes: Option<String>,
    /// The list of codes, if it may look different.
    codes: Option<String>,
    /// The numbers of the codings that were made or changed.
    codings: Vec<u32>,
}

/// Codes to be applied to what was picked.
#[derive(Deserialize)]
pub(super) struct Picked {
    start: u32,
    end: u32,
    /// Whether ends stay inside words.
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    codes: Vec<String>,
    /// A code that is to be made for it.
    #[serde(default)]
    new: Option<String>,
    /// The name of the code that the new one stands under.
    #[serde(default)]
    under: Option<String>,
    #[serde(default)]
    valence: Option<String>,
    /// From 0 to 100, as it was typed.
    #[serde(default)]
    weight: Option<String>,
    #[serde(default)]
    memo: Option<String>,
}

pub(super) async fn code(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    Query(choice): Query<Choice>,
    visitor: Visitor,
    Json(picked): Json<Picked>,
) -> Deed<Redrawn> {
    let study = app.studies.named(&study)?;
    let favourites = app.own(&visitor).favourites(&study.path);
    let named: Vec<&str> = picked.codes.iter().chain(&picked.new).map(String::as_str).collect();
    let named = named.join(", ");
    let wanted = PlacedCodes {
        document,
        span: span(picked.start, picked.end)?,
        whole_words: !picked.exact,
        codes: picked.codes,
        new_code: picked.new.map(|name| (name, picked.under)),
        valence: picked.valence.as_deref().and_then(Valence::from_word),
        weight: weight(picked.weight.as_deref())?,
        memo: picked.memo.filter(|memo| !memo.trim().is_empty()),
    };
    let redrawn = study.act(&app, &visitor, move |project, session| {
        let placed = project.code_at(session, &wanted)?;
        let said = match placed.codings.len() {
            0 => "You had coded it so already".to_owned(),
            _ => format!("Coded: {named}"),
        };
        let mut redrawn =
            redrawn(project, document, &[placed.span], said, &favourites, &choice)?;
        redrawn.codings = placed.codings;
        Ok(redrawn)
    });
    Ok(Json(redrawn.await?))
}

/// How a coding is to be from now on; what is not said stays as it is.
#[derive(Deserialize)]
pub(super) struct Wanted {
    coding: u32,
    #[serde(default)]
    start: Option<u32>,
    #[serde(default)]
    end: Option<u32>,
    #[serde(default)]
    code: Option<String>,
    /// `barrier`, `facilitator`, or empty to take it away.
    #[serde(default)]
    valence: Option<String>,
    /// From 0 to 100, or empty to take it away.
    #[serde(default)]
    weight: Option<String>,
    /// The remark, or empty to take it away.
    #[serde(default)]
    memo: Option<String>,
}

pub(super) async fn revise(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    Query(choice): Query<Choice>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Redrawn> {
    let study = app.studies.named(&study)?;
    let favourites = app.own(&visitor).favourites(&study.path);
    let moved = wanted.start.zip(wanted.end);
    let revised = Revised {
        span: moved.map(|(start, end)| span(start, end)).transpose()?,
        code: wanted.code,
        valence: wanted.valence.map(|word| Valence::from_word(&word)),
        weight: wanted.weight.map(|typed| weight(Some(&typed))).transpose()?,
        memo: wanted.memo.map(|memo| Some(memo).filter(|memo| !memo.trim().is_empty())),
        known_memo: None,
    };
    let redrawn = study.act(&app, &visitor, move |project, session| {
        let (from, to) = project.revise_coding(session, wanted.coding, &revised)?;
        let said = "Changed".to_owned();
        let mut redrawn = redrawn(project, document, &[from, to], said, &favourites, &choice)?;
        redrawn.codings = vec![wanted.coding];
        Ok(redrawn)
    });
    Ok(Json(redrawn.await?))
}

/// The codings that are to go.
#[derive(Deserialize)]
pub(super) struct Unwanted {
    codings: Vec<u32>,
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    Query(choice): Query<Choice>,
    visitor: Visitor,
    Json(unwanted): Json<Unwanted>,
) -> Deed<Redrawn> {
    let study = app.studies.named(&study)?;
    let favourites = app.own(&visitor).favourites(&study.path);
    let redrawn = study.act(&app, &visitor, move |project, session| {
        let before = project.reading(document)?.codings.into_iter();
        let spans: Vec<CharSpan> = before
            .filter(|coding| unwanted.codings.contains(&coding.id))
            .map(|coding| coding.span)
            .collect();
        let removed = project.remove_own_codings(session, &unwanted.codings)?;
        redrawn(
            project,
            document,
            &spans,
            format!("Removed: {}", count(removed, "coding")),
            &favourites,
            &choice,
        )
    });
    Ok(Json(redrawn.await?))
}

/// Since when a window knows a document.
#[derive(Deserialize)]
pub(super) struct Since {
    since: u32,
}

/// The rows that others have changed since a moment.
pub(super) async fn rows(
    State(app): State<App>,
    Path((study, document)): Path<(String, u32)>,
    Query(choice): Query<Choice>,
    Query(Since { since }): Query<Since>,
    visitor: Visitor,
) -> Deed<Redrawn> {
    let study = app.studies.named(&study)?;
    let favourites = app.own(&visitor).favourites(&study.path);
    let redrawn = study.ask(&visitor, move |project| {
        // What comes after this moment is asked for once more: it may be among the rows or not.
        let (changed, until) = project.changed_since(document, since)?;
        let spans = match changed {
            ChangedSince::Codings(spans) if spans.is_empty() => {
                return Ok(no_rows(until, false));
            }
            ChangedSince::Codings(spans) => spans,
            ChangedSince::Everything => return Ok(no_rows(until, true)),
        };
        let drawn = redrawn(project, document, &spans, String::new(), &favourites, &choice)?;
        Ok(Redrawn { moment: until, ..drawn })
    });
    Ok(Json(redrawn.await?))
}

/// No rows: because nothing changed, or because so much did that the page is to be read anew.
fn no_rows(moment: u32, whole: bool) -> Redrawn {
    Redrawn {
        moment,
        said: String::new(),
        rows: Vec::new(),
        whole,
        stripes: None,
        codes: None,
        codings: Vec::new(),
    }
}

fn redrawn(
    project: &mut Project,
    document: u32,
    changed: &[CharSpan],
    said: String,
    favourites: &[String],
    choice: &Choice,
) -> Result<Redrawn, Failure> {
    let reading = project.reading(document)?;
    let codes = project.codes()?;
    let keys = keys(&codes, favourites);
    let rows = Rows::of(&reading, choice);
    Ok(Redrawn {
        moment: reading.moment,
        said,
        rows: rows.around(changed),
        whole: false,
        stripes: Some(rows.state()),
        codes: Some(listed(&codes, &keys).into_string()),
        codings: Vec::new(),
    })
}

fn span(start: u32, end: u32) -> Result<CharSpan, Failure> {
    CharSpan::checked(start, end).ok_or_else(|| Failure::new("nothing is picked"))
}

/// The weight that was typed, if any was.
fn weight(typed: Option<&str>) -> Result<Option<Weight>, Failure> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    let weight = typed.map(Weight::from_word).transpose();
    weight.map_err(|error| Failure::new(error.to_string()))
}
