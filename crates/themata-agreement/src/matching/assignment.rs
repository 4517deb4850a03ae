use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An edge from one of the left to one of the right, and what matching the two is worth.
/// Below 2^62, so that the length of a way through the graph stays an integer of 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) right: usize,
    pub(super) worth: u64,
}

/// The greatest worth that a one-to-one matching can have, where anyone may stay alone.
/// `edges` holds the edges of each of the left. With worth 1 throughout it is the size of the
/// largest matching.
///
/// The Hungarian method by shortest ways, on the edges that there are and not on a matrix.
/// One after the other, each of the left looks for the cheapest way to change the matching so
/// that it has a place; a search ends at the first free place, and so never leaves the
/// stretch of text whose units overlap each other in a chain. Crates for the assignment
/// problem want the full matrix and a partner for everyone, which is cubic in all units of a
/// study. Worths are integers, so the optimum is exact and does not depend on any order.
pub(super) fn greatest_worth(edges: &[Vec<Edge>]) -> u128 {
    let rights = edges.iter().flatten().map(|edge| edge.right + 1).max().unwrap_or(0);
    let mut matching = Matching::new(edges, rights);
    // Those with few choices first: one with many, a unit that spans whole pages, is then
    // moved about least.
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|left| edges[*left].len());
    for left in order {
        matching.place(left);
    }
    matching.worth()
}

struct Matching<'a> {
    edges: &'a [Vec<Edge>],
    /// Whom each of the left is matched with, and the worth of that.
    of_left: Vec<Option<Edge>>,
    of_right: Vec<Option<usize>>,
    /// Prices, for which no edge is worth more than its two ends together, and those of the
    /// matching are worth just that. Nobody is below 0; who is alone on the right is at 0.
    left_price: Vec<i128>,
    right_price: Vec<i128>,
    /// What a search knows of each of the right: how far it is, and from whom it is reached.
    reached: Vec<Option<(i128, usize, u64)>>,
}

/// Where a search ends.
#[derive(Clone, Copy)]
enum End {
    /// At one of the right that is free.
    Free(usize),
    /// With one of the left who now stays alone.
    Alone(usize),
}

impl<'a> Matching<'a> {
    fn new(edges: &'a [Vec<Edge>], rights: usize) -> Matching<'a> {
        Matching {
            edges,
            of_left: vec![None; edges.len()],
            of_right: vec![None; rights],
            left_price: vec![0; edges.len()],
            right_price: vec![0; rights],
            reached: vec![None; rights],
        }
    }

    fn worth(&self) -> u128 {
        self.of_left.iter().flatten().map(|edge| u128::from(edge.worth)).sum()
    }

    /// Gives `start` a place, by the way through the matching that costs the least.
    fn place(&mut self, start: usize) {
        let dear = |edge: &Edge| i128::from(edge.worth) - self.right_price[edge.right];
        self.left_price[start] = self.edges[start].iter().map(dear).max().unwrap_or(0).max(0);

        let mut heap = BinaryHeap::new();
        let mut touched = Vec::new();
        let mut settled: Vec<(usize, i128)> = Vec::new();
        let mut passed: Vec<(usize, i128)> = Vec::new();
        let mut left = start;
        let mut here = 0;
        // Staying alone costs the price of whoever stays alone.
        let mut alone = (i128::MAX, start);
        let (far, end) = loop {
            settled.push((left, here));
            alone = alone.min((here + self.left_price[left], left));
            for edge in &self.edges[left] {
                let cost = self.left_price[left] + self.right_price[edge.right]
                    - i128::from(edge.worth);
                let way = here + cost;
                let known = &mut self.reached[edge.right];
                if known.is_none() {
                    touched.push(edge.right);
                }
                if known.is_none_or(|(known, ..)| way < known) {
                    *known = Some((way, left, edge.worth));
                    heap.push(Reverse((way, edge.right)));
                }
            }
            let next = loop {
                match heap.pop() {
                    Some(Reverse((way, right)))
                        if self.reached[right].is_some_and(|(known, ..)| known < way) => {}
                    other => break other,
                }
            };
            match next {
                Some(Reverse((way, right))) if way < alone.0 => match self.of_right[right] {
                    None => break (way, End::Free(right)),
                    Some(owner) => {
                        passed.push((right, way));
                        (left, here) = (owner, way);
                    }
                },
                _ => break (alone.0, End::Alone(alone.1)),
            }
        };
        for (left, way) in settled {
            self.left_price[left] -= far - way;
        }
        for (right, way) in passed {
            self.right_price[right] += far - way;
        }
        self.rematch(start, end);
        touched.into_iter().for_each(|right| self.reached[right] = None);
    }

    /// Changes the matching along the way that a search took, from its end back to its start.
    fn rematch(&mut self, start: usize, end: End) {
        let mut free = match end {
            End::Free(right) => right,
            End::Alone(left) if left == start => return,
            End::Alone(left) => match self.of_left[left].take() {
                Some(edge) => edge.right,
                None => return,
            },
        };
        while let Some((_, left, worth)) = self.reached[free] {
            let before = self.of_left[left].replace(Edge { right: free, worth });
            self.of_right[free] = Some(left);
            match before {
                Some(edge) => free = edge.right,
                None => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Edge, greatest_worth};

    /// Tries everything: each of the left alone, or with anyone who is still free.
    fn slowly(edges: &[Vec<Edge>], taken: &mut Vec<usize>) -> u128 {
        let Some((first, rest)) = edges.split_first() else { return 0 };
        let mut best = slowly(rest, taken);
        for edge in first {
            if !taken.contains(&edge.right) {
                taken.push(edge.right);
                best = best.max(u128::from(edge.worth) + slowly(rest, taken));
                taken.pop();
            }
        }
        best
    }

    fn edges(worths: std::ops::Range<u64>) -> impl Strategy<Value = Vec<Vec<Edge>>> {
        let edge = (0_usize..6, worths).prop_map(|(right, worth)| Edge { right, worth });
        let of_one = prop::collection::vec(edge, 0..5).prop_map(|mut edges| {
            edges.sort_by_key(|edge| edge.right);
            edges.dedup_by_key(|edge| edge.right);
            edges
        });
        prop::collection::vec(of_one, 0..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn it_is_as_good_as_trying_everything(edges in edges(1..9)) {
            prop_assert_eq!(greatest_worth(&edges), slowly(&edges, &mut Vec::new()));
        }

        #[test]
        fn with_equal_worths_it_is_the_largest_matching(edges in edges(1..2)) {
            prop_assert_eq!(greatest_worth(&edges), slowly(&edges, &mut Vec::new()));
        }
    }

    #[test]
    fn nobody_is_matched_with_nobody() {
        assert_eq!(greatest_worth(&[]), 0);
        assert_eq!(greatest_worth(&[Vec::new()]), 0);
    }
}
