//! The text of a part.

use std::collections::HashSet;
use std::ops::Range;

use super::field::Fields;
use super::passage::Passage;
use super::reading::Reading;
use super::styles::Styles;
use super::xml::each;

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) passage: Passage,
    /// The footnotes and endnotes that the text refers to, in order: whether it is an endnote,
    /// and its number in its part.
    pub(super) references: Vec<(bool, String)>,
    /// The notes or comments that the part consists of, if it is a part of such.
    pub(super) notes: Vec<Note>,
    /// How many stretches are tracked insertions or deletions, and how many are hidden.
    pub(super) changes: usize,
    pub(super) hidden: usize,
    /// How many other documents and how many diagrams and charts are embedded, and how many
    /// fields had no end.
    pub(super) embedded: usize,
    pub(super) diagrams: usize,
    pub(super) endless: usize,
    /// What ended the reading before the end of the part.
    pub(super) error: Option<quick_xml::Error>,
}

/// A footnote, an endnote or a comment.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub(super) id: String,
    pub(super) lines: Range<usize>,
    pub(super) author: Option<String>,
    pub(super) at: Option<String>,
    /// The identifier of its last paragraph, by which a reply names what it replies to.
    pub(super) paragraph: Option<String>,
}

/// Reads a part.
pub(super) fn read(xml: &str, styles: &Styles) -> Body {
    let (body, endless) = attempt(xml, styles, HashSet::new());
    if endless.is_empty() {
        return body;
    }
    // The instructions of a field that never ends would swallow all that follows.
    let count = endless.len();
    let (body, _) = attempt(xml, styles, endless);
    Body { endless: count, ..body }
}

/// Reads a part, and says which fields were giving instructions when it was over.
fn attempt(xml: &str, styles: &Styles, without: HashSet<usize>) -> (Body, HashSet<usize>) {
    let mut reading = Reading::new(styles, Fields::without(without));
    let error = each(xml, &mut reading);
    let (body, endless) = reading.finish();
    (Body { error, ..body }, endless)
}
