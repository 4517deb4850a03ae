//! Amazon Transcribe: `results` with items, and who speaks beside them.

use std::collections::HashMap;

use serde_json::Value;

use super::field::{self, Fields, Unit};
use crate::utterances::{Glue, Stream, Utterance, Word};

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let results = root.get("results")?.as_object()?;
    let items = results.get("items")?.as_array()?;
    let labels = labels(results);
    if let Some(channels) =
        results.get("channel_labels").and_then(|labels| labels.get("channels")?.as_array())
    {
        // Each channel is somebody; what they say is put in order by its sentences.
        let mut found = Vec::new();
        for channel in channels.iter().filter_map(Value::as_object) {
            let items = channel.get("items").and_then(Value::as_array);
            let name = channel.get("channel_label").and_then(field::name);
            found.extend(read_items(items?, &labels, name.as_ref()));
        }
        found.sort_by_key(|one: &Utterance| one.start_ms);
        return Some(found);
    }
    Some(read_items(items, &labels, None))
}

fn read_items(
    items: &[Value],
    labels: &HashMap<&str, &str>,
    channel: Option<&String>,
) -> Vec<Utterance> {
    let mut stream = Stream::default();
    for item in items.iter().filter_map(Value::as_object) {
        let Some(text) =
            item.get("alternatives").and_then(|a| a.get(0)?.get("content")?.as_str())
        else {
            continue;
        };
        let (start_ms, end_ms) = field::times(item, Unit::Seconds);
        let is_sign = item.get("type").is_some_and(|kind| kind == "punctuation");
        let glue = if is_sign { Glue::Touching } else { Glue::Apart };
        let beside = || {
            let start = item.get("start_time")?.as_str()?;
            labels.get(start).map(|&label| label.to_owned())
        };
        let own = item.get("speaker_label").and_then(field::name);
        let speaker = own.or_else(beside).or_else(|| channel.cloned());
        stream.push(Word { speaker, start_ms, end_ms, text }, glue);
    }
    stream.finish()
}

/// Who speaks at which start, as older files tell apart from the words.
fn labels(results: &Fields) -> HashMap<&str, &str> {
    let segments = results.get("speaker_labels").and_then(|l| l.get("segments")?.as_array());
    let mut labels = HashMap::new();
    for segment in segments.into_iter().flatten() {
        let whose = segment.get("speaker_label").and_then(Value::as_str);
        let items = segment.get("items").and_then(Value::as_array);
        for item in items.into_iter().flatten() {
            let label = item.get("speaker_label").and_then(Value::as_str).or(whose);
            if let Some((start, label)) =
                item.get("start_time").and_then(Value::as_str).zip(label)
            {
                labels.insert(start, label);
            }
        }
    }
    labels
}
