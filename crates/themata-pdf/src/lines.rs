//! Runs of text become lines.

use pdf_oxide::layout::{FontWeight, TextSpan};
use themata_ingest::{PdfLine, PdfPiece};

/// A gap wider than this, as a multiple of the line's height, divides a line into pieces.
const WIDE_GAP: f32 = 0.9;

/// The lines of a page. The spans come in reading order, column by column; those that stand
/// side by side become one line. `left` and `top` are the page's edges.
pub(crate) fn lines(spans: &[TextSpan], left: f32, top: f32) -> Vec<PdfLine> {
    let mut lines: Vec<PdfLine> = Vec::new();
    for span in spans {
        // What stands on its side is an axis, a stamp or a watermark.
        if span.rotation_degrees != 0.0 || span.text.trim().is_empty() {
            continue;
        }
        let rect = span.bbox;
        let piece = PdfPiece {
            text: span.text.clone(),
            left: rect.x - left,
            right: rect.x + rect.width - left,
            bold: matches!(
                span.font_weight,
                FontWeight::SemiBold
                    | FontWeight::Bold
                    | FontWeight::ExtraBold
                    | FontWeight::Black
            ),
        };
        let upper = top - (rect.y + rect.height);
        let lower = top - rect.y;
        if !finite(&piece) || !upper.is_finite() || !lower.is_finite() {
            continue;
        }
        match lines.last_mut() {
            Some(line) if is_beside(line, &piece, upper, lower) => {
                extend(line, piece, upper, lower);
            }
            _ => lines.push(PdfLine { top: upper, bottom: lower, pieces: vec![piece] }),
        }
    }
    lines
}

/// Whether a piece stands on a line, right of what is there.
fn is_beside(line: &PdfLine, piece: &PdfPiece, upper: f32, lower: f32) -> bool {
    let overlap = line.bottom.min(lower) - line.top.max(upper);
    let smaller = (line.bottom - line.top).min(lower - upper).max(0.1);
    let right = line.pieces.last().map_or(f32::MIN, |last| last.right);
    overlap > smaller * 0.6 && piece.left > right - smaller
}

/// Adds a piece to a line: to the last piece if both are set alike and touch.
fn extend(line: &mut PdfLine, piece: PdfPiece, upper: f32, lower: f32) {
    // A small number beside a large title is still apart from it.
    let height = (line.bottom - line.top).min(lower - upper);
    line.top = line.top.min(upper);
    line.bottom = line.bottom.max(lower);
    match line.pieces.last_mut() {
        Some(last)
            if last.bold == piece.bold && piece.left - last.right < height * WIDE_GAP =>
        {
            let spaced = last.text.ends_with(char::is_whitespace)
                || piece.text.starts_with(char::is_whitespace);
            if !spaced && piece.left - last.right > height * 0.18 {
                last.text.push(' ');
            }
            last.text.push_str(&piece.text);
            last.right = last.right.max(piece.right);
        }
        _ => line.pieces.push(piece),
    }
}

fn finite(piece: &PdfPiece) -> bool {
    piece.left.is_finite() && piece.right.is_finite()
}
