//! Sets of codes as bits, many of them in one vector: they are made, united and walked
//! hundreds of thousands of times.

/// Sets over the same number of codes, all empty at first.
pub(crate) struct CodeSets {
    /// Words of 64 bits to a set.
    words: usize,
    bits: Vec<u64>,
}

impl CodeSets {
    /// `sets` empty sets over `codes` codes.
    pub(crate) fn new(codes: usize, sets: usize) -> CodeSets {
        let words = codes.div_ceil(64).max(1);
        CodeSets { words, bits: vec![0; words * sets] }
    }

    /// Adds an empty set behind the others and returns its place.
    pub(crate) fn push(&mut self) -> usize {
        self.bits.resize(self.bits.len() + self.words, 0);
        self.bits.len() / self.words - 1
    }

    pub(crate) fn insert(&mut self, set: usize, code: usize) {
        self.bits[set * self.words + code / 64] |= 1 << (code % 64);
    }

    pub(crate) fn get(&self, set: usize) -> &[u64] {
        &self.bits[set * self.words..(set + 1) * self.words]
    }
}

pub(crate) fn contains(set: &[u64], code: usize) -> bool {
    set[code / 64] & (1 << (code % 64)) != 0
}

/// The codes in a set, ascending.
pub(crate) fn codes_in(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().flat_map(|(at, &word)| {
        std::iter::successors((word != 0).then_some(word), |word| {
            let rest = word & (word - 1);
            (rest != 0).then_some(rest)
        })
        .map(move |word| at * 64 + word.trailing_zeros() as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::{CodeSets, codes_in, contains};

    #[test]
    fn sets_hold_what_was_put_in() {
        let mut sets = CodeSets::new(130, 1);
        let second = sets.push();
        for code in [0, 63, 64, 129] {
            sets.insert(second, code);
        }
        assert_eq!(codes_in(sets.get(second)).collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!(codes_in(sets.get(0)).count(), 0);
        assert!(contains(sets.get(second), 64) && !contains(sets.get(second), 65));
    }
}
