//! What holds in a group and is what it was when the group ends.

use super::code_page::CodePage;
use super::words::Aside;

/// Where the words of a group go, and how they are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// Where words go in Unicode, if the group says them twice.
    pub(super) behind: Destination,
    /// What ends with the group.
    pub(super) ends: Ends,
    /// Whether the next control word opens something that a program may step over.
    pub(super) is_starred: bool,
    /// How many characters follow a numbered one for programs that do not know it.
    pub(super) fallback: u32,
    pub(super) font: Option<i32>,
    pub(super) page: CodePage,
    pub(super) is_bold: bool,
    pub(super) is_hidden: bool,
    /// Whether a tracked change takes the words out.
    pub(super) is_deleted: bool,
    pub(super) in_table: bool,
    /// The level of the heading that the paragraph is, or 0.
    pub(super) heading: u8,
}

/// Where words go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    #[default]
    Text,
    Nothing,
    Fonts,
    Styles,
    Aside,
    /// Nowhere, until the same is said in Unicode.
    Twice,
}

/// What ends with a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ends {
    #[default]
    Nothing,
    Fonts,
    Styles,
    Note,
    TextBox,
    Comment,
    Aside(Aside),
}

impl Default for State {
    fn default() -> State {
        State {
            destination: Destination::Text,
            behind: Destination::Nothing,
            ends: Ends::Nothing,
            is_starred: false,
            fallback: 1,
            font: None,
            page: CodePage::DEFAULT,
            is_bold: false,
            is_hidden: false,
            is_deleted: false,
            in_table: false,
            heading: 0,
        }
    }
}

impl State {
    /// Whether words are out of the text.
    pub(super) fn is_left_out(&self) -> bool {
        self.is_hidden || self.is_deleted
    }

    /// Takes back what is said of characters.
    pub(super) fn plain(&mut self) {
        self.font = None;
        self.is_bold = false;
        self.is_hidden = false;
        self.is_deleted = false;
    }

    /// Makes the group a note, a text box or a comment. Nothing that holds round it holds
    /// in it, but how characters are written.
    pub(super) fn begin_story(&mut self, ends: Ends) {
        self.ends = ends;
        self.is_bold = false;
        self.is_hidden = false;
        self.is_deleted = false;
        self.in_table = false;
        self.heading = 0;
    }
}
