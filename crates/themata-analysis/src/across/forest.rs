use super::{Across, both, wording};
use crate::association::{AssociationUndefined, Fourfold, OddsRatio, Stratified};
use crate::cooccurrence::measured;
use crate::{Cell, Column, Kind, SubjectKey, Table};

/// One pair of codes, stratum by stratum, with what the strata have in common: what a forest
/// plot draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Forest {
    /// The name of the code that stands first in the codebook.
    pub first: String,
    /// The name of the other one.
    pub second: String,
    /// The attribute whose values are the strata.
    pub attribute: String,
    /// The strata, in the order of [`Grouping::groups`](crate::Grouping::groups).
    pub strata: Vec<ForestStratum>,
    /// The figures of all strata together.
    pub figures: Stratified,
    /// What was counted and how.
    pub definition: String,
    /// What a reader should know before trusting a number.
    pub remarks: Vec<String>,
}

/// A stratum of a [`Forest`].
#[derive(Clone, Debug, PartialEq)]
pub struct ForestStratum {
    /// The value of the attribute, or `no site` and the like for documents that have none.
    pub name: String,
    /// The number of documents.
    pub documents: u64,
    /// The units.
    pub fourfold: Fourfold,
    /// The odds ratio with its interval.
    pub odds_ratio: Result<OddsRatio, AssociationUndefined>,
    /// What the stratum weighs in the common odds ratio, from 0 to 1.
    pub weight: Result<f64, AssociationUndefined>,
    /// Whether it says the opposite of all strata together.
    pub reversed: bool,
}

impl Across<'_> {
    /// Two codes stratum by stratum, in either order, whether they ever meet or not; `None`
    /// if one of the two was not compared, or both are the same.
    #[must_use]
    pub fn forest(
        &self,
        one: impl Into<SubjectKey>,
        other: impl Into<SubjectKey>,
    ) -> Option<Forest> {
        let (one, other) = (one.into(), other.into());
        let places = self.of.places();
        let codes = both(&places, one, other)?;
        let pair = places.pair(codes[0], codes[1]).map(|place| &self.of.pairs[place]);
        let n12 = pair.map_or(&[][..], |pair| &pair.groups);
        let mut tables = Vec::new();
        self.of.fourfolds_by_group(codes, n12, &mut tables);
        let figures = Stratified::of(&tables);
        let strata = self.strata.groups.iter().zip(tables).map(|(group, fourfold)| {
            let name = group.value.clone();
            ForestStratum {
                name: name.unwrap_or_else(|| self.strata.heading(group)),
                documents: group.documents,
                fourfold,
                odds_ratio: fourfold.odds_ratio(),
                weight: figures.weight(&fourfold),
                reversed: figures.reverses(&fourfold),
            }
        });
        Some(Forest {
            first: self.of.codes[codes[0]].name.clone(),
            second: self.of.codes[codes[1]].name.clone(),
            attribute: self.strata.attribute.clone(),
            strata: strata.collect(),
            figures,
            definition: self.forest_definition(),
            remarks: self.of.remarks.clone(),
        })
    }

    fn forest_definition(&self) -> String {
        format!(
            "{} {}a = units with both, b = with only the first, c = with only the second, d = \
             with neither, n = all. Odds ratio = ad ÷ bc with Wald's 95 % interval. {} Weight: \
             (bc ÷ n) ÷ Σ(bc ÷ n). In the last row units are added up, and the odds ratio is the \
             common one.",
            self.of.definition,
            wording::strata(self.strata),
            wording::COMMON,
        )
    }
}

impl Forest {
    /// A row for each stratum, and the common odds ratio as a total.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let title = format!("{} and {}, across {}", self.first, self.second, self.attribute);
        let count = |key: &str, heading: &str| Column::new(key, heading, Kind::Count);
        let measure = |key: &str, heading: &str| Column::new(key, heading, Kind::Measure);
        let columns = [
            Column::new("stratum", self.attribute.clone(), Kind::Text),
            count("documents", "Documents"),
            count("a", "a"),
            count("b", "b"),
            count("c", "c"),
            count("d", "d"),
            count("n", "n"),
            measure("odds_ratio", "Odds ratio"),
            measure("odds_ratio_low", "Low"),
            measure("odds_ratio_high", "High"),
            Column::new("weight", "Weight", Kind::Share),
            Column::new("remark", "Remark", Kind::Text),
        ];
        let mut table = Table::new("co-occurrence-forest", title, columns);
        for stratum in &self.strata {
            let ratio = stratum.odds_ratio;
            let mut cells = vec![Cell::text(&stratum.name), Cell::Count(stratum.documents)];
            cells.extend(counts(&stratum.fourfold));
            cells.extend([
                measured(ratio.map(|ratio| ratio.value)),
                measured(ratio.map(|ratio| ratio.low)),
                measured(ratio.map(|ratio| ratio.high)),
                measured(stratum.weight),
                stratum.remark(),
            ]);
            table.push(cells);
        }
        let common = self.figures.common;
        let documents = self.strata.iter().map(|stratum| stratum.documents).sum();
        let mut cells = vec![Cell::text("common"), Cell::Count(documents)];
        cells.extend(counts(&self.figures.pooled));
        cells.extend([
            measured(common.map(|common| common.value)),
            measured(common.map(|common| common.low)),
            measured(common.map(|common| common.high)),
            measured(common.map(|_| 1.0)),
            Cell::Empty,
        ]);
        table.push(cells);
        if let Some(total) = table.rows.last_mut() {
            total.total = true;
        }
        table.definition.clone_from(&self.definition);
        table.remarks = self.remarks.iter().cloned().chain(self.tests()).collect();
        table
    }

    /// The tests of all strata together, in words.
    fn tests(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Ok(test) = self.figures.independence {
            remarks.push(format!(
                "going together, Cochran, Mantel and Haenszel: chi² {:.3}, p {} (corrected {:.3}, \
                 p {})",
                test.plain.statistic,
                p(test.plain.p),
                test.corrected.statistic,
                p(test.corrected.p),
            ));
        }
        if let Ok(test) = self.figures.homogeneity {
            remarks.push(format!(
                "differing between strata, Breslow and Day with Tarone's correction: chi² {:.3} \
                 on {} degrees of freedom, p {}",
                test.tarone.statistic,
                test.degrees,
                p(test.tarone.p),
            ));
        }
        if let Ok(spread) = self.figures.heterogeneity {
            remarks.push(format!("I² {:.1} %", spread.i_squared * 100.0));
        }
        if let Ok(pooled) = self.figures.pooled.odds_ratio() {
            remarks.push(format!("odds ratio with strata ignored: {:.3}", pooled.value));
        }
        remarks
    }
}

impl ForestStratum {
    fn remark(&self) -> Cell {
        let silent = self.fourfold.informative().is_err();
        let absent = self.fourfold.both == 0;
        let said = [(absent, "absent"), (self.reversed, "reversed"), (silent, "silent")];
        let said: Vec<&str> =
            said.into_iter().filter_map(|(so, word)| so.then_some(word)).collect();
        if said.is_empty() { Cell::Empty } else { Cell::Text(said.join(", ")) }
    }
}

fn counts(table: &Fourfold) -> [Cell; 5] {
    [table.both, table.first_only, table.second_only, table.neither, table.units()]
        .map(Cell::Count)
}

/// A p as people write it.
fn p(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.3}") }
}
