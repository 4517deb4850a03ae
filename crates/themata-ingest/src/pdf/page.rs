//! What an engine hands in: pages, lines, pieces of lines; or scraps, of which they are made.

use super::{direction, order};

/// A page of a PDF.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfPage {
    /// The width of the visible page, in points.
    pub width: f32,
    /// The height of the visible page, in points.
    pub height: f32,
    /// The lines in reading order: the lines of a column stand together.
    pub lines: Vec<PdfLine>,
}

/// A line of text on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfLine {
    /// How far the upper edge lies below the top of the page, in points.
    pub top: f32,
    /// How far the lower edge lies below the top of the page, in points.
    pub bottom: f32,
    /// The pieces of the line from left to right.
    pub pieces: Vec<PdfPiece>,
}

/// A stretch of a line that no wide gap divides and that is all bold or not bold at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfPiece {
    /// The words, with spaces between them. White space at an end means that there is a space
    /// between this piece and its neighbour.
    pub text: String,
    /// How far the left edge lies from the left edge of the page, in points.
    pub left: f32,
    /// How far the right edge lies from the left edge of the page, in points.
    pub right: f32,
    /// Whether the words are bold.
    pub bold: bool,
}

/// A stretch of text that an engine found on a page, wherever it found it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PdfScrap {
    /// The words and their place. Letters of one word stand together; letters of scripts that
    /// are read from right to left may be in either order.
    pub piece: PdfPiece,
    /// How far the upper edge lies below the top of the page, in points.
    pub top: f32,
    /// How far the lower edge lies below the top of the page, in points.
    pub bottom: f32,
}

impl PdfPage {
    /// A page of scraps in any order. Those that stand side by side become lines, and the
    /// lines are put into reading order. A gap wider than `space`, as a multiple of the line's
    /// height, stands for a space. What has no place on the page is left out.
    #[must_use]
    pub fn of(width: f32, height: f32, mut scraps: Vec<PdfScrap>, space: f32) -> PdfPage {
        scraps.retain(|scrap| {
            let PdfPiece { left, right, .. } = scrap.piece;
            let edges = [left, right, scrap.top, scrap.bottom];
            edges.iter().all(|edge| edge.is_finite()) && !scrap.piece.text.trim().is_empty()
        });
        direction::spell_as_seen(&mut scraps);
        let mut lines = order::lines(scraps, space);
        for line in &mut lines {
            direction::read(line);
        }
        PdfPage { width, height, lines }
    }
}

impl PdfPiece {
    /// How far this piece and another lie apart.
    pub(super) fn gap(&self, other: &PdfPiece) -> f32 {
        (other.left - self.right).max(self.left - other.right)
    }
}
