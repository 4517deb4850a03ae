//! What is done to memos.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::codings::Revised;
use themata_project::{
    CharSpan, Failure, MemoEdited, MemoKnown, MemoPlace, NewMemo, Project, Session,
};

use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// What came of an action.
#[derive(Serialize)]
pub(super) struct Written {
    /// The moment that the study is at.
    moment: u32,
    /// What was done, to be said.
    said: &'static str,
    /// The number of the memo, if it is new.
    number: Option<u32>,
}

/// A memo that is to be written.
#[derive(Deserialize)]
pub(super) struct New {
    /// What it is about: `study`, `code-3`, `document-4`, `passage-4-120-180`.
    place: String,
    /// The words of the passage, as they stand on the page.
    #[serde(default)]
    picked: Option<String>,
    words: String,
    #[serde(default)]
    title: Option<String>,
}

/// How a memo is to be from now on.
#[derive(Deserialize)]
pub(super) struct Changed {
    words: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(flatten)]
    known: Known,
}

/// What a memo was when it was begun to be changed, or as it stands on the page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Known {
    #[serde(rename = "known")]
    words: Option<String>,
    #[serde(rename = "known_title")]
    title: Option<String>,
}

impl From<Known> for MemoKnown {
    fn from(Known { words, title }: Known) -> MemoKnown {
        MemoKnown { words, title }
    }
}

pub(super) async fn write(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(new): Json<New>,
) -> Deed<Written> {
    let place = place(&new.place)
        .ok_or_else(|| Failure::new("it was not said what the memo is about"))?;
    let said = if place == MemoPlace::Study { "Entry written" } else { "Memo written" };
    let memo = NewMemo { place, picked: new.picked, title: new.title, words: new.words };
    done(&app, &study, &visitor, said, move |project, session| {
        project.memo_write(session, &memo).map(Some)
    })
    .await
}

pub(super) async fn edit(
    State(app): State<App>,
    Path((study, memo)): Path<(String, u32)>,
    visitor: Visitor,
    Json(changed): Json<Changed>,
) -> Deed<Written> {
    let title = changed.title.map(|title| Some(title).filter(|title| !title.trim().is_empty()));
    let edited = MemoEdited { words: Some(changed.words), title, known: changed.known.into() };
    done(&app, &study, &visitor, "Memo changed", move |project, session| {
        project.memo_edit(session, memo, &edited).map(|()| None)
    })
    .await
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, memo)): Path<(String, u32)>,
    visitor: Visitor,
    Json(known): Json<Known>,
) -> Deed<Written> {
    done(&app, &study, &visitor, "Memo removed", move |project, session| {
        project.memo_remove(session, memo, &known.into()).map(|()| None)
    })
    .await
}

/// Changes the remark on a coding.
pub(super) async fn edit_remark(
    State(app): State<App>,
    Path((study, coding)): Path<(String, u32)>,
    visitor: Visitor,
    Json(changed): Json<Changed>,
) -> Deed<Written> {
    if changed.words.trim().is_empty() {
        let failure = Failure::new("the memo says nothing");
        return Err(failure.hint("write something, or remove the memo").into());
    }
    let revised = Revised {
        memo: Some(Some(changed.words)),
        known_memo: changed.known.words,
        ..Revised::default()
    };
    remark(&app, &study, &visitor, coding, revised, "Memo changed").await
}

pub(super) async fn remove_remark(
    State(app): State<App>,
    Path((study, coding)): Path<(String, u32)>,
    visitor: Visitor,
    Json(known): Json<Known>,
) -> Deed<Written> {
    let revised = Revised { memo: Some(None), known_memo: known.words, ..Revised::default() };
    remark(&app, &study, &visitor, coding, revised, "Memo removed").await
}

async fn remark(
    app: &App,
    study: &str,
    visitor: &Visitor,
    coding: u32,
    revised: Revised,
    said: &'static str,
) -> Deed<Written> {
    done(app, study, visitor, said, move |project, session| {
        project.revise_coding(session, coding, &revised).map(|_| None)
    })
    .await
}

async fn done(
    app: &App,
    study: &str,
    visitor: &Visitor,
    said: &'static str,
    action: impl FnOnce(&mut Project, &Session) -> Result<Option<u32>, Failure> + Send + 'static,
) -> Deed<Written> {
    let study = app.studies.named(study)?;
    let written = study.act(app, visitor, move |project, session| {
        let number = action(project, session)?;
        Ok(Written { moment: project.moment()?, said, number })
    });
    Ok(Json(written.await?))
}

/// What a new memo is about, if the words say it.
pub(in crate::pages) fn place(words: &str) -> Option<MemoPlace> {
    let mut parts = words.split('-');
    let what = parts.next()?;
    let numbers: Vec<u32> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match (what, numbers.as_slice()) {
        ("study", []) => Some(MemoPlace::Study),
        ("code", &[code]) => Some(MemoPlace::Code(code)),
        ("document", &[document]) => Some(MemoPlace::Document(document)),
        ("passage", &[document, start, end]) => {
            Some(MemoPlace::Passage(document, CharSpan::checked(start, end)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use themata_project::{CharSpan, MemoPlace};

    use super::place;

    #[test]
    fn a_place_is_read_or_none() {
        assert_eq!(place("study"), Some(MemoPlace::Study));
        assert_eq!(place("code-0"), Some(MemoPlace::Code(0)));
        assert_eq!(place("document-4"), Some(MemoPlace::Document(4)));
        let span = CharSpan::new(5, 9);
        assert_eq!(place("passage-4-5-9"), Some(MemoPlace::Passage(4, span)));
        for none in ["", "study-1", "code", "code-x", "code-1-2", "passage-4-9-5", "coding-1"] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
