//! Where pages begin. A program says so for those that it began itself; styles say it for
//! those that somebody asked for.

use super::paragraph::Cut;
use super::styles::Look;

/// The most characters of a page. Where there are more, the program that made the document
/// had not yet found all its pages, so none of their numbers is right.
const MOST_ON_A_PAGE: usize = 12_000;

/// The page that the reading is on.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) now: u32,
    /// Whether the program that made the document has said where its pages begin.
    is_known: bool,
    /// Whether a page begins before what comes next.
    is_due: bool,
    /// For each open table, the page that the row begins on and the last one that a cell of
    /// it reaches.
    rows: Vec<(u32, u32)>,
}

impl Pages {
    pub(super) fn new() -> Pages {
        Pages { now: 1, is_known: false, is_due: false, rows: Vec::new() }
    }

    /// The program began a page here.
    pub(super) fn soft_break(&mut self) {
        self.is_known = true;
        self.now = self.now.saturating_add(1);
    }

    /// Begins a page where the style of what comes next asks for one, or that of what went
    /// before did.
    pub(super) fn hard_break(&mut self, look: Look, is_first: bool) {
        let is_due = std::mem::take(&mut self.is_due) || look.break_before == Some(true);
        if is_due && !is_first {
            self.now = self.now.saturating_add(1);
        }
        self.is_due = look.break_after == Some(true);
    }

    pub(super) fn begin_table(&mut self) {
        self.rows.push((self.now, self.now));
    }

    pub(super) fn end_table(&mut self) {
        self.rows.pop();
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            *row = (self.now, self.now);
        }
    }

    /// The cells of a row stand side by side, on whatever pages it reaches.
    pub(super) fn begin_cell(&mut self) {
        if let Some((first, _)) = self.rows.last() {
            self.now = *first;
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let Some((_, last)) = self.rows.last_mut() {
            *last = self.now.max(*last);
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some((_, last)) = self.rows.last() {
            self.now = self.now.max(*last);
        }
    }

    /// Leaves lines that are in order their pages where those can be believed.
    pub(super) fn number(&self, lines: &mut [Cut]) {
        let (mut page, mut on_page, mut fullest) = (0, 0, 0);
        for Cut { line, .. } in &mut *lines {
            // A box hangs on a place before some of the words that it follows.
            let begun = line.page.unwrap_or(0).max(page);
            on_page = line.text.chars().count() + if begun == page { on_page } else { 0 };
            page = begun;
            line.page = Some(page);
            // A long paragraph goes on over pages that begin in it.
            if line.text.len() < MOST_ON_A_PAGE {
                fullest = fullest.max(on_page);
            }
        }
        if !self.is_known || fullest > MOST_ON_A_PAGE {
            for cut in lines {
                cut.line.page = None;
            }
        }
    }
}
