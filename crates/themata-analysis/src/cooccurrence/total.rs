use super::tally::{DocumentTally, Together};
use super::{CodeUse, CooccurrenceUnit, Overlap, Pair};
use crate::Subject;
use crate::grouping::{Grouped, SitesSeen, by_site};

pub(super) fn code_uses(
    subjects: &[&Subject],
    tallies: &[DocumentTally],
    unit: CooccurrenceUnit,
) -> Vec<CodeUse> {
    let mut n = vec![0; subjects.len()];
    let mut characters = vec![0; subjects.len()];
    for tally in tallies {
        n.iter_mut().zip(&tally.n).for_each(|(sum, n)| *sum += n);
        characters.iter_mut().zip(&tally.characters).for_each(|(sum, n)| *sum += n);
    }
    subjects
        .iter()
        .zip(n.into_iter().zip(characters))
        .map(|(subject, (n, characters))| CodeUse {
            code: subject.code,
            name: subject.name.clone(),
            n,
            characters: (unit == CooccurrenceUnit::Overlap).then_some(characters),
        })
        .collect()
}

/// The sums of a pair over documents that are added site by site.
struct Sum {
    pair: [u32; 2],
    together: Together,
    documents: u64,
    sites: SitesSeen,
}

/// The pairs that occur together in some document, those with the highest n12 first.
pub(super) fn pairs(
    codes: &[CodeUse],
    tallies: &[DocumentTally],
    unit: CooccurrenceUnit,
    grouped: Option<&Grouped>,
    sites: Option<&[Option<usize>]>,
) -> Vec<Pair> {
    let groups = grouped.map_or(0, |grouped| grouped.grouping.groups.len());
    // Where the sum of each pair is; it is looked up for every document, so it is a table.
    let mut place_of: Vec<Option<u32>> = vec![None; codes.len() * codes.len()];
    let mut sums: Vec<Sum> = Vec::new();
    // n12 of the pair at place p in group g stands at p * groups + g.
    let mut by_group: Vec<u64> = Vec::new();
    for place in by_site(sites, tallies.len()) {
        for &(pair, together) in &tallies[place].pairs {
            let known = &mut place_of[pair[0] as usize * codes.len() + pair[1] as usize];
            let at = *known.get_or_insert_with(|| {
                let (together, sites) = (Together::default(), SitesSeen::default());
                sums.push(Sum { pair, together, documents: 0, sites });
                by_group.resize(by_group.len() + groups, 0);
                sums.len() as u32 - 1
            }) as usize;
            let sum = &mut sums[at];
            sum.together.n12 += together.n12;
            sum.together.first_meeting += together.first_meeting;
            sum.together.second_meeting += together.second_meeting;
            sum.together.spans += together.spans;
            sum.together.characters += together.characters;
            sum.documents += 1;
            sum.sites.see(sites.and_then(|sites| sites[place]));
            if let Some(grouped) = grouped {
                by_group[at * groups + grouped.of[place]] += together.n12;
            }
        }
    }
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_unstable_by(|&a, &b| {
        let (a, b) = (&sums[a], &sums[b]);
        b.together.n12.cmp(&a.together.n12).then(a.pair.cmp(&b.pair))
    });
    order
        .into_iter()
        .map(|at| {
            let Sum { pair: [first, second], together, documents, sites: seen } = &sums[at];
            let (first, second) = (&codes[*first as usize], &codes[*second as usize]);
            Pair {
                first: first.code,
                second: second.code,
                n1: first.n,
                n2: second.n,
                n12: together.n12,
                documents: *documents,
                sites: sites.map(|_| seen.count),
                groups: by_group[at * groups..(at + 1) * groups].to_vec(),
                overlap: (unit == CooccurrenceUnit::Overlap).then(|| Overlap {
                    first_meeting: together.first_meeting,
                    second_meeting: together.second_meeting,
                    spans: together.spans,
                    characters: together.characters,
                    first_characters: first.characters.unwrap_or(0),
                    second_characters: second.characters.unwrap_or(0),
                }),
            }
        })
        .collect()
}
