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
        let rows = found.strata.iter().map(|stratum| ForestRow {
            name: stratum.name.clone(),
            counts: stratum.fourfold,
            weight: stratum.weight.ok(),
        });
        let common = found.figures.common;
        Ok(forest(&Forest {
            title: format!("{} with {}", found.first, found.second),
            caption: found.definition.clone(),
            strata: format!("strata of {}", found.attribute),
            rows: rows.collect(),
            common_name: "Common".to_owned(),
            common: common
                .map(|common| RatioEstimate {
                    value: common.value,
                    low: common.low,
                    high: common.high,
                })
                .map_err(|reason| reason.to_string()),
            heterogeneity: Some(Heterogeneity {
                i_squared: found.figures.heterogeneity.ok().map(|of| of.i_squared),
                p: found.figures.homogeneity.ok().map(|of| of.tarone.p),
            }),
            most: MOST,
        }))
    }
}
