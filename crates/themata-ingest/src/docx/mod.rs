//! Word documents.
//!
//! The text is what Word prints with all tracked changes accepted: insertions and the targets
//! of moves are in, deletions and their sources are out. Tables are read cell by cell, unless
//! their header says that each row is a turn. Text boxes follow the paragraph that they hang
//! on, footnotes and endnotes the text. Running heads, comments, list numbers and pictures are
//! no part of it.

mod body;
mod symbol;
mod xml;

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::Layout;
use crate::line::{Line, Role};
use crate::package::Package;
use body::Body;

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let mut package = Package::open("the Word document", bytes)?;
    let main = package.main_part()?;
    let xml = package.part(&main)?.ok_or_else(|| package.no_main_part())?;
    let body = body::read(&xml);
    if let Some(source) = body.error {
        if body.lines.is_empty() {
            return Err(package.malformed(main, source));
        }
        let message = "the document is damaged, and the text after this place is missing";
        let last = body.lines.last().map(|line| line.place);
        let remark = Diagnostic::warning("document-damaged", message)
            .hint("open it in the word processor and save it again");
        diagnostics.push(Diagnostic { place: last, ..remark });
    }
    if body.changes > 0 {
        let message = format!(
            "{} tracked changes were accepted: insertions are in the text, deletions are not",
            body.changes
        );
        diagnostics.push(Diagnostic::note("tracked-changes-accepted", message));
    }
    if body.comments > 0 {
        let message = format!("{} comments were left out", body.comments);
        diagnostics.push(Diagnostic::note("comments-left-out", message));
    }
    let mut lines = body.lines;
    if !body.references.is_empty() {
        let notes = Notes::read(&mut package, &main)?;
        let mut told: HashSet<(bool, &str)> = HashSet::new();
        let before = lines.len();
        for (is_endnote, id) in &body.references {
            // A text may refer to one note twice.
            if told.insert((*is_endnote, id)) {
                let part = if *is_endnote { &notes.endnotes } else { &notes.footnotes };
                lines.extend(note(part, id));
            }
        }
        if lines.len() > before {
            let message = format!("{} notes follow the text", told.len());
            diagnostics.push(Diagnostic::note("notes-at-the-end", message));
        }
    }
    Ok(Layout::of(lines))
}

#[derive(Default)]
struct Notes {
    footnotes: Body,
    endnotes: Body,
}

impl Notes {
    fn read(package: &mut Package<'_>, main: &str) -> Result<Notes, Kind> {
        let mut notes = Notes::default();
        for relation in package.relations(main)? {
            let slot = match relation.kind.as_str() {
                "footnotes" => &mut notes.footnotes,
                "endnotes" => &mut notes.endnotes,
                _ => continue,
            };
            if let Some(xml) = package.part(&relation.target)? {
                *slot = body::read(&xml);
                slot.notes.sort_by(|a, b| a.0.cmp(&b.0));
            }
        }
        Ok(notes)
    }
}

/// The lines of one note.
fn note<'n>(part: &'n Body, id: &str) -> impl Iterator<Item = Line> + use<'n> {
    let at = part.notes.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok();
    let range = at.map_or(0..0, |at| part.notes[at].1.clone());
    part.lines.get(range).unwrap_or_default().iter().map(|line| Line {
        text: line.text.clone(),
        bold: 0,
        opens: line.opens,
        role: Role::Note,
        place: line.place,
        page: None,
        given: None,
    })
}
