use std::collections::BTreeMap;

use themata_analysis::{
    Cooccurrence, CooccurrenceOptions, CooccurrenceUnit, EventOptions, Layer, Level,
    MatrixValue, events,
};

use crate::ask::{Answer, ask_layer, transcripts};
use crate::view::View;
use crate::{Failure, Project, Table};

/// What occurring together is to mean, and how it is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CooccurrenceQuestion {
    /// The query.
    pub query: String,
    /// The unit in which two codes must meet. For cases without an attribute the next field
    /// says what a case is.
    pub unit: CooccurrenceUnit,
    /// The name of the attribute whose values are cases; without a name the attribute `case`,
    /// if there is one.
    pub case_attribute: Option<String>,
    /// Whose codings can meet.
    pub layer: Layer,
    /// Whether codes or whole themes are paired.
    pub level: Level,
    /// The name of the attribute whose values are put side by side.
    pub by: Option<String>,
    /// Whether coefficients of association are added to the pairs; the unit must not be
    /// overlap then.
    pub coefficients: bool,
    /// How it is laid out.
    pub shape: CooccurrenceShape,
}

/// How co-occurrences are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CooccurrenceShape {
    /// A row for each pair that occurs together.
    Pairs,
    /// A row for each pair that there could be.
    EveryPair,
    /// A row for each of the strongest pairs.
    Strongest(usize),
    /// Codes against codes.
    Matrix(MatrixValue),
    /// A row for each pair with its events and nothing else, of excerpts that overlap: several
    /// times as fast where there are very many codings.
    Events,
}

/// The attribute that says what a case is, unless another one is named.
const CASE: &str = "case";

impl Project {
    /// Which codes occur together, how often, in how many sites and documents.
    ///
    /// # Errors
    ///
    /// If the query is unsound, there is no such attribute, the consensus layer is asked for
    /// and there is none, coefficients are asked for where there are none, or the study cannot
    /// be read.
    pub fn cooccurrence(&mut self, question: &CooccurrenceQuestion) -> Result<Table, Failure> {
        let snapshot = self.snapshot()?;
        let answer = ask_layer(&snapshot, &question.query, question.layer)?;
        let found = || found(&snapshot, &answer, question);
        Ok(match question.shape {
            CooccurrenceShape::Pairs => found()?.to_table(),
            CooccurrenceShape::EveryPair => found()?.to_table_of_every_pair(),
            CooccurrenceShape::Strongest(number) => found()?.to_table_of_strongest(number),
            CooccurrenceShape::Matrix(value) => found()?.to_matrix(value),
            CooccurrenceShape::Events => events_alone(&answer, question)?,
        })
    }
}

/// The events of every two codes and nothing else.
fn events_alone(answer: &Answer, question: &CooccurrenceQuestion) -> Result<Table, Failure> {
    if question.unit != CooccurrenceUnit::Overlap {
        let unit = question.unit.as_str();
        let message = format!("events are of excerpts that overlap, and the unit is `{unit}`");
        return Err(Failure::new(message).hint("leave `--unit` out"));
    }
    let (study, asked) = (&answer.study, &answer.asked);
    let by = question.by.as_deref().map(|by| crate::names::attribute(study, by)).transpose()?;
    let CooccurrenceQuestion { layer, level, .. } = *question;
    Ok(events(study, asked, EventOptions { layer, level, by })?.to_table())
}

/// The counts that a question asks for, before they are laid out.
pub(crate) fn found(
    snapshot: &View<'_>,
    answer: &Answer,
    question: &CooccurrenceQuestion,
) -> Result<Cooccurrence, Failure> {
    let (study, asked) = (&answer.study, &answer.asked);
    let by = question.by.as_deref().map(|by| crate::names::attribute(study, by));
    let CooccurrenceQuestion { layer, level, .. } = *question;
    let unit = match question.unit {
        CooccurrenceUnit::Case(None) => {
            let named = question.case_attribute.as_deref();
            let named = named.map(|name| crate::names::attribute(study, name)).transpose()?;
            let usual = || study.attribute_named(CASE).map(|attribute| attribute.id);
            CooccurrenceUnit::Case(named.or_else(usual))
        }
        unit => unit,
    };
    let options = CooccurrenceOptions { unit, layer, level, by: by.transpose()? };
    let transcripts = match unit.needs_texts() {
        true => transcripts(snapshot, asked)?,
        false => BTreeMap::new(),
    };
    let found = themata_analysis::cooccurrence(study, asked, options, &transcripts)?;
    Ok(if question.coefficients { found.with_coefficients()? } else { found })
}
