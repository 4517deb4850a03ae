//! How long measures of sets take: five coders, 10,000 units, sets of up to three of twenty
//! categories.

use std::hint::black_box;

use divan::Bencher;
use themata_agreement::Category;
use themata_agreement::sets::{SetDistance, SetRatings, multi_valued_alpha, set_alpha};

fn main() {
    divan::main();
}

const CODERS: usize = 5;
const UNITS: usize = 10_000;
const CATEGORIES: u64 = 20;

#[divan::bench]
fn count_patterns(bencher: Bencher<'_, '_>) {
    let units = units();
    bencher.bench_local(|| ratings(black_box(&units)));
}

#[divan::bench]
fn masi_alpha(bencher: Bencher<'_, '_>) {
    let ratings = ratings(&units());
    bencher.bench_local(|| set_alpha(black_box(&ratings), SetDistance::Masi));
}

#[divan::bench]
fn multi_valued(bencher: Bencher<'_, '_>) {
    let ratings = ratings(&units());
    bencher.bench_local(|| multi_valued_alpha(black_box(&ratings)));
}

type Unit = [Vec<Category>; CODERS];

/// Coders give the right set two times in three, else one with another last member.
fn units() -> Vec<Unit> {
    let mut numbers = Numbers(3);
    let mut set = |size| -> Vec<Category> {
        (0..size).map(|_| Category::new(numbers.below(CATEGORIES) as u32)).collect()
    };
    (0..UNITS)
        .map(|unit| {
            let truth = set(unit % 4);
            [(); CODERS].map(|()| {
                let mut given = truth.clone();
                if set(1)[0].position() % 3 == 0 {
                    given.pop();
                    given.extend(set(1));
                }
                given
            })
        })
        .collect()
}

fn ratings(units: &[Unit]) -> SetRatings {
    let mut ratings = SetRatings::new(CODERS, CATEGORIES as usize);
    for unit in units {
        ratings.add(&unit.each_ref().map(|set| Some(set.as_slice())), 1);
    }
    ratings
}

/// The same made-up numbers on every run (Steele, Lea and Flood's SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}
