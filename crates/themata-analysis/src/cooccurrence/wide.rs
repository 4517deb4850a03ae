//! Units of several documents: cases and sites.

use std::collections::BTreeMap;

use rayon::prelude::*;
use themata_model::{AttributeId, DocumentId, Study};

use super::CooccurrenceUnit;
use super::rows::{Row, Rows};
use super::sets::Sets;
use super::shard::{Counting, Shard, Tally};
use super::total::{Contribution, Role};
use crate::Error;
use crate::grouping::grouped;
use crate::settled::settled;

/// For each document of the universe its unit, or `None` if it lies in no unit.
pub(super) struct WideUnits {
    of: Vec<Option<u32>>,
    count: u64,
}

impl WideUnits {
    /// The units of several documents that are asked for; `None` if they are no such units.
    ///
    /// # Errors
    ///
    /// If the study has no attribute that says what a unit is.
    pub(super) fn of(
        study: &Study,
        documents: &[DocumentId],
        unit: CooccurrenceUnit,
    ) -> Result<Option<WideUnits>, Error> {
        let units = match unit {
            CooccurrenceUnit::Site => {
                let site = study.site_attribute().ok_or_else(Error::no_sites)?;
                WideUnits::by(study, documents, site.id, false)?
            }
            CooccurrenceUnit::Case(Some(attribute)) => {
                WideUnits::by(study, documents, attribute, true)?
            }
            CooccurrenceUnit::Case(None) => WideUnits {
                of: (0..documents.len() as u32).map(Some).collect(),
                count: documents.len() as u64,
            },
            _ => return Ok(None),
        };
        Ok(Some(units))
    }

    /// Documents that share a value are a unit; those without one are a unit each, if `alone`
    /// says so.
    fn by(
        study: &Study,
        documents: &[DocumentId],
        attribute: AttributeId,
        alone: bool,
    ) -> Result<WideUnits, Error> {
        let grouped = grouped(study, documents, attribute)?;
        let groups = &grouped.grouping.groups;
        let mut count = groups.iter().filter(|group| group.value.is_some()).count() as u32;
        let of = grouped
            .of
            .iter()
            .map(|&group| match groups[group].value {
                // The group of those without a value is the last one.
                Some(_) => Some(group as u32),
                None if alone => {
                    count += 1;
                    Some(count - 1)
                }
                None => None,
            })
            .collect();
        Ok(WideUnits { of, count: u64::from(count) })
    }

    /// Counts the units in which two codes occur together, in all and in each group; and the
    /// documents and the sites in which both are used.
    pub(super) fn tally(
        &self,
        counting: &Counting<'_>,
        shards: &[Shard],
        groups: Option<&[usize]>,
        sites: Option<&[Option<usize>]>,
        codes: usize,
    ) -> Result<(Tally, Vec<Contribution>), Error> {
        let all = counting.over(codes, |place| self.of[place]);
        let mut jobs: Vec<Role> = Vec::new();
        jobs.extend(
            (0..groups.map_or(0, |of| of.iter().max().map_or(0, |last| last + 1)))
                .map(Role::Group),
        );
        jobs.extend(sites.map(|_| Role::Sites));
        let mut rows: Vec<Contribution> =
            jobs.into_par_iter()
                .map(|role| {
                    let tally = counting.over(codes, |place| match role {
                        Role::Group(group) => self.of[place]
                            .filter(|_| groups.is_some_and(|of| of[place] == group)),
                        _ => self.of[place]
                            .and_then(|_| sites.and_then(|sites| sites[place]))
                            .map(|site| site as u32),
                    });
                    Contribution { role, rows: tally.rows }
                })
                .collect();
        let documents = shards
            .par_iter()
            .map_init(
                || Row::new(codes),
                |row, shard| {
                    let within = |&place: &usize| self.of[place].is_some();
                    let documents = shard.documents.iter().copied().filter(within).collect();
                    let shard = Shard { documents, group: None, site: None };
                    let rows = counting.tally(&shard, row)?.rows;
                    Ok(Contribution { role: Role::Documents, rows })
                },
            )
            .collect();
        rows.extend(settled(documents)?);
        Ok((Tally { units: self.count, ..all }, rows))
    }
}

impl Counting<'_> {
    /// Counts in units of whole documents.
    fn over(&self, codes: usize, unit_of: impl Fn(usize) -> Option<u32>) -> Tally {
        let mut sets = Sets::new(codes);
        let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, part) in self.parts.iter().enumerate() {
            match unit_of(place) {
                Some(unit) => members.entry(unit).or_default().push(place),
                None => {
                    let marks = self.lanes.marks(part.codings, self.place_of);
                    marks.iter().for_each(|mark| sets.touch(mark, 0..0));
                }
            }
        }
        for (unit, places) in members {
            for place in places {
                let marks = self.lanes.marks(self.parts[place].codings, self.place_of);
                marks.iter().for_each(|mark| sets.touch(mark, unit..unit + 1));
            }
            sets.finish(0);
        }
        let counted = sets.by_code();
        let rows =
            Rows::of(&mut Row::new(codes), false, 0, |code, row| counted.count(code, row));
        let outside = sets.outside;
        Tally { n: sets.n, characters: Vec::new(), units: 0, outside, rows }
    }
}
