//! What files need that leave the program: their kinds, fonts, and the command that makes the
//! same.

use std::borrow::Cow;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use themata_project::plot::font_folders;
use themata_project::{Format, Origin, Surroundings};

/// A table as text.
pub(super) const CSV: &str = "text/csv; charset=utf-8";

/// A sheet.
pub(super) const XLSX: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A document of a word processor.
pub(super) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// A picture of lines.
pub(super) const SVG: &str = "image/svg+xml";

/// A picture of points.
pub(super) const PNG: &str = "image/png";

/// A file to be saved under a name of ASCII letters, digits, hyphens and points.
pub(super) fn saved(name: &str, kind: &'static str, content: impl Into<Body>) -> Response {
    let mut response = content.into().into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// What a file says of itself: the command that makes the same.
pub(super) fn origin(command: String) -> Surroundings {
    let program = format!("Themata {}", env!("CARGO_PKG_VERSION"));
    Surroundings { origin: Origin { command, program }, ..Surroundings::default() }
}

/// A table as a word in a form names it, with its kind; `None` for what it cannot leave as.
pub(super) fn table(word: &str) -> Option<(Format, &'static str)> {
    Some(match word {
        "csv" => (Format::Csv, CSV),
        "xlsx" => (Format::Xlsx, XLSX),
        "docx" => (Format::Docx, DOCX),
        _ => return None,
    })
}

/// Where font files lie, those of whoever runs the program among them.
pub(super) fn fonts() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    font_folders(home.map(PathBuf::from).as_deref())
}

/// A word of a command, in quotation marks where a shell would read it otherwise.
pub(super) fn quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.,:/=+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) && !word.starts_with('=') {
        true => Cow::Borrowed(word),
        false => Cow::Owned(format!("'{}'", word.replace('\'', r"'\''"))),
    }
}

/// A command with the query that it is asked of, if there is one.
pub(super) fn command(words: &str, query: &str) -> String {
    match query.trim() {
        "" => format!("themata {words}"),
        query => format!("themata {words} {}", quoted(query)),
    }
}

#[cfg(test)]
mod tests {
    use super::{command, quoted, table};

    #[test]
    fn a_shell_reads_what_was_meant() {
        assert_eq!(quoted("site:04"), "site:04");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("nurse's"), r"'nurse'\''s'");
        assert_eq!(quoted("code:a*"), "'code:a*'");
        assert_eq!(command("matrix", " "), "themata matrix");
        let said = command("table --rows code", r#"theme:"nurse's day" $x"#);
        assert_eq!(said, r#"themata table --rows code 'theme:"nurse'\''s day" $x'"#);
    }

    /// What a shell makes of it is the word.
    #[cfg(unix)]
    #[test]
    fn a_shell_gives_back_every_word() {
        for word in ["it's", "a b", "$HOME `x` \\ \"y\"", "“never”", "!*?", "code:=a,=b"] {
            let script = format!("printf %s {}", quoted(word));
            let done = std::process::Command::new("sh").args(["-c", &script]).output();
            assert_eq!(String::from_utf8(done.unwrap().stdout).unwrap(), word);
        }
    }

    #[test]
    fn tables_leave_as_three_kinds_of_file() {
        assert!(["csv", "xlsx", "docx"].iter().all(|word| table(word).is_some()));
        assert!(table("pdf").is_none());
    }
}
