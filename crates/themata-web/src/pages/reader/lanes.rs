//! Which stripe of the margin each coding has.

use themata_text::CharSpan;

/// The lane of each span, counted from 0 beside the text: the first that is free where the span
/// begins. Spans come in order of their beginning. Those that no chain of overlaps joins do not
/// change each other's lanes.
pub(super) fn lanes(spans: &[CharSpan]) -> Vec<usize> {
    let mut ends: Vec<u32> = Vec::new();
    spans
        .iter()
        .map(|span| {
            if ends.iter().all(|&end| end <= span.start()) {
                ends.clear();
            }
            let free = ends.iter().position(|&end| end <= span.start());
            let lane = free.unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(end) => *end = span.end(),
                None => ends.push(span.end()),
            }
            lane
        })
        .collect()
}

/// The stretches in which lanes may be others when codings at `changed` come, go or move: with
/// everything that a chain of overlaps joins to them.
pub(super) fn touched(spans: &[CharSpan], changed: &[CharSpan]) -> Vec<CharSpan> {
    let mut joined: Vec<CharSpan> = Vec::new();
    for &span in spans {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.hull(span),
            _ => joined.push(span),
        }
    }
    joined.retain(|stretch| changed.iter().any(|change| change.overlaps(*stretch)));
    joined.extend(changed);
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use themata_text::CharSpan;

    use super::{lanes, touched};

    fn spans(pairs: &[(u32, u32)]) -> Vec<CharSpan> {
        let mut spans: Vec<_> = pairs
            .iter()
            .map(|&(start, len)| CharSpan::new(start, start + len.max(1)))
            .collect();
        spans.sort_by_key(|span| (span.start(), span.end()));
        spans
    }

    #[test]
    fn lanes_fill_from_the_text_outwards() {
        let spans = spans(&[(0, 10), (2, 3), (4, 8), (6, 2), (20, 5)]);
        assert_eq!(lanes(&spans), [0, 1, 2, 1, 0]);
    }

    proptest! {
        #[test]
        fn no_two_that_overlap_share_a_lane(
            pairs in prop::collection::vec((0_u32..60, 1_u32..20), 0..25),
        ) {
            let spans = spans(&pairs);
            let lanes = lanes(&spans);
            for (i, a) in spans.iter().enumerate() {
                for (j, b) in spans.iter().enumerate().skip(i + 1) {
                    prop_assert!(!a.overlaps(*b) || lanes[i] != lanes[j]);
                }
            }
        }

        #[test]
        fn what_is_not_touched_keeps_its_lane(
            pairs in prop::collection::vec((0_u32..80, 1_u32..12), 1..25),
            at in 0_usize..25,
        ) {
            let before = spans(&pairs);
            let removed = before[at % before.len()];
            let mut after = before.clone();
            after.remove(at % before.len());
            let (old, new) = (lanes(&before), lanes(&after));
            let touched = touched(&after, &[removed]);
            let mut place = 0;
            for (i, span) in before.iter().enumerate() {
                if i == at % before.len() {
                    continue;
                }
                if !touched.iter().any(|stretch| stretch.overlaps(*span)) {
                    prop_assert_eq!(old[i], new[place]);
                }
                place += 1;
            }
        }
    }
}
