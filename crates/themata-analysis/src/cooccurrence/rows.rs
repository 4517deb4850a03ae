//! Pairs of codes with their counts, in rows: a row for the first code of a pair, in it the
//! second codes in order. Rows are counted one after the other, so that what is counted lies
//! close together, and take room only for pairs that were found.

/// What is known of a pair of codes in a shard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) second: u32,
    pub(super) documents: u32,
    pub(super) n12: u64,
}

/// What there is to know besides, where excerpts or stretches are counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Details {
    pub(super) first_meeting: u32,
    pub(super) second_meeting: u32,
    pub(super) spans: u32,
    pub(super) characters: u32,
}

/// The pairs of a shard.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Where the row of each code begins, and at last where the last one ends.
    starts: Vec<usize>,
    entries: Vec<Entry>,
    /// For each entry, or nothing at all.
    details: Vec<Details>,
    detailed: bool,
}

impl Rows {
    /// The rows of all codes, each as `count` counts it; with details if `detailed`. Room
    /// is made beforehand for `most` pairs.
    pub(super) fn of(
        row: &mut Row,
        detailed: bool,
        most: usize,
        mut count: impl FnMut(u32, &mut Row),
    ) -> Rows {
        let codes = row.cells.len();
        let mut rows = Rows { detailed, ..Rows::default() };
        rows.starts.reserve(codes + 1);
        rows.starts.push(0);
        let most = most.min(codes * codes);
        rows.entries.reserve(most);
        rows.details.reserve(if detailed { most } else { 0 });
        for code in 0..codes as u32 {
            count(code, row);
            row.finish(&mut rows);
        }
        rows.entries.shrink_to_fit();
        rows.details.shrink_to_fit();
        rows
    }

    /// The pairs whose first code is this one, with their details if there are any.
    pub(super) fn get(&self, code: usize) -> impl Iterator<Item = (Entry, Details)> + '_ {
        let range = self.starts[code]..self.starts[code + 1];
        let detailed = self.detailed;
        range.map(move |at| {
            let details = if detailed { self.details[at] } else { Details::default() };
            (self.entries[at], details)
        })
    }
}

/// Counters for every second code of the row that is counted just now.
pub(super) struct Row {
    cells: Vec<Counter>,
    /// The cells that were touched, as bits.
    touched: Vec<u64>,
}

/// What is counted for one pair. Numbers of documents, marks and the like count from 1, so
/// that 0 is none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counter {
    pub(super) n12: u64,
    pub(super) documents: u32,
    pub(super) details: Details,
    last_document: u32,
    last_first: u32,
    last_second: u32,
    reach: u32,
}

impl Row {
    pub(super) fn new(codes: usize) -> Row {
        Row { cells: vec![Counter::default(); codes], touched: vec![0; codes.div_ceil(64)] }
    }

    pub(super) fn codes(&self) -> usize {
        self.cells.len()
    }

    /// The counter of the pair with this second code.
    pub(super) fn counter(&mut self, second: u32) -> &mut Counter {
        self.touched[second as usize / 64] |= 1 << (second % 64);
        &mut self.cells[second as usize]
    }

    /// Puts the row behind the others and begins the next.
    fn finish(&mut self, rows: &mut Rows) {
        for (at, word) in self.touched.iter_mut().enumerate() {
            while *word != 0 {
                let second = at * 64 + word.trailing_zeros() as usize;
                let counter = std::mem::take(&mut self.cells[second]);
                let Counter { n12, documents, details, .. } = counter;
                rows.entries.push(Entry { second: second as u32, documents, n12 });
                if rows.detailed {
                    rows.details.push(details);
                }
                *word &= *word - 1;
            }
        }
        rows.starts.push(rows.entries.len());
    }
}

impl Counter {
    /// Counts the document if it is another than last time.
    pub(super) fn in_document(&mut self, document: u32) {
        self.documents += u32::from(self.last_document != document);
        self.last_document = document;
    }

    /// Counts what carries the first code if it is another than last time.
    pub(super) fn meets_first(&mut self, first: u32) {
        self.details.first_meeting += u32::from(self.last_first != first);
        self.last_first = first;
    }

    /// Counts what carries the second code if it is another than last time.
    pub(super) fn meets_second(&mut self, second: u32) {
        self.details.second_meeting += u32::from(self.last_second != second);
        self.last_second = second;
    }

    /// Counts a unit that carries both if it is another than last time.
    pub(super) fn in_unit(&mut self, unit: u32) {
        self.n12 += u64::from(self.last_first != unit);
        self.last_first = unit;
    }

    /// Adds a stretch that both codes cover. Stretches must come in the order of their
    /// starts; those that touch or overlap are one.
    pub(super) fn cover(&mut self, start: u32, end: u32) {
        let details = &mut self.details;
        if details.spans == 0 || start > self.reach {
            details.spans += 1;
            self.reach = start;
        }
        details.characters += end.saturating_sub(self.reach);
        self.reach = self.reach.max(end);
    }
}
