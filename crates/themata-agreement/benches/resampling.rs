//! How long the bootstrap over documents takes on a large study: 60 codes, two coders, 213
//! documents, 1,000 samples.

use std::hint::black_box;

use divan::Bencher;
use themata_agreement::uncertainty::{
    Clusters, Resampling, bootstrap_ratings, brennan_prediger_error, cohen_kappa_error,
    conger_kappa_error, fleiss_kappa_error, gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{
    Category, PercentAgreement, Ratings, Undefined, Weights, cohen_kappa, conger_kappa,
    krippendorff_alpha, percent_agreement, prevalence, specific_agreement,
};

fn main() {
    divan::main();
}

const CODES: usize = 60;
const DOCUMENTS: usize = 213;
const RESAMPLING: Resampling = Resampling { replicates: 1_000, seed: 1 };

/// Alpha of every code.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn alpha(bencher: Bencher<'_, '_>) {
    let layers = layers();
    bencher.bench_local(|| {
        bootstrap_ratings(black_box(&layers), RESAMPLING, |codes| {
            codes.iter().map(|ratings| krippendorff_alpha(ratings).value).collect()
        })
    });
}

/// Fourteen figures of every code: the shares, and each coefficient, those with a linearised
/// error by way of the function that computes the error as well.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn all_coefficients(bencher: Bencher<'_, '_>) {
    let layers = layers();
    let weights = Weights::identity(2);
    bencher.bench_local(|| {
        bootstrap_ratings(black_box(&layers), RESAMPLING, |codes| {
            codes.iter().flat_map(|ratings| figures(ratings, &weights)).collect()
        })
    });
}

/// Writing down the patterns of all documents, and putting them together once.
#[divan::bench]
fn align(bencher: Bencher<'_, '_>) {
    let documents = documents(1);
    bencher.bench_local(|| Clusters::new(black_box(&documents)));
}

#[divan::bench]
fn mix(bencher: Bencher<'_, '_>) {
    let clusters = Clusters::new(&documents(1));
    let times: Vec<u64> = (0..DOCUMENTS as u64).map(|at| at % 3).collect();
    bencher.bench_local(|| clusters.mixed(black_box(&times)));
}

fn figures(ratings: &Ratings, weights: &Weights) -> Vec<Result<f64, Undefined>> {
    let mut figures = vec![
        krippendorff_alpha(ratings).value,
        cohen_kappa(ratings).value,
        conger_kappa(ratings).value,
        percent_agreement(ratings, PercentAgreement::ItemMean).value,
        percent_agreement(ratings, PercentAgreement::AllCoders).value,
        prevalence(ratings)[1].value,
        gwet_ac_error(ratings, weights).map(|of| of.coefficient),
        fleiss_kappa_error(ratings, weights).map(|of| of.coefficient),
        brennan_prediger_error(ratings, weights).map(|of| of.coefficient),
        conger_kappa_error(ratings, weights).map(|of| of.coefficient),
        krippendorff_alpha_error(ratings, weights).map(|of| of.coefficient),
        cohen_kappa_error(ratings, weights).map(|of| of.estimate.coefficient),
    ];
    figures.extend(specific_agreement(ratings).iter().map(|share| share.value));
    figures
}

fn layers() -> Vec<Clusters> {
    (0..CODES as u64).map(|code| Clusters::new(&documents(code))).collect()
}

/// One yes-or-no question on documents of about 50,000 code points.
fn documents(seed: u64) -> Vec<Ratings> {
    let mut numbers = Numbers(seed);
    let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
    (0..DOCUMENTS)
        .map(|_| {
            let mut ratings = Ratings::binary(2);
            ratings.add(&[yes, yes], numbers.below(900));
            ratings.add(&[yes, no], numbers.below(300));
            ratings.add(&[no, yes], numbers.below(200));
            ratings.add(&[no, no], 40_000 + numbers.below(20_000));
            ratings
        })
        .collect()
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
