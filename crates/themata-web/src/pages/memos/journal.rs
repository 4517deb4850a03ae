//! The journal: dated entries, the newest first, under a field for the next.

use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::{ListedMemo, MemoOn, MemoQuestion};

use super::drawn::{NEW, Writing, author, editing, said, when};
use super::{head, parts};
use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

/// How many entries stand on a page.
const SIZE: usize = 50;

/// Which part of the journal is wanted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    page: String,
}

pub(super) async fn page(
    State(app): State<App>,
    Path(study): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let number = asked.page.parse().unwrap_or(1);
    let page = study
        .ask(&visitor, move |project| {
            let question = MemoQuestion { on: Some(MemoOn::Study), ..MemoQuestion::default() };
            project.memo_page(&question, SIZE, number)
        })
        .await?;
    let word = &study.word;
    let writing = Writing {
        id: "new-entry",
        path: NEW,
        place: Some("study"),
        title: None,
        words: "",
        rows: 4,
        called: "A new entry",
    };
    let above = html! { label for="new-entry-words" { "A new entry " kbd { "n" } } };
    let body = html! {
        (head(word, true))
        div #write data-needs="note" { (writing.form(&above)) }
        div #fresh data-moment=(page.moment) {
            @if page.memos.is_empty() {
                p.lead {
                    "A journal tells how the study came about: what you did, decided and \
                     wondered. Write the first entry above."
                }
            }
            ol.memos.entries { @for entry in &page.memos { (drawn(entry)) } }
            (parts(&format!("/s/{word}/memos/journal"), &[], &page))
        }
    };
    done(frame.around(Sheet {
        title: "Journal",
        place: "memos",
        counts: false,
        own: "memos",
        body,
    }))
}

fn drawn(entry: &ListedMemo) -> Markup {
    html! {
        li tabindex="-1" {
            p.facts {
                (when(entry.at.as_deref(), entry.is_comment))
                span { (author(entry.author.as_deref(), entry.is_comment)) }
            }
            (said(entry.title.as_deref(), &entry.words))
            (editing(entry))
        }
    }
}
