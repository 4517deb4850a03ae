use std::collections::BTreeMap;

use themata_analysis::{
    Across, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, Forest, Layer, Level,
};
use themata_model::suggestions;

use crate::ask::{Answer, ask, transcripts};
use crate::view::View;
use crate::{Failure, Project, Table};

/// Whether codes that occur together do so in every stratum, and what a stratum is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcrossQuestion {
    /// The query.
    pub query: String,
    /// The unit in which two codes must meet; any but overlap.
    pub unit: CooccurrenceUnit,
    /// Whose codings can meet.
    pub layer: Layer,
    /// Whether codes or whole themes are paired.
    pub level: Level,
    /// The name of the attribute whose values are the strata.
    pub across: String,
    /// The names of two codes or themes to be shown stratum by stratum; every pair if `None`.
    pub pair: Option<[String; 2]>,
}

impl Project {
    /// The association of codes across the values of an attribute: a row for each pair, or of
    /// one pair a row for each value.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute or code, the unit is overlap, one
    /// of several coders must have said both, or the study cannot be read.
    pub fn cooccurrence_across(&mut self, question: &AcrossQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask(&snapshot, &question.query)?;
        let found = counted(&snapshot, &answer, question)?;
        let across = found.across()?;
        match &question.pair {
            Some(pair) => Ok(forest_of(&across, &found, pair)?.to_table()),
            None => Ok(across.to_table()),
        }
    }
}

/// One pair in every stratum.
pub(crate) fn forest(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &AcrossQuestion,
    pair: &[String; 2],
) -> Result<Forest, Failure> {
    let found = counted(snapshot, answer, question)?;
    let across = found.across()?;
    forest_of(&across, &found, pair)
}

fn counted(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &AcrossQuestion,
) -> Result<Cooccurrence, Failure> {
    let (study, asked) = (&answer.study, &answer.asked);
    let by = Some(crate::names::attribute(study, &question.across)?);
    let AcrossQuestion { unit, layer, level, .. } = *question;
    let options = CooccurrenceOptions { unit, layer, level, by };
    let transcripts = match unit.needs_texts() {
        true => transcripts(snapshot, asked)?,
        false => BTreeMap::new(),
    };
    Ok(themata_analysis::cooccurrence(study, asked, options, &transcripts)?)
}

fn forest_of(
    across: &Across<'_>,
    found: &Cooccurrence,
    pair: &[String; 2],
) -> Result<Forest, Failure> {
    let level = found.options.level;
    let [one, other] = pair;
    let found_names: Vec<&str> = found.codes.iter().map(|of| of.name.as_str()).collect();
    let compared = |name: &String| {
        let key = name.trim().to_lowercase();
        let found = found.codes.iter().find(|of| of.name.to_lowercase() == key);
        found.map(|of| of.code).ok_or_else(|| {
            let level = level.as_str();
            let names = found_names.iter().copied();
            let failure = Failure::new(format!("`{name}` is not compared here"));
            let failure = match suggestions(name, names).as_slice() {
                [] => failure,
                meant => failure.hint(format!("did you mean `{}`?", meant.join("` or `"))),
            };
            failure.hint(format!(
                "compared are what the query can hold for, each as a {level}; `--level` \
                     chooses between codes and themes"
            ))
        })
    };
    let (one, other) = (compared(one)?, compared(other)?);
    across.forest(one, other).ok_or_else(|| {
        Failure::new("a code was paired with itself").hint("`--pair` takes two codes")
    })
}
