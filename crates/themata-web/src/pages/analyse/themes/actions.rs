//! What is done to themes.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use themata_project::themes::{EvidenceAt, EvidenceSide, GroupsNow, NewTheme, ThemeEdit};
use themata_project::{CharSpan, Failure, Project};

use crate::app::App;
use crate::pages::said::{Said, said};
use crate::trouble::Deed;
use crate::visitor::Visitor;
use crate::wording::count;

/// A theme that is to be made.
#[derive(Deserialize)]
pub(super) struct New {
    title: String,
}

/// A theme that was made.
#[derive(Serialize)]
pub(super) struct Made {
    said: String,
    /// Where it is.
    address: Option<String>,
}

pub(super) async fn new(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
    Json(New { title }): Json<New>,
) -> Deed<Made> {
    let study = app.studies.named(&study)?;
    let word = study.word.clone();
    let act = study.act(&app, &visitor, move |project, session| {
        let new = NewTheme { title, ..NewTheme::default() };
        let (title, _) = project.theme_new(session, &new)?;
        let made = project.theme_listing("")?.themes;
        let number = made.iter().find(|theme| theme.title == title).and_then(|it| it.number);
        Ok((title, number))
    });
    let (title, number) = act.await?;
    Ok(Json(Made {
        said: format!("Made the theme “{title}”."),
        address: number.map(|number| format!("/s/{word}/analyse/themes/{number}")),
    }))
}

pub(super) async fn from_codebook(
    State(app): State<App>,
    Path(study): Path<String>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act =
        study.act(&app, &visitor, |project, session| project.themes_from_codebook(session));
    Ok(said(format!("Made {} of the codebook’s groups.", count(act.await?, "theme"))))
}

/// What is to be changed of a theme, and what it said when editing began.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Edit {
    title: Option<String>,
    statement: Option<String>,
    was: Option<String>,
    /// The name of a code that becomes a member.
    add: Option<String>,
    /// The place of a code that is a member no longer.
    remove: Option<u32>,
    /// Where it stands among the themes, counted from 1.
    place: Option<usize>,
}

impl Edit {
    /// What is changed, and what is said of it.
    fn told(self, project: &mut Project) -> Result<(ThemeEdit, String), Failure> {
        let mut edit = ThemeEdit { place: self.place, ..ThemeEdit::default() };
        let mut told = String::new();
        if self.place.is_some() {
            "Moved the theme.".clone_into(&mut told);
        }
        if self.title.is_some() {
            (edit.title, edit.was_title) = (self.title, self.was.clone());
            "The title is saved.".clone_into(&mut told);
        }
        if self.statement.is_some() {
            (edit.statement, edit.was_statement) = (self.statement, self.was);
            "The statement is saved.".clone_into(&mut told);
        }
        if let Some(name) = self.add {
            told = format!("“{}” belongs to the theme now.", name.trim());
            edit.add.push(name);
        }
        if let Some(place) = self.remove {
            let codes = project.codes()?;
            let code = codes.into_iter().find(|code| code.place == place);
            let name = code.ok_or_else(|| Failure::nothing("there is no such code"))?.name;
            told = format!("“{name}” belongs to the theme no longer.");
            edit.remove.push(name);
        }
        Ok((edit, told))
    }
}

pub(super) async fn edit(
    State(app): State<App>,
    Path((study, theme)): Path<(String, u32)>,
    visitor: Visitor,
    Json(edit): Json<Edit>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let called = project.theme_called(theme)?;
        let (edit, told) = edit.told(project)?;
        let Some(edited) = project.theme_edit(session, &called, &edit)? else {
            return Ok("It is so already.".to_owned());
        };
        Ok(match edited.groups {
            Some(GroupsNow::Gone) => format!(
                "{told} From now on matrix, map and report show only themes of your own."
            ),
            Some(GroupsNow::Back) => {
                format!("{told} The groups of the codebook are themes again.")
            }
            None => told,
        })
    });
    Ok(said(act.await?))
}

pub(super) async fn remove(
    State(app): State<App>,
    Path((study, theme)): Path<(String, u32)>,
    visitor: Visitor,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let act = study.act(&app, &visitor, move |project, session| {
        let called = project.theme_called(theme)?;
        project.theme_remove(session, &called, true)
    });
    let removed = act.await?;
    let with = match removed.summaries {
        0 => String::new(),
        1 => " with one summary of the matrix".to_owned(),
        many => format!(" with {many} summaries of the matrix"),
    };
    Ok(said(format!("Removed the theme “{}”{with}.", removed.title)))
}

/// An excerpt, and what it is to the theme.
#[derive(Deserialize)]
pub(super) struct Speaks {
    document: u32,
    start: u32,
    end: u32,
    /// `for` or `against`; nothing if it is evidence no longer.
    side: Option<String>,
    note: Option<String>,
    /// What the note was when writing began.
    was: Option<String>,
}

pub(super) async fn evidence(
    State(app): State<App>,
    Path((study, theme)): Path<(String, u32)>,
    visitor: Visitor,
    Json(speaks): Json<Speaks>,
) -> Deed<Said> {
    let study = app.studies.named(&study)?;
    let side =
        match speaks.side.as_deref() {
            None => None,
            Some(word) => {
                let side = EvidenceSide::from_word(word);
                Some(side.ok_or_else(|| {
                    Failure::new("an excerpt speaks for a theme or against it")
                })?)
            }
        };
    let span = CharSpan::checked(speaks.start, speaks.end);
    let span = span.ok_or_else(|| Failure::nothing("there is no such excerpt"))?;
    let told = match (side, &speaks.note) {
        (_, Some(_)) => "The note is saved.",
        (None, _) => "The excerpt is no evidence any more.",
        (Some(EvidenceSide::For), _) => "The excerpt speaks for the theme.",
        (Some(EvidenceSide::Against), _) => "The excerpt speaks against the theme.",
    };
    let Speaks { document, note, was, .. } = speaks;
    let at = EvidenceAt { theme, document, span, side, note, was };
    let act = study
        .act(&app, &visitor, move |project, session| project.theme_evidence_at(session, &at));
    Ok(said(if act.await? { told } else { "It is so already." }))
}
