//! Comments, and the stretches that they hang on.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::paragraph::{Cut, Point};
use crate::Comment;
use crate::layout::{Remark, Spot};
use crate::xml::attribute;

/// The comments of a document.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    found: Vec<Found>,
    /// Those that tell by a name where they end.
    named: HashMap<String, usize>,
}

#[derive(Debug)]
struct Found {
    from: Point,
    to: Point,
    comment: Comment,
}

impl Remarks {
    /// Begins a comment, and says which one it is.
    pub(super) fn begin(&mut self, element: &BytesStart<'_>, at: Point) -> usize {
        let place = self.found.len();
        // Before OpenDocument who and when were attributes.
        let comment = Comment {
            author: attribute(element, "author"),
            at: attribute(element, "create-date"),
            ..Comment::default()
        };
        self.found.push(Found { from: at, to: at, comment });
        if let Some(name) = attribute(element, "name") {
            self.named.insert(name, place);
        }
        place
    }

    /// The stretch of a comment ends.
    pub(super) fn end(&mut self, element: &BytesStart<'_>, at: Point) {
        let place = attribute(element, "name").and_then(|name| self.named.remove(&name));
        if let Some(found) = place.and_then(|place| self.found.get_mut(place)) {
            found.to = at.max(found.from);
        }
    }

    /// Adds characters to the author or the date.
    pub(super) fn meta(&mut self, place: usize, is_author: bool, words: &str) {
        let Some(Found { comment, .. }) = self.found.get_mut(place) else { return };
        let field = if is_author { &mut comment.author } else { &mut comment.at };
        field.get_or_insert_default().push_str(words.trim());
    }

    /// Adds a paragraph to what the comment says.
    pub(super) fn paragraph(&mut self, place: usize, words: &str) {
        let Some(Found { comment, .. }) = self.found.get_mut(place) else { return };
        for words in words.split('\n').map(str::trim).filter(|words| !words.is_empty()) {
            if !comment.words.is_empty() {
                comment.words.push('\n');
            }
            comment.words.push_str(words);
        }
    }

    /// The comments that say something, on lines that are in order.
    pub(super) fn place(self, lines: &[Cut]) -> Vec<Remark> {
        self.found
            .into_iter()
            .filter(|found| !found.comment.words.is_empty())
            .map(|Found { from, to, mut comment }| {
                comment.author = comment.author.filter(|author| !author.is_empty());
                comment.at = comment.at.filter(|at| !at.is_empty());
                Remark { from: spot(lines, from), to: spot(lines, to), comment }
            })
            .collect()
    }
}

/// Where a place of the source is in the lines. What stood in a paragraph that has no lines
/// hangs on what comes next.
fn spot(lines: &[Cut], point: Point) -> Spot {
    let next = lines.partition_point(|cut| cut.at <= point);
    let last = next
        .checked_sub(1)
        .map(|at| &lines[at])
        .filter(|cut| (cut.at.in_note, cut.at.paragraph) == (point.in_note, point.paragraph));
    match last {
        Some(cut) => {
            let byte = (point.byte - cut.at.byte).min(cut.line.text.len());
            Spot { line: next - 1, byte }
        }
        None => Spot { line: next, byte: 0 },
    }
}
