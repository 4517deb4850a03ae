//! Azure Speech: recognised phrases of one or two channels.

use serde_json::Value;

use super::field::{self, Unit, tidy};
use crate::utterances::Utterance;

/// A tick of Azure's clock is a tenth of a microsecond.
const TICKS_IN_MS: f64 = 10_000.0;

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let phrases = root.get("recognizedPhrases")?.as_array()?;
    let channel = |phrase: &Value| phrase.get("channel").and_then(Value::as_u64);
    let first = phrases.first().and_then(channel);
    let many = phrases.iter().any(|phrase| channel(phrase) != first);
    let mut found: Vec<Utterance> = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let Some(best) = phrase.pointer("/nBest/0") else { continue };
        let texts = ["display", "itn", "lexical"];
        let text = texts.iter().find_map(|name| best.get(*name)?.as_str());
        let Some(text) = text else { continue };
        let speaker = phrase.get("speaker").and_then(field::name);
        let of_channel = || channel(phrase).filter(|_| many).map(|n| format!("Channel {n}"));
        let start_ms = time(phrase, "offset");
        let length = time(phrase, "duration");
        let end_ms = start_ms.zip(length).map(|(start, length)| start.saturating_add(length));
        let (speaker, words) = (speaker.or_else(of_channel), tidy(text));
        found.push(Utterance { speaker, start_ms, end_ms, words, ..Utterance::default() });
    }
    // The phrases of the second channel stand behind those of the first.
    found.sort_by_key(|one| one.start_ms);
    Some(found)
}

fn time(phrase: &Value, name: &str) -> Option<u64> {
    let ticks = phrase.get(format!("{name}InTicks"));
    let in_ms = phrase.get(format!("{name}Milliseconds"));
    in_ms
        .and_then(|value| field::ms(value, Unit::Milliseconds))
        .or_else(|| field::ms(phrase.get(name)?, Unit::Seconds))
        .or_else(|| Some((ticks?.as_f64()? / TICKS_IN_MS).max(0.0) as u64))
}
