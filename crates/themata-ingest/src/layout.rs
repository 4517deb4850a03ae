use crate::line::Line;
use crate::{Comment, Speaker};

/// What a layout found in a source, before it is decided who speaks where.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The lines in reading order.
    pub(crate) lines: Vec<Line>,
    /// Remarks that somebody hung on stretches of the lines.
    pub(crate) remarks: Vec<Remark>,
    /// What the source says of itself, as attribute and value.
    pub(crate) attributes: Vec<(String, String)>,
    /// What the source says of those who speak in it. Those who then do not speak are left out.
    pub(crate) speakers: Vec<Speaker>,
}

/// A comment on a stretch of a layout.
#[derive(Debug)]
pub(crate) struct Remark {
    /// Where it begins and ends.
    pub(crate) from: Spot,
    pub(crate) to: Spot,
    /// What it says; its span is found when the transcript is written.
    pub(crate) comment: Comment,
}

/// A place in a layout: before the byte of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) byte: usize,
}

impl Layout {
    /// A layout of lines and nothing else.
    pub(crate) fn of(lines: Vec<Line>) -> Layout {
        Layout { lines, ..Layout::default() }
    }
}
