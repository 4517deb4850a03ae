use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use maud::{Markup, html};
use serde::Serialize;
use themata_project::{Failure, Project, SAMPLE_NAME};

use super::short;
use crate::app::App;
use crate::studies::apart;
use crate::task::HowFar;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// How far the sample is, and where it is when it is there.
#[derive(Serialize)]
pub(super) struct Sample {
    #[serde(flatten)]
    how_far: HowFar,
    address: Option<String>,
}

pub(super) fn form(folder: &Path) -> Markup {
    let is_here = path_in(folder).exists();
    html! {
        form #sampling {
            p {
                "Nineteen invented interviews at six sites, coded by three people: "
                @if is_here { "it is here already and opens as you left it." }
                @else { "a study to try everything on, made in " (short(folder)) "." }
            }
            p {
                button.main type="submit" {
                    @if is_here { "Open the sample" } @else { "Make the sample" }
                }
            }
            p.progress hidden { progress max="1" {} " " span {} }
        }
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join(format!("{SAMPLE_NAME}.themata"))
}

/// Begins to make the sample study, or opens it if it is there.
pub(super) async fn begin(State(app): State<App>, visitor: Visitor) -> Deed<Sample> {
    if app.door.accounts().is_some() {
        return Err(Failure::new("the sample is for one's own machine").into());
    }
    let session = (app.session)(visitor.coder())?;
    let (maker, task) = (app.clone(), Arc::clone(&app.sample));
    app.sample.begin(apart(move || {
        let path = path_in(&maker.folder);
        if !path.exists() {
            let pdf = maker.pdf.clone();
            Project::demo(Some(&path), &session, pdf, &|done, total| task.is_at(done, total))?;
        }
        let study = maker.studies.open(&path)?;
        maker.memory.opened(&study.path);
        Ok(format!("/s/{}/documents", study.word))
    }));
    Ok(Json(sample(&app)))
}

/// How far the sample study is.
pub(super) async fn how_far(State(app): State<App>) -> Json<Sample> {
    Json(sample(&app))
}

fn sample(app: &App) -> Sample {
    Sample { how_far: app.sample.how_far(), address: app.sample.outcome() }
}

#[cfg(test)]
mod tests {
    use crate::specimen::Specimen;

    #[tokio::test(flavor = "multi_thread")]
    async fn the_sample_is_opened_if_it_is_there() {
        let bench = Specimen::new();
        let folder = &bench.app.folder;
        let there = folder.join("integrated-care.themata");
        std::fs::copy(folder.join("care.themata"), there).ok();
        bench.done("/sample", "{}").await;
        let mut answer = bench.page("/sample").await;
        while answer.body.contains("running") {
            answer = bench.page("/sample").await;
        }
        assert!(
            answer.body.contains(r#""address":"/s/integrated-care/documents""#),
            "{}",
            answer.body
        );
    }
}
