use std::collections::BTreeMap;

use super::{Cooccurrence, Pair};
use crate::{Error, Fourfold, SubjectKey};

/// Where the pair of any two codes stands, by the places of the codes.
pub(crate) struct PairPlaces {
    codes: usize,
    of_code: BTreeMap<SubjectKey, usize>,
    /// At `first * codes + second`, where first < second; `NOWHERE` if they never meet.
    of_pair: Vec<u32>,
}

const NOWHERE: u32 = u32::MAX;

impl PairPlaces {
    /// The place of a code.
    pub(crate) fn code(&self, code: SubjectKey) -> Option<usize> {
        self.of_code.get(&code).copied()
    }

    /// The place of the pair of two codes that stand in this order, if they ever meet.
    pub(crate) fn pair(&self, first: usize, second: usize) -> Option<usize> {
        let place = *self.of_pair.get(first * self.codes + second)?;
        (place != NOWHERE).then_some(place as usize)
    }

    /// The places of every two codes that never meet.
    pub(crate) fn apart(&self) -> Vec<[usize; 2]> {
        let behind = |first: usize| (first + 1..self.codes).map(move |second| [first, second]);
        let every = (0..self.codes).flat_map(behind);
        every.filter(|&[first, second]| self.pair(first, second).is_none()).collect()
    }
}

impl Cooccurrence {
    /// The units of a pair in a fourfold table.
    ///
    /// # Errors
    ///
    /// If events were counted and not units, or several coders of whom one must have said
    /// both, so that units do not add up to such a table.
    pub fn fourfold(&self, pair: &Pair) -> Result<Fourfold, Error> {
        self.has_fourfolds()?;
        Ok(table(pair.n12, pair.n1, pair.n2, self.units))
    }

    /// Whether each unit is in one cell of a fourfold table of each pair.
    pub(crate) fn has_fourfolds(&self) -> Result<(), Error> {
        if !self.options.unit.is_set_unit() {
            return Err(Error::events_not_units());
        }
        if self.coders_apart {
            return Err(Error::coders_apart());
        }
        Ok(())
    }

    pub(crate) fn places(&self) -> PairPlaces {
        let codes = self.codes.len();
        let of_code: BTreeMap<SubjectKey, usize> =
            self.codes.iter().enumerate().map(|(place, of)| (of.code, place)).collect();
        let mut of_pair = vec![NOWHERE; codes * codes];
        for (place, pair) in self.pairs.iter().enumerate() {
            if let (Some(first), Some(second)) =
                (of_code.get(&pair.first), of_code.get(&pair.second))
            {
                of_pair[first * codes + second] = place as u32;
            }
        }
        PairPlaces { codes, of_code, of_pair }
    }

    /// Of two codes, by their places, the fourfold table of all units.
    pub(super) fn fourfold_at(&self, places: &PairPlaces, codes: [usize; 2]) -> Fourfold {
        let [first, second] = codes.map(|place| &self.codes[place]);
        let pair = places.pair(codes[0], codes[1]);
        let n12 = pair.map_or(0, |place| self.pairs[place].n12);
        table(n12, first.n, second.n, self.units)
    }

    /// Of two codes, by their places, the fourfold table of each group. `n12` is that of the
    /// groups, or nothing if the two never meet.
    pub(crate) fn fourfolds_by_group(
        &self,
        codes: [usize; 2],
        n12: &[u64],
        tables: &mut Vec<Fourfold>,
    ) {
        let [first, second] = codes.map(|place| &self.codes[place].groups);
        tables.clear();
        tables.extend(self.group_units.iter().enumerate().map(|(group, &units)| {
            let n12 = n12.get(group).copied().unwrap_or(0);
            table(n12, first[group], second[group], units)
        }));
    }
}

/// Counts of units that carry a code or do not always add up; were they not to, a table
/// without units would say nothing rather than something wrong.
fn table(n12: u64, n1: u64, n2: u64, units: u64) -> Fourfold {
    Fourfold::of_margins(n12, n1, n2, units).unwrap_or_default()
}
