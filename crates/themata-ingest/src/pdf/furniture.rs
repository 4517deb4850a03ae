//! What stands on a page and is not said: running heads, page numbers, numbers in the margin.

use std::collections::HashMap;

use super::{PdfLine, PdfPage, Row};
use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::line::Line;
use crate::speakers;

/// How many lines at the top and at the bottom of a page are looked at.
const EDGE: usize = 3;

/// The lines of all pages without the furniture.
pub(super) fn strip(pages: &[PdfPage], diagnostics: &mut Diagnostics) -> Vec<Row> {
    let margin = MarginNumbers::find(pages);
    let mut numbers = 0usize;
    let mut rows: Vec<Vec<Row>> = Vec::with_capacity(pages.len());
    for (page, number) in pages.iter().zip(1..) {
        let mut found = Vec::with_capacity(page.lines.len());
        for line in &page.lines {
            match margin.as_ref().and_then(|margin| margin.without(line)) {
                Some(stripped) => {
                    numbers += 1;
                    found.extend(Row::of(number, &stripped));
                }
                None => found.extend(Row::of(number, line)),
            }
        }
        rows.push(found);
    }
    if numbers > 0 {
        let message = format!("{numbers} numbers in the margin were left out");
        diagnostics.push(Diagnostic::note("margin-numbers-left-out", message));
    }
    let dropped = drop_heads(&mut rows);
    if dropped > 0 {
        let message = format!("{dropped} running heads and page numbers were left out");
        diagnostics.push(Diagnostic::note("running-heads-left-out", message));
    }
    rows.into_iter().flatten().collect()
}

/// Drops the lines at the edges of pages that are page numbers or come again on most pages.
fn drop_heads(pages: &mut [Vec<Row>]) -> usize {
    let edges: Vec<Vec<usize>> = pages.iter().map(|rows| edges(rows)).collect();
    let mut seen: HashMap<(String, bool), usize> = HashMap::new();
    for (rows, edges) in pages.iter().zip(&edges) {
        let mut here: Vec<(String, bool)> =
            edges.iter().map(|&at| (shape(&rows[at].text), is_upper(rows, at))).collect();
        here.sort();
        here.dedup();
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    let with_text = pages.iter().filter(|rows| !rows.is_empty()).count();
    let enough = 2.max(with_text.div_ceil(2));
    let mut dropped = 0;
    for (rows, edges) in pages.iter_mut().zip(&edges) {
        let mut gone: Vec<usize> = Vec::new();
        for &at in edges {
            let text = &rows[at].text;
            let again = seen.get(&(shape(text), is_upper(rows, at))).copied().unwrap_or(0);
            // What speakers say may well come again at the top of a page, and their names do.
            let is_head = again >= enough && !begins_a_turn(&rows[at]);
            let is_only_page = with_text == 1 && is_first_page_number(text);
            if is_head || is_only_page || (is_page_number(text) && again >= enough) {
                gone.push(at);
            }
        }
        // Pages that say the same throughout are no heads.
        if gone.len() == rows.len() {
            continue;
        }
        for &at in gone.iter().rev() {
            rows.remove(at);
            dropped += 1;
        }
    }
    dropped
}

/// The lines nearest the top and the bottom of a page, in ascending order.
fn edges(rows: &[Row]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..rows.len()).collect();
    by_height.sort_by(|&a, &b| rows[a].top.total_cmp(&rows[b].top));
    let mut edges: Vec<usize> =
        by_height.iter().take(EDGE).chain(by_height.iter().rev().take(EDGE)).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn is_upper(rows: &[Row], at: usize) -> bool {
    let lowest = rows.iter().map(|row| row.bottom).fold(1.0, f32::max);
    rows[at].top < lowest / 2.0
}

/// A line with its digits alike: `Page 3 of 12` and `Page 4 of 12` have one shape.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn begins_a_turn(row: &Row) -> bool {
    let mut line = Line::body(row.text.clone(), Place::Page(row.page));
    line.bold = row.bold;
    speakers::hint(&line).is_some() && !is_page_number(&row.text)
}

/// The number of the only page of a document. Any other number on it is something else.
fn is_first_page_number(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    is_page_number(text) && numbers.next() == Some("1") && numbers.all(|number| number == "1")
}

/// `3`, `- 3 -`, `Page 3`, `3 / 12`, `Page 3 of 12`, `iv`.
fn is_page_number(text: &str) -> bool {
    let folded = text.to_lowercase();
    let core = folded.trim_matches(|c: char| c.is_whitespace() || "-–—|[]".contains(c));
    let core = ["page", "seite", "p.", "pg.", "página", "pagina", "s."]
        .iter()
        .find_map(|word| core.strip_prefix(word))
        .unwrap_or(core)
        .trim();
    let is_number = |part: &str| {
        let part = part.trim();
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let roman = !core.is_empty()
        && core.len() <= 6
        && core.bytes().all(|b| b"ivxl".contains(&b))
        && core != "i"
        && core == text.trim();
    roman
        || is_number(core)
        || [" of ", "/", " von ", " de ", " sur ", " di "].iter().any(|between| {
            core.split_once(between).is_some_and(|(a, b)| is_number(a) && is_number(b))
        })
}

/// The numbers of lines, paragraphs or turns that stand left of the text.
struct MarginNumbers {
    /// Where the text begins, in points from the left.
    text_from: f32,
}

impl MarginNumbers {
    /// Finds a column of numbers that count up by one.
    fn find(pages: &[PdfPage]) -> Option<MarginNumbers> {
        let mut numbers: Vec<(u32, f32)> = Vec::new();
        let mut lefts: Vec<f32> = Vec::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            let mut pieces = line.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
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
        // The text begins right of nearly all numbers; a list or a year lies within it.
        lefts.sort_by(f32::total_cmp);
        let text_from = *lefts.get(lefts.len() / 20)?;
        let left_of = numbers.iter().filter(|(_, right)| *right < text_from).count();
        (left_of * 10 >= all * 9).then_some(MarginNumbers { text_from })
    }

    /// A line without its number, if it has one.
    fn without(&self, line: &PdfLine) -> Option<PdfLine> {
        let at = line.pieces.iter().position(|piece| !piece.text.trim().is_empty())?;
        let first = &line.pieces[at];
        (number(&first.text).is_some() && first.right < self.text_from)
            .then(|| PdfLine { pieces: line.pieces[at + 1..].to_vec(), ..line.clone() })
    }
}

fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    (text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// How many numbers follow the one before them, or begin again at one.
fn counting(numbers: &[(u32, f32)]) -> usize {
    let steps = numbers.windows(2);
    1 + steps.filter(|pair| pair[1].0 == pair[0].0 + 1 || pair[1].0 == 1).count()
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 3 -", "Page 3 of 12", "3/12", "Seite 4", "iv"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["Yes.", "I", "3 of us", "12:30", "page", "mix it"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
