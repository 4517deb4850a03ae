use maud::{Markup, html};
use themata_project::{DocumentRow, DocumentSheet, SheetColumn};

use super::Asked;
use crate::pages::grouped;
use crate::pages::leading::{asking, excerpts, test};
use crate::studies::OpenStudy;

/// The sheet of documents as it is drawn.
pub(super) struct Rows<'a> {
    pub(super) sheet: &'a DocumentSheet,
    pub(super) study: &'a OpenStudy,
    pub(super) asked: &'a Asked,
}

/// The columns behind those of the attributes: key, heading, whether they hold figures.
const COUNTS: [(&str, &str, bool); 6] = [
    ("words", "Words", true),
    ("turns", "Turns", true),
    ("speakers", "Speakers", true),
    ("codings", "Codings", true),
    ("coders", "Coders", true),
    ("source", "Source", false),
];

impl Rows<'_> {
    pub(super) fn table(&self) -> Markup {
        html! {
            div.scrolls #sheet {
                table.figures.sheet data-edits="lead" role="grid" aria-label="Documents"
                    data-columns=(self.sheet.columns.len()) {
                    thead { tr {
                        (self.head("document", "Document", false, None))
                        @for column in &self.sheet.columns {
                            (self.head(
                                &format!("a{}", column.number),
                                &column.name,
                                column.kind == "number",
                                Some(column),
                            ))
                        }
                        @for (key, heading, figures) in COUNTS {
                            (self.head(key, heading, figures, None))
                        }
                    } }
                    tbody { @for row in &self.sheet.rows { (self.row(row)) } }
                }
            }
            p.definition {
                "Words by Unicode’s rules (UAX 29); codings are codes applied by a coder to an \
                 excerpt, without what machines propose."
            }
            p.hint {
                kbd { "Enter" } " edits a cell and saves it, " kbd { "Esc" } " leaves it as it \
                was, arrows move. A column that was copied from a spreadsheet fills downwards \
                from the cell where it is pasted. " kbd { "Del" } " empties a cell, or removes \
                the document or attribute that stands at the beginning."
            }
        }
    }

    fn head(
        &self,
        key: &str,
        name: &str,
        figures: bool,
        attribute: Option<&SheetColumn>,
    ) -> Markup {
        let down = format!("-{key}");
        let sorted = match self.asked.sort.as_str() {
            sort if sort == key => Some("ascending"),
            sort if sort == down => Some("descending"),
            _ => None,
        };
        let next = if sorted == Some("ascending") { &down } else { key };
        let path = format!("/s/{}/documents", self.study.word);
        let query = self.study.sought.numbered(&self.asked.q);
        html! {
            th scope="col" role="columnheader" id={ "h-" (key) } tabindex="-1" data-sort=(key)
                class=[figures.then_some("number")] aria-sort=[sorted]
                data-edit=[attribute.map(|_| "attribute")]
                data-attribute=[attribute.map(|column| column.number)]
                data-kind=[attribute.map(|column| column.kind)] data-value=(name) {
                a href=(asking(&path, &[("q", &query), ("sort", next)])) tabindex="-1"
                    data-stays { (name) }
                @if attribute.is_some() {
                    button.tool type="button" tabindex="-1" data-needs="lead"
                        aria-label={ "Rename or remove the attribute " (name) } { "⋯" }
                }
            }
        }
    }

    fn row(&self, row: &DocumentRow) -> Markup {
        let number = row.number;
        let read = format!("/s/{}/read/{number}", self.study.word);
        let coded = excerpts(self.study, &test("document", &row.name));
        let people = format!("/s/{}/people", self.study.word);
        html! {
            tr data-document=(number) {
                th scope="row" role="rowheader" id={ "d" (number) } tabindex="-1"
                    data-edit="document" data-value=(row.name) dir="auto" {
                    a href=(read) tabindex="-1" { (row.name) }
                    button.tool type="button" tabindex="-1" data-needs="lead"
                        aria-label={ "Rename or remove the document " (row.name) } { "⋯" }
                }
                @for (column, value) in self.sheet.columns.iter().zip(&row.values) {
                    @let value = value.as_ref().map(ToString::to_string).unwrap_or_default();
                    td.number[column.kind == "number"].short[is_short(&value)] role="gridcell"
                        id={ "v" (number) "-" (column.number) } tabindex="-1" dir="auto"
                        data-edit="value" data-value=(value) data-attribute=(column.number) {
                        (value)
                    }
                }
                (figure(number, "words", row.words, &read))
                (figure(number, "turns", row.turns, &read))
                (figure(number, "speakers", row.speakers, &people))
                (figure(number, "codings", row.codings, &coded))
                (figure(number, "coders", row.coders, &coded))
                td.source role="gridcell" id={ "d" (number) "-source" } tabindex="-1" dir="auto"
                    title=(row.source) {
                    (row.source)
                }
            }
        }
    }
}

/// Whether words are few enough to stand on one line.
fn is_short(words: &str) -> bool {
    words.chars().count() <= 24
}

/// A count that leads to what is counted; zero is a pale dot and leads nowhere.
fn figure(document: u32, key: &str, count: usize, address: &str) -> Markup {
    html! {
        td.number role="gridcell" id={ "d" (document) "-" (key) } tabindex="-1" {
            @if count == 0 {
                span.zero title="0" { "·" span.sr { "0" } }
            } @else {
                a href=(address) tabindex="-1" { (grouped(count)) }
            }
        }
    }
}
