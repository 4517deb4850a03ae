//! Otter and YouTube: lists whose entries need a second look.

use std::collections::HashMap;

use serde_json::Value;

use super::field::{self, Unit, tidy};
use crate::utterances::Utterance;

/// Otter counts the samples of its recording, of which a millisecond has this many.
const SAMPLES_IN_MS: u64 = 16;

/// Otter: transcripts with offsets in samples, and speakers by number.
pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let speech = root.get("speech").unwrap_or(root);
    let list = speech.get("transcripts")?.as_array()?;
    let is_otter = |one: &Value| one.get("transcript").is_some_and(Value::is_string);
    let in_samples = |one: &Value| one.get("start_offset").is_some_and(Value::is_u64);
    if !list.iter().any(|one| is_otter(one) && in_samples(one)) {
        return None;
    }
    let speakers = speech.get("speakers").and_then(Value::as_array);
    let names: HashMap<String, String> = speakers
        .into_iter()
        .flatten()
        .filter_map(|one| {
            let name = one.get("speaker_name").or_else(|| one.get("name"))?;
            let id = one.get("id").or_else(|| one.get("speaker_id"))?;
            Some((id.to_string(), name.as_str()?.to_owned()))
        })
        .collect();
    let ms = |one: &Value, name| Some(one.get(name)?.as_u64()? / SAMPLES_IN_MS);
    let said = list.iter().filter_map(|one| {
        let id = one.get("speaker_id").filter(|id| !id.is_null());
        let speaker = one
            .get("speaker_name")
            .and_then(field::name)
            .or_else(|| names.get(&id?.to_string()).cloned())
            .or_else(|| one.get("speaker_model_label").and_then(field::name))
            .or_else(|| id.and_then(field::name));
        let (start_ms, end_ms) = (ms(one, "start_offset"), ms(one, "end_offset"));
        let words = tidy(one.get("transcript")?.as_str()?);
        Some(Utterance { speaker, start_ms, end_ms, words, ..Utterance::default() })
    });
    Some(said.collect())
}

/// YouTube: events whose segments are scraps of a line.
pub(super) fn read_events(root: &Value) -> Option<Vec<Utterance>> {
    let events = root.get("events")?.as_array()?;
    let scraps = |event: &Value| event.get("segs").and_then(Value::as_array).cloned();
    if !events.iter().any(|event| event.get("segs").is_some()) {
        return None;
    }
    let said = events.iter().filter_map(|event| {
        let scraps = scraps(event)?;
        let text = scraps.iter().filter_map(|scrap| scrap.get("utf8")?.as_str());
        let words = tidy(&text.collect::<String>());
        // The end is when the line scrolls off the screen, long after the words.
        let (start_ms, _) = field::times(event.as_object()?, Unit::Milliseconds);
        (!words.is_empty()).then_some(Utterance { start_ms, words, ..Utterance::default() })
    });
    Some(said.collect())
}
