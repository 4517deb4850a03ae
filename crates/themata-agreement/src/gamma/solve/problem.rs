use crate::gamma::candidates::Candidates;
use crate::gamma::components::{Component, components};

/// A component with units and groups counted from 0: choose groups that share no unit and
/// gain most.
pub(in crate::gamma) struct Problem {
    units: usize,
    members: Vec<u32>,
    ends: Vec<u32>,
    gains: Vec<f64>,
    /// Groups by unit: those of unit `i` are `of[of_starts[i]..of_starts[i + 1]]`.
    of: Vec<u32>,
    of_starts: Vec<u32>,
}

/// A part of a problem that can be solved by itself.
pub(super) struct Part {
    pub(super) problem: Problem,
    pub(super) component: Component,
}

impl Problem {
    pub(in crate::gamma) fn of(candidates: &Candidates, component: &Component) -> Problem {
        let groups = component.groups.iter().map(|&group| {
            let place = |unit: &u32| component.place(*unit);
            let group = group as usize;
            (candidates.members(group).iter().map(place), candidates.gain(group))
        });
        Problem::new(component.units.len(), groups)
    }

    /// The members of each group are in order.
    pub(super) fn new<Members: Iterator<Item = u32>>(
        units: usize,
        groups: impl Iterator<Item = (Members, f64)>,
    ) -> Problem {
        let (mut members, mut ends, mut gains) = (Vec::new(), Vec::new(), Vec::new());
        let mut counts = vec![0u32; units + 1];
        for (group, gain) in groups {
            let start = members.len();
            members.extend(group);
            members[start..].iter().for_each(|&unit: &u32| counts[unit as usize + 1] += 1);
            ends.push(members.len() as u32);
            gains.push(gain);
        }
        for unit in 0..units {
            counts[unit + 1] += counts[unit];
        }
        let mut problem = Problem {
            units,
            of: vec![0; members.len()],
            members,
            ends,
            gains,
            of_starts: counts,
        };
        let mut next = problem.of_starts.clone();
        for group in 0..problem.groups() {
            for place in problem.range(group) {
                let unit = problem.members[place] as usize;
                problem.of[next[unit] as usize] = group as u32;
                next[unit] += 1;
            }
        }
        problem
    }

    pub(super) fn units(&self) -> usize {
        self.units
    }

    pub(super) fn groups(&self) -> usize {
        self.gains.len()
    }

    pub(super) fn gain(&self, group: usize) -> f64 {
        self.gains[group]
    }

    pub(super) fn members(&self, group: usize) -> &[u32] {
        &self.members[self.range(group)]
    }

    /// The groups that a unit is in.
    pub(super) fn of_unit(&self, unit: usize) -> &[u32] {
        &self.of[self.of_starts[unit] as usize..self.of_starts[unit + 1] as usize]
    }

    /// What groups gain in sum.
    pub(super) fn total(&self, groups: &[u32]) -> f64 {
        groups.iter().map(|&group| self.gain(group as usize)).sum()
    }

    /// What the units of each group cost beyond its gain.
    pub(super) fn over(&self, prices: &[f64]) -> Vec<f64> {
        let cost = |group| self.members(group).iter().map(|&unit| prices[unit as usize]);
        (0..self.groups()).map(|group| cost(group).sum::<f64>() - self.gain(group)).collect()
    }

    /// The same units with fewer groups, and where those stand here.
    pub(super) fn restricted(&self, keep: impl Fn(usize) -> bool) -> (Problem, Vec<u32>) {
        let places: Vec<u32> =
            (0..self.groups()).filter(|&group| keep(group)).map(|group| group as u32).collect();
        let groups = places.iter().map(|&group| {
            (self.members(group as usize).iter().copied(), self.gain(group as usize))
        });
        (Problem::new(self.units, groups), places)
    }

    /// The parts that groups tie together, with the places of their units and groups here.
    /// Units in no group are in no part.
    pub(super) fn parts(&self) -> Vec<Part> {
        let groups = (0..self.groups()).map(|group| self.members(group));
        let parts = components(self.units, groups);
        parts
            .into_iter()
            .map(|component| Part { problem: self.part(&component), component })
            .collect()
    }

    fn part(&self, component: &Component) -> Problem {
        let groups = component.groups.iter().map(|&group| {
            let place = |unit: &u32| component.place(*unit);
            (self.members(group as usize).iter().map(place), self.gain(group as usize))
        });
        Problem::new(component.units.len(), groups)
    }

    fn range(&self, group: usize) -> std::ops::Range<usize> {
        let start = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[group] as usize
    }
}
