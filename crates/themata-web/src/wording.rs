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

/// What was done, for a page: names stand in quotation marks, not between the signs that set them
/// apart on a terminal. Where these do not come in pairs, a name holds one, and all stay.
pub(crate) fn quoting(words: &str) -> String {
    if words.matches('`').count() % 2 == 1 {
        return words.to_owned();
    }
    let parts = words.split('`').enumerate();
    parts
        .map(|(place, part)| match place % 2 {
            0 => part.to_owned(),
            _ => format!("“{part}”"),
        })
        .collect()
}

/// A number of things: `1 coding`, `2 codings`.
pub(crate) fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::quoting;

    #[test]
    fn names_stand_in_quotation_marks() {
        assert_eq!(quoting("make the theme `care`, `IT`"), "make the theme “care”, “IT”");
        assert_eq!(quoting("make the theme `a`b`"), "make the theme `a`b`");
        assert_eq!(quoting("undo"), "undo");
    }
}
