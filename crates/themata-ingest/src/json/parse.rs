//! From characters to a value.

use serde_json::{Deserializer, Error, Value};

use crate::error::Kind;

/// A file whose values would take more memory than this, in bytes, is turned away. Words and
/// times of sixty hours take less.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Parses a JSON file. Several values one after the other, as in a file with one on each line,
/// become an array.
pub(super) fn parse(text: &str) -> Result<Value, Kind> {
    let found = weight(text);
    if found > MOST_BYTES {
        let exceeded = "an estimated size in memory";
        return Err(Kind::Limit { what: "the JSON file", exceeded, found, limit: MOST_BYTES });
    }
    let parsed = values(text).or_else(|error| match mended(text) {
        Some(mended) => values(&mended).map_err(|_| error),
        None => Err(error),
    });
    parsed.map_err(|error| Kind::Malformed {
        what: "the JSON file",
        message: error.to_string(),
        hint: "export it again from the program that made it",
    })
}

/// Roughly the bytes that the values of a file take: an object is far dearer than the two
/// characters that write it.
fn weight(text: &str) -> u64 {
    text.bytes()
        .map(|byte| match byte {
            b'{' => 640,
            b'[' => 160,
            b',' => 40,
            _ => 1,
        })
        .sum()
}

fn values(text: &str) -> Result<Value, Error> {
    let mut values = Deserializer::from_str(text).into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(if values.len() == 1 { values.remove(0) } else { Value::Array(values) })
}

/// The text without what programs write although JSON does not know it: line ends inside
/// strings, `NaN` and infinities. What replaces them is as long, so that places stay.
fn mended(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut changed) = (false, false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if in_string {
            let is_control = c < ' ';
            changed |= is_control;
            mended.push(if is_control { ' ' } else { c });
            in_string = c != '"' || escaped;
            escaped = c == '\\' && !escaped;
        } else if let Some(word) =
            ["NaN", "-Infinity", "Infinity"].iter().find(|word| rest.starts_with(**word))
        {
            mended.push_str("\"\"");
            mended.extend(std::iter::repeat_n(' ', word.len() - 2));
            changed = true;
            rest = &rest[word.len()..];
            continue;
        } else {
            in_string = c == '"';
            mended.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    changed.then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::{mended, parse};

    #[test]
    fn what_programs_write_although_json_does_not_know_it() {
        assert_eq!(mended(r#"{"a\"":[NaN,-Infinity]}"#).unwrap(), {
            r#"{"a\"":["" ,""       ]}"#
        });
        assert_eq!(mended("[\"NaN\n\"]").unwrap(), "[\"NaN \"]");
        assert_eq!(mended("[1]"), None);
    }

    #[test]
    fn values_on_lines_of_their_own_are_an_array() {
        assert_eq!(parse("1\n[2]\n").unwrap(), serde_json::json!([1, [2]]));
        assert_eq!(parse("[2]").unwrap(), serde_json::json!([2]));
    }

    #[test]
    fn a_file_that_would_fill_the_memory_is_turned_away() {
        let text = format!("[{}0]", "{},".repeat(1_000_000));
        assert!(parse(&text).is_err());
    }
}
