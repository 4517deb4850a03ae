use std::collections::BTreeMap;

use super::{Across, AcrossPair};
use crate::cooccurrence::measured;
use crate::{Cell, Column, Kind, Level, SubjectKey, Table};

impl Across<'_> {
    /// A row for each pair that occurs together in some stratum, the most frequent first.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let names: BTreeMap<SubjectKey, &str> =
            self.of.codes.iter().map(|code| (code.code, code.name.as_str())).collect();
        let name = |code| Cell::text(names.get(&code).copied().unwrap_or_default());
        let attribute = &self.strata.attribute;
        let what = match self.of.options.level {
            Level::Code => "Codes",
            Level::Theme => "Themes",
        };
        let title = format!("{what} that occur together, across {attribute}");
        let mut table = Table::new("co-occurrence-across", title, self.columns());
        table.rows.reserve(self.pairs.len());
        for pair in &self.pairs {
            let mut cells = vec![name(pair.first), name(pair.second)];
            cells.extend(self.numbers(pair));
            table.push(cells);
        }
        table.definition = self.definition();
        table.remarks = self.remarks();
        let (possible, found) = (self.of.possible_pairs(), self.pairs.len() as u64);
        if possible > found {
            table.remarks.push(format!(
                "{} of {possible} possible pairs never found together, not listed",
                possible - found
            ));
        }
        table
    }

    fn columns(&self) -> Vec<Column> {
        let (one, other) = match self.of.options.level {
            Level::Code => ("Code 1", "Code 2"),
            Level::Theme => ("Theme 1", "Theme 2"),
        };
        let text = |key: &str, heading: &str| Column::new(key, heading, Kind::Text);
        let count = |key: &str, heading: &str| Column::new(key, heading, Kind::Count);
        let measure = |key: &str, heading: &str| Column::new(key, heading, Kind::Measure);
        let chance = |key: &str, heading: &str| Column::new(key, heading, Kind::Chance);
        vec![
            text("code_1", one),
            text("code_2", other),
            count("n12", "n12"),
            count("strata_with", "Strata with"),
            count("strata_absent", "Absent"),
            count("strata_reversed", "Reversed"),
            count("strata_silent", "Silent"),
            measure("odds_ratio", "Common odds ratio"),
            measure("odds_ratio_low", "Low"),
            measure("odds_ratio_high", "High"),
            chance("p", "p"),
            chance("p_adjusted", "p, adjusted"),
            chance("p_difference", "p of difference"),
            Column::new("i_squared", "I²", Kind::Share),
            text("absent_in", "Absent in"),
            text("reversed_in", "Reversed in"),
            text("silent_in", "Silent in"),
            measure("odds_ratio_pooled", "Odds ratio, strata ignored"),
            measure("chi_squared", "Chi²"),
            measure("chi_squared_corrected", "Chi², corrected"),
            chance("p_corrected", "p, corrected")
                .defined("p, corrected: with ½ taken off for continuity."),
            measure("chi_squared_difference", "Chi² of difference"),
            measure("q", "Q"),
            count("degrees", "Degrees of freedom").defined(
                "Degrees of freedom are those of the difference and of Q: strata that can say \
                 something, less one.",
            ),
            count("strata_corrected", "½ added in"),
        ]
    }

    fn numbers(&self, pair: &AcrossPair) -> Vec<Cell> {
        let figures = &pair.figures;
        let (common, test) = (figures.common, figures.independence);
        let (difference, spread) = (figures.homogeneity, figures.heterogeneity);
        let whole = |count: u64| Cell::Count(count);
        vec![
            Cell::Count(pair.n12),
            Cell::Count(pair.present),
            Cell::from(pair.absent.len()),
            Cell::from(pair.reversed.len()),
            Cell::from(pair.silent.len()),
            measured(common.map(|common| common.value)),
            measured(common.map(|common| common.low)),
            measured(common.map(|common| common.high)),
            measured(test.map(|test| test.plain.p)),
            measured(pair.adjusted),
            measured(difference.map(|test| test.tarone.p)),
            measured(spread.map(|spread| spread.i_squared)),
            self.named(&pair.absent),
            self.named(&pair.reversed),
            self.named(&pair.silent),
            measured(figures.pooled.odds_ratio().map(|ratio| ratio.value)),
            measured(test.map(|test| test.plain.statistic)),
            measured(test.map(|test| test.corrected.statistic)),
            measured(test.map(|test| test.corrected.p)),
            measured(difference.map(|test| test.tarone.statistic)),
            measured(spread.map(|spread| spread.q.statistic)),
            spread.map_or_else(|why| measured(Err(why)), |spread| whole(spread.degrees)),
            spread.map_or_else(|why| measured(Err(why)), |spread| whole(spread.corrected)),
        ]
    }

    /// The names of strata: `04, 07, no site`.
    fn named(&self, strata: &[u32]) -> Cell {
        let names: Vec<String> = strata
            .iter()
            .filter_map(|&place| self.strata.groups.get(place as usize))
            .map(|group| group.value.clone().unwrap_or_else(|| self.strata.heading(group)))
            .collect();
        if names.is_empty() { Cell::Empty } else { Cell::Text(names.join(", ")) }
    }
}
