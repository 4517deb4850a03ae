//! A paragraph as it is read: its characters, and the lines that it comes to.

use super::styles::Look;
use crate::Place;
use crate::line::{Line, Role};

/// A place in the source: before a byte of a paragraph. Notes come after the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) in_note: bool,
    pub(super) paragraph: u32,
    pub(super) byte: usize,
}

/// A line, and where in the source it begins.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) at: Point,
    pub(super) line: Line,
}

/// Where the words of a paragraph go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    Text,
    Note,
    /// A comment, by its place in the list.
    Remark(usize),
}

/// A paragraph that is being read.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) goal: Goal,
    pub(super) number: u32,
    pub(super) text: String,
    /// How far it has been bold from its beginning on, until something was not.
    bold_to: usize,
    plain: bool,
    /// Whether the next characters are bold, or hidden.
    pub(super) bold: bool,
    pub(super) hidden: bool,
    /// Whether white space that comes next says nothing: it stands at the beginning, or
    /// behind other white space.
    collapses: bool,
    role: Role,
    page: u32,
    /// The pages that begin in it: before which byte, and which one.
    pages: Vec<(usize, u32)>,
    /// Whether some of it is hidden, or all of it.
    pub(super) has_hidden: bool,
    pub(super) is_dropped: bool,
}

impl Paragraph {
    pub(super) fn new(goal: Goal, number: u32, role: Role, look: Look, page: u32) -> Paragraph {
        Paragraph {
            goal,
            number,
            text: String::new(),
            bold_to: 0,
            plain: false,
            bold: look.bold == Some(true),
            hidden: look.hidden == Some(true),
            collapses: true,
            role,
            page,
            pages: Vec::new(),
            has_hidden: false,
            is_dropped: false,
        }
    }

    /// Where the next character will stand.
    pub(super) fn point(&self) -> Point {
        let in_note = self.goal == Goal::Note;
        Point { in_note, paragraph: self.number, byte: self.text.len() }
    }

    /// Adds characters as they stand in the source, where all white space is the same and
    /// more of it than one says nothing.
    pub(super) fn flow(&mut self, words: &str) {
        if self.hidden {
            self.has_hidden |= !words.trim().is_empty();
            return;
        }
        let mut rest = words;
        while let Some(c) = rest.chars().next() {
            if is_blank(c) {
                if !self.collapses {
                    self.push(" ");
                }
                self.collapses = true;
                rest = rest.trim_start_matches(is_blank);
                continue;
            }
            let end = rest.find(|c| is_blank(c) || is_nothing(c)).unwrap_or(rest.len());
            if end > 0 {
                self.push(&rest[..end]);
                self.collapses = false;
                rest = &rest[end..];
            } else {
                rest = &rest[c.len_utf8()..];
            }
        }
    }

    /// Adds white space that counts.
    pub(super) fn set(&mut self, space: &str) {
        if !self.hidden {
            self.push(space);
            self.collapses = false;
        }
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        if !self.bold && !words.trim().is_empty() {
            self.plain = true;
        }
        if !self.plain {
            self.bold_to = self.text.len();
        }
    }

    /// A page begins before the next character.
    pub(super) fn page(&mut self, page: u32) {
        self.pages.push((self.text.len(), page));
    }

    /// The lines of it that are not blank.
    pub(super) fn lines(&self) -> impl Iterator<Item = Cut> + '_ {
        let mut start = 0;
        let mut opens = true;
        let mut pages = self.pages.iter().peekable();
        let mut page = self.page;
        self.text.split('\n').filter_map(move |words| {
            let from = start + (words.len() - words.trim_start().len());
            start += words.len() + 1;
            let text = words.trim();
            if text.is_empty() {
                return None;
            }
            while let Some((_, begun)) = pages.next_if(|(byte, _)| *byte <= from) {
                page = *begun;
            }
            let line = Line {
                text: text.to_owned(),
                bold: self.bold_to.saturating_sub(from).min(text.len()),
                opens: std::mem::take(&mut opens),
                role: self.role,
                page: Some(page),
                place: Place::Paragraph(self.number),
                given: None,
            };
            Some(Cut { at: Point { byte: from, ..self.point() }, line })
        })
    }
}

/// The white space of XML, and the line ends that are no element.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Control characters, of which no valid source has any, and byte order marks say nothing.
fn is_nothing(c: char) -> bool {
    c.is_control() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::{Goal, Paragraph};
    use crate::line::Role;
    use crate::odt::styles::Look;

    #[test]
    fn white_space_collapses_unless_it_counts() {
        let look = Look::default();
        let mut paragraph = Paragraph::new(Goal::Text, 1, Role::Body, look, 1);
        paragraph.flow("\n  a \u{1}");
        paragraph.flow("\t b");
        paragraph.set("  ");
        paragraph.flow(" c\u{2028}d");
        assert_eq!(paragraph.text, "a b   c d");
    }
}
