//! Paragraphs in reading order: those of the text, of a note, of a text box or of a comment.

use std::mem::take;

use crate::Place;
use crate::line::{Line, Role};
use crate::rows::given_rows;

/// A line with the ends of the ranges of comments in it, each with the byte it stands before.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) line: Line,
    pub(super) anchors: Vec<(usize, u32)>,
}

/// A sequence of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) pieces: Vec<Piece>,
    paragraph: Paragraph,
    table: Option<Table>,
    /// Whether the row of a table has been declared and not been ended.
    in_row: bool,
    /// The ends of ranges that stand where no words do: they go before the next words.
    waiting: Vec<u32>,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// How far it has been bold from its beginning on, until something was not.
    bold: usize,
    plain: bool,
    anchors: Vec<(usize, u32)>,
    /// The lines of the text boxes in it.
    boxed: Vec<Piece>,
}

/// A table that is being read.
#[derive(Debug)]
struct Table {
    place: Place,
    first_piece: usize,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    cell: String,
}

/// What a paragraph is when it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) role: Role,
    pub(super) place: Place,
    pub(super) page: Option<u32>,
    pub(super) in_table: bool,
}

impl Story {
    /// Adds words to the paragraph.
    pub(super) fn push(&mut self, words: &str, bold: bool) {
        let paragraph = &mut self.paragraph;
        paragraph.text.push_str(words);
        if !bold && !paragraph.plain {
            paragraph.plain = !words.trim().is_empty();
        }
        if !paragraph.plain {
            paragraph.bold = paragraph.text.len();
        }
    }

    /// Goes on with the next paragraph as if there was no end here.
    pub(super) fn join(&mut self) {
        let text = &mut self.paragraph.text;
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            self.push(" ", true);
        }
    }

    /// Marks the place where the next words will stand.
    pub(super) fn anchor(&mut self, anchor: u32) {
        self.paragraph.anchors.push((self.paragraph.text.len(), anchor));
    }

    /// Adds the lines of a text box, which follow the paragraph.
    pub(super) fn hang(&mut self, mut pieces: Vec<Piece>) {
        self.paragraph.boxed.append(&mut pieces);
    }

    /// Declares a row of a table.
    pub(super) fn begin_row(&mut self) {
        self.in_row = true;
    }

    /// Ends a paragraph and the cell that it is the last one of.
    pub(super) fn end_cell(&mut self, form: Form) {
        self.end_paragraph(Form { in_table: true, ..form });
        if let Some(table) = &mut self.table {
            table.row.push(take(&mut table.cell));
        }
    }

    pub(super) fn end_row(&mut self, form: Form) {
        if !self.paragraph.is_blank() {
            self.end_cell(form);
        }
        self.in_row = false;
        if let Some(table) = &mut self.table
            && !table.row.is_empty()
        {
            table.rows.push(take(&mut table.row));
        }
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self, form: Form) {
        if !form.in_table && !self.in_row {
            self.end_table();
        } else if self.table.is_none() {
            let first_piece = self.pieces.len();
            let (rows, row, cell) = Default::default();
            self.table = Some(Table { place: form.place, first_piece, rows, row, cell });
        }
        let first = self.pieces.len();
        let paragraph = take(&mut self.paragraph);
        self.add_lines(&paragraph, form);
        self.pieces.extend(paragraph.boxed);
        if let Some(table) = &mut self.table {
            for piece in &self.pieces[first..] {
                if !table.cell.is_empty() {
                    table.cell.push('\n');
                }
                table.cell.push_str(&piece.line.text);
            }
        }
    }

    /// Cuts a paragraph into its lines.
    fn add_lines(&mut self, paragraph: &Paragraph, form: Form) {
        let first = self.pieces.len();
        let mut anchors = paragraph.anchors.iter().copied().peekable();
        let mut start = 0;
        for words in paragraph.text.split('\n') {
            let end = start + words.len();
            let from = end - words.trim_start().len();
            start = end + 1;
            let text = words.trim();
            let here = std::iter::from_fn(|| anchors.next_if(|&(byte, _)| byte <= end));
            if text.is_empty() {
                self.waiting.extend(here.map(|(_, anchor)| anchor));
                continue;
            }
            let within = |byte: usize| byte.saturating_sub(from).min(text.len());
            let mut placed: Vec<(usize, u32)> =
                self.waiting.drain(..).map(|anchor| (0, anchor)).collect();
            placed.extend(here.map(|(byte, anchor)| (within(byte), anchor)));
            let line = Line {
                text: text.to_owned(),
                bold: within(paragraph.bold),
                opens: self.pieces.len() == first,
                role: form.role,
                place: form.place,
                page: form.page,
                given: None,
            };
            self.pieces.push(Piece { line, anchors: placed });
        }
    }

    /// Ends a table, and lets its rows be turns if its header says so.
    fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        if !table.cell.is_empty() {
            table.row.push(table.cell);
        }
        if !table.row.is_empty() {
            table.rows.push(table.row);
        }
        let Some(turns) = given_rows(&table.rows, table.place) else { return };
        // What hung on a line hangs on the same words, or on the words of the turn that they
        // belong to.
        let mut cells = self.pieces.split_off(table.first_piece).into_iter();
        for mut line in turns.into_lines() {
            let mut anchors = Vec::new();
            for cell in cells.by_ref() {
                line.page = line.page.or(cell.line.page);
                if cell.line.text == line.text {
                    anchors.extend(cell.anchors);
                    break;
                }
                anchors.extend(cell.anchors.iter().map(|&(_, anchor)| (0, anchor)));
            }
            self.pieces.push(Piece { line, anchors });
        }
        self.waiting.extend(cells.flat_map(|cell| cell.anchors).map(|(_, anchor)| anchor));
    }

    /// Ends the story: its lines, and the ends of ranges that stand behind the last of them.
    pub(super) fn end(mut self, form: Form) -> (Vec<Piece>, Vec<u32>) {
        if !self.paragraph.is_blank() {
            self.end_paragraph(form);
        }
        self.end_table();
        if let Some(last) = self.pieces.last_mut() {
            let end = last.line.text.len();
            last.anchors.extend(self.waiting.drain(..).map(|anchor| (end, anchor)));
        }
        (self.pieces, self.waiting)
    }
}

impl Paragraph {
    fn is_blank(&self) -> bool {
        self.text.is_empty() && self.anchors.is_empty() && self.boxed.is_empty()
    }
}
