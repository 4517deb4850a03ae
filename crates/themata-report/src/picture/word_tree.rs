//! A picture of how what is said goes on behind a word or phrase.

mod branches;

use maud::{Markup, html};

use self::branches::{Branch, Tree};
use crate::figure::count;
use crate::line::in_one_line;
use crate::picture::fill::{BLUE, PALE_BLUE};
use crate::picture::frame::{Drawing, INK, PAGE, PALE_INK, px};
use crate::picture::words::{fitted, text_width};

/// What follows a phrase, or comes before it, at each of its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordTree {
    /// What the picture shows, as a heading.
    pub title: String,
    /// What was searched, n, the query, and how words were made alike.
    pub caption: String,
    /// The phrase.
    pub root: String,
    /// The words behind each place of the phrase, in order, up to the end of what is looked at.
    /// Words are the same if they are written the same.
    pub lines: Vec<Vec<String>>,
    /// The most ends of branches that are drawn.
    pub most: usize,
}

/// The sizes of letters, from one place to all places.
const SMALLEST: f64 = 10.5;
const LARGEST: f64 = 26.0;

/// Between a word and the branches behind it.
const GAP: f64 = 26.0;

/// A word tree as an SVG file (Wattenberg and Viégas 2008): the phrase at the left, behind it
/// the words that follow it, those that begin alike as one branch; letters grow with the square
/// root of how many places go that way.
///
/// Branches are opened one by one, the one with most places first, as long as there is room;
/// what is not opened or not drawn is counted where it would stand.
#[must_use]
pub fn word_tree(picture: &WordTree) -> String {
    let tree = Tree::of(&picture.lines, picture.most.max(1));
    let total = picture.lines.len();
    let root = fitted(&in_one_line(&picture.root), LARGEST, PAGE * 0.35);
    let mut drawing = Branching { total: total.max(1), marks: Vec::new(), y: 0.0 };
    let start = text_width(&root, LARGEST) + 8.0;
    let middle = drawing.branches(&tree.branches, start);
    let middle = middle.map_or(LARGEST, |(top, foot)| f64::midpoint(top, foot));
    let height = drawing.y.max(LARGEST * 1.4);
    let body = html! {
        @for mark in &drawing.marks { (mark.draw()) }
        @for (x, y) in drawing.starts(start) { (curve((start, middle), (x, y))) }
        text class="root" x="0" y=(px(middle + LARGEST * 0.34)) font-size=(px(LARGEST)) font-weight="600" fill=(BLUE) {
            title { (root) ": " (count(total as u64)) " places" }
            (root)
        }
    };
    let mut notes = vec![
        "A figure in brackets says how many places go that way, where it is more than one."
            .to_owned(),
    ];
    if tree.left_out > 0 {
        notes.push(format!(
            "{} places go on in words that are not drawn (…) or are counted only.",
            count(tree.left_out as u64)
        ));
    }
    Drawing { class: "word-tree", width: PAGE, remarks: notes, height: height + 6.0, body }
        .under(&picture.title, &picture.caption)
}

struct Branching {
    total: usize,
    marks: Vec<Mark>,
    /// How far down there is something.
    y: f64,
}

/// Words of a branch where they stand.
struct Mark {
    x: f64,
    y: f64,
    size: f64,
    text: String,
    full: String,
    count: usize,
    is_rest: bool,
    /// From where its curve comes; `None` at the phrase.
    from: Option<(f64, f64)>,
}

impl Branching {
    fn size(&self, count: usize) -> f64 {
        SMALLEST
            + (LARGEST - 4.0 - SMALLEST) * ((count as f64).sqrt() - 1.0).max(0.0)
                / (self.total as f64).sqrt().max(2.0)
    }

    /// Sets branches one below the other, behind `x`; returns the middles of the first and the
    /// last.
    fn branches(&mut self, branches: &[Branch], x: f64) -> Option<(f64, f64)> {
        let mut ends: Option<(f64, f64)> = None;
        for branch in branches {
            let y = self.branch(branch, x + GAP);
            ends = Some(ends.map_or((y, y), |(top, _)| (top, y)));
        }
        ends
    }

    /// Sets a branch and what is behind it; returns the middle of its words.
    fn branch(&mut self, branch: &Branch, x: f64) -> f64 {
        let size = if branch.is_rest { SMALLEST } else { self.size(branch.count) };
        let mut full = in_one_line(&branch.words.join(" "));
        if branch.goes_on {
            full.push_str(" …");
        }
        let number = if branch.count > 1 && !branch.is_rest {
            format!(" ({})", count(branch.count as u64))
        } else {
            String::new()
        };
        // What is behind needs room too, and more the more there is.
        let deep = branch.depth() as f64;
        let room = ((PAGE - x) / if deep > 0.0 { (deep + 1.0).min(2.2) } else { 1.0 }
            - text_width(&number, SMALLEST))
        .max(24.0);
        let text = cut_end(&full, size, room);
        let end = x + text_width(&text, size) + text_width(&number, SMALLEST) + 4.0;
        let place = self.marks.len();
        let top = self.y;
        self.marks.push(Mark {
            x,
            y: 0.0,
            size,
            text,
            full,
            count: branch.count,
            is_rest: branch.is_rest,
            from: None,
        });
        let behind =
            if end + GAP + 40.0 < PAGE { self.branches(&branch.behind, end) } else { None };
        // At least as high as its own letters.
        let own = size * 1.36;
        self.y = self.y.max(top + own);
        let middle = behind.map_or(top + own / 2.0, |(first, last)| {
            f64::midpoint(first, last).max(top + own / 2.0)
        });
        self.marks[place].y = middle;
        for mark in place + 1..self.marks.len() {
            if self.marks[mark].from.is_none() && self.marks[mark].x == end + GAP {
                self.marks[mark].from = Some((end, middle));
            }
        }
        middle
    }

    /// Where the branches behind the phrase begin.
    fn starts(&self, start: f64) -> Vec<(f64, f64)> {
        self.marks
            .iter()
            .filter(|mark| mark.from.is_none() && mark.x == start + GAP)
            .map(|mark| (mark.x, mark.y))
            .collect()
    }
}

impl Mark {
    fn draw(&self) -> Markup {
        let number = (self.count > 1 && !self.is_rest).then(|| count(self.count as u64));
        html! {
            @if let Some(from) = self.from { (curve(from, (self.x, self.y))) }
            text x=(px(self.x)) y=(px(self.y + self.size * 0.34)) font-size=(px(self.size))
                fill=(if self.is_rest { PALE_INK } else { INK }) font-style=[self.is_rest.then_some("italic")] {
                @if !self.is_rest { title { (self.full) ": " (count(self.count as u64)) } }
                (self.text)
                @if let Some(number) = &number {
                    tspan font-size=(px(SMALLEST)) fill=(PALE_INK) { " (" (number) ")" }
                }
            }
        }
    }
}

fn curve((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Markup {
    let (from, to) = (x0 + 2.0, x1 - 4.0);
    let bend = px(f64::midpoint(from, to));
    let (y0, y1) = (px(y0), px(y1));
    html! { path fill="none" stroke=(PALE_BLUE) d={ "M" (px(from)) " " (y0) "C" (bend) " " (y0) " " (bend) " " (y1) " " (px(to)) " " (y1) } {} }
}

/// Words that take no more than a length; the last of them give way, since they are read in
/// order.
fn cut_end(words: &str, size: f64, room: f64) -> String {
    if text_width(words, size) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for word in words.split(' ') {
        let longer = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if text_width(&format!("{longer} …"), size) > room {
            break;
        }
        kept = longer;
    }
    if kept.is_empty() { fitted(words, size, room) } else { format!("{kept} …") }
}

#[cfg(test)]
mod tests;
