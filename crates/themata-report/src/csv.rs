//! A table for a spreadsheet or a script.

use themata_analysis::{Cell, Table};

use crate::figure::cell_at;

/// The table as comma-separated values after RFC 4180.
///
/// The headers are the keys of the columns. Numbers are written in full, shares from 0 to 1;
/// what is empty or undefined is an empty field. Title, definition and remarks are left out,
/// and words are written as they are, so that reading the file gives back what was in the
/// table.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut out = String::new();
    if table.columns.is_empty() {
        return out;
    }
    record(&mut out, table.columns.iter().map(|column| column.key.clone()));
    for row in &table.rows {
        let cells = (0..table.columns.len()).map(|column| field(cell_at(row, column)));
        record(&mut out, cells);
    }
    out
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) if number.is_finite() => number.to_string(),
        Cell::Number(_) | Cell::Empty | Cell::Undefined(_) => String::new(),
    }
}

fn record(out: &mut String, fields: impl ExactSizeIterator<Item = String>) {
    let alone = fields.len() == 1;
    for (place, field) in fields.enumerate() {
        if place > 0 {
            out.push(',');
        }
        // A line with nothing on it would be skipped by most readers.
        let must_be_quoted =
            field.contains(['"', ',', '\r', '\n']) || (alone && field.is_empty());
        if must_be_quoted {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use themata_analysis::{Column, Kind};

    use super::*;
    use crate::specimen;

    #[test]
    fn keys_are_headers_and_numbers_are_raw() {
        let expect = "\
            code,site,codings,share,alpha\r\n\
            Leadership,,1204,0.25,0.8125\r\n\
            \"champion, clinical\",Site 01,12,0.0025,\r\n\
            領導力 👩‍⚕️,Site 02,0,0,\r\n\
            Total,,1216,,\r\n";
        assert_eq!(csv(&specimen::codes()), expect);
    }

    #[test]
    fn quotes_and_line_ends_survive() {
        let mut table = Table::new("t", "T", [Column::new("a", "A", Kind::Passage)]);
        table.push([Cell::text("she said \"no\"\nand left")]);
        table.push([Cell::Empty]);
        assert_eq!(csv(&table), "a\r\n\"she said \"\"no\"\"\nand left\"\r\n\"\"\r\n");
    }

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        assert_eq!(csv(&Table::new("t", "T", [])), "");
    }

    proptest! {
        #[test]
        fn a_reader_gets_back_what_was_in_the_table(
            rows in prop::collection::vec((any::<String>(), any::<u64>()), 0..8)
        ) {
            let columns =
                [Column::new("a", "A", Kind::Text), Column::new("b", "B", Kind::Count)];
            let mut table = Table::new("t", "T", columns);
            for (text, count) in &rows {
                table.push([Cell::text(text), Cell::Count(*count)]);
            }
            let file = csv(&table);
            let mut reader = ::csv::Reader::from_reader(file.as_bytes());
            let read: Vec<(String, u64)> =
                reader.deserialize().collect::<Result<_, _>>().expect("the file reads");
            prop_assert_eq!(read, rows);
        }
    }
}
