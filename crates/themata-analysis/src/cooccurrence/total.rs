//! Sums over shards, pair by pair.

use rayon::prelude::*;

use super::rows::Rows;
use super::shard::Tally;
use super::{CodeUse, CooccurrenceUnit, Overlap, Pair};
use crate::Subject;

/// How the rows of a shard count for the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// For everything: they are of documents of one group and one site.
    Part {
        /// The place of the group.
        group: Option<usize>,
        /// The place of the site.
        site: Option<usize>,
    },
    /// For n12.
    Units,
    /// For n12 of one group.
    Group(usize),
    /// For the number of documents.
    Documents,
    /// For the number of sites.
    Sites,
}

/// The pairs of a shard and how they count.
pub(super) struct Contribution {
    pub(super) role: Role,
    pub(super) rows: Rows,
}

pub(super) fn code_uses(
    subjects: &[&Subject],
    n: &[u64],
    characters: &[u64],
    by_group: &[Vec<u64>],
    unit: CooccurrenceUnit,
) -> Vec<CodeUse> {
    subjects
        .iter()
        .enumerate()
        .map(|(place, subject)| CodeUse {
            code: subject.key,
            name: subject.name.clone(),
            n: n[place],
            characters: unit.shares_characters().then(|| characters[place]),
            groups: by_group[place].clone(),
        })
        .collect()
}

/// n of each code in each group.
pub(super) fn by_group(
    codes: usize,
    groups: usize,
    tallies: &[(usize, &Tally)],
) -> Vec<Vec<u64>> {
    let mut by_group = vec![vec![0; groups]; codes];
    for (group, tally) in tallies {
        by_group.iter_mut().zip(&tally.n).for_each(|(sums, n)| sums[*group] += n);
    }
    by_group
}

/// The number of units in each group.
pub(super) fn group_units(groups: usize, tallies: &[(usize, &Tally)]) -> Vec<u64> {
    let mut units = vec![0; groups];
    tallies.iter().for_each(|(group, tally)| units[*group] += tally.units);
    units
}

/// Adds the numbers of shards, code by code.
pub(super) fn sum<'a>(codes: usize, shards: impl Iterator<Item = &'a Vec<u64>>) -> Vec<u64> {
    let mut sum = vec![0; codes];
    for numbers in shards {
        sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
    }
    sum
}

/// The sums of one pair.
#[derive(Clone, Copy, Default)]
struct Sum {
    n12: u64,
    documents: u64,
    sites: u64,
    /// The site that was seen last, counted from 1; those of one site come in a row.
    last_site: usize,
    first_meeting: u64,
    second_meeting: u64,
    spans: u64,
    characters: u64,
}

/// The pairs that occur together, those with the highest n12 first, equals in the order of
/// the codebook.
pub(super) fn pairs(
    codes: &[CodeUse],
    contributions: &[Contribution],
    unit: CooccurrenceUnit,
    groups: usize,
    has_sites: bool,
) -> Vec<Pair> {
    let rows: Vec<Vec<Pair>> = (0..codes.len())
        .into_par_iter()
        .map_init(
            || Summing::new(codes.len(), groups),
            |summing, first| {
                summing.add(first, contributions);
                summing.take(codes, first, unit, has_sites)
            },
        )
        .collect();
    let mut pairs: Vec<Pair> = Vec::with_capacity(rows.iter().map(Vec::len).sum());
    rows.into_iter().for_each(|row| pairs.extend(row));
    // The sort is stable, so equals stay in the order of the codebook.
    pairs.par_sort_by_cached_key(|pair| std::cmp::Reverse(pair.n12));
    pairs
}

/// Sums for the pairs of one first code.
struct Summing {
    groups: usize,
    /// For each second code where its sums are, counted from 1; 0 if there are none.
    slots: Vec<u32>,
    /// The second codes that were found.
    found: Vec<u32>,
    sums: Vec<Sum>,
    /// n12 of the pair at place p in group g stands at p * groups + g.
    by_group: Vec<u64>,
}

impl Summing {
    fn new(codes: usize, groups: usize) -> Summing {
        Summing {
            groups,
            slots: vec![0; codes],
            found: Vec::new(),
            sums: Vec::new(),
            by_group: Vec::new(),
        }
    }

    fn add(&mut self, first: usize, contributions: &[Contribution]) {
        for Contribution { role, rows } in contributions {
            for (entry, details) in rows.get(first) {
                let slot = &mut self.slots[entry.second as usize];
                if *slot == 0 {
                    self.found.push(entry.second);
                    self.sums.push(Sum::default());
                    self.by_group.resize(self.sums.len() * self.groups, 0);
                    *slot = self.sums.len() as u32;
                }
                let at = *slot as usize - 1;
                let sum = &mut self.sums[at];
                match *role {
                    Role::Part { group, site } => {
                        sum.n12 += entry.n12;
                        sum.documents += u64::from(entry.documents);
                        sum.first_meeting += u64::from(details.first_meeting);
                        sum.second_meeting += u64::from(details.second_meeting);
                        sum.spans += u64::from(details.spans);
                        sum.characters += u64::from(details.characters);
                        if let Some(site) = site {
                            sum.sites += u64::from(sum.last_site != site + 1);
                            sum.last_site = site + 1;
                        }
                        if let Some(group) = group {
                            self.by_group[at * self.groups + group] += entry.n12;
                        }
                    }
                    Role::Units => sum.n12 += entry.n12,
                    Role::Group(group) => self.by_group[at * self.groups + group] += entry.n12,
                    Role::Documents => sum.documents += u64::from(entry.documents),
                    Role::Sites => sum.sites += entry.n12,
                }
            }
        }
    }

    /// The pairs that were added, in the order of their second codes; leaves none behind.
    fn take(
        &mut self,
        codes: &[CodeUse],
        first: usize,
        unit: CooccurrenceUnit,
        has_sites: bool,
    ) -> Vec<Pair> {
        let mut found = std::mem::take(&mut self.found);
        found.sort_unstable();
        let first = &codes[first];
        let pairs = found
            .iter()
            .map(|&second| {
                let at = std::mem::take(&mut self.slots[second as usize]) as usize - 1;
                let (sum, second) = (&self.sums[at], &codes[second as usize]);
                Pair {
                    first: first.code,
                    second: second.code,
                    n1: first.n,
                    n2: second.n,
                    n12: sum.n12,
                    documents: sum.documents,
                    sites: has_sites.then_some(sum.sites),
                    groups: self.by_group[at * self.groups..(at + 1) * self.groups].to_vec(),
                    overlap: (!unit.is_set_unit()).then(|| Overlap {
                        first_meeting: sum.first_meeting,
                        second_meeting: sum.second_meeting,
                        spans: sum.spans,
                        characters: sum.characters,
                        first_characters: first.characters.unwrap_or(0),
                        second_characters: second.characters.unwrap_or(0),
                    }),
                }
            })
            .collect();
        found.clear();
        self.found = found;
        self.sums.clear();
        self.by_group.clear();
        pairs
    }
}
