/// A stream of numbers that follows from a seed: SplitMix64 (Steele, Lea and Flood, 2014).
///
/// It is written out here because a study made from a seed has to stay the same for ever, so
/// that figures measured on it can be compared over the years; libraries promise that only
/// for their generators, not for what they draw from them.
pub(super) struct Chance {
    state: u64,
}

impl Chance {
    /// The stream of a part of what a seed gives. Parts do not depend on each other.
    pub(super) fn new(seed: u64, part: u64) -> Chance {
        let mut outer = Chance { state: seed };
        Chance { state: outer.next() ^ part.wrapping_mul(0xd134_2543_de82_ef95) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, a bound; 0 if the bound is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(super) fn in_hundred(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A rank below a bound, where every doubling of ranks is as likely as the one before:
    /// about how often the words of a language occur.
    pub(super) fn rank(&mut self, bound: usize) -> usize {
        let doublings = bound.ilog2() as usize;
        let lowest = 1 << self.below(doublings);
        lowest - 1 + self.below(lowest)
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn a_seed_gives_the_same_for_ever() {
        let mut chance = Chance::new(1, 2);
        let drawn: Vec<usize> = (0..6).map(|_| chance.below(1000)).collect();
        assert_eq!(drawn, [960, 828, 882, 421, 217, 963]);
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut chance = Chance::new(7, 0);
        let mut seen = [false; 6];
        for _ in 0..2_000 {
            seen[chance.between(2, 5)] = true;
            assert!(chance.rank(1_000) < 1_000);
            assert_eq!(chance.below(1), 0);
        }
        assert_eq!(seen, [false, false, true, true, true, true]);
    }
}
