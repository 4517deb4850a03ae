//! Plain text: every line that is not blank is a paragraph.

use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::layout::Layout;
use crate::line::Line;
use crate::speakers::header;

/// Reads a text whose line ends are clean.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Layout {
    let mut lines: Vec<Line> = Vec::new();
    let (mut blank, mut blocks) = (true, 0usize);
    for (number, text) in (1..).zip(text.split('\n')) {
        if text.trim().is_empty() {
            blank = true;
            continue;
        }
        let mut line = Line::body(text.trim_end().to_owned(), Place::Line(number));
        line.opens = blank;
        blocks += usize::from(blank);
        blank = false;
        lines.push(line);
    }
    // Without blank lines the line itself is the unit.
    if blocks <= 1 {
        for line in &mut lines {
            line.opens = true;
        }
    }
    // The block stays in the text too: what is on a cover sheet is sometimes quoted.
    let keys = header(&lines).unwrap_or_default();
    if !keys.is_empty() {
        let message = format!("{} keys above the text became attributes", keys.len());
        diagnostics.push(Diagnostic::note("header-read", message));
    }
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    let said = keys.into_iter().filter(|(_, value)| !value.is_empty());
    let attributes = said.map(owned).collect();
    Layout { attributes, ..Layout::of(lines) }
}
