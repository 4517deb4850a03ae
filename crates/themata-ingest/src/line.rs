use crate::Place;
use crate::builder::Opening;

/// One line of a text file, or one paragraph of a laid-out document: what the layouts hand to
/// the search for speakers.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// How many bytes at its beginning are bold.
    pub(crate) bold: usize,
    /// Whether it stands apart from the line before it: it follows a blank line, or its layout
    /// knows paragraphs.
    pub(crate) opens: bool,
    pub(crate) role: Role,
    pub(crate) place: Place,
    /// The page that it begins on, where the layout knows pages.
    pub(crate) page: Option<u32>,
    /// What the layout itself declares of turns, as a row of a table does.
    pub(crate) given: Option<Given>,
}

/// How a line belongs to a turn of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// It begins the turn.
    Opens(Box<Opening>),
    /// It begins the turn and the table, of which so many filled cells found no place.
    OpensTable(Box<Opening>, usize),
    /// It is a further paragraph of the turn.
    GoesOn,
}

impl Given {
    /// The turn that the line begins.
    pub(crate) fn opening(&self) -> Option<&Opening> {
        match self {
            Given::Opens(opening) | Given::OpensTable(opening, _) => Some(opening),
            Given::GoesOn => None,
        }
    }
}

/// What a line is in its layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text.
    Body,
    /// A heading of a level, 1 being the highest. It is not said by anybody, unless it names
    /// a speaker.
    Heading(u8),
    /// Quoted matter, which may itself look like a dialogue.
    Quote,
    /// A footnote or an endnote: said by nobody.
    Note,
}

impl Line {
    pub(crate) fn body(text: String, place: Place) -> Line {
        Line { text, bold: 0, opens: true, role: Role::Body, place, page: None, given: None }
    }
}
