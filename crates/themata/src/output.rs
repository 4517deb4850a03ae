//! Where listings go, and what is said there of where they come from.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use themata_project::{Failure, Format, Origin};

/// The format of a file: what was said, else what its ending says. Both must fit together;
/// a text may have the ending `.txt` whatever its format.
pub(crate) fn format_of(file: &Path, said: Option<Format>) -> Result<Format, Failure> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().into_owned());
    let meant = ending.as_deref().and_then(Format::of_ending);
    match (said, meant) {
        (Some(said), Some(meant))
            if said != meant && !(meant == Format::Table && said.is_text()) =>
        {
            Err(Failure::new(format!(
                "the ending of `{}` says {}, and --format says {}",
                file.display(),
                meant.as_str(),
                said.as_str()
            ))
            .hint("leave --format out, or name the file otherwise"))
        }
        (Some(format), _) | (None, Some(format)) => Ok(format),
        (None, None) => {
            Err(Failure::new(format!("the ending of `{}` says no format", file.display()))
                .hint("name a file that ends in .csv, .json, .md, .html, .xlsx, .docx or .txt")
                .hint("or say --format"))
        }
    }
}

/// Refuses to send to a terminal what it cannot show.
pub(crate) fn check_terminal(format: Format) -> Result<(), Failure> {
    if format.is_text() || !io::stdout().is_terminal() {
        return Ok(());
    }
    let word = format.as_str();
    Err(Failure::new(format!("a terminal cannot show {word}"))
        .hint(format!("write it into a file: `-o FILE.{word}`")))
}

/// What the listing was made by: the program, and the command as it was typed.
pub(crate) fn origin() -> Origin {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    Origin { command: typed(words), program: format!("themata {}", env!("CARGO_PKG_VERSION")) }
}

/// The command without what says where the study is and where the listing goes: that is of
/// one machine, and the answer does not depend on it.
fn typed(words: impl Iterator<Item = String>) -> String {
    const WITH_VALUE: [&str; 4] = ["--output", "-o", "--format", "--study"];
    let mut command = "themata".to_owned();
    let mut words = words.peekable();
    let mut is_data = false;
    while let Some(word) = words.next() {
        is_data |= word == "--";
        if !is_data {
            if WITH_VALUE.contains(&word.as_str()) {
                words.next();
                continue;
            }
            let is_joined = WITH_VALUE.iter().any(|name| {
                let value = word.strip_prefix(name);
                value.is_some_and(|value| value.starts_with('=') || *name == "-o")
            });
            if is_joined || ["--force", "--quiet", "-q"].contains(&word.as_str()) {
                continue;
            }
        }
        command.push(' ');
        command.push_str(&quoted(&word));
    }
    command
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=:,./+%@".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_format(file: &str, said: Option<Format>, expect: Result<Format, &str>) {
        let found = format_of(Path::new(file), said).map_err(|failure| failure.to_string());
        match (found, expect) {
            (Ok(found), Ok(expect)) => assert_eq!(found, expect, "{file}"),
            (Err(found), Err(expect)) => assert!(found.contains(expect), "{found}"),
            (found, expect) => panic!("{file}: {found:?}, not {expect:?}"),
        }
    }

    #[test]
    fn ending_and_format_fit_together() {
        check_format("a.xlsx", None, Ok(Format::Xlsx));
        check_format("a.HTM", None, Ok(Format::Html));
        check_format("a.csv", Some(Format::Csv), Ok(Format::Csv));
        check_format("a.dat", Some(Format::Csv), Ok(Format::Csv));
        check_format("a.txt", Some(Format::Markdown), Ok(Format::Markdown));
        check_format("a.csv", Some(Format::Json), Err("says csv, and --format says json"));
        check_format("a.txt", Some(Format::Xlsx), Err("says table, and --format says xlsx"));
        check_format("a.pdf", None, Err("`a.pdf` says no format"));
        check_format("csv", None, Err("says no format"));
    }

    fn check_typed(words: &[&str], expect: &str) {
        assert_eq!(typed(words.iter().map(|&word| word.to_owned())), expect);
    }

    #[test]
    fn the_command_is_told_as_it_can_be_typed_again() {
        check_typed(
            &["excerpts", "speaker:Manager 1", "-o", "a.xlsx", "--force", "--coder", "ana"],
            "themata excerpts 'speaker:Manager 1' --coder ana",
        );
        check_typed(
            &["--study=/secret/a.themata", "-q", "search", "it's", "-oa.md", "--format=csv"],
            r"themata search 'it'\''s'",
        );
        check_typed(&["search", "--", "-o"], "themata search -- -o");
    }
}
