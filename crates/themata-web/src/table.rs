//! Tables on pages.

use maud::{Markup, html};
use themata_project::{Cell, Kind, Table};

/// Where a cell leads, by its row and the key of its column.
pub(crate) type Links<'a> = &'a dyn Fn(usize, &str) -> Option<String>;

/// A table with its definition under it.
pub(crate) fn table(table: &Table, links: Links<'_>) -> Markup {
    html! {
        div.scrolls tabindex="0" role="region" aria-label=(table.title) {
            table.figures data-table=(table.name) {
                thead { tr {
                    @for column in &table.columns {
                        th scope="col" class=(align(column.kind)) data-column=(column.key)
                            title=[Some(&column.definition).filter(|said| !said.is_empty())] {
                            (column.heading)
                        }
                    }
                } }
                tbody {
                    @for (place, row) in table.rows.iter().enumerate() {
                        tr class={ "d" (row.depth) @if row.total { " total" } } {
                            @for (column, cell) in table.columns.iter().zip(&row.cells) {
                                td class=(align(column.kind)) dir=[is_words(column.kind).then_some("auto")] {
                                    @match links(place, &column.key) {
                                        Some(address) => { a href=(address) { (drawn(cell, column.kind)) } }
                                        None => { (drawn(cell, column.kind)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        p.definition { (table.whole_definition()) }
        @for remark in &table.remarks { p.remark { (remark) } }
    }
}

fn is_words(kind: Kind) -> bool {
    matches!(kind, Kind::Text | Kind::Passage | Kind::Before | Kind::After)
}

fn align(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::After => "text",
        Kind::Passage => "passage",
        Kind::Before => "before",
        Kind::Count | Kind::Rate | Kind::Chance | Kind::Share | Kind::Measure => "number",
    }
}

/// A cell: zero is a pale dot, nothing is a dash, and they are never the same.
fn drawn(cell: &Cell, kind: Kind) -> Markup {
    html! {
        @match cell {
            Cell::Empty => { span.missing { "—" } }
            Cell::Undefined(reason) => { span.missing title=(reason) { "—" } }
            Cell::Count(0) => { span.zero title="0" { "·" span.sr { "0" } } }
            _ => { (themata_report::cell_text(cell, kind)) }
        }
    }
}
