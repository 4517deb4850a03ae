//! A table for a text in Markdown.

use themata_analysis::{Kind, Table};

use crate::figure::{cell_at, is_number, written};
use crate::line::{in_one_line, width};
use crate::remarks::remarks;

/// Cells longer than this many columns do not widen the column in the source text.
const ALIGNED: usize = 40;

/// The table in GitHub's dialect of Markdown: the title as a heading, the table, the
/// definition in italics and the remarks.
///
/// Nothing in a cell is taken for Markdown, and what stands under another row is indented.
#[must_use]
pub fn markdown(table: &Table) -> String {
    let columns: Vec<Vec<String>> = (0..table.columns.len())
        .map(|column| {
            let heading = escaped(&in_one_line(&table.columns[column].heading));
            std::iter::once(heading).chain(cells(table, column)).collect()
        })
        .collect();
    let widths: Vec<usize> = columns
        .iter()
        .map(|cells| cells.iter().map(|cell| width(cell)).filter(|wide| *wide <= ALIGNED))
        .map(|widths| widths.max().unwrap_or(0).max(3))
        .collect();

    let mut parts = vec![format!("### {}\n", escaped(&in_one_line(&table.title)))];
    if !columns.is_empty() {
        let mut lines = String::new();
        for line in 0..=table.rows.len() {
            for (place, cells) in columns.iter().enumerate() {
                let cell = &cells[line];
                let space = " ".repeat(widths[place].saturating_sub(width(cell)));
                if is_number(table.columns[place].kind) {
                    lines.push_str(&format!("| {space}{cell} "));
                } else {
                    lines.push_str(&format!("| {cell}{space} "));
                }
            }
            lines.push_str("|\n");
            if line == 0 {
                for (place, wide) in widths.iter().enumerate() {
                    let kind = table.columns[place].kind;
                    let right = is_number(kind) || kind == Kind::Before;
                    let last = if right { ":" } else { "-" };
                    lines.push_str(&format!("| {}{last} ", "-".repeat(wide - 1)));
                }
                lines.push_str("|\n");
            }
        }
        parts.push(lines);
    }
    let definition = in_one_line(&table.whole_definition());
    if !definition.is_empty() {
        parts.push(format!("*{}*\n", escaped(&definition)));
    }
    parts.extend(remarks(table).iter().map(|remark| format!("Note: {}\n", escaped(remark))));
    parts.join("\n")
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = String> {
    table.rows.iter().map(move |row| {
        let written = written(cell_at(row, column), table.columns[column].kind);
        let cell = escaped(&in_one_line(&written.text));
        let cell = if row.total { format!("**{cell}**") } else { cell };
        let depth = if column == 0 { usize::from(row.depth) } else { 0 };
        // Plain spaces at the start of a cell are dropped by every reader.
        format!("{}{cell}", "&emsp;".repeat(depth))
    })
}

/// Words of which no character is taken for Markdown or HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use themata_analysis::{Cell, Column, Kind};

    use super::*;
    use crate::specimen;

    #[test]
    fn a_table_for_github() {
        let expect = "\
### Codes by site

| Code                     | Site    |   Codings | Share | Krippendorff's alpha |
| ------------------------ | ------- | --------: | ----: | -------------------: |
| Leadership               | —       |     1_204 | 25.0% |                0.812 |
| &emsp;champion, clinical | Site 01 |        12 |  0.2% |            undefined |
| &emsp;領導力 👩‍⚕️          | Site 02 |         · |     · |            undefined |
| **Total**                | **—**   | **1_216** | **—** |                **—** |

*Codings of each code, counted once an excerpt; share of all 4_816 codings; all coders.*

Note: Site 02 has one document only.

Note: Undefined for champion, clinical (Krippendorff's alpha) and 領導力 👩‍⚕️ (Krippendorff's alpha): no pairable values.
";
        assert_eq!(markdown(&specimen::codes()).replace('\u{202f}', "_"), expect);
    }

    #[test]
    fn nothing_in_a_cell_is_markdown() {
        let mut table = Table::new("t", "a_b", [Column::new("a", "A|B", Kind::Text)]);
        table.push([Cell::text("<b>|*x*\n`y` & [z](u)")]);
        let expect = "\
### a\\_b

| A\\|B                                  |
| ------------------------------------- |
| &lt;b&gt;\\|\\*x\\* \\`y\\` &amp; \\[z\\](u) |
";
        assert_eq!(markdown(&table), expect);
    }
}
