//! A table as part of a page.

use maud::{Markup, html as markup};
use themata_analysis::{Kind, Row, Table};

use crate::bar::bar;
use crate::figure::{Tone, cell_at, is_number, reason, written};
use crate::line::{clean, in_one_line, width};
use crate::remarks::remarks;

/// A table with more columns than this scrolls sideways on its own instead of being squeezed.
const WIDE: usize = 8;

/// A table with more columns than this is printed on a page across.
const ACROSS: usize = 14;

/// A table with more rows than this may be broken over pages; its headings are repeated.
const LONG: usize = 24;

/// Words of more columns of a terminal than this must not be squeezed into a narrow column.
const WORDS: usize = 20;

/// Names of rows up to this many columns of a terminal are kept on one line.
const SHORT_NAME: usize = 28;

/// The table as a `figure` of HTML, without any style: the title as its caption, below it the
/// definition and the remarks.
///
/// All that a style needs is in classes: `wide`, `across`, `long` and
/// `names` (short names of rows) on the figure; `total`,
/// `group` (rows stand under it) and `depth-1`, `depth-2`… on rows; `number`, `words`
/// (many), `passage`, `zero` and `absent` on cells. The reason of an undefined number is also its hover text.
#[must_use]
pub fn html(table: &Table) -> String {
    figure(table, &Dress::default()).into_string()
}

/// How a table stands in its surroundings.
#[derive(Default)]
pub(crate) struct Dress {
    /// What links go to.
    pub(crate) anchor: Option<String>,
    /// What the text calls it, such as `Table 3`.
    pub(crate) number: Option<String>,
    /// The share that the longest bar stands for, if shares have bars beside them. Tables that
    /// are compared have the same.
    pub(crate) longest_bar: Option<f64>,
}

pub(crate) fn figure(table: &Table, dress: &Dress) -> Markup {
    let mut classes = vec!["table"];
    let columns = table.columns.len();
    classes.extend((columns > WIDE).then_some("wide"));
    classes.extend((columns > ACROSS).then_some("across"));
    classes.extend((table.rows.len() > LONG).then_some("long"));
    let names = table.rows.iter().map(|row| width(&written(cell_at(row, 0), Kind::Text).text));
    classes.extend((names.max().unwrap_or(0) <= SHORT_NAME).then_some("names"));
    let title = in_one_line(&table.title);
    let definition = in_one_line(&table.whole_definition());
    markup! {
        figure id=[dress.anchor.as_deref()] class=(classes.join(" ")) {
            // What scrolls must be reachable by key.
            div class="scroll" tabindex=[(columns > WIDE).then_some("0")] {
                table {
                    caption {
                        @if let Some(number) = &dress.number { span class="no" { (number) } " " }
                        (title)
                    }
                    thead {
                        tr {
                            @for column in &table.columns {
                                th scope="col" class=[is_number(column.kind).then_some("number")] {
                                    (in_one_line(&column.heading))
                                }
                            }
                        }
                    }
                    tbody {
                        @for (place, row) in table.rows.iter().enumerate() {
                            tr class=[row_classes(table, place)] {
                                @for column in 0..columns {
                                    (cell(table, row, column, dress.longest_bar))
                                }
                            }
                        }
                        @if table.rows.is_empty() {
                            tr { td class="absent" colspan=(columns.max(1)) { "No rows." } }
                        }
                    }
                }
            }
            @if !definition.is_empty() { p class="definition" { (definition) } }
            @for remark in remarks(table) { p class="remark" { (remark) } }
        }
    }
}

fn row_classes(table: &Table, place: usize) -> Option<String> {
    let row = &table.rows[place];
    let mut classes = Vec::new();
    if row.total {
        classes.push("total".to_owned());
    }
    if table.rows.get(place + 1).is_some_and(|next| next.depth > row.depth) {
        classes.push("group".to_owned());
    }
    if row.depth > 0 {
        classes.push(format!("depth-{}", row.depth.min(6)));
    }
    (!classes.is_empty()).then(|| classes.join(" "))
}

fn cell(table: &Table, row: &Row, column: usize, longest_bar: Option<f64>) -> Markup {
    let kind = table.columns[column].kind;
    let cell = cell_at(row, column);
    let written = written(cell, kind);
    let text = clean(&written.text);
    let mut classes = Vec::new();
    classes.extend(is_number(kind).then_some("number"));
    classes.extend(
        matches!(kind, Kind::Passage | Kind::Before | Kind::After).then_some("passage"),
    );
    classes.extend((kind == Kind::Text && width(&written.text) > WORDS).then_some("words"));
    match written.tone {
        Tone::Plain => {}
        Tone::Zero => classes.push("zero"),
        Tone::Absent => classes.push("absent"),
    }
    let class = (!classes.is_empty()).then(|| classes.join(" "));
    // The first words of a row name it, for the eye and for screen readers.
    if column == 0 && !is_number(kind) {
        return markup! { th scope="row" class=[class] { (text) } };
    }
    markup! {
        td class=[class] title=[reason(cell).map(in_one_line)] {
            @match longest_bar.filter(|_| kind == Kind::Share) {
                Some(longest) => {
                    span class="beside" { (text) }
                    // The bar of a sum would dwarf those of its parts.
                    @let part = cell.number().filter(|_| !row.total).unwrap_or(0.0);
                    (bar(part / longest))
                }
                None => { (text) }
            }
        }
    }
}

/// The largest share in a table, totals left aside.
pub(crate) fn largest_share(table: &Table) -> Option<f64> {
    let rows = table.rows.iter().filter(|row| !row.total);
    let shares = rows.flat_map(|row| {
        let cells = row.cells.iter().zip(&table.columns);
        cells
            .filter(|(_, column)| column.kind == Kind::Share)
            .filter_map(|(cell, _)| cell.number())
    });
    shares.filter(|share| share.is_finite() && *share > 0.0).max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen;

    /// The page with a line end before each element that starts a line.
    fn lines(page: &str) -> String {
        ["<div", "<table", "<thead", "<tbody", "<tr", "<th", "<td", "<p ", "</tbody"]
            .iter()
            .fold(page.to_owned(), |page, start| page.replace(start, &format!("\n{start}")))
            .replace("\n<th scope=\"col\"", "<th scope=\"col\"")
            .replace("\n<td", "<td")
            .replace("\n\n", "\n")
    }

    #[test]
    fn a_table_for_a_page() {
        let expect = r##"<figure class="table names">
<div class="scroll">
<table><caption>Codes by site</caption>
<thead>
<tr><th scope="col">Code</th><th scope="col">Site</th><th scope="col" class="number">Codings</th><th scope="col" class="number">Share</th><th scope="col" class="number">Krippendorff's alpha</th></tr></thead>
<tbody>
<tr class="group">
<th scope="row">Leadership</th><td class="absent">—</td><td class="number">1_204</td><td class="number">25.0%</td><td class="number">0.812</td></tr>
<tr class="depth-1">
<th scope="row">champion, clinical</th><td>Site 01</td><td class="number">12</td><td class="number">0.2%</td><td class="number absent" title="no pairable values">undefined</td></tr>
<tr class="depth-1">
<th scope="row">領導力 👩‍⚕️</th><td>Site 02</td><td class="number zero">·</td><td class="number zero">·</td><td class="number absent" title="no pairable values">undefined</td></tr>
<tr class="total">
<th scope="row">Total</th><td class="absent">—</td><td class="number">1_216</td><td class="number absent">—</td><td class="number absent">—</td></tr>
</tbody></table></div>
<p class="definition">Codings of each code, counted once an excerpt; share of all 4_816 codings; all coders.</p>
<p class="remark">Site 02 has one document only.</p>
<p class="remark">Undefined for champion, clinical (Krippendorff's alpha) and 領導力 👩‍⚕️ (Krippendorff's alpha): no pairable values.</p></figure>"##;
        let drawn = html(&specimen::codes()).replace('\u{202f}', "_");
        assert_eq!(lines(&drawn), expect);
    }

    #[test]
    fn large_tables_say_so() {
        let class = |page: String| page.split('"').nth(1).unwrap_or_default().to_owned();
        assert_eq!(class(html(&specimen::matrix(4))), "table");
        assert_eq!(class(html(&specimen::matrix(9))), "table wide");
        assert_eq!(class(html(&specimen::matrix(20))), "table wide across");
    }

    #[test]
    fn bars_share_one_scale_and_sums_have_none() {
        let table = specimen::codes();
        assert_eq!(largest_share(&table), Some(0.25));
        let dress = Dress { longest_bar: Some(0.5), ..Dress::default() };
        let page = figure(&table, &dress).into_string();
        assert!(page.contains(r#"<rect width="36.0" height="8""#), "{page}");
        assert!(page.contains(r#"<rect width="1.0" height="8""#), "{page}");
        assert_eq!(page.matches("<rect").count(), 2);
    }
}
