use crate::CharSpan;

/// The code points that at least one of some spans holds, as sorted spans that neither
/// overlap nor touch.
///
/// What two overlapping spans share is counted once. This is what makes a measure on
/// characters independent of how often a coder marked the same words.
///
/// # Examples
///
/// ```
/// use themata_text::{CharSpan, Coverage};
///
/// let coverage = Coverage::of([CharSpan::new(10, 30), CharSpan::new(0, 20)]);
/// assert_eq!(coverage.len(), 30);
/// assert_eq!(coverage.spans(), [CharSpan::new(0, 30)]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    spans: Vec<CharSpan>,
}

impl Coverage {
    /// The coverage of some spans in any order. Empty spans cover nothing.
    #[must_use]
    pub fn of(spans: impl IntoIterator<Item = CharSpan>) -> Coverage {
        let mut sorted: Vec<CharSpan> =
            spans.into_iter().filter(|span| !span.is_empty()).collect();
        if !sorted.is_sorted() {
            sorted.sort_unstable();
        }
        let mut merged: Vec<CharSpan> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match merged.last_mut() {
                Some(last) if span.start() <= last.end() => *last = last.hull(span),
                _ => merged.push(span),
            }
        }
        Coverage { spans: merged }
    }

    /// The covered stretches in order.
    #[must_use]
    pub fn spans(&self) -> &[CharSpan] {
        &self.spans
    }

    /// The number of covered code points.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.spans.iter().map(|span| u64::from(span.len())).sum()
    }

    /// Whether nothing is covered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The stretches that both coverages hold.
    #[must_use]
    pub fn intersection(&self, other: &Coverage) -> Coverage {
        let mut spans = Vec::new();
        let (mut left, mut right) =
            (self.spans.iter().peekable(), other.spans.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            spans.extend(a.intersection(**b));
            if a.end() < b.end() {
                left.next();
            } else {
                right.next();
            }
        }
        Coverage { spans }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Coverage;
    use crate::CharSpan;

    fn spans() -> impl Strategy<Value = Vec<CharSpan>> {
        prop::collection::vec((0u32..80, 0u32..20), 0..12)
            .prop_map(|pairs| pairs.into_iter().map(|(s, l)| CharSpan::new(s, s + l)).collect())
    }

    fn holds(coverage: &Coverage, position: u32) -> bool {
        coverage.spans().iter().any(|span| span.contains(position))
    }

    proptest! {
        #[test]
        fn coverage_holds_what_its_spans_hold(a in spans(), b in spans()) {
            let (left, right) = (Coverage::of(a.clone()), Coverage::of(b));
            let both = left.intersection(&right);
            for position in 0..110 {
                prop_assert_eq!(
                    holds(&left, position),
                    a.iter().any(|span| span.contains(position))
                );
                prop_assert_eq!(
                    holds(&both, position),
                    holds(&left, position) && holds(&right, position)
                );
            }
            prop_assert!(left.spans().windows(2).all(|w| w[0].end() < w[1].start()));
        }
    }
}
