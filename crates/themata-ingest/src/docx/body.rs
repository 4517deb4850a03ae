//! The text of a part: paragraphs in reading order, with tracked changes accepted.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::symbol::symbol;
use super::xml::{Prefixes, Vocabulary, is_on};
use crate::Place;
use crate::line::{Line, Role};
use crate::rows::given_rows;
use crate::xml::{attribute, character};

/// How deep text boxes may lie in one another before their order is given up. Word itself
/// allows one.
const DEEPEST: usize = 16;

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) lines: Vec<Line>,
    /// The footnotes and endnotes that the text refers to, in order: whether it is an endnote,
    /// and its number in its part.
    pub(super) references: Vec<(bool, String)>,
    /// The notes that the part consists of, if it is a part of notes: each one's number, and
    /// which lines are its.
    pub(super) notes: Vec<(String, Range<usize>)>,
    /// How many stretches are tracked insertions or deletions, and how many comments there are.
    pub(super) changes: usize,
    pub(super) comments: usize,
    /// What ended the reading before the end of the part.
    pub(super) error: Option<quick_xml::Error>,
}

/// Reads a part.
pub(super) fn read(xml: &str) -> Body {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if walk.start(&element)
                    && let Err(error) = reader.read_to_end(element.name())
                {
                    walk.body.error = Some(error);
                    break;
                }
            }
            Ok(Event::Empty(element)) => {
                if !walk.start(&element) {
                    walk.end(element.name().0);
                }
            }
            Ok(Event::End(element)) => walk.end(element.name().0),
            Ok(Event::Text(text)) => walk.text(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(c) = character(&reference) {
                    walk.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                walk.body.error = Some(error);
                break;
            }
        }
    }
    walk.finish();
    walk.body
}

#[derive(Default)]
struct Walk {
    body: Body,
    prefixes: Prefixes,
    /// The paragraphs that are open: one, or more where a text box lies in a paragraph.
    open: Vec<Paragraph>,
    tables: Vec<Table>,
    /// For each alternative that is open: whether a choice has been taken.
    choices: Vec<bool>,
    /// For each field that is open: whether its instructions are being read; and for how many
    /// they are.
    fields: Vec<bool>,
    instructions: usize,
    in_text: bool,
    in_run: bool,
    in_run_format: bool,
    in_paragraph_format: bool,
    bold: bool,
    /// Words of a paragraph with which the next one goes on.
    carried: Option<Paragraph>,
    paragraphs: u32,
}

#[derive(Default)]
struct Paragraph {
    number: u32,
    text: String,
    /// How far it has been bold from its beginning on, until something was not.
    bold: usize,
    plain: bool,
    heading: bool,
    goes_on: GoesOn,
    /// The lines of the text boxes in it.
    boxed: Vec<Line>,
}

/// Whether the next paragraph goes on with this one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum GoesOn {
    #[default]
    No,
    /// The end of the paragraph is a tracked deletion.
    AfterSpace,
    AtOnce,
}

struct Table {
    number: u32,
    first_line: usize,
    rows: Vec<Vec<String>>,
}

impl Walk {
    /// Takes in the beginning of an element, and says whether to skip all that is in it.
    fn start(&mut self, element: &BytesStart<'_>) -> bool {
        self.prefixes.learn(element);
        let name = element.name();
        match self.prefixes.resolve(name.0) {
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
            _ => false,
        }
    }

    fn start_word(&mut self, local: &str, element: &BytesStart<'_>) -> bool {
        match local {
            "p" => {
                self.paragraphs = self.paragraphs.saturating_add(1);
                let carried = if self.open.is_empty() { self.carried.take() } else { None };
                let mut paragraph = carried.unwrap_or_default();
                paragraph.number = self.paragraphs;
                paragraph.goes_on = GoesOn::No;
                self.open.push(paragraph);
            }
            "pPr" => self.in_paragraph_format = true,
            "r" => {
                self.in_run = true;
                self.bold = false;
            }
            "rPr" => self.in_run_format = true,
            "b" if self.in_run_format && self.in_run => self.bold = is_on(element),
            "rStyle" if self.in_run => {
                self.bold |= attribute(element, "val").is_some_and(|style| style == "Strong");
            }
            "pStyle" => {
                let heading = attribute(element, "val").is_some_and(|style| is_heading(&style));
                self.paragraph(|paragraph| paragraph.heading |= heading);
            }
            "outlineLvl" => {
                let heading = attribute(element, "val").is_some_and(|level| level != "9");
                self.paragraph(|paragraph| paragraph.heading |= heading);
            }
            "del" | "moveFrom" if self.in_paragraph_format => {
                self.paragraph(|paragraph| paragraph.goes_on = GoesOn::AfterSpace);
            }
            // A large first letter is a paragraph of its own to the program, not to a reader.
            "framePr" if attribute(element, "dropCap").is_some_and(|kind| kind != "none") => {
                self.paragraph(|paragraph| paragraph.goes_on = GoesOn::AtOnce);
            }
            "ins" | "moveTo" => self.body.changes += usize::from(!self.in_paragraph_format),
            "del" | "moveFrom" => {
                self.body.changes += 1;
                return true;
            }
            // The reading aid above a character says again what the character says.
            "rt" => return true,
            "t" => self.in_text = true,
            "tab" if self.in_run && !self.in_run_format => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{ad}"),
            "sym" => {
                let c = attribute(element, "char").and_then(|code| symbol(&code));
                self.push(c.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]));
            }
            "fldChar" => match attribute(element, "fldCharType").as_deref() {
                Some("begin") => {
                    self.fields.push(true);
                    self.instructions += 1;
                }
                Some("separate") => {
                    let was = self.fields.last_mut().is_some_and(std::mem::take);
                    self.instructions -= usize::from(was);
                }
                Some("end") => {
                    let was = self.fields.pop().unwrap_or(false);
                    self.instructions -= usize::from(was);
                }
                _ => {}
            },
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = attribute(element, "id") {
                    self.body.references.push((local == "endnoteReference", id));
                }
            }
            "footnote" | "endnote" => {
                let is_separator = attribute(element, "type")
                    .is_some_and(|kind| kind.to_ascii_lowercase().contains("separator"));
                if is_separator {
                    return true;
                }
                let id = attribute(element, "id").unwrap_or_default();
                let start = self.body.lines.len();
                self.body.notes.push((id, start..start));
            }
            "commentReference" => self.body.comments += 1,
            "tbl" => self.tables.push(Table {
                number: self.paragraphs.saturating_add(1),
                first_line: self.body.lines.len(),
                rows: Vec::new(),
            }),
            "tr" => self.table(|table| table.rows.push(Vec::new())),
            "tc" => self.table(|table| {
                if let Some(row) = table.rows.last_mut() {
                    row.push(String::new());
                }
            }),
            _ => {}
        }
        false
    }

    fn end(&mut self, name: &str) {
        match self.prefixes.resolve(name) {
            (Vocabulary::Word, "t") | (Vocabulary::Math, "t") => self.in_text = false,
            (Vocabulary::Word, "p") => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(paragraph);
                }
            }
            (Vocabulary::Word, "pPr") => self.in_paragraph_format = false,
            (Vocabulary::Word, "rPr") => self.in_run_format = false,
            (Vocabulary::Word, "r") => self.in_run = false,
            (Vocabulary::Word, "tbl") => self.end_table(),
            (Vocabulary::Word, "footnote" | "endnote") => {
                if let Some((_, range)) = self.body.notes.last_mut() {
                    range.end = self.body.lines.len().max(range.start);
                }
            }
            (Vocabulary::Compatibility, "AlternateContent") => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.in_text {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        if self.instructions > 0 {
            return;
        }
        let bold = self.bold;
        self.paragraph(|paragraph| {
            paragraph.text.push_str(words);
            if !bold && !words.trim().is_empty() {
                paragraph.plain = true;
            }
            if !paragraph.plain {
                paragraph.bold = paragraph.text.len();
            }
        });
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

    fn close(&mut self, mut paragraph: Paragraph) {
        if paragraph.goes_on != GoesOn::No && self.open.is_empty() {
            let apart = paragraph.goes_on == GoesOn::AfterSpace;
            if apart && !paragraph.text.is_empty() && !paragraph.text.ends_with(' ') {
                paragraph.text.push(' ');
            }
            self.carried = Some(paragraph);
            return;
        }
        let depth = self.open.len();
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, words) in paragraph.text.split('\n').enumerate() {
            let from = start + (words.len() - words.trim_start().len());
            start += words.len() + 1;
            let text = words.trim();
            if text.is_empty() {
                continue;
            }
            lines.push(Line {
                text: text.to_owned(),
                bold: paragraph.bold.saturating_sub(from).min(text.len()),
                opens: at == 0 || lines.is_empty(),
                role: if paragraph.heading { Role::Heading(1) } else { Role::Body },
                page: None,
                place: Place::Paragraph(paragraph.number),
                given: None,
            });
        }
        lines.append(&mut paragraph.boxed);
        if let Some(host) = self.open.last_mut()
            && depth < DEEPEST
        {
            host.boxed.extend(lines);
            return;
        }
        if let Some(table) = self.tables.first_mut()
            && let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut())
        {
            for line in &lines {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(&line.text);
            }
        }
        self.body.lines.extend(lines);
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if !self.tables.is_empty() {
            return;
        }
        if let Some(lines) = given_rows(&table.rows, Place::Paragraph(table.number)) {
            self.body.lines.truncate(table.first_line);
            self.body.lines.extend(lines);
        }
    }

    /// Closes what a damaged part left open.
    fn finish(&mut self) {
        while let Some(paragraph) = self.open.pop() {
            self.close(paragraph);
        }
        self.tables.truncate(1);
        self.end_table();
        if let Some(carried) = self.carried.take() {
            self.close(Paragraph { goes_on: GoesOn::No, ..carried });
        }
    }
}

/// Whether a paragraph style is a heading. Its identifier is Word's own in the language of the
/// program that made it.
fn is_heading(style: &str) -> bool {
    let name = style.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    matches!(
        name.as_str(),
        "heading"
            | "title"
            | "subtitle"
            | "berschrift"
            | "überschrift"
            | "titel"
            | "titre"
            | "ttulo"
            | "título"
            | "titolo"
            | "kop"
            | "rubrik"
            | "overskrift"
            | "nagwek"
    )
}
