//! RTF documents.
//!
//! The text is what a word processor prints with all tracked changes accepted. Tables are read
//! cell by cell, unless their header says that each row is a turn. Text boxes follow the
//! paragraph that they hang on, footnotes and endnotes the text. Running heads, hidden words,
//! list numbers and pictures are no part of it. A message that was HTML before it became RTF
//! is read as the RTF shows it.
//!
//! Reading order: [`token`] (what the bytes are), [`words`] (what control words mean),
//! [`state`] and [`walk`] (what a group is), [`fonts`] and [`code_page`] (which
//! characters bytes are), [`styles`], [`story`] (paragraphs and tables), [`comments`].

mod code_page;
mod comments;
mod fonts;
mod state;
mod story;
mod styles;
mod token;
mod walk;
mod words;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::Layout;
use crate::line::{Line, Role};
use story::Piece;
use walk::Told;

/// Reads an RTF document.
pub(crate) fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let mut told = walk::read(bytes)?;
    remark(&told, diagnostics);
    // The breaks that somebody made number the pages only if they are all that there are.
    let has_pages = told.page_breaks > 0
        && told
            .declared_pages
            .is_none_or(|pages| i64::from(pages) == i64::from(told.page_breaks) + 1);
    if !has_pages {
        told.pieces.iter_mut().for_each(|piece| piece.line.page = None);
    }
    let mut pieces = told.pieces;
    pieces.extend(told.notes.into_iter().map(note));
    let remarks = told.comments.remarks(&pieces);
    if !remarks.is_empty() {
        let message = format!("{} comments were kept beside the text", remarks.len());
        diagnostics.push(Diagnostic::note("comments-kept", message));
    }
    let lines = pieces.into_iter().map(|piece| piece.line).collect();
    Ok(Layout { lines, remarks, ..Layout::default() })
}

/// Says what was odd.
fn remark(told: &Told, diagnostics: &mut Diagnostics) {
    if told.is_damaged {
        let message = "the document is damaged: it breaks off, or its braces do not match";
        let remark = Diagnostic::warning("document-damaged", message)
            .hint("open it in the word processor and save it again");
        let last = told.pieces.last().map(|piece| piece.line.place);
        diagnostics.push(Diagnostic { place: last, ..remark });
    }
    if let Some(number) = told.unknown_page {
        let message = format!("the code page {number} is not known, and another was taken");
        diagnostics.push(
            Diagnostic::warning("unknown-code-page", message)
                .hint("if letters look wrong, save it as .docx in the word processor"),
        );
    }
    if told.is_raw_utf8 {
        let message =
            "letters are written as the format does not allow, and were read as UTF-8";
        diagnostics.push(Diagnostic::warning("raw-utf8", message));
    }
    if told.has_undecodable {
        let message = "some bytes are no characters in their code page and became \u{fffd}";
        diagnostics.push(
            Diagnostic::warning("undecodable-bytes", message)
                .hint("if letters are missing, save it as .docx in the word processor"),
        );
    }
    if told.changes > 0 {
        let message = format!(
            "{} tracked changes were accepted: insertions are in the text, deletions are not",
            told.changes
        );
        diagnostics.push(Diagnostic::note("tracked-changes-accepted", message));
    }
    if told.has_hidden {
        let message = "hidden words were left out";
        diagnostics.push(Diagnostic::note("hidden-text-left-out", message));
    }
    if told.note_count > 0 {
        let message = format!("{} notes follow the text", told.note_count);
        diagnostics.push(Diagnostic::note("notes-at-the-end", message));
    }
}

/// A line of a note.
fn note(piece: Piece) -> Piece {
    let line = Line { bold: 0, role: Role::Note, page: None, given: None, ..piece.line };
    Piece { line, ..piece }
}
