use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use themata_project::asking::QueryNames;
use themata_project::{Failure, Project, Table};

use super::Asked;
use super::drawn::{Places, drawn};
use super::form::{exports, form, notes};
use super::meanings::meanings;
use super::reading::reading;
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::pages::reconcile::parts::head;
use crate::studies::OpenStudy;
use crate::trouble::{Page, hints, page as done};
use crate::visitor::Visitor;
use crate::wording::sentence;

/// What the page shows.
struct Shown {
    moment: u32,
    names: QueryNames,
    documents: BTreeMap<String, u32>,
    /// The query for what one of those who are compared coded; none where that cannot be said.
    of_people: Option<String>,
    table: Result<Table, Failure>,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let question = asked.question();
    let shown = study
        .ask(&visitor, move |project: &mut Project| {
            Ok(Shown {
                moment: project.moment()?,
                names: project.query_names()?,
                documents: project.document_numbers()?,
                // Why a query is unsound is said where the table would be.
                of_people: project.query_of_people(&question.query).ok().flatten(),
                table: project.agreement(&question),
            })
        })
        .await?;
    let body = html! {
        (head(&study, "agreement", &asked.q))
        (form(&study, &asked))
        div #fresh data-moment=(shown.moment) {
            (notes(&asked))
            @match &shown.table {
                Ok(table) => (answer(&study, &asked, &shown, table)),
                Err(failure) => {
                    div #refused role="alert" {
                        p { (sentence(&failure.message)) }
                        @for hint in hints(failure) { p { (hint) } }
                    }
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Agreement",
        place: "reconcile",
        counts: true,
        own: "agreement",
        body,
    }))
}

fn answer(study: &OpenStudy, asked: &Asked, shown: &Shown, table: &Table) -> Markup {
    let places = Places {
        study,
        asked,
        names: &shown.names,
        documents: &shown.documents,
        of_people: shown.of_people.as_deref(),
    };
    html! {
        h2 #title { (table.title) }
        div.read-beside {
            (reading(table, asked, &shown.names))
            div.table-part { (drawn(table, &places)) }
        }
        (exports(study, asked))
        (meanings(table))
        section.method aria-labelledby="method" {
            h2 #method { "What was compared" }
            p.definition { (table.whole_definition()) }
            @for remark in &table.remarks { p.remark { (sentence(&here(remark))) } }
        }
    }
}

/// A remark as it reads here, where no command is at hand.
fn here(remark: &str) -> String {
    remark
        .replace("`assignments finish` says", "finishing it on the page Rounds says")
        .replace(", passage by passage: `disagreements`", " stands under Disagreements")
}
