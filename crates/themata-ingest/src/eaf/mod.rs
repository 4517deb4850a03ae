//! ELAN annotations: every annotation of a tier of speech is a turn of the tier's participant.
//!
//! Tiers that depend on others gloss, translate or split what those say, and are left out; so
//! are tiers whose values come from a controlled vocabulary, because those are codings. Where
//! the tier on top holds only the numbers of its segments, or nothing, the tier below it that
//! tells what was said takes its place.

mod file;
mod tiers;

use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::utterances::tidy;
use crate::{Document, Place, assemble};
use file::{File, Tier};

/// Reads an ELAN file.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let file = file::read(text);
    if let Some((line, error)) = &file.error {
        if file.tiers.is_empty() {
            return Err(Kind::Malformed {
                what: "the ELAN file",
                message: format!("line {line}: {error}"),
                hint: "open it in ELAN and save it again",
            });
        }
        let message = "the XML is damaged here, and what follows could not be read";
        diagnostics.push(Diagnostic::warning("damaged-xml", message).at(Place::Line(*line)));
    }
    let times = times(&file);
    let chosen = tiers::of_speech(&file);
    let (mut turns, mut between) = (Vec::new(), 0usize);
    for &at in &chosen {
        let tier = &file.tiers[at];
        let speaker = if tier.participant.is_empty() { &tier.id } else { &tier.participant };
        let mut last = 0;
        for (place, annotation) in tier.units.iter().enumerate() {
            let words = tidy(&annotation.words);
            let slots = tiers::slots(&file, at, place);
            let (start_ms, end_ms) =
                slots.map_or((None, None), |(start, end)| (times[start], times[end]));
            last = start_ms.unwrap_or(last);
            let end_ms = end_ms.filter(|&end| start_ms.is_none_or(|start| end >= start));
            let speaker = Some(speaker.clone()).filter(|name| !name.is_empty());
            if !words.is_empty() {
                let unknown = |(start, end): (usize, usize)| {
                    file.slots[start].is_none() || file.slots[end].is_none()
                };
                between += usize::from(slots.is_some_and(unknown));
                turns.push((last, Opening { speaker, start_ms, end_ms }, words));
            }
        }
    }
    // The sort is stable: of two that begin at once, that of the upper tier comes first.
    turns.sort_by_key(|(start, ..)| *start);
    let mut builder = Builder::default();
    for (_, opening, words) in turns {
        builder.open_turn(opening);
        builder.paragraph(&words);
    }
    if between > 0 {
        let message = format!(
            "{between} annotations have no time of their own and were placed between others"
        );
        diagnostics.push(Diagnostic::note("times-between", message));
    }
    if file.late > 0 {
        let message =
            format!("{} times are too late for any recording and were left out", file.late);
        diagnostics.push(Diagnostic::warning("bad-time", message));
    }
    remark(&file, &chosen, diagnostics);
    Ok(assemble::finish(builder, diagnostics).into())
}

/// The moment of each slot in milliseconds. Slots without one lie evenly between those that
/// have one.
fn times(file: &File) -> Vec<Option<u64>> {
    let mut times: Vec<Option<u64>> = file.slots.clone();
    let mut last: Option<usize> = None;
    for at in 0..times.len() {
        let Some(here) = times[at] else { continue };
        let (from, start) = last.map_or((0, 0), |last| (last + 1, times[last].unwrap_or(0)));
        let gaps = (at - from + 1) as u64;
        for (slot, step) in times[from..at].iter_mut().zip(1u64..) {
            *slot = Some(start + here.saturating_sub(start) / gaps * step);
        }
        last = Some(at);
    }
    if let Some(last) = last {
        let end = times[last];
        times[last + 1..].fill(end);
    }
    times
}

/// Says which tiers are not in the transcript.
fn remark(file: &File, chosen: &[usize], diagnostics: &mut Diagnostics) {
    let holds_words = |tier: &Tier| tier.units.iter().any(|one| !one.words.is_empty());
    let left: Vec<&str> = file
        .tiers
        .iter()
        .enumerate()
        .filter(|(at, tier)| !chosen.contains(at) && holds_words(tier))
        .map(|(_, tier)| tier.id.as_str())
        .collect();
    if !left.is_empty() {
        let message = format!(
            "tiers left out because they gloss, translate, split or code what is said: {}",
            left.len()
        );
        let names = left.iter().take(20).copied().collect::<Vec<_>>().join(", ");
        diagnostics.push(Diagnostic::note("tiers-left-out", message).about(&names));
    }
}
