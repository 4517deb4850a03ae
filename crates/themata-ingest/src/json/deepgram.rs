//! Deepgram: `results` with `utterances`, or with channels whose alternatives have paragraphs
//! or words.

use serde_json::Value;

use super::field::{self, Unit, tidy};
use crate::utterances::{Glue, Stream, Utterance, Word};

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let results = root.get("results")?.as_object()?;
    let channels = results.get("channels").and_then(Value::as_array);
    let utterances = results.get("utterances").and_then(Value::as_array);
    let many = channels.is_some_and(|channels| channels.len() > 1);
    if let Some(list) = utterances.filter(|list| !list.is_empty()) {
        let mut stream = Stream::default();
        for utterance in list {
            let channel = utterance.get("channel").filter(|_| many);
            push(&mut stream, utterance, channel);
        }
        return Some(stream.finish());
    }
    let mut found = Vec::new();
    for (channel, at) in channels?.iter().zip(0u32..) {
        let Some(best) = channel.pointer("/alternatives/0") else { continue };
        let channel = Value::from(at);
        let channel = many.then_some(&channel);
        match best.pointer("/paragraphs/paragraphs").and_then(Value::as_array) {
            Some(paragraphs) => {
                let said = paragraphs.iter().flat_map(|one| sentences(one, channel));
                found.extend(said);
            }
            None => {
                let mut stream = Stream::default();
                push(&mut stream, best, channel);
                found.extend(stream.finish());
            }
        }
    }
    if many {
        found.sort_by_key(|one| one.start_ms);
    }
    Some(found)
}

/// The sentences of a paragraph.
fn sentences(paragraph: &Value, channel: Option<&Value>) -> Vec<Utterance> {
    let who = who(paragraph.get("speaker"), channel);
    let list = paragraph.get("sentences").and_then(Value::as_array);
    let said = list.into_iter().flatten().filter_map(Value::as_object);
    said.filter_map(|fields| {
        let (start_ms, end_ms) = field::times(fields, Unit::Seconds);
        let (words, speaker) = (tidy(field::text(fields)?), who.clone());
        Some(Utterance { speaker, start_ms, end_ms, words, ..Utterance::default() })
    })
    .collect()
}

/// The words of an utterance or an alternative; without any, its transcript.
fn push(stream: &mut Stream, said: &Value, channel: Option<&Value>) {
    let Some(fields) = said.as_object() else { return };
    let words = fields.get("words").and_then(Value::as_array).filter(|words| !words.is_empty());
    let Some(words) = words else {
        let Some(text) = field::text(fields) else { return };
        let (start_ms, end_ms) = field::times(fields, Unit::Seconds);
        let speaker = who(fields.get("speaker"), channel);
        stream.push(Word { speaker, start_ms, end_ms, text }, Glue::Apart);
        return;
    };
    for word in words.iter().filter_map(Value::as_object) {
        let Some(text) = field::word(word) else { continue };
        let (start_ms, end_ms) = field::times(word, Unit::Seconds);
        let speaker = who(word.get("speaker").or_else(|| fields.get("speaker")), channel);
        stream.push(Word { speaker, start_ms, end_ms, text }, Glue::Apart);
    }
}

/// Where every speaker has a channel, the channel is who speaks.
fn who(speaker: Option<&Value>, channel: Option<&Value>) -> Option<String> {
    let channel = channel.map(|channel| match channel {
        // An utterance has a pair of its channel and how many there are.
        Value::Array(pair) => format!("Channel {}", pair.first().unwrap_or(&Value::Null)),
        number => format!("Channel {number}"),
    });
    match (channel, speaker.and_then(field::name)) {
        (Some(channel), Some(speaker)) if speaker != "Speaker 0" => {
            Some(format!("{channel}, {speaker}"))
        }
        (Some(channel), _) => Some(channel),
        (None, speaker) => speaker,
    }
}
