use themata_project::behind::all_of;
use themata_project::plot::{PlotKind, SaturationPlot};
use themata_project::{Failure, Project, SaturationQuestion, SaturationShape, Table};

use super::axes::{Axis, Line, Lines, name};
use super::fields::{Field, attributes};
use super::pairs::{level, level_field};
use super::way::{Lead, Leads, View, Way};
use crate::pages::leaving::quoted;

/// Up to which document new codes came up.
pub(super) struct Saturation;

const SHAPES: [(&str, &str); 3] = [
    ("", "each document"),
    ("summary", "a summary"),
    ("points", "where random orders reach it"),
];

const ORDERS: [(&str, &str); 4] =
    [("", "none"), ("100", "100"), ("1000", "1000"), ("10000", "10 000")];

fn order(view: &View<'_>) -> String {
    match (view.asked.get("order"), view.attribute("order")) {
        ("document", _) => "document".to_owned(),
        (_, Some(attribute)) => attribute.name,
        _ => "import".to_owned(),
    }
}

/// In how many random orders; where they reach saturation is known of some only.
fn orders(view: &View<'_>) -> usize {
    let usual = if view.asked.get("shape") == "points" { 1000 } else { 0 };
    view.asked.number("orders", usual, 10_000)
}

fn percent(view: &View<'_>) -> usize {
    view.asked.number("percent", 5, 100)
}

impl Way for Saturation {
    fn word(&self) -> &'static str {
        "saturation"
    }

    fn name(&self) -> &'static str {
        "Saturation"
    }

    fn says(&self) -> &'static str {
        "New codes document by document, and where few new ones came up."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let (group, all) = (view.group(), view.behind.attributes());
        let mut choices = vec![
            ("".to_owned(), "as imported".to_owned()),
            ("document".to_owned(), "by name".to_owned()),
        ];
        choices.extend(attributes(&all).map(|(value, name)| (value, format!("by {name}"))));
        let chosen = match view.attribute("order") {
            Some(attribute) => format!("a{}", attribute.number),
            None => view.asked.get("order").to_owned(),
        };
        let none = Some("all together");
        vec![
            Field::choice("order", "Order of documents", chosen, choices),
            level_field(level(view)),
            Field::number("base", "Base", view.asked.number("base", 4, 999), (1, 999)),
            Field::number("run", "Run", view.asked.number("run", 2, 999), (1, 999)),
            Field::number("percent", "New at most, %", percent(view), (0, 100)),
            Field::attribute("group", "Each value of", none, group.as_ref(), &all),
            Field::words("orders", "Random orders", &shown(orders(view)), &ORDERS),
            Field::words("shape", "Shown as", view.asked.get("shape"), &SHAPES),
        ]
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        project.saturation(&SaturationQuestion {
            query: view.behind.query().to_owned(),
            order: order(view),
            level: level(view),
            base: view.asked.number("base", 4, 999),
            run: view.asked.number("run", 2, 999),
            threshold: percent(view) as f64 / 100.0,
            by: view.group().map(|it| it.name),
            permutations: orders(view),
            seed: 1,
            shape: match view.asked.get("shape") {
                "summary" => SaturationShape::Summary,
                "points" => SaturationShape::Points,
                _ => SaturationShape::Positions,
            },
        })
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        Some(PlotKind::Saturation(SaturationPlot {
            order: order(view),
            base: view.asked.number("base", 4, 999),
            run: view.asked.number("run", 2, 999),
            threshold: percent(view) as f64 / 100.0,
            permutations: orders(view),
            seed: 1,
            by: view.group().map(|it| it.name),
        }))
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let groups = view.group().map(|it| Lines::of(view.behind, Axis::Attribute(it.name)));
        let documents = Lines::of(view.behind, Axis::Document);
        let document = table.columns.iter().position(|column| column.key == "document");
        Box::new(move |row, column| {
            let cells = &table.rows[row].cells;
            let key = table.columns[column].key.as_str();
            let term = |line: Option<Line>| match line {
                Some(Line::Term(term)) => term,
                _ => String::new(),
            };
            let group = groups.as_ref().map(|groups| groups.line(name(cells.first())));
            let group = term(group.flatten());
            // What was coded in the document, or in all that a row is about.
            let within = match (document, key) {
                (Some(at), "codes" | "new" | "document") => {
                    term(documents.line(name(cells.get(at))))
                }
                (Some(_), "cumulative" | "in_run") => group,
                (None, "documents" | "codes" | "base_codes") => group,
                _ => return None,
            };
            Some(Lead::Excerpts(all_of(&[view.behind.query(), &within])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let shape = match view.asked.get("shape") {
            "summary" => " --summary",
            "points" => " --points",
            _ => "",
        };
        format!(
            "saturation --order {} --level {} --base {} --run {} --threshold {} \
             --permutations {}{}{shape}",
            quoted(&order(view).to_string()),
            level(view).as_str(),
            view.asked.number("base", 4, 999),
            view.asked.number("run", 2, 999),
            percent(view) as f64 / 100.0,
            orders(view),
            view.by(),
        )
    }
}

fn shown(orders: usize) -> String {
    if orders == 0 { String::new() } else { orders.to_string() }
}
