//! Coders who draw their codes independently of the items agree by chance, and every measure
//! that takes chance out is then about 0.
//!
//! Which chance differs: coders with the same uneven shares are at 0 for the measures that
//! know the shares, coders with even shares for those that take all categories as likely.

use themata_agreement::{
    Category, Coefficient, Metric, Ratings, Weights, bennett_s, brennan_prediger, cohen_kappa,
    conger_kappa, fleiss_kappa, fleiss_kappa_by_category, gwet_ac1, gwet_ac2,
    krippendorff_alpha, krippendorff_alpha_with, light_kappa, pooled_kappa, randolph_kappa,
    scott_pi, weighted_fleiss_kappa, weighted_kappa, weighted_scott_pi,
};

const ITEMS: usize = 40_000;

/// The same made-up numbers on every run (Steele, Lea and Flood's SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

/// Each coder draws each code from `pool`, and leaves out one in `missing`, or none if that
/// is 0.
fn drawn(coders: usize, pool: &[u32], missing: usize) -> Ratings {
    let mut numbers = Numbers(7);
    let mut ratings = Ratings::new(coders, 4);
    for _item in 0..ITEMS {
        let codes: Vec<_> = (0..coders)
            .map(|_| {
                let code = Category::new(pool[numbers.below(pool.len())]);
                (missing == 0 || numbers.below(missing) > 0).then_some(code)
            })
            .collect();
        ratings.add(&codes, 1);
    }
    ratings
}

const UNEVEN: [u32; 10] = [0, 0, 0, 0, 0, 0, 1, 1, 2, 3];
const EVEN: [u32; 4] = [0, 1, 2, 3];
const VALUES: [f64; 4] = [1.0, 2.0, 3.0, 5.0];

/// With 40,000 items the standard error is near .005 for two coders and less for more.
#[track_caller]
fn about_nothing(of: Coefficient) {
    let value = of.value.unwrap();
    assert!(value.abs() < 0.02, "{value}");
}

#[test]
fn measures_that_know_the_shares() {
    let weights = Weights::quadratic(&VALUES).unwrap();
    for (coders, missing) in [(2, 0), (2, 5), (4, 0), (4, 3)] {
        let ratings = drawn(coders, &UNEVEN, missing);
        about_nothing(fleiss_kappa(&ratings));
        about_nothing(weighted_fleiss_kappa(&ratings, &weights));
        about_nothing(conger_kappa(&ratings));
        about_nothing(light_kappa(&ratings));
        about_nothing(krippendorff_alpha(&ratings));
        about_nothing(krippendorff_alpha_with(&ratings, &Metric::ordinal(&VALUES).unwrap()));
        about_nothing(krippendorff_alpha_with(&ratings, &Metric::interval(&VALUES).unwrap()));
        about_nothing(krippendorff_alpha_with(&ratings, &Metric::ratio(&VALUES).unwrap()));
        fleiss_kappa_by_category(&ratings).into_iter().for_each(about_nothing);
        let two = ratings.of_coders(&[0, 1]);
        about_nothing(cohen_kappa(&two));
        about_nothing(weighted_kappa(&two, &weights));
        about_nothing(scott_pi(&two));
        about_nothing(weighted_scott_pi(&two, &weights));
        let by_code = [0, 1, 2, 3].map(|k| two.one_against_rest(Category::new(k)));
        about_nothing(pooled_kappa(&by_code));
    }
}

#[test]
fn measures_that_take_all_categories_as_likely() {
    let weights = Weights::linear(&VALUES).unwrap();
    for (coders, missing) in [(2, 0), (4, 3)] {
        let ratings = drawn(coders, &EVEN, missing);
        about_nothing(randolph_kappa(&ratings));
        about_nothing(brennan_prediger(&ratings, &weights));
        about_nothing(bennett_s(&ratings.of_coders(&[0, 1])));
        about_nothing(gwet_ac1(&ratings));
        about_nothing(gwet_ac2(&ratings, &weights));
    }
    // They are not at 0 where the shares are uneven: that is what they assume otherwise.
    let uneven = drawn(4, &UNEVEN, 0);
    assert!(randolph_kappa(&uneven).value.unwrap() > 0.2);
    assert!(gwet_ac1(&uneven).value.unwrap() > 0.2);
}
