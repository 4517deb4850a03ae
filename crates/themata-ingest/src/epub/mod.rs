//! EPUB books: a container of web pages, and a list of the order in which they are read.

mod book;

use crate::Place;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::html::{self, LeftOut};
use crate::layout::Layout;
use crate::package::Package;
use book::Book;

const WHAT: &str = "the book";

/// Reads an EPUB book.
pub(crate) fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let mut package = Package::open(WHAT, bytes)?;
    let book = Book::open(&mut package)?;
    let locked = book::locked_parts(&mut package)?;
    if book.pages.iter().any(|page| locked.contains(page)) {
        let hint = "its seller has locked it (DRM): ask for a copy without the lock, or for \
                    the text";
        return Err(Kind::Encrypted { what: WHAT, hint });
    }
    let mut lines = Vec::new();
    let mut left_out = LeftOut::default();
    let mut missing = 0;
    for name in &book.pages {
        let Some(text) = package.part(name)? else {
            missing += 1;
            continue;
        };
        let page = html::page(&text, true);
        left_out.add(page.left_out);
        lines.extend(page.lines);
    }
    if missing == book.pages.len() {
        return Err(package.no_main_part());
    }
    for (line, number) in lines.iter_mut().zip(1..) {
        line.place = Place::Paragraph(number);
    }
    if missing > 0 {
        let message = format!("{missing} of the {} pages are missing", book.pages.len());
        diagnostics.push(
            Diagnostic::warning("pages-missing", message)
                .hint("the book is damaged: ask for another copy"),
        );
    }
    if book.aside > 0 {
        let message = format!("{} pages beside the text were left out", book.aside);
        diagnostics.push(Diagnostic::note("pages-aside-left-out", message));
    }
    left_out.report("text", diagnostics);
    Ok(Layout::of(lines))
}
