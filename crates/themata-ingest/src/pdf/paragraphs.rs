//! Where the lines of a page are one paragraph.

use std::collections::{HashMap, HashSet};

use super::Row;
use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::joint::joint;
use crate::line::Line;
use crate::speakers::{Hint, hint};

/// Joins lines to paragraphs.
///
/// A line goes on with the one before it unless something says that it does not: it begins a
/// turn, it lies lower than lines of one paragraph do, it is indented, it is set in another
/// size, it is a row of a table as the one before it is, or its first word would have fitted
/// on the line before.
pub(super) fn paragraphs(rows: &[Row], diagnostics: &mut Diagnostics) -> Vec<Line> {
    let breaks = turn_breaks(rows);
    let page = Layout::of(rows);
    let hyphens = Hyphens::of(rows);
    let mut joined_hyphens = 0usize;
    let mut lines: Vec<Line> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &rows[at]);
        let goes_on = match (before, lines.last_mut()) {
            (Some(before), Some(line)) if !breaks[at] && page.goes_on(before, row) => {
                Some(line)
            }
            _ => None,
        };
        let Some(line) = goes_on else {
            let mut line = Line::body(row.text.clone(), Place::Page(row.page));
            line.bold = row.bold;
            line.page = Some(row.page);
            lines.push(line);
            continue;
        };
        let all_bold = line.bold == line.text.len();
        match hyphens.joint(&line.text, &row.text) {
            Joint::Dropped => {
                line.text.pop();
                joined_hyphens += 1;
            }
            Joint::Kept => {}
            Joint::Space => line.text.push_str(joint(&line.text, &row.text)),
        }
        let start = line.text.len();
        line.text.push_str(&row.text);
        if all_bold {
            line.bold = start + row.bold;
        }
    }
    if joined_hyphens > 0 {
        let message = format!("{joined_hyphens} words divided at a line end were joined");
        diagnostics.push(Diagnostic::note("divided-words-joined", message));
    }
    lines
}

/// Before which lines a turn may begin or a header end.
fn turn_breaks(rows: &[Row]) -> Vec<bool> {
    let hints: Vec<Option<Hint>> = rows
        .iter()
        .map(|row| {
            let mut line = Line::body(row.text.clone(), Place::Page(row.page));
            line.bold = row.bold;
            hint(&line)
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for hint in &hints {
        if let Some(Hint::Named { name }) = hint {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut breaks = vec![false; rows.len() + 1];
    for (at, hint) in hints.iter().enumerate() {
        match hint {
            Some(Hint::Stamped { header }) => {
                breaks[at] = true;
                breaks[at + 1] |= *header;
            }
            Some(Hint::Named { name }) => breaks[at] |= counts.get(name.as_str()) >= Some(&3),
            None => {}
        }
    }
    breaks
}

/// How the text is set: the distance of its lines, and how far they reach.
struct Layout {
    /// The commonest distance from line to line, as a multiple of the line's height.
    leading: f32,
    /// For each left edge, in steps of twelve points: how far the lines there reach.
    reach: HashMap<i32, f32>,
}

impl Layout {
    fn of(rows: &[Row]) -> Layout {
        // The distances in one paragraph are the smallest that are common.
        let mut steps: Vec<i32> = rows
            .windows(2)
            .filter(|pair| pair[0].page == pair[1].page && alike(&pair[0], &pair[1]))
            .map(|pair| (100.0 * step(&pair[0], &pair[1])) as i32)
            .filter(|step| (60..400).contains(step))
            .collect();
        steps.sort_unstable();
        let leading = steps.get(steps.len() / 10).map_or(1.3, |&step| step as f32 / 100.0);
        let mut reach: HashMap<i32, f32> = HashMap::new();
        for row in rows {
            let far = reach.entry(edge(row.left)).or_insert(row.right);
            *far = far.max(row.right);
        }
        Layout { leading, reach }
    }

    fn goes_on(&self, before: &Row, row: &Row) -> bool {
        // Rows of a table do not go on with each other.
        if !alike(before, row) || before.gaps.min(row.gaps) >= 2 {
            return false;
        }
        let em = row.height();
        let fits = self.first_word_fits(before, row);
        let sentence = ends_a_sentence(&before.text) || !begins_small(&row.text);
        if before.page != row.page || row.top < before.top {
            // The next page or column: only the words can tell.
            return !(fits && sentence);
        }
        let indented = row.left - before.left > em * 0.8 && row.left - before.left < em * 6.0;
        // Lines are set unevenly where fonts change. A blank line doubles the distance.
        let most = self.leading * if sentence { 1.25 } else { 1.7 } + 0.05;
        step(before, row) <= most && !(indented && sentence) && !(fits && sentence)
    }

    /// Whether the first word of a line would have fitted on the line before it, which then
    /// was ended on purpose.
    fn first_word_fits(&self, before: &Row, row: &Row) -> bool {
        let first = first_word(&row.text) as f32;
        let all = before.text.chars().count().max(1) as f32;
        let wide = (before.right - before.left) / all;
        let reach = self.reach.get(&edge(before.left)).copied().unwrap_or(before.right);
        // The estimate of a word's width is rough, so it must fit with room to spare.
        before.right + wide * (first + 1.0) * 1.25 + row.height() * 0.5 < reach
    }
}

/// How far a line lies below the one before it, as a multiple of their height.
fn step(before: &Row, row: &Row) -> f32 {
    (row.bottom - before.bottom) / before.height().min(row.height())
}

/// How many characters have to stand on one line at the beginning of a text.
fn first_word(text: &str) -> usize {
    let word = text.split(' ').next().unwrap_or_default();
    let first = word.chars().next().map_or(0, char::len_utf8);
    // A script without spaces is divided anywhere.
    if joint(&word[..first], &word[..first]).is_empty() { 1 } else { word.chars().count() }
}

fn edge(left: f32) -> i32 {
    (left / 12.0).round() as i32
}

/// Whether two lines are set in about the same size.
fn alike(a: &Row, b: &Row) -> bool {
    let ratio = a.height() / b.height();
    (0.8..1.25).contains(&ratio)
}

fn ends_a_sentence(text: &str) -> bool {
    let core = text.trim_end_matches(['"', '”', '’', ')', ']', '»', ' ']);
    core.ends_with(['.', '!', '?', ':', '…', '。', '？', '！', '؟', '।'])
}

fn begins_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

enum Joint {
    Space,
    /// The hyphen is part of the word.
    Kept,
    /// The hyphen was set because the line ended.
    Dropped,
}

/// What the document says about the hyphens at its line ends.
struct Hyphens {
    /// The words that stand undivided somewhere, in lower case.
    words: HashSet<String>,
    /// Whether words are divided all over the document.
    divides: bool,
}

impl Hyphens {
    fn of(rows: &[Row]) -> Hyphens {
        let divided = rows.iter().filter(|row| stem(&row.text).is_some()).count();
        let mut words = HashSet::new();
        if divided > 0 {
            for row in rows {
                words.extend(row.text.split_whitespace().map(core));
            }
        }
        Hyphens { words, divides: divided * 30 >= rows.len() }
    }

    fn joint(&self, before: &str, behind: &str) -> Joint {
        let Some(stem) = stem(before) else { return Joint::Space };
        if before.ends_with('\u{ad}') {
            return Joint::Dropped;
        }
        if !begins_small(behind) || !behind.starts_with(char::is_alphabetic) {
            // `pre- and post-test`, `the 2019-` and the like: nothing is certain.
            return if behind.starts_with(char::is_alphanumeric) {
                Joint::Kept
            } else {
                Joint::Space
            };
        }
        let rest = core(behind.split(' ').next().unwrap_or_default());
        if rest == "and" || rest == "or" || rest == "to" {
            return Joint::Space;
        }
        if self.words.contains(&format!("{stem}{rest}")) {
            Joint::Dropped
        } else if self.words.contains(&format!("{stem}-{rest}")) || !self.divides {
            Joint::Kept
        } else {
            Joint::Dropped
        }
    }
}

/// The most bytes of a word that are looked at. Where every line of a document ends with a
/// hyphen, its lines join to one word as long as the document.
const LONGEST_WORD: usize = 200;

/// The part of a word before the hyphen at the end of a line, in lower case.
fn stem(text: &str) -> Option<String> {
    let body = text.strip_suffix(['-', '\u{2010}', '\u{ad}'])?;
    let tail = body.floor_char_boundary(body.len().saturating_sub(LONGEST_WORD));
    let word = body[tail..].rsplit(' ').next()?;
    (word.ends_with(char::is_alphabetic)).then(|| core(word))
}

fn core(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
