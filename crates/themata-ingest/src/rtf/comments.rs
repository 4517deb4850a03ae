//! Comments, and the ranges of the text that they are about.

use std::collections::HashMap;
use std::mem::take;

use super::story::Piece;
use super::words::Aside;
use crate::Comment;
use crate::layout::{Remark, Spot};

/// The comments of a file.
#[derive(Debug, Default)]
pub(super) struct Comments {
    read: Vec<Draft>,
    /// The one that is being read, or whose author has just been named.
    open: Draft,
    /// Where the ranges begin and end, by what the file calls them.
    ranges: HashMap<String, (Option<u32>, Option<u32>)>,
    /// How many places have been marked.
    anchors: u32,
}

/// A comment before it is known where its places are.
#[derive(Debug, Default)]
struct Draft {
    /// The place where it stands in the file.
    anchor: u32,
    /// The range that it is about.
    range: Option<String>,
    initials: Option<String>,
    comment: Comment,
}

impl Comments {
    /// A place of the text, to be marked there.
    pub(super) fn anchor(&mut self) -> u32 {
        let anchor = self.anchors;
        self.anchors = self.anchors.saturating_add(1);
        anchor
    }

    /// Takes in something that is said of comments, and says which place to mark, if any.
    pub(super) fn aside(&mut self, aside: Aside, words: &str) -> Option<u32> {
        let words = words.trim().to_owned();
        let said = Some(words.clone()).filter(|words| !words.is_empty());
        match aside {
            Aside::Author => self.open.comment.author = said,
            Aside::Initials => self.open.initials = said,
            Aside::Reference => self.open.range = said,
            Aside::Date => self.open.comment.at = words.parse().ok().and_then(moment),
            Aside::From => {
                let anchor = self.anchor();
                self.ranges.entry(words).or_default().0 = Some(anchor);
                return Some(anchor);
            }
            Aside::To => {
                let anchor = self.anchor();
                self.ranges.entry(words).or_default().1 = Some(anchor);
                return Some(anchor);
            }
            Aside::Instruction => {}
        }
        None
    }

    /// Begins a comment, and says which place to mark.
    pub(super) fn begin(&mut self) -> u32 {
        self.open.anchor = self.anchor();
        self.open.anchor
    }

    /// Ends a comment that consists of these lines.
    pub(super) fn end(&mut self, pieces: &[Piece]) {
        let mut draft = take(&mut self.open);
        let lines: Vec<&str> = pieces.iter().map(|piece| piece.line.text.as_str()).collect();
        draft.comment.words = lines.join("\n");
        draft.comment.author = draft.comment.author.or(draft.initials.take());
        self.read.push(draft);
    }

    /// The remarks on the lines of a layout.
    pub(super) fn remarks(self, pieces: &[Piece]) -> Vec<Remark> {
        let mut spots: HashMap<u32, Spot> = HashMap::new();
        for (line, piece) in pieces.iter().enumerate() {
            for &(byte, anchor) in &piece.anchors {
                spots.insert(anchor, Spot { line, byte });
            }
        }
        let find = |anchor: Option<u32>| anchor.and_then(|anchor| spots.get(&anchor)).copied();
        self.read
            .into_iter()
            .map(|draft| {
                let own = find(Some(draft.anchor)).unwrap_or_default();
                let range = draft.range.and_then(|range| self.ranges.get(&range));
                let &(from, to) = range.unwrap_or(&(None, None));
                let from = find(from);
                let to = find(to).unwrap_or(own);
                Remark { from: from.unwrap_or(to), to, comment: draft.comment }
            })
            .collect()
    }
}

/// The moment that a number means into whose bits minute, hour, day, month and year are
/// packed.
fn moment(packed: i64) -> Option<String> {
    let packed = u32::try_from(packed).ok().or_else(|| {
        // Programs write the number with a sign, if its highest bit is set.
        i32::try_from(packed).ok().map(i32::cast_unsigned)
    })?;
    let bits = |from: u32, count: u32| packed >> from & ((1 << count) - 1);
    let (minute, hour, day) = (bits(0, 6), bits(6, 5), bits(11, 5));
    let (month, year) = (bits(16, 4), bits(20, 9) + 1900);
    (day > 0 && (1..=12).contains(&month) && hour < 24 && minute < 60)
        .then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_is_unpacked() {
        let packed = 124 << 20 | 3 << 16 | 14 << 11 | 15 << 6 | 9;
        assert_eq!(moment(packed).as_deref(), Some("2024-03-14T15:09"));
        assert_eq!(moment(packed - (1 << 31)).as_deref(), Some("2024-03-14T15:09"));
        assert_eq!((moment(0), moment(i64::MAX)), (None, None));
    }
}
