use std::path::{Path, PathBuf};

use axum::Json;
use axum::extract::State;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use themata_project::{Failure, Project};

use super::{Address, short};
use crate::app::App;
use crate::rights::Role;
use crate::studies::{apart, name_of};
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// A file's name has at most this many characters before its ending.
const LONGEST: usize = 60;

/// A study to be made.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    title: String,
    #[serde(default)]
    coder: String,
}

/// The file that a study would be kept in.
#[derive(Serialize)]
pub(super) struct FileName {
    file: String,
}

pub(super) fn form(coder: &str, folder: &Path) -> Markup {
    html! {
        form #making autocomplete="off" {
            p { "Give the study a title, and say who you are." }
            p.field {
                label for="title" { "Title" }
                input #title name="title" maxlength="200" required dir="auto";
            }
            p.field {
                label for="coder" { "Your name" }
                input #coder name="coder" maxlength="80" required value=(coder);
                span.hint { "What you code is kept in this name." }
            }
            p.hint {
                "It is kept in " output #file for="title" { "a file" } " in the folder "
                span title=(folder.display()) { (short(folder)) } "."
            }
            p { button.main type="submit" { "Make the study " kbd { "Enter" } } }
        }
    }
}

/// What the file of a study of some title would be called.
pub(super) async fn name(State(app): State<App>, Json(wanted): Json<Wanted>) -> Json<FileName> {
    let path = free_path(&app.folder, &wanted.title, |_| false);
    Json(FileName { file: name_of(&path) })
}

/// Makes a study.
pub(super) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Json(wanted): Json<Wanted>,
) -> Deed<Address> {
    let title = wanted.title.trim().to_owned();
    let account = visitor.account();
    let coder = account.clone().unwrap_or_else(|| wanted.coder.trim().to_owned());
    if title.is_empty() {
        return Err(Failure::new("the study has no title yet").hint("write one").into());
    }
    if coder.is_empty() {
        return Err(Failure::new("you have no name yet")
            .hint("write the name in which you code")
            .into());
    }
    let session = (app.session)(Some(coder.clone()))?;
    let maker = app.clone();
    let named = coder.clone();
    let study = apart(move || {
        // If another program takes the name meanwhile, its file is left alone and we say so.
        let accounts = maker.door.accounts();
        // Whoever was a member of a study of that name is none of this one.
        let taken = |file: &str| accounts.is_some_and(|known| known.knows_study(file));
        let path = free_path(&maker.folder, &title, taken);
        Project::init(&path, &session, &title, &[&named])?;
        let Some((name, accounts)) = account.zip(accounts) else {
            return maker.studies.open(&path);
        };
        let study = maker.studies.serve(&path)?;
        accounts.set_role(&name, &name_of(&study.path), Some(Role::Lead))?;
        Ok(study)
    })
    .await?;
    visitor.is_called(Some(coder.clone()));
    app.memory.acts(&coder);
    Ok(Json(Address::of(&study)))
}

/// A file for a study of some title that is not there yet.
fn free_path(folder: &Path, title: &str, taken: impl Fn(&str) -> bool) -> PathBuf {
    let stem = stem(title);
    let numbered = (2..).map(|number: u64| format!("{stem}-{number}"));
    let mut names = std::iter::once(stem.clone()).chain(numbered);
    let free = |name: &String| {
        let file = format!("{name}.themata");
        !taken(&file) && folder.join(&file).symlink_metadata().is_err()
    };
    let name = names.find(free).unwrap_or(stem);
    folder.join(format!("{name}.themata"))
}

/// A title as a file's name on every system: letters and digits, with a hyphen between words.
fn stem(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut stem: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST).collect();
    stem.truncate(stem.trim_end_matches('-').len());
    let reserved = ["con", "prn", "aux", "nul"].contains(&stem.as_str())
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    match stem.as_str() {
        "" => "study".to_owned(),
        _ if reserved => format!("{stem}-study"),
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use super::stem;
    use crate::specimen::Specimen;

    #[test]
    fn a_file_is_named_by_the_title() {
        assert_eq!(stem("Integrated care: six sites, 2026"), "integrated-care-six-sites-2026");
        assert_eq!(stem("Où va l’hôpital ?"), "où-va-l-hôpital");
        assert_eq!(stem("../../etc/passwd"), "etc-passwd");
        assert_eq!(stem("?!"), "study");
        assert_eq!(stem("CON"), "con-study");
        assert_eq!(stem(&"ab ".repeat(60)).chars().count(), 59);
    }

    #[tokio::test]
    async fn a_study_is_made_and_overwrites_none() {
        let bench = Specimen::new();
        let before = std::fs::read(bench.app.folder.join("care.themata")).unwrap();
        let file = bench.done("/new/name", r#"{"title":"Care"}"#).await;
        assert_eq!(file.body, r#"{"file":"care-2.themata"}"#);
        let answer = bench.done("/new", r#"{"title":"Care","coder":" ben "}"#).await;
        assert_eq!(answer.body, r#"{"address":"/s/care-2/documents"}"#);
        assert_eq!(std::fs::read(bench.app.folder.join("care.themata")).unwrap(), before);

        let page = bench.page("/s/care-2/documents").await;
        assert!(page.body.contains(r#"href="/s/care-2/import""#), "it leads to the import");
        assert_eq!(bench.app.memory.coder().as_deref(), Some("ben"));
    }

    #[tokio::test]
    async fn a_study_needs_a_title_and_a_name() {
        let bench = Specimen::new();
        for body in [r#"{"title":" ","coder":"ana"}"#, r#"{"title":"Care","coder":""}"#] {
            assert_eq!(bench.done("/new", body).await.status, 422, "{body}");
        }
    }
}
