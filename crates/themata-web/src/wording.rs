//! Small wordings of pages.

/// A message as a sentence: with a capital letter and a full stop.
pub(crate) fn sentence(message: &str) -> String {
    let message = message.trim();
    let mut letters = message.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let ends = message.ends_with(['.', '!', '?', '…', ':']);
    format!("{}{rest}{}", first.to_uppercase(), if ends { "" } else { "." })
}

/// A number of things: `1 coding`, `2 codings`.
pub(crate) fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
