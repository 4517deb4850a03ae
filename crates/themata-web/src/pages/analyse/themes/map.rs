use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::{Form, Json};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;
use themata_project::plot::{PlotKind, PlotQuestion, ThemeMapPlot};
use themata_project::themes::{ListedTheme, MapPut, ThemeListing};
use themata_project::{Failure, FailureKind};

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::analyse::parts::parts;
use crate::pages::leading::asking;
use crate::pages::leaving;
use crate::pages::said::{Said, said};
use crate::pages::whose::whose;
use crate::rights::Right;
use crate::studies::OpenStudy;
use crate::trouble::{Deed, Page, Trouble, page as done};
use crate::visitor::Visitor;
use crate::wording::count;

/// How many points a pixel of the map has in a picture of points.
const SCALE: f32 = 2.0;

/// Whether lines say which themes occur together.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The query whose codings are counted.
    q: String,
    together: String,
}

impl Asked {
    fn question(&self) -> PlotQuestion {
        let kind = PlotKind::Map(ThemeMapPlot { together: self.is_together() });
        PlotQuestion { query: self.q.trim().to_owned(), kind }
    }

    fn is_together(&self) -> bool {
        !self.together.is_empty()
    }
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let mut question = asked.question();
    let read = study.ask(&visitor, move |project| {
        // A query that was never asked here is none; what is wrong with it is told elsewhere.
        let listing = match project.theme_listing(&question.query) {
            Err(failure) if failure.kind != FailureKind::Ours => {
                question.query.clear();
                project.theme_listing("")?
            }
            listing => listing?,
        };
        match project.plot(&question, &|_, _| {}) {
            Ok(plot) => Ok((listing, Some(plot.svg))),
            // Without themes or codes there is nothing to draw, which the page says.
            Err(failure) if failure.kind == FailureKind::Nothing => Ok((listing, None)),
            Err(failure) => Err(failure),
        }
    });
    let (listing, svg) = read.await?;
    let body = html! {
        div.ways {
            (parts(&study, "map", &asked.q))
            div.way #map-page {
                header.bar { h1 { "Thematic map" } }
                div #fresh data-moment=(listing.moment) {
                    @match &svg {
                        Some(svg) => {
                            (drawn(&study, &asked, &listing, (svg, visitor.may(Right::Analyse))))
                        }
                        None => {
                            p.lead { "A map shows themes with their codes. There are none yet." }
                            p.next { a.button.main href={ "/s/" (study.word) "/analyse/themes" } { "Make a theme" } }
                        }
                    }
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Thematic map",
        place: "analyse",
        counts: true,
        own: "map",
        body,
    }))
}

fn files(study: &OpenStudy, asked: &Asked) -> Markup {
    html! {
        form.export method="post" action={ "/s/" (study.word) "/analyse/map/export" } {
            input type="hidden" name="q" value=(asked.q);
            input type="hidden" name="together" value=(asked.together);
            span { "Export as" }
            @for format in ["svg", "png"] {
                button type="submit" name="format" value=(format) { (format.to_uppercase()) }
            }
        }
    }
}

fn drawn(
    study: &OpenStudy,
    asked: &Asked,
    listing: &ThemeListing,
    (svg, writes): (&str, bool),
) -> Markup {
    let q = study.sought.numbered(&asked.q);
    let path = format!("/s/{}/analyse/map", study.word);
    let to = |together: &str| asking(&path, &[("q", q.as_str()), ("together", together)]);
    let is_put = listing.themes.iter().any(|theme| theme.map_place.is_some());
    html! {
        div.tools {
            @if asked.is_together() {
                a.button data-stays data-does="together" href=(to("")) { "Without lines between themes " kbd { "l" } }
            } @else {
                a.button data-stays data-does="together" href=(to("1")) { "Lines where themes occur together " kbd { "l" } }
            }
            @if is_put {
                button type="button" data-does="back" data-needs="analyse" { "Back into rows" }
            }
            (files(study, asked))
        }
        @if let Some(known) = &listing.whose {
            (whose(known, &|query| {
                let q = study.sought.numbered(query);
                asking(&path, &[("q", q.as_str()), ("together", &asked.together)])
            }))
        }
        @if listing.are_groups {
            p.lead {
                "Until a theme of your own has codes, the top-level groups of the codebook are \
                 themes, too. Themes of your own are arranged here then. "
                a href={ "/s/" (study.word) "/analyse/themes" } { "Make themes" }
            }
        } @else {
            p.hint data-needs="analyse" {
                "Drag a theme where it belongs, or go to it with " kbd { "Tab" } " and move it \
                with the arrows, farther with " kbd { "Shift" } ". Everyone sees it where you \
                leave it."
            }
        }
        div.scrolls #map tabindex="0" role="region" aria-label="The map" { (PreEscaped(svg)) }
        @if !listing.are_groups { (places(study, listing, writes)) }
    }
}

/// The map as a table: where each theme stands, to be read and written.
fn places(study: &OpenStudy, listing: &ThemeListing, writes: bool) -> Markup {
    html! {
        details #places {
            summary { "Places as a table" }
            table.figures {
                thead { tr {
                    th scope="col" { "Theme" }
                    th scope="col" { "Codes" }
                    th.number scope="col" { "From the left" }
                    th.number scope="col" { "From above" }
                } }
                tbody { @for theme in &listing.themes { (place(study, theme, writes)) } }
            }
            p.definition {
                "Pixels of the map as it is drawn, at the upper left corner of the theme’s box. \
                 A theme that nobody put anywhere stands in rows below the others."
            }
        }
    }
}

fn place(study: &OpenStudy, theme: &ListedTheme, writes: bool) -> Markup {
    let Some(number) = theme.number else { return html! {} };
    let (x, y) = theme.map_place.unzip();
    html! {
        tr data-put=(number) data-placed[theme.map_place.is_some()] {
            th scope="row" {
                a href={ "/s/" (study.word) "/analyse/themes/" (number) } dir="auto" { (theme.title) }
            }
            td { (count(theme.members.len(), "code")) }
            @for (axis, says, at) in [("x", "from the left", x), ("y", "from above", y)] {
                td.number {
                    input id={ (axis) (number) } type="number" min="0" max="20000" step="1" data-axis=(axis)
                        readonly[!writes]
                        value=[at] placeholder="in its row" aria-label={ (theme.title) ", " (says) };
                }
            }
        }
    }
}

/// Where themes are to stand.
#[derive(Deserialize)]
pub(super) struct Puts {
    puts: Vec<Put>,
}

#[derive(Deserialize)]
struct Put {
    theme: u32,
    x: u32,
    y: u32,
    /// Only if it was put nowhere yet.
    #[serde(default)]
    loose: bool,
}

pub(super) async fn put(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(Puts { puts }): Json<Puts>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let puts: Vec<MapPut> = puts
        .into_iter()
        .map(|Put { theme, x, y, loose }| MapPut { theme, x, y, only_if_loose: loose })
        .collect();
    let act =
        study.act(&app, &visitor, move |project, session| project.themes_put(session, &puts));
    Ok(said(match act.await? {
        0 => "It stands there already.",
        _ => "The map is saved.",
    }))
}

pub(super) async fn back(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, |project, session| project.themes_put_back(session));
    Ok(said(match act.await? {
        0 => "The themes stand in rows already.",
        _ => "The themes stand in rows again.",
    }))
}

/// The map as a file.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    together: String,
    format: String,
}

pub(super) async fn export(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Trouble> {
    let study = app.studies.named(&study)?;
    let (is_png, kind) = match wanted.format.as_str() {
        "svg" => (false, leaving::SVG),
        "png" => (true, leaving::PNG),
        _ => return Err(Failure::new("the map leaves as SVG or PNG").into()),
    };
    let question = Asked { q: wanted.q, together: wanted.together }.question();
    let bytes = study
        .ask(&visitor, move |project| {
            let plot = project.plot(&question, &|_, _| {})?;
            if !is_png {
                return Ok(plot.svg.into_bytes());
            }
            Ok(plot.png(SCALE, &leaving::fonts())?.bytes)
        })
        .await?;
    let name = format!("{}-map.{}", study.word, wanted.format);
    Ok(leaving::saved(&name, kind, bytes))
}
