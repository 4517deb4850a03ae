//! Plain text: every line that is not blank is a paragraph.

use crate::Place;
use crate::layout::Layout;
use crate::line::Line;

/// Reads a text whose line ends are clean.
pub(crate) fn read(text: &str) -> Layout {
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
    Layout::of(lines)
}
