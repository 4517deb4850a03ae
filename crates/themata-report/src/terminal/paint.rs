//! Putting letters on lines.

use themata_analysis::Kind;

use super::blocks::{Block, GAP};
use super::{Set, Style, Written, heading_lines};
use crate::figure::Tone;
use crate::line::{cut_end, cut_middle, cut_start, in_one_line, longest_word, width, wrapped};

/// How a stretch of a line is painted where the terminal can.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Pale,
}

/// Lines as they are put down, one under the other.
pub(super) struct Painter {
    out: String,
    style: Style,
    gap: bool,
}

impl Painter {
    pub(super) fn new(style: Style) -> Painter {
        Painter { out: String::new(), style, gap: false }
    }

    /// Leaves an empty line before the next one, unless there is nothing above or below.
    pub(super) fn gap(&mut self) {
        self.gap = !self.out.is_empty();
    }

    /// Puts down one line. Space at its end is left out.
    fn line(&mut self, stretches: &[(String, Ink)]) {
        if std::mem::take(&mut self.gap) {
            self.out.push('\n');
        }
        let mut space = 0;
        for (text, ink) in stretches {
            let text_without_end = text.trim_end_matches(' ');
            let text_alone = text_without_end.trim_start_matches(' ');
            if text_alone.is_empty() {
                space += text.len();
                continue;
            }
            space += text_without_end.len() - text_alone.len();
            self.out.push_str(&" ".repeat(std::mem::take(&mut space)));
            self.paint(text_alone, *ink);
            space += text.len() - text_without_end.len();
        }
        self.out.push('\n');
    }

    fn paint(&mut self, text: &str, ink: Ink) {
        let (on, off) = match ink {
            _ if !self.style.colour => ("", ""),
            Ink::Plain => ("", ""),
            Ink::Strong => ("\u{1b}[1m", "\u{1b}[0m"),
            Ink::Pale => ("\u{1b}[2m", "\u{1b}[0m"),
        };
        self.out.push_str(on);
        self.out.push_str(text);
        self.out.push_str(off);
    }

    /// Puts down sentences, wrapped.
    pub(super) fn prose(&mut self, text: &str, room: usize, ink: Ink) {
        for line in wrapped(&in_one_line(text), room) {
            if !line.is_empty() {
                self.line(&[(line, ink)]);
            }
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Puts down a block: headings, a rule, and the rows, with totals set apart by rules.
pub(super) fn block(painter: &mut Painter, columns: &[Set], totals: &[bool], block: &Block) {
    let columns: Vec<(&Set, usize)> = block
        .columns
        .iter()
        .map(|place| &columns[*place])
        .zip(block.widths.iter().copied())
        .collect();
    let rule = [("─".repeat(block.width()), Ink::Pale)];

    headings(painter, &columns);
    painter.line(&rule);
    let bodies: Vec<Vec<Vec<String>>> =
        (0..totals.len()).map(|row| bodies(&columns, row)).collect();
    // Rows of several lines need space between them to be told apart.
    let airy = bodies.iter().any(|row| row.iter().any(|cell| cell.len() > 1));
    for (row, cells) in bodies.iter().enumerate() {
        if row > 0 && totals[row] != totals[row - 1] {
            painter.line(&rule);
        } else if row > 0 && airy {
            painter.gap();
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let stretches = columns.iter().zip(cells).map(|((set, room), cell)| {
                let text = cell.get(line).map_or("", String::as_str);
                let ink = match set.cells[row].tone {
                    Tone::Zero | Tone::Absent => Ink::Pale,
                    Tone::Plain if totals[row] => Ink::Strong,
                    Tone::Plain => Ink::Plain,
                };
                (aligned(text, *room, set.is_right()), ink)
            });
            painter.line(&spaced(stretches));
        }
    }
}

/// Headings stand on the rule, however many lines they have.
fn headings(painter: &mut Painter, columns: &[(&Set, usize)]) {
    let headings: Vec<Vec<String>> =
        columns.iter().map(|(set, room)| heading_lines(&set.heading, *room)).collect();
    let height = headings.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let stretches = columns.iter().zip(&headings).map(|((set, room), heading)| {
            let text = (line + heading.len())
                .checked_sub(height)
                .map_or("", |line| heading[line].as_str());
            (aligned(text, *room, set.is_right()), Ink::Plain)
        });
        painter.line(&spaced(stretches));
    }
}

/// The lines of each cell of a row. Beside a passage, names may take as many lines as the
/// passage does, and two in any case.
fn bodies(columns: &[(&Set, usize)], row: usize) -> Vec<Vec<String>> {
    let passages = columns.iter().filter(|(set, _)| set.kind == Kind::Passage);
    let height = passages.map(|(set, room)| body(set, row, *room, 1).len().max(2)).max();
    columns.iter().map(|(set, room)| body(set, row, *room, height.unwrap_or(1))).collect()
}

/// The lines of one cell. A name is cut if it does not fit into so many lines.
fn body(set: &Set, row: usize, room: usize, most_lines: usize) -> Vec<String> {
    let Written { indent, text, .. } = &set.cells[row];
    // However deep a row stands, half of the room is left for its name.
    let indent = (*indent).min(room / 2);
    let room = room - indent;
    let lines = match set.kind {
        Kind::Passage => wrapped(text, room),
        Kind::Before => vec![cut_start(text, room)],
        Kind::After => vec![cut_end(text, room)],
        Kind::Text => {
            let lines = wrapped(text, room);
            let whole = longest_word(text) <= room && lines.len() <= most_lines;
            if whole { lines } else { vec![cut_middle(text, room)] }
        }
        Kind::Count | Kind::Rate | Kind::Chance | Kind::Share | Kind::Measure => {
            vec![text.clone()]
        }
    };
    lines.into_iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect()
}

fn aligned(text: &str, room: usize, right: bool) -> String {
    let space = " ".repeat(room.saturating_sub(width(text)));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

/// Stretches with the gap between columns.
fn spaced(stretches: impl Iterator<Item = (String, Ink)>) -> Vec<(String, Ink)> {
    let gap = || (" ".repeat(GAP), Ink::Plain);
    let mut line = Vec::new();
    for stretch in stretches {
        if !line.is_empty() {
            line.push(gap());
        }
        line.push(stretch);
    }
    line
}
