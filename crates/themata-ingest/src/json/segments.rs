//! A list of segments, each with its words and times: Whisper, WhisperX, faster-whisper,
//! whisper.cpp, AssemblyAI, Gladia, the Transformers pipeline, podcasts, Fireflies and whoever
//! writes like them.

use serde_json::Value;

use super::field::{self, Fields, Unit, tidy};
use super::find;
use crate::utterances::{Glue, Stream, Utterance, Word};

/// Nobody speaks fewer characters in a second. Whole numbers of which that would have to be
/// true are milliseconds.
const FEWEST_CHARS: f64 = 0.05;

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let (name, list) = find::segments(root)?;
    let unit = unit(name, list);
    let mut utterances = Vec::with_capacity(list.len());
    let mut changes = false;
    for segment in list {
        match segment {
            Value::Object(fields) => {
                let from = utterances.len();
                segment_of(fields, unit, &mut utterances);
                if let Some(first) = utterances.get_mut(from) {
                    first.changes = std::mem::take(&mut changes);
                }
                // So whisper.cpp says that somebody else speaks, without knowing who.
                changes |= fields.get("speaker_turn_next") == Some(&Value::Bool(true));
            }
            Value::Array(row) => utterances.extend(row_of(row)),
            _ => {}
        }
    }
    Some(utterances)
}

/// What bare numbers count in a list. AssemblyAI calls its list `utterances` and counts
/// milliseconds; the rest mostly counts seconds.
fn unit(name: &str, list: &[Value]) -> Unit {
    let (mut chars, mut span) = (0u64, 0u64);
    let mut whole = true;
    for fields in list.iter().filter_map(Value::as_object) {
        let Some((start, end)) = field::whole_times(fields) else {
            whole &= field::times(fields, Unit::Seconds).0.is_none();
            continue;
        };
        span = span.saturating_add(end.saturating_sub(start));
        chars += field::text(fields).map_or(0, |text| text.chars().count() as u64);
    }
    let too_slow = (chars as f64) < FEWEST_CHARS * span as f64;
    if whole && span > 0 && (too_slow || name == "utterances") {
        Unit::Milliseconds
    } else {
        Unit::Seconds
    }
}

/// A segment, split where the speaker of its words changes.
fn segment_of(fields: &Fields, unit: Unit, utterances: &mut Vec<Utterance>) {
    let Some(text) = field::text(fields) else { return };
    let text = text.trim().trim_end_matches("[SPEAKER_TURN]").trim();
    let (start_ms, end_ms) = field::times(fields, unit);
    let speaker = field::speaker(fields);
    let whole = |speaker, text: &str| Utterance {
        speaker,
        start_ms,
        end_ms,
        words: tidy(text),
        ..Utterance::default()
    };
    let words = fields.get("words").and_then(Value::as_array).map_or(&[][..], |words| words);
    let runs = runs(words, unit);
    let (first, last) = match (runs.first(), runs.last()) {
        (Some(first), Some(last)) if runs.len() > 1 => (first.at, last.at),
        (run, _) => {
            let of_words = run.and_then(|run| run.speaker.clone());
            utterances.push(whole(speaker.or(of_words), text));
            return;
        }
    };
    let places = places(text, words);
    let mut from = 0;
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1).map_or(words.len(), |next| next.at);
        let piece = match &places {
            Some(places) => {
                let to = places.get(next).copied().unwrap_or(text.len());
                let piece = tidy(&text[from..to]);
                from = to;
                piece
            }
            None => joined(&words[run.at..next]),
        };
        let opens = run.at == first;
        let closes = run.at == last;
        utterances.push(Utterance {
            start_ms: if opens { start_ms.or(run.start_ms) } else { run.start_ms },
            end_ms: if closes { end_ms.or(run.end_ms) } else { run.end_ms },
            ..whole(run.speaker.clone(), &piece)
        });
    }
}

/// Some consecutive words of one speaker.
struct Run {
    speaker: Option<String>,
    /// The first of them.
    at: usize,
    start_ms: Option<u64>,
    end_ms: Option<u64>,
}

/// Where the speaker of words changes. Words of nobody go with those before them.
fn runs(words: &[Value], unit: Unit) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(fields) = word.as_object() else { continue };
        let speaker = field::speaker(fields);
        let (start_ms, end_ms) = field::times(fields, unit);
        match runs.last_mut() {
            Some(run)
                if speaker.is_none() || run.speaker.is_none() || run.speaker == speaker =>
            {
                run.speaker = run.speaker.take().or(speaker);
                run.start_ms = run.start_ms.or(start_ms);
                run.end_ms = end_ms.or(run.end_ms);
            }
            _ => runs.push(Run { speaker, at, start_ms, end_ms }),
        }
    }
    if let Some(first) = runs.first_mut() {
        first.at = 0;
    }
    runs
}

/// Where each word begins in the text of its segment, in bytes; `None` if a word is not there.
fn places(text: &str, words: &[Value]) -> Option<Vec<usize>> {
    let mut at = 0;
    let mut places = Vec::with_capacity(words.len());
    for word in words {
        let word = word.as_object().and_then(field::word)?.trim();
        let found = at + text[at..].find(word)?;
        places.push(found);
        at = found + word.len();
    }
    Some(places)
}

fn joined(words: &[Value]) -> String {
    let said = || words.iter().filter_map(Value::as_object).filter_map(field::word);
    let glue = if said().any(|word| word.starts_with(' ')) { "" } else { " " };
    tidy(&said().collect::<Vec<_>>().join(glue))
}

/// A segment of faster-whisper as an old version of it is dumped: a row of number, seek, start,
/// end, text and what else there is.
fn row_of(row: &[Value]) -> Option<Utterance> {
    let [_, _, start, end, Value::String(text), ..] = row else { return None };
    let at = |value| field::ms(value, Unit::Seconds);
    let (start_ms, end_ms) = (at(start), at(end));
    Some(Utterance { start_ms, end_ms, words: tidy(text), ..Utterance::default() })
}

/// A list of words without segments, at any place: `words` of ElevenLabs and AssemblyAI,
/// `result` of Vosk, paragraphs that hold nothing but words.
pub(super) fn read_words(root: &Value) -> Option<Vec<Utterance>> {
    let mut stream = Stream::default();
    if let Some(list) = find::worded(root) {
        for fields in list.iter().filter_map(Value::as_object) {
            let speaker = field::speaker(fields);
            let words = find::words_of(fields)?;
            push_words(&mut stream, words, speaker.as_ref());
        }
    } else {
        push_words(&mut stream, find::words(root)?, None);
    }
    Some(stream.finish())
}

fn push_words(stream: &mut Stream, words: &[Value], speaker: Option<&String>) {
    let unit = word_unit(words);
    let said = || words.iter().filter_map(Value::as_object);
    let spaced = said().filter_map(field::word).skip(1).any(|word| word.starts_with(' '))
        || said().any(|fields| fields.get("type").is_some_and(|kind| kind == "spacing"));
    let glue = if spaced { Glue::AsWritten } else { Glue::Apart };
    for fields in said() {
        let Some(text) = field::word(fields) else { continue };
        let (start_ms, end_ms) = field::times(fields, unit);
        let speaker = field::speaker(fields).or_else(|| speaker.cloned());
        stream.push(Word { speaker, start_ms, end_ms, text }, glue);
    }
}

/// Words take less than a minute each: whole numbers above are milliseconds.
fn word_unit(words: &[Value]) -> Unit {
    let times = words.iter().filter_map(Value::as_object).map(field::whole_times);
    let (mut all, mut span) = (0u64, 0u64);
    for time in times {
        let Some((start, end)) = time else { return Unit::Seconds };
        all += 1;
        span = span.saturating_add(end.saturating_sub(start));
    }
    if span > all * 30 { Unit::Milliseconds } else { Unit::Seconds }
}
