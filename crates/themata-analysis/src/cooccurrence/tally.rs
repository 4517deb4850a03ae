/// What was counted in one document.
#[derive(Debug, Default)]
pub(super) struct DocumentTally {
    /// For each code the number of units that carry it.
    pub(super) n: Vec<u64>,
    /// For each code the number of code points that it covers; empty unless counted.
    pub(super) characters: Vec<u64>,
    /// The pairs of codes that occur together, in no particular order.
    pub(super) pairs: Vec<([u32; 2], Together)>,
    /// The number of units.
    pub(super) units: u64,
    /// The number of codings that lie in no unit.
    pub(super) outside: u64,
}

/// How often two codes occur together in one document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Together {
    pub(super) n12: u64,
    pub(super) first_meeting: u64,
    pub(super) second_meeting: u64,
    pub(super) spans: u64,
    pub(super) characters: u64,
    /// How far into the text the characters are counted.
    reach: u32,
}

/// Room for every pair of codes there could be. It is used for one document after the other,
/// because clearing what was touched is much cheaper than making it anew.
pub(super) struct Scratch {
    codes: usize,
    /// At `first * codes + second`, where first < second.
    together: Vec<Together>,
    /// The places in `together` that are not empty.
    touched: Vec<usize>,
}

impl Scratch {
    pub(super) fn new(codes: usize) -> Scratch {
        let together = vec![Together::default(); codes * codes];
        Scratch { codes, together, touched: Vec::new() }
    }

    pub(super) fn codes(&self) -> usize {
        self.codes
    }

    /// Counts one unit, or one event, in which two different codes occur together.
    pub(super) fn occur(&mut self, one: usize, other: usize) {
        let place = self.place(one, other);
        if self.together[place].n12 == 0 {
            self.touched.push(place);
        }
        self.together[place].n12 += 1;
    }

    /// Counts an excerpt with the code `one` that meets the code `other`.
    pub(super) fn meet(&mut self, one: usize, other: usize) {
        let place = self.place(one, other);
        let together = &mut self.together[place];
        if one < other {
            together.first_meeting += 1;
        } else {
            together.second_meeting += 1;
        }
    }

    /// Adds a stretch that both codes cover. Stretches of a pair must come in the order of
    /// their starts; those that touch or overlap are one.
    pub(super) fn cover(&mut self, one: usize, other: usize, start: u32, end: u32) {
        let place = self.place(one, other);
        let together = &mut self.together[place];
        if together.spans == 0 || start > together.reach {
            together.spans += 1;
            together.reach = start;
        }
        together.characters += u64::from(end.saturating_sub(together.reach));
        together.reach = together.reach.max(end);
    }

    /// The pairs counted since this was called last, in no particular order.
    pub(super) fn take(&mut self) -> Vec<([u32; 2], Together)> {
        let (codes, together) = (self.codes, &mut self.together);
        self.touched
            .drain(..)
            .map(|place| {
                let pair = [(place / codes) as u32, (place % codes) as u32];
                (pair, std::mem::take(&mut together[place]))
            })
            .collect()
    }

    fn place(&self, one: usize, other: usize) -> usize {
        one.min(other) * self.codes + one.max(other)
    }
}
