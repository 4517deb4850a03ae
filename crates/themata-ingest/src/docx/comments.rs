//! Comments: what they say, and the words that they are about.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::body::{Body, Note};
use super::passage::{Anchor, Sign};
use super::xml::{Name, Walk, each};
use crate::Comment;
use crate::layout::{Remark, Spot};
use crate::xml::attribute;

/// How long a chain of replies may be.
const LONGEST: usize = 100;

/// The comments of a document in the order in which they are stored, and how many were left
/// out because they say nothing or hang on nothing.
pub(super) fn remarks(
    comments: &Body,
    anchors: Vec<Anchor>,
    replies: &Replies,
) -> (Vec<Remark>, usize) {
    let places = places(anchors);
    let by_paragraph: HashMap<&str, &Note> = comments
        .notes
        .iter()
        .filter_map(|note| Some((note.paragraph.as_deref()?, note)))
        .collect();
    // A reply without a place of its own is about what its comment is about.
    let place_of = |note: &Note| {
        let mut note = note;
        for _ in 0..LONGEST {
            if let Some(&place) = places.get(&note.id) {
                return Some(place);
            }
            let parent = replies.0.get(note.paragraph.as_deref()?)?;
            note = by_paragraph.get(parent.as_str())?;
        }
        None
    };
    let mut remarks = Vec::new();
    for note in &comments.notes {
        let lines = comments.passage.lines.get(note.lines.clone()).unwrap_or_default();
        let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let words = lines.join("\n");
        let Some((from, to)) = place_of(note).filter(|_| !words.is_empty()) else { continue };
        let (author, at) = (note.author.clone(), note.at.clone());
        let comment = Comment { author, at, words, ..Comment::default() };
        remarks.push(Remark { from, to, comment });
    }
    let left_out = comments.notes.len() - remarks.len();
    (remarks, left_out)
}

/// Where each comment begins and ends.
fn places(anchors: Vec<Anchor>) -> HashMap<String, (Spot, Spot)> {
    let mut signs: HashMap<String, [Option<Spot>; 3]> = HashMap::new();
    for Anchor { comment, sign, spot } in anchors {
        let slot = match sign {
            Sign::Begins => 0,
            Sign::Ends => 1,
            Sign::Stands => 2,
        };
        signs.entry(comment).or_default()[slot].get_or_insert(spot);
    }
    let place = |[begins, ends, stands]: [Option<Spot>; 3]| match (begins, ends.or(stands)) {
        (Some(begins), end) => Some((begins, end.unwrap_or(begins))),
        (None, end) => stands.or(end).map(|place| (place, place)),
    };
    signs.into_iter().filter_map(|(id, signs)| Some((id, place(signs)?))).collect()
}

/// Which comments reply to which: the identifier of the last paragraph of each to that of the
/// one above it.
#[derive(Debug, Default)]
pub(super) struct Replies(HashMap<String, String>);

impl Replies {
    pub(super) fn read(xml: &str) -> Replies {
        let mut replies = Replies::default();
        each(xml, &mut replies);
        replies
    }
}

impl Walk for Replies {
    fn start(&mut self, (_, local): Name<'_>, element: &BytesStart<'_>) -> bool {
        if local == "commentEx"
            && let Some(paragraph) = attribute(element, "paraId")
            && let Some(parent) = attribute(element, "paraIdParent")
        {
            self.0.insert(paragraph, parent);
        }
        false
    }

    fn end(&mut self, _: Name<'_>) {}

    fn text(&mut self, _: &str) {}
}
