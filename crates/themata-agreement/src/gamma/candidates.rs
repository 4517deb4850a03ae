use super::dissimilarity::Dissimilarity;
use super::spans::{Layers, Span};
use super::windows::Windows;
use crate::Undefined;

/// More groups than this are not listed. A thousand units of each of three coders give some
/// ten thousand, the same with five codes stacked everywhere some hundred thousand.
const LIMIT: usize = 1_500_000;

/// Up to this size a group is compared with all ways to split it in two; a larger one only
/// with those that take one unit away, of which there are not exponentially many.
const SPLIT_IN_ALL_WAYS: usize = 8;

/// A unit of one of the coders, in the order of places that the solvers walk along.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) span: Span,
    pub(super) coder: usize,
    /// Its position among the coder's units.
    pub(super) position: usize,
}

/// All units of a continuum, and the groups of two or more that a best alignment may hold.
///
/// The gain of a group is what it saves against leaving its units alone, in units of the
/// empty place's cost and times the number of pairs of coders: with `m` coders, `k` units
/// in the group and `P = m (m − 1) / 2`,
///
/// ```text
/// gain = (k − 1) P + Σ_pairs (1 − d)
/// ```
///
/// Alignments of least disorder are those whose groups gain most in sum. A group of parts
/// `A` and `B` gains `P + Σ_{i∈A, j∈B} (1 − d_ij)` more than the parts, so it can be left
/// out if for one way to split it `Σ d_ij ≥ P + |A| |B|`. Splitting into more parts is never
/// better than the best way to split in two: `docs/methods/gamma.md` has the proof.
pub(super) struct Candidates {
    pub(super) units: Vec<Placed>,
    members: Vec<u32>,
    ends: Vec<usize>,
    gains: Vec<f64>,
}

impl Candidates {
    pub(super) fn of(layers: &Layers, like: &Dissimilarity) -> Result<Candidates, Undefined> {
        let mut units: Vec<Placed> = layers
            .iter()
            .enumerate()
            .flat_map(|(coder, spans)| {
                spans.iter().enumerate().map(move |(position, &span)| Placed {
                    span,
                    coder,
                    position,
                })
            })
            .collect();
        units.sort_by(|a, b| {
            let order = a.span.middle().total_cmp(&b.span.middle());
            order.then(a.coder.cmp(&b.coder)).then(a.position.cmp(&b.position))
        });
        let found = Candidates { units, members: vec![], ends: vec![], gains: vec![] };
        Listing::new(found, layers.len(), like).list()
    }

    /// The number of groups.
    pub(super) fn len(&self) -> usize {
        self.gains.len()
    }

    /// The units of a group, in order.
    pub(super) fn members(&self, group: usize) -> &[u32] {
        let start = group.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start..self.ends[group]]
    }

    pub(super) fn gain(&self, group: usize) -> f64 {
        self.gains[group]
    }
}

/// What merging two unitary alignments saves besides what their units have in common, times
/// the number of pairs of coders: an empty place for every pair.
///
/// It is the number of pairs and a hundred-millionth of it, so that of alignments with the
/// same disorder the one with the fewest unitary alignments is best. Whole positions make
/// such ties common: a unit is as well off alone as with another of its category at `a · pos`
/// of 2 for two coders, of 4 for three.
pub(super) fn merging(coders: usize) -> f64 {
    (coders * (coders - 1)) as f64 / 2.0 * (1.0 + 1e-8)
}

/// The search for groups: from each unit on to units of later coders.
struct Listing<'a> {
    found: Candidates,
    like: &'a Dissimilarity,
    coders: usize,
    /// The number of pairs of coders, as [`merging`] counts them.
    pairs: f64,
    group: Vec<u32>,
    /// The dissimilarities within the group, row by row in a square of as many columns as
    /// there are coders.
    unlike: Vec<f64>,
}

impl<'a> Listing<'a> {
    fn new(found: Candidates, coders: usize, like: &'a Dissimilarity) -> Listing<'a> {
        Listing {
            found,
            like,
            coders,
            pairs: merging(coders),
            group: Vec::with_capacity(coders),
            unlike: vec![0.0; coders * coders],
        }
    }

    fn list(mut self) -> Result<Candidates, Undefined> {
        // No pair in a group is more unlike than this: taking one of the two away would gain.
        let most = self.pairs + (self.coders - 1) as f64;
        let windows =
            Windows::new(&self.found.units, self.coders, (most / self.like.a()).sqrt());
        let mut near: Vec<Vec<u32>> = vec![Vec::new(); self.coders];
        for unit in 0..self.found.units.len() {
            let first = self.found.units[unit];
            for (coder, near) in near.iter_mut().enumerate().skip(first.coder + 1) {
                near.clear();
                windows.around(first.span, coder, |other| {
                    let span = self.found.units[other as usize].span;
                    if self.like.scaled(first.span, span) < most {
                        near.push(other);
                    }
                });
            }
            self.group.push(unit as u32);
            self.extend(first.coder + 1, &near)?;
            self.group.pop();
        }
        Ok(self.found)
    }

    /// Adds to the group in hand each unit that may join it, from coder `from` on.
    fn extend(&mut self, from: usize, near: &[Vec<u32>]) -> Result<(), Undefined> {
        let size = self.group.len();
        for coder in from..self.coders {
            for &other in &near[coder] {
                let span = self.found.units[other as usize].span;
                for row in 0..size {
                    let known = self.found.units[self.group[row] as usize].span;
                    let unlike = self.like.scaled(known, span);
                    self.unlike[row * self.coders + size] = unlike;
                    self.unlike[size * self.coders + row] = unlike;
                }
                if self.splits_gain(size + 1, self.coders) {
                    continue;
                }
                self.group.push(other);
                if !self.splits_gain(size + 1, size + 1) {
                    self.keep()?;
                }
                if coder + 1 < self.coders {
                    self.extend(coder + 1, near)?;
                }
                self.group.pop();
            }
        }
        Ok(())
    }

    /// Whether a way to split every group of at most `grown` units that holds the `size`
    /// units in hand is at least as good as keeping it whole. A part that no unit joins any
    /// more has at most the rest of `grown` as its other part.
    fn splits_gain(&self, size: usize, grown: usize) -> bool {
        let row = |unit: usize| &self.unlike[unit * self.coders..][..size];
        let bound = |part: usize| self.pairs + (part * (grown - part)) as f64;
        let alone = |unit: usize| {
            let sum: f64 = (0..size).filter(|&other| other != unit).map(|o| row(unit)[o]).sum();
            sum >= bound(1)
        };
        if (0..size).any(alone) {
            return true;
        }
        if !(4..=SPLIT_IN_ALL_WAYS).contains(&size) {
            return false;
        }
        // The last unit is always in the other part, so every split is seen once.
        (1u32..1 << (size - 1)).any(|part| {
            let inside = |unit: usize| part >> unit & 1 == 1;
            let mut sum = 0.0;
            for unit in (0..size).filter(|&unit| inside(unit)) {
                sum += (0..size).filter(|&o| !inside(o)).map(|o| row(unit)[o]).sum::<f64>();
            }
            let taken = part.count_ones() as usize;
            sum >= bound(taken).min(bound(size - taken))
        })
    }

    fn keep(&mut self) -> Result<(), Undefined> {
        if self.found.gains.len() == LIMIT {
            return Err(Undefined::TooEntangled);
        }
        let size = self.group.len();
        let mut gain = (size - 1) as f64 * self.pairs;
        for row in 0..size {
            let later = &self.unlike[row * self.coders..][row + 1..size];
            gain += later.iter().map(|unlike| 1.0 - unlike).sum::<f64>();
        }
        let start = self.found.members.len();
        self.found.members.extend_from_slice(&self.group);
        self.found.members[start..].sort_unstable();
        self.found.ends.push(self.found.members.len());
        self.found.gains.push(gain);
        Ok(())
    }
}
