//! Pages of a PDF made of fuzzed bytes.
//!
//! A line of the bytes is a line of the page, a form feed begins the next page, `|` divides
//! the pieces of a line. A line may begin with `@top,bottom` and a piece with `@left,right`; a
//! piece that begins with `*` is bold. Numbers that are left out are those of plain typing.

use themata_ingest::{PdfLine, PdfPage, PdfPiece};

const LINE_HEIGHT: f32 = 14.0;
const SIGN_WIDTH: f32 = 6.0;
const MARGIN: f32 = 72.0;

/// The pages that the bytes describe.
pub fn pages(bytes: &[u8]) -> Vec<PdfPage> {
    let text = String::from_utf8_lossy(bytes);
    text.split('\u{c}').map(page).collect()
}

fn page(text: &str) -> PdfPage {
    let mut lines = Vec::new();
    let mut top = MARGIN;
    for words in text.lines() {
        top += LINE_HEIGHT;
        if !words.trim().is_empty() {
            lines.push(line(words, top));
        }
    }
    PdfPage { width: 595.0, height: 842.0, lines }
}

fn line(words: &str, top: f32) -> PdfLine {
    let ((top, bottom), words) = numbers(words, (top, top + LINE_HEIGHT * 0.8));
    let mut pieces = Vec::new();
    let mut left = MARGIN;
    for words in words.split('|') {
        let width = words.chars().count() as f32 * SIGN_WIDTH;
        let ((left_edge, right), words) = numbers(words, (left, left + width));
        let (bold, words) = match words.strip_prefix('*') {
            Some(words) => (true, words),
            None => (false, words),
        };
        left = right;
        pieces.push(PdfPiece { text: words.to_owned(), left: left_edge, right, bold });
    }
    PdfLine { top, bottom, pieces }
}

/// The two numbers behind an `@` and the words behind them, or the usual numbers.
fn numbers(words: &str, usual: (f32, f32)) -> ((f32, f32), &str) {
    let found = words.strip_prefix('@').and_then(|rest| {
        let (numbers, words) = rest.split_once(' ').unwrap_or((rest, ""));
        let (first, second) = numbers.split_once(',')?;
        Some(((first.parse().ok()?, second.parse().ok()?), words))
    });
    found.unwrap_or((usual, words))
}
