use crate::CharSpan;

/// A stretch in which the same spans are present from its first code point to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where the stretch lies.
    pub span: CharSpan,
    /// Which of the given spans hold it: their places in the input, ascending.
    pub members: Vec<usize>,
}

/// Cuts `whole` wherever one of `spans` begins or ends.
///
/// The runs follow each other without a gap and together are `whole`, so that text can be
/// drawn run by run however the spans overlap. What lies outside `whole` is left out; empty
/// spans cut nothing. The cost is that of sorting the spans, plus the size of the result.
///
/// # Examples
///
/// ```
/// use themata_text::{CharSpan, runs};
///
/// let runs = runs(CharSpan::new(0, 10), &[CharSpan::new(0, 6), CharSpan::new(4, 10)]);
/// let drawn: Vec<_> = runs.iter().map(|run| (run.span.len(), run.members.as_slice())).collect();
/// assert_eq!(drawn, [(4, &[0][..]), (2, &[0, 1]), (4, &[1])]);
/// ```
#[must_use]
pub fn runs(whole: CharSpan, spans: &[CharSpan]) -> Vec<Run> {
    let mut edges: Vec<(u32, Edge, usize)> = Vec::with_capacity(spans.len() * 2);
    for (place, span) in spans.iter().enumerate() {
        if let Some(inside) = span.intersection(whole) {
            edges.push((inside.start(), Edge::Begin, place));
            edges.push((inside.end(), Edge::End, place));
        }
    }
    edges.sort_unstable();

    let mut runs = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    let mut from = whole.start();
    for (position, edge, place) in edges {
        if position > from {
            runs.push(Run { span: CharSpan::new(from, position), members: members.clone() });
            from = position;
        }
        match (edge, members.binary_search(&place)) {
            (Edge::Begin, Err(at)) => members.insert(at, place),
            (Edge::End, Ok(at)) => {
                members.remove(at);
            }
            _ => {}
        }
    }
    if from < whole.end() {
        runs.push(Run { span: CharSpan::new(from, whole.end()), members });
    }
    runs
}

/// Ends sort before beginnings, so that at a shared position what is over has left first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    End,
    Begin,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::runs;
    use crate::CharSpan;

    proptest! {
        #[test]
        fn runs_follow_each_other_and_know_their_members(
            len in 0u32..60,
            pairs in prop::collection::vec((0u32..70, 0u32..20), 0..10),
        ) {
            let spans: Vec<CharSpan> =
                pairs.iter().map(|&(start, len)| CharSpan::new(start, start + len)).collect();
            let runs = runs(CharSpan::new(0, len), &spans);
            let mut at = 0;
            for run in &runs {
                prop_assert_eq!(run.span.start(), at);
                prop_assert!(!run.span.is_empty());
                at = run.span.end();
                let holding: Vec<usize> =
                    (0..spans.len()).filter(|&i| spans[i].overlaps(run.span)).collect();
                prop_assert_eq!(&run.members, &holding);
                prop_assert!(holding.iter().all(|&i| spans[i].encloses(run.span)));
            }
            prop_assert_eq!(at, len);
        }
    }
}
