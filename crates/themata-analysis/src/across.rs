//! Whether two codes go together at every site, in every role, in every wave: the same pair in
//! the groups of documents that an attribute makes.

mod forest;
mod table;
mod wording;

use rayon::prelude::*;

pub use forest::{Forest, ForestStratum};

use crate::association::{
    AssociationUndefined, CochranMantelHaenszel, Fourfold, Stratified, Told, benjamini_hochberg,
};
use crate::cooccurrence::PairPlaces;
use crate::{Cooccurrence, Error, Grouping, SubjectKey};

/// The pairs of a [`Cooccurrence`] across its groups of documents, which are the strata.
///
/// Documents without a value are a stratum of their own, as they are a group of their own.
#[derive(Clone, Debug)]
pub struct Across<'a> {
    /// The pairs that occur together in some stratum, in the order of
    /// [`Cooccurrence::pairs`].
    pub pairs: Vec<AcrossPair>,
    /// The number of pairs that p was adjusted over: every pair there could be, if something
    /// can be said of it in some stratum.
    pub tested: u64,
    of: &'a Cooccurrence,
    strata: &'a Grouping,
}

/// Two codes across strata. Strata are named by their places in [`Grouping::groups`].
#[derive(Clone, Debug, PartialEq)]
pub struct AcrossPair {
    /// The one that stands first in the codebook.
    pub first: SubjectKey,
    /// The one that stands behind it.
    pub second: SubjectKey,
    /// The number of units with both, in all strata.
    pub n12: u64,
    /// The number of strata with a unit that carries both.
    pub present: u64,
    /// The strata without one, whether both codes are used there or not.
    pub absent: Vec<u32>,
    /// The strata that say the opposite of all together: their odds ratio is below 1 and the
    /// common one above, or the other way round.
    pub reversed: Vec<u32>,
    /// The strata in which nothing can be said, because one of the codes is in no unit or in
    /// every unit. They may be among the absent ones.
    pub silent: Vec<u32>,
    /// The figures of the strata together.
    pub figures: Stratified,
    /// p of the test of Cochran, Mantel and Haenszel, without correction for continuity,
    /// adjusted by Benjamini and Hochberg.
    pub adjusted: Result<f64, AssociationUndefined>,
}

impl Cooccurrence {
    /// The pairs across the groups of documents: whether the codes go together in all of
    /// them, and alike. `docs/methods/association.md` has every formula.
    ///
    /// # Errors
    ///
    /// If [`CooccurrenceOptions::by`](crate::CooccurrenceOptions::by) names no attribute, if
    /// events were counted and not units, or several coders of whom one must have said both.
    pub fn across(&self) -> Result<Across<'_>, Error> {
        self.has_fourfolds()?;
        let strata = self.by.as_ref().ok_or_else(Error::no_strata)?;
        if self.group_units.is_empty() && !strata.groups.is_empty() {
            return Err(Error::wide_units());
        }
        let places = self.places();
        let mut pairs: Vec<AcrossPair> = self
            .pairs
            .par_iter()
            .map_init(Vec::new, |tables, pair| {
                if let Some(codes) = both(&places, pair.first, pair.second) {
                    self.fourfolds_by_group(codes, &pair.groups, tables);
                }
                across(pair.first, pair.second, tables)
            })
            .collect();
        // A pair that never meets has no row, but it was looked at, too.
        let apart: Vec<f64> = places
            .apart()
            .into_par_iter()
            .map_init(Vec::new, |tables, codes| {
                self.fourfolds_by_group(codes, &[], tables);
                CochranMantelHaenszel::of(&Told::of(tables)).map(|test| test.plain.p)
            })
            .filter_map(Result::ok)
            .collect();
        let own = pairs.iter().filter_map(|pair| pair.adjusted.ok());
        let p: Vec<f64> = own.chain(apart).collect();
        let mut adjusted = benjamini_hochberg(&p).into_iter();
        for pair in &mut pairs {
            // The adjusted values come in the order of those that were defined.
            pair.adjusted = pair.adjusted.map(|p| adjusted.next().unwrap_or(p));
        }
        Ok(Across { pairs, tested: p.len() as u64, of: self, strata })
    }
}

/// A pair with p as it is, not yet adjusted.
fn across(first: SubjectKey, second: SubjectKey, tables: &[Fourfold]) -> AcrossPair {
    let figures = Stratified::of(tables);
    let mut pair = AcrossPair {
        first,
        second,
        n12: figures.pooled.both,
        present: 0,
        absent: Vec::new(),
        reversed: Vec::new(),
        silent: Vec::new(),
        figures,
        adjusted: figures.independence.map(|test| test.plain.p),
    };
    for (place, table) in (0..).zip(tables) {
        if table.both > 0 {
            pair.present += 1;
        } else {
            pair.absent.push(place);
        }
        if table.informative().is_err() {
            pair.silent.push(place);
        } else if figures.reverses(table) {
            pair.reversed.push(place);
        }
    }
    pair
}

/// The places of two codes, in the order of the codebook.
fn both(places: &PairPlaces, one: SubjectKey, other: SubjectKey) -> Option<[usize; 2]> {
    let (one, other) = (places.code(one)?, places.code(other)?);
    (one != other).then(|| [one.min(other), one.max(other)])
}

impl Across<'_> {
    /// The groups of documents that are the strata.
    #[must_use]
    pub fn strata(&self) -> &Grouping {
        self.strata
    }
}
