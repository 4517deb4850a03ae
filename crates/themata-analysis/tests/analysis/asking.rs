//! Asking a fixture, and drawing the tables that come back.

use std::collections::BTreeMap;

use themata_analysis::{Cell, CooccurrenceOptions, CooccurrenceUnit, Layer, Level, Table};
use themata_codebook::CodeIndex;
use themata_model::{Asked, AttributeId, Query, Scope, Study, Theme, ThemeId};
use themata_testkit::Fixture;

/// What a query means in a fixture.
pub(crate) fn ask(fixture: &Fixture, query: &str) -> Asked {
    let turns =
        fixture.transcripts.iter().map(|(&id, text)| (id, text.turns.clone())).collect();
    let scope = Scope { study: &fixture.study, turns: &turns };
    let query = Query::parse(query).expect("a query");
    query.resolve(&fixture.study).expect("known names").ask(scope)
}

/// Everything in a study without speakers in the query.
pub(crate) fn ask_all(study: &Study) -> Asked {
    let scope = Scope { study, turns: &BTreeMap::new() };
    Query::all().resolve(study).expect("no names").ask(scope)
}

pub(crate) fn code(study: &Study, name: &str) -> CodeIndex {
    study.codebook.find(name).expect("a code of the outline")
}

pub(crate) fn attribute(study: &Study, name: &str) -> AttributeId {
    study.attribute_named(name).expect("an attribute of the fixture").id
}

/// Codes of one coder, nothing side by side.
pub(crate) fn codes_by(unit: CooccurrenceUnit) -> CooccurrenceOptions {
    CooccurrenceOptions { unit, layer: Layer::SameCoder, level: Level::Code, by: None }
}

/// A table as lines: keys, then rows, indented by depth, totals behind `=`.
pub(crate) fn draw(table: &Table) -> Vec<String> {
    let keys: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
    let mut lines = vec![keys.join(" | ")];
    for row in &table.rows {
        assert_eq!(row.cells.len(), keys.len(), "a cell for each column");
        let cells: Vec<String> = row.cells.iter().map(draw_cell).collect();
        let indent = "  ".repeat(usize::from(row.depth));
        let total = if row.total { "= " } else { "" };
        lines.push(format!("{indent}{total}{}", cells.join(" | ")));
    }
    lines
}

fn draw_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => format!("{number:.3}"),
        Cell::Undefined(reason) => format!("undefined: {reason}"),
    }
}

/// Themes of a study: titles with the names of their members.
pub(crate) fn themes_of(study: &Study, themes: &[(&str, &[&str])]) -> Vec<Theme> {
    let theme = |(id, (title, members)): (u32, &(&str, &[&str]))| Theme {
        id: ThemeId(id),
        title: (*title).to_owned(),
        statement: String::new(),
        members: members.iter().map(|name| code(study, name)).collect(),
        place: id,
        map_place: None,
        evidence: Vec::new(),
    };
    (1..).zip(themes).map(theme).collect()
}
