//! Which passages hold what is looked for, given where single words stand.
//!
//! Everything here is arithmetic on sorted lists. Where the lists come from, the index or a
//! passage at hand, is the caller's affair: both ask through the same function and so cannot
//! disagree.

use crate::words::{Expr, Near, Phrase, Word};

/// One place of a word: the position in words within a numbered passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) passage: u32,
    pub(crate) position: u32,
}

/// One place of a phrase: the positions in words from `first` up to, but not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    pub(crate) passage: u32,
    pub(crate) first: u32,
    pub(crate) end: u32,
}

/// How often one phrase or NEAR that is looked for occurs in each passage that holds it.
pub(crate) type Tally = Vec<(u32, u32)>;

/// Where the words stand that are asked for, in ascending order.
pub(crate) trait Standing {
    type Error;

    fn places(&mut self, word: &Word) -> Result<Vec<At>, Self::Error>;

    /// The numbers of all passages, in ascending order.
    fn passages(&mut self) -> Vec<u32>;
}

/// The passages that hold what is looked for, in ascending order. The tally of every phrase
/// and NEAR that counts towards a passage is added to `tallies`.
pub(crate) fn passages<S: Standing>(
    node: &Expr,
    standing: &mut S,
    tallies: &mut Vec<Tally>,
) -> Result<Vec<u32>, S::Error> {
    Ok(match node {
        Expr::Phrase(phrase) => count(&occurrences(phrase, standing)?, tallies),
        Expr::Near(near) => count(&close(near, standing)?, tallies),
        Expr::And(nodes) => {
            let mut common: Option<Vec<u32>> = None;
            for node in nodes {
                let found = passages(node, standing, tallies)?;
                common = Some(match common {
                    Some(common) => intersection(common, &found),
                    None => found,
                });
            }
            common.unwrap_or_default()
        }
        Expr::Or(nodes) => {
            let mut any = Vec::new();
            for node in nodes {
                any.extend(passages(node, standing, tallies)?);
            }
            any.sort_unstable();
            any.dedup();
            any
        }
        Expr::Without(node) => {
            // What is left out adds nothing to the weight of a passage.
            let found = passages(node, standing, &mut Vec::new())?;
            let mut found = found.into_iter().peekable();
            let mut all = standing.passages();
            all.retain(|passage| found.next_if_eq(passage).is_none());
            all
        }
    })
}

/// Why a single passage is found: the occurrences of everything that counts towards it, or
/// `None` if it is not found.
pub(crate) fn grounds<S: Standing>(
    node: &Expr,
    standing: &mut S,
) -> Result<Option<Vec<Occurrence>>, S::Error> {
    Ok(match node {
        Expr::Phrase(phrase) => some_if_any(occurrences(phrase, standing)?),
        Expr::Near(near) => some_if_any(close(near, standing)?),
        Expr::And(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                match grounds(node, standing)? {
                    Some(found) => all.extend(found),
                    None => return Ok(None),
                }
            }
            Some(all)
        }
        Expr::Or(nodes) => {
            let mut any: Option<Vec<Occurrence>> = None;
            for node in nodes {
                if let Some(found) = grounds(node, standing)? {
                    any.get_or_insert_default().extend(found);
                }
            }
            any
        }
        Expr::Without(node) => match grounds(node, standing)? {
            Some(_) => None,
            None => Some(Vec::new()),
        },
    })
}

/// Where a phrase stands, in ascending order.
fn occurrences<S: Standing>(
    phrase: &Phrase,
    standing: &mut S,
) -> Result<Vec<Occurrence>, S::Error> {
    let mut starts: Option<Vec<At>> = None;
    let mut len = 0;
    for (offset, word) in &phrase.words {
        let mut places = standing.places(word)?;
        // Where the phrase would have to start for this word of it to stand here.
        places.retain_mut(|at| match at.position.checked_sub(*offset) {
            Some(start) => {
                at.position = start;
                true
            }
            None => false,
        });
        starts = Some(match starts {
            Some(starts) => intersection(starts, &places),
            None => places,
        });
        len = offset + 1;
    }
    let starts = starts.unwrap_or_default();
    Ok(starts
        .into_iter()
        .map(|At { passage, position }| Occurrence {
            passage,
            first: position,
            end: position + len,
        })
        .collect())
}

/// The occurrences of either side of a NEAR that have one of the other side close by.
fn close<S: Standing>(near: &Near, standing: &mut S) -> Result<Vec<Occurrence>, S::Error> {
    let left = any(&near.left, standing)?;
    let right = any(&near.right, standing)?;
    let mut close = with_neighbour(&left, &right, near.between);
    close.extend(with_neighbour(&right, &left, near.between));
    close.sort_unstable();
    close.dedup();
    Ok(close)
}

fn any<S: Standing>(phrases: &[Phrase], standing: &mut S) -> Result<Vec<Occurrence>, S::Error> {
    let mut any = Vec::new();
    for phrase in phrases {
        any.extend(occurrences(phrase, standing)?);
    }
    any.sort_unstable();
    any.dedup();
    Ok(any)
}

/// Those of `these` that have one of `others` before or behind them, with no word in common
/// and at most so many words between.
fn with_neighbour(
    these: &[Occurrence],
    others: &[Occurrence],
    between: u32,
) -> Vec<Occurrence> {
    let mut ends: Vec<(u32, u32)> = others.iter().map(|it| (it.passage, it.end)).collect();
    ends.sort_unstable();
    let behind = |this: &Occurrence| {
        let next =
            others.partition_point(|it| (it.passage, it.first) < (this.passage, this.end));
        others
            .get(next)
            .is_some_and(|it| it.passage == this.passage && it.first - this.end <= between)
    };
    let before = |this: &Occurrence| {
        let next = ends.partition_point(|&end| end <= (this.passage, this.first));
        next.checked_sub(1).is_some_and(|last| {
            let (passage, end) = ends[last];
            passage == this.passage && this.first - end <= between
        })
    };
    these.iter().copied().filter(|this| behind(this) || before(this)).collect()
}

/// The passages of occurrences in ascending order; their numbers go to `tallies`.
fn count(occurrences: &[Occurrence], tallies: &mut Vec<Tally>) -> Vec<u32> {
    let mut tally: Tally = Vec::new();
    for occurrence in occurrences {
        match tally.last_mut() {
            Some((passage, count)) if *passage == occurrence.passage => *count += 1,
            _ => tally.push((occurrence.passage, 1)),
        }
    }
    let passages = tally.iter().map(|&(passage, _)| passage).collect();
    tallies.push(tally);
    passages
}

fn intersection<T: Ord>(mut these: Vec<T>, others: &[T]) -> Vec<T> {
    let mut rest = others;
    these.retain(|this| {
        rest = &rest[leap(rest, this)..];
        rest.first() == Some(this)
    });
    these
}

/// How many members at the beginning of an ascending list are below a value. The time is that
/// of a search among so many, not among all: going through a long list for the members of a
/// short one is cheap, and so is the reverse.
pub(crate) fn leap<T: Ord>(ascending: &[T], value: &T) -> usize {
    let mut bound = 1;
    while ascending.get(bound).is_some_and(|member| member < value) {
        bound *= 2;
    }
    let near = &ascending[..ascending.len().min(bound + 1)];
    near.partition_point(|member| member < value)
}

fn some_if_any(occurrences: Vec<Occurrence>) -> Option<Vec<Occurrence>> {
    (!occurrences.is_empty()).then_some(occurrences)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Occurrence, intersection, with_neighbour};

    fn occurrences(ranges: &[(u32, u32)]) -> Vec<Occurrence> {
        let of = |&(first, end)| Occurrence { passage: 0, first, end };
        let mut occurrences: Vec<Occurrence> = ranges.iter().map(of).collect();
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
            prop_assert_eq!(intersection(these, &others), expect);
        }

        #[test]
        fn a_neighbour_is_close_and_shares_no_word(
            these in prop::collection::vec((0u32..30, 1u32..4), 0..8),
            others in prop::collection::vec((0u32..30, 1u32..4), 0..8),
            between in 0u32..6,
        ) {
            let ranges = |pairs: Vec<(u32, u32)>| {
                let ranges: Vec<_> =
                    pairs.into_iter().map(|(first, len)| (first, first + len)).collect();
                occurrences(&ranges)
            };
            let (these, others) = (ranges(these), ranges(others));
            let mut expect = these.clone();
            expect.retain(|a| {
                others.iter().any(|b| {
                    (a.end <= b.first && b.first - a.end <= between)
                        || (b.end <= a.first && a.first - b.end <= between)
                })
            });
            prop_assert_eq!(with_neighbour(&these, &others, between), expect);
        }
    }
}
