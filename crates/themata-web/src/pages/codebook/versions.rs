//! Frozen versions of the codebook, what changed between two, and what is to be read again.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{Project, Table};

use super::links;
use super::written::{Written, written};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::table::table;
use crate::trouble::{Deed, Page, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// How many codings to read again are listed.
const LISTED: usize = 200;

/// What an address says: which two states are compared.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    /// Whether the codings that are to be read again are listed.
    #[serde(default)]
    again: Option<String>,
}

/// What the page shows.
struct Shown {
    versions: Table,
    diff: Option<Table>,
    again: Option<Again>,
    codes: BTreeMap<String, u32>,
    moment: u32,
}

/// The codings to read again, how many there are, and where the listed ones stand.
struct Again {
    codings: Table,
    all: usize,
    places: BTreeMap<u32, String>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let (word, wanted) = (study.word.clone(), asked.clone());
    let shown = study.ask(&visitor, move |project| shown(project, &wanted, &word)).await?;
    let word = &study.word;
    let body = html! {
        div #versions data-moment=(shown.moment) {
            p.back { a href={ "/s/" (word) "/codebook" } { "← Codebook" } }
            h1 { "Versions of the codebook" }
            p.lead {
                "A frozen version never changes. Rounds are coded with one, and what changed since \
                 says which codings have to be read again."
            }
            form #freeze data-needs="lead" {
                label for="freeze-note" { "Freeze the codebook as it stands" }
                input #freeze-note maxlength="400" autocomplete="off"
                    placeholder="What is new, for example: after the pilot";
                button.main type="submit" { "Freeze " kbd { "f" } }
            }
            div #compared {
                @if shown.versions.rows.len() > 1 {
                    (listed(&shown.versions, word))
                    (comparison(&shown, &asked, word))
                } @else {
                    p.hint { "No version is frozen yet." }
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Versions of the codebook",
        place: "codebook",
        counts: false,
        own: "codebook",
        body,
    }))
}

fn shown(
    project: &mut Project,
    asked: &Asked,
    word: &str,
) -> Result<Shown, themata_project::Failure> {
    let moment = project.moment()?;
    let versions = project.codebook_versions()?;
    let codes = project.codes()?.into_iter().map(|code| (code.name, code.place)).collect();
    let mut shown = Shown { versions, diff: None, again: None, codes, moment };
    let Some((from, to)) = asked.from.as_deref().zip(asked.to.as_deref()) else {
        return Ok(shown);
    };
    shown.diff = Some(project.codebook_diff(from, to)?);
    if asked.again.is_some() {
        let mut codings = project.codebook_reread(from, to)?;
        let all = codings.rows.len();
        codings.rows.truncate(LISTED);
        let numbers: Vec<u32> =
            (0..codings.rows.len()).filter_map(|row| number(&codings, row, "coding")).collect();
        let places = project.coding_places(&numbers)?.into_iter();
        let places = places
            .map(|(id, (document, span))| (id, links::place(word, document, span)))
            .collect();
        shown.again = Some(Again { codings, all, places });
    }
    Ok(shown)
}

/// The versions; each leads to what changed since.
fn listed(versions: &Table, word: &str) -> Markup {
    let links = |row: usize, column: &str| {
        let version = words(versions, row, "version")?;
        match column {
            "version" if version != "now" => {
                Some(format!("/s/{word}/codebook/versions?from={version}&to=now"))
            }
            "changed" if row > 0 => {
                let before = words(versions, row - 1, "version")?;
                Some(format!("/s/{word}/codebook/versions?from={before}&to={version}"))
            }
            _ => None,
        }
    };
    table(versions, &links)
}

fn comparison(shown: &Shown, asked: &Asked, word: &str) -> Markup {
    let names: Vec<&str> = (0..shown.versions.rows.len())
        .filter_map(|row| words(&shown.versions, row, "version"))
        .collect();
    let choice = |name: &str, chosen: Option<&str>| {
        html! {
            select id={ "compare-" (name) } name=(name) {
                @for version in &names {
                    option value=(version) selected[chosen == Some(version)] {
                        @if *version == "now" { "as it stands" } @else { "version " (version) }
                    }
                }
            }
        }
    };
    let from = asked.from.as_deref().or(names.first().copied());
    let code = |table: &Table, row: usize| {
        let place = shown.codes.get(words(table, row, "code")?)?;
        Some(links::code(word, *place))
    };
    html! {
        h2 { "Compare" }
        form.compare method="get" {
            label for="compare-from" { "From" } (choice("from", from))
            label for="compare-to" { "to" } (choice("to", asked.to.as_deref().or(Some("now"))))
            button type="submit" { "Compare" }
        }
        @if let Some(diff) = &shown.diff {
            @let (from, to) = (asked.from.as_deref().unwrap_or(""), asked.to.as_deref().unwrap_or(""));
            @let again = format!(
                "/s/{word}/codebook/versions?from={}&to={}&again=1#again",
                links::encoded(from), links::encoded(to)
            );
            @if diff.rows.is_empty() {
                p.hint { "Nothing changed between the two." }
            } @else {
                (table(diff, &|row, column| match column {
                    "code" => code(diff, row),
                    "codings" => number(diff, row, "codings").filter(|n| *n > 0).map(|_| again.clone()),
                    _ => None,
                }))
                p.buttons { a.button href=(again) { "What has to be read again" } }
            }
        }
        @if let Some(Again { codings, all, places }) = &shown.again {
            h2 #again { "To be read again" }
            @if *all == 0 {
                p.hint { "Nothing: no definition changed of a code that was applied." }
            } @else {
                (table(codings, &|row, column| match column {
                    "code" => code(codings, row),
                    "document" | "turn" => {
                        places.get(&number(codings, row, "coding")?).cloned()
                    }
                    _ => None,
                }))
                @if *all > LISTED {
                    p.hint {
                        "The first " (LISTED) " of " (count(*all, "coding")) "; the codes lead to \
                         their excerpts."
                    }
                }
            }
        }
    }
}

fn cell<'a>(table: &'a Table, row: usize, column: &str) -> Option<&'a themata_project::Cell> {
    let place = table.columns.iter().position(|known| known.key == column)?;
    table.rows.get(row)?.cells.get(place)
}

fn words<'a>(table: &'a Table, row: usize, column: &str) -> Option<&'a str> {
    cell(table, row, column)?.words()
}

fn number(table: &Table, row: usize, column: &str) -> Option<u32> {
    match cell(table, row, column)? {
        themata_project::Cell::Count(number) => u32::try_from(*number).ok(),
        _ => None,
    }
}

/// What is said of a version that is to be frozen.
#[derive(Deserialize)]
pub(super) struct Note {
    #[serde(default)]
    note: String,
}

pub(super) async fn freeze(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Note { note }): Json<Note>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let done = study.act(&app, &visitor, move |project, session| {
        let number = project.codebook_freeze(session, &note)?;
        written(project, format!("Frozen as version {number}."))
    });
    Ok(Json(done.await?))
}
