//! What the rows and columns of a table say, as parts of a query.

use std::collections::BTreeMap;

use themata_project::Cell;
use themata_project::behind::{Behind, Counted, all_of};

use super::way::View;

/// What rows or columns are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Code { with_subcodes: bool },
    Theme,
    Document,
    Speaker,
    Coder,
    Valence,
    Attribute(String),
}

/// What a line says: which codes it counts, or what else must hold.
pub(super) enum Line {
    /// The whole query narrowed to some codes.
    Codes(String),
    /// A term.
    Term(String),
    /// Nothing more than the query.
    All,
}

impl Axis {
    /// What a word in an address means; an attribute stands there by its number.
    pub(super) fn of(view: &View<'_>, parameter: &str, with_subcodes: bool) -> Option<Axis> {
        Some(match view.asked.get(parameter) {
            "code" => Axis::Code { with_subcodes },
            "theme" => Axis::Theme,
            "document" => Axis::Document,
            "speaker" => Axis::Speaker,
            "coder" => Axis::Coder,
            "valence" => Axis::Valence,
            _ => Axis::Attribute(view.attribute(parameter)?.name),
        })
    }

    /// The word for it in a question.
    pub(super) fn word(&self) -> String {
        match self {
            Axis::Code { .. } => "code".to_owned(),
            Axis::Theme => "theme".to_owned(),
            Axis::Document => "document".to_owned(),
            Axis::Speaker => "speaker".to_owned(),
            Axis::Coder => "coder".to_owned(),
            Axis::Valence => "valence".to_owned(),
            Axis::Attribute(name) => format!("attribute:{name}"),
        }
    }
}

/// The lines of an axis, by what they are called where they are rows or columns.
pub(super) struct Lines<'a> {
    behind: &'a Behind,
    axis: Axis,
    /// Of an attribute: the terms by what a row and by what a column is called.
    groups: BTreeMap<String, String>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(behind: &'a Behind, axis: Axis) -> Lines<'a> {
        let mut groups = BTreeMap::new();
        if let Axis::Attribute(name) = &axis {
            for (value, term) in behind.groups(name) {
                match value {
                    Some(value) => {
                        groups.insert(format!("{name} {value}"), term.clone());
                        groups.entry(value).or_insert(term);
                    }
                    None => {
                        groups.insert(format!("no {name}"), term);
                    }
                }
            }
        }
        Lines { behind, axis, groups }
    }

    pub(super) fn line(&self, name: &str) -> Option<Line> {
        let behind = self.behind;
        let codes = |counted| behind.of(counted).map(Line::Codes);
        let term = |what: &str| Some(Line::Term(crate::pages::leading::test(what, name)));
        match &self.axis {
            Axis::Code { with_subcodes: true } => codes(Counted::WithSubcodes(name)),
            Axis::Code { with_subcodes: false } => codes(Counted::Code(name)),
            Axis::Theme => codes(Counted::Theme(name)),
            Axis::Document => term("document"),
            Axis::Coder => term("coder"),
            Axis::Speaker if name == "no speaker" => {
                Some(behind.speaker(None).map_or(Line::All, Line::Term))
            }
            Axis::Speaker => behind.speaker(Some(name)).map(Line::Term),
            Axis::Valence => {
                let word = if name == "left open" { "none" } else { name };
                Some(Line::Term(format!("valence:{word}")))
            }
            Axis::Attribute(_) => self.groups.get(name).cloned().map(Line::Term),
        }
    }
}

/// The query that means what lies in several lines at once, and besides them.
pub(super) fn crossed(behind: &Behind, lines: Vec<Line>, besides: &[&str]) -> String {
    let mut whole = behind.query().to_owned();
    let mut terms: Vec<String> = Vec::new();
    for line in lines {
        match line {
            Line::Codes(query) => whole = query,
            Line::Term(term) => terms.push(term),
            Line::All => (),
        }
    }
    let mut parts = vec![whole.as_str()];
    parts.extend(terms.iter().map(String::as_str));
    parts.extend(besides);
    all_of(&parts)
}

/// The words of a cell; none for a number.
pub(super) fn name(cell: Option<&Cell>) -> &str {
    match cell {
        Some(Cell::Text(name)) => name,
        _ => "",
    }
}
