use std::fmt;

/// A stretch of a text: the code points from `start` up to, but not including, `end`,
/// counted from the beginning of the text.
///
/// Code points are the unit of REFI-QDA and of SQLite's `substr`, and what Python and R
/// count, so a span means the same in every program that a study may travel to. It is not a
/// byte range; [`Text::bytes_of`](crate::Text::bytes_of) converts.
///
/// A span may be empty (`start == end`); it never ends before it starts. Spans order by
/// start, then by end.
#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    start: u32,
    end: u32,
}

impl CharSpan {
    /// The span from `start` to `end`.
    ///
    /// # Panics
    ///
    /// If `end` is before `start`. For numbers that come from outside, use
    /// [`CharSpan::checked`].
    #[must_use]
    pub fn new(start: u32, end: u32) -> CharSpan {
        assert!(start <= end, "a span cannot end ({end}) before it starts ({start})");
        CharSpan { start, end }
    }

    /// The span from `start` to `end`, or `None` if it would end before it starts.
    #[must_use]
    pub fn checked(start: u32, end: u32) -> Option<CharSpan> {
        (start <= end).then_some(CharSpan { start, end })
    }

    /// The first code point inside the span.
    #[must_use]
    pub fn start(self) -> u32 {
        self.start
    }

    /// The first code point behind the span.
    #[must_use]
    pub fn end(self) -> u32 {
        self.end
    }

    /// The number of code points in the span.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no code point.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point at `position` is inside the span.
    #[must_use]
    pub fn contains(self, position: u32) -> bool {
        self.start <= position && position < self.end
    }

    /// Whether every code point of `other` is inside this span.
    #[must_use]
    pub fn encloses(self, other: CharSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one code point. Spans that only touch do not.
    #[must_use]
    pub fn overlaps(self, other: CharSpan) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The code points that both spans hold, or `None` if there are none.
    #[must_use]
    pub fn intersection(self, other: CharSpan) -> Option<CharSpan> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(CharSpan { start, end })
    }

    /// The smallest span that encloses both.
    #[must_use]
    pub fn hull(self, other: CharSpan) -> CharSpan {
        CharSpan { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for CharSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl fmt::Display for CharSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::CharSpan;

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        let (left, right) = (CharSpan::new(0, 5), CharSpan::new(5, 9));
        assert!(!left.overlaps(right));
        assert_eq!(left.intersection(right), None);
        assert_eq!(left.hull(right), CharSpan::new(0, 9));
    }

    #[test]
    fn an_empty_span_overlaps_nothing() {
        assert!(!CharSpan::new(3, 3).overlaps(CharSpan::new(0, 9)));
        assert!(CharSpan::new(0, 9).encloses(CharSpan::new(3, 3)));
    }

    #[test]
    fn a_span_that_ends_before_it_starts_is_refused() {
        assert_eq!(CharSpan::checked(4, 3), None);
        assert_eq!(CharSpan::checked(4, 4), Some(CharSpan::new(4, 4)));
    }
}
