//! Sets on which no figure can be had, and why.

use themata_agreement::Undefined;
use themata_agreement::sets::{
    NoCodes, SetAgreement, SetDistance, SetRatings, multi_valued_alpha, set_agreement,
    set_alpha, set_alpha_with,
};

use crate::notation::sets;

#[track_caller]
fn no_coefficient(ratings: &SetRatings, reason: Undefined) {
    for distance in [SetDistance::Nominal, SetDistance::Jaccard, SetDistance::Masi] {
        assert_eq!(set_alpha(ratings, distance).value, Err(reason));
    }
    assert_eq!(multi_valued_alpha(ratings).value, Err(reason));
}

#[track_caller]
fn nothing(ratings: &SetRatings, reason: Undefined) {
    no_coefficient(ratings, reason);
    for definition in [SetAgreement::Exact, SetAgreement::Dice, SetAgreement::AnyOverlap] {
        assert_eq!(set_agreement(ratings, definition, NoCodes::Agree).value, Err(reason));
    }
}

#[test]
fn nobody_or_nothing_to_compare() {
    nothing(&SetRatings::new(0, 3), Undefined::TooFewCoders { coders: 0 });
    nothing(&sets(&["ab", "a"]), Undefined::TooFewCoders { coders: 1 });
    nothing(&SetRatings::new(2, 3), Undefined::NoItems);
    nothing(&sets(&["ab .", ". a", ". ."]), Undefined::NoPairs);
}

#[test]
fn one_set_throughout() {
    no_coefficient(&sets(&["ab ab", "ab ba"]), Undefined::OneSetOnly);
    no_coefficient(&sets(&["0 0", "0 0", "a ."]), Undefined::OneSetOnly);
    no_coefficient(&sets(&["a a"]), Undefined::OneSetOnly);
    let ratings = sets(&["0 0", "0 0"]);
    let share = |no_codes| set_agreement(&ratings, SetAgreement::Dice, no_codes).value;
    assert_eq!(share(NoCodes::Agree), Ok(1.0));
    assert_eq!(share(NoCodes::ShareNothing), Ok(0.0));
    assert_eq!(share(NoCodes::LeaveOut), Err(Undefined::NoPairs));
}

#[test]
fn a_distance_that_sees_no_difference() {
    let ratings = sets(&["a b", "b c"]);
    assert_eq!(set_alpha_with(&ratings, |_| 0.0).value, Err(Undefined::OneSetOnly));
}

/// Two units are enough for a figure, also where sizes occur that no pair of sets could have.
#[test]
fn sizes_that_only_one_set_has() {
    let alpha = multi_valued_alpha(&sets(&["ab c", "d 0"]));
    assert!(alpha.value.unwrap() < 0.0);
    assert!(alpha.expected_disagreement.unwrap() > 0.0);
}

/// The empty set says something, and missing does not.
#[test]
fn empty_is_not_missing() {
    let judged = set_alpha(&sets(&["a a", "0 0", "b 0"]), SetDistance::Masi);
    let missing = set_alpha(&sets(&["a a", ". .", "b ."]), SetDistance::Masi);
    assert_eq!((judged.items, judged.codes), (3, 6));
    assert_eq!(missing.value, Err(Undefined::OneSetOnly));
}
