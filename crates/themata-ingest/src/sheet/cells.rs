//! The cells of a sheet of Excel.

use std::collections::HashMap;

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::filler::{Filler, MOST_COLUMNS};
use super::number::Look;
use super::strings::{Strings, Words};
use super::workbook::Sheet;
use crate::clean::clean;
use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::xml::{attribute, character};

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) strings: Strings,
    pub(super) looks: Vec<Look>,
    pub(super) from_1904: bool,
}

/// Whether a sheet holds anything, at a glance.
pub(super) fn is_filled(xml: &[u8]) -> bool {
    [&b"<v>"[..], b"<is>", b":v>", b":is>"].iter().any(|sign| memmem::find(xml, sign).is_some())
}

/// Reads the cells of a sheet.
pub(super) fn read(xml: &str, shared: &Shared) -> Result<Sheet, Kind> {
    let merged = merged(xml);
    let mut filler = Filler::default();
    let mut sheet = Sheet::default();
    let mut reader = Reader::from_str(xml);
    let (mut row, mut column) = (0u32, 0usize);
    let mut cell = None;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                filler.end_row(row)?;
                sheet.damage = Some(error);
                break;
            }
        };
        match &event {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref() == "row" =>
            {
                row = number_of(element).unwrap_or(row.saturating_add(1));
                column = 0;
            }
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                let begun = Cell::new(element, column);
                column = begun.column;
                cell = Some(begun);
            }
            Event::Empty(element) if element.local_name().as_ref() == "c" => {
                column = Cell::new(element, column).column.saturating_add(1);
            }
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    if let Some(cell) = cell.take() {
                        sheet.errors += u32::from(cell.kind == CellKind::Error);
                        let words = cell.words(shared);
                        filler.put(column, &words);
                        if let Some(&last) = merged.get(&(row, column)) {
                            filler.merge(column, words, last);
                        }
                    }
                    column = column.saturating_add(1);
                }
                "row" => filler.end_row(row)?,
                "sheetData" => break,
                _ => {
                    if let Some(cell) = &mut cell {
                        cell.hear(&event);
                    }
                }
            },
            Event::Eof => {
                filler.end_row(row)?;
                break;
            }
            _ => {
                if let Some(cell) = &mut cell {
                    cell.hear(&event);
                }
            }
        }
    }
    sheet.grid = filler.finish();
    Ok(sheet)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CellKind {
    Number,
    Shared,
    Boolean,
    Error,
    Date,
    Words,
}

/// A cell that is being read.
#[derive(Debug)]
struct Cell {
    kind: CellKind,
    style: usize,
    column: usize,
    value: String,
    is_value: bool,
    words: Words,
}

impl Cell {
    fn new(element: &BytesStart<'_>, next: usize) -> Cell {
        let (mut kind, mut style, mut column) = (CellKind::Number, 0, next);
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = &*attribute.value;
            match attribute.key.0 {
                "r" => column = place(value).map_or(next, |(column, _)| column),
                "s" => style = value.parse().unwrap_or(0),
                "t" => {
                    kind = match value {
                        "s" => CellKind::Shared,
                        "b" => CellKind::Boolean,
                        "e" => CellKind::Error,
                        "d" => CellKind::Date,
                        "n" => CellKind::Number,
                        _ => CellKind::Words,
                    }
                }
                _ => {}
            }
        }
        let (value, words) = (String::new(), Words::default());
        Cell { kind, style, column, value, is_value: false, words }
    }

    fn hear(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "v" => {
                self.is_value = true;
            }
            Event::End(element) if element.local_name().as_ref() == "v" => {
                self.is_value = false;
            }
            Event::Text(text) if self.is_value => self.value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.is_value => {
                self.value.extend(character(reference));
            }
            _ => self.words.hear(event),
        }
    }

    /// What a person sees in the cell.
    fn words(mut self, shared: &Shared) -> String {
        let value = self.value.trim();
        match self.kind {
            CellKind::Number => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let look = shared.looks.get(self.style).copied().unwrap_or_default();
                    look.show(number, shared.from_1904)
                }
                _ => tidy(self.value + &self.words.take()),
            },
            CellKind::Shared => {
                let words = value.parse().ok().and_then(|at| shared.strings.get(at));
                words.unwrap_or_default().to_owned()
            }
            CellKind::Boolean => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            CellKind::Error => String::new(),
            CellKind::Date => value.replacen('T', " ", 1).trim_end_matches('Z').to_owned(),
            CellKind::Words => tidy(self.value + &self.words.take()),
        }
    }
}

/// Words with clean line ends and without control characters.
pub(super) fn tidy(words: String) -> String {
    clean(words, &mut Diagnostics::default())
}

fn number_of(row: &BytesStart<'_>) -> Option<u32> {
    attribute(row, "r")?.parse().ok()
}

/// The cells that are merged over several rows, by row and column, with their last row.
fn merged(xml: &str) -> HashMap<(u32, usize), u32> {
    let mut merged = HashMap::new();
    let Some(from) = memmem::rfind(xml.as_bytes(), b"<mergeCells") else { return merged };
    let mut reader = Reader::from_str(&xml[from..]);
    while let Ok(event) = reader.read_event() {
        let element = match event {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof | Event::End(_) => break,
            _ => continue,
        };
        let Some(reach) = attribute(&element, "ref") else { continue };
        let (first, last) = reach.split_once(':').unwrap_or((&reach, &reach));
        if let (Some((column, from)), Some((_, to))) = (place(first), place(last))
            && from < to
        {
            merged.insert((from, column), to);
        }
    }
    merged
}

/// The column and the row that a reference such as `AB12` means: the column counted from
/// nought, the row from one.
fn place(reference: &str) -> Option<(usize, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0usize;
    for letter in
        reference.get(..letters).filter(|found| (1..=3).contains(&found.len()))?.bytes()
    {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row = reference.get(letters..)?.parse().ok()?;
    (column <= MOST_COLUMNS).then_some((column - 1, row))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn references() {
        assert_eq!(place("A1"), Some((0, 1)));
        assert_eq!(place("AB12"), Some((27, 12)));
        assert_eq!(place("XFD1048576"), Some((16_383, 1_048_576)));
        for odd in ["", "1", "A", "AAAA1", "XFE1", "A1B"] {
            assert_eq!(place(odd), None, "{odd}");
        }
    }
}
