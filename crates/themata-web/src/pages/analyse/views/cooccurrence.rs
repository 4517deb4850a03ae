use themata_project::plot::{HeatmapPlot, NetworkPlot, PlotCoefficient, PlotKind};
use themata_project::{
    CooccurrenceQuestion, CooccurrenceShape, CooccurrenceUnit, Failure, Layer, MatrixValue,
    Project, Table,
};

use super::asked::Asked;
use super::axes::{Axis, Line, Lines, name};
use super::fields::Field;
use super::pairs::{
    Order, counted, layer, layer_field, level, level_field, together, unit, unit_fields,
    unit_words, whose,
};
use super::way::{Lead, Leads, View, Way, one_of};
use crate::pages::leaving::quoted;
use themata_project::behind::all_of;

/// Which codes occur together.
pub(super) struct Cooccurrence;

const SHAPES: [(&str, &str); 7] = [
    ("", "a list of pairs"),
    ("strongest", "the strongest pairs"),
    ("every", "every pair there could be"),
    ("matrix", "a matrix of numbers"),
    ("jaccard", "a matrix of Jaccard’s index"),
    ("share", "a matrix of shares of the row"),
    ("events", "numbers alone"),
];

/// How many of the strongest pairs are listed.
const STRONGEST: usize = 20;

fn shape(view: &View<'_>) -> CooccurrenceShape {
    match view.asked.get("shape") {
        "strongest" => CooccurrenceShape::Strongest(STRONGEST),
        "every" => CooccurrenceShape::EveryPair,
        "matrix" => CooccurrenceShape::Matrix(MatrixValue::Count),
        "jaccard" => CooccurrenceShape::Matrix(MatrixValue::Jaccard),
        "share" => CooccurrenceShape::Matrix(MatrixValue::ShareOfRow),
        "events" if overlaps(view) => CooccurrenceShape::Events,
        _ => CooccurrenceShape::Pairs,
    }
}

fn overlaps(view: &View<'_>) -> bool {
    unit(view, CooccurrenceUnit::Overlap) == CooccurrenceUnit::Overlap
}

fn is_matrix(view: &View<'_>) -> bool {
    matches!(shape(view), CooccurrenceShape::Matrix(_))
}

/// Coefficients are asked for and there are any: of units that carry a code or do not.
fn coefficients(view: &View<'_>) -> bool {
    view.asked.says("coefficients") && unit(view, CooccurrenceUnit::Overlap).is_set_unit()
}

/// Coefficients put each unit into one cell, which takes all coders as one.
fn whose_codings(view: &View<'_>) -> Layer {
    match layer(view, Layer::SameCoder) {
        Layer::SameCoder if coefficients(view) => Layer::AnyCoder,
        layer => layer,
    }
}

fn coefficient(view: &View<'_>) -> PlotCoefficient {
    let said = view.asked.get("drawn");
    one_of(&PlotCoefficient::ALL, PlotCoefficient::as_str, said, PlotCoefficient::default())
}

impl Way for Cooccurrence {
    fn word(&self) -> &'static str {
        "cooccurrence"
    }

    fn name(&self) -> &'static str {
        "Co-occurrence"
    }

    fn says(&self) -> &'static str {
        "Which codes occur together, how often, and in how many documents and sites."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let mut fields = unit_fields(view, unit(view, CooccurrenceUnit::Overlap), &[]);
        fields.push(layer_field(view, whose_codings(view)));
        fields.push(level_field(level(view)));
        // Events alone are counted of excerpts that overlap.
        let shapes = if overlaps(view) { &SHAPES[..] } else { &SHAPES[..SHAPES.len() - 1] };
        fields.push(Field::words("shape", "Shown as", view.asked.get("shape"), shapes));
        if !is_matrix(view) {
            let (group, all) = (view.group(), view.behind.attributes());
            let none = Some("nothing");
            fields.push(Field::attribute("group", "Side by side", none, group.as_ref(), &all));
            if unit(view, CooccurrenceUnit::Overlap).is_set_unit() {
                let words = "coefficients of association";
                fields.push(Field::yes("coefficients", words, coefficients(view)));
            }
        }
        let pictures = [("", "shaded cells"), ("network", "a network")];
        fields.push(Field::words("picture", "Picture", view.asked.get("picture"), &pictures));
        let drawn = PlotCoefficient::ALL.map(|it| (it.as_str(), it.as_str()));
        fields.push(Field::words("drawn", "Drawn by", coefficient(view).as_str(), &drawn));
        fields
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let question = CooccurrenceQuestion {
            query: view.behind.query().to_owned(),
            unit: unit(view, CooccurrenceUnit::Overlap),
            case_attribute: view.attribute("case").map(|it| it.name),
            layer: whose_codings(view),
            level: level(view),
            by: view.group().filter(|_| !is_matrix(view)).map(|it| it.name),
            coefficients: coefficients(view) && !is_matrix(view),
            shape: shape(view),
        };
        project.cooccurrence(&question)
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        let (coefficient, unit) = (coefficient(view), unit(view, CooccurrenceUnit::Overlap));
        let layer = whose_codings(view);
        // Pictures know no cases but documents.
        if view.attribute("case").is_some() {
            return None;
        }
        Some(match view.asked.get("picture") {
            "network" => {
                PlotKind::Network(NetworkPlot { coefficient, unit, layer, top: None, seed: 1 })
            }
            _ => {
                let level = level(view);
                PlotKind::Heatmap(HeatmapPlot::Together { coefficient, unit, layer, level })
            }
        })
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        if is_matrix(view) { in_matrix(view, table) } else { in_list(view, table) }
    }

    fn command(&self, view: &View<'_>) -> String {
        let shape = match shape(view) {
            CooccurrenceShape::Pairs => String::new(),
            CooccurrenceShape::EveryPair => " --every-pair".to_owned(),
            CooccurrenceShape::Strongest(number) => format!(" --strongest {number}"),
            CooccurrenceShape::Matrix(value) => format!(" --matrix {}", value.as_str()),
            CooccurrenceShape::Events => " --events".to_owned(),
        };
        let case = view.attribute("case");
        let case =
            case.map_or(String::new(), |it| format!(" --case-attribute {}", quoted(&it.name)));
        let coefficients = if coefficients(view) { " --coefficients" } else { "" };
        format!(
            "cooccurrence{}{case} --layer {} --level {}{}{shape}{coefficients}",
            unit_words(view, unit(view, CooccurrenceUnit::Overlap)),
            whose_codings(view).as_str(),
            level(view).as_str(),
            view.by(),
        )
    }
}

/// The excerpts of the first that lie together with the second.
fn met(view: &View<'_>, first: &str, second: &str, order: Order) -> Option<String> {
    let (unit, layer) = (unit(view, CooccurrenceUnit::Overlap), whose_codings(view));
    let level = level(view);
    together(view, unit, layer, (counted(level, first), order), &[counted(level, second)])
}

fn in_matrix<'a>(view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
    Box::new(move |row, column| {
        let first = name(table.rows[row].cells.first());
        match column {
            0 => Lead::to(of_one(view, first)),
            _ => Lead::to(met(view, first, &table.columns[column].heading, Order::First)),
        }
    })
}

/// The excerpts of one code or theme.
fn of_one(view: &View<'_>, name: &str) -> Option<String> {
    let query = view.behind.of(counted(level(view), name))?;
    whose(view.behind, whose_codings(view), query)
}

fn in_list<'a>(view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
    let groups = view.group().map(|it| Lines::of(view.behind, Axis::Attribute(it.name)));
    Box::new(move |row, column| {
        let cells = &table.rows[row].cells;
        let (first, second) = (name(cells.first()), name(cells.get(1)));
        let heading = &table.columns[column].heading;
        match table.columns[column].key.as_str() {
            "code_1" | "code_2" => {
                across(view, first, second).map(|asked| Lead::Way("across", asked))
            }
            "n1" => Lead::to(of_one(view, first)),
            "n2" => Lead::to(of_one(view, second)),
            "n" => Some(Lead::Excerpts(view.behind.query().to_owned())),
            "n2_meeting_1" => Lead::to(met(view, second, first, Order::Behind)),
            "c_remark" => None,
            _ => {
                let both = met(view, first, second, Order::First)?;
                let group = groups.as_ref().and_then(|groups| groups.line(heading));
                Some(Lead::Excerpts(match group {
                    Some(Line::Term(term)) => all_of(&[&both, &term]),
                    _ => both,
                }))
            }
        }
    })
}

/// The same pair, site by site.
fn across(view: &View<'_>, first: &str, second: &str) -> Option<Asked> {
    let numbered = super::across::numbered(view);
    let number = |name: &str| {
        let found = numbered.iter().find(|it| it.name == name)?;
        Some(found.number.to_string())
    };
    let (a, b) = (number(first)?, number(second)?);
    let mut changes = vec![("a", a.as_str()), ("b", b.as_str()), ("shape", ""), ("layer", "")];
    // Excerpts that overlap make no units of which some have neither code.
    if overlaps(view) {
        changes.push(("unit", ""));
    }
    for gone in ["picture", "drawn", "coefficients", "every"] {
        changes.push((gone, ""));
    }
    Some(view.asked.with(&changes))
}
