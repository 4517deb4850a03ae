//! The JSON of speech recognisers. There are about as many layouts as there are services: the
//! commonest by far is a list of segments, which [`segments`] reads whatever its fields are
//! called; those that say who speaks elsewhere have a file of their own.
//!
//! Speakers are kept as they are spelt; a bare number `0` becomes `Speaker 0`. What is joined
//! to a turn, [`utterances`](crate::utterances) says.

mod aws;
mod azure;
mod deepgram;
mod field;
mod find;
mod google;
mod otter;
mod parse;
mod rev;
mod segments;

use serde_json::Value;

use crate::Document;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::time::LATEST_MS;
use crate::utterances::{self, Utterance};

/// Reads one layout, and finds nothing in what is not its own.
type Layout = fn(&Value) -> Option<Vec<Utterance>>;

/// The layouts, the most telling first.
const LAYOUTS: [Layout; 9] = [
    rev::read,
    azure::read,
    deepgram::read,
    aws::read,
    google::read,
    otter::read,
    otter::read_events,
    segments::read,
    segments::read_words,
];

/// Reads a JSON file.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let root = parse::parse(text)?;
    let said = LAYOUTS.iter().find_map(|read| read(&root)).or_else(|| text_alone(&root));
    let Some(mut said) = said else {
        return Err(Kind::Unsupported {
            what: "a JSON file without `segments`, `utterances`, `monologues`, `results`, \
                   `words` or another list of words with times",
            hint: "export the transcript as .vtt, .srt or .docx",
        });
    };
    drop_late(&mut said, diagnostics);
    let transcript = utterances::transcript(&said, diagnostics);
    let language = language(&root).map(|language| ("language".to_owned(), language));
    Ok(Document { name: None, transcript, attributes: language.into_iter().collect() })
}

/// Drops times that no recording reaches.
fn drop_late(said: &mut [Utterance], diagnostics: &mut Diagnostics) {
    let mut late = 0usize;
    for one in said {
        for time in [&mut one.start_ms, &mut one.end_ms] {
            if time.is_some_and(|ms| ms > LATEST_MS) {
                *time = None;
                late += 1;
            }
        }
    }
    if late > 0 {
        let message = format!("{late} times are too late for any recording and were left out");
        diagnostics.push(Diagnostic::warning("bad-time", message));
    }
}

/// Whether a text that begins with a bracket is a JSON file of this kind. Stamps in brackets
/// begin texts, too.
pub(crate) fn sniff(start: &str) -> bool {
    let inner = start[1..].trim_start();
    let begins = match start.as_bytes()[0] {
        b'{' => inner.starts_with('"'),
        _ => inner.starts_with('{') && inner[1..].trim_start().starts_with('"'),
    };
    let head: String = start.chars().take(20_000).collect();
    const FIELDS: [&str; 9] = [
        "\"segments\"",
        "\"utterances\"",
        "\"monologues\"",
        "\"transcription\"",
        "\"transcript\"",
        "\"recognizedPhrases\"",
        "\"results\"",
        "\"words\"",
        "\"start\"",
    ];
    begins && FIELDS.iter().any(|field| head.contains(field))
}

/// A text without times, or a file that says that nothing was said.
fn text_alone(root: &Value) -> Option<Vec<Utterance>> {
    let paragraph = |line: &str| Utterance { words: field::tidy(line), ..Utterance::default() };
    let text = ["text", "transcript"].iter().find_map(|name| root.get(*name)?.as_str());
    if let Some(text) = text {
        return Some(text.lines().map(paragraph).collect());
    }
    find::is_silent(root).then(Vec::new)
}

/// The language that a file declares, as it spells it.
fn language(root: &Value) -> Option<String> {
    const PLACES: [&str; 12] = [
        "/language",
        "/language_code",
        "/languageCode",
        "/detected_language",
        "/result/language",
        "/params/language",
        "/results/language_code",
        "/results/channels/0/detected_language",
        "/results/0/languageCode",
        "/response/results/0/languageCode",
        "/metadata/transcription_config/language",
        "/recognizedPhrases/0/locale",
    ];
    let mut declared = PLACES.iter().filter_map(|place| root.pointer(place)?.as_str());
    let known = |code: &&str| !code.is_empty() && *code != "auto";
    declared.find(known).map(field::tidy)
}
