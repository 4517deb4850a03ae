//! What is told of how the text was read.

use super::body::Body;
use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};

impl Body {
    /// The place of the last line.
    pub(super) fn last_place(&self) -> Option<Place> {
        self.passage.lines.last().map(|line| line.place)
    }

    /// Says what of the text was decided or left out.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        if self.changes > 0 {
            let message = format!(
                "tracked changes were accepted, so that insertions are in the text and \
                 deletions are not: {}",
                self.changes
            );
            diagnostics.push(Diagnostic::note("tracked-changes-accepted", message));
        }
        if self.hidden > 0 {
            let message = format!("stretches of hidden text were left out: {}", self.hidden);
            diagnostics.push(
                Diagnostic::note("hidden-text-left-out", message)
                    .hint("to keep it, let the word processor show it as ordinary text"),
            );
        }
        if self.endless > 0 {
            let message =
                format!("fields without an end were taken for text: {}", self.endless);
            diagnostics.push(Diagnostic::warning("field-not-ended", message));
        }
        if self.embedded > 0 {
            let message = format!("embedded documents were left out: {}", self.embedded);
            diagnostics.push(
                Diagnostic::warning("embedded-document-left-out", message)
                    .hint("open it in the word processor and save it again, or import them"),
            );
        }
        if self.diagrams > 0 {
            let message = format!("diagrams and charts were left out: {}", self.diagrams);
            diagnostics.push(
                Diagnostic::warning("diagrams-left-out", message)
                    .hint("if their words matter, copy them into the text"),
            );
        }
    }
}
