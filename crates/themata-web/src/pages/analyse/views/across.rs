use themata_project::behind::{Numbered, all_of};
use themata_project::plot::{ForestPlot, PlotKind};
use themata_project::{
    AcrossQuestion, CooccurrenceUnit, Failure, Layer, Level, Project, Table,
};

use super::axes::{Axis, Line, Lines, name};
use super::fields::Field;
use super::pairs::{
    Order, apart, counted, level, level_field, together, unit, unit_fields, unit_words,
};
use super::way::{Lead, Leads, View, Way};
use crate::pages::leaving::quoted;

/// Whether codes that occur together do so at every site.
pub(super) struct Across;

/// The codes or themes of which a pair can be chosen, by their numbers.
pub(super) fn numbered(view: &View<'_>) -> Vec<Numbered> {
    match level(view) {
        Level::Code => view.behind.codes_by_number(),
        Level::Theme => {
            let themes = (1..).zip(&view.behind.names.themes);
            themes.map(|(number, name)| Numbered { number, name: name.clone() }).collect()
        }
    }
}

/// The pair that is chosen.
fn pair(view: &View<'_>) -> Option<[String; 2]> {
    let all = numbered(view);
    let named = |parameter: &str| {
        let number: u32 = view.asked.get(parameter).parse().ok()?;
        Some(all.iter().find(|it| it.number == number)?.name.clone())
    };
    Some([named("a")?, named("b")?])
}

/// What the strata are: sites unless something else is said.
fn strata(view: &View<'_>) -> Option<Numbered> {
    let first = || view.behind.attributes().into_iter().next();
    view.group().or_else(|| view.behind.site()).or_else(first)
}

fn unit_of(view: &View<'_>) -> CooccurrenceUnit {
    match unit(view, CooccurrenceUnit::Turn) {
        CooccurrenceUnit::Overlap | CooccurrenceUnit::Near(_) | CooccurrenceUnit::Stretch => {
            CooccurrenceUnit::Turn
        }
        unit => unit,
    }
}

impl Way for Across {
    fn word(&self) -> &'static str {
        "across"
    }

    fn name(&self) -> &'static str {
        "Across sites"
    }

    fn says(&self) -> &'static str {
        "Whether codes that occur together do so at every site, or in every value of another \
         attribute: where they are absent together, and where it is the other way round. That needs \
         units which have both codes, one or neither: turns if nothing else is chosen, whoever \
         coded them. Excerpts that overlap, which Co-occurrence counts, have no such number."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let (strata, all) = (strata(view), view.behind.attributes());
        let mut fields = vec![Field::attribute("group", "Across", None, strata.as_ref(), &all)];
        fields.extend(unit_fields(
            view,
            unit_of(view),
            &["overlap", "near", "stretch", "case"],
        ));
        fields.push(level_field(level(view)));
        let mut offered = vec![(String::new(), "every pair".to_owned())];
        offered.extend(numbered(view).into_iter().map(|it| (it.number.to_string(), it.name)));
        fields.push(Field::choice("a", "First", view.asked.get("a"), offered.clone()));
        fields.push(Field::choice("b", "Second", view.asked.get("b"), offered));
        fields
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let Some(strata) = strata(view) else {
            return Err(Failure::nothing("the documents have no attribute to compare across")
                .hint("attributes are made and filled on the page Documents"));
        };
        let question = AcrossQuestion {
            query: view.behind.query().to_owned(),
            unit: unit_of(view),
            layer: Layer::AnyCoder,
            level: level(view),
            across: strata.name,
            pair: pair(view),
        };
        let mut table = project.cooccurrence_across(&question)?;
        if question.pair.is_none() {
            // What is told of one pair on its own page would hide the names of the strata here.
            for key in [
                "odds_ratio_pooled",
                "chi_squared",
                "chi_squared_corrected",
                "p_corrected",
                "chi_squared_difference",
                "q",
                "degrees",
                "strata_corrected",
            ] {
                table.drop_column(key);
            }
        }
        Ok(table)
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        Some(PlotKind::Forest(ForestPlot {
            pair: pair(view)?,
            across: strata(view)?.name,
            unit: unit_of(view),
            layer: Layer::AnyCoder,
            level: level(view),
        }))
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        match pair(view) {
            Some(pair) => of_strata(view, table, pair),
            None => of_pairs(view, table),
        }
    }

    fn command(&self, view: &View<'_>) -> String {
        let across = strata(view).map_or(String::new(), |it| it.name);
        let pair = pair(view)
            .map_or(String::new(), |[a, b]| format!(" --pair {} {}", quoted(&a), quoted(&b)));
        format!(
            "cooccurrence{} --level {} --across {}{pair}",
            unit_words(view, unit_of(view)),
            level(view).as_str(),
            quoted(&across),
        )
    }
}

fn met(view: &View<'_>, first: &str, second: &str) -> Option<String> {
    let level = level(view);
    let others = [counted(level, second)];
    together(
        view,
        unit_of(view),
        Layer::AnyCoder,
        (counted(level, first), Order::First),
        &others,
    )
}

/// A pair leads to its own page, its number to the excerpts.
fn of_pairs<'a>(view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
    let numbered = numbered(view);
    Box::new(move |row, column| {
        let cells = &table.rows[row].cells;
        let (first, second) = (name(cells.first()), name(cells.get(1)));
        if table.columns[column].key == "n12" {
            return Lead::to(met(view, first, second));
        }
        let number = |name: &str| {
            let found = numbered.iter().find(|it| it.name == name)?;
            Some(found.number.to_string())
        };
        let (a, b) = (number(first)?, number(second)?);
        Some(Lead::Way("across", view.asked.with(&[("a", &a), ("b", &b), ("every", "")])))
    })
}

/// The excerpts behind the numbers of one pair, stratum by stratum.
fn of_strata<'a>(view: &'a View<'a>, table: &'a Table, pair: [String; 2]) -> Leads<'a> {
    let groups = strata(view).map(|it| Lines::of(view.behind, Axis::Attribute(it.name)));
    let level = level(view);
    let one = |name| counted(level, name);
    let without = |first, other| apart(view, unit_of(view), one(first), one(other));
    let (first, second) = (pair[0].as_str(), pair[1].as_str());
    let queries = [met(view, first, second), without(first, second), without(second, first)];
    Box::new(move |row, column| {
        let of_row = &table.rows[row];
        let stratum = match of_row.total {
            true => String::new(),
            false => match groups.as_ref()?.line(name(of_row.cells.first()))? {
                Line::Term(term) => term,
                _ => return None,
            },
        };
        let query = match table.columns[column].key.as_str() {
            "a" => queries[0].clone()?,
            "b" => queries[1].clone()?,
            "c" => queries[2].clone()?,
            "documents" | "stratum" => view.behind.query().to_owned(),
            _ => return None,
        };
        Some(Lead::Excerpts(all_of(&[&query, &stratum])))
    })
}
