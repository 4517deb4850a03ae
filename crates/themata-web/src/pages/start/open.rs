use std::path::{Path, PathBuf};

use axum::Json;
use axum::extract::State;
use maud::{Markup, html};
use serde::Deserialize;
use themata_project::Failure;

use super::{Address, short};
use crate::app::App;
use crate::studies::{apart, name_of};
use crate::trouble::Deed;

/// At most so many files are listed.
const MOST: usize = 200;

/// A study to be opened.
#[derive(Deserialize)]
pub(super) struct Wanted {
    path: String,
}

pub(super) fn form(around: &[PathBuf], folder: &Path) -> Markup {
    html! {
        @if around.is_empty() {
            p {
                "There is no study in " span title=(folder.display()) { (short(folder)) }
                " or the folders in it. Say where one lies."
            }
        } @else {
            p {
                "Choose one from " span title=(folder.display()) { (short(folder)) }
                ", or say where another lies."
            }
            ul.files {
                @for path in around { li {
                    button type="button" data-open=(path.display()) {
                        (name_of(path))
                        @if let Some(within) = within(path, folder) { span.hint { " in " (within) } }
                    }
                } }
            }
        }
        form #opening autocomplete="off" {
            p.field {
                label for="path" { "Path of a study file" }
                input #path name="path" spellcheck="false" required
                    placeholder="care.themata, or the whole path";
            }
            p { button.main type="submit" { "Open " kbd { "Enter" } } }
        }
    }
}

/// The folder of a file, if it is not the one that the server runs in.
fn within(path: &Path, folder: &Path) -> Option<String> {
    path.parent().filter(|parent| *parent != folder).map(name_of)
}

/// The studies of a folder and of the folders in it, in order of their names.
pub(super) fn around(folder: &Path) -> Vec<PathBuf> {
    let (mut studies, folders) = look_into(folder);
    for folder in folders {
        if studies.len() >= MOST {
            break;
        }
        studies.extend(look_into(&folder).0);
    }
    studies.truncate(MOST);
    studies
}

/// The studies and the folders in a folder. One that cannot be read holds none.
fn look_into(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut studies, mut folders) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(kind) = entry.file_type() else { continue };
        if is_hidden {
            continue;
        }
        if kind.is_dir() {
            folders.push(path);
        } else if path.extension().is_some_and(|ending| ending == "themata") {
            studies.push(path);
        }
    }
    studies.sort();
    folders.sort();
    (studies, folders)
}

/// Opens a study.
pub(super) async fn open(State(app): State<App>, Json(wanted): Json<Wanted>) -> Deed<Address> {
    if app.door.accounts().is_some() {
        return Err(Failure::new("this server opens what it was started with")
            .hint("name the study when it is started: `themata serve STUDY --users FILE`")
            .into());
    }
    let opener = app.clone();
    let study = apart(move || {
        let said = wanted.path.trim().trim_matches(['"', '\'']);
        if said.is_empty() {
            return Err(Failure::new("no file is named").hint("write where the study lies"));
        }
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let path = match (said.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => opener.folder.join(said),
        };
        opener.studies.open(&path)
    })
    .await?;
    app.memory.opened(&study.path);
    Ok(Json(Address::of(&study)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use crate::specimen::Specimen;

    #[tokio::test]
    async fn studies_one_folder_deep_are_offered_and_open() {
        let bench = Specimen::new();
        let folder = &bench.app.folder;
        std::fs::create_dir_all(folder.join("wave 2/deeper")).unwrap();
        std::fs::copy(folder.join("care.themata"), folder.join("wave 2/second.themata"))
            .unwrap();
        std::fs::write(folder.join("wave 2/deeper/third.themata"), "").unwrap();
        let page = bench.page("/?do=open").await;
        assert!(page.body.contains("second.themata"), "{}", page.body);
        assert!(page.body.contains(" in wave 2"));
        assert!(!page.body.contains("third.themata"));

        let answer = bench.done("/open", r#"{"path":"wave 2/second.themata"}"#).await;
        assert_eq!(answer.body, r#"{"address":"/s/second/documents"}"#);
    }

    #[tokio::test]
    async fn what_is_no_study_is_said_to_be_none() {
        let bench = Specimen::new();
        std::fs::write(bench.app.folder.join("notes.txt"), "only words").unwrap();
        for (path, status) in [("notes.txt", 422), ("nowhere.themata", 422), (" ", 422)] {
            let answer = bench.done("/open", &format!(r#"{{"path":"{path}"}}"#)).await;
            assert_eq!(answer.status, status, "{path}: {}", answer.body);
            assert!(answer.body.contains("message"), "{}", answer.body);
        }
    }
}
