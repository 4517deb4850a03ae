//! Standard errors by formula, held against what they say about the coefficients.

use themata_agreement::uncertainty::{
    StandardError, brennan_prediger_error, cohen_kappa_error, conger_kappa_error,
    fleiss_kappa_error, gwet_ac_error, krippendorff_alpha_error,
};
use themata_agreement::{
    Ratings, Undefined, Weights, cohen_kappa, conger_kappa, krippendorff_alpha,
};

use crate::made_up::{items, ratings};

type Formula = fn(&Ratings, &Weights) -> Result<StandardError, Undefined>;

const FORMULAS: [Formula; 6] = [
    gwet_ac_error,
    fleiss_kappa_error,
    brennan_prediger_error,
    conger_kappa_error,
    krippendorff_alpha_error,
    |ratings, weights| {
        let two = ratings.of_coders(&[0, 1]);
        cohen_kappa_error(&two, weights).map(|error| error.estimate)
    },
];

fn near_misses(q: usize) -> Weights {
    let apart = move |k: usize, l: usize| k.abs_diff(l) as f64 / (q - 1) as f64;
    Weights::from_fn(q, |k, l| 1.0 - apart(k, l).powi(2)).unwrap()
}

/// The error that leaving out each item in turn shows is the formula's in large samples,
/// though it knows nothing of the formula. Where many items have a single code the first four
/// formulas are wide: like Gwet's they take the number of items with two codes as given.
#[test]
fn formulas_say_what_leaving_out_each_item_says() {
    for (coders, left_out) in [(2, 0), (4, 0), (4, 5), (5, 2)] {
        let ratings = ratings(&items(240, coders, 3, left_out, 5), 3);
        for weights in [Weights::identity(3), near_misses(3)] {
            for (at, formula) in FORMULAS.into_iter().enumerate() {
                let all = formula(&ratings, &weights).unwrap();
                let jackknife = jackknife(&ratings, |others| {
                    formula(others, &weights).unwrap().coefficient
                });
                let off = all.error / jackknife - 1.0;
                let wide = if left_out == 2 && at < 4 { 0.12 } else { 0.03 };
                // Two coders who leave out half share a quarter of the items.
                assert!(-0.05 < off && off < wide, "{at}, {coders}: {all:?}, {jackknife}");
            }
        }
    }
}

/// The standard error of a figure by leaving out each item in turn, which is the same for
/// items that show the same pattern.
fn jackknife(ratings: &Ratings, figure: impl Fn(&Ratings) -> f64) -> f64 {
    let mut patterns = Vec::new();
    ratings.for_each_pattern(|codes, count| patterns.push((codes.to_vec(), count)));
    let left_out = |at: usize| {
        let mut others = Ratings::new(ratings.coders(), ratings.categories());
        for (other, (codes, count)) in patterns.iter().enumerate() {
            others.add(codes, count - u64::from(other == at));
        }
        (figure(&others), patterns[at].1 as f64)
    };
    let values: Vec<(f64, f64)> = (0..patterns.len()).map(left_out).collect();
    let n = ratings.items() as f64;
    let mean = values.iter().map(|(value, count)| value * count).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|(value, count)| count * (value - mean).powi(2)).sum();
    (squares * (n - 1.0) / n).sqrt()
}

#[test]
fn coefficients_are_those_of_the_measures() {
    for (coders, left_out) in [(2, 0), (2, 3), (5, 2)] {
        let ratings = ratings(&items(200, coders, 3, left_out, 9), 3);
        let weights = Weights::identity(3);
        let same = |error: StandardError, value: Result<f64, Undefined>| {
            assert!((error.coefficient - value.unwrap()).abs() < 1e-12, "{error:?} {value:?}");
        };
        let alpha = krippendorff_alpha_error(&ratings, &weights).unwrap();
        same(alpha, krippendorff_alpha(&ratings).value);
        same(conger_kappa_error(&ratings, &weights).unwrap(), conger_kappa(&ratings).value);
        let two = ratings.of_coders(&[0, 1]);
        let cohen = cohen_kappa_error(&two, &weights).unwrap();
        same(cohen.estimate, cohen_kappa(&two).value);
    }
}

/// Four times the items have half the error, but for the n − 1.
#[test]
fn errors_shrink_with_the_root_of_the_items() {
    let once = ratings(&items(400, 3, 3, 4, 2), 3);
    let mut four_times = Ratings::new(3, 3);
    four_times.add_all(&once, 4);
    for formula in FORMULAS {
        let [one, four] = [&once, &four_times]
            .map(|ratings| formula(ratings, &Weights::identity(3)).unwrap().error);
        assert!((one / four - 2.0).abs() < 0.01, "{one} {four}");
    }
}

#[test]
fn full_agreement_has_no_error() {
    let mut agreed = Ratings::new(3, 3);
    for position in 0..3 {
        let code = Some(themata_agreement::Category::new(position));
        agreed.add(&[code; 3], u64::from(position) * 7 + 3);
    }
    for formula in FORMULAS {
        let error = formula(&agreed, &Weights::identity(3)).unwrap();
        assert_eq!((error.coefficient, error.error), (1.0, 0.0));
        assert_eq!(error.interval(0.99).low, 1.0);
    }
}

/// The names of coders and categories do not matter.
#[test]
fn names_do_not_matter() {
    let given = items(150, 3, 3, 6, 4);
    let renamed: Vec<_> = given
        .iter()
        .map(|codes| {
            let other = |code: Option<themata_agreement::Category>| {
                code.map(|code| themata_agreement::Category::new((code.position() + 1) % 3))
            };
            vec![other(codes[1]), other(codes[0]), other(codes[2])]
        })
        .collect();
    for formula in FORMULAS {
        let [one, other] = [&given, &renamed]
            .map(|items| formula(&ratings(items, 3), &Weights::identity(3)).unwrap());
        assert!((one.error - other.error).abs() < 1e-12, "{one:?} {other:?}");
    }
}
