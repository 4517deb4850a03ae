//! What occurring together is to mean: unit, distance, layer, level; and how a query says so.

use themata_project::behind::{Behind, Counted, all_of};
use themata_project::{CooccurrenceUnit, Distance, Layer, Level, Near};

use super::fields::Field;
use super::way::{View, one_of};

/// The word for the unit that needs a distance.
const NEAR: &str = "near";

const UNITS: [(&str, &str); 11] = [
    ("overlap", "excerpts that overlap"),
    ("excerpt", "the same excerpt"),
    ("sentence", "the same sentence"),
    ("paragraph", "the same paragraph"),
    ("turn", "the same turn"),
    (NEAR, "excerpts near each other"),
    ("stretch", "stretches that overlap"),
    ("character", "the same character"),
    ("document", "the same document"),
    ("case", "the same case"),
    ("site", "the same site"),
];

pub(super) const LAYERS: [(&str, &str); 3] = [
    ("same-coder", "one coder said both"),
    ("any-coder", "whoever said it"),
    ("consensus", "what was agreed on"),
];

pub(super) const LEVELS: [(&str, &str); 2] = [("code", "codes"), ("theme", "themes")];

/// The unit in which codes must meet.
pub(super) fn unit(view: &View<'_>, usual: CooccurrenceUnit) -> CooccurrenceUnit {
    match view.asked.get("unit") {
        NEAR => Distance::from_word(within(view)).map_or(usual, |within| {
            CooccurrenceUnit::Near(Near { within, ordered: view.asked.says("ordered") })
        }),
        word => CooccurrenceUnit::from_word(word).unwrap_or(usual),
    }
}

/// How near, as it is said.
fn within<'a>(view: &'a View<'_>) -> &'a str {
    match view.asked.get("within") {
        word if Distance::from_word(word).is_some() => word,
        _ => USUAL,
    }
}

const USUAL: &str = "20words";

pub(super) fn layer(view: &View<'_>, usual: Layer) -> Layer {
    one_of(&Layer::ALL, Layer::as_str, view.asked.get("layer"), usual)
}

pub(super) fn level(view: &View<'_>) -> Level {
    Level::from_word(view.asked.get("level")).unwrap_or(Level::Code)
}

/// The unit as a field, with what it needs beside it.
pub(super) fn unit_fields(
    view: &View<'_>,
    unit: CooccurrenceUnit,
    but_for: &[&str],
) -> Vec<Field> {
    let offered: Vec<(&str, &str)> =
        UNITS.into_iter().filter(|(word, _)| !but_for.contains(word)).collect();
    let mut fields = vec![Field::words("unit", "Together in", unit.as_str(), &offered)];
    match unit {
        CooccurrenceUnit::Near(near) => {
            fields.push(
                Field::text("within", "How near", within(view)).such_as("20words, 2sentences"),
            );
            fields.push(Field::yes("ordered", "in this order", near.ordered));
        }
        CooccurrenceUnit::Case(_) => {
            let (chosen, all) = (view.attribute("case"), view.behind.attributes());
            fields.push(Field::attribute(
                "case",
                "A case is",
                Some("case, or each document"),
                chosen.as_ref(),
                &all,
            ));
        }
        _ => (),
    }
    fields
}

/// Where people and the consensus are told apart above the figures, that is said once.
pub(super) fn layer_field(view: &View<'_>, layer: Layer) -> Field {
    let is_said = layer != Layer::Consensus && view.behind.whose().is_some();
    let offered: Vec<(&str, &str)> = LAYERS
        .into_iter()
        .filter(|(word, _)| !is_said || *word != Layer::Consensus.as_str())
        .collect();
    Field::words("layer", "Whose codings", layer.as_str(), &offered)
}

pub(super) fn level_field(level: Level) -> Field {
    Field::words("level", "Of", level.as_str(), &LEVELS)
}

/// The words for a unit as a command says them.
pub(super) fn unit_words(view: &View<'_>, unit: CooccurrenceUnit) -> String {
    match unit {
        CooccurrenceUnit::Near(near) => {
            let ordered = if near.ordered { " --ordered" } else { "" };
            format!(" --within {}{ordered}", within(view))
        }
        unit => format!(" --unit {}", unit.as_str()),
    }
}

/// What is counted under a name at a level.
pub(super) fn counted(level: Level, name: &str) -> Counted<'_> {
    match level {
        Level::Code => Counted::Code(name),
        Level::Theme => Counted::Theme(name),
    }
}

/// Whether the excerpts that are asked for come first or behind the others, if an order is asked.
#[derive(Clone, Copy)]
pub(super) enum Order {
    First,
    Behind,
}

/// How two lie to each other, as a query says it; `None` for units that no query can say.
fn relation(view: &View<'_>, unit: CooccurrenceUnit, way: Order) -> Option<String> {
    Some(match unit {
        CooccurrenceUnit::Overlap | CooccurrenceUnit::Stretch | CooccurrenceUnit::Character => {
            "OVERLAPS".to_owned()
        }
        CooccurrenceUnit::Excerpt => "EQUALS".to_owned(),
        CooccurrenceUnit::Sentence
        | CooccurrenceUnit::Paragraph
        | CooccurrenceUnit::Turn
        | CooccurrenceUnit::Document => format!("IN SAME {} AS", unit.as_str()),
        CooccurrenceUnit::Near(near) => {
            let word = match (near.ordered, way) {
                (false, _) => "NEAR",
                (true, Order::First) => "PRECEDES",
                (true, Order::Behind) => "FOLLOWS",
            };
            // In a query a distance in words is a number alone.
            let within = within(view);
            format!("{word}/{}", within.strip_suffix("words").unwrap_or(within))
        }
        CooccurrenceUnit::Case(_) | CooccurrenceUnit::Site => return None,
    })
}

/// The excerpts of one code that lie together with each of the others: what a number of units
/// with all of them is made of.
pub(super) fn together(
    view: &View<'_>,
    unit: CooccurrenceUnit,
    layer: Layer,
    (first, order): (Counted<'_>, Order),
    others: &[Counted<'_>],
) -> Option<String> {
    let behind = view.behind;
    let whole = |counted| whose(behind, layer, behind.of(counted)?);
    let left = whole(first)?;
    let others: Option<Vec<String>> = others.iter().map(|other| whole(*other)).collect();
    let others = others?;
    let Some(relation) = relation(view, unit, order) else {
        let mut either = vec![format!("({left})")];
        either.extend(others.iter().map(|other| format!("({other})")));
        return Some(format!("({})", either.join(" OR ")));
    };
    let met = |of: &str| {
        let left = all_of(&[&left, of]);
        let met = |other: &String| {
            let other = all_of(&[other, of]);
            format!("(({left}) {relation} ({other}))")
        };
        others.iter().map(met).collect::<Vec<_>>().join(" ")
    };
    // Codings are held against those of the same coder unless coders are named: then one
    // coder after the other is.
    match (layer, behind.each_coder()) {
        (Layer::SameCoder, Some(coders)) => {
            let each: Vec<String> = coders.iter().map(|of| format!("({})", met(of))).collect();
            (!each.is_empty()).then(|| format!("({})", each.join(" OR ")))
        }
        (Layer::SameCoder | Layer::Consensus, _) => Some(met("")),
        (Layer::AnyCoder, _) => {
            let met = |other: &String| {
                let other = all_of(&[other, &behind.anyone()]);
                format!("(({left}) {relation} ({other}))")
            };
            Some(others.iter().map(met).collect::<Vec<_>>().join(" "))
        }
    }
}

/// The excerpts of one code that lie together with none of another, whoever coded either;
/// `None` for units that no query can say.
pub(super) fn apart(
    view: &View<'_>,
    unit: CooccurrenceUnit,
    first: Counted<'_>,
    other: Counted<'_>,
) -> Option<String> {
    let behind = view.behind;
    let relation = relation(view, unit, Order::First)?;
    let (left, other) = (behind.of(first)?, behind.of(other)?);
    let other = all_of(&[&other, &behind.anyone()]);
    Some(format!("(({left}) NOT {relation} ({other}))"))
}

/// A query over the codings of a layer; `None` if nothing was agreed on.
pub(super) fn whose(behind: &Behind, layer: Layer, query: String) -> Option<String> {
    match layer {
        Layer::Consensus => Some(all_of(&[&query, &behind.consensus()?])),
        Layer::SameCoder | Layer::AnyCoder => Some(query),
    }
}
