use themata_project::plot::{BarsPlot, HeatmapPlot, PlotKind};
use themata_project::{
    CrosstabMeasure, CrosstabScale, Failure, Level, Project, Table, TableQuestion, WordsOf,
};

use super::axes::{Axis, Line, Lines, crossed, name};
use super::fields::{Field, attributes};
use super::way::{Lead, Leads, View, Way, one_of};
use crate::pages::leaving::quoted;

/// Codings counted in rows and columns of any kind.
pub(super) struct Tables;

const SHOWN: [(&str, &str); 4] = [
    ("", "as numbers"),
    ("row", "as shares of the row"),
    ("column", "as shares of the column"),
    ("rate", "per 1000 words"),
];

fn rows(view: &View<'_>) -> Axis {
    let usual = Axis::Code { with_subcodes: rolls_up(view) };
    match view.asked.says("rows") {
        true => Axis::of(view, "rows", rolls_up(view)).unwrap_or(usual),
        false => usual,
    }
}

/// The columns: those of sites unless something else is said.
fn columns(view: &View<'_>) -> Option<Axis> {
    match view.asked.get("cols") {
        "none" => None,
        "" => {
            let site = view.behind.site().map(|it| Axis::Attribute(it.name));
            site.filter(|site| *site != rows(view))
        }
        _ => Axis::of(view, "cols", rolls_up(view)),
    }
}

fn rolls_up(view: &View<'_>) -> bool {
    view.asked.says("subcodes")
}

fn measure(view: &View<'_>) -> CrosstabMeasure {
    let said = view.asked.get("cell");
    one_of(&CrosstabMeasure::ALL, CrosstabMeasure::as_str, said, CrosstabMeasure::Excerpts)
}

fn shown(view: &View<'_>) -> CrosstabScale {
    match view.asked.get("shown") {
        "row" => CrosstabScale::RowShares,
        "column" => CrosstabScale::ColumnShares,
        "rate" => CrosstabScale::PerThousandWords,
        _ => CrosstabScale::Counts,
    }
}

/// An axis as it is chosen.
fn chosen(view: &View<'_>, axis: Option<&Axis>) -> String {
    match axis {
        None => "none".to_owned(),
        Some(Axis::Attribute(name)) => {
            let all = view.behind.attributes();
            let known = all.iter().find(|it| it.name == *name);
            known.map_or(String::new(), |it| format!("a{}", it.number))
        }
        Some(axis) => axis.word(),
    }
}

impl Way for Tables {
    fn word(&self) -> &'static str {
        "tables"
    }

    fn name(&self) -> &'static str {
        "Tables"
    }

    fn says(&self) -> &'static str {
        "Codings in rows and columns: codes by site, sites by wave, speakers, coders, valences."
    }

    fn fields(&self, view: &View<'_>) -> Vec<Field> {
        let all = view.behind.attributes();
        let axes = |none: bool| {
            let mut choices = vec![];
            if none {
                choices.push(("none".to_owned(), "none".to_owned()));
            }
            choices.extend(TableQuestion::AXES.map(|word| (word.to_owned(), word.to_owned())));
            choices.extend(attributes(&all));
            choices
        };
        let measures = CrosstabMeasure::ALL.map(|it| (it.as_str(), called(it)));
        let says = |name| view.asked.says(name);
        let row_axis = rows(view);
        let mut fields = vec![
            Field::choice("rows", "Rows", chosen(view, Some(&row_axis)), axes(false)),
            Field::choice("cols", "Columns", chosen(view, columns(view).as_ref()), axes(true)),
            Field::words("cell", "A cell counts", measure(view).as_str(), &measures),
            Field::words("shown", "Shown", view.asked.get("shown"), &SHOWN),
        ];
        let words = [("", "everyone"), ("participants", "participants")];
        fields.push(Field::words("whose", "Words of", view.asked.get("whose"), &words));
        fields.push(Field::yes("subcodes", "codes with their subcodes", says("subcodes")));
        fields.push(Field::yes(
            "valences",
            "barriers and facilitators apart",
            says("valences"),
        ));
        fields.push(Field::yes("unused", "also rows without codings", says("unused")));
        fields.push(Field::yes("largest", "largest first", says("largest")));
        fields
    }

    fn table(&self, view: &View<'_>, project: &mut Project) -> Result<Table, Failure> {
        let question = TableQuestion {
            query: view.behind.query().to_owned(),
            rows: rows(view).word(),
            columns: columns(view).map(|axis| axis.word()),
            measure: measure(view),
            shown: shown(view),
            roll_up: rolls_up(view),
            by_valence: view.asked.says("valences"),
            every_row: view.asked.says("unused"),
            words_of: match view.asked.get("whose") {
                "participants" => WordsOf::Participants,
                _ => WordsOf::Everyone,
            },
            sort: None,
        };
        let table = project.table(&question)?;
        if !view.asked.says("largest") {
            return Ok(table);
        }
        let last = table.columns.last().map(|column| column.key.clone());
        project.table(&TableQuestion { sort: last, ..question })
    }

    fn picture(&self, view: &View<'_>) -> Option<PlotKind> {
        match (rows(view), columns(view)) {
            (rows, Some(columns)) => Some(PlotKind::Heatmap(HeatmapPlot::Crossed {
                rows: rows.word(),
                columns: columns.word(),
                measure: measure(view),
                shown: shown(view),
            })),
            (Axis::Code { .. }, None) => Some(bars(Level::Code)),
            (Axis::Theme, None) => Some(bars(Level::Theme)),
            _ => None,
        }
    }

    fn leads<'a>(&self, view: &'a View<'a>, table: &'a Table) -> Leads<'a> {
        let behind = view.behind;
        let of_rows = Lines::of(behind, rows(view));
        let of_columns = columns(view).map(|axis| Lines::of(behind, axis));
        let mean = if measure(view).is_mean() { "NOT weight:none" } else { "" };
        Box::new(move |row, column| {
            let of_row = &table.rows[row];
            let row = match of_row.total {
                true => Line::All,
                false => of_rows.line(name(of_row.cells.first()))?,
            };
            let (heading, valence) = parted(&table.columns[column].heading);
            let lines = of_columns.as_ref().filter(|_| heading != "total");
            // The column of names and that of totals hold what the row means.
            let column = match lines.filter(|_| column > 0) {
                Some(lines) => lines.line(heading)?,
                None => Line::All,
            };
            Some(Lead::Excerpts(crossed(behind, vec![row, column], &[valence, mean])))
        })
    }

    fn command(&self, view: &View<'_>) -> String {
        let columns = columns(view).map_or("none".to_owned(), |axis| axis.word());
        let shown = match shown(view) {
            CrosstabScale::Counts => "",
            CrosstabScale::RowShares => " --row-shares",
            CrosstabScale::ColumnShares => " --column-shares",
            CrosstabScale::PerThousandWords => " --per-1000-words",
        };
        let says = |name, option| if view.asked.says(name) { option } else { "" };
        format!(
            "table --rows {} --cols {} --cell {}{shown}{}{}{}{}{}",
            quoted(&rows(view).word()),
            quoted(&columns),
            measure(view).as_str(),
            says("whose", " --words-of participants"),
            says("subcodes", " --roll-up"),
            says("valences", " --by-valence"),
            says("unused", " --every-row"),
            says("largest", " --sort total"),
        )
    }
}

/// What a measure is called where it is chosen.
fn called(measure: CrosstabMeasure) -> &'static str {
    match measure {
        CrosstabMeasure::Share => "share of the words",
        CrosstabMeasure::DocumentShare => "share of the documents",
        CrosstabMeasure::MeanWeight => "mean weight",
        measure => measure.as_str(),
    }
}

fn bars(level: Level) -> PlotKind {
    PlotKind::Bars(BarsPlot { level, stacked: None, share: false })
}

/// The heading of a column without the valence that it counts, and the term for that.
fn parted(heading: &str) -> (&str, &'static str) {
    for (end, term) in
        [(": barriers", "valence:barrier"), (": facilitators", "valence:facilitator")]
    {
        if let Some(heading) = heading.strip_suffix(end) {
            return (heading, term);
        }
    }
    (heading, "")
}
