//! How long counting patterns and measuring takes on the sizes that a large study reaches.

use std::hint::black_box;

use divan::Bencher;
use themata_agreement::{
    Category, Metric, Ratings, Weights, cohen_kappa, conger_kappa, fleiss_kappa, gwet_ac1,
    gwet_ac2, krippendorff_alpha, krippendorff_alpha_with, light_kappa, specific_agreement,
    weighted_kappa,
};

fn main() {
    divan::main();
}

/// Five coders, 100,000 items: nearly every item shows a pattern of its own where coders
/// guess, and far fewer where they agree on four codes out of five. A bench has its numbers
/// of categories and how many codes out of 100 are the right one.
mod items {
    use super::*;

    const CODERS: usize = 5;
    const ITEMS: usize = 100_000;

    /// Numbers of categories, and how many codes out of 100 are no guesses.
    const STUDIES: [(usize, u64); 4] = [(10, 80), (10, 0), (50, 80), (50, 0)];

    #[divan::bench(args = STUDIES)]
    fn count_patterns(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let items = judged::<CODERS>(ITEMS, study);
        bencher.bench_local(|| ratings(black_box(&items), study));
    }

    #[divan::bench(args = STUDIES)]
    fn alpha(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        bencher.bench_local(|| krippendorff_alpha(black_box(&ratings)));
    }

    /// Counting the patterns and nominal alpha, which is what other programs' times hold.
    #[divan::bench(args = STUDIES)]
    fn alpha_with_counting(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let items = judged::<CODERS>(ITEMS, study);
        bencher.bench_local(|| krippendorff_alpha(&ratings(black_box(&items), study)));
    }

    #[divan::bench(args = STUDIES)]
    fn alpha_ordinal(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        let metric = Metric::ordinal(&values(study)).expect("the values are sound");
        bencher.bench_local(|| krippendorff_alpha_with(black_box(&ratings), &metric));
    }

    #[divan::bench(args = STUDIES)]
    fn fleiss(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        bencher.bench_local(|| fleiss_kappa(black_box(&ratings)));
    }

    #[divan::bench(args = STUDIES)]
    fn ac1(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        bencher.bench_local(|| gwet_ac1(black_box(&ratings)));
    }

    #[divan::bench(args = STUDIES)]
    fn ac2_quadratic(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        let weights = Weights::quadratic(&values(study)).expect("the values are sound");
        bencher.bench_local(|| gwet_ac2(black_box(&ratings), &weights));
    }

    #[divan::bench(args = STUDIES)]
    fn conger(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        bencher.bench_local(|| conger_kappa(black_box(&ratings)));
    }

    /// Cohen's kappas of all ten pairs of coders.
    #[divan::bench(args = STUDIES)]
    fn light(bencher: Bencher<'_, '_>, study: (usize, u64)) {
        let ratings = ratings(&judged::<CODERS>(ITEMS, study), study);
        bencher.bench_local(|| light_kappa(black_box(&ratings)));
    }

    /// A million items that two coders judged, counted and measured.
    mod million {
        use super::*;

        const STUDY: (usize, u64) = (10, 80);

        #[divan::bench]
        fn cohen_with_counting(bencher: Bencher<'_, '_>) {
            let items = judged::<2>(1_000_000, STUDY);
            bencher.bench_local(|| cohen_kappa(&ratings(black_box(&items), STUDY)));
        }

        #[divan::bench]
        fn weighted_with_counting(bencher: Bencher<'_, '_>) {
            let items = judged::<2>(1_000_000, STUDY);
            let weights = Weights::quadratic(&values(STUDY)).expect("the values are sound");
            bencher
                .bench_local(|| weighted_kappa(&ratings(black_box(&items), STUDY), &weights));
        }
    }

    fn values((categories, _): (usize, u64)) -> Vec<f64> {
        (0..categories).map(|position| position as f64).collect()
    }

    fn judged<const CODERS: usize>(
        items: usize,
        (categories, right): (usize, u64),
    ) -> Vec<[Option<Category>; CODERS]> {
        let mut numbers = Numbers(1);
        (0..items)
            .map(|_| {
                let truth = numbers.below(categories as u64);
                [(); CODERS].map(|()| {
                    let guess = numbers.below(categories as u64);
                    let code = if numbers.below(100) < right { truth } else { guess };
                    Some(Category::new(code as u32))
                })
            })
            .collect()
    }

    fn ratings<const CODERS: usize>(
        items: &[[Option<Category>; CODERS]],
        (categories, _): (usize, u64),
    ) -> Ratings {
        let mut ratings = Ratings::new(CODERS, categories);
        items.iter().for_each(|codes| ratings.add(codes, 1));
        ratings
    }
}

/// Sixty yes-or-no questions on 100,000 runs of text, each run as long as a short sentence.
/// Two coders is the everyday case, five the largest that gets a table, nine goes beyond.
mod runs {
    use super::*;

    const CODES: usize = 60;
    const RUNS: usize = 100_000;

    #[divan::bench(consts = [2, 5, 9], sample_count = 10)]
    fn count_patterns<const CODERS: usize>(bencher: Bencher<'_, '_>) {
        let runs = coded_runs::<CODERS>();
        bencher.bench_local(|| ratings_by_code(black_box(&runs)));
    }

    /// Alpha, kappa and the two specific agreements of all sixty codes.
    #[divan::bench(consts = [2, 5, 9])]
    fn measure<const CODERS: usize>(bencher: Bencher<'_, '_>) {
        let by_code = ratings_by_code(&coded_runs::<CODERS>());
        bencher.bench_local(|| {
            for ratings in black_box(&by_code) {
                black_box(krippendorff_alpha(ratings));
                black_box(conger_kappa(ratings));
                black_box(specific_agreement(ratings));
            }
        });
    }

    /// A length in code points, and for each coder the codes that lie on the run, as bits.
    type Run<const CODERS: usize> = (u64, [u64; CODERS]);

    fn coded_runs<const CODERS: usize>() -> Vec<Run<CODERS>> {
        let mut numbers = Numbers(2);
        (0..RUNS)
            .map(|_| {
                let truth = 1 << numbers.below(CODES as u64);
                let marks = [(); CODERS].map(|()| match numbers.below(4) {
                    0 => 1 << numbers.below(CODES as u64),
                    _ => truth,
                });
                (1 + numbers.below(80), marks)
            })
            .collect()
    }

    fn ratings_by_code<const CODERS: usize>(runs: &[Run<CODERS>]) -> Vec<Ratings> {
        let mut by_code = vec![Ratings::binary(CODERS); CODES];
        for (length, marks) in runs {
            for (code, ratings) in by_code.iter_mut().enumerate() {
                let codes = marks.map(|bits| Some(Category::from(bits >> code & 1 == 1)));
                ratings.add(&codes, *length);
            }
        }
        by_code
    }
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
