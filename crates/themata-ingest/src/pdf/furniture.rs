//! What stands on a page and is not said: running heads, page numbers, numbers in the margin.

use super::heads::drop_heads;
use super::margin::MarginNumbers;
use super::{PdfPage, Row};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// A line with more characters is not said twice by chance.
const WHOLE_LINE: usize = 40;

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
    let dropped = drop_heads(pages, &mut rows);
    if dropped > 0 {
        let message = format!("{dropped} running heads and page numbers were left out");
        diagnostics.push(Diagnostic::note("running-heads-left-out", message));
    }
    let repeated = drop_repeated(&mut rows);
    if repeated > 0 {
        let message = format!("{repeated} lines drawn on two pages were read once");
        diagnostics.push(Diagnostic::note("lines-drawn-twice", message));
    }
    rows.into_iter().flatten().collect()
}

/// Drops the lines that are drawn on two pages: cut off at the bottom of one, and whole or cut
/// off at the top of the next. Some programs print a long page in pieces so.
fn drop_repeated(pages: &mut [Vec<Row>]) -> usize {
    let mut dropped = 0;
    let mut last: Option<Row> = None;
    for rows in pages.iter_mut().filter(|rows| !rows.is_empty()) {
        if let (Some(last), Some(first)) = (&last, rows.first())
            && rows.len() > 1
            && is_drawn_again(last, first)
        {
            rows.remove(0);
            dropped += 1;
        }
        last = rows.last().cloned();
    }
    dropped
}

/// Nobody says the same words over a whole line twice, and begins and ends at the same places
/// of the page. A short line must reach over the top of its page.
fn is_drawn_again(last: &Row, first: &Row) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() < 1.0;
    last.page + 1 == first.page
        && last.text == first.text
        && near(last.left, first.left)
        && near(last.right, first.right)
        && (first.top < 0.0 || first.text.chars().nth(WHOLE_LINE).is_some())
}
