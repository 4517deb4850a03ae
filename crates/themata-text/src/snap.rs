use unicode_segmentation::UnicodeSegmentation;

use crate::{CharSpan, Text};

/// A span as a person meant it: without white space at its ends, and with no word cut through.
///
/// Whoever picks a passage by hand lets go in the middle of a word. Ends that stand inside a
/// word move outwards to its edge; ends in punctuation stay where they are, but never inside
/// what a reader sees as one character. `None` if nothing but white space is left, or the span
/// reaches beyond the text.
///
/// # Examples
///
/// ```
/// use themata_text::{CharSpan, Text, to_words};
///
/// let text = Text::new("We felt heard, at last.");
/// let snapped = to_words(&text, CharSpan::new(4, 13)).unwrap();
/// assert_eq!(text.slice(snapped), Some("felt heard"));
/// ```
#[must_use]
pub fn to_words(text: &Text, span: CharSpan) -> Option<CharSpan> {
    snapped(text, span, |line| {
        line.split_word_bound_indices()
            .flat_map(|(at, piece)| {
                let is_word = piece.chars().any(char::is_alphanumeric);
                // What is no word may be cut, but not within what is seen as one character.
                let inside = piece.grapheme_indices(true).map(move |(within, _)| at + within);
                inside.take(if is_word { 1 } else { usize::MAX })
            })
            .collect()
    })
}

/// A span without white space at its ends and without a character cut through: what a reader
/// sees as one, such as a letter with its accent or an emoji of several parts, is whole.
///
/// `None` if nothing but white space is left, or the span reaches beyond the text.
#[must_use]
pub fn to_characters(text: &Text, span: CharSpan) -> Option<CharSpan> {
    snapped(text, span, |line| line.grapheme_indices(true).map(|(at, _)| at).collect())
}

/// Moves the ends of a span outwards to the edges that a line has, given as bytes from its
/// beginning. Only the lines in which the span begins and ends are looked at.
fn snapped(
    text: &Text,
    span: CharSpan,
    edges: impl Fn(&str) -> Vec<usize>,
) -> Option<CharSpan> {
    let string = text.as_str();
    let bytes = text.bytes_of(span)?;
    let words = &string[bytes.clone()];
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return None;
    }
    let start = bytes.start + (words.len() - words.trim_start().len());
    let end = start + trimmed.len();

    let line_of = |at: usize| {
        let from = string[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let to = string[at..].find('\n').map_or(string.len(), |newline| at + newline);
        (from, &string[from..to])
    };
    let (from, line) = line_of(start);
    let before = edges(line).into_iter().take_while(|&edge| from + edge <= start).last();
    let start = from + before.unwrap_or(0);
    let (from, line) = line_of(end);
    let behind = edges(line).into_iter().find(|&edge| from + edge >= end);
    let end = from + behind.unwrap_or(line.len());
    text.span_of(start..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{to_characters, to_words};
    use crate::{CharSpan, Text};

    fn check(words: &str, start: u32, end: u32, expect: Option<&str>) {
        let text = Text::new(words);
        let span = to_words(&text, CharSpan::new(start, end));
        assert_eq!(span.and_then(|span| text.slice(span)), expect, "{words:?} {start}..{end}");
    }

    #[test]
    fn ends_move_to_the_edges_of_words() {
        check("We felt heard, at last.", 4, 13, Some("felt heard"));
        check("We felt heard, at last.", 0, 2, Some("We"));
        check("We felt heard, at last.", 8, 14, Some("heard,"));
        check("We felt heard, at last.", 2, 3, None);
        check("don't stop", 1, 2, Some("don't"));
    }

    #[test]
    fn white_space_at_the_ends_is_left_out() {
        check("one two  three", 3, 9, Some("two"));
        check("one\n\ntwo", 2, 5, Some("one"));
    }

    #[test]
    fn lines_are_crossed_but_not_joined() {
        check("first line\nsecond line", 8, 14, Some("line\nsecond"));
    }

    #[test]
    fn nothing_that_is_seen_as_one_character_is_cut() {
        let text = Text::new("so 👩‍🔬! e\u{301}t");
        let span = to_characters(&text, CharSpan::new(4, 5)).unwrap();
        assert_eq!(text.slice(span), Some("👩‍🔬"));
        let span = to_characters(&text, CharSpan::new(8, 9)).unwrap();
        assert_eq!(text.slice(span), Some("e\u{301}"));
        check("so 👩‍🔬!", 4, 5, Some("👩‍🔬"));
    }

    #[test]
    fn what_lies_beyond_the_text_is_nowhere() {
        check("short", 3, 9, None);
    }

    proptest! {
        #[test]
        fn snapping_again_changes_nothing(
            words in "[a-c é👩🏽\u{301}\n.']{1,30}",
            from in 0u32..30,
            len in 0u32..30,
        ) {
            let text = Text::new(words.as_str());
            let start = from.min(text.len());
            let span = CharSpan::new(start, (start + len).min(text.len()));
            for snap in [to_words, to_characters] {
                if let Some(once) = snap(&text, span) {
                    prop_assert_eq!(snap(&text, once), Some(once));
                    let bytes = text.bytes_of(once).unwrap();
                    let picked = &text.as_str()[text.bytes_of(span).unwrap()];
                    prop_assert!(text.as_str()[bytes].contains(picked.trim()));
                }
            }
        }
    }
}
