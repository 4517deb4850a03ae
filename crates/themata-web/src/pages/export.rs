//! What can be had of a study as files.

use std::io::Read as _;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use maud::html;
use tempfile::TempDir;
use themata_project::codebook::BookFormat;
use themata_project::{Failure, Project, ReportQuestion, Session, archive};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use crate::app::App;
use crate::layout::{Frame, Sheet};
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::{OpenStudy, apart, name_of};
use crate::trouble::{Page, page as done, told_to};
use crate::visitor::Visitor;

/// How much of a file is sent at once.
const PIECE: usize = 256 * 1024;

/// What a copy is called until it is sent.
const COPY: &str = "study";

/// Something that can be had.
struct Offer {
    /// The word in its address.
    word: &'static str,
    name: &'static str,
    says: &'static str,
    /// The buttons of its forms: word, name, and the end of the file's name.
    forms: &'static [(&'static str, &'static str, &'static str)],
}

const OFFERS: [Offer; 5] = [
    Offer {
        word: "report",
        name: "Report",
        says: "One page to read and to print: what was studied, how it was coded, how far coders \
               agree, theme by theme with excerpts. It opens in every browser.",
        forms: &[("report", "Web page (HTML)", "-report.html")],
    },
    Offer {
        word: "tables",
        name: "Tables",
        says: "Codings, documents, turns, sections, speakers, memos and codes for a spreadsheet, \
               R or Python; the workbook holds the excerpts with their words.",
        forms: &[
            ("workbook", "Workbook (XLSX)", ".xlsx"),
            ("tables", "CSV files (ZIP)", "-tables.zip"),
        ],
    },
    Offer {
        word: "parquet",
        name: "Typed tables",
        says: "The same with types and with the texts themselves, for pandas, polars, DuckDB, R \
               and Spark.",
        forms: &[("parquet", "Parquet files (ZIP)", "-parquet.zip")],
    },
    Offer {
        word: "codebook",
        name: "Codebook",
        says: "The codes with their definitions, to share with others or to bring into another \
               study.",
        forms: &[
            ("codebook-toml", "To edit and bring in again (TOML)", "-codebook.toml"),
            ("codebook-csv", "For a spreadsheet (CSV)", "-codebook.csv"),
        ],
    },
    Offer {
        word: "copy",
        name: "The whole study",
        says: "A copy of the study file as it is now, with every text, coding and its whole \
               history, also what a blind round keeps from you on the pages: to put away safely \
               or to hand on.",
        forms: &[("copy", "Study file", "-copy.themata")],
    },
];

/// A file as it is sent.
enum Made {
    Held(Vec<u8>),
    /// A file in a folder that is removed behind the last piece.
    Lying(TempDir),
}

pub(super) fn routes() -> Routes {
    Routes::new().get("/export", Right::Read, page).post(
        "/export/{what}",
        Right::Read,
        download,
    )
}

async fn page(State(app): State<App>, Path(study): Path<String>, visitor: Visitor) -> Page {
    let study = app.studies.named(&study)?;
    let frame = Frame::of(&app, &study, &visitor).await?;
    let stem = stem(&study);
    let body = html! {
        h1 { "Export" }
        p.lead { "Each file is made of the study as it stands when you press its button." }
        div.offers {
            @for offer in &OFFERS {
                // A copy has what a blind round keeps back, so that only leads get one.
                section aria-labelledby=(offer.word) data-needs=[(offer.word == "copy").then_some("lead")] {
                    h2 id=(offer.word) { (offer.name) }
                    p { (offer.says) }
                    div.ways {
                        @for (what, name, end) in offer.forms {
                            form method="post" action={ "/s/" (study.word) "/export/" (what) }
                                data-file={ (stem) (end) } {
                                button type="submit" aria-describedby=(offer.word) {
                                    (name) " " kbd {}
                                }
                            }
                        }
                    }
                    p.hint role="status" {}
                }
            }
        }
    };
    done(frame.around(Sheet {
        title: "Export",
        place: "documents",
        counts: false,
        own: "export",
        body,
    }))
}

/// Makes a file and sends it. Whoever asked without a script gets a page if it fails.
async fn download(
    State(app): State<App>,
    Path((study, what)): Path<(String, String)>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Response {
    let made = made(&app, &study, &what, &visitor).await;
    made.unwrap_or_else(|failure| told_to(&headers, failure))
}

async fn made(
    app: &App,
    study: &str,
    what: &str,
    visitor: &Visitor,
) -> Result<Response, Failure> {
    let study = app.studies.named(study)?;
    let mut forms = OFFERS.iter().flat_map(|offer| offer.forms);
    let Some((what, _, end)) = forms.find(|(word, ..)| *word == what) else {
        return Err(Failure::nothing("there is no such export"));
    };
    // Whoever has a copy has all that a blind round keeps back. On one's own machine one has
    // it anyway; a server gives it to leads only, and while no round is blind.
    let shared = visitor.account().is_some();
    let is_copy = **what == *"copy";
    if is_copy && !visitor.may(Right::Lead) {
        return Err(Failure::new("only a lead can take the whole study with them"));
    }
    let session = (app.session)(visitor.coder())?;
    let made = study.ask(visitor, move |project| {
        if is_copy
            && shared
            && let Some(kept_back) = project.kept_back()?
        {
            return Err(Failure::new(kept_back).hint(
                "a copy holds all of it: take it when the round is over, or open the round",
            ));
        }
        make(project, what, &session)
    });
    let made = made.await?;
    let (length, body) = match made {
        Made::Held(bytes) => (bytes.len() as u64, Body::from(bytes)),
        Made::Lying(file) => sent(file)?,
    };
    let name = format!("{}{end}", stem(&study));
    let mut response = super::leaving::saved(&name, "application/octet-stream", body);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    Ok(response)
}

fn make(project: &mut Project, what: &str, session: &Session) -> Result<Made, Failure> {
    let zipped = |files: &[(&str, &[u8])]| {
        archive(files)
            .map_err(|error| Failure::new(format!("the archive cannot be written: {error}")))
    };
    Ok(Made::Held(match what {
        "report" => project.report(session, &ReportQuestion::default())?.html().into_bytes(),
        "workbook" => project.export_workbook()?,
        "tables" => {
            let tables = project.export_tables()?;
            let files: Vec<(&str, &[u8])> =
                tables.iter().map(|table| (table.name, table.csv.as_bytes())).collect();
            zipped(&files)?
        }
        "parquet" => {
            let tables = project.export_parquet()?;
            let files: Vec<(&str, &[u8])> =
                tables.iter().map(|table| (table.name.as_str(), &*table.bytes)).collect();
            zipped(&files)?
        }
        "codebook-toml" => project.codebook_export(BookFormat::Toml, "now")?.into_bytes(),
        "codebook-csv" => project.codebook_export(BookFormat::Csv, "now")?.into_bytes(),
        _ => return copy(project),
    }))
}

/// A copy of the study in a folder for temporary files, until it is sent.
fn copy(project: &Project) -> Result<Made, Failure> {
    let cannot =
        |error: std::io::Error| Failure::caused("there is no room for a copy for now", &error);
    let folder = tempfile::Builder::new().prefix("themata-copy-").tempdir().map_err(cannot)?;
    project.copy_to(&folder.path().join(COPY))?;
    Ok(Made::Lying(folder))
}

/// The pieces of a file, one after the other, and how long it is.
fn sent(folder: TempDir) -> Result<(u64, Body), Failure> {
    let cannot = |error: std::io::Error| Failure::caused("the copy cannot be read", &error);
    let mut file = std::fs::File::open(folder.path().join(COPY)).map_err(cannot)?;
    let length = file.metadata().map_err(cannot)?.len();
    let (sender, receiver) = mpsc::channel::<std::io::Result<Vec<u8>>>(4);
    tokio::spawn(apart(move || {
        loop {
            let mut piece = vec![0; PIECE];
            let read = file.read(&mut piece);
            let is_over = !matches!(read, Ok(1..));
            let piece = read.map(|length| {
                piece.truncate(length);
                piece
            });
            let is_empty = piece.as_ref().is_ok_and(Vec::is_empty);
            // Whoever does not wait for it any more gets no more of it.
            if is_empty || sender.blocking_send(piece).is_err() || is_over {
                break;
            }
        }
        drop(folder);
        Ok(())
    }));
    Ok((length, Body::from_stream(ReceiverStream::new(receiver))))
}

/// The beginning of the names of files: that of the study's file.
pub(super) fn stem(study: &OpenStudy) -> String {
    let name = name_of(&study.path);
    let stem = name.strip_suffix(".themata").unwrap_or(&name);
    let is_plain =
        stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if is_plain { stem.to_owned() } else { study.word.clone() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use super::OFFERS;
    use crate::specimen::Specimen;

    #[tokio::test]
    async fn everything_that_is_offered_can_be_had() {
        let bench = Specimen::new();
        let page = bench.page("/s/care/export").await;
        for (what, _, end) in OFFERS.iter().flat_map(|offer| offer.forms) {
            assert!(
                page.body.contains(&format!(r#"action="/s/care/export/{what}""#)),
                "{what}"
            );
            let answer = bench.done(&format!("/s/care/export/{what}"), "").await;
            assert_eq!(answer.status, 200, "{what}: {}", answer.body);
            let named = answer.header("content-disposition");
            assert_eq!(named, format!("attachment; filename=\"care{end}\""));
            let begins = match end.rsplit_once('.').unwrap().1 {
                "html" => "<!DOCTYPE html>",
                "xlsx" | "zip" => "PK",
                "toml" => "",
                "csv" => "name,",
                _ => "SQLite format 3",
            };
            let body = answer.body.trim_start_matches('\u{feff}');
            assert!(
                body.to_lowercase().starts_with(&begins.to_lowercase()) && body.len() > 20,
                "{what}: {}",
                body.chars().take(80).collect::<String>()
            );
        }
    }

    #[tokio::test]
    async fn a_copy_is_a_study() {
        let bench = Specimen::new();
        let cookie = bench.come_in().await;
        let headers = [("cookie", cookie.as_str()), ("origin", "http://127.0.0.1:4000")];
        let bytes = bench.bytes("POST", "/s/care/export/copy", &headers).await;
        let path = bench.app.folder.join("copied.themata");
        std::fs::write(&path, bytes).unwrap();
        let mut project = themata_project::Project::open(&path).unwrap();
        assert_eq!(project.glance().unwrap().documents, 1);
    }

    #[tokio::test]
    async fn a_file_is_had_by_post_alone_and_what_is_not_there_is_said() {
        let bench = Specimen::new();
        assert_eq!(bench.page("/s/care/export/tables").await.status, 405);
        assert_eq!(bench.done("/s/care/export/everything", "").await.status, 404);
    }
}
