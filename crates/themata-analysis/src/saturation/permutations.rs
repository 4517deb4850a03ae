use rayon::prelude::*;
use themata_agreement::uncertainty::SeededNumbers;

use super::curve::{Runs, new_codes};
use super::{Coded, SaturationOptions};

/// Saturation in random orders of the documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Permuted {
    /// The number of different codes up to each position.
    pub positions: Vec<PermutedPosition>,
    /// In how many orders saturation was reached after so many documents, ascending.
    pub reached: Vec<(usize, u64)>,
    /// The number of orders in which it was not reached.
    pub not_reached: u64,
}

/// The number of different codes up to a position, over all orders. A quantile is the
/// smallest number that at least this share of the orders does not exceed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PermutedPosition {
    /// The mean.
    pub mean: f64,
    /// The quantile of 2.5 %.
    pub low: u64,
    /// The median.
    pub median: u64,
    /// The quantile of 97.5 %.
    pub high: u64,
}

impl Permuted {
    /// The smallest number of documents after which a share of all orders had reached
    /// saturation; `None` if so many never did.
    #[must_use]
    pub fn reached_by(&self, share: f64) -> Option<usize> {
        let orders =
            self.not_reached + self.reached.iter().map(|(_, orders)| orders).sum::<u64>();
        let wanted = rank(orders, share);
        let mut so_far = 0;
        self.reached.iter().find_map(|&(documents, orders)| {
            so_far += orders;
            (so_far >= wanted).then_some(documents)
        })
    }

    /// The share of orders in which saturation was reached.
    #[must_use]
    pub fn share_reached(&self) -> Option<f64> {
        let reached: u64 = self.reached.iter().map(|(_, orders)| orders).sum();
        let orders = reached + self.not_reached;
        (orders > 0).then(|| reached as f64 / orders as f64)
    }
}

/// Goes through the documents in as many random orders as were asked for.
pub(super) fn permuted(coded: &Coded<'_>, options: SaturationOptions) -> Permuted {
    let documents = coded.documents.len();
    // In the order of their numbers, so that a seed means the same whatever order was asked
    // for.
    let mut known: Vec<usize> = (0..documents).collect();
    known.sort_by_key(|&at| coded.documents[at].0);
    let orders: Vec<(Vec<u64>, Option<usize>)> = (0..options.permutations)
        .into_par_iter()
        .map_init(Vec::new, |seen, number| {
            let order = drawn(&known, options.seed, number as u64);
            let mut new = new_codes(coded, &order, seen);
            let reached = Runs::of(&new, options).reached();
            let mut sum = 0;
            for new in &mut new {
                sum += *new;
                *new = sum;
            }
            (new, reached)
        })
        .collect();

    let positions = (0..documents).into_par_iter().map(|at| {
        let mut numbers: Vec<u64> =
            orders.iter().map(|(cumulative, _)| cumulative[at]).collect();
        numbers.sort_unstable();
        position(&numbers)
    });
    let positions = positions.collect();
    let mut points: Vec<usize> = orders.iter().filter_map(|(_, reached)| *reached).collect();
    points.sort_unstable();
    let reached = points.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64));
    Permuted {
        positions,
        reached: reached.collect(),
        not_reached: (orders.len() - points.len()) as u64,
    }
}

fn position(sorted: &[u64]) -> PermutedPosition {
    let count = sorted.len() as u64;
    let quantile = |share| sorted[rank(count, share) as usize - 1];
    let sum: u64 = sorted.iter().sum();
    PermutedPosition {
        mean: sum as f64 / count as f64,
        low: quantile(0.025),
        median: quantile(0.5),
        high: quantile(0.975),
    }
}

/// The rank, counted from 1, of the smallest of `count` numbers that a share of them does not
/// exceed.
fn rank(count: u64, share: f64) -> u64 {
    // Whole thousandths, because 0.975 × 200 is a little less or more than 195.
    let thousandths = (share * 1000.0).round() as u64;
    (count * thousandths).div_ceil(1000).clamp(1, count.max(1))
}

/// Documents in random order: Fisher and Yates's shuffle, each order from a stream of its
/// own.
///
/// Neither the generator nor the way from its numbers to an order may change: the same seed
/// gives the same orders for ever.
fn drawn(documents: &[usize], seed: u64, number: u64) -> Vec<usize> {
    let mut numbers = SeededNumbers::new(seed, number);
    let mut order = documents.to_vec();
    for last in (1..order.len()).rev() {
        order.swap(last, numbers.below(last as u64 + 1) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Permuted, drawn, position, rank};

    #[test]
    fn every_order_is_drawn_equally_often() {
        let mut times = std::collections::BTreeMap::new();
        for number in 0..6_000 {
            *times.entry(drawn(&[0, 1, 2], 3, number)).or_insert(0) += 1;
        }
        assert_eq!(times.len(), 6);
        // The standard deviation of each is about 29.
        assert!(times.values().all(|times| (880..1_120).contains(times)), "{times:?}");
        assert_eq!(drawn(&[4, 5, 6, 7], 9, 2), drawn(&[4, 5, 6, 7], 9, 2));
        assert_eq!(drawn(&[], 9, 2), Vec::<usize>::new());
    }

    #[test]
    fn quantiles_are_the_smallest_that_so_many_do_not_exceed() {
        let numbers: Vec<u64> = (1..=200).collect();
        let all = position(&numbers);
        assert_eq!((all.low, all.median, all.high), (5, 100, 195));
        assert!((all.mean - 100.5).abs() < 1e-12);
        assert_eq!((rank(1, 0.025), rank(3, 0.5), rank(0, 0.5)), (1, 2, 1));
    }

    #[test]
    fn points_add_up_over_orders() {
        let points =
            Permuted { positions: Vec::new(), reached: vec![(4, 3), (6, 5)], not_reached: 2 };
        assert_eq!(points.reached_by(0.3), Some(4));
        assert_eq!(points.reached_by(0.5), Some(6));
        assert_eq!(points.reached_by(0.975), None);
        assert_eq!(points.share_reached(), Some(0.8));
    }
}
