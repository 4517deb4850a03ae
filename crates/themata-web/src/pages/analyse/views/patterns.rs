use themata_project::behind::Counted;
use themata_project::plot::PlotKind;
use themata_project::{
    CooccurrenceUnit, Failure, Layer, PatternQuestion, PatternUnit, Project, Table,
};

use super::axes::name;
use super::fields::{Field, attributes};
use super::pairs::{Order, counted, layer, layer_field, level, level_field, together};
use super::way::{Lead, Leads, View, Way};
use crate::pages::leaving::quoted;

/// Which sets of codes are used together.
pub(super) struct Patterns;

/// So many sets are listed unless all are wanted.
const MOST: usize = 100;

fn unit(view: &View<'_>) -> String {
    match view.attribute("unit") {
        Some(attribute) => attribute.name,
        None => match PatternUnit::from_word(view.asked.get("unit")) {
            Some(unit) => unit.as_str().to_owned(),
            None => PatternUnit::Excerpt.as_str().to_owned(),
        },
    }
}

fn size<'a>(view: &'a View<'_>) -> &'a str {
    match view.asked.get("size") {
        "" => "3..",
        size => size,
    }
}

impl Way for Patterns {
    fn word(&self) -> &'static str {
        "patterns"
    }

    fn name(&self) -> &'static str {
        "Patterns"
    }

    fn says(&self) -> &'static str {
        "Which sets of codes are used together, and on how many units they are all that is there."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let all = view.behind.attributes();
        let mut units: Vec<(String, String)> = PatternUnit::ALL
            .iter()
            .map(|unit| (unit.as_str().to_owned(), format!("the same {}", unit.as_str())))
            .collect();
        units.extend(attributes(&all).map(|(value, name)| (value, format!("the same {name}"))));
        let chosen = match view.attribute("unit") {
            Some(attribute) => format!("a{}", attribute.number),
            None => unit(view),
        };
        vec![
            Field::choice("unit", "Together in", chosen, units),
            layer_field(view, layer(view, Layer::SameCoder)),
            level_field(level(view)),
            Field::text("size", "How many", size(view)).such_as("3, 3.., 2..4"),
            Field::number(
                "least",
                "On at least",
                view.asked.number("least", 1, 9999),
                (1, 9999),
            ),
            Field::yes("exact", "only sets that are all of a unit", view.asked.says("exact")),
        ]
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        project.patterns(&PatternQuestion {
            query: view.behind.query().to_owned(),
            unit: unit(view),
            layer: layer(view, Layer::SameCoder),
            level: level(view),
            size: size(view).to_owned(),
            at_least: view.asked.number("least", 1, 9999) as u64,
            only_exact: view.asked.says("exact"),
            most: if view.asked.says("every") { usize::MAX } else { MOST },
        })
    }

    fn picture(&self, _: &View<'_>) -> Option<PlotKind> {
        None
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let unit = match unit(view).as_str() {
            "excerpt" => CooccurrenceUnit::Excerpt,
            word => CooccurrenceUnit::from_word(word).unwrap_or(CooccurrenceUnit::Case(None)),
        };
        let level = level(view);
        let names: Vec<String> = match level {
            themata_project::Level::Code => {
                view.behind.names.codes.iter().map(|code| code.name.clone()).collect()
            }
            themata_project::Level::Theme => view.behind.names.themes.clone(),
        };
        Box::new(move |row, column| {
            let set = members(name(table.rows[row].cells.first()), &names)?;
            let set: Vec<Counted<'_>> = set.into_iter().map(|it| counted(level, it)).collect();
            let (first, others) = set.split_first()?;
            let layer = layer(view, Layer::SameCoder);
            let all = match others.is_empty() {
                true => view.behind.of(*first)?,
                false => together(view, unit, layer, (*first, Order::First), others)?,
            };
            let is_exact = table.columns[column].key == "exactly";
            Some(Lead::Excerpts(match (is_exact, unit) {
                (true, CooccurrenceUnit::Excerpt) => {
                    without(view, layer, &all, view.behind.others_than(&set))
                }
                _ => all,
            }))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let exact = if view.asked.says("exact") { " --exact" } else { "" };
        format!(
            "patterns --unit {} --layer {} --level {} --size {} --at-least {}{exact}",
            quoted(unit(view).as_str()),
            layer(view, Layer::SameCoder).as_str(),
            level(view).as_str(),
            size(view),
            view.asked.number("least", 1, 9999),
        )
    }
}

/// The excerpts that carry no other codes.
fn without(view: &View<'_>, layer: Layer, all: &str, others: Option<String>) -> String {
    match others {
        None => all.to_owned(),
        Some(others) if layer == Layer::AnyCoder => {
            format!(
                "{all} NOT {others} (({all}) NOT EQUALS ({others} {}))",
                view.behind.anyone()
            )
        }
        Some(others) => format!("{all} NOT {others}"),
    }
}

/// The names in `a + b + c`, which may hold such signs themselves.
fn members<'a>(set: &str, names: &'a [String]) -> Option<Vec<&'a str>> {
    if set.is_empty() {
        return Some(Vec::new());
    }
    for name in names {
        let Some(rest) = set.strip_prefix(name.as_str()) else { continue };
        let rest = match rest.strip_prefix(" + ") {
            Some(rest) => rest,
            None if rest.is_empty() => "",
            None => continue,
        };
        if let Some(others) = members(rest, names) {
            return Some([vec![name.as_str()], others].concat());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::members;

    #[test]
    fn names_that_hold_signs_are_told_apart() {
        let names = ["a", "a + b", "c", "b"].map(str::to_owned);
        assert_eq!(members("a + b + c", &names), Some(vec!["a", "b", "c"]));
        let names = ["a + b", "c"].map(str::to_owned);
        assert_eq!(members("a + b + c", &names), Some(vec!["a + b", "c"]));
        assert_eq!(members("a + d", &names), None);
    }
}
