use rayon::prelude::*;
use themata_agreement::Undefined;
use themata_model::Coder;

use super::interval::{IntervalOptions, Intervals, intervals};
use super::measures::{AgreementMeasure, Figure};
use super::pooling::{is_used, pooled};
use super::remarks::{remarks, unused};
use super::sweep::{Marked, sweep};
use super::table::{spread_columns, units_columns};
use super::{AgreementUnit, Comparison, cell};
use crate::{Cell, Column, Kind, Level, Row, Subject, Table};

/// What every measure says of each theme and code, and of the codes together.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeasuredAgreement {
    /// What was judged.
    pub unit: AgreementUnit,
    /// The coders, in the order of their numbers.
    pub coders: Vec<Coder>,
    /// The measures, in the order of the figures.
    pub measures: Vec<AgreementMeasure>,
    /// The themes and codes in the order of the codebook.
    pub rows: Vec<MeasuredRow>,
    /// For each measure the figure of the codes that somebody used: 1 less the sum of the
    /// observed disagreements divided by that of the expected ones, for percent agreement the
    /// mean; `None` for measures that cannot be pooled.
    pub pooled: Vec<Option<Result<f64, Undefined>>>,
    /// The number of units in the universe.
    pub units: u64,
    /// How sure the coefficients are, if that was asked for.
    pub intervals: Option<Intervals>,
    /// What was compared and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// What every measure says of a theme or code.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MeasuredRow {
    /// The theme or code.
    pub subject: Subject,
    /// What each measure says.
    pub figures: Vec<Figure>,
    /// The standard errors by formula, where there is a formula.
    pub errors: Vec<Option<Result<f64, Undefined>>>,
    /// The number of units that each coder marked.
    pub marked: Vec<u64>,
    /// The number of units in the universe.
    pub units: u64,
}

impl Comparison<'_> {
    /// Every measure on units, for each theme and code and for the codes together; with
    /// standard errors and intervals if they are asked for.
    #[must_use]
    pub fn every_measure(&self, interval: Option<IntervalOptions>) -> MeasuredAgreement {
        let measures = AgreementMeasure::ALL.to_vec();
        let stretches = self.stretches();
        let coders = self.coders().len();
        let marked: Vec<Marked> = stretches
            .par_iter()
            .map(|stretches| sweep(stretches, &self.classes, coders))
            .collect();
        let subjects = &self.outline.subjects;
        let codes = || {
            let all = subjects.iter().zip(&marked);
            all.filter(|(subject, _)| subject.level == Level::Code)
        };
        let (pooled, used) = pooled(&measures, codes().map(|(_, marked)| &marked.ratings));
        let names: Vec<&str> = codes()
            .filter(|(_, marked)| !is_used(&marked.ratings))
            .map(|(subject, _)| subject.name.as_str())
            .collect();
        let error = |measure: &AgreementMeasure, marked: &Marked| {
            let error = interval.and_then(|_| measure.error(&marked.ratings));
            error.map(|error| error.map(|error| error.error))
        };
        let rows = subjects
            .iter()
            .zip(&marked)
            .map(|(subject, marked)| MeasuredRow {
                subject: subject.clone(),
                figures: measures.iter().map(|measure| measure.of(&marked.ratings)).collect(),
                errors: measures.iter().map(|measure| error(measure, marked)).collect(),
                marked: marked.units.clone(),
                units: marked.ratings.items(),
            })
            .collect();
        let beyond_chance: Vec<AgreementMeasure> =
            measures.iter().copied().filter(|measure| measure.is_beyond_chance()).collect();
        let intervals = interval.map(|how| intervals(self, &stretches, &beyond_chance, how));
        let mut definition = format!(
            "{} Every column is one measure, by the name and formula in docs/methods/items.md; \
             with two categories weighted kappa, AC2 and alpha with a metric are kappa, AC1 \
             and alpha. Holsti = 2M/(N1 + N2) of the units that each of two coders marked. \
             Measures for two coders are undefined for more. All codes: percentages = mean \
             over the {used} codes in use, coefficients = 1 − sum of observed ÷ sum of expected \
             disagreement over these codes (for Cohen's kappa the pooled kappa of De Vries and \
             others, 2008).",
            self.definition()
        );
        let mut remarks = remarks(self);
        remarks.extend(unused(&names));
        if let Some(intervals) = &intervals {
            definition = format!("{definition} {}", intervals.definition());
            remarks.extend(intervals.remark());
        }
        MeasuredAgreement {
            unit: self.unit,
            coders: self.coders().to_vec(),
            measures,
            rows,
            pooled,
            units: self.units(),
            intervals,
            definition,
            remarks,
        }
    }
}

impl MeasuredAgreement {
    /// A row for each theme with its codes under it and one for all codes together, a column
    /// for each measure.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let mut columns = vec![Column::new("code", "Code", Kind::Text)];
        for (place, measure) in self.measures.iter().enumerate() {
            let kind = if measure.is_share() { Kind::Share } else { Kind::Measure };
            columns.push(Column::new(measure.key(), measure.heading(), kind));
            if self.has_error(place) {
                let heading = format!("{}, standard error", measure.heading());
                let key = format!("{}_error", measure.key());
                columns.push(Column::new(key, heading, Kind::Measure));
            }
            if self.spread_place(*measure).is_some() {
                columns.extend(spread_columns(measure.key(), measure.heading()));
            }
        }
        columns.extend(units_columns(self.coders.iter().map(|coder| coder.name.as_str())));
        columns.push(Column::new("units", "Units", Kind::Count));

        let title = format!("Agreement by {}, every measure", self.unit.as_str());
        let mut table = Table::new("agreement", title, columns);
        for (at, row) in self.rows.iter().enumerate() {
            let mut cells = vec![Cell::text(&row.subject.name)];
            for (place, measure) in self.measures.iter().enumerate() {
                cells.push(cell(row.figures[place].value));
                if self.has_error(place) {
                    cells.push(row.errors[place].map_or(Cell::Empty, cell));
                }
                if let (Some(of), Some(at_measure)) =
                    (&self.intervals, self.spread_place(*measure))
                {
                    cells.extend(of.rows[at][at_measure].cells());
                }
            }
            cells.extend(row.marked.iter().copied().map(Cell::Count));
            cells.push(Cell::Count(row.units));
            table.rows.push(Row { depth: row.subject.depth, total: false, cells });
        }
        let mut cells = vec![Cell::text("all codes")];
        for (place, measure) in self.measures.iter().enumerate() {
            cells.push(self.pooled[place].map_or(Cell::Empty, cell));
            if self.has_error(place) {
                cells.push(Cell::Empty);
            }
            if let (Some(of), Some(at_measure)) = (&self.intervals, self.spread_place(*measure))
            {
                cells.extend(of.pooled[at_measure].cells());
            }
        }
        cells.extend(self.coders.iter().map(|_| Cell::Empty));
        cells.push(Cell::Count(self.units));
        table.rows.push(Row { depth: 0, total: true, cells });
        table.definition.clone_from(&self.definition);
        table.remarks.clone_from(&self.remarks);
        table
    }

    fn has_error(&self, place: usize) -> bool {
        self.rows.iter().any(|row| row.errors[place].is_some())
    }

    /// Where a measure stands among those with intervals.
    fn spread_place(&self, measure: AgreementMeasure) -> Option<usize> {
        self.intervals.as_ref()?.measures.iter().position(|known| *known == measure)
    }
}
