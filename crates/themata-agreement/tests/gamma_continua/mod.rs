//! Continua for the tests of gamma.

pub(crate) mod everything;

use std::ops::RangeInclusive;

use themata_agreement::{Category, Continuum, Unit};

/// The same made-up numbers on every run (Steele, Lea and Flood's SplitMix64).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// The units of each coder as starts, ends and categories.
pub(crate) fn continuum(
    length: u64,
    categories: usize,
    coders: &[&[(u64, u64, u32)]],
) -> Continuum {
    let mut continuum = Continuum::new(coders.len(), length, categories);
    for (coder, units) in coders.iter().enumerate() {
        for &(start, end, category) in *units {
            continuum.add(coder, Unit { start, end, category: Category::new(category) });
        }
    }
    continuum
}

/// Units that have nothing to do with each other, over one another as it comes.
pub(crate) fn independent(
    coders: u64,
    units: u64,
    length: u64,
    lengths: RangeInclusive<u64>,
    seed: u64,
) -> Continuum {
    let mut numbers = Numbers(seed);
    let mut continuum = Continuum::new(coders as usize, length + lengths.end(), 4);
    for coder in 0..coders as usize {
        for _ in 0..units {
            let start = numbers.below(length);
            let spread = lengths.end() - lengths.start() + 1;
            let end = start + lengths.start() + numbers.below(spread);
            let category = Category::new(numbers.below(4) as u32);
            continuum.add(coder, Unit { start, end, category });
        }
    }
    continuum
}

/// Units of coders who know nothing of each other, one after the other with gaps.
pub(crate) fn strewn(coders: usize, units: u64, seed: u64) -> Continuum {
    let mut numbers = Numbers(seed + 1000);
    let mut continuum = Continuum::new(coders, units * 50, 3);
    for coder in 0..coders {
        let mut end = 0;
        loop {
            let start = end + 5 + numbers.below(30);
            end = start + 10 + numbers.below(20);
            if end > units * 50 {
                break;
            }
            let category = Category::new(numbers.below(3) as u32);
            continuum.add(coder, Unit { start, end, category });
        }
    }
    continuum
}

/// Units that all coders mark a little differently, with four codes.
pub(crate) fn shifted(coders: usize, units: u64, seed: u64) -> Continuum {
    let mut numbers = Numbers(seed);
    let mut continuum = Continuum::new(coders, units * 30 + 60, 4);
    for place in 0..units {
        let (start, length) = (10 + place * 30, 15 + numbers.below(20));
        let truth = numbers.below(4) as u32;
        for coder in 0..coders {
            let mut moved = |at: u64| at + numbers.below(9) - 4;
            let (start, end) = (moved(start), moved(start + length));
            let guess = numbers.below(4) as u32;
            let category = Category::new(if numbers.below(5) == 0 { guess } else { truth });
            continuum.add(coder, Unit { start, end, category });
        }
    }
    continuum
}
