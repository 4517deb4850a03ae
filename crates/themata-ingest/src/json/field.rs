//! What the fields of a segment or a word mean, whatever a program calls them.

use serde_json::{Map, Value};

use crate::time::clock;

pub(super) type Fields = Map<String, Value>;

/// What a bare number of a time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
}

/// Names of fields are compared without case, `_` and `-`.
const TEXTS: [&str; 13] = [
    "text",
    "transcript",
    "content",
    "body",
    "sentence",
    "utterance",
    "spokentext",
    "rawtext",
    "display",
    "caption",
    "message",
    "line",
    "words",
];
const WORDS: [&str; 4] = ["punctuatedword", "word", "text", "value"];
const SPEAKERS: [&str; 14] = [
    "speakername",
    "speakerdisplayname",
    "speaker",
    "speakerlabel",
    "speakerid",
    "speakertag",
    "speakermodellabel",
    "participantname",
    "participantrole",
    "participant",
    "author",
    "name",
    "voice",
    "channellabel",
];
/// Times whose unit the name leaves open, or says to be seconds.
const STARTS: [&str; 11] = [
    "start",
    "starttime",
    "startoffset",
    "begin",
    "begintime",
    "from",
    "ts",
    "datastart",
    "offset",
    "timestamp",
    "time",
];
const ENDS: [&str; 9] = [
    "end",
    "endtime",
    "endoffset",
    "stop",
    "stoptime",
    "endts",
    "to",
    "dataend",
    "endtimestamp",
];
/// Times in milliseconds by their name.
const STARTS_MS: [&str; 7] = [
    "startms",
    "starttimems",
    "tstartms",
    "offsetmilliseconds",
    "beginoffsetmillis",
    "beginms",
    "startmillis",
];
const ENDS_MS: [&str; 4] = ["endms", "endtimems", "endoffsetmillis", "endmillis"];
const LENGTHS: [&str; 2] = ["duration", "dur"];
const LENGTHS_MS: [&str; 3] = ["durationms", "ddurationms", "durationmilliseconds"];

/// Whether a field has a name, given without case and signs.
pub(super) fn is_called(field: &str, name: &str) -> bool {
    let plain = field.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' '));
    plain.map(|b| b.to_ascii_lowercase()).eq(name.bytes())
}

fn first<'a>(fields: &'a Fields, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    names.iter().flat_map(|name| {
        fields.iter().filter(|(field, _)| is_called(field, name)).map(|(_, value)| value)
    })
}

/// What is said in a segment.
pub(super) fn text(fields: &Fields) -> Option<&str> {
    first(fields, &TEXTS).find_map(Value::as_str)
}

/// A word as it is written in a sentence.
pub(super) fn word(fields: &Fields) -> Option<&str> {
    first(fields, &WORDS).find_map(Value::as_str)
}

/// Who speaks, in the spelling of the file. A bare number is no name, so it becomes one.
pub(super) fn speaker(fields: &Fields) -> Option<String> {
    first(fields, &SPEAKERS).find_map(name)
}

/// The name that a value is.
pub(super) fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => {
            let name = tidy(name);
            let is_number = name.bytes().all(|b| b.is_ascii_digit());
            match name.as_str() {
                "" | "?" => None,
                _ if is_number => Some(format!("Speaker {name}")),
                _ => Some(name),
            }
        }
        Value::Number(number) => Some(format!("Speaker {number}")),
        Value::Object(fields) => {
            speaker(fields).or_else(|| first(fields, &["label", "id"]).find_map(name))
        }
        _ => None,
    }
}

/// When a segment or a word begins and ends, in milliseconds.
pub(super) fn times(fields: &Fields, unit: Unit) -> (Option<u64>, Option<u64>) {
    let find = |names: &[&str], unit| first(fields, names).find_map(|value| ms(value, unit));
    if let Some((start, end)) = pair(fields, unit) {
        return (start, end);
    }
    let start = find(&STARTS_MS, Unit::Milliseconds).or_else(|| find(&STARTS, unit));
    let end = find(&ENDS_MS, Unit::Milliseconds).or_else(|| find(&ENDS, unit)).or_else(|| {
        let length = find(&LENGTHS_MS, Unit::Milliseconds).or_else(|| find(&LENGTHS, unit))?;
        Some(start?.saturating_add(length))
    });
    (start, end.filter(|&end| start.is_none_or(|start| end >= start)))
}

/// Times that stand together: `"timestamp": [0.0, 2.5]`, `"offsets": {"from": 0, "to": 2500}`,
/// `"instances": [{"start": "0:00:01", "end": "0:00:02"}]`.
fn pair(fields: &Fields, unit: Unit) -> Option<(Option<u64>, Option<u64>)> {
    let find = |name| fields.iter().find(|(field, _)| is_called(field, name)).map(|(_, v)| v);
    if let Some(Value::Object(offsets)) = find("offsets") {
        let both = times(offsets, Unit::Milliseconds);
        return both.0.is_some().then_some(both);
    }
    if let Some(Value::Object(stamps)) = find("timestamps") {
        let both = times(stamps, unit);
        return both.0.is_some().then_some(both);
    }
    if let Some(Value::Array(two)) = find("timestamp").or_else(|| find("timestamps")) {
        let at = |place| two.get(place).and_then(|value| ms(value, unit));
        return at(0).map(|start| (Some(start), at(1).filter(|&end| end >= start)));
    }
    let instances = find("instances")?.as_array()?;
    Some(times(instances.first()?.as_object()?, unit))
}

/// The numbers by which the unit of a file's times is judged: whole numbers for the start and
/// the end of a segment. `None` if there are none or they have fractions.
pub(super) fn whole_times(fields: &Fields) -> Option<(u64, u64)> {
    let find = |names: &[&str]| first(fields, names).find_map(Value::as_u64);
    let start = find(&STARTS)?;
    let end = find(&ENDS).or_else(|| Some(start.saturating_add(find(&LENGTHS)?)))?;
    Some((start, end))
}

/// A moment or a length: a number, `"1.5"`, `"1.5s"`, `"PT1M2.5S"`, `"00:00:01,500"`, or
/// seconds and nanoseconds.
pub(super) fn ms(value: &Value, unit: Unit) -> Option<u64> {
    match value {
        Value::Number(number) => in_ms(number.as_f64()?, unit),
        Value::String(text) => {
            let text = text.trim();
            if let Ok(number) = text.parse() {
                return in_ms(number, unit);
            }
            if let Some(seconds) = text.strip_suffix('s').and_then(|t| t.parse().ok()) {
                return in_ms(seconds, Unit::Seconds);
            }
            if let Some(length) = text.strip_prefix("PT") {
                return iso(length);
            }
            clock(text).filter(|&(_, len)| len == text.len()).map(|(ms, _)| ms)
        }
        Value::Object(parts) => {
            let part = |name| parts.get(name).and_then(|part| ms(part, Unit::Seconds));
            let nanos = parts.get("nanos").and_then(Value::as_u64).unwrap_or(0);
            match part("seconds") {
                Some(seconds) => Some(seconds.saturating_add(nanos / 1_000_000)),
                None => (nanos > 0 || parts.is_empty()).then_some(nanos / 1_000_000),
            }
        }
        _ => None,
    }
}

fn in_ms(number: f64, unit: Unit) -> Option<u64> {
    let factor = if unit == Unit::Seconds { 1_000.0 } else { 1.0 };
    // Recognisers round a start of nought to a hair below it.
    number.is_finite().then(|| (number.max(0.0) * factor).round() as u64)
}

/// What stands behind the `PT` of a length: `1H2M3.5S`.
fn iso(length: &str) -> Option<u64> {
    let mut seconds = 0.0;
    let mut rest = length;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let number: f64 = rest[..at].parse().ok()?;
        seconds += number
            * match rest.as_bytes()[at] {
                b'H' => 3_600.0,
                b'M' => 60.0,
                b'S' => 1.0,
                _ => return None,
            };
        rest = &rest[at + 1..];
    }
    in_ms(seconds, Unit::Seconds)
}

/// Words as one line: control characters go, white space of any kind becomes one space.
pub(super) fn tidy(text: &str) -> String {
    crate::utterances::tidy(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Unit, ms, name};

    #[track_caller]
    fn check(value: Value, expect: Option<u64>) {
        assert_eq!(ms(&value, Unit::Seconds), expect, "{value}");
    }

    #[test]
    fn the_ways_to_write_a_time() {
        check(json!(1.5), Some(1_500));
        check(json!(-0.01), Some(0));
        check(json!("1.5"), Some(1_500));
        check(json!("1.300s"), Some(1_300));
        check(json!("PT1H1M2.5S"), Some(3_662_500));
        check(json!("00:00:01,500"), Some(1_500));
        check(json!({"seconds": "2", "nanos": 500_000_000}), Some(2_500));
        check(json!({"nanos": 500_000_000}), Some(500));
        check(json!(""), None);
        check(json!(null), None);
        check(json!("2024-05-01T10:00:00Z"), None);
        assert_eq!(ms(&json!(250), Unit::Milliseconds), Some(250));
    }

    #[test]
    fn a_number_is_no_name() {
        assert_eq!(name(&json!("SPEAKER_00")).unwrap(), "SPEAKER_00");
        assert_eq!(name(&json!(0)).unwrap(), "Speaker 0");
        assert_eq!(name(&json!("1")).unwrap(), "Speaker 1");
        assert_eq!(name(&json!({"id": 7, "name": "Ann"})).unwrap(), "Ann");
        assert_eq!(name(&json!("?")), None);
    }
}
