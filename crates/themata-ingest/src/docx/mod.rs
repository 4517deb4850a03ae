//! Word documents.
//!
//! The text is what Word prints with all tracked changes accepted: insertions and the targets
//! of moves are in, deletions and their sources are out. Tables are read cell by cell, unless
//! their header says that each row is a turn. Text boxes follow the paragraph that they hang
//! on, footnotes and endnotes the text. Comments are remarks on the words that they are about.
//! Running heads, hidden text, list numbers and pictures with their descriptions are no part
//! of it.
//!
//! Reading order of the modules: `body` is what a part says, `reading` finds it out, with
//! `paragraph`, `table` and `field`; `passage` is lines with the places of comments; `styles`,
//! `notes` and `comments` are the other parts; `report` is what is told of all that.

mod body;
mod comments;
mod field;
mod notes;
mod paragraph;
mod passage;
mod reading;
mod report;
mod styles;
mod symbol;
mod table;
mod xml;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::{Layout, Remark};
use crate::package::{Package, Relation};
use body::Body;
use comments::Replies;
use notes::Notes;
use passage::Passage;
use styles::Styles;

/// Reads a Word document.
pub(crate) fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let mut package = Package::open("the Word document", bytes)?;
    let main = package.main_part()?;
    let xml = package.part(&main)?.ok_or_else(|| package.no_main_part())?;
    let relations = package.relations(&main)?;
    let mut parts = Parts { package, relations, diagnostics };
    let styles = parts.text("styles")?.map_or_else(Styles::default, |xml| Styles::read(&xml));
    let mut body = body::read(&xml, &styles);
    let diagnostics = &mut *parts.diagnostics;
    if let Some(source) = body.error.take() {
        if body.passage.lines.is_empty() {
            return Err(parts.package.malformed(main, source));
        }
        let message = "the document is damaged, and the text after this place is missing";
        diagnostics.push(Diagnostic { place: body.last_place(), ..damaged(message) });
    }
    body.report(diagnostics);
    let mut passage = body.passage;
    if !body.references.is_empty() {
        notes_of(&body.references, &mut parts, &styles, &mut passage)?;
    }
    let remarks = remarks_of(std::mem::take(&mut passage.anchors), &mut parts, &styles)?;
    Ok(Layout { remarks, ..Layout::of(passage.lines) })
}

/// Adds the notes that the text refers to.
fn notes_of(
    references: &[(bool, String)],
    parts: &mut Parts<'_, '_>,
    styles: &Styles,
    passage: &mut Passage,
) -> Result<(), Kind> {
    let mut footnotes = Notes::new(parts.body("footnotes", styles)?);
    let mut endnotes = Notes::new(parts.body("endnotes", styles)?);
    let mut told = 0;
    for (is_endnote, id) in references {
        let notes = if *is_endnote { &mut endnotes } else { &mut footnotes };
        told += usize::from(notes.tell(id, &mut passage.lines));
    }
    footnotes.anchor(passage);
    endnotes.anchor(passage);
    if told > 0 {
        let message = match told {
            1 => "1 note follows the text".to_owned(),
            told => format!("{told} notes follow the text"),
        };
        parts.diagnostics.push(Diagnostic::note("notes-at-the-end", message));
    }
    Ok(())
}

/// The comments on what has been read.
fn remarks_of(
    anchors: Vec<passage::Anchor>,
    parts: &mut Parts<'_, '_>,
    styles: &Styles,
) -> Result<Vec<Remark>, Kind> {
    let comments = parts.body("comments", styles)?;
    if comments.notes.is_empty() {
        return Ok(Vec::new());
    }
    let replies = parts.text("commentsExtended")?;
    let replies = replies.map_or_else(Replies::default, |xml| Replies::read(&xml));
    let (remarks, left_out) = comments::remarks(&comments, anchors, &replies);
    if !remarks.is_empty() {
        let message = match remarks.len() {
            1 => "1 comment was kept, apart from the text".to_owned(),
            kept => format!("{kept} comments were kept, apart from the text"),
        };
        parts.diagnostics.push(Diagnostic::note("comments-kept", message));
    }
    if left_out > 0 {
        let message =
            format!("comments that say nothing or hang on nothing were left out: {left_out}");
        parts.diagnostics.push(Diagnostic::note("comments-left-out", message));
    }
    Ok(remarks)
}

/// The parts beside the text.
struct Parts<'a, 'd> {
    package: Package<'a>,
    relations: Vec<Relation>,
    diagnostics: &'d mut Diagnostics,
}

impl Parts<'_, '_> {
    /// What the part of a kind holds. One that cannot be unpacked is as good as none; only one
    /// that breaks a limit is not.
    fn text(&mut self, kind: &str) -> Result<Option<String>, Kind> {
        let Some(link) = self.relations.iter().find(|relation| relation.kind == kind) else {
            return Ok(None);
        };
        match self.package.part(&link.target) {
            Err(Kind::Limit { what, exceeded, found, limit }) => {
                Err(Kind::Limit { what, exceeded, found, limit })
            }
            Err(_) => {
                let message =
                    format!("a part of the document is damaged and is missing: {kind}");
                self.diagnostics.push(damaged(message));
                Ok(None)
            }
            Ok(text) => Ok(text),
        }
    }

    /// What the part of a kind says; nothing if there is none.
    fn body(&mut self, kind: &str, styles: &Styles) -> Result<Body, Kind> {
        let Some(xml) = self.text(kind)? else { return Ok(Body::default()) };
        let mut body = body::read(&xml, styles);
        if body.error.take().is_some() {
            let message = format!("a part of the document is damaged and breaks off: {kind}");
            self.diagnostics.push(damaged(message));
        }
        Ok(body)
    }
}

fn damaged(message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning("document-damaged", message)
        .hint("open it in the word processor and save it again")
}
