//! The block of `Key: value` lines that stands above a transcript: date, place, who is asked.

use super::name::is_preamble_key;
use crate::line::Line;

/// More lines than this are a dialogue or a list.
const MOST_LINES: usize = 40;
const LONGEST_KEY: usize = 40;
const LONGEST_VALUE: usize = 300;

/// The keys and values of the block at the very top, one for each of its lines; `None` if
/// there is no such block. A blank line ends it, no key comes twice, and at least one of them
/// is known for a key, or a dialogue of two lines would be one.
pub(crate) fn header(lines: &[Line]) -> Option<Vec<(&str, &str)>> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 && line.opens {
            break;
        }
        let (key, value) = key_and_value(&line.text)?;
        if found.len() == MOST_LINES || found.iter().any(|&(known, _)| known == key) {
            return None;
        }
        found.push((key, value));
    }
    let known = found.iter().any(|(key, _)| is_preamble_key(key));
    (known && found.len() >= 2 && found.len() < lines.len()).then_some(found)
}

fn key_and_value(text: &str) -> Option<(&str, &str)> {
    let (at, colon) =
        text.char_indices().take(LONGEST_KEY + 1).find(|&(_, c)| matches!(c, ':' | '：'))?;
    let (key, value) = (text[..at].trim(), text[at + colon.len_utf8()..].trim());
    let is_key = key.starts_with(char::is_alphabetic) && key.split_whitespace().count() <= 5;
    let is_short = value.chars().nth(LONGEST_VALUE).is_none();
    let is_address = colon == ':' && value.starts_with("//");
    (is_key && is_short && !is_address).then_some((key, value))
}
