//! How far coders agree, what each number means, and the same as a file.

mod drawn;
mod export;
mod form;
mod meanings;
mod page;
mod reading;
#[cfg(test)]
mod tests;

use serde::Deserialize;
use themata_project::{
    AgreementBy, AgreementQuestion, AgreementUnit, AgreementUniverse, IntervalOptions,
    MeasureSet,
};

use crate::pages::leading::asking;
use crate::pages::leaving::quoted;
use crate::rights::Right;
use crate::routes::Routes;
use crate::studies::OpenStudy;

pub(super) fn routes() -> Routes {
    Routes::new().get("/reconcile/agreement", Right::Read, page::page).post(
        "/reconcile/agreement/export",
        Right::Read,
        export::export,
    )
}

/// So many samples of documents are drawn, if nothing is said.
const REPLICATES: usize = 1_000;

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    unit: String,
    universe: String,
    measures: String,
    /// What a row is: `pair`, `document`, or nothing for a code.
    rows: String,
    /// `percentile`, `bca`, or nothing for none.
    interval: String,
    replicates: String,
    seed: String,
    /// Whether alpha-U of 1995 and 2004 is wanted, too.
    legacy: String,
    /// Whether coefficients are off.
    discuss: String,
    /// Whether codes that nobody used have a row, too.
    unused: String,
    /// The row that is read out in words, counted from 0.
    row: String,
}

impl Asked {
    fn discuss(&self) -> bool {
        !self.discuss.is_empty()
    }

    fn set(&self) -> MeasureSet {
        match self.discuss() {
            true => MeasureSet::Standard,
            false => MeasureSet::from_word(&self.measures).unwrap_or_default(),
        }
    }

    /// Whether the measures are of a yes-or-no question on given units.
    fn on_units(&self) -> bool {
        matches!(self.set(), MeasureSet::Standard | MeasureSet::Items)
    }

    fn by(&self) -> AgreementBy {
        match self.on_units() && !self.discuss() {
            true => AgreementBy::from_word(&self.rows).unwrap_or_default(),
            false => AgreementBy::Code,
        }
    }

    fn seed(&self) -> u64 {
        self.seed.trim().parse().unwrap_or(1)
    }

    fn interval(&self) -> Option<IntervalOptions> {
        let can_be = self.on_units() && self.by() == AgreementBy::Code && !self.discuss();
        let wanted = matches!(self.interval.as_str(), "percentile" | "bca");
        (can_be && wanted).then(|| IntervalOptions {
            replicates: self.replicates.trim().parse().unwrap_or(REPLICATES),
            seed: self.seed(),
            corrected: self.interval == "bca",
        })
    }

    /// What is asked, without choices that do not go with the others: a form that is filled in
    /// step by step passes through those.
    fn question(&self) -> AgreementQuestion {
        let of_stretches = self.set().is_of_stretches();
        let unit = AgreementUnit::from_word(&self.unit).filter(|_| !of_stretches);
        AgreementQuestion {
            query: self.q.clone(),
            unit,
            universe: AgreementUniverse::from_word(&self.universe).filter(|_| !of_stretches),
            measures: self.set(),
            by: self.by(),
            interval: self.interval(),
            seed: self.seed(),
            legacy: !self.legacy.is_empty() && self.set() == MeasureSet::Unitizing,
            discuss: self.discuss(),
        }
    }

    /// The fields with what they say, but for the row.
    fn fields(&self) -> [(&'static str, &str); 11] {
        [
            ("q", &self.q),
            ("unit", &self.unit),
            ("universe", &self.universe),
            ("measures", &self.measures),
            ("rows", &self.rows),
            ("interval", &self.interval),
            ("replicates", &self.replicates),
            ("seed", &self.seed),
            ("legacy", &self.legacy),
            ("discuss", &self.discuss),
            ("unused", &self.unused),
        ]
    }

    /// The address of the same with something else, words as a number.
    fn address(&self, study: &OpenStudy, other: &[(&str, &str)]) -> String {
        let numbered = study.sought.numbered(&self.q);
        let kept = self.fields().map(|(name, value)| {
            let value = if name == "q" { numbered.as_str() } else { value };
            let changed = other.iter().find(|(known, _)| *known == name);
            (name, changed.map_or(value, |(_, value)| *value))
        });
        let row = other.iter().filter(|(name, _)| *name == "row").copied();
        let asked: Vec<(&str, &str)> = kept.into_iter().chain(row).collect();
        asking(&format!("/s/{}/reconcile/agreement", study.word), &asked)
    }

    /// The command that gives the same table, for the record in a file.
    fn command(&self) -> String {
        let question = self.question();
        let mut words = vec!["themata agreement".to_owned()];
        let mut option = |name: &str, value: &str| words.push(format!("--{name} {value}"));
        if let Some(unit) = question.unit {
            option("unit", unit.as_str());
        }
        if let Some(universe) = question.universe {
            option("universe", universe.as_str());
        }
        if question.discuss {
            option("discuss", "");
        } else {
            option("measures", question.measures.as_str());
            option("by", question.by.as_str());
        }
        if let Some(how) = question.interval {
            let replicates = how.replicates.to_string();
            words.push(format!(
                "--interval={}",
                if how.corrected { "bca" } else { "percentile" }
            ));
            words.push(format!("--replicates {replicates} --seed {}", how.seed));
        } else if question.measures == MeasureSet::Unitizing {
            words.push(format!("--seed {}", question.seed));
        }
        if question.legacy {
            words.push("--alpha-u".to_owned());
        }
        if !question.query.trim().is_empty() {
            words.push(quoted(question.query.trim()).into_owned());
        }
        words.iter().map(|word| word.trim()).collect::<Vec<_>>().join(" ")
    }
}
