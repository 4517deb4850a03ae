//! OpenDocument workbooks.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cells::tidy;
use super::filler::{Filler, MOST_COLUMNS};
use super::number::{Look, plain};
use super::workbook::{Sheet, say_others, wanted};
use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::package::Package;
use crate::table::Grid;
use crate::time::clock;
use crate::xml::{attribute, character};

/// As many rows as a spreadsheet has.
const MOST_ROWS: u32 = 1_048_576;

/// Reads the sheet that is wanted, or the first one that holds anything.
pub(super) fn read(
    bytes: &[u8],
    name: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Result<Grid, Kind> {
    let mut package = Package::open("the workbook", bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains(":encryption-data") || manifest.contains("encrypted-package") {
        let hint = "open it in its program, remove the password and save it again";
        return Err(Kind::Encrypted { what: "the workbook", hint });
    }
    let part = "content.xml";
    let xml = package.part(part)?.ok_or_else(|| package.no_main_part())?;
    let (sheets, mut damage) = sheets(&xml);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let chosen = name.map(|name| wanted(&names, name)).transpose()?;
    for (at, (name, cells)) in sheets.iter().enumerate() {
        if chosen.is_some_and(|chosen| chosen != at) {
            continue;
        }
        let mut sheet = read_cells(cells)?;
        if at + 1 == sheets.len() {
            sheet.damage = damage.take().or(sheet.damage);
        }
        if sheet.grid.height() == 0 {
            damage = sheet.damage.or(damage);
            continue;
        }
        if chosen.is_none() {
            let others = sheets[at + 1..].iter();
            let others = others.filter(|(_, cells)| {
                read_cells(cells).map_or(true, |sheet| sheet.grid.height() > 0)
            });
            let others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
            say_others(name, &others, diagnostics);
        }
        return Ok(sheet.settle(diagnostics));
    }
    match damage {
        Some(error) => Err(package.malformed(part.to_owned(), error)),
        None => Ok(Grid::default()),
    }
}

/// The sheets of a workbook, each with its name and what is in it, and where the XML broke off.
fn sheets(xml: &str) -> (Vec<(String, &str)>, Option<quick_xml::Error>) {
    let mut sheets = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let element = match reader.read_event() {
            Ok(Event::Start(element)) => element,
            Ok(Event::Eof) => return (sheets, None),
            Ok(_) => continue,
            Err(error) => return (sheets, Some(error)),
        };
        match element.local_name().as_ref() {
            "table" => {
                let name = attribute(&element, "name").unwrap_or_default();
                let from = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
                match reader.read_to_end(element.name()) {
                    Ok(_) => {
                        let to = usize::try_from(reader.buffer_position()).unwrap_or(from);
                        let cells = xml.get(from..to).unwrap_or_default();
                        // The end of the sheet itself is no part of what is in it.
                        let cells = cells.rfind("</").map_or(cells, |at| &cells[..at]);
                        sheets.push((name, cells));
                    }
                    Err(error) => {
                        sheets.push((name, xml.get(from..).unwrap_or_default()));
                        return (sheets, Some(error));
                    }
                }
            }
            // What was there before somebody changed it looks like a sheet.
            "tracked-changes" | "dde-links" => {
                if let Err(error) = reader.read_to_end(element.name()) {
                    return (sheets, Some(error));
                }
            }
            _ => {}
        }
    }
}

/// Reads the cells of a sheet.
fn read_cells(xml: &str) -> Result<Sheet, Kind> {
    let mut sheet = Sheet::default();
    let mut filler = Filler::default();
    let mut reader = Reader::from_str(xml);
    let mut row = OdsRow::default();
    let mut number = 1u32;
    let mut cell: Option<Cell> = None;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                sheet.damage = Some(error);
                break;
            }
        };
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "table-row" => row = OdsRow::new(element),
                "table-cell" | "covered-table-cell" => cell = Some(Cell::new(element)),
                // Remarks, shapes and sheets inside a cell are no part of its words.
                "annotation" | "table" | "shapes" | "ruby-text" | "frame" | "custom-shape"
                | "forms" => {
                    if let Err(error) = reader.read_to_end(element.name()) {
                        sheet.damage = Some(error);
                        break;
                    }
                }
                _ => {
                    if let Some(cell) = &mut cell {
                        cell.hear(&event);
                    }
                }
            },
            Event::Empty(element) => match element.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => row.add(Cell::new(element)),
                "table-row" => {
                    number = number.saturating_add(OdsRow::new(element).repeated);
                }
                _ => {
                    if let Some(cell) = &mut cell {
                        cell.hear(&event);
                    }
                }
            },
            Event::End(element) => match element.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    if let Some(cell) = cell.take() {
                        sheet.errors += u32::from(cell.is_error);
                        row.add(cell);
                    }
                }
                "table-row" => number = std::mem::take(&mut row).end(number, &mut filler)?,
                _ => {
                    if let Some(cell) = &mut cell {
                        cell.hear(&event);
                    }
                }
            },
            Event::Eof => break,
            _ => {
                if let Some(cell) = &mut cell {
                    cell.hear(&event);
                }
            }
        }
    }
    row.end(number, &mut filler)?;
    sheet.grid = filler.finish();
    Ok(sheet)
}

/// A row that is being read: its filled cells, and how many rows are like it.
#[derive(Debug, Default)]
struct OdsRow {
    cells: Vec<Filled>,
    next: usize,
    repeated: u32,
}

/// Columns that hold the same words, merged over some rows.
#[derive(Debug)]
struct Filled {
    columns: std::ops::Range<usize>,
    words: String,
    rows: u32,
}

impl OdsRow {
    fn new(element: &BytesStart<'_>) -> OdsRow {
        let repeated = count(element, "number-rows-repeated");
        OdsRow { repeated, ..OdsRow::default() }
    }

    fn add(&mut self, cell: Cell) {
        let rows = cell.rows;
        let from = self.next;
        self.next = from.saturating_add(cell.repeated as usize);
        let words = cell.shown();
        if !words.trim().is_empty() {
            let columns = from..self.next.min(MOST_COLUMNS);
            self.cells.push(Filled { columns, words, rows });
        }
    }

    /// Ends the row and those that are like it, and says which number the next one has.
    fn end(self, number: u32, filler: &mut Filler) -> Result<u32, Kind> {
        let next = number.saturating_add(self.repeated);
        if self.cells.is_empty() {
            return Ok(next);
        }
        let filled: usize = self.cells.iter().map(|cell| cell.columns.len()).sum();
        filler.expect(filled.saturating_mul(self.repeated as usize))?;
        for number in number..next.min(number.saturating_add(MOST_ROWS)) {
            for Filled { columns, words, rows } in &self.cells {
                for column in columns.clone() {
                    filler.put(column, words);
                }
                if *rows > 1 {
                    let last = number.saturating_add(rows - 1);
                    filler.merge(columns.start, words.clone(), last);
                }
            }
            filler.end_row(number)?;
        }
        Ok(next)
    }
}

/// A cell that is being read.
#[derive(Debug, Default)]
struct Cell {
    kind: String,
    value: Option<String>,
    is_error: bool,
    repeated: u32,
    /// How many rows it is merged over.
    rows: u32,
    words: String,
    paragraphs: u32,
    depth: u32,
}

impl Cell {
    fn new(element: &BytesStart<'_>) -> Cell {
        let mut cell = Cell {
            repeated: count(element, "number-columns-repeated"),
            rows: count(element, "number-rows-spanned"),
            ..Cell::default()
        };
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.0 {
                "office:value-type" => cell.kind = attribute.value.to_string(),
                "calcext:value-type" => cell.is_error = &*attribute.value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value" => cell.value = Some(attribute.value.to_string()),
                _ => {}
            }
        }
        cell
    }

    fn hear(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                match element.local_name().as_ref() {
                    "p" | "h" => {
                        if self.paragraphs > 0 {
                            self.words.push('\n');
                        }
                        self.paragraphs += 1;
                        self.depth += u32::from(matches!(event, Event::Start(_)));
                    }
                    "s" => {
                        // More spaces than a line has say nothing.
                        let spaces = count(element, "c").min(100);
                        self.words.extend((0..spaces).map(|_| ' '));
                    }
                    "tab" => self.words.push('\t'),
                    "line-break" => self.words.push('\n'),
                    _ => {}
                }
            }
            Event::End(element) if matches!(element.local_name().as_ref(), "p" | "h") => {
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) if self.depth > 0 => {
                self.words.push_str(&text.xml10_content().replace('\n', " "));
            }
            Event::CData(text) if self.depth > 0 => {
                self.words.push_str(&text.xml10_content());
            }
            Event::GeneralRef(reference) if self.depth > 0 => {
                self.words.extend(character(reference));
            }
            _ => {}
        }
    }

    /// What a person sees in the cell, dates in the order of their parts.
    fn shown(self) -> String {
        if self.is_error {
            return String::new();
        }
        let value = self.value.as_deref();
        let number = || value?.parse::<f64>().ok().filter(|number| number.is_finite());
        let found = match self.kind.as_str() {
            "float" | "currency" => number().map(plain),
            "percentage" => number().map(|number| Look::Percent.show(number, false)),
            "boolean" => value.map(str::to_uppercase),
            "date" => value.map(date),
            "time" => {
                let is_clock = clock(self.words.trim()).is_some();
                value.filter(|_| !is_clock).and_then(duration)
            }
            _ => None,
        };
        found.unwrap_or_else(|| tidy(self.words))
    }
}

/// A date, with its time unless that is midnight.
fn date(value: &str) -> String {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let time = time.trim_end_matches('Z');
    let time = time.strip_suffix(":00").unwrap_or(time);
    if time.is_empty() || time == "00:00" { day.to_owned() } else { format!("{day} {time}") }
}

/// The clock of a duration such as `PT01H02M03.5S`.
fn duration(value: &str) -> Option<String> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.trim_end_matches('S').parse().ok()?;
    let (hours, minutes): (f64, f64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let days = (hours * 3600.0 + minutes * 60.0 + seconds) / 86_400.0;
    let look = Look::Clock { hours: true, seconds: true, elapsed: true };
    Some(look.show(days, false))
}

fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::{date, duration};

    #[test]
    fn dates_and_durations() {
        assert_eq!(date("2024-05-31"), "2024-05-31");
        assert_eq!(date("2024-05-31T00:00:00"), "2024-05-31");
        assert_eq!(date("2024-05-31T10:20:00"), "2024-05-31 10:20");
        assert_eq!(date("2024-05-31T10:20:30"), "2024-05-31 10:20:30");
        assert_eq!(duration("PT00H00M34S").as_deref(), Some("0:00:34"));
        assert_eq!(duration("PT45H10M00.5S").as_deref(), Some("45:10:00.500"));
        assert_eq!(duration("P1D"), None);
    }
}
