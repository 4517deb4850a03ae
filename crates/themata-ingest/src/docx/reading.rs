//! The reading of a part: paragraphs in reading order, with tracked changes accepted.

use std::collections::HashSet;

use quick_xml::events::BytesStart;

use super::body::{Body, Note};
use super::field::Fields;
use super::paragraph::{GoesOn, Paragraph};
use super::passage::Sign;
use super::styles::{Styles, outline_level};
use super::symbol::symbol;
use super::table::Table;
use super::xml::{Name, Vocabulary, Walk, is_on};
use crate::clean::printable;
use crate::xml::attribute;

/// How deep text boxes may lie in one another before their order is given up. Word itself
/// allows one.
const DEEPEST: usize = 16;
/// The line ends of the source of a part.
const LINE_ENDS: [char; 3] = ['\n', '\r', '\u{85}'];

/// A part while it is being read.
pub(super) struct Reading<'s> {
    styles: &'s Styles,
    fields: Fields,
    body: Body,
    /// The paragraphs that are open: one, or more where a text box lies in a paragraph.
    open: Vec<Paragraph>,
    /// For each text box that is open: how many paragraphs were open before it.
    boxes: Vec<usize>,
    tables: Vec<Table>,
    /// For each alternative that is open: whether a choice has been taken.
    choices: Vec<bool>,
    /// How many tracked deletions are open.
    deleted: usize,
    /// The row or cell that is deleted as a whole: what it is, and how many tables are open.
    cut: Option<(&'static str, usize)>,
    in_text: bool,
    formats: Formats,
    /// Words of a paragraph with which the next one goes on.
    carried: Option<Paragraph>,
    paragraphs: u32,
}

/// Of what the properties are being read.
#[derive(Clone, Copy, Default)]
struct Formats {
    paragraph: bool,
    run: bool,
    row: bool,
}

impl Walk for Reading<'_> {
    fn start(&mut self, name: Name<'_>, element: &BytesStart<'_>) -> bool {
        match name {
            (Vocabulary::Word, local) => self.start_word(local, element),
            (Vocabulary::Math, "t") => {
                self.in_text = true;
                false
            }
            (Vocabulary::Compatibility, "AlternateContent") => {
                self.choices.push(false);
                false
            }
            (Vocabulary::Compatibility, "Choice" | "Fallback") => match self.choices.last_mut()
            {
                // Both say the same in different ways.
                Some(taken) => std::mem::replace(taken, true),
                None => false,
            },
            (Vocabulary::Other, "relIds" | "chart") => {
                self.body.diagrams += usize::from(!self.open.is_empty());
                false
            }
            _ => false,
        }
    }

    fn end(&mut self, name: Name<'_>) {
        match name {
            (Vocabulary::Word | Vocabulary::Math, "t") => self.in_text = false,
            (Vocabulary::Word, local) => self.end_word(local),
            (Vocabulary::Compatibility, "AlternateContent") => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if !self.in_text {
            return;
        }
        // A line end in the source of the part is a space to whoever reads the document.
        let flat = words.contains(LINE_ENDS).then(|| words.replace(LINE_ENDS, " "));
        let words = flat.as_deref().unwrap_or(words);
        self.push(printable(words).as_deref().unwrap_or(words));
    }
}

impl<'s> Reading<'s> {
    pub(super) fn new(styles: &'s Styles, fields: Fields) -> Reading<'s> {
        Reading {
            styles,
            fields,
            body: Body::default(),
            open: Vec::new(),
            boxes: Vec::new(),
            tables: Vec::new(),
            choices: Vec::new(),
            deleted: 0,
            cut: None,
            in_text: false,
            formats: Formats::default(),
            carried: None,
            paragraphs: 0,
        }
    }

    /// Closes what a damaged part left open. Says what was read, and which fields were giving
    /// instructions when it was over.
    pub(super) fn finish(mut self) -> (Body, HashSet<usize>) {
        while let Some(paragraph) = self.open.pop() {
            self.close(paragraph);
        }
        if let Some(carried) = self.carried.take() {
            self.close(carried);
        }
        self.tables.truncate(1);
        self.end_table();
        if self.body.notes.last().is_some_and(|note| note.lines.is_empty()) {
            self.close_note();
        }
        (self.body, self.fields.endless())
    }

    fn start_word(&mut self, local: &str, element: &BytesStart<'_>) -> bool {
        match local {
            "p" => self.open_paragraph(element),
            "pPr" => self.formats.paragraph = true,
            "rPr" => self.formats.run = true,
            "trPr" => self.formats.row = true,
            "r" => self.paragraph(Paragraph::open_run),
            "b" | "vanish" | "rStyle" => self.run_format(local, element),
            "pStyle" => {
                let style = attribute(element, "val").unwrap_or_default();
                let look = self.styles.look(&style);
                self.paragraph(|paragraph| paragraph.look = look);
            }
            "outlineLvl" => {
                let level = outline_level(element);
                self.paragraph(|paragraph| paragraph.level = level.or(paragraph.level));
            }
            // A large first letter is a paragraph of its own to the program, not to a reader.
            "framePr" if attribute(element, "dropCap").is_some_and(|kind| kind != "none") => {
                self.paragraph(|paragraph| paragraph.goes_on = GoesOn::AtOnce);
            }
            "ins" | "moveTo" => self.body.changes += usize::from(!self.formats.paragraph),
            "del" | "moveFrom" => self.delete(),
            "cellDel" => self.cut("tc"),
            // How things looked before, and the reading aid above a character, which says
            // again what the character says.
            "pPrChange" | "rPrChange" | "trPrChange" | "tcPrChange" | "sectPrChange"
            | "tblPrChange" | "rt" => return true,
            "t" => self.in_text = true,
            // A paragraph's properties hold elements of this name too.
            "tab" | "ptab" if !self.formats.paragraph && !self.formats.run => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => {
                let font = attribute(element, "font").unwrap_or_default();
                let c = attribute(element, "char").and_then(|code| symbol(&font, &code));
                self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
            }
            "fldChar" => {
                if let Some(shown) = self.fields.mark(element) {
                    self.push(&shown);
                }
            }
            "checkBox" | "ddList" | "default" | "checked" | "result" | "listEntry" => {
                self.fields.form(local, element);
            }
            "footnoteReference" | "endnoteReference" if self.is_shown() => {
                let id = attribute(element, "id").unwrap_or_default();
                self.body.references.push((local == "endnoteReference", id));
            }
            "footnote" | "endnote" | "comment" => return self.open_note(element),
            "commentRangeStart" => self.hang(Sign::Begins, element),
            "commentRangeEnd" => self.hang(Sign::Ends, element),
            "commentReference" => self.hang(Sign::Stands, element),
            "txbxContent" => self.boxes.push(self.open.len()),
            "altChunk" | "subDoc" => self.body.embedded += 1,
            "tbl" => {
                let number = self.paragraphs.saturating_add(1);
                self.tables.push(Table::new(number, &self.body.passage));
            }
            "tr" => self.table(Table::open_row),
            "tc" => self.table(Table::open_cell),
            "vMerge" if attribute(element, "val").is_none_or(|kind| kind != "restart") => {
                self.table(Table::merge_cell);
            }
            _ => {}
        }
        false
    }

    fn end_word(&mut self, local: &str) {
        match local {
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(paragraph);
                }
            }
            "pPr" => self.formats.paragraph = false,
            "rPr" => self.formats.run = false,
            "trPr" => self.formats.row = false,
            "r" => self.paragraph(|paragraph| paragraph.run.open = false),
            "del" | "moveFrom" if !self.formats.paragraph && !self.formats.row => {
                self.deleted = self.deleted.saturating_sub(1);
            }
            "tr" | "tc" if self.cut == Some((kind_of(local), self.tables.len())) => {
                self.cut = None;
            }
            "txbxContent" => {
                self.boxes.pop();
            }
            "tbl" => self.end_table(),
            "footnote" | "endnote" | "comment" => self.close_note(),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, element: &BytesStart<'_>) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        self.formats = Formats::default();
        let carried = if self.open.is_empty() { self.carried.take() } else { None };
        let mut paragraph = carried.unwrap_or_default();
        paragraph.number = self.paragraphs;
        self.open.push(paragraph);
        if let Some(note) = self.body.notes.last_mut() {
            note.paragraph = attribute(element, "paraId").or(note.paragraph.take());
        }
    }

    fn run_format(&mut self, local: &str, element: &BytesStart<'_>) {
        let is_run = self.formats.run;
        let Some(paragraph) = self.open.last_mut().filter(|p| is_run && p.run.open) else {
            return;
        };
        let run = &mut paragraph.run;
        match local {
            "b" => run.bold = is_on(element),
            "vanish" => run.hidden = is_on(element),
            // What both styles switch on is off again.
            _ => {
                let style = attribute(element, "val").unwrap_or_default();
                let look = self.styles.look(&style);
                run.bold ^= look.bold;
                run.hidden ^= look.hidden;
            }
        }
    }

    /// Takes in that something is deleted: words, the end of a paragraph, or a row.
    fn delete(&mut self) {
        self.body.changes += 1;
        if self.formats.paragraph {
            self.paragraph(|paragraph| paragraph.goes_on = GoesOn::AfterSpace);
        } else if self.formats.row {
            self.cut("tr");
        } else {
            self.deleted += 1;
        }
    }

    fn cut(&mut self, kind: &'static str) {
        self.cut.get_or_insert((kind, self.tables.len()));
    }

    /// Whether what is being read is seen by whoever reads the document.
    fn is_shown(&self) -> bool {
        self.deleted == 0 && self.cut.is_none() && !self.fields.hide()
    }

    fn push(&mut self, words: &str) {
        if !self.is_shown() {
            return;
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        if paragraph.run.open && paragraph.run.hidden {
            self.body.hidden += usize::from(!words.trim().is_empty());
            return;
        }
        paragraph.push(words);
        self.fields.speak();
    }

    /// Hangs a sign of a comment where the reading is.
    fn hang(&mut self, sign: Sign, element: &BytesStart<'_>) {
        let Some(comment) = attribute(element, "id") else { return };
        let between = self.boxes.last() == Some(&self.open.len());
        match (self.open.last_mut(), &mut self.carried) {
            // Between the paragraphs of a text box.
            (Some(host), _) if between => host.boxed.hang(comment, sign),
            (Some(paragraph), _) | (None, Some(paragraph)) => paragraph.hang(comment, sign),
            (None, None) => self.body.passage.hang(comment, sign),
        }
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        // The cells of a table within a table are words of the outer table's cell.
        if let [table] = self.tables.as_mut_slice() {
            change(table);
        }
    }

    fn close(&mut self, paragraph: Paragraph) {
        if paragraph.goes_on != GoesOn::No && self.open.is_empty() {
            self.carried = Some(paragraph.carry());
            return;
        }
        let depth = self.open.len();
        let passage = paragraph.finish();
        match self.open.last_mut() {
            Some(host) if depth < DEEPEST => host.boxed.append(passage),
            _ => {
                if let Some(table) = self.tables.first_mut() {
                    table.add(&passage.lines);
                }
                self.body.passage.append(passage);
            }
        }
    }

    fn open_note(&mut self, element: &BytesStart<'_>) -> bool {
        let kind = attribute(element, "type").unwrap_or_default();
        if kind.to_ascii_lowercase().contains("separator") {
            return true;
        }
        let filled = |name: &str| attribute(element, name).filter(|value| !value.is_empty());
        let start = self.body.passage.lines.len();
        self.body.notes.push(Note {
            id: attribute(element, "id").unwrap_or_default(),
            lines: start..start,
            author: filled("author"),
            at: filled("date"),
            paragraph: None,
        });
        false
    }

    fn close_note(&mut self) {
        if let Some(carried) = self.carried.take() {
            self.close(carried);
        }
        if let Some(note) = self.body.notes.last_mut() {
            note.lines.end = self.body.passage.lines.len().max(note.lines.start);
        }
    }

    fn end_table(&mut self) {
        if self.cut.is_some_and(|(_, depth)| depth >= self.tables.len()) {
            self.cut = None;
        }
        let Some(table) = self.tables.pop() else { return };
        if self.tables.is_empty() {
            table.finish(&mut self.body.passage);
        }
    }
}

fn kind_of(local: &str) -> &'static str {
    if local == "tr" { "tr" } else { "tc" }
}
