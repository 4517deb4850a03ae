//! Which tiers of an ELAN file are speech, and when their annotations are said.

use std::collections::HashMap;

use super::file::{File, Tier};
use crate::asides::is_no_speech;

/// Beginnings of the names of tiers that say what was said, as against what it means.
const TELLING: [&str; 7] = ["tx", "text", "utt", "orth", "transc", "speech", "word"];

/// How deep an annotation may hang on others.
const DEEPEST: usize = 20;

/// The tiers whose annotations are turns, in the order of the file.
pub(super) fn of_speech(file: &File) -> Vec<usize> {
    let by_name: HashMap<&str, usize> =
        file.tiers.iter().enumerate().map(|(at, tier)| (tier.id.as_str(), at)).collect();
    let parent =
        |tier: &Tier| tier.parent.as_deref().and_then(|name| by_name.get(name)).copied();
    let mut children: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut top = Vec::new();
    for (at, tier) in file.tiers.iter().enumerate() {
        match parent(tier) {
            Some(of) if of != at => children.entry(of).or_default().push(at),
            _ => top.push(at),
        }
    }
    let mut chosen: Vec<usize> = top
        .iter()
        .map(|&at| spoken(file, at, children.get(&at).map_or(&[], |below| &below[..])))
        .filter(|&at| holds_words(&file.tiers[at]))
        .collect();
    // Codings are left out, unless there is nothing else.
    let is_speech = |&at: &usize| !is_coding(file, at) && !is_aside(&file.tiers[at]);
    if chosen.iter().any(is_speech) {
        chosen.retain(is_speech);
    }
    chosen
}

/// The tier that says what is said in the segments of one on top: mostly itself.
fn spoken(file: &File, top: usize, below: &[usize]) -> usize {
    let tier = &file.tiers[top];
    if holds_words(tier) && !holds_numbers(tier) {
        return top;
    }
    let is_associated = |&&at: &&usize| {
        let kind = file.kinds.get(&file.tiers[at].kind);
        let constraint = kind.and_then(|kind| kind.constraint.as_deref());
        constraint.is_none_or(|constraint| constraint == "Symbolic_Association")
            && holds_words(&file.tiers[at])
            && !is_coding(file, at)
    };
    let is_telling = |&at: &usize| {
        let name = file.tiers[at].id.to_ascii_lowercase();
        TELLING.iter().any(|telling| name.starts_with(telling))
    };
    let told: Vec<usize> = below.iter().filter(is_associated).copied().collect();
    let any = || {
        let mut others = below.iter().copied();
        others.find(|&at| holds_words(&file.tiers[at]) && !is_coding(file, at))
    };
    let best = told.iter().copied().find(is_telling).or(told.first().copied());
    best.or_else(any).unwrap_or(top)
}

fn holds_words(tier: &Tier) -> bool {
    tier.units.iter().any(|one| !one.words.trim().is_empty())
}

/// Whether a tier numbers its segments, as `story_001` does, instead of saying what is said.
fn holds_numbers(tier: &Tier) -> bool {
    let values = || tier.units.iter().map(|one| one.words.trim());
    let all = values().filter(|value| !value.is_empty()).count();
    let is_number = |value: &&str| {
        !value.contains(char::is_whitespace) && value.ends_with(|c: char| c.is_ascii_digit())
    };
    all >= 2 && values().filter(is_number).count() * 10 >= all * 9
}

/// Whether the values of a tier are chosen from a list.
fn is_coding(file: &File, at: usize) -> bool {
    file.kinds.get(&file.tiers[at].kind).is_some_and(|kind| kind.is_controlled)
}

fn is_aside(tier: &Tier) -> bool {
    tier.participant.is_empty() && is_no_speech(&tier.id)
}

/// From where to where an annotation lies: by itself, or by what it belongs to.
pub(super) fn slots(file: &File, tier: usize, place: usize) -> Option<(usize, usize)> {
    let mut annotation = &file.tiers[tier].units[place];
    for _ in 0..DEEPEST {
        if annotation.slots.is_some() {
            return annotation.slots;
        }
        let &(tier, place) = file.unit_of.get(annotation.of.as_ref()?)?;
        annotation = &file.tiers[tier].units[place];
    }
    None
}
