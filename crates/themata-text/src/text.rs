use std::ops::Range;
use std::sync::Arc;

use crate::CharSpan;

/// How many code points lie between two entries of the index. A conversion walks at most this
/// many characters, and the index costs eight bytes for each such stretch.
const STRIDE: u32 = 128;

/// An immutable text with a sparse index between its three ways of counting: code points,
/// UTF-8 bytes and UTF-16 units.
///
/// Cloning is cheap: clones share the text.
///
/// # Examples
///
/// ```
/// use themata_text::{CharSpan, Text};
///
/// let text = Text::new("naïve 🙂!");
/// assert_eq!(text.len(), 8);
/// assert_eq!(text.bytes_of(CharSpan::new(6, 7)), Some(7..11));
/// assert_eq!(text.utf16_of(7), Some(8));
/// ```
#[derive(Clone, Debug)]
pub struct Text {
    string: Arc<str>,
    marks: Arc<[Mark]>,
    len: u32,
}

/// The position of every `STRIDE`th code point in the other two countings.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: u32,
    utf16: u32,
}

impl Text {
    /// A text and its index, made in one pass.
    ///
    /// # Panics
    ///
    /// If the text is longer than `u32::MAX` bytes (4 GiB).
    #[must_use]
    pub fn new(string: impl Into<Arc<str>>) -> Text {
        let string: Arc<str> = string.into();
        assert!(u32::try_from(string.len()).is_ok(), "a text holds at most 4 GiB");
        let mut marks = Vec::with_capacity(string.len() / STRIDE as usize + 1);
        let (mut chars, mut utf16) = (0u32, 0u32);
        for (byte, c) in string.char_indices() {
            if chars.is_multiple_of(STRIDE) {
                marks.push(Mark { byte: byte as u32, utf16 });
            }
            chars += 1;
            utf16 += c.len_utf16() as u32;
        }
        Text { string, marks: marks.into(), len: chars }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The number of code points.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether the text holds no code point.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The span of the whole text.
    #[must_use]
    pub fn span(&self) -> CharSpan {
        CharSpan::new(0, self.len)
    }

    /// The words at a span, or `None` if the span reaches beyond the text.
    #[must_use]
    pub fn slice(&self, span: CharSpan) -> Option<&str> {
        self.bytes_of(span).map(|range| &self.string[range])
    }

    /// Where a span lies in UTF-8 bytes, or `None` if it reaches beyond the text.
    #[must_use]
    pub fn bytes_of(&self, span: CharSpan) -> Option<Range<usize>> {
        Some(self.byte_of(span.start())?..self.byte_of(span.end())?)
    }

    /// Where a range of UTF-8 bytes lies in code points, or `None` if it reaches beyond the
    /// text or cuts through a character.
    #[must_use]
    pub fn span_of(&self, bytes: Range<usize>) -> Option<CharSpan> {
        CharSpan::checked(self.char_of(bytes.start)?, self.char_of(bytes.end)?)
    }

    /// The number of UTF-16 units before a code point, or `None` beyond the end.
    #[must_use]
    pub fn utf16_of(&self, position: u32) -> Option<u32> {
        let (mark, rest) = self.walk_from(position)?;
        Some(mark.utf16 + rest.map(|c| c.len_utf16() as u32).sum::<u32>())
    }

    /// A span widened by up to `context` code points on both sides: the stretch before and
    /// the stretch after, each cut off at the ends of the text.
    #[must_use]
    pub fn around(&self, span: CharSpan, context: u32) -> (CharSpan, CharSpan) {
        let start = span.start().min(self.len);
        let end = span.end().min(self.len);
        (
            CharSpan::new(start.saturating_sub(context), start),
            CharSpan::new(end, end.saturating_add(context).min(self.len)),
        )
    }

    fn byte_of(&self, position: u32) -> Option<usize> {
        let (mark, rest) = self.walk_from(position)?;
        Some(mark.byte as usize + rest.map(char::len_utf8).sum::<usize>())
    }

    fn char_of(&self, byte: usize) -> Option<u32> {
        if !self.string.is_char_boundary(byte) {
            return None;
        }
        let next = self.marks.partition_point(|mark| mark.byte as usize <= byte);
        let Some(nearest) = next.checked_sub(1) else { return Some(0) };
        let from = self.marks[nearest].byte as usize;
        Some(nearest as u32 * STRIDE + self.string[from..byte].chars().count() as u32)
    }

    /// The nearest mark at or before a code point and the characters between the two.
    fn walk_from(&self, position: u32) -> Option<(Mark, impl Iterator<Item = char> + '_)> {
        if position > self.len {
            return None;
        }
        let nearest = (position / STRIDE) as usize;
        // A text whose length is a multiple of the stride has no mark at its very end; the
        // one before it serves, a full stride away.
        let nearest = nearest.min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(nearest).copied().unwrap_or(Mark { byte: 0, utf16: 0 });
        let rest = position - nearest as u32 * STRIDE;
        Some((mark, self.string[mark.byte as usize..].chars().take(rest as usize)))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.string == other.string
    }
}

impl Eq for Text {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Text;
    use crate::CharSpan;

    #[test]
    fn a_span_beyond_the_text_is_no_slice() {
        let text = Text::new("short");
        assert_eq!(text.slice(CharSpan::new(0, 5)), Some("short"));
        assert_eq!(text.slice(CharSpan::new(0, 6)), None);
    }

    #[test]
    fn an_empty_text_has_one_position() {
        let text = Text::new("");
        assert_eq!(text.bytes_of(CharSpan::new(0, 0)), Some(0..0));
        assert_eq!(text.span_of(0..0), Some(CharSpan::new(0, 0)));
    }

    #[test]
    fn a_byte_inside_a_character_is_no_position() {
        assert_eq!(Text::new("é").span_of(0..1), None);
    }

    #[test]
    fn the_context_stops_at_the_ends() {
        let text = Text::new("one two three");
        let (before, after) = text.around(CharSpan::new(4, 7), 6);
        assert_eq!((text.slice(before), text.slice(after)), (Some("one "), Some(" three")));
    }

    proptest! {
        #[test]
        fn conversions_round_trip(string in "[a-zé🙂\\u{301}\n]{0,600}") {
            let text = Text::new(string.as_str());
            let chars: Vec<(usize, char)> = string.char_indices().collect();
            let mut utf16 = 0;
            for position in 0..=text.len() {
                let byte = chars.get(position as usize).map_or(string.len(), |&(byte, _)| byte);
                let span = CharSpan::new(position, position);
                prop_assert_eq!(text.bytes_of(span), Some(byte..byte));
                prop_assert_eq!(text.span_of(byte..byte), Some(span));
                prop_assert_eq!(text.utf16_of(position), Some(utf16));
                utf16 += chars.get(position as usize).map_or(0, |(_, c)| c.len_utf16() as u32);
            }
        }
    }
}
