//! How long the best alignment and the whole of gamma take: three coders who mark the same
//! places a little differently, with four codes and some overlap; and five codes stacked on
//! every place.

use std::hint::black_box;

use divan::Bencher;
use themata_agreement::{
    Category, Continuum, Dissimilarity, GammaOptions, Unit, best_alignment, gamma,
};

fn main() {
    divan::main();
}

const CODERS: usize = 3;

#[divan::bench(args = [100, 300, 1000, 3000], sample_count = 10)]
fn alignment(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = coded(units, 1);
    let like = Dissimilarity::default();
    bencher.bench_local(|| best_alignment(black_box(&continuum), &like));
}

#[divan::bench(args = [100, 300, 1000, 3000], sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = coded(units, 1);
    bencher.bench_local(|| gamma(black_box(&continuum), &GammaOptions::default()));
}

#[divan::bench(args = [100, 300, 1000], sample_count = 3, sample_size = 1)]
fn alignment_stacked(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = coded(units, 5);
    let like = Dissimilarity::default();
    bencher.bench_local(|| best_alignment(black_box(&continuum), &like));
}

#[divan::bench(args = [100, 300, 1000], sample_count = 1, sample_size = 1)]
fn whole_stacked(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = coded(units, 5);
    bencher.bench_local(|| gamma(black_box(&continuum), &GammaOptions::default()));
}

/// Units of 1,000 to 4,000 positions whose ends each coder moves by up to .3 of their length.
/// A coder overlooks one unit in ten and gives one in five a category at random. `stack`
/// units begin about the same place, and the next place comes within two or four thousand.
fn coded(units: u64, stack: u64) -> Continuum {
    let mut numbers = Numbers(1);
    let mut continuum = Continuum::new(CODERS, units * 4_000 + 10_000, 5);
    let mut place = 2_000;
    for _ in 0..units / stack {
        for code in 0..stack {
            let length = 1_000 + numbers.below(3_000);
            let start = if stack > 1 { place + numbers.below(2_000) } else { place };
            let truth = if stack > 1 { code } else { numbers.below(4) };
            for coder in 0..CODERS {
                let mut moved = |at: u64| at + numbers.below(length * 6 / 10) - length * 3 / 10;
                let (start, end) = (moved(start), moved(start + length));
                let guess = numbers.below(stack.max(4));
                let code = if numbers.below(5) == 0 { guess } else { truth };
                if numbers.below(10) > 0 {
                    let end = end.max(start + 100);
                    let category = Category::new(code as u32);
                    continuum.add(coder, Unit { start, end, category });
                }
            }
        }
        place += 2_000 + numbers.below(2_000);
    }
    continuum
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
