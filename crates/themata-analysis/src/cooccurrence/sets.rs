//! Set units: a unit carries a code or it does not.

use super::buckets::Buckets;
use super::marks::Mark;
use super::rows::Row;

/// The codes of some units: what each lane gave to each.
pub(super) struct Sets {
    /// The number of units with each code, whoever gave it.
    pub(super) n: Vec<u64>,
    /// The number of codings that lie in no unit.
    pub(super) outside: u64,
    /// The codes of all sets, one set after the other, ascending in each.
    codes: Vec<u32>,
    /// For each of the codes its set.
    set_of: Vec<u32>,
    sets: Vec<Set>,
    /// What is in the units that are added, by unit, lane and code.
    said: Vec<(u32, u32, u32)>,
}

/// What one lane gave to one unit.
struct Set {
    /// The unit and its document, counted from 1.
    unit: u32,
    document: u32,
    /// Where its codes end.
    end: u32,
}

impl Sets {
    pub(super) fn new(codes: usize) -> Sets {
        Sets {
            n: vec![0; codes],
            outside: 0,
            codes: Vec::new(),
            set_of: Vec::new(),
            sets: Vec::new(),
            said: Vec::new(),
        }
    }

    /// The units that a mark touches, as numbers that no other document uses.
    pub(super) fn touch(&mut self, mark: &Mark, units: std::ops::Range<u32>) {
        self.outside += u64::from(units.is_empty());
        self.said.extend(units.map(|unit| (unit, mark.lane, mark.code)));
    }

    /// Ends the units that marks have touched since this was called last. They lie in this
    /// document; units of several documents have none, which is 0.
    pub(super) fn finish(&mut self, document: u32) {
        self.said.sort_unstable();
        self.said.dedup();
        for set in self.said.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            self.codes.extend(set.iter().map(|&(_, _, code)| code));
            self.set_of.resize(self.codes.len(), self.sets.len() as u32);
            let end = self.codes.len() as u32;
            self.sets.push(Set { unit: set[0].0 + 1, document, end });
        }
        self.said.clear();
    }

    /// What there is to count for pairs of codes.
    pub(super) fn by_code(&mut self) -> SetsByCode<'_> {
        let places = (0_u32..).zip(&self.codes).map(|(place, &code)| (code, place));
        let of_code = Buckets::of(self.n.len(), places);
        for (code, n) in (0_u32..).zip(&mut self.n) {
            let mut last = 0;
            for &place in of_code.get(code) {
                let unit = self.sets[self.set_of[place as usize] as usize].unit;
                *n += u64::from(unit != last);
                last = unit;
            }
        }
        SetsByCode { sets: self, of_code }
    }
}

/// Sets in the order of their codes.
pub(super) struct SetsByCode<'a> {
    sets: &'a Sets,
    /// For each code its places among the codes of all sets.
    of_code: Buckets,
}

impl SetsByCode<'_> {
    /// Counts the pairs whose first code is this one.
    pub(super) fn count(&self, code: u32, row: &mut Row) {
        for &place in self.of_code.get(code) {
            let set = &self.sets.sets[self.sets.set_of[place as usize] as usize];
            for &second in &self.sets.codes[place as usize + 1..set.end as usize] {
                let counter = row.counter(second);
                counter.in_unit(set.unit);
                counter.in_document(set.document);
            }
        }
    }
}
