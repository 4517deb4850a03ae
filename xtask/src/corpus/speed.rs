//! How fast each format is read, beside the fastest other program that is installed. The
//! figures are told and not judged: they are those of one machine at one moment.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// How many copies of a file are read.
const COPIES: usize = 200;

/// How many bytes all copies of a file come to at most.
const BYTES: usize = 32 << 20;

/// How many copies another program reads, which starts anew for each.
const PEER_COPIES: usize = 20;

const FILES: [&str; 15] = [
    "cross-format/zoom.vtt",
    "cross-format/otter.srt",
    "cross-format/otter.txt",
    "cross-format/rows.csv",
    "cross-format/colon_bold.docx",
    "cross-format/colon.odt",
    "cross-format/colon.rtf",
    "cross-format/colon.pdf",
    "cross-format/rows.xlsx",
    "cross-format/otranscribe.otr",
    "cross-format/whisper_diarized.json",
    "podcast-markdown/friends/changelog--friends-72.md",
    "chat-cha/chatter/corpus/reference/word-features/impdenis.cha",
    "elan-eaf/sample_3.0.eaf",
    "praat-textgrid/kylebgorman/tests/data/long_format.TextGrid",
];

/// Other programs that write a file's text on standard output.
const PEERS: [(&str, &[&str]); 8] = [
    ("docx", &["docx2txt"]),
    ("docx", &["pandoc", "--to", "plain"]),
    ("odt", &["odt2txt"]),
    ("odt", &["pandoc", "--to", "plain"]),
    ("rtf", &["unrtf", "--text"]),
    ("rtf", &["pandoc", "--to", "plain"]),
    ("md", &["pandoc", "--to", "plain"]),
    ("pdf", &["pdftotext", "-nopgbrk", "-enc", "UTF-8"]),
];

/// Formats that are ZIP archives.
const ARCHIVES: [&str; 3] = ["docx", "odt", "xlsx"];

pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    for name in FILES {
        let file = corpus.path(name);
        if !file.exists() {
            sheet.left_out(name, "", "absent");
            continue;
        }
        let ending = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let folder = tempfile::tempdir()?;
        let copies = copies(&file, ending, folder.path())?;
        let study = corpus.program.study()?;
        let begun = Instant::now();
        study.run([Path::new("import"), Path::new("--quiet"), folder.path()])?;
        let seconds = begun.elapsed().as_secs_f64();
        let documents = study.documents()?;
        let what = format!("{ending}: {} copies", copies.len());
        if documents.len() != copies.len() {
            sheet.told(what, format!("{} came in", documents.len()));
            continue;
        }
        let first = documents[0]["document"].as_str().unwrap_or_default();
        let text = study.text(first)?.len() as f64 / 1e6;
        let ours = text * copies.len() as f64 / seconds;
        // In some formats little of a file is text.
        let files = std::fs::metadata(&file)?.len() as f64 / 1e6 * copies.len() as f64;
        let files = files / seconds;
        let read =
            format!("{ours:.2} MB of text a second, {files:.1} MB of files ({seconds:.2} s)");
        sheet.told(what, format!("{read}{}", beside(ours, ending, &copies, text)?));
    }
    Ok(())
}

/// The fastest of the other programs, in words.
fn beside(ours: f64, ending: &str, copies: &[PathBuf], text: f64) -> Result<String> {
    let copies = &copies[..copies.len().min(PEER_COPIES)];
    let mut fastest: Option<(f64, &str)> = None;
    for (_, command) in PEERS.iter().filter(|(format, _)| *format == ending) {
        let [program, arguments @ ..] = command else { continue };
        let Some(seconds) = time_of(program, arguments, copies)? else { continue };
        let theirs = text * copies.len() as f64 / seconds;
        if fastest.is_none_or(|(rate, _)| theirs > rate) {
            fastest = Some((theirs, program));
        }
    }
    Ok(fastest.map_or(String::new(), |(theirs, program)| {
        format!("; {program} {theirs:.2}, {:.1} times as fast", ours / theirs)
    }))
}

/// How long another program takes for some files; `None` if it is not there or gives nothing.
fn time_of(program: &str, arguments: &[&str], files: &[PathBuf]) -> Result<Option<f64>> {
    let begun = Instant::now();
    for file in files {
        let mut command = Command::new(program);
        command.args(arguments).arg(file).stdin(Stdio::null()).stderr(Stdio::null());
        if program == "pdftotext" {
            command.arg("-");
        }
        match command.output() {
            Ok(output) if output.status.success() && !output.stdout.is_empty() => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(begun.elapsed().as_secs_f64()))
}

/// Copies of a file that all say the same in other bytes, or they would be known already.
fn copies(file: &Path, ending: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let bytes = std::fs::read(file)?;
    let count = (BYTES / bytes.len().max(1)).clamp(1, COPIES);
    (0..count)
        .map(|number| {
            let copy = folder.join(format!("{number:03}.{ending}"));
            std::fs::write(&copy, varied(&bytes, ending, number)?)?;
            Ok(copy)
        })
        .collect()
}

fn varied(bytes: &[u8], ending: &str, number: usize) -> Result<Vec<u8>> {
    if ARCHIVES.contains(&ending) {
        let mut archive = zip::ZipWriter::new_append(Cursor::new(bytes.to_vec()))?;
        archive.set_comment(number.to_string())?;
        return Ok(archive.finish()?.into_inner());
    }
    // Empty lines at the end mean nothing in any format of text, nor in a PDF.
    Ok([bytes, "\n".repeat(number).as_bytes()].concat())
}
