//! Numbers in the margin: of paragraphs, of turns, of each line of a court's transcript.

use std::borrow::Cow;

use super::{PdfLine, PdfPage, PdfPiece};

/// The numbers of lines, paragraphs or turns that stand left of the text.
pub(super) struct MarginNumbers {
    /// Where the text begins, in points from the left.
    text_from: f32,
    /// Whether the engine sees no gap between number and text.
    joined: bool,
}

impl MarginNumbers {
    /// Finds a column of numbers that count up.
    pub(super) fn find(pages: &[PdfPage]) -> Option<MarginNumbers> {
        MarginNumbers::of(pages, false).or_else(|| MarginNumbers::of(pages, true))
    }

    fn of(pages: &[PdfPage], joined: bool) -> Option<MarginNumbers> {
        let mut numbers: Vec<(u32, f32)> = Vec::new();
        let mut lefts: Vec<f32> = Vec::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            let pieces = pieces(line, joined);
            let mut pieces = pieces.iter().filter(|piece| !piece.text.trim().is_empty());
            let Some(first) = pieces.next() else { continue };
            match number(&first.text) {
                Some(value) => {
                    numbers.push((value, first.right));
                    lefts.extend(pieces.next().map(|piece| piece.left));
                }
                None => lefts.push(first.left),
            }
        }
        let (all, counting) = (numbers.len(), counting(&numbers));
        if all < 5 || counting * 5 < all * 4 {
            return None;
        }
        // Without a gap it takes a number on nearly every line to tell them from a list.
        if joined && all * 5 < lefts.len() * 4 {
            return None;
        }
        // The text begins right of nearly all numbers; a list or a year lies within it.
        lefts.sort_by(f32::total_cmp);
        let at = if joined { lefts.len() * 3 / 4 } else { lefts.len() / 20 };
        let text_from = *lefts.get(at)?;
        let left_of = numbers.iter().filter(|(_, right)| *right < text_from).count();
        (left_of * 10 >= all * 9).then_some(MarginNumbers { text_from, joined })
    }

    /// A line without its number, if it has one.
    pub(super) fn without(&self, line: &PdfLine) -> Option<PdfLine> {
        let pieces = pieces(line, self.joined);
        let at = pieces.iter().position(|piece| !piece.text.trim().is_empty())?;
        let first = &pieces[at];
        (number(&first.text).is_some() && first.right < self.text_from)
            .then(|| PdfLine { pieces: pieces[at + 1..].to_vec(), ..*line })
    }
}

/// The pieces of a line, of which the first is divided behind a number if `joined`.
fn pieces(line: &PdfLine, joined: bool) -> Cow<'_, [PdfPiece]> {
    let whole = Cow::Borrowed(&line.pieces[..]);
    let Some(first) = line.pieces.first().filter(|_| joined) else { return whole };
    let text = first.text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (value, rest) = text.split_at(digits);
    if value.is_empty() || !rest.starts_with(char::is_whitespace) {
        return whole;
    }
    let words = rest.trim_start();
    let wide = (first.right - first.left) / first.text.chars().count().max(1) as f32;
    let at = |bytes: usize| first.left + wide * first.text[..bytes].chars().count() as f32;
    let value = PdfPiece {
        text: value.to_owned(),
        right: at(first.text.len() - rest.len()),
        ..first.clone()
    };
    let words = PdfPiece {
        text: words.to_owned(),
        left: at(first.text.len() - words.len()),
        ..first.clone()
    };
    let mut pieces = vec![value, words];
    pieces.extend_from_slice(&line.pieces[1..]);
    Cow::Owned(pieces)
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    (text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// How many numbers follow the one before them, or begin again. Some number each line, some
/// each fifth or tenth.
fn counting(numbers: &[(u32, f32)]) -> usize {
    let follow = |step: u32| {
        let pairs = numbers.windows(2);
        1 + pairs.filter(|p| p[1].0 == p[0].0 + step || p[1].0 == step || p[1].0 == 1).count()
    };
    [1, 5, 10].into_iter().map(follow).max().unwrap_or(0)
}
