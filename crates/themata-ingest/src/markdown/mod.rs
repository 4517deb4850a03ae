//! Markdown: paragraphs and headings as a browser shows them. Soft breaks are joined, hard
//! breaks end a line.

mod emphasis;
mod front;
mod inline;
mod reference;
mod scalar;

use std::collections::HashSet;

use crate::Place;
use crate::diagnostic::Diagnostics;
use crate::layout::Layout;
use crate::line::{Line, Role};
use crate::rows::given_rows;
use inline::show;

/// Reads a Markdown text whose line ends are clean.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Layout {
    let source: Vec<&str> = text.split('\n').collect();
    let front = front::read(&source, diagnostics);
    let references: HashSet<String> =
        source.iter().filter_map(|line| reference::definition(line)).collect();
    let mut blocks = Blocks { references, lines: Vec::new(), open: None };
    let mut fence: Option<&str> = None;
    let mut at = front.as_ref().map_or(0, |front| front.lines);
    while at < source.len() {
        let line = source[at];
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let trimmed = line.trim();
        if let Some(mark) = fence {
            if trimmed.starts_with(mark) && trimmed.trim_matches(['`', '~']).is_empty() {
                fence = None;
            } else {
                blocks.verbatim(line, number);
            }
        } else if let Some(mark) = fence_of(trimmed) {
            blocks.close();
            fence = Some(mark);
        } else if trimmed.is_empty() || reference::definition(line).is_some() {
            blocks.close();
        } else if let Some(rows) = table(&source[at..]) {
            blocks.close();
            blocks.table(&source[at..at + rows], number);
            at += rows - 1;
        } else if blocks.is_open() && is_underline(trimmed) {
            blocks.heading(if trimmed.starts_with('=') { 1 } else { 2 });
        } else if is_break(trimmed) {
            blocks.close();
        } else {
            blocks.line(line, number);
        }
        at += 1;
    }
    blocks.close();
    let attributes = front.map_or_else(Vec::new, |front| front.attributes);
    Layout { attributes, ..Layout::of(blocks.lines) }
}

struct Blocks {
    references: HashSet<String>,
    lines: Vec<Line>,
    open: Option<Open>,
}

/// The paragraph that is being collected.
struct Open {
    source: String,
    role: Role,
    number: u32,
}

impl Blocks {
    fn is_open(&self) -> bool {
        self.open.is_some()
    }

    fn line(&mut self, line: &str, number: u32) {
        let (quoted, body) = unquote(line);
        let role = if quoted { Role::Quote } else { Role::Body };
        if let Some((level, heading)) = heading(body) {
            self.close();
            let role = Role::Heading(level);
            self.open = Some(Open { source: heading.to_owned(), role, number });
            self.close();
            return;
        }
        let listed = bullet(body);
        let goes_on = listed.is_none()
            && self.open.as_ref().is_some_and(|open| open.role == role || role == Role::Body);
        if !goes_on {
            self.close();
        }
        let body = listed.unwrap_or(body);
        if body.trim().is_empty() {
            self.close();
            return;
        }
        match &mut self.open {
            Some(open) => {
                open.source.push('\n');
                open.source.push_str(body);
            }
            None => {
                self.open = Some(Open { source: body.trim_start().to_owned(), role, number });
            }
        }
    }

    /// The open paragraph turns out to be a heading.
    fn heading(&mut self, level: u8) {
        if let Some(open) = &mut self.open {
            open.role = Role::Heading(level);
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let shown = show(open.source.trim_end_matches(['\n', '\t']), &self.references);
        let mut start = 0;
        for (at, words) in shown.words.split('\n').enumerate() {
            let leading = words.len() - words.trim_start().len();
            let from = start + leading;
            start += words.len() + 1;
            let text = words.trim();
            if text.is_empty() {
                continue;
            }
            let bold = shown.bold.iter().filter(|range| range.0 <= from).map(|range| range.1);
            self.lines.push(Line {
                text: text.to_owned(),
                bold: bold.max().unwrap_or(0).saturating_sub(from).min(text.len()),
                opens: at == 0,
                role: open.role,
                place: Place::Line(open.number),
                page: None,
                given: None,
            });
        }
    }

    fn verbatim(&mut self, line: &str, number: u32) {
        if !line.trim().is_empty() {
            self.lines.push(Line::body(line.trim_end().to_owned(), Place::Line(number)));
        }
    }

    fn table(&mut self, rows: &[&str], number: u32) {
        let shown: Vec<Vec<String>> = rows
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != 1)
            .map(|(_, row)| cells(row).map(|cell| show(cell, &self.references).words).collect())
            .collect();
        let place = Place::Line(number);
        if let Some(turns) = given_rows(&shown, place) {
            self.lines.extend(turns.into_lines());
            return;
        }
        for cell in shown.into_iter().flatten().filter(|cell| !cell.trim().is_empty()) {
            self.lines.push(Line::body(cell.trim().replace('\n', " "), place));
        }
    }
}

fn unquote(line: &str) -> (bool, &str) {
    let (mut quoted, mut body) = (false, line);
    while let Some(inner) = body.trim_start().strip_prefix('>') {
        quoted = true;
        body = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (quoted, body)
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(u8, &str)> {
    let line = line.trim();
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_heading =
        (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_heading.then(|| {
        let inner = rest.trim();
        let open = inner.trim_end_matches('#');
        let closed = open.is_empty() || open.ends_with([' ', '\t']);
        (level as u8, if closed { open.trim_end() } else { inner })
    })
}

/// What stands behind the bullet of a list. Numbers stay: a browser shows them, and `2021.` at
/// the beginning of a line may well be a year.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.trim_start();
    let body = rest.strip_prefix(['-', '*', '+'])?;
    (body.starts_with([' ', '\t']) || body.is_empty()).then(|| body.trim_start())
}

fn fence_of(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|mark| line.starts_with(mark))
}

fn is_underline(line: &str) -> bool {
    line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-')
}

fn is_break(line: &str) -> bool {
    let Some(mark) = line.chars().next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    line.chars().all(|c| c == mark || c.is_whitespace())
        && line.chars().filter(|&c| c == mark).count() >= 3
}

/// How many lines a table has that begins here: a row, a row of dashes, and rows.
fn table(source: &[&str]) -> Option<usize> {
    let is_row = |line: &str| line.contains('|') && !line.trim().is_empty();
    let dashes = source.get(1)?.trim();
    let is_rule = dashes.contains('-')
        && dashes.contains('|')
        && dashes.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    if !is_rule || !is_row(source[0]) {
        return None;
    }
    Some(2 + source[2..].iter().take_while(|line| is_row(line)).count())
}

fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    row.strip_suffix('|').unwrap_or(row).split('|')
}
