//! Excerpts that meet: they overlap, or are near enough. Events are found document by
//! document, by a walk with the excerpts that are open at a place; what they mean for pairs
//! of codes is then counted code by code.

use std::ops::Range;

use themata_text::CharSpan;

use super::buckets::Buckets;
use super::marks::Mark;
use super::rows::Row;

/// The excerpts of some documents, and which of them meet.
pub(super) struct Meetings {
    /// Whether only an excerpt that ends before another begins meets it.
    ordered: bool,
    /// The number of distinct excerpts with each code.
    pub(super) n: Vec<u64>,
    /// The number of distinct excerpts.
    pub(super) excerpts: u64,
    /// The number of codings that lie in no unit of distance.
    pub(super) outside: u64,
    /// What was given: a code to an excerpt in a lane.
    given: Vec<Given>,
    /// Events, by two places in `given`. The first has the code that stands first in the
    /// codebook or, if ordered, comes first in the text.
    events: Vec<[u32; 2]>,
    documents: u32,
    /// For each code its last place in `given`.
    last: Vec<u32>,
    /// The excerpts of the document that is walked.
    all: Vec<Excerpt>,
    open: Vec<Excerpt>,
}

struct Given {
    code: u32,
    lane: u32,
    /// The document, counted from 1.
    document: u32,
    /// Where the same excerpt was given the same code first, by whichever lane.
    same: u32,
}

#[derive(Clone, Copy)]
struct Excerpt {
    span: CharSpan,
    /// Where it begins and ends to meet others; that is its span, or a range of units that
    /// is longer by the distance.
    start: u32,
    end: u32,
    /// Its places in `given`, in order of lane and code.
    first: u32,
    behind: u32,
    /// Whether two lanes gave it the same code.
    repeats: bool,
}

impl Excerpt {
    fn given(&self) -> Range<usize> {
        self.first as usize..self.behind as usize
    }
}

impl Meetings {
    /// Nothing yet, of documents with about so many codings.
    pub(super) fn new(codes: usize, ordered: bool, codings: usize) -> Meetings {
        Meetings {
            ordered,
            n: vec![0; codes],
            excerpts: 0,
            outside: 0,
            given: Vec::with_capacity(codings),
            events: Vec::with_capacity(codings),
            documents: 0,
            last: vec![u32::MAX; codes],
            all: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Adds a document. `extent` says where an excerpt begins and ends to meet others, or
    /// `None` if it can meet none and does not count; both ascend with the span's start.
    pub(super) fn add(
        &mut self,
        marks: &[Mark],
        mut extent: impl FnMut(CharSpan) -> Option<Range<u32>>,
    ) {
        self.documents += 1;
        self.all.clear();
        for same in marks.chunk_by(|a, b| a.span == b.span) {
            match extent(same[0].span) {
                Some(extent) => self.excerpt(same, &extent),
                None => self.outside += same.len() as u64,
            }
        }
        self.excerpts += self.all.len() as u64;
        self.walk();
    }

    fn excerpt(&mut self, same: &[Mark], extent: &Range<u32>) {
        let first = self.given.len() as u32;
        let mut repeats = false;
        if let [mark] = same {
            self.give(mark.lane, mark.code, first);
        } else {
            let mut said: Vec<(u32, u32)> =
                same.iter().map(|mark| (mark.lane, mark.code)).collect();
            said.sort_unstable();
            said.dedup();
            for (lane, code) in said {
                repeats |= self.give(lane, code, first);
            }
        }
        let behind = self.given.len() as u32;
        let Range { start, end } = *extent;
        self.all.push(Excerpt { span: same[0].span, start, end, first, behind, repeats });
    }

    /// Whether the excerpt that begins at the place `first` had the code already.
    fn give(&mut self, lane: u32, code: u32, first: u32) -> bool {
        let place = self.given.len() as u32;
        let last = &mut self.last[code as usize];
        let known = *last != u32::MAX && *last >= first;
        if !known {
            *last = place;
            self.n[code as usize] += 1;
        }
        self.given.push(Given { code, lane, document: self.documents, same: *last });
        known
    }

    /// Walks the excerpts by their starts; those that have not ended yet meet the next.
    fn walk(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.clear();
        for at in 0..self.all.len() {
            let now = self.all[at];
            if !self.ordered && now.behind - now.first > 1 {
                self.meet_itself(&now);
            }
            // An excerpt without a code point overlaps nothing.
            if now.start == now.end {
                continue;
            }
            open.retain(|earlier| earlier.end > now.start);
            for earlier in &open {
                if !self.ordered || earlier.span.end() <= now.span.start() {
                    self.meet(earlier, &now);
                }
            }
            open.push(now);
        }
        self.open = open;
    }

    /// An excerpt with two codes of one lane is one event of the two.
    fn meet_itself(&mut self, now: &Excerpt) {
        let before = self.events.len();
        for one in now.given() {
            let lane = self.given[one].lane;
            for other in one + 1..now.behind as usize {
                if self.given[other].lane != lane {
                    break;
                }
                self.event(one, other);
            }
        }
        if now.repeats {
            self.each_once(before);
        }
    }

    /// Two excerpts that meet are one event for each code of the one and each other code of
    /// the other, if a lane gave both.
    fn meet(&mut self, earlier: &Excerpt, now: &Excerpt) {
        let before = self.events.len();
        let mut from = now.first as usize;
        for one in earlier.given() {
            let lane = self.given[one].lane;
            while from < now.behind as usize && self.given[from].lane < lane {
                from += 1;
            }
            for other in from..now.behind as usize {
                if self.given[other].lane != lane {
                    break;
                }
                self.event(one, other);
            }
        }
        if earlier.repeats && now.repeats {
            self.each_once(before);
        }
    }

    fn event(&mut self, one: usize, other: usize) {
        let (one, other) = (&self.given[one], &self.given[other]);
        if one.code == other.code {
            return;
        }
        let swapped = !self.ordered && one.code > other.code;
        self.events.push(if swapped { [other.same, one.same] } else { [one.same, other.same] });
    }

    /// What two lanes said alike is one event.
    fn each_once(&mut self, from: usize) {
        let mut events = self.events.split_off(from);
        events.sort_unstable();
        events.dedup();
        self.events.append(&mut events);
    }

    /// What there is to count for pairs of codes.
    pub(super) fn by_code(&self) -> MeetingsByCode {
        let given = (0_u32..).zip(&self.given).filter(|(place, given)| given.same == *place);
        let places = given.map(|(place, given)| (given.code, [place, given.document]));
        let of_code = Buckets::of(self.n.len(), places);
        let mut rank = vec![0; self.given.len()];
        for (at, &[place, _]) in (0..).zip(of_code.all()) {
            rank[place as usize] = at;
        }
        let events = self.events.iter().map(|&[one, other]| (rank[one as usize], other));
        let others = Buckets::of(of_code.all().len(), events);
        let met = self.given.iter().map(|given| Met { code: given.code, last: 0 }).collect();
        MeetingsByCode { of_code, others, met }
    }
}

/// Events in the order of their first codes.
pub(super) struct MeetingsByCode {
    /// For each code its places among what was given, the first of each excerpt, and their
    /// documents.
    of_code: Buckets<[u32; 2]>,
    /// For each of these, in their order, the places of what it meets.
    others: Buckets,
    /// For each place among what was given what it met.
    met: Vec<Met>,
}

/// A code that was given, and the code that it met last, counted from 1.
struct Met {
    code: u32,
    last: u32,
}

impl MeetingsByCode {
    /// At most so many pairs of codes meet.
    pub(super) fn most(&self) -> usize {
        self.others.all().len()
    }

    /// Counts the pairs whose first code is this one.
    pub(super) fn count(&mut self, code: u32, row: &mut Row) {
        for at in self.of_code.places(code) {
            let [_, document] = self.of_code.all()[at];
            for &other in self.others.get(at as u32) {
                let met = &mut self.met[other as usize];
                let counter = row.counter(met.code);
                counter.n12 += 1;
                counter.in_document(document);
                counter.meets_first(at as u32 + 1);
                counter.details.second_meeting += u32::from(met.last != code + 1);
                met.last = code + 1;
            }
        }
    }
}
