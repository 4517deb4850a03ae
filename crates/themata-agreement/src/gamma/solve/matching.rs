use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::problem::Problem;

/// The groups that gain most where all groups are pairs of a unit of one coder and a unit of
/// the other: an assignment in which units may stay alone.
///
/// Units of the first coder come in one after the other, each along the shortest path on
/// which others change partners or give theirs up (Kuhn 1955; Tomizawa 1971). Paths end
/// where units far away are not concerned, so that the time is about that of the pairs; it
/// is never more than units times pairs, but for a logarithm.
pub(super) fn matching(problem: &Problem, first: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut matching = Matching {
        problem,
        prices: vec![0.0; problem.units()],
        pair: vec![None; problem.units()],
        distance: vec![f64::INFINITY; problem.units()],
        by: vec![None; problem.units()],
    };
    for unit in (0u32..).take(problem.units()).filter(|&unit| first(unit)) {
        matching.bring_in(unit);
    }
    let firsts = (0u32..).take(problem.units()).filter(|&unit| first(unit));
    firsts.filter_map(|unit| matching.pair[unit as usize]).collect()
}

struct Matching<'a> {
    problem: &'a Problem,
    /// Prices that hold for all pairs, and to the letter for those that are chosen.
    prices: Vec<f64>,
    /// The pair that each unit is in.
    pair: Vec<Option<u32>>,
    /// How far units are from the one that comes in, and the pair that leads to them.
    distance: Vec<f64>,
    by: Vec<Option<u32>>,
}

impl Matching<'_> {
    fn bring_in(&mut self, root: u32) {
        let gains = self.problem.of_unit(root as usize).iter().map(|&pair| {
            let other = self.other(pair, root);
            self.problem.gain(pair as usize) - self.prices[other as usize]
        });
        self.prices[root as usize] = gains.fold(0.0, f64::max);
        // The shortest way so far to an end: a unit of the first coder that stays alone from
        // now on, or one of the second that was alone.
        let (mut shortest, mut end) = (self.prices[root as usize], root);
        self.distance[root as usize] = 0.0;
        let mut reached = vec![root];
        let mut next = BinaryHeap::from([Reverse((Far(0.0), root))]);
        while let Some(Reverse((Far(distance), unit))) = next.pop() {
            if distance >= shortest {
                break;
            }
            if distance > self.distance[unit as usize] {
                continue;
            }
            for &pair in self.problem.of_unit(unit as usize) {
                let other = self.other(pair, unit);
                let slack = self.prices[unit as usize] + self.prices[other as usize]
                    - self.problem.gain(pair as usize);
                let there = distance + slack.max(0.0);
                if there >= shortest || there >= self.distance[other as usize] {
                    continue;
                }
                if self.distance[other as usize].is_infinite() {
                    reached.push(other);
                }
                self.distance[other as usize] = there;
                self.by[other as usize] = Some(pair);
                let Some(taken) = self.pair[other as usize] else {
                    (shortest, end) = (there, other);
                    continue;
                };
                let partner = self.other(taken, other);
                if self.distance[partner as usize].is_infinite() {
                    reached.push(partner);
                }
                self.distance[partner as usize] = there;
                if there + self.prices[partner as usize] < shortest {
                    (shortest, end) = (there + self.prices[partner as usize], partner);
                }
                next.push(Reverse((Far(there), partner)));
            }
        }
        self.change(root, end);
        for &unit in &reached {
            let nearer = (shortest - self.distance[unit as usize]).max(0.0);
            let second = self.by[unit as usize].take().is_some();
            self.prices[unit as usize] += if second { nearer } else { -nearer };
            self.prices[unit as usize] = self.prices[unit as usize].max(0.0);
            self.distance[unit as usize] = f64::INFINITY;
        }
    }

    /// Changes partners on the way that leads to `end`.
    fn change(&mut self, root: u32, end: u32) {
        let mut other = end;
        if self.by[end as usize].is_none() {
            if end == root {
                return;
            }
            // A unit of the first coder gives up its partner.
            let Some(given_up) = self.pair[end as usize].take() else { return };
            other = self.other(given_up, end);
        }
        while let Some(pair) = self.by[other as usize] {
            let unit = self.other(pair, other);
            let before = self.pair[unit as usize].replace(pair);
            self.pair[other as usize] = Some(pair);
            let Some(before) = before else { return };
            other = self.other(before, unit);
        }
    }

    fn other(&self, pair: u32, unit: u32) -> u32 {
        let members = self.problem.members(pair as usize);
        if members[0] == unit { members[1] } else { members[0] }
    }
}

/// A distance that can be put in order: it is never NaN.
#[derive(PartialEq)]
struct Far(f64);

impl Eq for Far {}

impl PartialOrd for Far {
    fn partial_cmp(&self, other: &Far) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Far {
    fn cmp(&self, other: &Far) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
