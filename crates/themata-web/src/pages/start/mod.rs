//! The first page: which study?

mod new;
mod open;
mod sample;
mod shared;

use std::path::{Path, PathBuf};

use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use themata_project::{Failure, Glance, Project};

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::{apart, name_of};
use crate::task::told;
use crate::trouble::{Page, page as done};
use crate::visitor::Visitor;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/", Right::Inside, page)
        .post("/open", Right::Keep, open::open)
        .post("/new", Right::Keep, new::make)
        .post("/new/name", Right::Keep, new::name)
        .get("/sample", Right::Keep, sample::how_far)
        .post("/sample", Right::Keep, sample::begin)
}

/// Which of the ways to a study stands open.
#[derive(Deserialize)]
struct Way {
    #[serde(default, rename = "do")]
    way: String,
}

/// Where a script goes on.
#[derive(Serialize)]
struct Address {
    address: String,
}

impl Address {
    fn of(study: &crate::studies::OpenStudy) -> Address {
        Address { address: format!("/s/{}/documents", study.word) }
    }
}

/// A study that was open before.
struct Recent {
    path: PathBuf,
    /// The word for its address and what it holds, or why it cannot be opened.
    seen: Result<(String, Glance), Failure>,
}

async fn page(State(app): State<App>, visitor: Visitor, Query(way): Query<Way>) -> Page {
    if let Some(accounts) = app.door.accounts() {
        return shared::page(&app, accounts, &visitor).await;
    }
    let frame = Frame::outside(&app, &visitor);
    let looked_at = app.clone();
    let (recent, around) = apart(move || {
        let recent = recent(&looked_at);
        Ok((recent, open::around(&looked_at.folder)))
    })
    .await?;
    let coder = visitor.coder().unwrap_or_default();
    let ways = [
        ("new", "Make a new study", "n", new::form(&coder, &app.folder)),
        ("open", "Open another study", "o", open::form(&around, &app.folder)),
        ("sample", "Try the sample", "t", sample::form(&app.folder)),
    ];
    let latest = recent.iter().find_map(|recent| recent.seen.as_ref().ok());
    let body = html! {
        div.start {
            @match latest {
                Some((word, glance)) => {
                    h1 { "Studies" }
                    p.lead { "Go on where you were, or begin something new." }
                    p.first {
                        a.button.main #go-on href={ "/s/" (word) "/documents" } {
                            "Go on with " bdi { (glance.title) } " " kbd { "Enter" }
                        }
                    }
                    (of_recent(&recent))
                }
                None => {
                    h1 { "Themata" }
                    p.lead {
                        "A study is one file on this machine: your transcripts, your codes and \
                         what you coded with them. Nothing in it leaves the machine."
                    }
                    p.first {
                        button.main type="button" data-way="new" { "Make a study " kbd { "n" } }
                    }
                    @if !recent.is_empty() { (of_recent(&recent)) }
                }
            }
            section aria-label="Ways to a study" {
                @for (name, heading, key, form) in ways {
                    details.way id=(name) open[way.way == name] data-key=(key) {
                        summary { span { (heading) } " " kbd { (key) } }
                        (form)
                    }
                }
            }
        }
    };
    done(frame.around(Sheet { title: "Studies", place: "", counts: false, own: "start", body }))
}

fn recent(app: &App) -> Vec<Recent> {
    let paths = app.memory.studies().into_iter();
    paths.map(|path| Recent { seen: glance(app, &path), path }).collect()
}

fn glance(app: &App, path: &Path) -> Result<(String, Glance), Failure> {
    let study = app.studies.open(path)?;
    Ok((study.word.clone(), study.looked_at(Project::glance)?))
}

fn of_recent(recent: &[Recent]) -> Markup {
    html! {
        div.scrolls tabindex="0" role="region" aria-label="Recent studies" {
            table.figures {
                thead { tr {
                    th scope="col" { "Study" }
                    th scope="col" { "File" }
                    th scope="col" { "Folder" }
                    th scope="col" { "Last changed" }
                    th.number scope="col" { "Documents" }
                } }
                tbody { @for Recent { path, seen } in recent { tr {
                    @match seen {
                        Ok((word, glance)) => {
                            td dir="auto" {
                                a href={ "/s/" (word) "/documents" } { (glance.title) }
                            }
                            (place(path))
                            td.when { time datetime=(glance.changed) { (day(&glance.changed)) } }
                            td.number { (glance.documents) }
                        }
                        Err(failure) => {
                            td { span.missing { "cannot be opened" } }
                            (place(path))
                            td.wrong colspan="2" { (told(failure)) }
                        }
                    }
                } } }
            }
        }
        @if recent.len() > 1 {
            p.definition { (recent.len()) " studies, the last that was open first." }
        }
    }
}

fn place(path: &Path) -> Markup {
    let folder = path.parent().unwrap_or(Path::new(""));
    html! {
        td { (name_of(path)) }
        td.folder title=(folder.display()) { (short(folder)) }
    }
}

/// A folder as people read it: the home folder as `~`, and of a long path the end.
fn short(folder: &Path) -> String {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    shortened(folder, home.as_deref().map(Path::new))
}

fn shortened(folder: &Path, home: Option<&Path>) -> String {
    let whole = folder.display().to_string();
    let under_home = home.filter(|home| home.components().count() > 1);
    let shown = match under_home.and_then(|home| folder.strip_prefix(home).ok()) {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => format!("~/{}", rest.display()),
        None => whole,
    };
    let parts: Vec<&str> = shown.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [.., above, last] if parts.len() > 3 => format!("…/{above}/{last}"),
        _ => shown,
    }
}

/// The day and the minute of a time in UTC; a script says it in the time of the machine.
fn day(at: &str) -> String {
    at.get(..16).map_or_else(String::new, |minute| minute.replace('T', " ") + " UTC")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use std::path::Path;

    use super::shortened;
    use crate::specimen::Specimen;

    #[tokio::test]
    async fn studies_that_were_open_are_listed_with_what_they_hold() {
        let bench = Specimen::new();
        let page = bench.page("/").await;
        assert_eq!(page.status, 200);
        assert!(
            page.body.contains(r#"href="/s/care/documents">Integrated care<"#),
            "{}",
            page.body
        );
        assert!(page.body.contains(r#"<td class="number">1</td>"#), "it has one document");
        assert!(page.body.contains("care.themata"));
    }

    #[tokio::test]
    async fn a_title_is_words_and_no_markup() {
        let bench = Specimen::new();
        let made = r#"{"title":"<img src=x onerror=alert(1)>","coder":"ana"}"#;
        let answer = bench.done("/new", made).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let address = answer.body.split('"').nth(3).unwrap().to_owned();
        bench.page(&address).await;
        let page = bench.page("/").await;
        assert!(page.body.contains("&lt;img src=x"), "{}", page.body);
        assert!(!page.body.contains("<img src=x"));
    }

    #[test]
    fn folders_are_shown_short() {
        let check = |folder: &str, expect: &str| {
            let home = Path::new("/people/ana");
            assert_eq!(shortened(Path::new(folder), Some(home)), expect);
        };
        check("/people/ana", "~");
        check("/people/ana/care", "~/care");
        check("/people/ana/work/2026/health/care", "…/health/care");
        check("/srv/care", "/srv/care");
        assert_eq!(shortened(Path::new("/srv/care"), Some(Path::new("/"))), "/srv/care");
    }
}
