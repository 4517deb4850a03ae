//! Which blocks are drawn, in which order, and which ribbons run between them.

use std::collections::BTreeMap;

use super::{Alluvial, MOST, for_hover, pattern_at};
use crate::figure::count;
use crate::picture::frame::colour_of;
use crate::picture::palette::{NEUTRAL, Pattern, look};

/// How often the order is improved from the right and from the left.
const SWEEPS: usize = 8;

/// A block as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) colour: String,
    pub(super) pattern: Pattern,
    /// What flows in or out, whichever is more.
    pub(super) size: u64,
}

/// A ribbon between two blocks; places are those of the order in which blocks are drawn.
#[derive(Clone, Debug)]
pub(super) struct Ribbon {
    pub(super) stage: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) count: u64,
    /// What flows out of its first block above it.
    pub(super) before_out: u64,
    /// What flows into its second block above it.
    pub(super) before_in: u64,
}

/// Everything that is drawn, from top to bottom.
pub(super) struct Course {
    pub(super) stages: Vec<Vec<Block>>,
    pub(super) ribbons: Vec<Ribbon>,
    pub(super) remarks: Vec<String>,
}

/// Amounts between two neighbouring stages, by places.
type Between = BTreeMap<(usize, usize), u64>;

/// A block that is kept: one of those given, or those that are too small together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    One(usize),
    Others(usize),
}

pub(super) fn course(alluvial: &Alluvial) -> Course {
    let many = alluvial.stages.len();
    let mut between: Vec<Between> = vec![Between::new(); many.saturating_sub(1)];
    for flow in &alluvial.flows {
        let is_there = flow.stage.saturating_add(1) < many
            && flow.from < alluvial.stages[flow.stage].blocks.len()
            && flow.to < alluvial.stages[flow.stage + 1].blocks.len();
        if is_there && flow.count > 0 {
            let sum = between[flow.stage].entry((flow.from, flow.to)).or_insert(0);
            *sum = sum.saturating_add(flow.count);
        }
    }
    let mut remarks = Vec::new();
    let kept: Vec<Vec<Kept>> = (0..many)
        .map(|stage| {
            let blocks = alluvial.stages[stage].blocks.len();
            let name = crate::line::in_one_line(&alluvial.stages[stage].name);
            kept(&name, &sizes(blocks, &between, stage), &mut remarks)
        })
        .collect();
    let between: Vec<Between> = between
        .iter()
        .enumerate()
        .map(|(stage, flows)| merged(flows, &kept[stage], &kept[stage + 1]))
        .collect();
    let sizes: Vec<Vec<u64>> =
        (0..many).map(|stage| sizes(kept[stage].len(), &between, stage)).collect();
    let order = ordered(&kept, &sizes, &between);
    let blocks = blocks(alluvial, &kept, &sizes, &between);
    let stages = order
        .iter()
        .zip(&blocks)
        .map(|(order, blocks)| order.iter().map(|place| blocks[*place].clone()).collect())
        .collect();
    Course { stages, ribbons: ribbons(&order, &between), remarks }
}

/// What flows through each block of a stage: in or out, whichever is more.
fn sizes(blocks: usize, between: &[Between], stage: usize) -> Vec<u64> {
    let (mut ins, mut outs) = (vec![0u64; blocks], vec![0u64; blocks]);
    if let Some(flows) = stage.checked_sub(1).and_then(|before| between.get(before)) {
        for ((_, to), count) in flows {
            ins[*to] = ins[*to].saturating_add(*count);
        }
    }
    if let Some(flows) = between.get(stage) {
        for ((from, _), count) in flows {
            outs[*from] = outs[*from].saturating_add(*count);
        }
    }
    ins.into_iter().zip(outs).map(|(ins, outs)| ins.max(outs)).collect()
}

/// The blocks of a stage that are drawn, in the order given, those that are too many as one.
fn kept(name: &str, sizes: &[u64], remarks: &mut Vec<String>) -> Vec<Kept> {
    let mut places: Vec<usize> = (0..sizes.len()).filter(|place| sizes[*place] > 0).collect();
    let empty = sizes.len() - places.len();
    let stage = if name.is_empty() { "blocks" } else { name };
    if empty > 0 {
        remarks.push(format!("{stage} without any: {}, not drawn.", count(empty as u64)));
    }
    if places.len() <= MOST {
        return places.into_iter().map(Kept::One).collect();
    }
    places.sort_by_key(|place| std::cmp::Reverse(sizes[*place]));
    let others = places.len() - (MOST - 1);
    remarks.push(format!(
        "{stage}: of {} the {} largest are drawn, the other {} as one.",
        count(places.len() as u64),
        MOST - 1,
        count(others as u64),
    ));
    places.truncate(MOST - 1);
    places.sort_unstable();
    places.into_iter().map(Kept::One).chain([Kept::Others(others)]).collect()
}

/// The amounts between the blocks that are kept.
fn merged(flows: &Between, from: &[Kept], to: &[Kept]) -> Between {
    let place_in = |kept: &[Kept], place: usize| {
        let found = kept.binary_search_by_key(&place, |kept| match kept {
            Kept::One(place) => *place,
            Kept::Others(_) => usize::MAX,
        });
        // What is not kept by itself is part of the others, which stand last.
        found.unwrap_or(kept.len() - 1)
    };
    let mut merged = Between::new();
    for ((one, two), count) in flows {
        let sum = merged.entry((place_in(from, *one), place_in(to, *two))).or_insert(0u64);
        *sum = sum.saturating_add(*count);
    }
    merged
}

/// The order of the blocks in each stage: the best that is found by putting each block at the
/// mean height of those that it flows to or from, stage by stage, from the right and from the
/// left (Kozo Sugiyama, Shojiro Tagawa and Mitsuhiko Toda, "Methods for Visual Understanding
/// of Hierarchical System Structures", IEEE SMC 11, 1981). The last stage stands by size and
/// stays; others of a kind stand last.
fn ordered(kept: &[Vec<Kept>], sizes: &[Vec<u64>], between: &[Between]) -> Vec<Vec<usize>> {
    let by_size = |stage: usize| {
        let mut order: Vec<usize> = (0..kept[stage].len()).collect();
        order.sort_by_key(|place| {
            let is_others = matches!(kept[stage][*place], Kept::Others(_));
            (is_others, std::cmp::Reverse(sizes[stage][*place]))
        });
        order
    };
    let mut order: Vec<Vec<usize>> = (0..kept.len()).map(by_size).collect();
    let (mut best, mut least) = (order.clone(), crossings(&order, between));
    let last = kept.len().saturating_sub(1);
    for _ in 0..SWEEPS {
        let from_right = (0..last).rev().map(|stage| (stage, stage + 1));
        let from_left = (1..last).map(|stage| (stage, stage - 1));
        for (stage, beside) in from_right.chain(from_left) {
            let heights = heights(&order[beside], &sizes[beside]);
            let means =
                means(&between[stage.min(beside)], stage < beside, &heights, kept[stage].len());
            let is_others = |place: usize| matches!(kept[stage][place], Kept::Others(_));
            order[stage].sort_by(|one, two| {
                is_others(*one)
                    .cmp(&is_others(*two))
                    .then(means[*one].total_cmp(&means[*two]))
                    .then(sizes[stage][*two].cmp(&sizes[stage][*one]))
                    .then(one.cmp(two))
            });
        }
        let found = crossings(&order, between);
        if found < least {
            (best, least) = (order.clone(), found);
        }
    }
    best
}

/// The middle of each block, in what flows.
fn heights(order: &[usize], sizes: &[u64]) -> Vec<f64> {
    let mut heights = vec![0.0; order.len()];
    let mut above = 0.0;
    for place in order {
        heights[*place] = above + sizes[*place] as f64 / 2.0;
        above += sizes[*place] as f64;
    }
    heights
}

/// The mean height of what each block flows to, or from.
fn means(flows: &Between, is_out: bool, heights: &[f64], blocks: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); blocks];
    for ((from, to), count) in flows {
        let (own, other) = if is_out { (*from, *to) } else { (*to, *from) };
        sums[own].0 += heights[other] * *count as f64;
        sums[own].1 += *count as f64;
    }
    sums.into_iter().map(|(sum, count)| if count > 0.0 { sum / count } else { 0.0 }).collect()
}

/// How much crosses: for each two ribbons that do, the product of what flows in them.
fn crossings(order: &[Vec<usize>], between: &[Between]) -> f64 {
    let places = |order: &Vec<usize>| {
        let mut places = vec![0usize; order.len()];
        for (place, block) in order.iter().enumerate() {
            places[*block] = place;
        }
        places
    };
    let places: Vec<Vec<usize>> = order.iter().map(places).collect();
    let mut crossings = 0.0;
    for (stage, flows) in between.iter().enumerate() {
        let mut ribbons: Vec<(usize, usize, f64)> = flows
            .iter()
            .map(|((from, to), count)| {
                (places[stage][*from], places[stage + 1][*to], *count as f64)
            })
            .collect();
        ribbons.sort_by_key(|(from, to, _)| (*from, *to));
        // What started above and ends below has been crossed by all that starts now.
        let mut ended = vec![0.0; order[stage + 1].len()];
        let mut waiting: Vec<(usize, f64)> = Vec::new();
        let mut start = usize::MAX;
        for (from, to, count) in ribbons {
            if from != start {
                for (to, count) in waiting.drain(..) {
                    ended[to] += count;
                }
                start = from;
            }
            crossings += count * ended[to + 1..].iter().sum::<f64>();
            waiting.push((to, count));
        }
    }
    crossings
}

/// The blocks with their colours, which come from the right.
fn blocks(
    alluvial: &Alluvial,
    kept: &[Vec<Kept>],
    sizes: &[Vec<u64>],
    between: &[Between],
) -> Vec<Vec<Block>> {
    let mut stages: Vec<Vec<Block>> = Vec::new();
    for stage in (0..kept.len()).rev() {
        let block = |(place, kept): (usize, &Kept)| {
            let size = sizes[stage][place];
            let given = match kept {
                Kept::Others(many) => {
                    let name = format!("{} others", count(*many as u64));
                    let colour = NEUTRAL.to_owned();
                    return Block { name, colour, pattern: Pattern::Solid, size };
                }
                Kept::One(given) => *given,
            };
            let block = &alluvial.stages[stage].blocks[given];
            let (colour, pattern) = match stages.last() {
                None => (look(given).colour.to_owned(), pattern_at(given)),
                Some(next) => {
                    let out = between[stage].range((place, 0)..=(place, usize::MAX));
                    // Of equal amounts the first.
                    let most =
                        out.max_by_key(|((_, to), count)| (**count, std::cmp::Reverse(*to)));
                    most.map_or((NEUTRAL.to_owned(), Pattern::Solid), |((_, to), _)| {
                        (next[*to].colour.clone(), next[*to].pattern)
                    })
                }
            };
            let own = colour_of(block.colour.as_deref()).map(str::to_owned);
            Block { name: for_hover(&block.name), colour: own.unwrap_or(colour), pattern, size }
        };
        let blocks = kept[stage].iter().enumerate().map(block).collect();
        stages.push(blocks);
    }
    stages.reverse();
    stages
}

/// The ribbons, each with what lies above it in its blocks, so that those of a block do not
/// cross each other.
fn ribbons(order: &[Vec<usize>], between: &[Between]) -> Vec<Ribbon> {
    let place = |stage: usize, block: usize| {
        order[stage].iter().position(|other| *other == block).unwrap_or(0)
    };
    let mut ribbons = Vec::new();
    for (stage, flows) in between.iter().enumerate() {
        let mut here: Vec<Ribbon> = flows
            .iter()
            .map(|((from, to), count)| Ribbon {
                stage,
                from: place(stage, *from),
                to: place(stage + 1, *to),
                count: *count,
                before_out: 0,
                before_in: 0,
            })
            .collect();
        here.sort_by_key(|ribbon| (ribbon.to, ribbon.from));
        let mut above = vec![0u64; order[stage + 1].len()];
        for ribbon in &mut here {
            ribbon.before_in = above[ribbon.to];
            above[ribbon.to] = above[ribbon.to].saturating_add(ribbon.count);
        }
        here.sort_by_key(|ribbon| (ribbon.from, ribbon.to));
        let mut above = vec![0u64; order[stage].len()];
        for ribbon in &mut here {
            ribbon.before_out = above[ribbon.from];
            above[ribbon.from] = above[ribbon.from].saturating_add(ribbon.count);
        }
        ribbons.extend(here);
    }
    ribbons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(flows: &[(usize, usize, u64)]) -> Between {
        flows.iter().map(|(from, to, count)| ((*from, *to), *count)).collect()
    }

    #[test]
    fn crossings_are_products_of_what_crosses() {
        let order = [vec![0, 1], vec![0, 1]];
        assert_eq!(crossings(&order, &[between(&[(0, 0, 5), (1, 1, 7)])]), 0.0);
        assert_eq!(crossings(&order, &[between(&[(0, 1, 5), (1, 0, 7)])]), 35.0);
        // From or to the same block nothing crosses.
        assert_eq!(crossings(&order, &[between(&[(0, 0, 5), (0, 1, 2), (1, 1, 7)])]), 0.0);
        let turned = [vec![1, 0], vec![0, 1]];
        assert_eq!(crossings(&turned, &[between(&[(0, 1, 5), (1, 0, 7)])]), 0.0);
    }

    #[test]
    fn an_order_without_crossings_is_found() {
        let kept = [vec![0, 1, 2, 3], vec![0, 1]]
            .map(|places| places.into_iter().map(Kept::One).collect::<Vec<_>>());
        let flows = [between(&[(0, 0, 1), (1, 1, 4), (2, 0, 3), (3, 1, 6)])];
        let sizes = [vec![1, 4, 3, 6], vec![4, 10]];
        let order = ordered(&kept, &sizes, &flows);
        assert_eq!(order, [vec![3, 1, 2, 0], vec![1, 0]]);
        assert_eq!(crossings(&order, &flows), 0.0);
    }
}
