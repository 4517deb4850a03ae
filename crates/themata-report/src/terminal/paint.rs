//! Putting letters on lines.

use themata_analysis::Kind;

use super::blocks::{Block, GAP};
use super::{Set, Style, Written, heading_lines};
use crate::figure::Tone;
use crate::line::{cut_end, cut_middle, cut_start, in_one_line, width, wrapped, wrapped_plain};

/// How a stretch of a line is painted where the terminal can.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Pale,
}

/// A stretch of a line with the spaces before and behind it.
struct Stretch<'a> {
    before: usize,
    text: &'a str,
    behind: usize,
    ink: Ink,
}

impl Stretch<'_> {
    fn new(text: &str, ink: Ink) -> Stretch<'_> {
        Stretch { before: 0, text, behind: 0, ink }
    }
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
    fn line<'a>(&mut self, stretches: impl IntoIterator<Item = Stretch<'a>>) {
        if std::mem::take(&mut self.gap) {
            self.out.push('\n');
        }
        let mut space = 0;
        for Stretch { before, text, behind, ink } in stretches {
            let text_without_end = text.trim_end_matches(' ');
            let text_alone = text_without_end.trim_start_matches(' ');
            space += before + text_without_end.len() - text_alone.len();
            if !text_alone.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', std::mem::take(&mut space)));
                self.paint(text_alone, ink);
            }
            space += text.len() - text_without_end.len() + behind;
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
                self.line([Stretch::new(&line, ink)]);
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
    let rule = "─".repeat(block.width());

    headings(painter, &columns);
    painter.line([Stretch::new(&rule, Ink::Pale)]);
    let bodies: Vec<Vec<Body<'_>>> =
        (0..totals.len()).map(|row| bodies(&columns, row)).collect();
    // Rows of several lines need space between them to be told apart.
    let airy = bodies.iter().any(|row| row.iter().any(|cell| cell.height() > 1));
    for (row, cells) in bodies.iter().enumerate() {
        if row > 0 && totals[row] != totals[row - 1] {
            painter.line([Stretch::new(&rule, Ink::Pale)]);
        } else if row > 0 && airy {
            painter.gap();
        }
        let height = cells.iter().map(Body::height).max().unwrap_or(0);
        for line in 0..height {
            let stretches = columns.iter().zip(cells).map(|((set, room), cell)| {
                let ink = match set.cells[row].tone {
                    Tone::Zero | Tone::Absent => Ink::Pale,
                    Tone::Plain if totals[row] => Ink::Strong,
                    Tone::Plain => Ink::Plain,
                };
                let (text, wide) = cell.line(line);
                aligned(text, cell.indent, wide, *room, set.is_right(), ink)
            });
            painter.line(spaced(stretches));
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
            aligned(text, 0, width(text), *room, set.is_right(), Ink::Plain)
        });
        painter.line(spaced(stretches));
    }
}

/// What stands in one cell of a block.
struct Body<'a> {
    indent: usize,
    lines: Lines<'a>,
}

/// Lines with the columns that each of them takes.
enum Lines<'a> {
    /// One line, which is the whole text of the cell, as most are.
    Whole(&'a str, usize),
    /// Stretches of it.
    Parts(Vec<(&'a str, usize)>),
    /// What was made of it.
    Made(Vec<(String, usize)>),
}

impl Lines<'_> {
    fn made(lines: Vec<String>) -> Lines<'static> {
        let measured = |line: String| {
            let wide = width(&line);
            (line, wide)
        };
        Lines::Made(lines.into_iter().map(measured).collect())
    }
}

impl Body<'_> {
    fn height(&self) -> usize {
        match &self.lines {
            Lines::Whole(..) => 1,
            Lines::Parts(lines) => lines.len(),
            Lines::Made(lines) => lines.len(),
        }
    }

    /// A line of it with its width; nothing beyond the last.
    fn line(&self, line: usize) -> (&str, usize) {
        let found = match &self.lines {
            Lines::Whole(text, wide) => (line == 0).then_some((*text, *wide)),
            Lines::Parts(lines) => lines.get(line).copied(),
            Lines::Made(lines) => lines.get(line).map(|(text, wide)| (text.as_str(), *wide)),
        };
        found.unwrap_or_default()
    }
}

/// The lines of each cell of a row. Beside a passage, names may take as many lines as the
/// passage does, and two in any case.
fn bodies<'a>(columns: &[(&'a Set, usize)], row: usize) -> Vec<Body<'a>> {
    let is_passage = |set: &Set| set.kind == Kind::Passage;
    let mut passages: Vec<Option<Body<'a>>> = columns
        .iter()
        .map(|(set, room)| is_passage(set).then(|| body(set, row, *room, 1)))
        .collect();
    let heights = passages.iter().flatten().map(|passage| passage.height().max(2));
    let height = heights.max().unwrap_or(1);
    let bodies = columns.iter().zip(&mut passages);
    bodies
        .map(|((set, room), passage)| {
            passage.take().unwrap_or_else(|| body(set, row, *room, height))
        })
        .collect()
}

/// What stands in one cell. A name is cut if it does not fit into so many lines.
fn body(set: &Set, row: usize, room: usize, most_lines: usize) -> Body<'_> {
    let cell = &set.cells[row];
    // However deep a row stands, half of the room is left for its name.
    let indent = cell.indent.min(room / 2);
    let room = room - indent;
    let text = cell.text.as_str();
    let fits = cell.is_plain && cell.width <= room;
    let lines = match set.kind {
        _ if fits => Lines::Whole(text, cell.width),
        Kind::Passage => all_lines(cell, room),
        Kind::Before => Lines::made(vec![cut_start(text, room)]),
        Kind::After => Lines::made(vec![cut_end(text, room)]),
        Kind::Text => {
            let lines = (cell.longest_word <= room).then(|| all_lines(cell, room));
            let body = lines.map(|lines| Body { indent, lines });
            match body.filter(|body| body.height() <= most_lines) {
                Some(whole) => return whole,
                None => Lines::made(vec![cut_middle(text, room)]),
            }
        }
        Kind::Count | Kind::Rate | Kind::Chance | Kind::Share | Kind::Measure => {
            Lines::Whole(text, cell.width)
        }
    };
    Body { indent, lines }
}

/// A cell as many lines as it takes.
fn all_lines(cell: &Written, room: usize) -> Lines<'_> {
    match cell.is_plain {
        true => Lines::Parts(wrapped_plain(&cell.text, room)),
        false => Lines::made(wrapped(&cell.text, room)),
    }
}

fn aligned(
    text: &str,
    indent: usize,
    wide: usize,
    room: usize,
    right: bool,
    ink: Ink,
) -> Stretch<'_> {
    let space = room.saturating_sub(indent + wide);
    let (before, behind) = if right { (space, 0) } else { (0, space) };
    Stretch { before: before + indent, text, behind, ink }
}

/// Stretches with the gap between columns.
fn spaced<'a>(
    stretches: impl Iterator<Item = Stretch<'a>>,
) -> impl Iterator<Item = Stretch<'a>> {
    stretches.enumerate().map(|(place, mut stretch)| {
        stretch.before += if place > 0 { GAP } else { 0 };
        stretch
    })
}
