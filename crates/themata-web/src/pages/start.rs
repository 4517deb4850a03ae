use axum::extract::State;
use maud::html;

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::studies::name_of;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// The first page: which study?
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Page {
    let frame = Frame::outside(&app, &visitor);
    let mut recent = Vec::new();
    for path in app.memory.studies() {
        if let Ok(study) = app.studies.open(&path) {
            recent.push((study.word.clone(), name_of(&path)));
        }
    }
    let body = html! {
        h1 { "Studies" }
        ul { @for (word, name) in &recent {
            li { a href={ "/s/" (word) "/documents" } { (name) } }
        } }
    };
    done(frame.around(Sheet { title: "Studies", place: "", own: "", body }))
}
