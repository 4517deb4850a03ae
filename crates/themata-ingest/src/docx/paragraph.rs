//! A paragraph while it is being read.

use super::passage::{Anchor, Passage, Sign};
use super::styles::Look;
use crate::Place;
use crate::layout::Spot;
use crate::line::{Line, Role};

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) number: u32,
    text: String,
    /// How far it has been bold from its beginning on, until something was not.
    bold: usize,
    plain: bool,
    /// How its style looks, and the level that it gives itself.
    pub(super) look: Look,
    pub(super) level: Option<Option<u8>>,
    pub(super) goes_on: GoesOn,
    pub(super) run: Run,
    /// The signs of comments in its text, each at a byte of it.
    anchors: Vec<Anchor>,
    /// What the text boxes in it say.
    pub(super) boxed: Passage,
}

/// How the words look that are being read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    pub(super) open: bool,
    pub(super) bold: bool,
    pub(super) hidden: bool,
}

/// Whether the next paragraph goes on with this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum GoesOn {
    #[default]
    No,
    /// The end of the paragraph is a tracked deletion.
    AfterSpace,
    AtOnce,
}

impl Paragraph {
    pub(super) fn open_run(&mut self) {
        let Look { bold, hidden, .. } = self.look;
        self.run = Run { open: true, bold, hidden };
    }

    pub(super) fn push(&mut self, words: &str) {
        self.text.push_str(words);
        if !self.run.bold && !words.trim().is_empty() {
            self.plain = true;
        }
        if !self.plain {
            self.bold = self.text.len();
        }
    }

    pub(super) fn hang(&mut self, comment: String, sign: Sign) {
        let spot = Spot { line: 0, byte: self.text.len() };
        self.anchors.push(Anchor { comment, sign, spot });
    }

    /// Makes ready for the words of the paragraph that goes on with this one.
    pub(super) fn carry(mut self) -> Paragraph {
        let apart = self.goes_on == GoesOn::AfterSpace;
        if apart && !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.goes_on = GoesOn::No;
        self.run = Run::default();
        self
    }

    /// The lines that it is: what stands between line breaks, then what its text boxes say.
    pub(super) fn finish(self) -> Passage {
        let level = self.level.unwrap_or(self.look.level);
        let (role, text) = match level {
            // A heading on two lines is one heading.
            Some(level) => (Role::Heading(level), self.text.replace('\n', " ")),
            None => (Role::Body, self.text),
        };
        let mut passage = Passage::default();
        let mut anchors = self.anchors.into_iter().peekable();
        let mut start = 0;
        for words in text.split('\n') {
            let trimmed = words.trim();
            let from = start + (words.len() - words.trim_start().len());
            let end = start + words.len();
            while let Some(mut anchor) = anchors.next_if(|anchor| anchor.spot.byte <= end) {
                let byte = anchor.spot.byte.saturating_sub(from).min(trimmed.len());
                anchor.spot = Spot { line: passage.lines.len(), byte };
                passage.anchors.push(anchor);
            }
            start = end + 1;
            if trimmed.is_empty() {
                continue;
            }
            passage.lines.push(Line {
                bold: self.bold.saturating_sub(from).min(trimmed.len()),
                opens: passage.lines.is_empty(),
                role,
                ..Line::body(trimmed.to_owned(), Place::Paragraph(self.number))
            });
        }
        passage.append(self.boxed);
        passage
    }
}
