use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use themata_ingest::{PdfError, PdfLine, PdfPage, PdfPiece};

use crate::Failure;

/// How many bytes an answer may have. The longest book has far fewer.
const LONGEST_ANSWER: u64 = 256 << 20;

/// What reads PDF files: a process of its own for each file, so that a damaged one can
/// neither crash nor hang nor starve the import.
#[derive(Clone, Debug)]
pub struct PdfReader {
    program: PathBuf,
    arguments: Vec<String>,
    patience: Duration,
    /// The name and version of what reads the pages, for the record.
    name: String,
    decode: Decode,
}

/// How the answer of the process is understood.
type Decode = fn(&[u8]) -> Result<Vec<PdfPage>, PdfError>;

impl PdfReader {
    /// A reader that starts a program which answers by [`answer_pages`], and stops it when it
    /// takes longer than `patience`.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<String>, patience: Duration) -> PdfReader {
        let name = themata_pdf::ENGINE.to_owned();
        PdfReader { program, arguments, patience, name, decode: own_pages }
    }

    /// A reader that has the program `pdftotext` of Poppler read the pages.
    ///
    /// # Errors
    ///
    /// If there is no such program.
    pub fn pdftotext(patience: Duration) -> Result<PdfReader, Failure> {
        let program = PathBuf::from("pdftotext");
        let asked = Command::new(&program).arg("-v").output().map_err(|error| {
            Failure::caused("the program pdftotext cannot be started", &error)
                .hint("install Poppler's tools (poppler-utils), or leave `--pdf-engine` out")
        })?;
        let said = String::from_utf8_lossy(&asked.stderr);
        let version = said.lines().next().and_then(|line| line.split(' ').next_back());
        let name = format!("pdftotext {}", version.unwrap_or_default());
        let arguments = ["-bbox-layout", "-enc", "UTF-8", "-q", "-", "-"].map(str::to_owned);
        let arguments = arguments.to_vec();
        Ok(PdfReader { program, arguments, patience, name, decode: poppler_pages_of })
    }

    /// The name and version of what reads the pages, for the record.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn pages(&self, bytes: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
        let stopped = |message: String| PdfError::Stopped { message };
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| stopped(format!("its process could not be started: {error}")))?;
        let answer = self.converse(&mut child, bytes);
        // A process that has answered in full is let end; one that has not must not outlive
        // its file.
        if !matches!(answer, Ok(Some(_))) {
            let _ = child.kill();
        }
        let status = child.wait();
        match answer {
            Ok(Some(answer)) if answer.is_empty() => Err(silent(status)),
            Ok(Some(answer)) => (self.decode)(&answer),
            Ok(None) => {
                Err(stopped(format!("it took longer than {} s", self.patience.as_secs())))
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Err(stopped(format!("its answer is longer than {} MiB", LONGEST_ANSWER >> 20)))
            }
            Err(_) => Err(silent(status)),
        }
    }

    /// Sends the file and waits for the answer; `None` if patience runs out.
    fn converse(&self, child: &mut Child, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take())
        else {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        };
        let (sender, receiver) = mpsc::channel();
        let bytes = bytes.to_vec();
        std::thread::spawn(move || {
            // A program that knows enough stops reading, and its answer counts all the same.
            let _ = input.write_all(&bytes);
            drop(input);
            let answer = read_answer(&mut output, LONGEST_ANSWER);
            // Nobody listens any more when patience has run out.
            let _ = sender.send(answer);
        });
        match receiver.recv_timeout(self.patience) {
            Ok(answer) => answer.map(Some),
            Err(_) => Ok(None),
        }
    }
}

/// Reads an answer of at most `longest` bytes, so that a process gone wrong cannot fill the
/// memory of this one.
fn read_answer(output: impl Read, longest: u64) -> io::Result<Vec<u8>> {
    let mut answer = Vec::new();
    let read = output.take(longest.saturating_add(1)).read_to_end(&mut answer)?;
    if read as u64 > longest {
        return Err(io::Error::from(io::ErrorKind::FileTooLarge));
    }
    Ok(answer)
}

/// What a process that says nothing amounts to. Poppler ends with 3 where a password is
/// wanted, and with 1 where it cannot make out the file.
fn silent(status: io::Result<ExitStatus>) -> PdfError {
    match status {
        Ok(status) if status.code() == Some(3) => PdfError::Encrypted,
        Ok(status) => PdfError::Stopped { message: format!("its process ended with {status}") },
        Err(error) => PdfError::Stopped { message: error.to_string() },
    }
}

fn own_pages(answer: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    let answer: Answer = serde_json::from_slice(answer)
        .map_err(|error| PdfError::Stopped { message: error.to_string() })?;
    answer.into_pages()
}

fn poppler_pages_of(answer: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    themata_ingest::poppler_pages(&String::from_utf8_lossy(answer))
}

/// Reads a PDF from `input` and writes its pages to `output`, for the process on the other
/// side. This is all that the process apart does.
///
/// # Errors
///
/// If the input cannot be read or the output cannot be written.
pub fn answer_pages(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = Answer::from(themata_pdf::pages(&bytes));
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

#[derive(Serialize, Deserialize)]
enum Answer {
    Pages(Vec<Page>),
    Encrypted,
    NoText { pages: u32 },
    Damaged { message: String },
}

#[derive(Serialize, Deserialize)]
struct Page {
    width: f32,
    height: f32,
    lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    top: f32,
    bottom: f32,
    pieces: Vec<Piece>,
}

#[derive(Serialize, Deserialize)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    bold: bool,
}

impl From<Result<Vec<PdfPage>, PdfError>> for Answer {
    fn from(pages: Result<Vec<PdfPage>, PdfError>) -> Answer {
        let piece = |piece: PdfPiece| Piece {
            text: piece.text,
            left: piece.left,
            right: piece.right,
            bold: piece.bold,
        };
        let line = |line: PdfLine| Line {
            top: line.top,
            bottom: line.bottom,
            pieces: line.pieces.into_iter().filter(has_place).map(piece).collect(),
        };
        // What lies nowhere can be neither put in order nor written as JSON, and one such
        // place would take the whole file with it.
        let page = |page: PdfPage| Page {
            width: finite_or_zero(page.width),
            height: finite_or_zero(page.height),
            lines: page
                .lines
                .into_iter()
                .filter(|line| line.top.is_finite() && line.bottom.is_finite())
                .map(line)
                .filter(|line| !line.pieces.is_empty())
                .collect(),
        };
        match pages {
            Ok(pages) => Answer::Pages(pages.into_iter().map(page).collect()),
            Err(PdfError::Encrypted) => Answer::Encrypted,
            Err(PdfError::NoText { pages }) => Answer::NoText { pages },
            Err(error) => Answer::Damaged {
                message: match error {
                    PdfError::Damaged { message } => message,
                    other => other.to_string(),
                },
            },
        }
    }
}

fn has_place(piece: &PdfPiece) -> bool {
    piece.left.is_finite() && piece.right.is_finite()
}

fn finite_or_zero(points: f32) -> f32 {
    if points.is_finite() { points } else { 0.0 }
}

impl Answer {
    fn into_pages(self) -> Result<Vec<PdfPage>, PdfError> {
        let piece = |piece: Piece| PdfPiece {
            text: piece.text,
            left: piece.left,
            right: piece.right,
            bold: piece.bold,
        };
        let line = |line: Line| PdfLine {
            top: line.top,
            bottom: line.bottom,
            pieces: line.pieces.into_iter().map(piece).collect(),
        };
        match self {
            Answer::Pages(pages) => Ok(pages
                .into_iter()
                .map(|page| PdfPage {
                    width: page.width,
                    height: page.height,
                    lines: page.lines.into_iter().map(line).collect(),
                })
                .collect()),
            Answer::Encrypted => Err(PdfError::Encrypted),
            Answer::NoText { pages } => Err(PdfError::NoText { pages }),
            Answer::Damaged { message } => Err(PdfError::Damaged { message }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read};

    use super::{Answer, PdfLine, PdfPage, PdfPiece, own_pages, read_answer};

    #[test]
    fn a_long_answer_is_not_read_to_its_end() {
        let answer = serde_json::to_vec(&Answer::NoText { pages: 7 }).unwrap();
        let longest = answer.len() as u64;
        assert!(read_answer(&answer[..], longest).is_ok());
        let kind = |longest| read_answer(&answer[..], longest).err().map(|error| error.kind());
        assert_eq!(kind(longest - 1), Some(ErrorKind::FileTooLarge));
        let endless = read_answer(std::io::repeat(b' ').by_ref(), 1_000);
        assert_eq!(endless.err().map(|error| error.kind()), Some(ErrorKind::FileTooLarge));
    }

    #[test]
    fn what_lies_nowhere_is_left_out() {
        let piece = |text: &str, left: f32, right: f32| PdfPiece {
            text: text.to_owned(),
            left,
            right,
            bold: false,
        };
        let kept = piece("kept", 1.0, 2.0);
        let line =
            |top: f32, bottom: f32, pieces: Vec<PdfPiece>| PdfLine { top, bottom, pieces };
        let page = PdfPage {
            width: f32::NAN,
            height: 800.0,
            lines: vec![
                line(f32::NAN, 2.0, vec![kept.clone()]),
                line(1.0, f32::INFINITY, vec![kept.clone()]),
                line(1.0, 2.0, vec![piece("a", f32::NAN, 2.0), kept.clone()]),
                line(3.0, 4.0, vec![piece("b", 1.0, f32::NEG_INFINITY)]),
            ],
        };
        let sent = serde_json::to_vec(&Answer::from(Ok(vec![page]))).unwrap();
        let received = own_pages(&read_answer(&sent[..], 10_000).unwrap()).unwrap();
        let expect =
            PdfPage { width: 0.0, height: 800.0, lines: vec![line(1.0, 2.0, vec![kept])] };
        assert_eq!(received, [expect]);
    }
}
