//! Writes lines as a browser lays them out: white space is one space, blocks and breaks end a
//! line.

use crate::Place;
use crate::joint::joint;
use crate::line::{Line, Role};

/// A line, and whether it lies in a block of quoted matter.
pub(super) struct Written {
    pub(super) line: Line,
    pub(super) quoted: bool,
}

/// How characters are meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub(super) role: Role,
    pub(super) quoted: bool,
    pub(super) bold: bool,
    pub(super) pre: bool,
}

#[derive(Default)]
pub(super) struct Writer {
    pub(super) written: Vec<Written>,
    text: String,
    /// How far the line has been bold from its beginning on, until something was not.
    bold: usize,
    plain: bool,
    gap: Gap,
    /// Whether the next line goes on with the paragraph.
    goes_on: bool,
    begun: Option<(Manner, u32)>,
}

/// What stands between the last character and the next one.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    /// A space if both are part of words.
    BetweenWords,
    /// A line end of the source, which is a space unless the script does without.
    LineEnd,
    Space,
}

impl Writer {
    /// Adds characters that begin in a line of the source.
    pub(super) fn push(&mut self, words: &str, manner: Manner, mut place: u32) {
        let mut from = 0;
        for (at, c) in words.char_indices() {
            let is_space = is_space(c);
            // Characters that a reference wrote have not been looked at before.
            if !is_space && !c.is_control() {
                continue;
            }
            self.push_run(&words[from..at], manner, place);
            from = at + c.len_utf8();
            if manner.pre && c == '\n' {
                self.line_end();
            } else if manner.pre && matches!(c, ' ' | '\t') {
                self.push_run(&words[at..from], manner, place);
            } else if is_space {
                let gap = if c == '\n' { Gap::LineEnd } else { Gap::Space };
                self.gap = self.gap.max(gap);
            }
            place = place.saturating_add(u32::from(c == '\n'));
        }
        self.push_run(&words[from..], manner, place);
    }

    fn push_run(&mut self, run: &str, manner: Manner, place: u32) {
        let Some(first) = run.chars().next() else { return };
        let between = match (std::mem::take(&mut self.gap), self.text.chars().next_back()) {
            (_, None) | (Gap::None, _) => "",
            (Gap::Space, _) => " ",
            (Gap::LineEnd, _) => joint(&self.text, run),
            (Gap::BetweenWords, Some(last)) => {
                let ends = last.is_alphanumeric() || matches!(last, ')' | ']');
                let begins = first.is_alphanumeric() || matches!(first, '(' | '[');
                if ends && begins { " " } else { "" }
            }
        };
        self.begun.get_or_insert((manner, place));
        self.text.push_str(between);
        self.text.push_str(run);
        if !manner.bold && !run.trim().is_empty() {
            self.plain = true;
        }
        if manner.bold && !self.plain {
            self.bold = self.text.len();
        }
    }

    /// Adds the moment that the recording had come to.
    pub(super) fn stamp(&mut self, ms: u64, manner: Manner, place: u32) {
        let (seconds, rest) = (ms / 1000, ms % 1000);
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        self.gap = Gap::Space;
        let plain = self.plain;
        let stamp = format!("[{hours}:{minutes:02}:{seconds:02}.{rest:03}]");
        self.push_run(&stamp, manner, place);
        // It says nothing of what the words around it look like.
        self.plain = plain;
        self.gap = Gap::Space;
    }

    /// Keeps words apart that markup alone separates.
    pub(super) fn apart(&mut self) {
        self.gap = self.gap.max(Gap::BetweenWords);
    }

    /// Ends the line and the paragraph.
    pub(super) fn paragraph_end(&mut self) {
        self.flush();
        self.goes_on = false;
    }

    /// Ends the line. A second end makes a blank line, which ends the paragraph.
    pub(super) fn line_end(&mut self) {
        self.goes_on = self.flush();
    }

    /// Writes the line, and says whether there was anything on it.
    fn flush(&mut self) -> bool {
        self.gap = Gap::None;
        let bold = std::mem::take(&mut self.bold);
        self.plain = false;
        let begun = self.begun.take();
        let text = std::mem::take(&mut self.text);
        let from = text.len() - text.trim_start().len();
        let (words, Some((manner, place))) = (text.trim(), begun) else { return false };
        if words.is_empty() {
            return false;
        }
        let mut line = Line::body(words.to_owned(), Place::Line(place));
        line.bold = bold.saturating_sub(from).min(words.len());
        line.role = manner.role;
        line.opens = !self.goes_on;
        self.written.push(Written { line, quoted: manner.quoted });
        true
    }
}

/// White space that a browser does not show as it is. No-break spaces are shown.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Decides what blocks of quoted matter are: quotes, unless the page is mostly made of them.
/// There they are what somebody indented a transcript with.
pub(super) fn settle_quotes(written: Vec<Written>) -> Vec<Line> {
    let length = |written: &Written| written.line.text.len();
    let all: usize = written.iter().map(length).sum();
    let quoted: usize = written.iter().filter(|written| written.quoted).map(length).sum();
    let are_quotes = quoted * 2 < all;
    written
        .into_iter()
        .map(|Written { mut line, quoted }| {
            if quoted && are_quotes && line.role == Role::Body {
                line.role = Role::Quote;
            }
            line
        })
        .collect()
}
