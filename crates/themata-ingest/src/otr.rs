//! oTranscribe files: a JSON object whose `text` is a piece of a web page. Moments of the
//! recording stand in it as elements with the exact time, which become stamps in the lines,
//! so that they are found there as in any text.

use serde_json::Value;

use crate::Place;
use crate::diagnostic::Diagnostics;
use crate::error::Kind;
use crate::html;
use crate::layout::Layout;

const WHAT: &str = "the oTranscribe file";
/// The keys that tell an oTranscribe file from other JSON with a `text`.
const OWN_KEYS: [&str; 3] = ["media", "media-time", "media-source"];
/// The keys of programs whose JSON has a `text` too.
const OTHER_KEYS: [&str; 3] = ["segments", "results", "chunks"];

/// Reads an oTranscribe file.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Layout, Kind> {
    let value = parse(text).map_err(|error| Kind::Malformed {
        what: WHAT,
        message: format!(
            "its JSON breaks off or is wrong at line {}, column {}",
            error.line(),
            error.column()
        ),
        hint: "open it in oTranscribe and export it again",
    })?;
    let words = value.get("text").and_then(Value::as_str).ok_or_else(|| Kind::Malformed {
        what: WHAT,
        message: "it has no `text`".to_owned(),
        hint: "open it in oTranscribe and export it again",
    })?;
    let page = html::page(words, false);
    page.left_out.report("text", diagnostics);
    let mut lines = page.lines;
    for (line, number) in lines.iter_mut().zip(1..) {
        line.place = Place::Paragraph(number);
    }
    Ok(Layout::of(lines))
}

/// Whether a text begins like one.
pub(crate) fn sniff(start: &str) -> bool {
    start.starts_with('{')
        && has_key(start, "text")
        && OWN_KEYS.iter().any(|key| has_key(start, key))
        && !OTHER_KEYS.iter().any(|key| has_key(start, key))
}

/// Whether a key stands anywhere in some JSON. Inside of a string its quotes would be escaped.
fn has_key(json: &str, key: &str) -> bool {
    let quoted = format!("\"{key}\"");
    json.match_indices(&quoted).any(|(at, _)| {
        !json[..at].ends_with('\\') && json[at + quoted.len()..].trim_start().starts_with(':')
    })
}

fn parse(text: &str) -> Result<Value, serde_json::Error> {
    // Separators of lines and paragraphs may stand in a string of JSON, line feeds may not, and
    // they have become such.
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&text.replace('\n', " ")).map_err(|_| error))
}
