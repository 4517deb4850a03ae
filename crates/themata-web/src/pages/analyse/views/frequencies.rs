use themata_project::behind::Counted;
use themata_project::plot::{BarsPlot, MultiplesMeasure, MultiplesPlot, PlotKind};
use themata_project::{Failure, FrequencyMeasure, FrequencyQuestion, Level, Project, Table};

use super::axes::{Axis, Line, Lines, crossed, name};
use super::fields::Field;
use super::pairs::{LEVELS, level};
use super::way::{Lead, Leads, View, Way, one_of};

/// How often each theme and code was used.
pub(super) struct Frequencies;

const PARTS: [(&str, &str); 3] =
    [("", "whole"), ("valence", "barriers and facilitators"), ("coder", "coders")];

fn beside(view: &View<'_>) -> FrequencyMeasure {
    let said = view.asked.get("beside");
    one_of(&FrequencyMeasure::ALL, FrequencyMeasure::as_str, said, FrequencyMeasure::Excerpts)
}

/// What the picture counts where this stands side by side in the table: the same or, if it cannot
/// be drawn so, codings.
fn drawn(beside: FrequencyMeasure) -> (MultiplesMeasure, bool) {
    match beside {
        FrequencyMeasure::Excerpts => (MultiplesMeasure::Excerpts, false),
        FrequencyMeasure::Documents => (MultiplesMeasure::Documents, false),
        FrequencyMeasure::DocumentShare => (MultiplesMeasure::Documents, true),
        FrequencyMeasure::Codings | FrequencyMeasure::Sites | FrequencyMeasure::WordShare => {
            (MultiplesMeasure::Codings, false)
        }
    }
}

fn counts_words(view: &View<'_>) -> bool {
    view.asked.says("words")
        || (view.group().is_some() && beside(view) == FrequencyMeasure::WordShare)
}

impl Way for Frequencies {
    fn word(&self) -> &'static str {
        "frequencies"
    }

    fn name(&self) -> &'static str {
        "Frequencies"
    }

    fn says(&self) -> &'static str {
        "How often each theme and code was used, in how many documents and sites."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let (group, all) = (view.group(), view.behind.attributes());
        let mut fields = vec![Field::attribute(
            "group",
            "Side by side",
            Some("nothing"),
            group.as_ref(),
            &all,
        )];
        if group.is_some() {
            let measures = FrequencyMeasure::ALL.map(|it| (it.as_str(), it.heading()));
            fields.push(Field::words(
                "beside",
                "Counted there",
                beside(view).as_str(),
                &measures,
            ));
        }
        fields.push(Field::words("level", "Picture of", level(view).as_str(), &LEVELS));
        if group.is_none() {
            fields.push(Field::words("parts", "Bars", view.asked.get("parts"), &PARTS));
        }
        fields.push(Field::yes("words", "also the share of words", view.asked.says("words")));
        fields
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let question = FrequencyQuestion {
            query: view.behind.query().to_owned(),
            by: view.group().map(|it| it.name),
            beside: vec![beside(view)],
            long: false,
        };
        match counts_words(view) {
            true => project.frequencies(&question),
            false => project.frequencies_but_for_words(&question),
        }
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        let level: Level = level(view);
        Some(match view.group() {
            Some(by) => {
                let (measure, share) = drawn(beside(view));
                PlotKind::Multiples(MultiplesPlot { by: Some(by.name), level, measure, share })
            }
            None => {
                let parts = view.asked.get("parts");
                let known = PARTS.iter().any(|(word, _)| *word == parts);
                let stacked = (known && !parts.is_empty()).then(|| parts.to_owned());
                PlotKind::Bars(BarsPlot { level, stacked, share: false })
            }
        })
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let groups = view.group().map(|it| Lines::of(view.behind, Axis::Attribute(it.name)));
        let rows: Vec<Option<String>> =
            (0..table.rows.len()).map(|row| of_row(view, table, row)).collect();
        Box::new(move |row, column| {
            let of_row = rows[row].clone()?;
            let heading = &table.columns[column].heading;
            let group = groups.as_ref().and_then(|groups| groups.line(heading));
            let besides = match group {
                Some(Line::Term(term)) => term,
                _ => String::new(),
            };
            let line = Line::Codes(of_row);
            Some(Lead::Excerpts(crossed(view.behind, vec![line], &[&besides])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let beside = match view.group() {
            Some(_) => format!(" --beside {}", beside(view).as_str()),
            None => String::new(),
        };
        format!("frequencies{}{beside}", view.by())
    }
}

/// The query that means what a row counts. A theme stands above its codes.
fn of_row(view: &View<'_>, table: &Table, place: usize) -> Option<String> {
    let row = &table.rows[place];
    let called = name(row.cells.first());
    let heads = table.rows.get(place + 1).is_some_and(|next| next.depth > row.depth);
    let behind = view.behind;
    if row.total {
        return Some(behind.query().to_owned());
    }
    // A theme whose codes all stand under an earlier one has no rows below it.
    let is_theme = row.depth == 0 && behind.has_theme(called);
    match (is_theme, heads) {
        (true, _) => behind.of(Counted::Theme(called)),
        (false, true) => behind.of(Counted::InNoTheme),
        (false, false) => behind.of(Counted::Code(called)),
    }
}
