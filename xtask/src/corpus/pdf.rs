use std::path::Path;
use std::process::Command;

use super::Corpus;
use super::files::{name_in, with_ending};
use super::sheet::Sheet;
use super::words::{self, Explained, Likeness, Words};
use crate::Result;

/// How like the words have to be, on the average.
const BOUND: f64 = 0.98;

/// Files that differ from what `pdftotext` reads for a reason.
const EXPLAINED: [Explained; 4] = [
    (
        "pdfplumber/issue-71-duplicate-chars.pdf",
        "lines of Chinese are joined, which makes other words of them",
    ),
    ("pdfplumber/pdffill-demo.pdf", "the buttons on every page are left out"),
    ("pdfplumber/scotus-transcript-p1.pdf", "the numbers of lines are left out"),
    (
        "pypdf_sample_files/010-pdflatex-forms/pdflatex-forms.pdf",
        "the number of the page is left out",
    ),
];

/// Letters that are printed as one, and what they are.
const LIGATURES: [(&str, &str); 5] =
    [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")];

/// PDFs of many kinds, beside what the most used reader gives.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        sheet.left_out("likeness to pdftotext", "", "pdftotext is not installed");
        return Ok(());
    }
    let folder = corpus.path("odd/pdf");
    let files = with_ending(&folder, "pdf")?;
    let (study, read) = corpus.program.read(&files)?;
    let mut likenesses = Vec::new();
    let (mut neither, mut ours_alone) = (0, 0);
    for (file, read) in files.iter().zip(&read) {
        let name = name_in(&folder, file);
        let known = words_of(&by_pdftotext(file)?)?;
        let found = match &read.document {
            Some(document) => words_of(&study.text(document)?)?,
            None => Words::default(),
        };
        match (known.count(), found.count()) {
            (0, 0) => neither += 1,
            (0, _) => ours_alone += 1,
            (words, 0) => {
                let figure = format!("{words} words by pdftotext alone; {}", read.remarks());
                sheet.told(name, figure);
            }
            _ => likenesses.push((name, Likeness::between(&known, &found))),
        }
    }
    sheet.told("files without words for both", neither);
    sheet.told("files without words for pdftotext alone", ours_alone);
    words::tell(sheet, &likenesses, BOUND, &EXPLAINED);
    Ok(())
}

/// The words of a text, whether or not letters stand in it as they are printed.
fn words_of(text: &str) -> Result<Words> {
    let plain =
        |text: String, (ligature, letters): &(&str, &str)| text.replace(ligature, letters);
    Words::of(&LIGATURES.iter().fold(text.to_owned(), plain))
}

/// The text by `pdftotext`; nothing if it refuses the file.
fn by_pdftotext(file: &Path) -> Result<String> {
    let output = Command::new("pdftotext")
        .args(["-nopgbrk", "-enc", "UTF-8"])
        .arg(file)
        .arg("-")
        .output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
