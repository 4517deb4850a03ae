//! Web pages.
//!
//! The text is what a browser shows of the page, without what frames it: scripts, navigation,
//! the header and footer of the page, forms and hidden parts are left out. Blocks are
//! paragraphs, tables are read cell by cell unless their header says that each row is a turn.
//! The title in the head is left out, because it is the name of the page and not on it.
//!
//! Reading order: [`charset`] (which comes before all else); [`feed`] (from characters to elements), [`tree`] (what holds them), [`name`]
//! and [`facts`] (what they mean), [`style`], [`walk`] (from elements to lines) with [`writer`]
//! and [`grid`].

mod charset;
mod facts;
mod feed;
mod grid;
mod name;
mod style;
mod tree;
mod walk;
mod writer;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::Layout;
use crate::line::Line;

pub(crate) use charset::declared;

/// Reads a web page.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let page = page(text, is_xml(text));
    page.left_out.report("page", diagnostics);
    Ok(Layout::of(page.lines))
}

/// What is on a page.
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    pub(crate) left_out: LeftOut,
}

/// How many parts of a page are not in its text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LeftOut {
    /// Navigation, and the header and footer of the page.
    frame: usize,
    hidden: usize,
    deleted: usize,
    comments: usize,
    /// Elements that lie too deep to be told apart.
    deep: usize,
}

impl LeftOut {
    pub(crate) fn add(&mut self, other: LeftOut) {
        self.frame += other.frame;
        self.hidden += other.hidden;
        self.deleted += other.deleted;
        self.comments += other.comments;
        self.deep += other.deep;
    }

    pub(crate) fn report(self, what: &str, diagnostics: &mut Diagnostics) {
        let mut note = |id, count: usize, message: &str| {
            if count > 0 {
                diagnostics.push(Diagnostic::note(id, format!("{count} {message}")));
            }
        };
        let message = format!("parts that frame the {what}, such as navigation, were left out");
        note("page-frame-left-out", self.frame, &message);
        note("hidden-text-left-out", self.hidden, "hidden parts were left out");
        note("deletions-left-out", self.deleted, "stretches marked as deleted were left out");
        note("comments-left-out", self.comments, "comments were left out");
        if self.deep > 0 {
            let message = format!(
                "{} elements lie more than {} deep and were taken for mere line ends",
                self.deep,
                feed::DEEPEST
            );
            diagnostics.push(Diagnostic::warning("nested-too-deep", message));
        }
    }
}

/// Reads a page or a piece of one. In XML any element may be empty, which HTML does not know.
pub(crate) fn page(text: &str, is_xml: bool) -> Page {
    let (tree, deep) = feed::parse(text, is_xml);
    let (written, mut left_out) = walk::walk(&tree);
    left_out.deep = deep;
    Page { lines: writer::settle_quotes(written), left_out }
}

/// Whether a page is written by the rules of XML.
fn is_xml(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2_000).collect();
    head.starts_with("<?xml")
        || ['"', '\''].iter().any(|quote| {
            head.contains(&format!("xmlns={quote}http://www.w3.org/1999/xhtml{quote}"))
        })
}
