use std::fs::File;
use std::io::Write as _;

use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use tempfile::TempPath;
use themata_project::Failure;
use themata_project::import::is_expected;

use super::visit::Visit;
use crate::app::App;
use crate::trouble::Deed;
use crate::visitor::Visitor;

/// The most bytes that the files of one request may have; in tests less, for they try it.
pub(crate) const LARGEST: usize = if cfg!(test) { 16 << 20 } else { 512 << 20 };

/// The most bytes that a file's name may have, with the folders that it lay in.
const LONGEST_PATH: usize = 4096;

/// What became of the files that were handed in.
#[derive(Debug, Default, Serialize)]
pub(super) struct HandedIn {
    /// How many files the visit has now.
    files: usize,
    /// How many files of folders are of no kind that is read.
    passed_over: usize,
}

/// Takes files: for each a field `path`, its name with the folders that it lay in, and a field
/// `file`.
pub(super) async fn files(
    State(app): State<App>,
    Path((study, visit)): Path<(String, u32)>,
    visitor: Visitor,
    mut form: Multipart,
) -> Deed<HandedIn> {
    let study = app.studies.named(&study)?;
    let visit = app.visits.named(&study.path, visit, visitor.account().as_deref())?;
    let mut handed_in = HandedIn::default();
    let mut path = None;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        if field.name() == Some("path") {
            path = Some(written(field).await?);
            continue;
        }
        let called = path.take().or_else(|| field.file_name().map(str::to_owned));
        let called = clean(&called.unwrap_or_default());
        if is_passed_over(&called) {
            handed_in.passed_over += 1;
        } else {
            take(&visit, &called, field).await?;
        }
    }
    handed_in.files = visit.files();
    Ok(Json(handed_in))
}

/// Writes a file to its place as it arrives, and keeps it only when it is whole.
async fn take(visit: &Visit, called: &str, mut field: Field<'_>) -> Result<(), Failure> {
    let place = visit.room()?;
    let cannot =
        |error: std::io::Error| Failure::caused("the file cannot be kept for now", &error);
    let mut file = File::create_new(&place).map_err(cannot)?;
    // Half a file helps nobody: it is gone if this ends early, for whatever reason.
    let half = TempPath::try_from_path(place).map_err(cannot)?;
    let mut bytes = 0;
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes += chunk.len() as u64;
        visit.has_room_for(bytes)?;
        file.write_all(&chunk).map_err(cannot)?;
    }
    let whole = half.keep().map_err(|error| cannot(error.error))?;
    visit.keep(called, whole, bytes);
    Ok(())
}

/// What a field says that is no file.
async fn written(mut field: Field<'_>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LONGEST_PATH {
            return Err(Failure::new("the name of a file is longer than any file's name")
                .hint("give it a shorter name, and hand it in again"));
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// That a file broke off, or is too large.
fn broken(error: &MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::new(format!(
            "a file is larger than {} MB, which is the most",
            LARGEST >> 20
        ))
        .hint("leave out what is no text, such as pictures and sound, or hand in its parts"),
        _ => Failure::new("a file did not arrive whole").hint("hand it in again"),
    }
}

/// A path as messages can show it: forward slashes, nothing above the folder, no signs that
/// control anything.
fn clean(path: &str) -> String {
    let parts = path.split(['/', '\\']).map(|part| {
        let shown: String = part.chars().filter(|c| !c.is_control()).collect();
        shown.trim().to_owned()
    });
    let parts: Vec<String> =
        parts.filter(|part| !matches!(part.as_str(), "" | "." | "..")).collect();
    if parts.is_empty() { "file".to_owned() } else { parts.join("/") }
}

/// Whether a file of a folder is none that anyone wants to import: hidden, or of no kind that is
/// read. A file that was chosen itself is always taken.
fn is_passed_over(called: &str) -> bool {
    let Some((_, name)) = called.rsplit_once('/') else { return false };
    let is_hidden = called.split('/').any(|part| part.starts_with(['.', '~']));
    is_hidden || !is_expected(std::path::Path::new(name))
}

#[cfg(test)]
mod tests {
    use super::{clean, is_passed_over};

    #[test]
    fn a_path_stays_within_its_folder() {
        assert_eq!(clean("../../etc/passwd"), "etc/passwd");
        assert_eq!(clean("C:\\interviews\\w1\\a.docx"), "C:/interviews/w1/a.docx");
        assert_eq!(clean("a\u{0}\r\nb.txt"), "ab.txt");
        assert_eq!(clean("/"), "file");
    }

    #[test]
    fn of_a_folder_only_what_can_be_read_is_taken() {
        assert!(!is_passed_over("interviews/a.docx"));
        assert!(is_passed_over("interviews/.DS_Store"));
        assert!(is_passed_over("interviews/.git/a.txt"));
        assert!(is_passed_over("interviews/photo.jpg"));
        assert!(!is_passed_over("photo.jpg"));
    }
}
