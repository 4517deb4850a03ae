//! Merging a code into another, told before it is done.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use themata_project::codebook::MergePreview;

use super::links;
use super::written::{Written, known, written};
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// The code that takes another over.
#[derive(Deserialize)]
pub(super) struct Target {
    into: u32,
}

/// What a merger would come to, in sentences.
#[derive(Serialize)]
pub(super) struct Told {
    lines: Vec<String>,
}

pub(super) async fn preview(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    Query(Target { into }): Query<Target>,
    visitor: Visitor,
) -> Deed<Told> {
    let study = app.studies.named(&study)?;
    let preview =
        study.ask(&visitor, move |project| project.codebook_merge_preview(code, into)).await?;
    Ok(Json(Told { lines: lines(&preview) }))
}

fn lines(preview: &MergePreview) -> Vec<String> {
    let MergePreview { source, target, merged, .. } = preview;
    let now = preview.target_codings;
    let mut lines = vec![match merged.carried {
        0 => format!("No codings move; “{target}” keeps its {now}."),
        moved => format!(
            "{} to “{target}”, which then has {}.",
            moving(moved, "coding"),
            now + moved
        ),
    }];
    if merged.dropped > 0 {
        lines.push(format!(
            "{} dropped, because the same coder has “{target}” on the same excerpt already.",
            being(merged.dropped, "coding")
        ));
    }
    if preview.subcodes > 0 {
        lines.push(format!("{} under “{target}”.", moving(preview.subcodes, "code")));
    }
    if merged.joined > 0 {
        lines.push(format!(
            "{} of the framework matrix joined to what “{target}” has there; both texts stay.",
            being(merged.joined, "text")
        ));
    }
    if preview.has_texts {
        lines.push(format!(
            "What “{target}” says stays as it is; definition and examples of “{source}” are kept \
             with it, out of use."
        ));
    }
    lines
}

fn moving(number: usize, what: &str) -> String {
    format!("{} {}", count(number, what), if number == 1 { "moves" } else { "move" })
}

fn being(number: usize, what: &str) -> String {
    format!("{} {}", count(number, what), if number == 1 { "is" } else { "are" })
}

pub(super) async fn merge(
    State(app): State<App>,
    Path((study, code)): Path<(String, u32)>,
    visitor: Visitor,
    Json(Target { into }): Json<Target>,
) -> Deed<Written> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    let done = study.act(&app, &visitor, move |project, session| {
        let (source, target) = (known(project, code)?, known(project, into)?);
        let merged = project.codebook_merge(session, &source.name, &target.name)?;
        let said = format!(
            "Merged “{}” into “{}”: {}.",
            source.name,
            target.name,
            format_args!("{} moved", count(merged.carried, "coding"))
        );
        let mut done = written(project, said)?;
        done.address = Some(links::code(&word, into));
        Ok(done)
    });
    Ok(Json(done.await?))
}
