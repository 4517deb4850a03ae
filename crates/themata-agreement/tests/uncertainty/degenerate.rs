//! Ratings on which no error can be given, and why.

use themata_agreement::uncertainty::{
    StandardError, brennan_prediger_error, cohen_kappa_error, conger_kappa_error,
    fleiss_kappa_error, gwet_ac_error, krippendorff_alpha_error, leave_one_coder_out,
};
use themata_agreement::{Category, Ratings, Undefined, Weights, krippendorff_alpha};

type Found = Result<StandardError, Undefined>;

/// AC1, Brennan-Prediger, Fleiss, Conger, alpha and Cohen.
fn errors(ratings: &Ratings, weights: &Weights) -> [Found; 6] {
    [
        gwet_ac_error(ratings, weights),
        brennan_prediger_error(ratings, weights),
        fleiss_kappa_error(ratings, weights),
        conger_kappa_error(ratings, weights),
        krippendorff_alpha_error(ratings, weights),
        cohen_kappa_error(ratings, weights).map(|error| error.estimate),
    ]
}

#[track_caller]
fn all_undefined(ratings: &Ratings, weights: &Weights, reasons: [Undefined; 6]) {
    assert_eq!(errors(ratings, weights), reasons.map(Err));
}

const A: Option<Category> = Some(Category::new(0));
const B: Option<Category> = Some(Category::new(1));

#[test]
fn nobody_or_nothing_to_compare() {
    let weights = Weights::identity(2);
    let few = |coders| {
        let mut reasons = [Undefined::TooFewCoders { coders }; 6];
        reasons[5] = Undefined::NotTwoCoders { coders };
        reasons
    };
    all_undefined(&Ratings::binary(0), &weights, few(0));
    all_undefined(&Ratings::binary(1), &weights, few(1));
    all_undefined(&Ratings::binary(2), &weights, [Undefined::NoItems; 6]);
    let mut alone = Ratings::binary(2);
    alone.add(&[A, None], 3);
    alone.add(&[None, B], 3);
    alone.add(&[None, None], 3);
    all_undefined(&alone, &weights, [Undefined::NoPairs; 6]);
    alone.add(&[A, B], 1);
    all_undefined(&alone, &weights, [Undefined::OneItemOnly; 6]);
}

#[test]
fn weights_for_other_categories() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[A, B], 4);
    let reason = Undefined::OtherCategories { declared: 2, scale: 3 };
    all_undefined(&ratings, &Weights::identity(3), [reason; 6]);
}

#[test]
fn one_value_only() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[B, B], 9);
    let found = errors(&ratings, &Weights::identity(2));
    let reason = Undefined::OneValueOnly { category: Category::PRESENT };
    assert_eq!(found[2..], [Err(reason); 4]);
    // What is taken for chance does not depend on what was used, or falls with it.
    for error in &found[..2] {
        let error = error.as_ref().unwrap();
        assert_eq!((error.coefficient, error.error), (1.0, 0.0));
    }
}

#[test]
fn one_category_declared_or_weights_that_see_no_difference() {
    let mut single = Ratings::new(2, 1);
    single.add(&[A, A], 5);
    let found = errors(&single, &Weights::identity(1));
    assert_eq!(found[..2], [Err(Undefined::NoDisagreementExpected); 2]);

    let mut ratings = Ratings::binary(2);
    ratings.add(&[A, B], 4);
    ratings.add(&[A, A], 4);
    let blind = Weights::from_fn(2, |_, _| 1.0).unwrap();
    // What AC2 takes for chance is not full agreement even then.
    for (at, error) in errors(&ratings, &blind).into_iter().enumerate().skip(1) {
        assert_eq!(error, Err(Undefined::NoDisagreementExpected), "{at}");
    }
}

#[test]
fn a_coder_who_never_varies_leaves_nothing_to_test() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[A, A], 17);
    ratings.add(&[A, B], 6);
    let error = cohen_kappa_error(&ratings, &Weights::identity(2)).unwrap();
    assert_eq!((error.estimate.coefficient, error.null_error), (0.0, 0.0));
    assert_eq!((error.z(), error.p_value()), (None, None));
}

#[test]
fn a_rare_value_among_very_many_gives_a_number() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[A, A], (1 << 48) - 4);
    ratings.add(&[A, B], 2);
    ratings.add(&[B, B], 1);
    for error in errors(&ratings, &Weights::identity(2)) {
        let error = error.unwrap();
        let interval = error.interval(0.95);
        let sound =
            error.error.is_finite() && error.error > 0.0 && interval.low < interval.high;
        assert!(sound, "{error:?} {interval:?}");
    }
}

#[test]
fn a_coder_without_codes_takes_no_part() {
    let mut two = Ratings::binary(2);
    let mut three = Ratings::binary(3);
    for (pattern, count) in [([A, A], 20), ([A, B], 4), ([B, A], 3), ([B, B], 9)] {
        two.add(&pattern, count);
        three.add(&[pattern[0], None, pattern[1]], count);
    }
    let weights = Weights::identity(2);
    let [without, with] = [&two, &three].map(|ratings| errors(ratings, &weights));
    assert_eq!(without[..5], with[..5]);
}

#[test]
fn leaving_one_of_two_coders_leaves_too_few() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[A, B], 3);
    let left = leave_one_coder_out(&ratings, |others| krippendorff_alpha(others).value);
    assert_eq!(left, [Err(Undefined::TooFewCoders { coders: 1 }); 2]);
}
