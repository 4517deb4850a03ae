//! Groups: what opens with one, and what ends with it.

use std::mem::take;

use super::super::state::{Destination, Ends};
use super::super::story::Story;
use super::super::words::{Aside, Opens};
use super::Walk;
use crate::error::Kind;
use crate::symbol::{symbol, wingding};

/// How many groups may lie in one another. A file from which closing braces are missing may
/// have one for each of its paragraphs.
const DEEPEST: usize = 100_000;

/// How many notes, text boxes and comments may lie in one another before their words stay
/// where they are. Word itself allows two.
const MOST_STORIES: usize = 16;

impl Walk {
    pub(super) fn open_group(&mut self) -> Result<(), Kind> {
        self.flush();
        self.skipping = 0;
        if self.stack.len() >= DEEPEST {
            return Err(Kind::Limit {
                what: "the RTF document",
                exceeded: "a depth of groups",
                found: DEEPEST as u64 + 1,
                limit: DEEPEST as u64,
            });
        }
        self.stack.push(self.state);
        self.state.ends = Ends::Nothing;
        self.state.is_starred = false;
        Ok(())
    }

    pub(super) fn close_group(&mut self) {
        self.flush();
        self.skipping = 0;
        let ends = take(&mut self.state.ends);
        if matches!(ends, Ends::Note | Ends::TextBox | Ends::Comment) {
            self.end_story(ends);
        }
        // What the file says of itself in its first group holds behind a brace too many.
        match self.stack.pop() {
            Some(state) if !self.stack.is_empty() => self.state = state,
            _ => self.state.destination = Destination::Text,
        }
        match ends {
            Ends::Fonts => self.state.page = self.fonts.page(self.state.font),
            Ends::Styles => self.styles.end(),
            Ends::Aside(aside) => self.end_aside(aside),
            _ => {}
        }
    }

    /// Makes a group what a control word says that it is.
    pub(super) fn open(&mut self, opens: Opens, number: Option<i32>) {
        let state = &mut self.state;
        let is_text = state.destination == Destination::Text;
        let destination = match opens {
            Opens::More => return,
            Opens::InUnicode if state.destination == Destination::Twice => state.behind,
            Opens::Twice => {
                state.behind = state.destination;
                Destination::Twice
            }
            Opens::Fonts if is_text => {
                state.ends = Ends::Fonts;
                Destination::Fonts
            }
            Opens::Styles if is_text => {
                state.ends = Ends::Styles;
                Destination::Styles
            }
            Opens::Aside(aside) if is_text => {
                state.ends = Ends::Aside(aside);
                self.aside = number.map(|number| number.to_string()).unwrap_or_default();
                Destination::Aside
            }
            Opens::Note if is_text && !state.is_left_out() => {
                return self.begin_story(Ends::Note);
            }
            Opens::TextBox if is_text && !state.is_left_out() => {
                return self.begin_story(Ends::TextBox);
            }
            // Some programs hide the sign of a comment, and the comment with it.
            Opens::Comment if is_text && !state.is_deleted => {
                return self.begin_story(Ends::Comment);
            }
            _ => Destination::Nothing,
        };
        state.destination = destination;
    }

    fn begin_story(&mut self, ends: Ends) {
        if self.inner.len() >= MOST_STORIES {
            return;
        }
        if ends == Ends::Comment {
            let anchor = self.told.comments.begin();
            self.story().anchor(anchor);
        }
        self.state.begin_story(ends);
        self.inner.push(Story::default());
    }

    fn end_story(&mut self, ends: Ends) {
        let form = self.form();
        let Some(story) = self.inner.pop() else { return };
        let (pieces, unplaced) = story.end(form);
        for anchor in unplaced {
            self.story().anchor(anchor);
        }
        match ends {
            Ends::Note => {
                self.told.note_count += usize::from(!pieces.is_empty());
                self.told.notes.extend(pieces);
            }
            Ends::Comment => self.told.comments.end(&pieces),
            _ => self.story().hang(pieces),
        }
    }

    fn end_aside(&mut self, aside: Aside) {
        let words = take(&mut self.aside);
        if aside == Aside::Instruction {
            // A sign that was inserted from a menu is a field without a result.
            let mut parts = words.split_whitespace();
            if parts.next() == Some("SYMBOL")
                && let Some(byte) = parts.next().and_then(|code| code.parse::<u8>().ok())
            {
                let sign = if words.contains("Symbol") { symbol(byte) } else { wingding(byte) };
                let sign = sign.unwrap_or(char::REPLACEMENT_CHARACTER);
                self.push(sign.encode_utf8(&mut [0; 4]));
            }
        } else if let Some(anchor) = self.told.comments.aside(aside, &words) {
            self.story().anchor(anchor);
        }
    }
}
