use themata_model::{Asked, Coding, Study};

use super::tally::DocumentTally;
use super::{CooccurrenceOptions, CooccurrenceUnit, Layer};
use crate::grouping::siteless;
use crate::{Level, wording};

/// The definition of what was counted: unit, layer, formulas, universe.
pub(super) fn definition(
    study: &Study,
    asked: &Asked,
    options: CooccurrenceOptions,
    documents: usize,
    units: u64,
    characters: u64,
) -> String {
    let (unit, plural) = match options.unit {
        CooccurrenceUnit::Overlap | CooccurrenceUnit::Excerpt => ("excerpt", "excerpts"),
        CooccurrenceUnit::Turn => ("turn", "turns"),
        CooccurrenceUnit::Paragraph => ("paragraph", "paragraphs"),
        CooccurrenceUnit::Sentence => ("sentence", "sentences"),
        CooccurrenceUnit::Document => ("document", "documents"),
    };
    let what = match options.level {
        Level::Code => "code",
        Level::Theme => "theme",
    };
    let layer = match options.layer {
        Layer::SameCoder => "same coder: one and the same coder said both",
        Layer::AnyCoder => "any coder: whoever said it",
        Layer::Consensus => "consensus: only what was agreed on",
    };
    let carries = match options.unit {
        CooccurrenceUnit::Overlap | CooccurrenceUnit::Excerpt => "carry",
        CooccurrenceUnit::Document => "have an excerpt with",
        CooccurrenceUnit::Turn | CooccurrenceUnit::Paragraph | CooccurrenceUnit::Sentence => {
            "are touched by"
        }
    };
    let mut words = format!("Unit: {}. Layer: {layer}. ", options.unit.as_str());
    match options.unit {
        CooccurrenceUnit::Overlap => words.push_str(&format!(
            "n1, n2 = distinct excerpts that carry the {what}; n12 = events: pairs of an \
             excerpt with the one and an excerpt with the other that share a character or \
             are the same. Share of 1 = excerpts with {what} 1 that meet one with {what} 2 \
             ÷ n1, share of 2 the other way round. Jaccard = characters that both cover ÷ \
             (characters of 1 + characters of 2 − characters that both cover). N = {units} \
             distinct excerpts in {characters} characters. "
        )),
        set_unit => {
            let all = match set_unit {
                CooccurrenceUnit::Excerpt => "that carry any",
                CooccurrenceUnit::Document => "in the universe",
                _ => "of the documents, coded or not",
            };
            words.push_str(&format!(
                "n1, n2 = {plural} that {carries} the {what}; n12 = {plural} that {carries} \
                 both. Share of 1 = n12 ÷ n1, share of 2 = n12 ÷ n2, Jaccard = n12 ÷ (n1 + n2 \
                 − n12). N = {units} {} {all}. ",
                if units == 1 { unit } else { plural },
            ));
        }
    }
    words.push_str(&wording::universe(study, asked, documents));
    words
}

pub(super) fn remarks(
    study: &Study,
    counted: &[&Coding],
    tallies: &[DocumentTally],
    options: CooccurrenceOptions,
    sites: Option<&[Option<usize>]>,
) -> Vec<String> {
    let mut remarks = Vec::new();
    match options.layer {
        Layer::Consensus if counted.is_empty() => {
            remarks.push("the consensus layer holds none of the query's codings".to_owned());
        }
        Layer::Consensus => {}
        Layer::SameCoder | Layer::AnyCoder => {
            remarks.extend(wording::mixed_kinds(study, counted.iter().copied()));
        }
    }
    let outside: u64 = tallies.iter().map(|tally| tally.outside).sum();
    if outside > 0 {
        remarks.push(wording::outside_units(outside, options.unit.as_str()));
    }
    remarks.extend(siteless(sites));
    remarks
}
