use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::html;
use themata_project::plot::{Plot, PlotQuestion};
use themata_project::{Failure, FailureKind, Format, Project, Table, written_as};

use super::asked::Asked;
use super::named;
use super::way::{View, Way};
use crate::app::App;
use crate::pages::leaving;
use crate::trouble::Trouble;
use crate::visitor::Visitor;
use crate::wording::sentence;

/// Points of a PNG for each pixel of the picture.
const SCALE: f32 = 2.0;

/// What a way of analysing is as a file.
#[derive(Clone, Copy)]
enum File {
    Table(Format, &'static str),
    Svg,
    Png,
}

impl File {
    fn named(name: &str) -> Option<File> {
        Some(match name {
            "picture.svg" => File::Svg,
            "picture.png" => File::Png,
            name => {
                let (format, kind) = leaving::table(name.strip_prefix("table.")?)?;
                File::Table(format, kind)
            }
        })
    }

    fn kind(self) -> &'static str {
        match self {
            File::Table(_, kind) => kind,
            File::Svg => leaving::SVG,
            File::Png => leaving::PNG,
        }
    }
}

/// The table or the picture of a view as a file, to be shown or saved.
pub(super) async fn file(
    State(app): State<App>,
    Path((study, way, name)): Path<(String, String, String)>,
    Query(said): Query<Vec<(String, String)>>,
    visitor: Visitor,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let way = named(&way)?;
    let file = File::named(&name)
        .ok_or_else(|| Failure::nothing("there is no such file of a view"))?;
    let asked = Asked::of(said);
    let is_saved = asked.says("save");
    let bytes = study.ask(&visitor, move |project| made(project, way, &asked, file)).await?;
    if !is_saved {
        return Ok(([(CONTENT_TYPE, file.kind())], bytes).into_response());
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let named = format!("{}-{}.{ending}", study.word, way.word());
    Ok(leaving::saved(&named, file.kind(), bytes))
}

fn made(
    project: &mut Project,
    way: &dyn Way,
    asked: &Asked,
    file: File,
) -> Result<Vec<u8>, Failure> {
    let behind = project.behind(asked.query())?;
    // A file holds every row, whatever the page shows.
    let asked = asked.with(&[("every", "1")]);
    let view = View { asked: &asked, behind: &behind };
    match file {
        File::Table(format, _) => {
            let table = table(project, way, &view)?;
            let command = leaving::command(&way.command(&view), behind.query());
            let around = leaving::origin(command);
            written_as(&[&table], format, &around).map_err(|error| {
                Failure::new(error)
                    .hint("narrow the query, or save it as CSV, which has no limit")
            })
        }
        File::Svg => Ok(picture(project, way, &view)?.svg.into_bytes()),
        File::Png => Ok(picture(project, way, &view)?.png(SCALE, &leaving::fonts())?.bytes),
    }
}

/// The table of a view, with what it leaves out.
pub(super) fn table(
    project: &mut Project,
    way: &dyn Way,
    view: &View<'_>,
) -> Result<Table, Failure> {
    let mut table = way.table(view, project)?;
    table.remarks.extend(project.kept_back()?);
    Ok(table)
}

/// The picture of a view. Where there is nothing to draw, the picture says so.
fn picture(project: &mut Project, way: &dyn Way, view: &View<'_>) -> Result<Plot, Failure> {
    let Some(kind) = way.picture(view) else {
        return Err(Failure::nothing("this view has no picture"));
    };
    let question = PlotQuestion { query: view.behind.query().to_owned(), kind };
    match project.plot(&question, &|_, _| ()) {
        Err(failure) if failure.kind != FailureKind::Ours => Ok(told(&failure)),
        drawn => drawn,
    }
}

/// A picture of a sentence.
fn told(failure: &Failure) -> Plot {
    let said = sentence(&failure.message);
    let mut lines: Vec<String> = vec![String::new()];
    for word in said.split_whitespace() {
        if lines.last().is_some_and(|line| line.chars().count() + word.chars().count() > 80) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    let height = 40 + 22 * lines.len();
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" width="640" height=(height) role="img"
            viewBox={ "0 0 640 " (height) } aria-labelledby="title desc" {
            title id="title" { "No picture" }
            desc id="desc" { (said) }
            rect width="640" height=(height) fill="#ffffff" {}
            @for (place, line) in lines.iter().enumerate() {
                text x="20" y=(35 + 22 * place) font-family="sans-serif" font-size="15"
                    fill="#333333" { (line) }
            }
        }
    };
    Plot { svg: svg.into_string() }
}
