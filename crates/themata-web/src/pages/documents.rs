use axum::extract::{Path, State};
use maud::html;

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// The documents of a study.
pub(crate) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let documents = study.ask(&visitor, themata_project::Project::document_numbers).await?;
    let table = study.ask(&visitor, |project| project.documents("")).await?;
    let word = &study.word;
    let links = |row: usize, column: &str| {
        let name =
            table.rows.get(row)?.cells.first()?.words().filter(|_| column == "document")?;
        Some(format!("/s/{word}/read/{}", documents.get(name)?))
    };
    let body = html! {
        h1 { "Documents" }
        (super::import::ways_in_and_out(word, table.rows.is_empty()))
        @if !table.rows.is_empty() { (crate::table::table(&table, &links)) }
    };
    done(frame.around(Sheet { title: "Documents", place: "documents", own: "", body }))
}
