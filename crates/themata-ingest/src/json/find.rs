//! Where in a file the list of segments or of words is. Programs wrap it differently, so it is
//! looked for a few levels deep, and a list of a telling name is taken before others.

use serde_json::Value;

use super::field::{self, Fields, Unit, is_called};

/// How deep lists are looked for, and in how many objects.
const DEEPEST: usize = 5;
const MOST_OBJECTS: usize = 1_000;
/// How many entries of a list say what it is.
const SAMPLE: usize = 50;

/// The names of lists of segments, the most telling first. `speakers` holds segments with
/// names where `chunks` has them without.
const LISTS: [&str; 20] = [
    "utterances",
    "segments",
    "transcription",
    "phrases",
    "sentences",
    "entries",
    "speakers",
    "chunks",
    "transcript",
    "transcripts",
    "transcriptions",
    "captions",
    "cues",
    "subtitles",
    "events",
    "paragraphs",
    "results",
    "result",
    "data",
    "output",
];
const WORD_LISTS: [&str; 3] = ["words", "result", "items"];

/// The list of segments with the name that it has.
pub(super) fn segments(root: &Value) -> Option<(&str, &Vec<Value>)> {
    lists(root).into_iter().find(|(name, list)| {
        let known = LISTS.iter().any(|known| is_called(name, known)) || name.is_empty();
        is_list(list, |entry| is_segment(entry, known)) && !is_word_list(name)
    })
}

/// The list of segments that have no text but the words in them.
pub(super) fn worded(root: &Value) -> Option<&Vec<Value>> {
    let is_worded = |entry: &Value| {
        entry.as_object().and_then(words_of).is_some_and(|w| w.is_empty() || is_words(w))
    };
    let mut lists = lists(root).into_iter();
    lists.find(|(_, list)| is_list(list, is_worded)).map(|(_, list)| list)
}

/// The list of words.
pub(super) fn words(root: &Value) -> Option<&Vec<Value>> {
    let mut lists = lists(root).into_iter();
    lists
        .find(|(name, list)| (name.is_empty() || is_word_list(name)) && is_words(list))
        .map(|(_, list)| list)
}

/// The words in a segment.
pub(super) fn words_of(fields: &Fields) -> Option<&Vec<Value>> {
    WORD_LISTS.iter().find_map(|name| fields.get(*name)?.as_array())
}

/// Whether a file has an empty list where others have segments: nobody said anything.
pub(super) fn is_silent(root: &Value) -> bool {
    lists(root).iter().any(|(name, list)| {
        list.is_empty() && (name.is_empty() || LISTS.iter().any(|known| is_called(name, known)))
    })
}

/// The lists of a file with their names: those less deep first, and of one depth those with
/// more telling names.
fn lists(root: &Value) -> Vec<(&str, &Vec<Value>)> {
    let mut found: Vec<(usize, usize, &str, &Vec<Value>)> = Vec::new();
    let mut level: Vec<&Value> = vec![root];
    if let Value::Array(list) = root {
        found.push((0, 0, "", list));
    }
    for depth in 0..DEEPEST {
        let mut next = Vec::new();
        for value in level {
            let fields = match value {
                Value::Object(fields) => fields,
                Value::Array(list) => {
                    // What wraps its list in a list has one entry.
                    next.extend(list.first().filter(|first| first.is_object()));
                    continue;
                }
                _ => continue,
            };
            for (name, value) in fields {
                if let Value::Array(list) = value {
                    let rank = LISTS.iter().position(|known| is_called(name, known));
                    let words = usize::from(is_word_list(name));
                    let rank = rank.unwrap_or(LISTS.len() + 1 - words);
                    found.push((depth, rank, name, list));
                }
                if next.len() < MOST_OBJECTS && (value.is_object() || value.is_array()) {
                    next.push(value);
                }
            }
        }
        level = next;
    }
    found.sort_by_key(|&(depth, rank, ..)| (depth, rank));
    found.into_iter().map(|(_, _, name, list)| (name, list)).collect()
}

fn is_word_list(name: &str) -> bool {
    is_called(name, "words") || is_called(name, "wordsegments")
}

fn is_list(list: &[Value], is_meant: impl Fn(&Value) -> bool) -> bool {
    let sample = &list[..list.len().min(SAMPLE)];
    let meant = sample.iter().filter(|entry| is_meant(entry)).count();
    meant * 2 >= sample.len() && meant > 0
}

fn is_segment(entry: &Value, known: bool) -> bool {
    match entry {
        Value::Object(fields) => {
            let timed = field::times(fields, Unit::Seconds).0.is_some();
            let named = field::speaker(fields).is_some();
            field::text(fields).is_some() && if known { timed || named } else { timed }
        }
        Value::Array(row) => {
            matches!(&row[..], [_, _, start, end, Value::String(_), ..]
                if start.is_number() && end.is_number())
        }
        _ => false,
    }
}

fn is_words(list: &[Value]) -> bool {
    is_list(list, |entry| {
        entry.as_object().is_some_and(|fields| {
            field::word(fields).is_some() && field::times(fields, Unit::Seconds).0.is_some()
        })
    })
}
