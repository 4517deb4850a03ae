use themata_model::{Asked, Coding, Study};

use super::{CooccurrenceOptions, CooccurrenceUnit, Layer, Near};
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
    let [unit, plural] = options.unit.names();
    let what = what(options.level);
    let layer = layer(options.layer);
    let carries = match options.unit {
        CooccurrenceUnit::Document | CooccurrenceUnit::Case(_) | CooccurrenceUnit::Site => {
            "have an excerpt with"
        }
        unit if unit.rule().is_some() => "are touched by",
        _ => "carry",
    };
    let mut words = match options.unit {
        CooccurrenceUnit::Near(near) => format!("Unit: near, within {}. ", near.within),
        unit => format!("Unit: {}. ", unit.as_str()),
    };
    words.push_str(&format!("Layer: {layer}. "));
    match options.unit {
        CooccurrenceUnit::Overlap => words.push_str(&format!(
            "n1, n2 = distinct excerpts that carry the {what}; n12 = events: pairs of an \
             excerpt with the one and an excerpt with the other that share a character or \
             are the same. Share of 1 = excerpts with {what} 1 that meet one with {what} 2 \
             ÷ n1, share of 2 the other way round. Jaccard = characters that both cover ÷ \
             (characters of 1 + characters of 2 − characters that both cover). N = {units} \
             distinct excerpts in {characters} characters. "
        )),
        CooccurrenceUnit::Stretch => words.push_str(&format!(
            "n1, n2 = stretches that the {what} covers: its excerpts united, those that touch \
             or overlap being one; n12 = stretches that both cover. Share of 1 = stretches of \
             {what} 1 that share a character with one of {what} 2 ÷ n1, share of 2 the other \
             way round. Jaccard = characters that both cover ÷ (characters of 1 + characters \
             of 2 − characters that both cover). N = {units} stretches, of all together, in \
             {characters} characters. "
        )),
        CooccurrenceUnit::Near(near) => words.push_str(&near_definition(near, what, units)),
        set_unit => {
            let all = match set_unit {
                CooccurrenceUnit::Excerpt => "that carry any",
                CooccurrenceUnit::Document
                | CooccurrenceUnit::Case(_)
                | CooccurrenceUnit::Site => "in the universe",
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
    words.push_str(&wide_definition(study, options));
    words.push_str(&wording::universe(study, asked, documents));
    words
}

/// The definition of events where nothing else was counted.
pub(super) fn events_definition(
    study: &Study,
    asked: &Asked,
    options: CooccurrenceOptions,
    documents: usize,
) -> String {
    let what = what(options.level);
    let layer = layer(options.layer);
    format!(
        "Unit: overlap. Layer: {layer}. n12 = events: pairs of an excerpt with {what} 1 and an \
         excerpt with {what} 2 that share a character or are the same. {}",
        wording::universe(study, asked, documents)
    )
}

fn what(level: Level) -> &'static str {
    match level {
        Level::Code => "code",
        Level::Theme => "theme",
    }
}

fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::SameCoder => "same coder: one and the same coder said both",
        Layer::AnyCoder => "any coder: whoever said it",
        Layer::Consensus => "consensus: only what was agreed on",
    }
}

fn near_definition(near: Near, what: &str, units: u64) -> String {
    let [step, _] = near.within.of.names();
    let distance = near.within;
    let (events, meet) = if near.ordered {
        (
            format!(
                "pairs of an excerpt with {what} 1 and one with {what} 2 that begins where \
                 the first ends or behind it, at most {distance} on"
            ),
            "followed by",
        )
    } else {
        (
            format!(
                "pairs of an excerpt with the one and an excerpt with the other in the same \
                 document that are at most {distance} apart, or are the same"
            ),
            "near",
        )
    };
    let other_way = if near.ordered {
        format!("share of 2 = excerpts with {what} 2 that follow one with {what} 1 ÷ n2")
    } else {
        "share of 2 the other way round".to_owned()
    };
    format!(
        "n1, n2 = distinct excerpts that carry the {what}; n12 = events: {events}; the \
         distance is counted from the last {step} that the one touches to the first that the \
         other touches, and is 0 where they touch the same. Share of 1 = excerpts with {what} \
         1 that are {meet} one with {what} 2 ÷ n1, {other_way}. N = {units} distinct \
         excerpts that touch a {step}. "
    )
}

/// What a unit of several documents is.
fn wide_definition(study: &Study, options: CooccurrenceOptions) -> String {
    let is = match options.unit {
        CooccurrenceUnit::Case(None) => "Every document is a case of its own.".to_owned(),
        CooccurrenceUnit::Case(Some(attribute)) => {
            let attribute = study.attributes.iter().find(|known| known.id == attribute);
            let name = attribute.map_or("", |attribute| attribute.name.as_str());
            format!(
                "A case = the documents that share a value of `{name}`; a document without a \
                 value is a case of its own."
            )
        }
        CooccurrenceUnit::Site => {
            "A site = the documents that share a value of `site`.".to_owned()
        }
        _ => return String::new(),
    };
    let grouped = match options.by {
        Some(_) => {
            " n12 of a group looks at its documents only, so a unit with documents in several \
             can count in each."
        }
        None => "",
    };
    format!("{is} Documents and sites = those in which both are used.{grouped} ")
}

pub(super) fn remarks<'a>(
    study: &Study,
    counted: impl Iterator<Item = &'a Coding>,
    outside: u64,
    options: CooccurrenceOptions,
    sites: Option<&[Option<usize>]>,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut counted = counted.peekable();
    match options.layer {
        Layer::Consensus if counted.peek().is_none() => {
            remarks.push("the consensus layer holds none of the query's codings".to_owned());
        }
        Layer::Consensus => {}
        Layer::SameCoder | Layer::AnyCoder => {
            remarks.extend(wording::mixed_kinds(study, counted));
        }
    }
    if outside > 0 {
        remarks.push(wording::outside_units(outside, options.unit.outside_of()));
    }
    remarks.extend(siteless(sites));
    remarks
}
