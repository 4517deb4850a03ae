use super::interval::{Intervals, Spread};
use super::{Agreement, cell};
use crate::grouping::distinct_keys;
use crate::{Cell, Column, Kind, Row, Table};

impl Agreement {
    /// A row for each theme with its codes under it, and one for all codes together.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let measure = |key: &str, heading: &str| Column::new(key, heading, Kind::Measure);
        let share = |key: &str, heading: &str| Column::new(key, heading, Kind::Share);
        let mut columns = vec![
            Column::new("code", "Code", Kind::Text),
            share("percent_agreement", "Percent agreement"),
            share("positive_agreement", "Positive agreement"),
            measure("kappa", "Kappa"),
            measure("alpha", "Alpha"),
        ];
        if self.intervals.is_some() {
            columns.push(measure("alpha_error", "Alpha, standard error"));
            columns.extend(spread_columns("alpha", "Alpha"));
        }
        columns.push(share("prevalence", "Prevalence"));
        let names = self.coders.iter().map(|coder| coder.name.as_str());
        columns.extend(units_columns(names));
        columns.push(Column::new("units", "Units", Kind::Count));

        let title = format!("Agreement by {}", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        let spread = |of: &dyn Fn(&Intervals) -> Option<Spread>| -> Vec<Cell> {
            self.intervals.iter().filter_map(of).flat_map(|spread| spread.cells()).collect()
        };
        for (place, row) in self.rows.iter().enumerate() {
            let mut cells = vec![
                Cell::text(&row.subject.name),
                cell(row.percent.value),
                cell(row.positive.value),
                cell(row.kappa.value),
                cell(row.alpha.value),
            ];
            if self.intervals.is_some() {
                cells.push(cell(row.alpha_error));
                cells.extend(spread(&|of| of.rows[place].first().copied()));
            }
            cells.push(cell(row.prevalence.value));
            cells.extend(row.marked.iter().copied().map(Cell::Count));
            cells.push(Cell::Count(row.percent.items));
            table.rows.push(Row { depth: row.subject.depth, total: false, cells });
        }
        let mut cells = vec![
            Cell::text("all codes"),
            cell(self.pooled.percent),
            Cell::Empty,
            cell(self.pooled.kappa),
            cell(self.pooled.alpha),
        ];
        if self.intervals.is_some() {
            cells.push(Cell::Empty);
            cells.extend(spread(&|of| of.pooled.first().copied()));
        }
        cells.push(Cell::Empty);
        cells.extend(self.coders.iter().map(|_| Cell::Empty));
        cells.push(Cell::Count(self.units));
        table.rows.push(Row { depth: 0, total: true, cells });
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }
}

/// A column for each coder with the number of units that they marked.
pub(super) fn units_columns<'a>(coders: impl Iterator<Item = &'a str>) -> Vec<Column> {
    let headings: Vec<String> = coders.map(|name| format!("Units {name}")).collect();
    let keys = distinct_keys(["units".to_owned()].into_iter().chain(headings.iter().cloned()));
    let columns = keys.into_iter().skip(1).zip(headings);
    columns.map(|(key, heading)| Column::new(key, heading, Kind::Count)).collect()
}

/// The columns of a [`Spread`], in the order of its cells.
pub(super) fn spread_columns(key: &str, heading: &str) -> Vec<Column> {
    let column =
        |end: &str, words: String, kind| Column::new(format!("{key}_{end}"), words, kind);
    vec![
        column("low", format!("{heading}, low"), Kind::Measure),
        column("high", format!("{heading}, high"), Kind::Measure),
        column("interval", format!("{heading}, interval by"), Kind::Text),
        column("below_667", format!("P({heading} < .667)"), Kind::Share),
        column("below_800", format!("P({heading} < .800)"), Kind::Share),
        column("undefined_replicates", "Undefined replicates".to_owned(), Kind::Count),
    ]
}

impl Spread {
    /// Low, high, method, the shares below the two thresholds, undefined replicates.
    pub(super) fn cells(&self) -> Vec<Cell> {
        use themata_agreement::uncertainty::IntervalMethod;
        let method = match self.method {
            IntervalMethod::BiasCorrected => "BCa",
            IntervalMethod::Jackknife => "jackknife",
            _ => "percentile",
        };
        vec![
            cell(self.bounds.map(|bounds| bounds.low)),
            cell(self.bounds.map(|bounds| bounds.high)),
            Cell::text(method),
            cell(self.below_667),
            cell(self.below_800),
            Cell::from(self.undefined),
        ]
    }
}
