//! PDF: the lines that an engine found on the pages become paragraphs.
//!
//! The engine is handed in, because programs that read PDF may fail in ways that only a
//! process of their own contains. What is decided here is everything that needs no knowledge
//! of the format: what is a running head, what is a number in the margin, where a paragraph
//! ends.

mod columns;
mod direction;
mod furniture;
mod heads;
mod margin;
mod order;
mod page;
mod paragraphs;
mod poppler;

use std::fmt;

use direction::is_rightward;
pub use page::{PdfLine, PdfPage, PdfPiece, PdfScrap};
pub use poppler::poppler_pages;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::Layout;

/// What finds the lines on the pages of a PDF.
pub type PdfEngine<'a> = &'a (dyn Fn(&[u8]) -> Result<Vec<PdfPage>, PdfError> + Sync);

/// Why an engine has no pages to give.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfError {
    /// The document is locked by a password.
    Encrypted,
    /// The pages are pictures: the document was scanned and holds no text.
    NoText {
        /// How many pages there are.
        pages: u32,
    },
    /// The document is damaged or not a PDF.
    Damaged {
        /// What the engine says about it.
        message: String,
    },
    /// The engine exceeded its limits of time or memory, or died.
    Stopped {
        /// What the one who ran it says about it.
        message: String,
    },
    /// There is no engine.
    Unavailable,
}

impl PdfError {
    /// What a person might do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        Some(match self {
            PdfError::Encrypted => {
                "open it in a PDF viewer with the password and print it to a new PDF"
            }
            PdfError::NoText { .. } => {
                "have a program recognise the text (OCR) and import what it saves"
            }
            PdfError::Damaged { .. } | PdfError::Stopped { .. } => {
                "open it in a PDF viewer and print it to a new PDF, or import the document that \
                 the PDF was made from"
            }
            PdfError::Unavailable => "import the document that the PDF was made from",
        })
    }
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Encrypted => f.write_str("it is locked by a password"),
            PdfError::NoText { pages: 1 } => f.write_str("its only page holds no text"),
            PdfError::NoText { pages } => write!(f, "none of its {pages} pages holds text"),
            PdfError::Damaged { message } => write!(f, "it is damaged: {message}"),
            PdfError::Stopped { message } => write!(f, "reading it was stopped: {message}"),
            PdfError::Unavailable => f.write_str("this program was built without PDF support"),
        }
    }
}

impl std::error::Error for PdfError {}

/// Reads a PDF.
pub(crate) fn read(
    bytes: &[u8],
    engine: PdfEngine<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Layout, Kind> {
    let pages = engine(bytes).map_err(|source| Kind::Pdf { source })?;
    let empty = pages.iter().filter(|page| page.lines.is_empty()).count();
    if empty == pages.len() {
        let pages = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        return Err(Kind::Pdf { source: PdfError::NoText { pages } });
    }
    if empty > 0 {
        let message = format!("{empty} of {} pages hold no text", pages.len());
        let remark = Diagnostic::warning("pages-without-text", message);
        diagnostics.push(remark.hint("if they are scans, have a program recognise their text"));
    }
    let lines = pages.iter().flat_map(|page| &page.lines);
    let signs = lines.flat_map(|line| &line.pieces).flat_map(|piece| piece.text.chars());
    let ligatures = signs.filter(|&c| letters_of(c).is_some()).count();
    if ligatures > 0 {
        let message = format!("{ligatures} ligatures were read as the letters they stand for");
        diagnostics.push(Diagnostic::note("ligatures-resolved", message));
    }
    let rows = furniture::strip(&pages, diagnostics);
    Ok(Layout::of(paragraphs::paragraphs(&rows, diagnostics)))
}

/// A line of running text, numbers in the margin and running heads being gone.
#[derive(Clone, Debug)]
struct Row {
    /// The page, counted from one.
    page: u32,
    /// The line's place among the lines of its page in reading order.
    text: String,
    bold: usize,
    /// Where the line begins and ends in its direction of writing.
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    /// How many wide gaps there are in it, as between the columns of a table.
    gaps: usize,
}

impl Row {
    fn of(page: u32, line: &PdfLine) -> Option<Row> {
        let (mut text, mut bold, mut all_bold) = (String::new(), 0, true);
        let (mut left, mut right) = (f32::MAX, f32::MIN);
        let em = (line.bottom - line.top).max(1.0);
        let mut before: Option<&PdfPiece> = None;
        let mut gaps = 0;
        for piece in &line.pieces {
            let apart = before.is_some_and(|before| before.gap(piece) > em * 0.18);
            if apart && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
            gaps += usize::from(before.is_some_and(|before| before.gap(piece) > em * 1.5));
            before = Some(piece);
            text.push_str(&piece.text);
            all_bold &= piece.bold || piece.text.trim().is_empty();
            if all_bold {
                bold = text.len();
            }
            if !piece.text.trim().is_empty() {
                left = left.min(piece.left);
                right = right.max(piece.right);
            }
        }
        // White space on a page is layout.
        let bold = flatten(&text[..bold]).trim_end().len();
        let text = flatten(&text).trim().to_owned();
        let bold = bold.min(text.len());
        if is_rightward(&text) {
            // Seen in a mirror, such a line begins at the left.
            (left, right) = (-right, -left);
        }
        (!text.is_empty()).then_some(Row {
            page,
            text,
            bold,
            left,
            right,
            top: line.top,
            bottom: line.bottom,
            gaps,
        })
    }

    fn height(&self) -> f32 {
        (self.bottom - self.top).max(1.0)
    }
}

/// The letters that a ligature of the Latin alphabet is drawn for. The shape is layout, as the
/// end of a line is: nobody would find `office` if it stood there with two signs fewer.
fn letters_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// Makes every stretch of white space one space, and letters of ligatures.
fn flatten(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    let text = text.trim_start();
    for c in text.chars() {
        let blank = c.is_whitespace() && c != '\u{a0}';
        if let Some(letters) = letters_of(c) {
            flat.push_str(letters);
        } else if !blank {
            if !c.is_control() && !matches!(c, '\u{200b}' | '\u{feff}') {
                flat.push(c);
            }
        } else if !flat.ends_with(' ') {
            flat.push(' ');
        }
    }
    flat
}
