//! A table for a program.

use serde_json::Value;
use themata_analysis::{Cell, Kind, Table};

use crate::figure::{cell_at, reason};

/// The table as a JSON object with `name`, `title`, `definition`, `remarks`, `columns` and
/// `rows`, each row on a line of its own.
///
/// A row is an object with a member for each column by its key, in the order of the columns.
/// Numbers are numbers, shares from 0 to 1; an empty cell is `null`; a number that does not
/// exist is `{"undefined": "the reason"}`. A row that stands under another has a `row_depth`,
/// a row that sums up others has `"row_total": true`; these two come first and are named so
/// that they do not meet a column called `total`.
#[must_use]
pub fn json(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        object(&[
            ("key", text(&column.key)),
            ("heading", text(&column.heading)),
            ("kind", text(kind(column.kind))),
        ])
    });
    let rows = table.rows.iter().map(|row| {
        let mut members = Vec::with_capacity(table.columns.len() + 2);
        if row.depth > 0 {
            members.push(("row_depth", row.depth.to_string()));
        }
        if row.total {
            members.push(("row_total", "true".to_owned()));
        }
        for (place, column) in table.columns.iter().enumerate() {
            members.push((column.key.as_str(), value(cell_at(row, place))));
        }
        object(&members)
    });
    let remarks = table.remarks.iter().map(|remark| text(remark));
    let members = [
        ("name", text(&table.name)),
        ("title", text(&table.title)),
        ("definition", text(&table.whole_definition())),
        ("remarks", list(remarks)),
        ("columns", list(columns)),
        ("rows", list(rows)),
    ];
    let members: Vec<String> =
        members.iter().map(|(key, value)| format!("  {}: {value}", text(key))).collect();
    format!("{{\n{}\n}}\n", members.join(",\n"))
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Passage => "passage",
        Kind::Before => "before",
        Kind::After => "after",
        Kind::Count => "count",
        Kind::Rate => "rate",
        Kind::Chance => "chance",
        Kind::Share => "share",
        Kind::Measure => "measure",
    }
}

fn value(cell: &Cell) -> String {
    if let Some(reason) = reason(cell) {
        return object(&[("undefined", text(reason))]);
    }
    match cell {
        Cell::Text(words) => text(words),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => Value::from(*number).to_string(),
        Cell::Empty | Cell::Undefined(_) => Value::Null.to_string(),
    }
}

fn text(text: &str) -> String {
    text_json(text)
}

/// Words as JSON.
pub(crate) fn text_json(text: &str) -> String {
    Value::from(text).to_string()
}

/// An object on one line, its members in this order, which a map would not keep.
fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> =
        members.iter().map(|(key, value)| format!("{}: {value}", text(key))).collect();
    format!("{{{}}}", members.join(", "))
}

/// A list with one element a line, within an object that is indented once.
fn list(elements: impl Iterator<Item = String>) -> String {
    let elements: Vec<String> = elements.map(|element| format!("    {element}")).collect();
    if elements.is_empty() {
        "[]".to_owned()
    } else {
        format!("[\n{}\n  ]", elements.join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use themata_analysis::Column;

    use super::*;
    use crate::specimen;

    #[test]
    fn rows_are_objects_by_key() {
        let expect = r#"{
  "name": "frequencies",
  "title": "Codes by site",
  "definition": "Codings of each code, counted once an excerpt; share of all 4 816 codings; all coders.",
  "remarks": [
    "Site 02 has one document only."
  ],
  "columns": [
    {"key": "code", "heading": "Code", "kind": "text"},
    {"key": "site", "heading": "Site", "kind": "text"},
    {"key": "codings", "heading": "Codings", "kind": "count"},
    {"key": "share", "heading": "Share", "kind": "share"},
    {"key": "alpha", "heading": "Krippendorff's alpha", "kind": "measure"}
  ],
  "rows": [
    {"code": "Leadership", "site": null, "codings": 1204, "share": 0.25, "alpha": 0.8125},
    {"row_depth": 1, "code": "champion, clinical", "site": "Site 01", "codings": 12, "share": 0.0025, "alpha": {"undefined": "no pairable values"}},
    {"row_depth": 1, "code": "領導力 👩‍⚕️", "site": "Site 02", "codings": 0, "share": 0.0, "alpha": {"undefined": "no pairable values"}},
    {"row_total": true, "code": "Total", "site": null, "codings": 1216, "share": null, "alpha": null}
  ]
}
"#;
        assert_eq!(json(&specimen::codes()), expect);
    }

    #[test]
    fn every_table_is_json() {
        let mut table = Table::new("t", "\"\\\u{1}\n", [Column::new("a", "A", Kind::Measure)]);
        assert!(serde_json::from_str::<Value>(&json(&table)).is_ok());
        table.push([Cell::Number(f64::NAN)]);
        table.push([]);
        let read: Value = serde_json::from_str(&json(&table)).expect("the text is JSON");
        assert_eq!(read["title"], table.title.as_str());
        assert_eq!(read["rows"][0]["a"]["undefined"], "not a finite number");
        assert_eq!(read["rows"][1]["a"], Value::Null);
    }
}
