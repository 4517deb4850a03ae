use themata_analysis::{CooccurrenceUnit, Layer, Level};
use themata_report::{Forest, ForestRow, Heterogeneity, RatioEstimate, forest};

use crate::ask::Answer;
use crate::view::View;
use crate::{AcrossQuestion, Failure};

/// How many strata are drawn at most.
const MOST: usize = 60;

/// Whether two codes go together in every value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForestPlot {
    /// The names of the two codes or themes.
    pub pair: [String; 2],
    /// The attribute whose values are the strata.
    pub across: String,
    /// The unit in which the codes must meet.
    pub unit: CooccurrenceUnit,
    /// Whose codings can meet.
    pub layer: Layer,
    /// Whether codes or whole themes are paired.
    pub level: Level,
}

impl ForestPlot {
    pub(super) fn draw(&self, snapshot: &View<'_>, answer: &Answer) -> Result<String, Failure> {
        let question = AcrossQuestion {
            query: String::new(),
            unit: self.unit,
            layer: self.layer,
            level: self.level,
            across: self.across.clone(),
            pair: None,
        };
        let found = crate::across::forest(snapshot, answer, &question, &self.pair)?;
        let rows = found.strata.iter().map(|stratum| {
            let fourfold = &stratum.fourfold;
            let ratio = stratum.odds_ratio.map_err(|reason| {
                ForestRow::no_estimate(fourfold).unwrap_or_else(|| reason.to_string())
            });
            let weight = stratum.weight.ok();
            ForestRow {
                name: stratum.name.clone(),
                both: fourfold.both,
                units: fourfold.units(),
                estimate: ratio
                    .map(|ratio| estimate(ratio.value, ratio.low, ratio.high, weight)),
            }
        });
        let common = found.figures.common;
        Ok(forest(&Forest {
            title: format!("{} with {}", found.first, found.second),
            caption: found.definition.clone(),
            strata: format!("strata of {}", found.attribute),
            measure: "odds ratio".to_owned(),
            confidence: 0.95,
            rows: rows.collect(),
            common_name: "Common".to_owned(),
            common: common
                .map(|common| estimate(common.value, common.low, common.high, None))
                .map_err(|reason| reason.to_string()),
            heterogeneity: Some(Heterogeneity {
                i_squared: found.figures.heterogeneity.ok().map(|of| of.i_squared),
                p: found.figures.homogeneity.ok().map(|of| of.tarone.p),
            }),
            most: MOST,
        }))
    }
}

fn estimate(value: f64, low: f64, high: f64, weight: Option<f64>) -> RatioEstimate {
    let known = |number: f64| number.is_finite().then_some(number);
    RatioEstimate { value: known(value), low: known(low), high: known(high), weight }
}
