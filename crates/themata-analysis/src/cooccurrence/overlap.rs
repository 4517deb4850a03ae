//! Overlap: excerpts that share code points. Two sweeps over a document, both with the
//! stretches that are open at a place: one over excerpts, which counts events and the
//! excerpts that meet a code; one over what each code covers, which counts stretches and
//! code points.

use std::ops::Range;

use super::marks::Mark;
use super::tally::{DocumentTally, Scratch};
use crate::code_sets::{CodeSets, codes_in, contains, unite};

pub(super) fn tally(marks: &[Mark], lanes: usize, scratch: &mut Scratch) -> DocumentTally {
    let mut excerpts = Excerpts::of(marks, scratch.codes());
    excerpts.sweep(scratch);
    let n = excerpts.count_meetings(scratch);
    let covered = covered(marks, lanes, scratch.codes());
    let characters = characters(&covered, scratch.codes());
    sweep_covered(&covered, lanes, scratch);
    DocumentTally {
        n,
        characters,
        pairs: scratch.take(),
        units: excerpts.all.len() as u64,
        outside: 0,
    }
}

/// The distinct excerpts of a document with the codes that each lane gave them.
struct Excerpts {
    all: Vec<Excerpt>,
    /// The lane of each voice; a voice is what one lane says of one excerpt.
    lanes: Vec<usize>,
    /// The codes that each voice gave.
    given: CodeSets,
    /// The codes that each voice met: those that its lane gave to excerpts that overlap this
    /// one, and to this one.
    met: CodeSets,
    /// The voices of one lane that meet just now.
    pairs: Vec<(usize, usize)>,
    /// Sets of codes to work with.
    one: Vec<u64>,
    other: Vec<u64>,
}

struct Excerpt {
    start: u32,
    end: u32,
    /// Its voices, in order of their lanes.
    voices: Range<usize>,
}

impl Excerpts {
    fn of(marks: &[Mark], codes: usize) -> Excerpts {
        let mut given = CodeSets::new(codes, 0);
        let mut lanes = Vec::new();
        let mut all = Vec::new();
        for same in marks.chunk_by(|a, b| a.span == b.span) {
            let first = lanes.len();
            for voice in same.chunk_by(|a, b| a.lane == b.lane) {
                let place = given.push();
                lanes.push(voice[0].lane);
                voice.iter().for_each(|mark| given.insert(place, mark.code));
            }
            let span = same[0].span;
            let voices = first..lanes.len();
            all.push(Excerpt { start: span.start(), end: span.end(), voices });
        }
        let met = CodeSets::new(codes, lanes.len());
        let one = CodeSets::new(codes, 1).get(0).to_vec();
        Excerpts { all, lanes, given, met, pairs: Vec::new(), other: one.clone(), one }
    }

    /// Walks the excerpts by their starts; those that have not ended yet overlap the next.
    fn sweep(&mut self, scratch: &mut Scratch) {
        let mut open: Vec<usize> = Vec::new();
        for now in 0..self.all.len() {
            self.meet_itself(now, scratch);
            let Excerpt { start, end, .. } = self.all[now];
            // An excerpt without a code point overlaps nothing.
            if start == end {
                continue;
            }
            open.retain(|&earlier| self.all[earlier].end > start);
            for &earlier in &open {
                self.meet(earlier, now, scratch);
            }
            open.push(now);
        }
    }

    /// An excerpt with two codes is one event of the two.
    fn meet_itself(&mut self, now: usize, scratch: &mut Scratch) {
        let voices = self.all[now].voices.clone();
        self.pairs.clear();
        for voice in voices {
            self.met.unite(voice, self.given.get(voice));
            self.pairs.push((voice, voice));
        }
        self.events(scratch, |first, second| first < second);
    }

    /// Two excerpts that overlap are one event for each code of the one and each other code
    /// of the other, if a lane gave both.
    fn meet(&mut self, earlier: usize, now: usize, scratch: &mut Scratch) {
        self.pairs.clear();
        for one in self.all[earlier].voices.clone() {
            for other in self.all[now].voices.clone() {
                if self.lanes[one] == self.lanes[other] {
                    self.met.unite(one, self.given.get(other));
                    self.met.unite(other, self.given.get(one));
                    self.pairs.push((one, other));
                }
            }
        }
        self.events(scratch, |first, second| first != second);
    }

    /// Counts the pairs of codes of which the first is among those of the first voice, and
    /// the second among those of the second, of one of `self.pairs`: each once.
    fn events(&mut self, scratch: &mut Scratch, counts: impl Fn(usize, usize) -> bool) {
        let (given, pairs) = (&self.given, &self.pairs);
        if let &[(one, other)] = pairs.as_slice() {
            for first in codes_in(given.get(one)) {
                codes_in(given.get(other))
                    .filter(|&second| counts(first, second))
                    .for_each(|second| scratch.occur(first, second));
            }
            return;
        }
        let (firsts, seconds) = (&mut self.one, &mut self.other);
        firsts.fill(0);
        pairs.iter().for_each(|&(one, _)| unite(firsts, given.get(one)));
        for first in codes_in(firsts) {
            seconds.fill(0);
            for &(one, other) in pairs {
                if contains(given.get(one), first) {
                    unite(seconds, given.get(other));
                }
            }
            codes_in(seconds)
                .filter(|&second| counts(first, second))
                .for_each(|second| scratch.occur(first, second));
        }
    }

    /// Counts for each code the excerpts with it, and for each pair those that meet the
    /// other code.
    fn count_meetings(&mut self, scratch: &mut Scratch) -> Vec<u64> {
        let mut n = vec![0; scratch.codes()];
        let (own, met) = (&mut self.one, &mut self.other);
        for excerpt in &self.all {
            own.fill(0);
            excerpt.voices.clone().for_each(|voice| unite(own, self.given.get(voice)));
            for code in codes_in(own) {
                n[code] += 1;
                met.fill(0);
                for voice in excerpt.voices.clone() {
                    if contains(self.given.get(voice), code) {
                        unite(met, self.met.get(voice));
                    }
                }
                codes_in(met)
                    .filter(|&other| other != code)
                    .for_each(|other| scratch.meet(code, other));
            }
        }
        n
    }
}

/// A stretch that one lane gave a code throughout, as long as it goes.
#[derive(Clone, Copy)]
struct Covered {
    start: u32,
    end: u32,
    lane: usize,
    code: usize,
}

/// What each lane covers with each code, in the order of the starts.
fn covered(marks: &[Mark], lanes: usize, codes: usize) -> Vec<Covered> {
    let mut covered: Vec<Covered> = Vec::with_capacity(marks.len());
    // For each lane and code its last stretch so far.
    let mut last = vec![usize::MAX; lanes * codes];
    for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
        let (start, end) = (mark.span.start(), mark.span.end());
        let last = &mut last[mark.lane * codes + mark.code];
        match covered.get_mut(*last) {
            Some(open) if start <= open.end => open.end = open.end.max(end),
            _ => {
                *last = covered.len();
                covered.push(Covered { start, end, lane: mark.lane, code: mark.code });
            }
        }
    }
    covered
}

/// The code points that each code covers, whoever gave it.
fn characters(covered: &[Covered], codes: usize) -> Vec<u64> {
    let mut characters = vec![0; codes];
    let mut reach = vec![0; codes];
    for stretch in covered {
        let reach = &mut reach[stretch.code];
        let from = stretch.start.max(*reach);
        characters[stretch.code] += u64::from(stretch.end.saturating_sub(from));
        *reach = stretch.end.max(*reach);
    }
    characters
}

/// Walks what is covered by its starts, in each lane apart; what has not ended yet overlaps
/// the next.
fn sweep_covered(covered: &[Covered], lanes: usize, scratch: &mut Scratch) {
    let mut open: Vec<Vec<Covered>> = vec![Vec::new(); lanes];
    for &now in covered {
        let open = &mut open[now.lane];
        open.retain(|earlier| earlier.end > now.start);
        // The stretches of one code in one lane do not overlap, so the code is another one.
        for earlier in open.iter() {
            scratch.cover(earlier.code, now.code, now.start, earlier.end.min(now.end));
        }
        open.push(now);
    }
}
