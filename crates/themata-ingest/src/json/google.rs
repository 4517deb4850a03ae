//! Lists of results with alternatives: Google Speech-to-Text, Speechmatics and Watson.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::field::{self, Fields, Unit, tidy};
use crate::utterances::{Glue, Stream, Utterance, Word};

pub(super) fn read(root: &Value) -> Option<Vec<Utterance>> {
    let body = root.get("response").unwrap_or(root);
    let results = body.get("results")?.as_array()?;
    let results: Vec<&Fields> = results.iter().filter_map(Value::as_object).collect();
    let has_alternatives = |result: &&&Fields| result.contains_key("alternatives");
    if results.iter().filter(has_alternatives).count() * 2 < results.len().max(1) {
        return None;
    }
    if results.iter().any(|result| result.get("type").is_some_and(|kind| kind == "word")) {
        return Some(speechmatics(&results));
    }
    if let Some(labels) = body.get("speaker_labels").and_then(Value::as_array) {
        return Some(watson(&results, labels));
    }
    if results.iter().any(|result| best(result).is_some_and(|b| b.contains_key("timestamps"))) {
        return Some(watson(&results, &[]));
    }
    Some(google(&results))
}

fn best(result: &Fields) -> Option<&Fields> {
    result.get("alternatives")?.get(0)?.as_object()
}

fn words(alternative: &Fields) -> impl Iterator<Item = &Fields> {
    let words = alternative.get("words").and_then(Value::as_array);
    words.into_iter().flatten().filter_map(Value::as_object)
}

/// Google says who speaks in one more result at the end, which has all words once again.
fn google(results: &[&Fields]) -> Vec<Utterance> {
    let tagged = |result: &&Fields| {
        best(result).is_some_and(|best| words(best).any(|word| speaker(word).is_some()))
    };
    let count = |result: &&Fields| best(result).map_or(0, |best| words(best).count());
    let last = results.last().filter(|last| tagged(last));
    let earlier = results.len().saturating_sub(1);
    let all_again = last.is_some_and(|last| {
        let before = &results[..earlier];
        let told: usize = before.iter().map(count).sum();
        before.iter().all(|result| !tagged(result))
            || (count(last) >= told && begin_alike(before, last))
    });
    let results = if all_again { &results[earlier..] } else { results };
    let mut stream = Stream::default();
    for result in results {
        let Some(best) = best(result) else { continue };
        let channel = result.get("channelTag").and_then(Value::as_u64).filter(|&tag| tag > 0);
        let channel = channel.map(|tag| format!("Channel {tag}"));
        let mut any = false;
        for word in words(best) {
            any = true;
            let Some(text) = field::word(word) else { continue };
            // A protobuf leaves out what is nought.
            let (start_ms, end_ms) = field::times(word, Unit::Seconds);
            let start_ms = start_ms.or(end_ms.map(|_| 0));
            let speaker = speaker(word).or_else(|| channel.clone());
            stream.push(Word { speaker, start_ms, end_ms, text }, Glue::Apart);
        }
        if !any && let Some(text) = field::text(best) {
            let text = tidy(text);
            let word = Word { speaker: channel, text: &text, ..Word::default() };
            stream.push(word, Glue::Apart);
        }
        stream.cut();
    }
    stream.finish()
}

/// Whether a result begins with the words with which others begin, and no later.
fn begin_alike(before: &[&Fields], last: &Fields) -> bool {
    let first_word = |result: &Fields| {
        let word = words(best(result)?).next()?;
        let (start_ms, _) = field::times(word, Unit::Seconds);
        Some((field::word(word)?.to_owned(), start_ms.unwrap_or(0)))
    };
    let first = before.iter().find_map(|result| first_word(result));
    match (first, first_word(last)) {
        (Some((word, start)), Some((again, restart))) => word == again && restart <= start,
        _ => false,
    }
}

/// The number nought says that nobody was found.
fn speaker(word: &Map<String, Value>) -> Option<String> {
    field::speaker(word).filter(|name| name != "Speaker 0")
}

/// Every result is a word or a sign.
fn speechmatics(results: &[&Fields]) -> Vec<Utterance> {
    let mut stream = Stream::default();
    for result in results {
        let Some(best) = best(result) else { continue };
        let Some(text) = field::text(best) else { continue };
        let speaker = field::speaker(best)
            .filter(|name| name != "UU")
            .or_else(|| result.get("channel").and_then(field::name));
        let touches = result.get("attaches_to").is_some_and(|to| to == "previous")
            || (!result.contains_key("attaches_to")
                && result.get("type").is_some_and(|kind| kind == "punctuation"));
        let glue = if touches { Glue::Touching } else { Glue::Apart };
        let (start_ms, end_ms) = field::times(result, Unit::Seconds);
        stream.push(Word { speaker, start_ms, end_ms, text }, glue);
    }
    stream.finish()
}

/// Words are rows of word, start and end; who speaks is told beside them, by start.
fn watson(results: &[&Fields], labels: &[Value]) -> Vec<Utterance> {
    let at = |value: Option<&Value>| value.and_then(|value| field::ms(value, Unit::Seconds));
    let whose: HashMap<u64, String> = labels
        .iter()
        .filter_map(|label| Some((at(label.get("from"))?, field::name(label.get("speaker")?)?)))
        .collect();
    let mut stream = Stream::default();
    for best in results.iter().filter_map(|result| best(result)) {
        let rows = best.get("timestamps").and_then(Value::as_array);
        for row in rows.into_iter().flatten() {
            let Some(text) = row.get(0).and_then(Value::as_str) else { continue };
            let (start_ms, end_ms) = (at(row.get(1)), at(row.get(2)));
            let speaker = start_ms.and_then(|start| whose.get(&start).cloned());
            stream.push(Word { speaker, start_ms, end_ms, text }, Glue::Apart);
        }
        stream.cut();
    }
    stream.finish()
}
