//! Events alone: which codes the excerpts that overlap carry, and nothing about which excerpts
//! those are. What is counted for the whole answer takes several times as long.

use super::buckets::Buckets;
use super::marks::Mark;

/// How many events are kept before they are counted, so that excerpts that lie over one
/// another in thousands take no more room than others.
const EVENTS: usize = 1 << 18;

/// Walks documents and counts the events of each pair of codes.
pub(super) struct Sweep {
    /// How many events are kept before they are counted.
    most: usize,
    /// The excerpts with each of their codes, of the document that is walked.
    given: Vec<Given>,
    /// The lanes of what several lanes said.
    lanes: Vec<u32>,
    /// What the excerpt that is added was given: by code and lane.
    said: Vec<(u32, u32)>,
    /// The two codes of each event; the first stands first in the codebook.
    events: Vec<[u32; 2]>,
    /// For each second code the events of the row that is counted; all 0 between rows.
    row: Vec<u32>,
    /// The second codes that have some, as bits.
    touched: Vec<u64>,
    counted: Vec<EventCounts>,
}

/// An excerpt with one of its codes, whichever lanes gave it.
#[derive(Clone, Copy)]
struct Given {
    start: u32,
    end: u32,
    code: u32,
    /// The lane that gave it, the lowest if there are several.
    lane: u32,
    /// Where all its lanes stand, if there are several; empty otherwise.
    lanes: [u32; 2],
}

/// Events of some documents by their codes: for each first code the second codes in order.
#[derive(Debug)]
pub(super) struct EventCounts {
    /// Where the row of each first code begins, and at last where the last one ends.
    starts: Vec<u32>,
    counts: Vec<EventCount>,
}

/// How many events there are with this second code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EventCount {
    pub(super) second: u32,
    pub(super) n: u32,
}

impl EventCounts {
    /// The counts of the pairs whose first code is this one.
    pub(super) fn get(&self, first: usize) -> &[EventCount] {
        &self.counts[self.starts[first] as usize..self.starts[first + 1] as usize]
    }
}

impl Sweep {
    pub(super) fn new(codes: usize) -> Sweep {
        Sweep::with(codes, EVENTS)
    }

    fn with(codes: usize, most: usize) -> Sweep {
        Sweep {
            most,
            given: Vec::new(),
            lanes: Vec::new(),
            said: Vec::new(),
            events: Vec::new(),
            row: vec![0; codes],
            touched: vec![0; codes.div_ceil(64)],
            counted: Vec::new(),
        }
    }

    /// Adds a document. Its marks come in order of their spans.
    pub(super) fn add(&mut self, marks: &[Mark]) {
        self.given.clear();
        self.lanes.clear();
        for same in marks.chunk_by(|a, b| a.span == b.span) {
            self.excerpt(same);
        }
        for (at, one) in self.given.iter().enumerate() {
            // Whatever begins behind an excerpt's beginning and before its end overlaps it.
            for other in &self.given[at + 1..] {
                if other.start >= one.end {
                    break;
                }
                if meet(one, other, &self.lanes) {
                    self.events.push(ordered(one.code, other.code));
                }
            }
            if self.events.len() >= self.most {
                count(&mut self.events, &mut self.row, &mut self.touched, &mut self.counted);
            }
        }
    }

    /// The events of the documents that were added; leaves none behind. There are several
    /// counts where there are many events.
    pub(super) fn take(&mut self) -> Vec<EventCounts> {
        count(&mut self.events, &mut self.row, &mut self.touched, &mut self.counted);
        std::mem::take(&mut self.counted)
    }

    fn excerpt(&mut self, same: &[Mark]) {
        let from = self.given.len();
        if let [mark] = same {
            self.give(mark, &[(mark.code, mark.lane)]);
        } else {
            let mut said = std::mem::take(&mut self.said);
            said.clear();
            said.extend(same.iter().map(|mark| (mark.code, mark.lane)));
            said.sort_unstable();
            said.dedup();
            for lanes in said.chunk_by(|a, b| a.0 == b.0) {
                self.give(&same[0], lanes);
            }
            self.said = said;
        }
        // An excerpt without a code point overlaps nothing, but its codes meet there.
        if same[0].span.is_empty() {
            for at in from..self.given.len() {
                for other in at + 1..self.given.len() {
                    let (one, other) = (&self.given[at], &self.given[other]);
                    if meet(one, other, &self.lanes) {
                        self.events.push(ordered(one.code, other.code));
                    }
                }
            }
            self.given.truncate(from);
        }
    }

    /// Adds a code that lanes gave to the excerpt of a mark.
    fn give(&mut self, mark: &Mark, said: &[(u32, u32)]) {
        let from = self.lanes.len() as u32;
        if said.len() > 1 {
            self.lanes.extend(said.iter().map(|&(_, lane)| lane));
        }
        let (code, lane) = said[0];
        self.given.push(Given {
            start: mark.span.start(),
            end: mark.span.end(),
            code,
            lane,
            lanes: [from, self.lanes.len() as u32],
        });
    }
}

/// Whether the codes of two excerpts that overlap make an event: they are two codes, and some
/// lane gave both.
fn meet(one: &Given, other: &Given, lanes: &[u32]) -> bool {
    one.code != other.code && (one.lane == other.lane || share_a_lane(one, other, lanes))
}

fn share_a_lane(one: &Given, other: &Given, lanes: &[u32]) -> bool {
    let (one, other) = (one.lanes(lanes), other.lanes(lanes));
    one.iter().any(|lane| other.binary_search(lane).is_ok())
}

impl Given {
    /// The lanes that gave it, ascending.
    fn lanes<'a>(&'a self, lanes: &'a [u32]) -> &'a [u32] {
        match self.lanes {
            [from, behind] if from < behind => &lanes[from as usize..behind as usize],
            _ => std::slice::from_ref(&self.lane),
        }
    }
}

fn ordered(one: u32, other: u32) -> [u32; 2] {
    [one.min(other), one.max(other)]
}

/// Counts events by their codes and takes them away.
fn count(
    events: &mut Vec<[u32; 2]>,
    row: &mut [u32],
    touched: &mut [u64],
    counted: &mut Vec<EventCounts>,
) {
    if events.is_empty() {
        return;
    }
    let codes = row.len();
    let seconds = Buckets::of(codes, events.iter().map(|&[first, second]| (first, second)));
    let mut starts = Vec::with_capacity(codes + 1);
    let mut counts = Vec::with_capacity(events.len());
    starts.push(0);
    for first in 0..codes as u32 {
        for &second in seconds.get(first) {
            row[second as usize] += 1;
            touched[second as usize / 64] |= 1 << (second % 64);
        }
        for (at, word) in touched.iter_mut().enumerate() {
            while *word != 0 {
                let second = at as u32 * 64 + word.trailing_zeros();
                let n = std::mem::take(&mut row[second as usize]);
                counts.push(EventCount { second, n });
                *word &= *word - 1;
            }
        }
        starts.push(counts.len() as u32);
    }
    counts.shrink_to_fit();
    counted.push(EventCounts { starts, counts });
    events.clear();
}

#[cfg(test)]
mod tests {
    use themata_text::CharSpan;

    use super::{EventCount, EventCounts, Mark, Sweep};

    fn mark(start: u32, end: u32, lane: u32, code: u32) -> Mark {
        Mark { span: CharSpan::new(start, end), lane, code }
    }

    fn found(counted: &[EventCounts]) -> Vec<Vec<(usize, u32, u32)>> {
        let rows = |counted: &EventCounts| {
            let row = |first| {
                let told = move |of: &EventCount| (first, of.second, of.n);
                counted.get(first).iter().map(told).collect::<Vec<_>>()
            };
            (0..3).flat_map(row).collect()
        };
        counted.iter().map(rows).collect()
    }

    #[test]
    fn what_two_lanes_say_alike_is_one_event() {
        let mut sweep = Sweep::new(3);
        sweep.add(&[
            mark(0, 9, 0, 1),
            mark(0, 9, 1, 1),
            mark(0, 9, 1, 2),
            mark(3, 3, 0, 0),
            mark(3, 3, 0, 2),
            mark(5, 12, 0, 0),
            mark(5, 12, 1, 0),
            mark(9, 12, 1, 1),
            mark(9, 12, 2, 2),
        ]);
        // 1 and 2 on the first excerpt; 0 with each of them; 0 and 2 on no code point; 0 with
        // 1 behind; 2 there is of a lane that says nothing else.
        assert_eq!(found(&sweep.take()), [[(0, 1, 2), (0, 2, 2), (1, 2, 1)]]);
        assert!(sweep.take().is_empty());
    }

    #[test]
    fn many_events_are_counted_in_parts() {
        let marks = [mark(0, 9, 0, 0), mark(1, 9, 0, 1), mark(2, 9, 0, 0), mark(3, 9, 0, 2)];
        let mut sweep = Sweep::with(3, 2);
        sweep.add(&marks);
        let parts = found(&sweep.take());
        assert_eq!(
            parts,
            [vec![(0, 1, 1), (0, 2, 1)], vec![(0, 1, 1), (1, 2, 1)], vec![(0, 2, 1)]]
        );
    }
}
