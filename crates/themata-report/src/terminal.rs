//! A table for a terminal: it fits the width, and colour only says again what the signs say.

mod blocks;
mod paint;

use themata_analysis::{Kind, Table};

use crate::figure::{Tone, cell_at, is_number, written};
use crate::line::{Plain, in_one_line, longest_word, plain, width, wrapped};
use crate::remarks::remarks;
use crate::terminal::blocks::{Block, blocks};
use crate::terminal::paint::{Ink, Painter};

/// What a terminal can show beyond letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether bold and pale letters are wanted. Nothing is said by them alone.
    pub colour: bool,
}

/// Prose is no wider than this even in a wide terminal, because longer lines read badly.
const MEASURE: usize = 76;

/// The spaces by which a row stands in for each step of its depth.
const STEP: usize = 2;

/// The table for a terminal that is `width` columns wide.
///
/// Numbers stand to the right and are never cut or wrapped. If there is no room, headings are
/// wrapped, then names are cut in their middle, then the table is broken into blocks that
/// repeat the first columns. A line is wider than the terminal only if a single number beside
/// the shortest name is.
#[must_use]
pub fn terminal(table: &Table, width: usize, style: Style) -> String {
    let columns = set(table);
    let blocks = blocks(&columns, width);
    let mut painter = Painter::new(style);

    painter.prose(&table.title, width, Ink::Strong);
    if table.rows.is_empty() {
        painter.gap();
        painter.prose("No rows.", width, Ink::Pale);
    } else {
        let totals: Vec<bool> = table.rows.iter().map(|row| row.total).collect();
        for block in &blocks {
            painter.gap();
            paint::block(&mut painter, &columns, &totals, block);
        }
    }
    let widest = blocks.iter().map(Block::width).max().unwrap_or(0);
    let measure = widest.max(MEASURE).min(width);
    painter.gap();
    painter.prose(&table.whole_definition(), measure, Ink::Pale);
    for remark in remarks(table) {
        painter.gap();
        painter.prose(&format!("Note: {remark}"), measure, Ink::Pale);
    }
    painter.finish()
}

/// A column written out.
struct Set {
    heading: String,
    kind: Kind,
    cells: Vec<Written>,
}

/// A cell written out, in one line.
struct Written {
    indent: usize,
    text: String,
    tone: Tone,
    /// The columns that the text takes.
    width: usize,
    /// The columns that its longest word takes.
    longest_word: usize,
    /// Whether it is a [plain](Plain) line.
    is_plain: bool,
}

impl Written {
    fn new(text: String, tone: Tone, indent: usize) -> Written {
        let measured = |text: String, plain: Plain| Written {
            indent,
            text,
            tone,
            width: plain.width,
            longest_word: plain.longest_word,
            is_plain: true,
        };
        // Most cells are as they should be, and a table may have very many.
        if let Some(measures) = plain(&text) {
            return measured(text, measures);
        }
        let text = in_one_line(&text);
        if let Some(measures) = plain(&text) {
            return measured(text, measures);
        }
        let (width, longest_word) = (width(&text), longest_word(&text));
        Written { indent, text, tone, width, longest_word, is_plain: false }
    }
}

impl Set {
    /// Whether the column is set to the right.
    fn is_right(&self) -> bool {
        is_number(self.kind) || self.kind == Kind::Before
    }
}

fn set(table: &Table) -> Vec<Set> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(place, column)| {
            // Only the first column shows depth.
            let step = if place == 0 && !is_number(column.kind) { STEP } else { 0 };
            let cells = table.rows.iter().map(|row| {
                let cell = written(cell_at(row, place), column.kind);
                Written::new(cell.text, cell.tone, usize::from(row.depth) * step)
            });
            let heading = in_one_line(&column.heading);
            Set { heading, kind: column.kind, cells: cells.collect() }
        })
        .collect()
}

/// The lines of a heading: it breaks at spaces, and a word that is too long is cut.
fn heading_lines(heading: &str, room: usize) -> Vec<String> {
    let words: Vec<String> =
        heading.split(' ').map(|word| crate::line::cut_middle(word, room)).collect();
    wrapped(&words.join(" "), room)
}

#[cfg(test)]
mod tests;
