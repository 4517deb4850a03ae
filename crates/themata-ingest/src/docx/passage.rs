//! Lines, and where in them comments begin and end.

use crate::layout::Spot;
use crate::line::Line;

/// Lines in reading order with the anchors that lie in them.
#[derive(Debug, Default)]
pub(super) struct Passage {
    pub(super) lines: Vec<Line>,
    pub(super) anchors: Vec<Anchor>,
}

/// A sign in the text that belongs to a comment.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// The number of the comment.
    pub(super) comment: String,
    pub(super) sign: Sign,
    /// Where it stands. The line may be the one after the last: then it hangs on whatever
    /// comes next.
    pub(super) spot: Spot,
}

/// What an anchor says of its comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Begins,
    Ends,
    /// The mark that a reader sees. A comment on a place has no other.
    Stands,
}

impl Passage {
    /// Moves another passage to the end of this one.
    pub(super) fn append(&mut self, mut other: Passage) {
        let before = self.lines.len();
        self.lines.append(&mut other.lines);
        self.anchors.extend(other.anchors.into_iter().map(|mut anchor| {
            anchor.spot.line += before;
            anchor
        }));
    }

    /// Hangs a sign on what comes next.
    pub(super) fn hang(&mut self, comment: String, sign: Sign) {
        let spot = Spot { line: self.lines.len(), byte: 0 };
        self.anchors.push(Anchor { comment, sign, spot });
    }
}
