use std::collections::BTreeSet;

use themata_analysis::{Crosstab, CrosstabMeasure, CrosstabScale, Kind, Level, WordsOf};
use themata_codebook::CodeIndex;
use themata_model::{Coding, Valence};
use themata_report::{BarPart, BarRow, Bars, bars};

use super::caption::Told;
use crate::ask::Answer;
use crate::names::count;
use crate::view::View;
use crate::{Failure, TableQuestion};

/// Codes or themes as bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarsPlot {
    /// Whether the bars are codes or themes.
    pub level: Level,
    /// What the parts of a bar are: `valence`, another of [`TableQuestion::AXES`], or the name
    /// of an attribute; whole bars if nothing is said.
    pub stacked: Option<String>,
    /// Whether parts are shares of their bar, and whole bars shares of all codings.
    pub share: bool,
}

/// More bars than this are no picture any more.
const BARS: usize = 45;

/// A part of all bars: how it is drawn, and the codings of it in each row of the table.
struct Part {
    part: BarPart,
    codings: Vec<u64>,
}

impl BarsPlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        let by_valence =
            self.stacked.as_deref().is_some_and(|by| by.trim().to_lowercase() == "valence");
        let question = TableQuestion {
            query: String::new(),
            rows: self.level.as_str().to_owned(),
            columns: self.stacked.clone(),
            measure: CrosstabMeasure::Codings,
            shown: CrosstabScale::Counts,
            roll_up: false,
            by_valence: false,
            every_row: false,
            words_of: WordsOf::Everyone,
            sort: None,
        };
        let counts = crate::table::counted(snapshot, answer, &question)?;
        let total = |row: usize| counts.figure(Some(row), None, None).codings;
        let mut order: Vec<usize> =
            (0..counts.rows.len()).filter(|row| total(*row) > 0).collect();
        // The sort is stable: equals stay in the order of the codebook.
        order.sort_by_key(|row| std::cmp::Reverse(total(*row)));
        let parts = match (&self.stacked, by_valence) {
            (None, _) => whole(&counts),
            (Some(_), true) => valences(&counts, self.share),
            (Some(_), false) => columns(&counts),
        };
        let all = counts.figure(None, None, None).codings;
        let value = |part: &Part, row: usize| {
            let codings = part.codings[row] as f64;
            let of = match (self.share, &self.stacked) {
                (false, _) => return Some(codings),
                (true, None) => all,
                (true, Some(_)) => parts.iter().map(|part| part.codings[row]).sum(),
            };
            (of > 0).then(|| codings / of as f64)
        };
        let rows = order.iter().map(|&row| BarRow {
            name: counts.rows[row].name.clone(),
            depth: 0,
            values: parts.iter().map(|part| value(part, row)).collect(),
        });
        let (what, named) = match self.level {
            Level::Code => ("Codes", "codes"),
            Level::Theme => ("Themes", "themes"),
        };
        let title = match &self.stacked {
            Some(by) => format!("{what} by {}", by.trim()),
            None => format!("{what} by number of codings"),
        };
        let mut sentences = vec![
            match (self.share, &self.stacked) {
                (false, _) => "Bars: codings, each a coder, an excerpt and a code.",
                (true, None) => "Bars: codings ÷ all codings.",
                (true, Some(_)) => "Parts: codings ÷ codings of the bar.",
            }
            .to_owned(),
            format!("{what} by number of codings."),
        ];
        if by_valence && !self.share {
            sentences.extend(not_drawn(answer, self.level));
        }
        let told = Told::of_codings(answer, &title, &sentences.join(" "));
        let told = told.remarked(&counts.remarks);
        Ok(bars(&Bars {
            caption: told.text(),
            title: told.title,
            kind: if self.share { Kind::Share } else { Kind::Count },
            unit: if self.share { String::new() } else { "codings".to_owned() },
            named: named.to_owned(),
            rows: rows.collect(),
            parts: parts.iter().map(|part| part.part.clone()).collect(),
            most: BARS,
        }))
    }
}

/// What has no place among barriers and facilitators: codings whose valence the coder left open,
/// and, of themes, those whose code is in none.
fn not_drawn(answer: &Answer, level: Level) -> Option<String> {
    let in_none: BTreeSet<CodeIndex> = match level {
        Level::Code => BTreeSet::new(),
        Level::Theme => answer.study.codes_in_no_theme().into_iter().collect(),
    };
    let codings = &answer.asked.codings;
    let (outside, inside): (Vec<&Coding>, Vec<&Coding>) =
        codings.iter().partition(|coding| in_none.contains(&coding.code));
    let open = inside.iter().filter(|coding| coding.valence.is_none()).count();
    let mut left_out = Vec::new();
    if open > 0 {
        left_out.push(format!("{} without valence", count(open, "coding")));
    }
    if !outside.is_empty() {
        left_out.push(format!("{} in no theme", count(outside.len(), "coding")));
    }
    (!left_out.is_empty()).then(|| format!("Not drawn: {}.", left_out.join(", ")))
}

fn whole(counts: &Crosstab) -> Vec<Part> {
    let codings = |row| counts.figure(Some(row), None, None).codings;
    let part = BarPart { name: "codings".to_owned(), leftward: false };
    vec![Part { part, codings: (0..counts.rows.len()).map(codings).collect() }]
}

/// Barriers and facilitators: apart at zero or, as shares of a bar, with what the coder left
/// open between them.
fn valences(counts: &Crosstab, share: bool) -> Vec<Part> {
    let of = |valence| -> Vec<u64> {
        let rows = 0..counts.rows.len();
        rows.map(|row| counts.figure(Some(row), None, valence).codings).collect()
    };
    let part = |name: &str, leftward, codings| Part {
        part: BarPart { name: name.to_owned(), leftward },
        codings,
    };
    let (all, barriers) = (of(None), of(Some(Valence::Barrier)));
    let facilitators = of(Some(Valence::Facilitator));
    let open = (0..all.len()).map(|row| all[row] - barriers[row] - facilitators[row]);
    let open: Vec<u64> = open.collect();
    let mut parts = vec![part("barriers", !share, barriers)];
    if share && open.iter().any(|&open| open > 0) {
        parts.push(part("without valence", false, open));
    }
    parts.push(part("facilitators", false, facilitators));
    parts
}

fn columns(counts: &Crosstab) -> Vec<Part> {
    let is_used = |column: &usize| counts.figure(None, Some(*column), None).codings > 0;
    let columns = (0..counts.columns.len()).filter(is_used);
    let part = |column: usize| Part {
        part: BarPart { name: counts.columns[column].heading.clone(), leftward: false },
        codings: (0..counts.rows.len())
            .map(|row| counts.figure(Some(row), Some(column), None).codings)
            .collect(),
    };
    columns.map(part).collect()
}
