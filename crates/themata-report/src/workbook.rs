//! Tables as a workbook for a spreadsheet program.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use themata_analysis::{Cell, Kind, Table};

use crate::Origin;
use crate::figure::{cell_at, is_number, reason};
use crate::line::width;
use crate::remarks::remarks;

/// A name of a sheet has at most this many characters.
const LONGEST_NAME: usize = 31;

/// A cell holds at most this many characters; what is longer is cut with an ellipsis.
const LONGEST_CELL: usize = 32_767;

/// Columns get no wider than this, in characters.
const WIDEST: usize = 60;

/// Tables as a workbook in the format of Excel: a sheet for each table, and a sheet of notes
/// that says what each one counts, and where they come from. Words are written as words, whatever they begin with.
///
/// # Errors
///
/// If a table has more rows or columns than a sheet can hold.
pub fn workbook(tables: &[&Table], origin: &Origin) -> Result<Vec<u8>, String> {
    write(tables, origin).map_err(|error| match error {
        XlsxError::RowColumnLimitError => {
            "a sheet holds 1,048,576 rows of 16,384 columns, and a table has more".to_owned()
        }
        error => error.to_string(),
    })
}

fn write(tables: &[&Table], origin: &Origin) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A file holds the time at which it was made; the same tables are to give the same file.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let mut names: Vec<String> = vec!["Notes".to_lowercase()];
    let mut notes = Worksheet::new();
    notes.set_name("Notes")?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    notes.set_column_width(0, 28)?;
    notes.set_column_width(1, 100)?;
    let mut line = 0;
    for table in tables {
        let name = sheet_name(&table.title, &mut names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        fill(sheet, table, &bold)?;
        notes.write_with_format(line, 0, name.as_str(), &bold)?;
        notes.write_with_format(line, 1, cut(&table.whole_definition()), &wrapped)?;
        line += 1;
        for remark in remarks(table) {
            notes.write_with_format(line, 1, cut(&format!("Note: {remark}")), &wrapped)?;
            line += 1;
        }
    }
    for (name, words) in [("Command", &origin.command), ("Program", &origin.program)] {
        if !words.is_empty() {
            notes.write_with_format(line, 0, name, &bold)?;
            notes.write_string_with_format(line, 1, cut(words), &wrapped)?;
            line += 1;
        }
    }
    book.push_worksheet(notes);
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table, bold: &Format) -> Result<(), XlsxError> {
    let share = Format::new().set_num_format("0.0%");
    let measure = Format::new().set_num_format("0.000");
    for (place, column) in (0_u16..).zip(&table.columns) {
        sheet.write_with_format(0, place, column.heading.as_str(), bold)?;
        let cells = table.rows.iter().take(1_000);
        let words = cells.map(|row| match cell_at(row, usize::from(place)) {
            Cell::Text(text) => width(text),
            _ => 8,
        });
        let widest = words.max().unwrap_or(8).max(width(&column.heading)).clamp(6, WIDEST);
        sheet.set_column_width(place, widest as f64 + 2.0)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (place, column) in (0_u16..).zip(&table.columns) {
            let cell = cell_at(row, usize::from(place));
            match cell {
                Cell::Text(text) => {
                    let first = place == 0 && row.depth > 0;
                    let format = Format::new().set_indent(if first { row.depth } else { 0 });
                    // A passage of several lines shows them; one of a single line stays low.
                    let format = match column.kind == Kind::Passage && text.contains('\n') {
                        true => format.set_text_wrap().set_align(FormatAlign::Top),
                        false => format,
                    };
                    sheet.write_string_with_format(line, place, cut(text), &format)?;
                }
                Cell::Count(count) => {
                    sheet.write_number(line, place, *count as f64)?;
                }
                Cell::Number(number) if number.is_finite() => {
                    let format = if column.kind == Kind::Share { &share } else { &measure };
                    sheet.write_number_with_format(line, place, *number, format)?;
                }
                Cell::Undefined(_) => {
                    let why = reason(cell).unwrap_or_default();
                    sheet.write_string(line, place, cut(&format!("undefined: {why}")))?;
                }
                Cell::Number(_) | Cell::Empty => {}
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let (columns, rows) = (table.columns.len(), table.rows.len());
    if columns > 0 && rows > 0 && table.columns.iter().any(|column| is_number(column.kind)) {
        sheet.autofilter(0, 0, rows as u32, (columns - 1) as u16)?;
    }
    Ok(())
}

/// A name that a sheet may have and that no sheet has yet.
fn sheet_name(title: &str, taken: &mut Vec<String>) -> String {
    let allowed =
        |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let clean: String = title.chars().filter(|&c| allowed(c)).collect();
    let clean = clean.trim().trim_matches('\'');
    let clean = if clean.is_empty() { "Table" } else { clean };
    for number in 1.. {
        let end = if number == 1 { String::new() } else { format!(" ({number})") };
        // Excel counts a name in units of UTF-16.
        let mut name = String::new();
        let room = LONGEST_NAME - end.len();
        for c in clean.chars() {
            if name.encode_utf16().count() + c.len_utf16() > room {
                break;
            }
            name.push(c);
        }
        let name = format!("{}{end}", name.trim_end());
        if !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            return name;
        }
    }
    clean.to_owned()
}

/// Words as long as a cell can hold them.
fn cut(text: &str) -> String {
    let units = |text: &str| text.encode_utf16().count();
    if units(text) <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.len_utf16();
        if used > LONGEST_CELL {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use themata_analysis::Column;

    use super::*;
    use crate::specimen;

    #[test]
    fn sheets_have_names_that_are_allowed_and_their_own() {
        let mut taken = vec!["notes".to_owned()];
        assert_eq!(sheet_name("Codes [all]: by/site?", &mut taken), "Codes all bysite");
        assert_eq!(sheet_name("codes all bysite", &mut taken), "codes all bysite (2)");
        assert_eq!(sheet_name("Notes", &mut taken), "Notes (2)");
        assert_eq!(sheet_name(" : ", &mut taken), "Table");
        let long = sheet_name(&"🙂".repeat(40), &mut taken);
        assert!(long.encode_utf16().count() <= LONGEST_NAME);
        assert_ne!(sheet_name(&"🙂".repeat(40), &mut taken), long);
    }

    #[test]
    fn tables_and_what_they_count_are_written() {
        let mut odd = Table::new("t", "Odd", [Column::new("a", "A", Kind::Text)]);
        odd.push([Cell::text("=1+1")]);
        odd.push([Cell::text("x".repeat(40_000))]);
        odd.definition = "All of it.".to_owned();
        let bytes = workbook(&[&specimen::codes(), &odd], &Origin::default()).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, workbook(&[&specimen::codes(), &odd], &Origin::default()).unwrap());
    }
}
