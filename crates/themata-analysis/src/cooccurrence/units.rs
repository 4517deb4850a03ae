//! Set units: a unit carries a code or it does not.

use std::ops::Range;

use themata_text::Segments;

use super::marks::Mark;
use super::tally::{DocumentTally, Scratch};
use crate::code_sets::{CodeSets, codes_in, contains, unite};

/// The units of a document, and which of them each mark touches.
pub(super) struct Units {
    count: usize,
    /// In the order of the marks.
    touched: Vec<Range<usize>>,
}

/// The document is the unit.
pub(super) fn document(marks: &[Mark]) -> Units {
    Units { count: 1, touched: vec![0..1; marks.len()] }
}

/// Every distinct stretch that carries a code is a unit.
pub(super) fn excerpts(marks: &[Mark]) -> Units {
    let mut touched = Vec::with_capacity(marks.len());
    let mut count = 0;
    for same in marks.chunk_by(|a, b| a.span == b.span) {
        touched.extend(same.iter().map(|_| count..count + 1));
        count += 1;
    }
    Units { count, touched }
}

/// Every segment is a unit, whether a code touches it or not.
pub(super) fn segments(marks: &[Mark], segments: &Segments) -> Units {
    let touched = marks.iter().map(|mark| segments.touching(mark.span)).collect();
    Units { count: segments.len(), touched }
}

/// Counts the units with each code, and those in which one lane has both codes of a pair.
pub(super) fn tally(
    marks: &[Mark],
    units: &Units,
    lanes: usize,
    scratch: &mut Scratch,
) -> DocumentTally {
    let codes = scratch.codes();
    let mut outside = 0;
    // The set of lane l in unit u stands at u * lanes + l.
    let mut sets = CodeSets::new(codes, units.count * lanes);
    for (mark, touched) in marks.iter().zip(&units.touched) {
        outside += u64::from(touched.is_empty());
        for unit in touched.clone() {
            sets.insert(unit * lanes + mark.lane, mark.code);
        }
    }

    let mut n = vec![0; codes];
    let mut all = CodeSets::new(codes, 1).get(0).to_vec();
    let mut with_first = all.clone();
    for unit in 0..units.count {
        all.fill(0);
        let lanes = unit * lanes..(unit + 1) * lanes;
        lanes.clone().for_each(|lane| unite(&mut all, sets.get(lane)));
        for first in codes_in(&all) {
            n[first] += 1;
            with_first.fill(0);
            for lane in lanes.clone().map(|lane| sets.get(lane)) {
                if contains(lane, first) {
                    unite(&mut with_first, lane);
                }
            }
            codes_in(&with_first)
                .filter(|&second| second > first)
                .for_each(|second| scratch.occur(first, second));
        }
    }
    DocumentTally {
        n,
        characters: Vec::new(),
        pairs: scratch.take(),
        units: units.count as u64,
        outside,
    }
}
