//! A table of Word: headings that repeat on each page, rows that no page parts.

use themata_analysis::Table;

use super::body::{Body, Sheet, Tone, run};
use crate::figure::{cell_at, is_number, written};
use crate::line::{in_one_line, width};

/// Word holds no table of more columns.
const MOST_COLUMNS: usize = 63;

/// No column counts for more or fewer characters than these when the room is divided.
const WIDEST: usize = 40;
const NARROWEST: usize = 5;

/// As many rows say how wide columns are.
const MEASURED_ROWS: usize = 1_000;

/// How densely cells are set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    Usual,
    /// Small letters and narrow gaps, so that a table of a dozen columns stays upright.
    Close,
}

impl Density {
    fn style(self) -> &'static str {
        match self {
            Density::Usual => "Cell",
            Density::Close => "CloseCell",
        }
    }

    /// About how wide a character is and how wide the gaps of a column are, in twentieths of a
    /// point.
    fn measures(self) -> (usize, usize) {
        match self {
            Density::Usual => (95, 216),
            Density::Close => (76, 100),
        }
    }

    /// The room that a table wants, in twentieths of a point.
    fn wants(self, weights: &[usize]) -> usize {
        let (character, gap) = self.measures();
        weights.iter().sum::<usize>() * character + weights.len() * gap
    }
}

/// How a table stands on sheets: upright if there is room for it, else in small letters, else
/// across.
pub(super) fn fitting(table: &Table) -> (Sheet, Density) {
    let weights = weights(table);
    let room = Sheet::Upright.room();
    match () {
        () if Density::Usual.wants(&weights) <= room => (Sheet::Upright, Density::Usual),
        () if Density::Close.wants(&weights) <= room => (Sheet::Upright, Density::Close),
        () => (Sheet::Across, Density::Close),
    }
}

/// Writes a table for sheets that lie in one way.
pub(super) fn grid(
    body: &mut Body,
    table: &Table,
    (sheet, density): (Sheet, Density),
) -> Result<(), String> {
    let columns = table.columns.len();
    if columns > MOST_COLUMNS {
        return Err(format!(
            "a table of Word holds {MOST_COLUMNS} columns, and this one has {columns}"
        ));
    }
    if columns == 0 {
        return Ok(());
    }
    let weights = weights(table);
    let sum: usize = weights.iter().sum();
    // Each has its gap, and of the rest as much as its words want.
    let (_, gap) = density.measures();
    let rest = sheet.room().saturating_sub(gap * columns);
    let widths: Vec<usize> =
        weights.into_iter().map(|weight| gap + rest * weight / sum).collect();
    let xml = &mut body.xml;
    let table_style = match density {
        Density::Usual => "TableGrid",
        Density::Close => "CloseGrid",
    };
    xml.push_str(&format!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="{table_style}"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>"#
    ));
    for width in &widths {
        xml.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    let style = density.style();
    for (column, &width) in table.columns.iter().zip(&widths) {
        let look = Look { bold: true, right: is_number(column.kind), depth: 0, style };
        cell(xml, width, &in_one_line(&column.heading), &look);
    }
    xml.push_str("</w:tr>");
    for row in &table.rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (place, column) in table.columns.iter().enumerate() {
            let depth = if place == 0 { row.depth } else { 0 };
            let look = Look { bold: row.total, right: is_number(column.kind), depth, style };
            let words = written(cell_at(row, place), column.kind).text;
            cell(xml, widths[place], &words, &look);
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    Ok(())
}

/// Single facts: what is stated, and what is so.
pub(super) fn facts<'a>(body: &mut Body, facts: impl IntoIterator<Item = (&'a str, &'a str)>) {
    let room = Sheet::Upright.room();
    let widths = [room / 4, room - room / 4];
    let xml = &mut body.xml;
    xml.push_str(r#"<w:tbl><w:tblPr><w:tblStyle w:val="Plain"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>"#);
    for width in widths {
        xml.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    xml.push_str("</w:tblGrid>");
    for (name, value) in facts {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (words, width, bold) in [(name, widths[0], true), (value, widths[1], false)] {
            cell(xml, width, words, &Look { bold, right: false, depth: 0, style: "Cell" });
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    // Two tables without anything between them would be one.
    body.paragraph("Cell", "");
}

/// For how many characters each column counts, by what stands in it: names get more room than
/// numbers, and no column takes all of it.
fn weights(table: &Table) -> Vec<usize> {
    let of_column = |(place, column): (usize, &themata_analysis::Column)| {
        let rows = table.rows.iter().take(MEASURED_ROWS);
        let cells = rows.map(|row| {
            let indent = if place == 0 { 2 * usize::from(row.depth) } else { 0 };
            indent + width(&written(cell_at(row, place), column.kind).text)
        });
        let heading = column.heading.split_whitespace().map(width).max().unwrap_or(0);
        // Headings are bold.
        cells.max().unwrap_or(0).min(WIDEST).max(heading + 1).max(NARROWEST)
    };
    table.columns.iter().enumerate().map(of_column).collect()
}

struct Look {
    bold: bool,
    right: bool,
    depth: u8,
    style: &'static str,
}

fn cell(xml: &mut String, width: usize, words: &str, look: &Look) {
    let style = look.style;
    xml.push_str(&format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>"#
    ));
    if look.depth > 0 {
        let indent = 200 * usize::from(look.depth);
        xml.push_str(&format!(r#"<w:ind w:left="{indent}"/>"#));
    }
    if look.right {
        xml.push_str(r#"<w:jc w:val="right"/>"#);
    }
    xml.push_str("</w:pPr>");
    run(xml, words, Tone { bold: look.bold, ..Tone::default() });
    xml.push_str("</w:p></w:tc>");
}
