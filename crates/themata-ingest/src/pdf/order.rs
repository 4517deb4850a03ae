//! The order in which scraps of text on a page are read.

use super::{PdfLine, PdfPiece, PdfScrap, columns};

/// A gap wider than this, as a multiple of the line's height, divides a line into pieces.
const WIDE_GAP: f32 = 0.9;
/// A scrap belongs to a row if it overlaps with it by this share of the smaller height.
const OVERLAP: f32 = 0.6;
/// What stands in one row differs in height by less than this.
const HEIGHTS: f32 = 2.2;
/// How many rows above a scrap may be its own. Rows overlap where lines are set tightly.
const ROWS_ABOVE: usize = 4;

/// How far, as a multiple of the line's height, a piece may lie over the one before it where
/// letters only lean towards each other, and where it still is beside it.
const DOUBT: f32 = 0.15;
const HEAP: f32 = 0.5;

/// What stands at one height, divided where there is a wide gap.
pub(super) type Row = Vec<PdfLine>;

/// The lines of a page in the order in which they are read.
pub(super) fn lines(scraps: Vec<PdfScrap>, space: f32) -> Vec<PdfLine> {
    let rows = rows(scraps).into_iter().map(|row| segments(row, space)).collect();
    columns::read(rows).into_iter().filter_map(joined).collect()
}

/// The scraps in rows from top to bottom.
fn rows(mut scraps: Vec<PdfScrap>) -> Vec<Vec<PdfScrap>> {
    scraps.sort_by(|a, b| (a.top + a.bottom).total_cmp(&(b.top + b.bottom)));
    let mut rows: Vec<Vec<PdfScrap>> = Vec::new();
    // The upper and lower edge of the tallest scrap of each row.
    let mut extents: Vec<(f32, f32)> = Vec::new();
    for scrap in scraps {
        let (top, bottom) = (scrap.top, scrap.bottom);
        let shared = |at: &usize| {
            let (upper, lower) = extents[*at];
            let (taller, smaller) = ordered(lower - upper, bottom - top);
            let overlap = (lower.min(bottom) - upper.max(top)) / smaller;
            (overlap > OVERLAP && taller < smaller * HEIGHTS).then_some((*at, overlap))
        };
        let last = rows.len().saturating_sub(ROWS_ABOVE)..rows.len();
        let best = last
            .filter_map(|at| shared(&at))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        match best {
            Some((at, _)) => {
                if bottom - top > extents[at].1 - extents[at].0 {
                    extents[at] = (top, bottom);
                }
                rows[at].push(scrap);
            }
            None => {
                rows.push(vec![scrap]);
                extents.push((top, bottom));
            }
        }
    }
    rows
}

/// The larger and the smaller of two heights, neither of them nothing.
fn ordered(a: f32, b: f32) -> (f32, f32) {
    (a.max(b).max(0.1), a.min(b).max(0.1))
}

/// Joins the scraps of a row from left to right, up to each wide gap.
fn segments(mut scraps: Vec<PdfScrap>, space: f32) -> Row {
    scraps.sort_by(|a, b| a.piece.left.total_cmp(&b.piece.left));
    let mut row: Row = Vec::new();
    let mut right = f32::MIN;
    for scrap in scraps {
        let PdfScrap { piece, top, bottom } = scrap;
        match row.last_mut() {
            Some(line) if piece.left - right < height(line).min(bottom - top) * WIDE_GAP => {
                if is_drawn_twice(line, &piece) {
                    continue;
                }
                right = right.max(piece.right);
                extend(line, piece, top, bottom, space);
            }
            _ => {
                right = piece.right;
                row.push(PdfLine { top, bottom, pieces: vec![piece] });
            }
        }
    }
    row
}

fn height(line: &PdfLine) -> f32 {
    line.bottom - line.top
}

/// Whether a piece is drawn over the last one once more, as some programs make bold letters.
fn is_drawn_twice(line: &PdfLine, piece: &PdfPiece) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < height(line) * 0.15;
    line.pieces.last().is_some_and(|last| {
        last.text.trim() == piece.text.trim()
            && near(last.left, piece.left)
            && near(last.right, piece.right)
    })
}

/// Adds a piece to a line: to the last piece if both are set alike.
fn extend(line: &mut PdfLine, piece: PdfPiece, top: f32, bottom: f32, space: f32) {
    let smaller = height(line).min(bottom - top);
    line.top = line.top.min(top);
    line.bottom = line.bottom.max(bottom);
    match line.pieces.last_mut() {
        Some(last) if last.bold == piece.bold => {
            let gap = piece.left - last.right;
            let mut words = piece.text.as_str();
            let both = last.text.ends_with(char::is_whitespace)
                && words.starts_with(char::is_whitespace);
            if gap < -DOUBT * smaller && !both {
                // White space that lies under letters stands for nothing.
                last.text.truncate(last.text.trim_end().len());
                words = words.trim_start();
            }
            let spaced = last.text.ends_with(char::is_whitespace)
                || words.starts_with(char::is_whitespace);
            // What is drawn over other words does not go on with them.
            if !spaced && (gap > space * smaller || gap < -HEAP * smaller) {
                last.text.push(' ');
            }
            last.text.push_str(words);
            last.right = last.right.max(piece.right);
        }
        _ => line.pieces.push(piece),
    }
}

/// A row as one line.
fn joined(row: Row) -> Option<PdfLine> {
    row.into_iter().reduce(|mut line, next| {
        line.top = line.top.min(next.top);
        line.bottom = line.bottom.max(next.bottom);
        line.pieces.extend(next.pieces);
        line
    })
}
