use regex::Regex;
use serde_json::Value;

use super::Corpus;
use super::files::{name_of, spaced, with_ending};
use super::sheet::Sheet;
use crate::Result;

/// The session of which the two files do not say the same.
const EDITED: &str = "P4R1";

/// Sessions as RTF, and the same as plain text. What the program reads from the one has to be
/// what stands in the other, which needs no reading.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("interviews-rtf");
    let files = with_ending(&folder, "rtf")?;
    let texts = with_ending(&folder, "txt")?;
    let (study, read) = corpus.program.read(&files)?;
    // Some were pasted from captions, whose times the program takes out of the text.
    let stamp = Regex::new(r"[\d:.]{8,} --> [\d:.]{8,}")?;
    let mut alike = 0;
    let mut different = Vec::new();
    for (file, read) in files.iter().zip(&read) {
        let stem = file.file_stem().unwrap_or_default();
        let twin = texts.iter().find(|text| text.file_stem() == Some(stem));
        let twin = twin.ok_or_else(|| format!("{} has no twin", name_of(file)))?;
        let known = std::fs::read_to_string(twin)?;
        let known = stamp.replace_all(known.trim_start_matches('\u{feff}'), " ");
        let Some(document) = &read.document else {
            sheet.expect(name_of(file), "read", read.remarks());
            continue;
        };
        let found: Vec<String> = study.rows(["show", document])?.iter().map(as_typed).collect();
        if spaced(&found.join(" ")) == spaced(&known) {
            alike += 1;
        } else {
            different.push(stem.to_string_lossy().into_owned());
        }
    }
    sheet.expect("texts that are those of their twins", files.len() - 1, alike);
    sheet.expect("texts that are not", EDITED, different.join(", "));
    Ok(())
}

/// A turn or paragraph with the name before it, which the program takes out of the text.
fn as_typed(row: &Value) -> String {
    let words = row["words"].as_str().unwrap_or_default();
    match row["speaker"].as_str() {
        Some(speaker) => format!("{speaker}: {words}"),
        None => words.to_owned(),
    }
}
