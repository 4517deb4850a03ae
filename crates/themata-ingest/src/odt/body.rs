//! The walk through the text: paragraphs in the order in which they begin, notes apart.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::names::{Kind, Prefixes};
use super::pages::Pages;
use super::paragraph::{Cut, Goal, Paragraph, Point};
use super::remarks::Remarks;
use super::styles::{Family, Styles};
use super::table::Table;
use crate::line::Role;
use crate::xml::{attribute, character};

/// How deep elements may lie in one another. Documents reach thirty.
pub(super) const MOST_NESTED: usize = 100_000;
/// How many spaces a document may ask for by number, above one for each element.
const MOST_SPACES: usize = 1 << 20;

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The lines of the text and of the notes, in order.
    pub(super) lines: Vec<Cut>,
    pub(super) note_lines: Vec<Cut>,
    pub(super) remarks: Remarks,
    /// How many notes, tracked changes and places with hidden text there are.
    pub(super) notes: usize,
    pub(super) changes: usize,
    pub(super) hidden: usize,
    pub(super) ending: Ending,
}

/// How the reading ended.
#[derive(Debug, Default)]
pub(super) enum Ending {
    #[default]
    Whole,
    /// The document stops in the middle.
    Short,
    Broken(quick_xml::Error),
    TooDeep,
}

/// Reads the part that holds the text.
pub(super) fn read(xml: &str, styles: Styles) -> Body {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::new(styles);
    walk.body.ending = loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if walk.start(&element) == Step::Over
                    && let Err(error) = reader.read_to_end(element.name())
                {
                    break Ending::Broken(error);
                }
                if walk.stack.len() > MOST_NESTED {
                    break Ending::TooDeep;
                }
            }
            Ok(Event::Empty(element)) => {
                if walk.start(&element) == Step::Into {
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
            Ok(Event::Eof) if walk.stack.is_empty() => break Ending::Whole,
            Ok(Event::Eof) => break Ending::Short,
            Ok(_) => {}
            Err(error) => break Ending::Broken(error),
        }
    };
    // What is open at a damaged end is closed there.
    while let Some(entry) = walk.stack.pop() {
        walk.leave(entry);
    }
    walk.body.lines.sort_by_key(|cut| cut.at);
    walk.body.note_lines.sort_by_key(|cut| cut.at);
    walk.pages.number(&mut walk.body.lines);
    walk.body
}

/// Whether to look into an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Into,
    Over,
}

struct Walk {
    body: Body,
    styles: Styles,
    prefixes: Prefixes,
    in_body: bool,
    /// The elements that are open, and how many of each kind.
    stack: Vec<Entry>,
    counts: [usize; Kind::COUNT],
    /// The paragraphs that are open: one, or more where a text box lies in a paragraph.
    open: Vec<Paragraph>,
    /// Where words go, where that is not the text.
    goals: Vec<Goal>,
    /// The tables that are open. A table within a table is `None`: its words are those of the
    /// outer table's cell.
    tables: Vec<Option<Table>>,
    paragraphs: u32,
    pages: Pages,
    spaces: usize,
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Entry {
    kind: Kind,
    /// Whether characters in it belong to the innermost paragraph.
    reads: bool,
    /// What characters were before it.
    bold: bool,
    hidden: bool,
}

impl Walk {
    fn new(styles: Styles) -> Walk {
        Walk {
            body: Body::default(),
            styles,
            prefixes: Prefixes::default(),
            in_body: false,
            stack: Vec::new(),
            counts: [0; Kind::COUNT],
            open: Vec::new(),
            goals: Vec::new(),
            tables: Vec::new(),
            paragraphs: 0,
            pages: Pages::new(),
            spaces: MOST_SPACES,
        }
    }

    /// Takes in the beginning of an element.
    fn start(&mut self, element: &BytesStart<'_>) -> Step {
        self.prefixes.learn(element);
        let kind = self.prefixes.kind(element.name().0);
        if !self.in_body && !matches!(kind, Kind::Body | Kind::Block) {
            return Step::Over;
        }
        let parent = self.stack.last().copied();
        let (bold, hidden) = self.open.last().map_or((false, false), |p| (p.bold, p.hidden));
        let mut reads = false;
        match kind {
            Kind::Skipped => return Step::Over,
            Kind::Body => self.in_body = true,
            Kind::Block => {}
            Kind::Paragraph | Kind::Heading => {
                self.paragraph(kind, element);
                reads = true;
            }
            Kind::Inline | Kind::HiddenText | Kind::Span => {
                if self.inline(kind, element) == Step::Over {
                    return Step::Over;
                }
                reads = parent.is_some_and(|parent| parent.reads);
            }
            Kind::Spaces => self.space(element),
            Kind::Tab => self.set("\t"),
            Kind::LineBreak => self.set("\n"),
            Kind::PageBreak => self.soft_page_break(),
            Kind::Section => {
                let display = attribute(element, "display");
                let hides = match display.as_deref() {
                    Some("condition") => is_hidden(element),
                    display => display == Some("none"),
                };
                if hides {
                    self.body.hidden += 1;
                    return Step::Over;
                }
            }
            Kind::HiddenParagraph => {
                if is_hidden(element)
                    && let Some(paragraph) = self.open.last_mut()
                {
                    paragraph.is_dropped = true;
                }
                return Step::Over;
            }
            Kind::Note => {
                if hidden {
                    return Step::Over;
                }
                self.body.notes += 1;
                self.goals.push(Goal::Note);
            }
            Kind::Remark => {
                let place = self.body.remarks.begin(element, self.point());
                self.goals.push(Goal::Remark(place));
            }
            Kind::RemarkEnd => {
                let point = self.point();
                self.body.remarks.end(element, point);
            }
            Kind::Creator | Kind::Date => {
                if parent.is_none_or(|parent| parent.kind != Kind::Remark) {
                    return Step::Over;
                }
            }
            Kind::Change => {
                self.body.changes += 1;
                return Step::Over;
            }
            Kind::Table => self.table(element),
            Kind::Row => {
                self.pages.begin_row();
                if let [Some(table)] = self.tables.as_mut_slice() {
                    table.row();
                }
            }
            Kind::Cell => self.cell(element),
            Kind::CoveredCell => {
                if let [Some(table)] = self.tables.as_mut_slice() {
                    table.pass(repeated(element));
                }
                return Step::Over;
            }
        }
        self.counts[kind as usize] += 1;
        self.stack.push(Entry { kind, reads, bold, hidden });
        Step::Into
    }

    /// Takes in the end of an element, and of what was left open in it.
    fn end(&mut self, name: &str) {
        let kind = self.prefixes.kind(name);
        if self.counts[kind as usize] == 0 {
            return;
        }
        while let Some(entry) = self.stack.pop() {
            self.counts[entry.kind as usize] -= 1;
            self.leave(entry);
            if entry.kind == kind {
                break;
            }
        }
    }

    fn leave(&mut self, entry: Entry) {
        match entry.kind {
            Kind::Body => self.in_body = false,
            Kind::Paragraph | Kind::Heading => {
                if let Some(paragraph) = self.open.pop() {
                    self.close(&paragraph);
                }
            }
            Kind::Span => {
                if let Some(paragraph) = self.open.last_mut() {
                    (paragraph.bold, paragraph.hidden) = (entry.bold, entry.hidden);
                }
            }
            Kind::Note | Kind::Remark => {
                self.goals.pop();
            }
            Kind::Table => {
                self.pages.end_table();
                if let Some(Some(table)) = self.tables.pop() {
                    table.end(&mut self.body.lines);
                }
            }
            Kind::Row => self.pages.end_row(),
            Kind::Cell => {
                self.pages.end_cell();
                if let [Some(table)] = self.tables.as_mut_slice() {
                    table.end_cell(self.body.lines.len());
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        let Some(entry) = self.stack.last() else { return };
        if entry.reads {
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.flow(words);
            }
        } else if matches!(entry.kind, Kind::Creator | Kind::Date)
            && let Some(&Goal::Remark(place)) = self.goals.last()
        {
            self.body.remarks.meta(place, entry.kind == Kind::Creator, words);
        }
    }

    fn paragraph(&mut self, kind: Kind, element: &BytesStart<'_>) {
        let goal = self.goal();
        let look = self.styles.look(Family::Paragraph, element);
        // Within a table, a box or a note no page can be asked for.
        if goal == Goal::Text && self.open.is_empty() && self.tables.is_empty() {
            self.pages.hard_break(look, self.paragraphs == 0);
        }
        if !matches!(goal, Goal::Remark(_)) {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        let level = if kind == Kind::Heading {
            let level = attribute(element, "outline-level");
            let level = level.or_else(|| attribute(element, "level"));
            level.and_then(|level| level.parse().ok()).unwrap_or(1).clamp(1, 10)
        } else {
            look.heading.unwrap_or(0)
        };
        let role = if level > 0 { Role::Heading(level) } else { Role::Body };
        self.open.push(Paragraph::new(goal, self.paragraphs, role, look, self.pages.now));
    }

    fn close(&mut self, paragraph: &Paragraph) {
        if paragraph.is_dropped || paragraph.has_hidden {
            self.body.hidden += 1;
        }
        if paragraph.is_dropped {
            return;
        }
        match paragraph.goal {
            Goal::Text => self.body.lines.extend(paragraph.lines()),
            Goal::Note => self.body.note_lines.extend(paragraph.lines()),
            Goal::Remark(place) => self.body.remarks.paragraph(place, &paragraph.text),
        }
    }

    /// Takes in a span or a field, whose result is what is in it.
    fn inline(&mut self, kind: Kind, element: &BytesStart<'_>) -> Step {
        let is_unseen = match kind {
            Kind::HiddenText => is_hidden(element),
            Kind::Inline if element.attributes_raw().contains("display") => {
                attribute(element, "display").is_some_and(|display| display == "none")
            }
            _ => false,
        };
        if is_unseen {
            if let Some(paragraph) = self.open.last_mut() {
                paragraph.has_hidden |= kind == Kind::HiddenText;
            }
            return Step::Over;
        }
        if kind == Kind::Span
            && let Some(paragraph) = self.open.last_mut()
        {
            let look = self.styles.look(Family::Text, element);
            paragraph.bold = look.bold.unwrap_or(paragraph.bold);
            paragraph.hidden = look.hidden.unwrap_or(paragraph.hidden);
        }
        Step::Into
    }

    fn space(&mut self, element: &BytesStart<'_>) {
        let asked = attribute(element, "c").and_then(|count| count.parse().ok());
        let more = asked.unwrap_or(1usize).saturating_sub(1).min(self.spaces);
        self.spaces -= more;
        self.set(&" ".repeat(1 + more));
    }

    fn set(&mut self, space: &str) {
        let reads = self.stack.last().is_some_and(|entry| entry.reads);
        if let Some(paragraph) = self.open.last_mut().filter(|_| reads) {
            paragraph.set(space);
        }
    }

    fn table(&mut self, element: &BytesStart<'_>) {
        let is_outer = self.tables.is_empty() && self.goal() == Goal::Text;
        if is_outer && self.open.is_empty() {
            let look = self.styles.look(Family::Table, element);
            self.pages.hard_break(look, self.paragraphs == 0);
        }
        self.pages.begin_table();
        self.tables.push(is_outer.then(|| Table::new(self.body.lines.len())));
    }

    fn cell(&mut self, element: &BytesStart<'_>) {
        self.pages.begin_cell();
        let lines = self.body.lines.len();
        if let [Some(table)] = self.tables.as_mut_slice() {
            table.cell(lines, repeated(element), spanned(element));
        }
    }

    fn soft_page_break(&mut self) {
        if self.goal() != Goal::Text {
            return;
        }
        self.pages.soft_break();
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.page(self.pages.now);
        }
    }

    fn goal(&self) -> Goal {
        self.goals.last().copied().unwrap_or(Goal::Text)
    }

    /// Where the reading is.
    fn point(&self) -> Point {
        let in_note = self.goal() == Goal::Note;
        let next = Point { in_note, paragraph: self.paragraphs.saturating_add(1), byte: 0 };
        self.open.last().map_or(next, Paragraph::point)
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "is-hidden").is_some_and(|hidden| hidden == "true")
}

/// How many rows a cell spans.
fn spanned(element: &BytesStart<'_>) -> u64 {
    let count = attribute(element, "number-rows-spanned");
    count.and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

fn repeated(element: &BytesStart<'_>) -> u64 {
    let count = attribute(element, "number-columns-repeated");
    count.and_then(|count| count.parse().ok()).unwrap_or(1)
}
