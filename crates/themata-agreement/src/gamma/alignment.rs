use rayon::prelude::*;

use super::candidates::{Candidates, Placed};
use super::components::components;
use super::dissimilarity::Dissimilarity;
use super::solve::{Problem, best};
use super::spans::{Layers, layers};
use crate::{Category, Continuum, Undefined};

/// Which units of the coders belong together: every unit is in one unitary alignment, which
/// has at most one unit of each coder.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    coders: usize,
    places: Vec<Option<usize>>,
    disorder: f64,
}

impl Alignment {
    /// The number of unitary alignments.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len() / self.coders
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A unitary alignment: of each coder the position of a unit in
    /// [`Continuum::units`], or `None` for an empty place. They are in the order of their
    /// first units' middles.
    ///
    /// # Panics
    ///
    /// If there are not so many.
    #[must_use]
    pub fn unitary(&self, position: usize) -> &[Option<usize>] {
        &self.places[position * self.coders..][..self.coders]
    }

    /// The disorder, from 0: the sum over unitary alignments of the mean dissimilarity of
    /// their pairs, divided by the mean number of units per coder.
    #[must_use]
    pub fn disorder(&self) -> f64 {
        self.disorder
    }
}

/// An alignment of least disorder, and among those one of the fewest unitary alignments.
/// Which of several is returned depends on nothing but the continuum.
///
/// [`gamma`](crate::gamma()) holds its disorder against chance.
///
/// # Errors
///
/// With fewer than two coders, without units, and where units are too entangled.
///
/// # Panics
///
/// If the dissimilarity has distances for fewer categories than the continuum has.
pub fn best_alignment(
    continuum: &Continuum,
    like: &Dissimilarity,
) -> Result<Alignment, Undefined> {
    hold_distances(continuum, like);
    Aligned::best(&layers(continuum), like).map(|aligned| aligned.alignment(like))
}

/// Panics with a word about it where the dissimilarity was made for fewer categories.
pub(super) fn hold_distances(continuum: &Continuum, like: &Dissimilarity) {
    assert!(
        like.categories().is_none_or(|known| known >= continuum.categories()),
        "every category of the continuum has distances"
    );
}

/// Units with the groups of two or more that they are aligned in.
pub(super) struct Aligned {
    pub(super) units: Vec<Placed>,
    /// The members of each group, in order.
    pub(super) groups: Vec<Vec<u32>>,
    coders: usize,
}

impl Aligned {
    pub(super) fn best(layers: &Layers, like: &Dissimilarity) -> Result<Aligned, Undefined> {
        let coders = layers.len();
        if coders < 2 {
            return Err(Undefined::TooFewCoders { coders });
        }
        if layers.iter().all(Vec::is_empty) {
            return Err(Undefined::NoItems);
        }
        let found = Candidates::of(layers, like)?;
        let groups = (0..found.len()).map(|group| found.members(group));
        let parts = components(found.units.len(), groups);
        let chosen: Result<Vec<Vec<u32>>, Undefined> = parts
            .par_iter()
            .map(|part| {
                let problem = Problem::of(&found, part);
                let coder = |unit: u32| {
                    let unit = part.units[unit as usize];
                    found.units[unit as usize].coder
                };
                let groups = best(&problem, coders, coder)?.into_iter();
                Ok(groups.map(|group| part.groups[group as usize]).collect())
            })
            .collect();
        let members = |group: u32| found.members(group as usize).to_vec();
        let mut groups: Vec<Vec<u32>> = chosen?.into_iter().flatten().map(members).collect();
        groups.sort_unstable();
        Ok(Aligned { units: found.units, groups, coders })
    }

    /// The disorder; sums are taken in the order of groups.
    pub(super) fn disorder(&self, like: &Dissimilarity) -> f64 {
        let all = (self.coders * (self.coders - 1) / 2) as f64;
        let mut disorder = 0.0;
        let mut alone = self.units.len();
        for group in &self.groups {
            let pairs = (group.len() * (group.len() - 1) / 2) as f64;
            let unlike: f64 = self.pairs(group).map(|(u, v)| like.scaled(u.span, v.span)).sum();
            disorder += (unlike + all - pairs) / all;
            alone -= group.len();
        }
        disorder += alone as f64;
        like.d() * disorder * self.coders as f64 / self.units.len() as f64
    }

    /// The pairs of units of a group.
    pub(super) fn pairs<'a>(
        &'a self,
        group: &'a [u32],
    ) -> impl Iterator<Item = (&'a Placed, &'a Placed)> {
        let unit = |unit: u32| &self.units[unit as usize];
        group.iter().enumerate().flat_map(move |(place, &first)| {
            group[place + 1..].iter().map(move |&second| (unit(first), unit(second)))
        })
    }

    /// The units that are in no group, in order.
    pub(super) fn alone(&self) -> impl Iterator<Item = u32> {
        let mut grouped = vec![false; self.units.len()];
        let members = self.groups.iter().flatten();
        members.for_each(|&unit| grouped[unit as usize] = true);
        (0u32..).zip(grouped).filter(|(_, grouped)| !grouped).map(|(unit, _)| unit)
    }

    /// The category of each unit of a unitary alignment, once for each of its empty places.
    pub(super) fn empty_places<'a>(
        &'a self,
        members: &'a [u32],
    ) -> impl Iterator<Item = Category> + use<'a> {
        let empty = self.coders - members.len();
        let categories = members.iter().map(|&unit| self.units[unit as usize].span.category);
        categories.flat_map(move |category| std::iter::repeat_n(category, empty))
    }

    pub(super) fn alignment(&self, like: &Dissimilarity) -> Alignment {
        let mut unitary: Vec<Vec<u32>> = self.alone().map(|unit| vec![unit]).collect();
        unitary.extend_from_slice(&self.groups);
        unitary.sort_unstable();
        let mut places = vec![None; unitary.len() * self.coders];
        for (row, group) in unitary.iter().enumerate() {
            for &unit in group {
                let unit = &self.units[unit as usize];
                places[row * self.coders + unit.coder] = Some(unit.position);
            }
        }
        Alignment { coders: self.coders, places, disorder: self.disorder(like) }
    }
}
