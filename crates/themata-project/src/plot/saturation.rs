use themata_analysis::{Level, SaturationCurve};
use themata_report::{
    Saturation, SaturationBand, SaturationRun, SaturationStep, saturation, saturation_by,
};

use super::caption::Told;
use crate::ask::Answer;
use crate::names::grouped;
use crate::{Failure, SaturationQuestion, SaturationShape};

/// New codes document by document.
#[derive(Clone, Debug, PartialEq)]
pub struct SaturationPlot {
    /// `import`, `document`, or the name of an attribute.
    pub order: String,
    /// The number of documents of the base.
    pub base: usize,
    /// The number of documents of a run.
    pub run: usize,
    /// The ratio of new information at which saturation is reached.
    pub threshold: f64,
    /// How many random orders are drawn; none for no band.
    pub permutations: usize,
    /// The seed of the draws.
    pub seed: u64,
    /// The name of the attribute whose values are drawn one by one.
    pub by: Option<String>,
}

impl SaturationPlot {
    pub(super) fn draw(&self, answer: &Answer) -> Result<String, Failure> {
        let found = crate::saturation::found(
            answer,
            &SaturationQuestion {
                query: String::new(),
                order: self.order.clone(),
                level: Level::Code,
                base: self.base,
                run: self.run,
                threshold: self.threshold,
                by: self.by.clone(),
                permutations: self.permutations,
                seed: self.seed,
                shape: SaturationShape::Positions,
            },
        )?;
        let title = "New codes document by document";
        let told = Told {
            title: match &self.by {
                Some(by) => format!("{title}, by {}", by.trim()),
                None => title.to_owned(),
            },
            sentences: vec![found.definition.clone()],
            n: answer.asked.codings.len(),
            unit: "codings".to_owned(),
        }
        .remarked(&found.remarks);
        let Some((attribute, groups)) = &found.groups else {
            return Ok(saturation(&Saturation {
                caption: told.text(),
                ..self.curve(told.title, &found.overall)
            }));
        };
        let heading = |value: &Option<String>| match value {
            Some(value) => format!("{attribute} {value}"),
            None => format!("no {attribute}"),
        };
        let curves: Vec<Saturation> = groups
            .iter()
            .filter(|(_, curve)| !curve.positions.is_empty())
            .map(|(group, curve)| self.curve(heading(&group.value), curve))
            .collect();
        Ok(saturation_by(&told.title, &told.text(), &curves))
    }

    fn curve(&self, title: String, curve: &SaturationCurve) -> Saturation {
        let steps = curve
            .positions
            .iter()
            .map(|position| SaturationStep { name: position.name.clone(), new: position.new });
        let band = curve.permuted.iter().flat_map(|permuted| &permuted.positions);
        let band = band.map(|position| SaturationBand {
            low: position.low as f64,
            middle: position.median as f64,
            high: position.high as f64,
        });
        let runs = curve.positions.iter().enumerate().filter_map(|(at, position)| {
            position.in_run?;
            Some(SaturationRun { from: at + 1 - self.run, to: at + 1, share: position.ratio })
        });
        Saturation {
            title,
            caption: String::new(),
            step: "document".to_owned(),
            steps: steps.collect(),
            band: band.collect(),
            band_name: format!("95% of {} random orders", grouped(self.permutations)),
            base: curve.base_codes.map(|_| self.base),
            runs: runs.collect(),
            threshold: Some(self.threshold),
        }
    }
}
