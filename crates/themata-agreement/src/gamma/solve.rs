mod frontier;
mod matching;
mod prices;
mod problem;

use frontier::{SAME, Search};
use matching::matching;
use prices::Prices;
pub(super) use problem::Problem;

use super::candidates::merging;
use crate::Undefined;

/// States at one unit in a first search, which nearly always finds the best choice.
const FEW: usize = 64;
/// States in all in a search for the proof that prices may still be too rough for.
const TRY: usize = 150_000;
/// States in all in the last search; a state takes some fifty bytes.
const LAST: usize = 3_000_000;
/// Problems of more groups than this get finer prices before the first search.
const LARGE: usize = 4_000;
/// How much more than the cheapest a state may cost in the first search of a large problem,
/// and what may be open for a proof to be tried, as a part of a unit's worth.
const NEAR: f64 = 0.2;
/// How often prices are made finer before the last search.
const ROUNDS: usize = 12;
/// How often they are made finer between two searches.
const REFINED: usize = 4;

/// The groups of `problem` that share no unit and gain most together.
///
/// For two coders that is an assignment. Otherwise prices of units bound what any choice can
/// gain; a search along the units finds a choice; groups that cost more than what lies
/// between the choice and the bound are in no better one and fall away, and what is left
/// falls into parts. Where a search had to leave states out, prices are made finer and it
/// goes again.
///
/// # Errors
///
/// If that does not end within fixed limits of work. They count states and not time, so that
/// the same data always give the same answer.
pub(super) fn best(
    problem: &Problem,
    coders: usize,
    coder: impl Fn(u32) -> usize,
) -> Result<Vec<u32>, Undefined> {
    if coders == 2 {
        return Ok(matching(problem, |unit| coder(unit) == 0));
    }
    let worth = merging(coders) + (coders - 1) as f64;
    close(problem, Prices::rough(problem), worth)
}

/// Closes what lies between the prices and a choice.
fn close(problem: &Problem, mut prices: Prices<'_>, worth: f64) -> Result<Vec<u32>, Undefined> {
    if problem.groups() > LARGE {
        (0..REFINED).for_each(|_| prices.refine());
    }
    let mut held = prices.held();
    let mut known = greedy(problem, &held);
    for round in 0..=ROUNDS {
        let search = |most, within, limit, known: &[u32]| {
            let known = problem.total(known);
            Search { problem, prices: &held, worth, known, most, within, limit }.run()
        };
        let within = if problem.groups() > LARGE { NEAR * worth } else { f64::INFINITY };
        let outcome = search(FEW, within, usize::MAX, &known);
        known = outcome.groups.unwrap_or(known);
        if outcome.proven {
            return Ok(known);
        }
        let between = held.iter().sum::<f64>() - problem.total(&known) + SAME;
        let over = problem.over(&held);
        let (left, places) = problem.restricted(|group| over[group] <= between);
        let parts = left.parts();
        if parts.len() != 1 || left.groups() * 2 < problem.groups() {
            let mut groups = Vec::new();
            for part in parts {
                let units = part.component.units.iter().map(|&unit| held[unit as usize]);
                let prices = Prices::from(&part.problem, units.collect());
                let best = close(&part.problem, prices, worth)?.into_iter();
                let place = |group: u32| places[part.component.groups[group as usize] as usize];
                groups.extend(best.map(place));
            }
            return Ok(groups);
        }
        if round == ROUNDS || between < NEAR * worth {
            let limit = if round == ROUNDS { LAST } else { TRY };
            let outcome = search(usize::MAX, f64::INFINITY, limit, &known);
            known = outcome.groups.unwrap_or(known);
            if outcome.proven {
                return Ok(known);
            }
        }
        for _ in 0..REFINED {
            prices.refine();
        }
        let finer = prices.held();
        if finer.iter().sum::<f64>() < held.iter().sum() {
            held = finer;
        }
    }
    Err(Undefined::TooEntangled)
}

/// A choice to begin with: the groups whose units cost least beyond their gain come first.
fn greedy(problem: &Problem, prices: &[f64]) -> Vec<u32> {
    let over = problem.over(prices);
    let mut groups: Vec<u32> = (0u32..).take(problem.groups()).collect();
    groups.sort_by(|&a, &b| over[a as usize].total_cmp(&over[b as usize]));
    let mut taken = vec![false; problem.units()];
    groups.retain(|&group| {
        let members = problem.members(group as usize);
        let free = members.iter().all(|&unit| !taken[unit as usize]);
        if free && problem.gain(group as usize) > 0.0 {
            members.iter().for_each(|&unit| taken[unit as usize] = true);
            return true;
        }
        false
    });
    groups
}
