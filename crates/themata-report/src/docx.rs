//! Tables as a text for a word processor.

mod package;

use quick_xml::escape::escape;
use themata_analysis::{Cell, Kind, Table};

use crate::Origin;
use crate::figure::{cell_at, is_number, written};
use crate::line::{clean, in_one_line, width};
use crate::remarks::remarks;

/// Word holds no table of more columns.
const MOST_COLUMNS: usize = 63;

/// A table with more columns than this stands on a page across.
const ACROSS: usize = 6;

/// A sheet of A4 with its margin, in twentieths of a point.
const SHORT_SIDE: usize = 11_906;
const LONG_SIDE: usize = 16_838;
const MARGIN: usize = 1_134;

/// No column counts for more or fewer characters than these when the room is divided.
const WIDEST: usize = 40;
const NARROWEST: usize = 5;

/// As many rows say how wide columns are.
const MEASURED_ROWS: usize = 1_000;

/// Tables as a text of Word (Office Open XML), one after the other, each with its definition
/// and remarks, at the end where they come from.
///
/// A table of excerpts, one that has passages under `words` and a `credit` beside them, is set
/// as what it is: each excerpt a paragraph of the style Quote, below it the credit and, in
/// small letters, the codes; where there is a `group`, each begins with a heading. Any other
/// table is a table, its headings repeated on each page. Styles are those that Word knows
/// (Title, heading 1, Quote), so that a template of one's own can be put over them.
///
/// # Errors
///
/// If a table has more than 63 columns.
pub fn docx(tables: &[&Table], origin: &Origin) -> Result<Vec<u8>, String> {
    let mut body = String::new();
    let title = tables.first().map_or_else(String::new, |table| in_one_line(&table.title));
    let mut is_wide = false;
    for table in tables {
        let style = if tables.len() == 1 { "Title" } else { "Heading1" };
        paragraph(&mut body, style, &in_one_line(&table.title));
        match Passages::of(table) {
            Some(passages) => passages.write(table, &mut body),
            None => {
                grid(table, &mut body)?;
                is_wide |= table.columns.len() > ACROSS;
            }
        }
        under(table, &mut body);
    }
    for (name, words) in [("Command", &origin.command), ("Program", &origin.program)] {
        if !words.is_empty() {
            paragraph(&mut body, "Definition", &format!("{name}: {words}"));
        }
    }
    let (width, height, orient) = match is_wide {
        true => (LONG_SIDE, SHORT_SIDE, r#" w:orient="landscape""#),
        false => (SHORT_SIDE, LONG_SIDE, ""),
    };
    body.push_str(&format!(
        r#"<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#
    ));
    package::packed(&title, &body).map_err(|error| error.to_string())
}

/// The definition and the remarks.
fn under(table: &Table, body: &mut String) {
    let definition = in_one_line(&table.whole_definition());
    if !definition.is_empty() {
        paragraph(body, "Definition", &definition);
    }
    for remark in remarks(table) {
        paragraph(body, "Definition", &format!("Note: {remark}"));
    }
}

/// Where the parts of an excerpt stand in a table of excerpts.
struct Passages {
    words: usize,
    credit: usize,
    codes: Option<usize>,
    group: Option<usize>,
}

impl Passages {
    fn of(table: &Table) -> Option<Passages> {
        let words = table.column("words")?;
        let is_passage = table.columns[words].kind == Kind::Passage;
        is_passage.then_some(Passages {
            words,
            credit: table.column("credit")?,
            // Only of a listing of excerpts is this all there is to say.
            codes: Some(table.column("codes")?),
            group: table.column("group"),
        })
    }

    fn write(&self, table: &Table, body: &mut String) {
        let mut last: Option<&str> = None;
        for row in &table.rows {
            let at = |column: Option<usize>| match column.map(|at| cell_at(row, at)) {
                Some(Cell::Text(words)) => words.as_str(),
                _ => "",
            };
            if self.group.is_some() && last != Some(at(self.group)) {
                let group = at(self.group);
                let heading = if group.is_empty() { "—" } else { group };
                paragraph(body, "Heading1", &in_one_line(heading));
                last = Some(group);
            }
            paragraph(body, "Quote", &format!("“{}”", at(Some(self.words)).trim()));
            paragraph(body, "Credit", &format!("— {}", in_one_line(at(Some(self.credit)))));
            let codes = in_one_line(at(self.codes));
            if !codes.is_empty() {
                paragraph(body, "Codes", &codes);
            }
        }
    }
}

fn grid(table: &Table, body: &mut String) -> Result<(), String> {
    let columns = table.columns.len();
    if columns > MOST_COLUMNS {
        return Err(format!(
            "a table of Word holds {MOST_COLUMNS} columns, and this one has {columns}"
        ));
    }
    if columns == 0 {
        return Ok(());
    }
    let page = if columns > ACROSS { LONG_SIDE } else { SHORT_SIDE };
    let widths = widths(table, page - 2 * MARGIN);
    body.push_str(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>"#,
    );
    for width in &widths {
        body.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    body.push_str("</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
    for (column, &width) in table.columns.iter().zip(&widths) {
        let look = Look { bold: true, right: is_number(column.kind), depth: 0 };
        cell(body, width, &in_one_line(&column.heading), &look);
    }
    body.push_str("</w:tr>");
    for row in &table.rows {
        body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (place, column) in table.columns.iter().enumerate() {
            let depth = if place == 0 { row.depth } else { 0 };
            let look = Look { bold: row.total, right: is_number(column.kind), depth };
            cell(body, widths[place], &written(cell_at(row, place), column.kind).text, &look);
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    Ok(())
}

/// How wide each column is, by what stands in it: names get more room than numbers, and no
/// column takes all of it.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let weights: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let rows = table.rows.iter().take(MEASURED_ROWS);
            let cells = rows.map(|row| {
                let indent = if place == 0 { 2 * usize::from(row.depth) } else { 0 };
                indent + width(&written(cell_at(row, place), column.kind).text)
            });
            let heading = column.heading.split_whitespace().map(width).max().unwrap_or(0);
            cells.max().unwrap_or(0).min(WIDEST).max(heading).max(NARROWEST)
        })
        .collect();
    let sum: usize = weights.iter().sum();
    weights.into_iter().map(|weight| room * weight / sum).collect()
}

struct Look {
    bold: bool,
    right: bool,
    depth: u8,
}

fn cell(body: &mut String, width: usize, words: &str, look: &Look) {
    body.push_str(&format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>"#
    ));
    if look.depth > 0 {
        let indent = 200 * usize::from(look.depth);
        body.push_str(&format!(r#"<w:ind w:left="{indent}"/>"#));
    }
    if look.right {
        body.push_str(r#"<w:jc w:val="right"/>"#);
    }
    body.push_str("</w:pPr>");
    run(body, words, look.bold);
    body.push_str("</w:p></w:tc>");
}

fn paragraph(body: &mut String, style: &str, words: &str) {
    body.push_str(&format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#));
    run(body, words, false);
    body.push_str("</w:p>");
}

/// Words; a line end in them is one in the paragraph.
fn run(body: &mut String, words: &str, bold: bool) {
    body.push_str(if bold { "<w:r><w:rPr><w:b/></w:rPr>" } else { "<w:r>" });
    let words = words.replace("\r\n", "\n").replace(['\t', '\u{b}', '\u{c}'], " ");
    for (place, line) in clean(&words).split('\n').enumerate() {
        if place > 0 {
            body.push_str("<w:br/>");
        }
        body.push_str(r#"<w:t xml:space="preserve">"#);
        body.push_str(&escape(line));
        body.push_str("</w:t>");
    }
    body.push_str("</w:r>");
}

#[cfg(test)]
mod tests;
