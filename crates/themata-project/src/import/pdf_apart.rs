use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use themata_ingest::{PdfError, PdfLine, PdfPage, PdfPiece};

/// What reads PDF files: a process of its own for each file, so that a damaged one can
/// neither crash nor hang nor starve the import.
#[derive(Clone, Debug)]
pub struct PdfReader {
    program: PathBuf,
    arguments: Vec<String>,
    patience: Duration,
}

impl PdfReader {
    /// A reader that starts a program which answers by [`answer_pages`], and stops it when it
    /// takes longer than `patience`.
    #[must_use]
    pub fn new(program: PathBuf, arguments: Vec<String>, patience: Duration) -> PdfReader {
        PdfReader { program, arguments, patience }
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
        // Whatever happened, the process must not outlive its file.
        let _ = child.kill();
        let status = child.wait();
        match answer {
            Ok(Some(answer)) => answer.into_pages(),
            Ok(None) => {
                Err(stopped(format!("it took longer than {} s", self.patience.as_secs())))
            }
            Err(_) => Err(stopped(match status {
                Ok(status) => format!("its process ended with {status}"),
                Err(error) => error.to_string(),
            })),
        }
    }

    /// Sends the file and waits for the answer; `None` if patience runs out.
    fn converse(&self, child: &mut Child, bytes: &[u8]) -> io::Result<Option<Answer>> {
        let (Some(mut input), Some(mut output)) = (child.stdin.take(), child.stdout.take())
        else {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        };
        let (sender, receiver) = mpsc::channel();
        let bytes = bytes.to_vec();
        std::thread::spawn(move || {
            let answer = input.write_all(&bytes).and_then(|()| {
                drop(input);
                let mut answer = Vec::new();
                output.read_to_end(&mut answer)?;
                serde_json::from_slice::<Answer>(&answer).map_err(io::Error::from)
            });
            // Nobody listens any more when patience has run out.
            let _ = sender.send(answer);
        });
        match receiver.recv_timeout(self.patience) {
            Ok(answer) => answer.map(Some),
            Err(_) => Ok(None),
        }
    }
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
            pieces: line.pieces.into_iter().map(piece).collect(),
        };
        let page = |page: PdfPage| Page {
            width: page.width,
            height: page.height,
            lines: page.lines.into_iter().map(line).collect(),
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
