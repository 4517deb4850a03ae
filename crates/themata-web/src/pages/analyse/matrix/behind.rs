use axum::Json;
use axum::extract::{Path, State};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use themata_project::Failure;
use themata_project::matrix::{BehindCell, CellExcerpt, CellQuestion, ColumnKey, RowKey};

use super::asked::column;
use crate::app::App;
use crate::studies::OpenStudy;
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// So many excerpts are shown beside a cell.
const MOST: usize = 60;

/// A cell as a page names it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CellNamed {
    /// `d` and the number of a document, or `a` and that of an attribute.
    row: String,
    /// The value of the attribute.
    #[serde(default)]
    value: String,
    column: String,
}

impl CellNamed {
    pub(super) fn keys(&self) -> Result<(RowKey, ColumnKey), Failure> {
        let number = |sign: char| self.row.strip_prefix(sign).and_then(|it| it.parse().ok());
        let row = match (number('d'), number('a')) {
            (Some(document), _) => Some(RowKey::Document(document)),
            (None, Some(attribute)) => {
                Some(RowKey::Value { attribute, value: self.value.clone() })
            }
            (None, None) => None,
        };
        row.zip(column(&self.column)).ok_or_else(|| Failure::nothing("there is no such cell"))
    }
}

/// Which cell is meant, and of which excerpts.
#[derive(Debug, Deserialize)]
pub(super) struct Behind {
    #[serde(flatten)]
    cell: CellNamed,
    #[serde(default)]
    q: String,
    /// Whether one excerpt is enough.
    #[serde(default)]
    first: bool,
}

/// What stands behind a cell, drawn.
#[derive(Serialize)]
pub(super) struct Drawn {
    html: String,
    /// What stands in the cell now.
    words: String,
}

pub(super) async fn behind(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(asked): Json<Behind>,
) -> Deed<Drawn> {
    let study = app.studies.named(&study)?;
    let (row, column) = asked.cell.keys()?;
    let most = if asked.first { 1 } else { MOST };
    let question = CellQuestion { row, column, query: asked.q, most };
    let cell = study.ask(&visitor, move |project| project.matrix_behind(&question)).await?;
    let html = match asked.first {
        true => first(&study, &cell),
        false => panel(&study, &cell),
    };
    Ok(Json(Drawn { html: html.into_string(), words: cell.words }))
}

fn place(study: &OpenStudy, excerpt: &CellExcerpt) -> String {
    let (start, end) = (excerpt.span.start(), excerpt.span.end());
    format!("/s/{}/read/{}#at-{start}-{end}", study.word, excerpt.document)
}

/// The first excerpt, as it is folded out in the cell.
fn first(study: &OpenStudy, cell: &BehindCell) -> Markup {
    html! {
        @if let Some(excerpt) = cell.excerpts.first() {
            blockquote dir="auto" { (excerpt.words) }
            p.credit { a href=(place(study, excerpt)) dir="auto" { (excerpt.credit) } }
        }
    }
}

fn panel(study: &OpenStudy, cell: &BehindCell) -> Markup {
    let all = cell.excerpts.len() + cell.more;
    html! {
        header {
            h2 #behind-title tabindex="-1" { (cell.row) " · " (cell.column) }
            button.quiet type="button" data-close aria-label="Close the excerpts" title="Close (Esc)" { "×" }
        }
        p.hint {
            (count(all, "excerpt"))
            @if let Some(by) = &cell.by { "; written last by " (by) }
            @if cell.gone > 0 { "; " (count(cell.gone, "excerpt")) " that it rested on have no words any more" }
        }
        div.writing data-needs="analyse" {
            button.main type="button" data-save { "Save " kbd { "Ctrl Enter" } }
            button type="button" data-later { "Leave as draft " kbd { "Esc" } }
        }
        @if all == 0 {
            p.hint { "Nothing was coded here. What you write rests on no excerpt." }
        }
        ol {
            @for (number, excerpt) in cell.excerpts.iter().enumerate() {
                li data-document=(excerpt.document) data-start=(excerpt.span.start())
                    data-end=(excerpt.span.end()) data-rests[excerpt.rests] {
                    blockquote dir="auto" { (excerpt.words) }
                    p.credit {
                        a href=(place(study, excerpt)) dir="auto" { (excerpt.credit) }
                        @for (code, name) in &excerpt.codes {
                            " " span class={ "code c" (code) } { span.swatch aria-hidden="true" {} " " (name) }
                        }
                    }
                    p.buttons data-needs="analyse" {
                        label.check {
                            input type="checkbox" data-rest checked[excerpt.rests];
                            " rests on it"
                        }
                        @if let Some(coding) = excerpt.coding {
                            button type="button" data-insert=(coding)
                                title="Writes its number where the cursor stands" {
                                "Insert [" (coding) "]"
                                @if number < 9 { " " kbd { "Alt " (number + 1) } }
                            }
                        }
                    }
                }
            }
        }
        @if cell.more > 0 {
            p.hint { "and " (cell.more) " more: the number in the cell leads to all" }
        }
    }
}
