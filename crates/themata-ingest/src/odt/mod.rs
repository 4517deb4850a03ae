//! OpenDocument texts, zipped or as one XML file.
//!
//! The text is what the word processor prints with all tracked changes accepted: insertions
//! are in; deletions, and sections, paragraphs and words that are hidden, are out. Tables are
//! read cell by cell, unless their header says that each row is a turn. Text boxes follow the
//! paragraph that they hang on, footnotes and endnotes the text. Indexes are part of it;
//! running heads, list numbers, pictures and embedded objects are not.

mod body;
mod names;
mod pages;
mod paragraph;
mod remarks;
mod styles;
mod table;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::layout::Layout;
use crate::line::{Line, Role};
use crate::package::Package;
use crate::xml::attribute;
use body::{Body, Ending, MOST_NESTED};
use names::{Prefixes, Vocabulary};
use paragraph::Cut;
use styles::Styles;

const WHAT: &str = "the OpenDocument text";

/// Reads an OpenDocument text.
pub(crate) fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let mut package = Package::open(WHAT, bytes)?;
    if is_encrypted(&mut package)? {
        let hint = "open it in the word processor, remove the password and save it again";
        return Err(Kind::Encrypted { what: WHAT, hint });
    }
    let content = "content.xml";
    let xml = package.part(content)?.ok_or_else(|| package.no_main_part())?;
    let mut styles = Styles::default();
    // What a damaged list of styles would say is worth less than the text.
    if let Ok(Some(named)) = package.part("styles.xml") {
        styles.learn(&named, false);
    }
    let body = read_part(&xml, styles);
    match body.ending {
        Ending::Broken(source) if body.is_empty() => {
            Err(package.malformed(content.to_owned(), source))
        }
        _ => lay_out(body, diagnostics),
    }
}

/// Whether a text is an OpenDocument text in one XML file.
pub(crate) fn sniff(text: &str) -> bool {
    if !text.starts_with('<') {
        return false;
    }
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(root)) => {
                let mut prefixes = Prefixes::default();
                prefixes.learn(&root);
                let kind = attribute(&root, "mimetype");
                return prefixes.resolve(root.name().0) == (Vocabulary::Office, "document")
                    && kind.is_none_or(|kind| kind.contains(".text"));
            }
            Ok(Event::Eof | Event::Empty(_)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Reads an OpenDocument text in one XML file.
pub(crate) fn read_flat(text: &str, diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let body = read_part(text, Styles::default());
    match &body.ending {
        Ending::Broken(error) if body.is_empty() => {
            let hint = "open it in the word processor and save it again";
            Err(Kind::Malformed { what: WHAT, message: error.to_string(), hint })
        }
        _ => lay_out(body, diagnostics),
    }
}

fn read_part(xml: &str, mut styles: Styles) -> Body {
    styles.learn(xml, true);
    styles.inherit();
    body::read(xml, styles)
}

/// Whether a password locks the container. Its list of parts is never locked.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Kind> {
    let Some(manifest) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut reader = Reader::from_str(&manifest);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "encryption-data" =>
            {
                return Ok(true);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(false)
}

impl Body {
    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.note_lines.is_empty()
    }
}

/// Puts the lines in order and tells what was odd.
fn lay_out(mut body: Body, diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    tell(&body, diagnostics)?;
    for Cut { line, .. } in &mut body.note_lines {
        (line.role, line.bold, line.page) = (Role::Note, 0, None);
    }
    body.lines.append(&mut body.note_lines);
    let remarks = body.remarks.place(&body.lines);
    if !remarks.is_empty() {
        let message = format!("{} comments are kept", remarks.len());
        diagnostics.push(Diagnostic::note("comments-kept", message));
    }
    let lines: Vec<Line> = body.lines.into_iter().map(|cut| cut.line).collect();
    Ok(Layout { remarks, ..Layout::of(lines) })
}

fn tell(body: &Body, diagnostics: &mut Diagnostics) -> Result<(), Kind> {
    match body.ending {
        Ending::Whole => {}
        Ending::Short | Ending::Broken(_) => {
            let message = "the document is damaged, and the text after this place is missing";
            let remark = Diagnostic::warning("document-damaged", message)
                .hint("open it in the word processor and save it again");
            let place = body.lines.last().map(|cut| cut.line.place);
            diagnostics.push(Diagnostic { place, ..remark });
        }
        Ending::TooDeep => {
            let (exceeded, limit) = ("a depth of nested elements", MOST_NESTED as u64);
            return Err(Kind::Limit { what: WHAT, exceeded, found: limit + 1, limit });
        }
    }
    let mut note = |count: usize, id, message: &str| {
        if count > 0 {
            diagnostics.push(Diagnostic::note(id, format!("{count} {message}")));
        }
    };
    let accepted =
        "tracked changes were accepted: insertions are in the text, deletions are not";
    note(body.changes, "tracked-changes-accepted", accepted);
    note(body.hidden, "hidden-text-left-out", "places with hidden text were left out");
    note(body.notes, "notes-at-the-end", "notes follow the text");
    Ok(())
}
