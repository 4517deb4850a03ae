//! Footnotes and endnotes: those that the text refers to follow it.

use std::collections::HashMap;

use super::body::Body;
use super::passage::Passage;
use crate::layout::Spot;
use crate::line::{Line, Role};

/// A part of notes, of which each is told once.
#[derive(Debug)]
pub(super) struct Notes {
    passage: Passage,
    /// Which lines each note is.
    by_id: HashMap<String, std::ops::Range<usize>>,
    /// Where in the document the lines went that were told.
    told: Vec<Option<usize>>,
}

impl Notes {
    pub(super) fn new(part: Body) -> Notes {
        let Body { passage, notes, .. } = part;
        let mut by_id = HashMap::new();
        for note in notes {
            by_id.entry(note.id).or_insert(note.lines);
        }
        let told = vec![None; passage.lines.len()];
        Notes { passage, by_id, told }
    }

    /// Adds a note to the text, unless it stands there, and says whether it holds anything.
    pub(super) fn tell(&mut self, id: &str, lines: &mut Vec<Line>) -> bool {
        let Some(range) = self.by_id.remove(id) else { return false };
        for at in range.clone() {
            let Some(line) = self.passage.lines.get_mut(at) else { break };
            let told = Line {
                text: std::mem::take(&mut line.text),
                ..Line::body(String::new(), line.place)
            };
            self.told[at] = Some(lines.len());
            lines.push(Line { opens: line.opens, role: Role::Note, ..told });
        }
        !range.is_empty()
    }

    /// Adds the anchors of comments that lie in what was told.
    pub(super) fn anchor(self, passage: &mut Passage) {
        let last = self.told.len().checked_sub(1);
        for mut anchor in self.passage.anchors {
            // An anchor behind the last line of the part hangs on the end of that line.
            let Some(at) = last.map(|last| anchor.spot.line.min(last)) else { break };
            let Some(line) = self.told[at] else { continue };
            let is_behind = anchor.spot.line > at;
            let byte =
                if is_behind { passage.lines[line].text.len() } else { anchor.spot.byte };
            anchor.spot = Spot { line, byte };
            passage.anchors.push(anchor);
        }
    }
}
