//! Files of word processors, and what pandoc reads from each.

use std::path::{Path, PathBuf};

use super::Corpus;
use super::files::{name_of, with_ending};
use super::native;
use super::program::Study;
use super::sheet::Sheet;
use super::words::{self, Explained, Likeness, Words};
use crate::Result;

/// How like the words have to be, on the average.
const BOUND: f64 = 0.985;

/// Files that differ from what pandoc reads for a reason.
const EXPLAINED: [Explained; 8] = [
    ("diagram.docx", "pandoc puts a word in the place of a diagram"),
    (
        "inline_images.docx",
        "pandoc gives what is said of a picture for those who cannot see it",
    ),
    ("imageIndex.odt", "pandoc leaves out the list of pictures"),
    ("imageWithCaption.odt", "pandoc gives the caption twice"),
    ("referenceToChapter.odt", "pandoc leaves out the words of a reference"),
    ("formatting.rtf", "pandoc gives the file's properties, and capitals for small ones"),
    ("image.rtf", "pandoc puts a word in the place of a picture"),
    ("list_complex.rtf", "pandoc gives the file's properties"),
];

/// Word files.
pub(super) fn docx(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("odd/docx-pandoc");
    check(corpus, sheet, &folder, &folder, "docx")
}

/// OpenDocument texts.
pub(super) fn odt(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("odd/odt-pandoc");
    check(corpus, sheet, &folder.join("odt"), &folder.join("native"), "odt")
}

/// Rich text.
pub(super) fn rtf(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let folder = corpus.path("odd/rtf-pandoc");
    check(corpus, sheet, &folder, &folder, "rtf")
}

fn check(
    corpus: &Corpus,
    sheet: &mut Sheet,
    folder: &Path,
    natives: &Path,
    ending: &str,
) -> Result<()> {
    let native = |file: &Path| {
        natives.join(file.file_name().unwrap_or_default()).with_extension("native")
    };
    let files = with_ending(folder, ending)?;
    let (files, without): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| native(file).exists());
    if !without.is_empty() {
        sheet.told("files of which no reading by pandoc is there", without.len());
    }
    let (study, read) = corpus.program.read(&files)?;
    let mut likenesses = Vec::new();
    for (file, read) in files.iter().zip(&read) {
        let native = std::fs::read_to_string(native(file))?;
        let known = Words::of(&native::text_of(&native))?;
        let likeness = match &read.document {
            Some(document) => {
                let mut text = study.text(document)?;
                if native::has_comments(&native) {
                    text.push_str(&comments(&study, document)?);
                }
                Likeness::between(&known, &Words::of(&text)?)
            }
            None if known.count() == 0 => Likeness { recall: 1.0, precision: 1.0 },
            None => Likeness::NONE,
        };
        likenesses.push((name_of(file), likeness));
    }
    words::tell(sheet, &likenesses, BOUND, &EXPLAINED);
    Ok(())
}

/// What the comments on a document say. Pandoc shows them in the text, the program beside it.
fn comments(study: &Study<'_>, document: &str) -> Result<String> {
    let rows = study.rows(["memos"])?;
    let here = rows.iter().filter(|row| row["document"] == document);
    Ok(here.fold(String::new(), |text, row| {
        text + "\n" + row["memo"].as_str().unwrap_or_default()
    }))
}
