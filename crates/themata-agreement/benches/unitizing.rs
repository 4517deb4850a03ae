//! How long it takes to measure coders who chose for themselves where units begin and end.

use std::hint::black_box;

use divan::Bencher;
use themata_agreement::{
    Category, Continuum, SpanMatch, Unit, UnitMetric, alpha_u, binary_u_alpha, cu_alpha,
    ku_alpha, span_f1, span_iou, u_alpha,
};

fn main() {
    divan::main();
}

const CODERS: usize = 3;
const CATEGORIES: usize = 10;

/// Units of each coder.
const UNITS: [u64; 4] = [300, 1_000, 3_000, 100_000];

#[divan::bench(args = UNITS)]
fn family_of_2016(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = marked(units);
    bencher.bench_local(|| {
        let continuum = black_box(&continuum);
        black_box(u_alpha(continuum));
        black_box(binary_u_alpha(continuum));
        black_box(cu_alpha(continuum, UnitMetric::Nominal));
        black_box(ku_alpha(continuum));
    });
}

#[divan::bench(args = UNITS)]
fn alpha_u_of_2004(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = marked(units);
    bencher.bench_local(|| alpha_u(black_box(&continuum)));
}

#[divan::bench(args = UNITS)]
fn span_f1_exact(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = marked(units);
    bencher.bench_local(|| span_f1(black_box(&continuum), SpanMatch::Exact));
}

#[divan::bench(args = UNITS)]
fn span_f1_overlap(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = marked(units);
    bencher.bench_local(|| span_f1(black_box(&continuum), SpanMatch::Overlap));
}

#[divan::bench(args = UNITS)]
fn span_iou_of_all(bencher: Bencher<'_, '_>, units: u64) {
    let continuum = marked(units);
    bencher.bench_local(|| span_iou(black_box(&continuum)));
}

/// Every 50 positions coders mark about the same stretch; four out of five times they call
/// it the same.
fn marked(units: u64) -> Continuum {
    let mut numbers = Numbers(3);
    let mut layers = vec![Vec::new(); CODERS];
    for place in 0..units {
        let truth = numbers.below(CATEGORIES as u64);
        for layer in &mut layers {
            let guess = numbers.below(CATEGORIES as u64);
            let code = if numbers.below(5) > 0 { truth } else { guess };
            let start = place * 50 + numbers.below(12);
            let category = Category::new(code as u32);
            layer.push(Unit { start, end: start + 20 + numbers.below(18), category });
        }
    }
    let mut continuum = Continuum::new(CODERS, units * 50, CATEGORIES);
    layers.into_iter().enumerate().for_each(|(coder, units)| continuum.extend(coder, units));
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
