use super::problem::Problem;

/// Gains that differ by less than this are the same gain.
pub(super) const SAME: f64 = 1e-10;

/// How many of the best states another one is compared with before it is kept.
const COMPARED: usize = 24;

/// A search that goes along the units in order. At each it decides which group the unit is
/// the first member of, if any, and what it keeps of the past is which of the units ahead
/// are taken: a state. A state costs what prices exceed gains by on the way there, so that
/// the best way costs least, and no way gets cheaper as it goes on.
///
/// A state is dropped if a cheaper one has taken the same units; if it costs as much as a
/// whole way that is known; and if a cheaper one does at least as well even after giving up
/// what the units gain that only it has taken. Otherwise every state is kept, unless there
/// are more than `most` at one unit: then the result is good but not proven to be best.
pub(super) struct Search<'a> {
    pub(super) problem: &'a Problem,
    /// Prices that hold for every group.
    pub(super) prices: &'a [f64],
    /// What the presence of one unit in a group can gain at most.
    pub(super) worth: f64,
    /// Only what gains more than this is of interest.
    pub(super) known: f64,
    /// How many states are kept at one unit.
    pub(super) most: usize,
    /// How much more than the cheapest state at a unit another one may cost.
    pub(super) within: f64,
    /// How many states are kept in all before the search is given up, at one word a state.
    pub(super) limit: usize,
}

/// What a search came to.
pub(super) struct Outcome {
    /// The groups of the best choice found, if it gains more than what was known.
    pub(super) groups: Option<Vec<u32>>,
    /// Whether nothing better can exist.
    pub(super) proven: bool,
}

impl Search<'_> {
    pub(super) fn run(&self) -> Outcome {
        let span = |group| {
            let members = self.problem.members(group);
            (members[members.len() - 1] - members[0]) as usize
        };
        // A state has a bit for every unit ahead that a group can reach.
        match (0..self.problem.groups()).map(span).max().unwrap_or(0) {
            0..64 => Walk::<1>::new(self).run(),
            64..128 => Walk::<2>::new(self).run(),
            128..256 => Walk::<4>::new(self).run(),
            256..1024 => Walk::<16>::new(self).run(),
            _ => Outcome { groups: None, proven: false },
        }
    }
}

/// Which of the units from the one in hand on are taken, one bit each.
type Taken<const W: usize> = [u64; W];

/// A group by its first unit.
struct Choice<const W: usize> {
    group: u32,
    taken: Taken<W>,
    cost: f64,
}

#[derive(Clone, Copy)]
struct State<const W: usize> {
    taken: Taken<W>,
    cost: f64,
    /// The place of the state before, at the unit before.
    before: u32,
    group: Option<u32>,
}

struct Walk<'a, const W: usize> {
    search: &'a Search<'a>,
    /// The groups by their first units, cheapest first.
    choices: Vec<Vec<Choice<W>>>,
    /// For each unit the last first unit of its groups: past that, nobody misses it.
    until: Vec<u32>,
}

impl<'a, const W: usize> Walk<'a, W> {
    fn new(search: &'a Search<'a>) -> Walk<'a, W> {
        let Search { problem, prices, .. } = search;
        let mut choices: Vec<Vec<Choice<W>>> =
            (0..problem.units()).map(|_| Vec::new()).collect();
        let mut until = vec![0; problem.units()];
        for (group, over) in problem.over(prices).into_iter().enumerate() {
            let members = problem.members(group);
            let mut taken = [0; W];
            for &unit in members {
                let ahead = (unit - members[0]) as usize;
                taken[ahead / 64] |= 1 << (ahead % 64);
                until[unit as usize] = until[unit as usize].max(members[0]);
            }
            let choice = Choice { group: group as u32, taken, cost: over.max(0.0) };
            choices[members[0] as usize].push(choice);
        }
        for choices in &mut choices {
            choices.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.group.cmp(&b.group)));
        }
        Walk { search, choices, until }
    }

    fn run(&self) -> Outcome {
        let start = State { taken: [0; W], cost: 0.0, before: 0, group: None };
        let mut levels: Vec<Vec<State<W>>> = vec![vec![start]];
        let (mut total, mut proven) = (0, true);
        // What a way may cost and still gain more than what is known.
        let most = self.search.prices.iter().sum::<f64>() - self.search.known - SAME;
        for unit in 0..self.choices.len() {
            let mut next = self.step(unit, &levels[unit], most);
            let cheapest = next.iter().map(|state| state.cost).fold(f64::INFINITY, f64::min);
            let all = next.len();
            if all / 4 > self.search.limit / W {
                return Outcome { groups: None, proven: false };
            }
            next.retain(|state| state.cost <= cheapest + self.search.within);
            proven &= next.len() == all;
            next.sort_unstable_by(|a, b| {
                let order = a.taken.cmp(&b.taken).then(a.cost.total_cmp(&b.cost));
                order.then(a.before.cmp(&b.before)).then(a.group.cmp(&b.group))
            });
            next.dedup_by(|later, first| later.taken == first.taken);
            next.sort_unstable_by(|a, b| {
                a.cost.total_cmp(&b.cost).then_with(|| a.taken.cmp(&b.taken))
            });
            let mut kept: Vec<State<W>> = Vec::with_capacity(next.len().min(self.search.most));
            for state in next {
                let best = &kept[..kept.len().min(COMPARED)];
                if best.iter().any(|better| self.does_as_well(unit + 1, better, &state)) {
                    continue;
                }
                if kept.len() == self.search.most {
                    proven = false;
                    break;
                }
                kept.push(state);
            }
            total += kept.len();
            if total > self.search.limit / W {
                return Outcome { groups: None, proven: false };
            }
            levels.push(kept);
        }
        Outcome { groups: self.way_back(&levels), proven }
    }

    /// The states after `unit`.
    fn step(&self, unit: usize, states: &[State<W>], most: f64) -> Vec<State<W>> {
        let mut next = Vec::with_capacity(states.len() * 2);
        for (before, state) in (0u32..).zip(states) {
            let mut go = |taken: Taken<W>, cost, group| {
                next.push(State { taken: ahead(taken), cost, before, group });
            };
            if state.taken[0] & 1 == 1 {
                go(state.taken, state.cost, None);
                continue;
            }
            let alone = state.cost + self.search.prices[unit];
            if alone <= most {
                go(state.taken, alone, None);
            }
            for choice in &self.choices[unit] {
                let cost = state.cost + choice.cost;
                if cost > most {
                    break;
                }
                if (0..W).all(|word| state.taken[word] & choice.taken[word] == 0) {
                    go(std::array::from_fn(|w| state.taken[w] | choice.taken[w]), cost, {
                        Some(choice.group)
                    });
                }
            }
        }
        next
    }

    /// Whether from `unit` on `better` ends no worse than `state`, whatever `state` does: it
    /// can do the same but for the units that only it has taken, and it need not leave the
    /// others alone.
    fn does_as_well(&self, unit: usize, better: &State<W>, state: &State<W>) -> bool {
        let mut cost = better.cost;
        for word in 0..W {
            for ahead in bits(better.taken[word] & !state.taken[word]) {
                let other = unit + word * 64 + ahead;
                let missed = self.until[other] as usize >= unit;
                cost -= self.search.prices[other];
                cost += if missed { self.search.worth } else { 0.0 };
            }
        }
        for word in 0..W {
            for ahead in bits(state.taken[word] & !better.taken[word]) {
                cost += self.search.prices[unit + word * 64 + ahead];
                if cost > state.cost {
                    return false;
                }
            }
        }
        cost <= state.cost
    }

    /// The groups on the way to the cheapest state at the end.
    fn way_back(&self, levels: &[Vec<State<W>>]) -> Option<Vec<u32>> {
        let mut state = levels.last()?.first()?;
        let mut groups = Vec::new();
        for level in levels[..levels.len() - 1].iter().rev() {
            groups.extend(state.group);
            state = &level[state.before as usize];
        }
        groups.reverse();
        Some(groups)
    }
}

/// What is taken seen from the next unit.
fn ahead<const W: usize>(taken: Taken<W>) -> Taken<W> {
    let carried = |word: usize| taken.get(word + 1).map_or(0, |next| next << 63);
    std::array::from_fn(|word| taken[word] >> 1 | carried(word))
}

/// The places of the bits that are set.
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(place)
    })
}
