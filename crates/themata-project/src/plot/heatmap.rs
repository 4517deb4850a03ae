use std::collections::{BTreeMap, BTreeSet};

use themata_analysis::{
    CooccurrenceUnit, CrosstabMeasure, CrosstabScale, Kind, Layer, Level, SubjectKey, WordsOf,
};
use themata_report::{ClusteredMap, Distance, Grid, clustered_map};

use super::PlotCoefficient;
use super::caption::Told;
use super::coefficient::counted;
use crate::ask::Answer;
use crate::view::View;
use crate::{Cell, CooccurrenceQuestion, CooccurrenceShape, Failure, TableQuestion};

/// What is set against what as shaded cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeatmapPlot {
    /// Codes that occur together, against one another.
    Together {
        /// What a cell holds.
        coefficient: PlotCoefficient,
        /// The unit in which two codes must meet.
        unit: CooccurrenceUnit,
        /// Whose codings can meet.
        layer: Layer,
        /// Whether codes or whole themes are paired.
        level: Level,
    },
    /// Rows by columns, as in a table of codings.
    Crossed {
        /// What the rows are: one of [`TableQuestion::AXES`], or the name of an attribute.
        rows: String,
        /// What the columns are, likewise.
        columns: String,
        /// What a cell counts.
        measure: CrosstabMeasure,
        /// In what form it is shown.
        shown: CrosstabScale,
    },
}

impl HeatmapPlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        let map = match self {
            HeatmapPlot::Together { coefficient, unit, layer, level } => {
                let question = CooccurrenceQuestion {
                    query: String::new(),
                    unit: *unit,
                    case_attribute: None,
                    layer: *layer,
                    level: *level,
                    by: None,
                    coefficients: false,
                    shape: CooccurrenceShape::Pairs,
                };
                together(snapshot, answer, &question, *coefficient)?
            }
            HeatmapPlot::Crossed { rows, columns, measure, shown } => {
                let question = TableQuestion {
                    query: String::new(),
                    rows: rows.clone(),
                    columns: Some(columns.clone()),
                    measure: *measure,
                    shown: *shown,
                    roll_up: false,
                    by_valence: false,
                    every_row: false,
                    words_of: WordsOf::Everyone,
                    sort: None,
                };
                crossed(snapshot, answer, &question)?
            }
        };
        Ok(clustered_map(&map))
    }
}

fn together(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &CooccurrenceQuestion,
    coefficient: PlotCoefficient,
) -> Result<ClusteredMap, Failure> {
    let found = crate::cooccurrence::found(snapshot, answer, question)?;
    if found.pairs.is_empty() {
        return Err(super::network::no_pairs(&found));
    }
    // A code that meets no other has a row of zeros, which says less than one sentence.
    let paired: BTreeSet<SubjectKey> =
        found.pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
    let codes = found.codes.iter().map(|code| code.code).filter(|code| paired.contains(code));
    let meets: BTreeMap<SubjectKey, usize> =
        codes.enumerate().map(|(place, code)| (code, place)).collect();
    let alone = found.codes.iter().filter(|code| code.n > 0 && !meets.contains_key(&code.code));
    let alone: Vec<String> = alone.map(|code| code.name.clone()).collect();
    let names: Vec<String> = found
        .codes
        .iter()
        .filter(|code| meets.contains_key(&code.code))
        .map(|code| code.name.clone())
        .collect();
    let mut values = vec![vec![Some(0.0); names.len()]; names.len()];
    for pair in &found.pairs {
        let (one, two) = (meets[&pair.first], meets[&pair.second]);
        let value = coefficient.of(pair);
        values[one][two] = value;
        values[two][one] = value;
    }
    let what = match question.level {
        Level::Code => "Codes",
        Level::Theme => "Themes",
    };
    let mut told = Told {
        title: format!("{what} that occur together"),
        sentences: vec![found.definition.clone()],
        n: answer.asked.codings.len(),
        unit: "codings".to_owned(),
    }
    .remarked(&found.remarks);
    told.sentences.push(match coefficient {
        PlotCoefficient::Jaccard => "Cells: Jaccard.".to_owned(),
        PlotCoefficient::Count => "Cells: n12.".to_owned(),
    });
    if !alone.is_empty() {
        told.sentences.push(format!("With no other: {}.", crate::names::list(&alone)));
    }
    let (kind, distance) = match coefficient {
        PlotCoefficient::Jaccard => (Kind::Measure, Distance::OneMinusValue),
        PlotCoefficient::Count => (Kind::Count, Distance::Cosine),
    };
    let caption = told.caption_of(&counted(question.unit));
    let grid = Grid::Pairs { names, values, distance, triangle: false };
    Ok(ClusteredMap { caption, kind, grid })
}

fn crossed(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &TableQuestion,
) -> Result<ClusteredMap, Failure> {
    let table = crate::table::counted(snapshot, answer, question)?.to_table();
    // The last column holds the totals, which are no neighbours of what they sum up.
    let inner = 1..table.columns.len().saturating_sub(1);
    let kind = table.columns.get(1).map_or(Kind::Count, |column| column.kind);
    let rows = || table.rows.iter().filter(|row| !row.total);
    let grid = Grid::Table {
        rows: rows().map(|row| name(row.cells.first())).collect(),
        columns: table.columns[inner.clone()].iter().map(|c| c.heading.clone()).collect(),
        values: rows()
            .map(|row| row.cells[inner.clone()].iter().map(|cell| cell.number()).collect())
            .collect(),
    };
    let told = Told {
        title: table.title.clone(),
        sentences: vec![table.definition.clone()],
        n: answer.asked.codings.len(),
        unit: "codings".to_owned(),
    };
    let caption = told.remarked(&table.remarks).caption_of(question.measure.as_str());
    Ok(ClusteredMap { caption, kind, grid })
}

fn name(cell: Option<&Cell>) -> String {
    match cell {
        Some(Cell::Text(name)) => name.clone(),
        _ => String::new(),
    }
}
