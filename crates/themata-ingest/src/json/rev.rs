//! Rev: monologues whose elements are words, signs and sounds.

use std::collections::HashMap;

use serde_json::Value;

use super::field::{self, Unit};
use crate::utterances::{Glue, Stream, Utterance, Word};

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let monologues = root.get("monologues")?.as_array()?;
    let names = names(root);
    let mut stream = Stream::default();
    for monologue in monologues {
        let id = monologue.get("speaker");
        let speaker = monologue
            .get("speaker_info")
            .or_else(|| monologue.get("speaker_name"))
            .and_then(field::name)
            .or_else(|| names.get(&id?.to_string()).cloned())
            .or_else(|| id.and_then(field::name));
        let elements = monologue.get("elements").and_then(Value::as_array);
        for element in elements.into_iter().flatten().filter_map(Value::as_object) {
            let Some(text) = element.get("value").and_then(Value::as_str) else { continue };
            let is_sign = element.get("type").is_some_and(|kind| kind == "punct");
            // Signs hold the spaces around them, so that nothing is between the words else.
            let glue = if is_sign { Glue::Touching } else { Glue::AsWritten };
            let (start_ms, end_ms) = field::times(element, Unit::Seconds);
            stream.push(Word { speaker: speaker.clone(), start_ms, end_ms, text }, glue);
        }
        stream.cut();
    }
    Some(stream.finish())
}

/// The names that the file gives to its numbers.
fn names(root: &Value) -> HashMap<String, String> {
    let speakers = root.get("speakers").and_then(Value::as_array);
    let listed = speakers.into_iter().flatten();
    listed
        .filter_map(|one| {
            let name = one.get("name").and_then(Value::as_str).filter(|n| !n.is_empty())?;
            Some((one.get("id")?.to_string(), name.to_owned()))
        })
        .collect()
}
