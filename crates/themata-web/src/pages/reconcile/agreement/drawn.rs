//! The table with its ways to what is behind it, and why some numbers do not exist.

use std::collections::BTreeMap;

use maud::{Markup, html};
use themata_project::asking::QueryNames;
use themata_project::{Cell, Kind, Table};

use super::Asked;
use super::reading::chosen;
use crate::pages::excerpts::results::narrowed;
use crate::pages::leading::{asking, excerpts, test};
use crate::studies::OpenStudy;
use crate::wording::{count, sentence};

/// What is needed to say where things are.
pub(super) struct Places<'a> {
    pub(super) study: &'a OpenStudy,
    pub(super) asked: &'a Asked,
    pub(super) names: &'a QueryNames,
    pub(super) documents: &'a BTreeMap<String, u32>,
    pub(super) of_people: Option<&'a str>,
}

/// Beginnings of the headings of columns that are of one coder.
const OF_CODER: [&str; 2] = ["Units ", "Excerpts "];

impl Places<'_> {
    /// Where a cell leads.
    fn of(&self, table: &Table, row: usize, column: usize) -> Option<String> {
        let name = table.rows[row].cells.first()?.words()?;
        let word = &self.study.word;
        match table.columns[column].key.as_str() {
            _ if table.rows[row].total => None,
            "document" => {
                self.documents.get(name).map(|number| format!("/s/{word}/read/{number}"))
            }
            "code" | "by_several" | "by_one" | "to_talk_about" => {
                let code = self.code(table, row)?;
                let is_none = table.rows[row].cells[column] == Cell::Count(0);
                let q = self.study.sought.numbered(&self.asked.q);
                let path = format!("/s/{word}/reconcile");
                let code = code.to_string();
                let asked = [("q", q.as_str()), ("code", &code), ("exactly", "code")];
                (!is_none).then(|| asking(&path, &asked))
            }
            _ => self.of_coder(table, row, column, name),
        }
    }

    /// The excerpts of a coder behind a number.
    fn of_coder(&self, table: &Table, row: usize, column: usize, name: &str) -> Option<String> {
        if !matches!(table.rows[row].cells[column], Cell::Count(1..)) {
            return None;
        }
        let heading = &table.columns[column].heading;
        let coder = OF_CODER.iter().find_map(|begin| heading.strip_prefix(begin))?;
        let coder = self.names.coders.iter().find(|known| *known == coder)?;
        let what = match self.code(table, row) {
            Some(_) => test("code", name).replacen(':', ":=", 1),
            None => test("theme", name),
        };
        let term = format!("{what} {}", test("coder", coder));
        Some(excerpts(self.study, &narrowed(self.of_people?, &term)))
    }

    /// The place of the code of a row in the codebook, if it is one that coders apply.
    fn code(&self, table: &Table, row: usize) -> Option<u32> {
        let name = table.rows[row].cells.first()?.words()?;
        let code = self.names.codes.iter().find(|code| code.name == name)?;
        // A theme may be called as a code under it; its row is the one above.
        let is_theme = table.rows[row].depth == 0
            && table.rows.get(row + 1).is_some_and(|next| next.depth > 0);
        (!is_theme).then_some(code.place)
    }
}

/// The table; its last column has each row read out in words.
pub(super) fn drawn(table: &Table, places: &Places<'_>) -> Markup {
    let now = chosen(table, places.asked);
    let unused: Vec<bool> = (0..table.rows.len()).map(|row| is_unused(table, row)).collect();
    let is_shown = |row: &usize| !places.asked.unused.is_empty() || !unused[*row];
    let rows = || table.rows.iter().enumerate().filter(|(row, _)| is_shown(row));
    let mut reasons: Vec<&str> = Vec::new();
    for cell in rows().flat_map(|(_, row)| &row.cells) {
        if let Cell::Undefined(reason) = cell
            && !reasons.contains(&reason.as_str())
        {
            reasons.push(reason);
        }
    }
    let is_code = |row: &usize| unused[*row] && places.code(table, *row).is_some();
    let many = (0..table.rows.len()).filter(is_code).count();
    html! {
        div.scrolls #scrolls-agreement tabindex="0" role="region" aria-labelledby="title" {
            table.figures data-table=(table.name) {
                thead { tr {
                    @for (place, column) in table.columns.iter().enumerate() {
                        th scope="col" class=(align(column.kind)) data-column=(column.key) {
                            (column.heading)
                        }
                        @if place == 0 { th.says scope="col" { span.sr { "In words" } } }
                    }
                } }
                tbody {
                    @for (row, of) in rows() {
                        tr class={ "d" (of.depth) @if of.total { " total" } }
                            data-read[now == Some(row)] {
                            @for (column, cell) in of.cells.iter().enumerate() {
                                (cell_of(table, row, column, cell, places, &reasons))
                                @if column == 0 { (in_words(table, row, places, now)) }
                            }
                        }
                    }
                }
            }
        }
        @if many > 0 {
            p.hint {
                @if places.asked.unused.is_empty() {
                    (count(many, "code")) " that nobody used " @if many == 1 { "has" } @else { "have" } " no row. "
                    a data-stays href=(places.asked.address(places.study, &[("unused", "1")])) { "Show them, too" }
                } @else {
                    a data-stays href=(places.asked.address(places.study, &[("unused", "")])) { "Leave out codes that nobody used" }
                }
            }
        }
        @if !reasons.is_empty() {
            div.why {
                p { "Where a number does not exist:" }
                ol { @for reason in &reasons { li { (sentence(reason)) } } }
            }
        }
    }
}

/// Whether a row is of something that none of the coders used, which tells nothing of them.
fn is_unused(table: &Table, row: usize) -> bool {
    let of_coders =
        table.columns.iter().zip(&table.rows[row].cells).filter_map(|(of, cell)| {
            OF_CODER.iter().any(|begin| of.heading.starts_with(begin)).then_some(cell)
        });
    let cells: Vec<&Cell> = of_coders.collect();
    let is_none = |cell: &&Cell| **cell == Cell::Count(0);
    !table.rows[row].total && !cells.is_empty() && cells.iter().all(is_none)
}

/// What leads to a row read out.
fn in_words(table: &Table, row: usize, places: &Places<'_>, now: Option<usize>) -> Markup {
    let number = row.to_string();
    let name = table.rows[row].cells.first().and_then(Cell::words).unwrap_or_default();
    html! {
        td.says {
            a.says id={ "row-" (row) } data-stays
                href=(places.asked.address(places.study, &[("row", number.as_str())]))
                aria-current=[(now == Some(row)).then_some("true")] {
                "in words" span.sr { ": " (name) }
            }
        }
    }
}

fn cell_of(
    table: &Table,
    row: usize,
    column: usize,
    cell: &Cell,
    places: &Places<'_>,
    reasons: &[&str],
) -> Markup {
    let kind = table.columns[column].kind;
    let direction = (kind == Kind::Text).then_some("auto");
    let words = html! {
        @match cell {
            Cell::Empty => span.missing { "—" },
            Cell::Count(0) => span.zero title="0" { "·" span.sr { "0" } },
            Cell::Undefined(reason) => {
                @let number = reasons.iter().position(|known| known == reason).map_or(0, |at| at + 1);
                span.missing { "undefined" sup { (number) } }
            }
            cell => { (themata_report::cell_text(cell, kind)) }
        }
    };
    let words = match places.of(table, row, column) {
        Some(address) => html! { a href=(address) { (words) } },
        None => words,
    };
    html! {
        @if column == 0 {
            th scope="row" class=(align(kind)) dir=[direction] { (words) }
        } @else {
            td class=(align(kind)) dir=[direction] { (words) }
        }
    }
}

fn align(kind: Kind) -> &'static str {
    if kind == Kind::Text { "text" } else { "number" }
}
