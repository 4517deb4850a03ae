//! Which passages hold what is looked for, and where, given where single words stand.
//!
//! Everything here is arithmetic on sorted lists. Where the lists come from, the index or a
//! passage at hand, is the caller's affair: both ask through the same function and so cannot
//! disagree.

use std::cmp::Reverse;

use crate::terms::Seam;
use crate::words::{Expr, Near, Phrase, Word};

/// One place of a word or a phrase in a numbered passage: from one seam to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) passage: u32,
    pub(crate) first: Seam,
    pub(crate) end: Seam,
}

/// How often one phrase or NEAR that is looked for occurs in each passage that holds it.
pub(crate) type Tally = Vec<(u32, u32)>;

/// Where the words stand that are asked for.
pub(crate) trait Standing {
    type Error;

    /// Where a word stands, in ascending order and no place twice. Where it stands begins
    /// nowhere else, so that places in the order of their beginnings are in that of their
    /// ends.
    fn occurrences(&mut self, word: &Word) -> Result<Vec<Occurrence>, Self::Error>;

    /// The numbers of all passages, in ascending order.
    fn passages(&mut self) -> Vec<u32>;
}

/// The passages that hold what is looked for, and why.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In ascending order.
    pub(crate) passages: Vec<u32>,
    /// The places of everything that counts towards a passage: a list in ascending order for
    /// each phrase and NEAR.
    lists: Vec<Vec<Occurrence>>,
}

impl Found {
    /// What is found in other passages is found as well.
    pub(crate) fn join(&mut self, other: Found) {
        self.passages.extend(other.passages);
        self.passages.sort();
        self.passages.dedup();
        self.lists.extend(other.lists);
    }

    /// The places to show, in ascending order: no place twice, and none inside another.
    pub(crate) fn places(self) -> Vec<Occurrence> {
        let mut lists = self.lists.into_iter().filter(|list| !list.is_empty());
        let mut places = lists.next().unwrap_or_default();
        let first = places.len();
        places.extend(lists.flatten());
        if places.len() > first {
            // The lists are long runs in order, which the stable sort merges.
            places.sort_by_key(|it| (it.passage, it.first, Reverse(it.end)));
        }
        let mut last: Option<Occurrence> = None;
        places.retain(|it| {
            let inside =
                last.is_some_and(|last| last.passage == it.passage && it.end <= last.end);
            if !inside {
                last = Some(*it);
            }
            !inside
        });
        places
    }
}

/// The passages that hold what is looked for. The tally of every phrase and NEAR that counts
/// towards a passage is added to `tallies`.
pub(crate) fn find<S: Standing>(
    node: &Expr,
    standing: &mut S,
    tallies: &mut Vec<Tally>,
) -> Result<Found, S::Error> {
    Ok(match node {
        Expr::Phrase(phrase) => count(occurrences(phrase, standing)?, tallies),
        Expr::Near(near) => count(close(near, standing)?, tallies),
        Expr::And(nodes) => {
            let mut common: Option<Vec<u32>> = None;
            let mut lists = Vec::new();
            for node in nodes {
                let found = find(node, standing, tallies)?;
                common = Some(match common {
                    Some(common) => intersect(common, &found.passages),
                    None => found.passages,
                });
                lists.extend(found.lists);
            }
            let passages = common.unwrap_or_default();
            for list in &mut lists {
                retain(list, &passages);
            }
            Found { passages, lists }
        }
        Expr::Or(nodes) => {
            let mut any = Found::default();
            for node in nodes {
                any.join(find(node, standing, tallies)?);
            }
            any
        }
        Expr::Without(node) => {
            // What is left out adds nothing to the weight of a passage.
            let found = find(node, standing, &mut Vec::new())?;
            let mut found = found.passages.into_iter().peekable();
            let mut passages = standing.passages();
            passages.retain(|passage| found.next_if_eq(passage).is_none());
            Found { passages, lists: Vec::new() }
        }
    })
}

/// Where a phrase stands, in ascending order.
fn occurrences<S: Standing>(
    phrase: &Phrase,
    standing: &mut S,
) -> Result<Vec<Occurrence>, S::Error> {
    let mut begun: Option<Vec<Occurrence>> = None;
    for (skipped, word) in &phrase.words {
        let words = standing.occurrences(word)?;
        begun = Some(match begun {
            Some(begun) => go_on(begun, &words, *skipped),
            None => words,
        });
    }
    Ok(begun.unwrap_or_default())
}

/// Lengthens what has been found of a phrase by its next word, with so many words between.
fn go_on(mut begun: Vec<Occurrence>, words: &[Occurrence], skipped: u32) -> Vec<Occurrence> {
    let mut rest = words;
    begun.retain_mut(|it| {
        let next = (it.passage, it.end.beyond(skipped));
        rest = &rest[leap(rest, |word| (word.passage, word.first) < next)..];
        match rest.first() {
            Some(word) if (word.passage, word.first) == next => {
                it.end = word.end;
                true
            }
            _ => false,
        }
    });
    begun
}

/// The occurrences of either side of a NEAR that have one of the other side close by.
fn close<S: Standing>(near: &Near, standing: &mut S) -> Result<Vec<Occurrence>, S::Error> {
    let left = any(&near.left, standing)?;
    let right = any(&near.right, standing)?;
    let between = near.between;
    let mut of_left = Behind::new(&right, between);
    let mut of_right = Before::new(&left, between);
    if near.is_ordered {
        let left = left.iter().filter(|it| of_left.has_one(it));
        let right = right.iter().filter(|it| of_right.has_one(it));
        return Ok(merge(left, right));
    }
    let (mut left_too, mut right_too) =
        (Before::new(&right, between), Behind::new(&left, between));
    let left = left.iter().filter(|it| of_left.has_one(it) || left_too.has_one(it));
    let right = right.iter().filter(|it| of_right.has_one(it) || right_too.has_one(it));
    Ok(merge(left, right))
}

/// Two ascending lists as one, no place twice.
fn merge<'a>(
    these: impl Iterator<Item = &'a Occurrence>,
    others: impl Iterator<Item = &'a Occurrence>,
) -> Vec<Occurrence> {
    let mut others = others.copied().peekable();
    let mut all: Vec<Occurrence> = Vec::new();
    for this in these {
        while let Some(other) = others.next_if(|other| other < this) {
            all.push(other);
        }
        others.next_if_eq(this);
        all.push(*this);
    }
    all.extend(others);
    all
}

fn any<S: Standing>(phrases: &[Phrase], standing: &mut S) -> Result<Vec<Occurrence>, S::Error> {
    let mut any = Vec::new();
    for phrase in phrases {
        any.extend(occurrences(phrase, standing)?);
    }
    if phrases.len() > 1 {
        any.sort();
        any.dedup();
    }
    Ok(any)
}

/// Which of the others stands behind one of these, with no word in common and at most so many
/// words between; these are asked for in ascending order.
struct Behind<'a> {
    rest: &'a [Occurrence],
    between: u32,
}

impl<'a> Behind<'a> {
    fn new(others: &'a [Occurrence], between: u32) -> Behind<'a> {
        Behind { rest: others, between }
    }

    fn has_one(&mut self, this: &Occurrence) -> bool {
        // The beginnings of these are in order and their ends need not be.
        let rest = self.rest;
        let from = leap(rest, |it| (it.passage, it.first) < (this.passage, this.first));
        self.rest = &rest[from..];
        let next = leap(self.rest, |it| (it.passage, it.first) < (this.passage, this.end));
        self.rest.get(next).is_some_and(|it| {
            it.passage == this.passage && words_between(this.end, it.first) <= self.between
        })
    }
}

/// Which of the others stands before one of these, likewise.
struct Before {
    ends: Vec<(u32, Seam)>,
    next: usize,
    between: u32,
}

impl Before {
    fn new(others: &[Occurrence], between: u32) -> Before {
        let mut ends: Vec<(u32, Seam)> = others.iter().map(|it| (it.passage, it.end)).collect();
        ends.sort();
        Before { ends, next: 0, between }
    }

    fn has_one(&mut self, this: &Occurrence) -> bool {
        self.next += leap(&self.ends[self.next..], |&end| end <= (this.passage, this.first));
        self.next.checked_sub(1).is_some_and(|last| {
            let (passage, end) = self.ends[last];
            passage == this.passage && words_between(end, this.first) <= self.between
        })
    }
}

/// How many whole words stand between two seams.
fn words_between(end: Seam, first: Seam) -> u32 {
    first.word().saturating_sub(end.between_words())
}

/// The passages of occurrences in ascending order; their numbers go to `tallies`.
fn count(occurrences: Vec<Occurrence>, tallies: &mut Vec<Tally>) -> Found {
    let tally = tally(&occurrences);
    let passages = tally.iter().map(|&(passage, _)| passage).collect();
    tallies.push(tally);
    Found { passages, lists: vec![occurrences] }
}

/// How many of the occurrences, which are in ascending order, are in each passage.
pub(crate) fn tally(occurrences: &[Occurrence]) -> Tally {
    let mut tally: Tally = Vec::new();
    for occurrence in occurrences {
        match tally.last_mut() {
            Some((passage, count)) if *passage == occurrence.passage => *count += 1,
            _ => tally.push((occurrence.passage, 1)),
        }
    }
    tally
}

fn intersect(mut these: Vec<u32>, others: &[u32]) -> Vec<u32> {
    let mut rest = others;
    these.retain(|this| {
        rest = &rest[leap(rest, |other| other < this)..];
        rest.first() == Some(this)
    });
    these
}

/// Leaves of the occurrences those in certain passages; both are in ascending order.
fn retain(list: &mut Vec<Occurrence>, passages: &[u32]) {
    let mut rest = passages;
    list.retain(|it| {
        rest = &rest[leap(rest, |&passage| passage < it.passage)..];
        rest.first() == Some(&it.passage)
    });
}

/// How many members at the beginning of a list are below something, if all that are stand at
/// its beginning. The time is that of a search among so many, not among all: going through a
/// long list for the members of a short one is cheap, and so is the reverse.
pub(crate) fn leap<T>(ascending: &[T], is_below: impl Fn(&T) -> bool) -> usize {
    // Of two lists that are alike in length none goes far.
    if !ascending.first().is_some_and(&is_below) {
        return 0;
    }
    let mut bound = 1;
    while ascending.get(bound).is_some_and(&is_below) {
        bound *= 2;
    }
    let near = &ascending[..ascending.len().min(bound + 1)];
    near.partition_point(is_below)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Before, Behind, Occurrence, intersect, merge, retain};
    use crate::terms::Seam;

    fn occurrences(pairs: Vec<(u32, u32)>) -> Vec<Occurrence> {
        let of = |(first, len): (u32, u32)| Occurrence {
            passage: 0,
            first: Seam::before(first),
            end: Seam::before(first + len),
        };
        let mut occurrences: Vec<Occurrence> = pairs.into_iter().map(of).collect();
        occurrences.sort_unstable();
        occurrences
    }

    proptest! {
        #[test]
        fn the_intersection_holds_what_is_in_both(
            mut these in prop::collection::vec(0u32..60, 0..20),
            mut others in prop::collection::vec(0u32..60, 0..40),
        ) {
            these.sort_unstable();
            others.sort_unstable();
            let mut expect = these.clone();
            expect.retain(|this| others.contains(this));
            prop_assert_eq!(intersect(these, &others), expect);
        }

        #[test]
        fn what_is_elsewhere_is_left_out(
            pairs in prop::collection::vec((0u32..9, 0u32..9), 0..20),
            mut passages in prop::collection::vec(0u32..9, 0..9),
        ) {
            passages.sort_unstable();
            let of = |&(passage, first): &(u32, u32)| Occurrence {
                passage,
                first: Seam::before(first),
                end: Seam::before(first + 1),
            };
            let mut run: Vec<Occurrence> = pairs.iter().map(of).collect();
            run.sort_unstable();
            let mut expect = run.clone();
            expect.retain(|it| passages.contains(&it.passage));
            retain(&mut run, &passages);
            prop_assert_eq!(run, expect);
        }

        #[test]
        fn a_neighbour_is_close_and_shares_no_word(
            these in prop::collection::vec((0u32..30, 1u32..4), 0..8),
            others in prop::collection::vec((0u32..30, 1u32..4), 0..8),
            between in 0u32..6,
        ) {
            let (these, others) = (occurrences(these), occurrences(others));
            let gap = |a: &Occurrence, b: &Occurrence| {
                (a.end <= b.first).then(|| b.first.word() - a.end.word())
            };
            let is_close = |gap: Option<u32>| gap.is_some_and(|gap| gap <= between);
            let mut expect = these.clone();
            expect.retain(|a| others.iter().any(|b| is_close(gap(a, b))));
            let mut behind = Behind::new(&others, between);
            let found: Vec<_> =
                these.iter().filter(|it| behind.has_one(it)).copied().collect();
            prop_assert_eq!(found, expect);
            let mut expect = these.clone();
            expect.retain(|a| others.iter().any(|b| is_close(gap(b, a))));
            let mut before = Before::new(&others, between);
            let found: Vec<_> =
                these.iter().filter(|it| before.has_one(it)).copied().collect();
            prop_assert_eq!(found, expect);
        }

        #[test]
        fn two_lists_become_one(
            these in prop::collection::btree_set((0u32..9, 1u32..3), 0..8),
            others in prop::collection::btree_set((0u32..9, 1u32..3), 0..8),
        ) {
            let expect = occurrences(these.union(&others).copied().collect());
            let [these, others] = [these, others].map(|it| occurrences(it.into_iter().collect()));
            prop_assert_eq!(merge(these.iter(), others.iter()), expect);
        }
    }
}
