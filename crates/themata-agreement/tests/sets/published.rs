//! Worked examples from the literature and from programs whose tests are published.

use themata_agreement::sets::{
    NoCodes, SetAgreement, SetDistance, SetOverlap, multi_valued_alpha, set_agreement,
    set_alpha, set_alpha_with,
};

use crate::notation::sets;

/// Whether `value`, rounded to as many digits as `printed` has, is `printed`.
#[track_caller]
fn check(value: f64, printed: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.digits$}"), printed, "the value is {value}");
}

/// Passonneau (2006), section 3: monotonicity 1 for the same set, 2/3 for a part, 1/3 for an
/// overlap, times Jaccard's coefficient. nltk's documentation has the first pair.
#[test]
fn passonneau_2006_masi() {
    let masi =
        |first, second, common| SetDistance::Masi.of(SetOverlap { first, second, common });
    check(masi(2, 4, 2), "0.667");
    check(masi(1, 2, 1), "0.667");
    check(masi(2, 2, 1), "0.889");
    assert_eq!(
        [masi(1, 1, 0), masi(3, 3, 3), masi(0, 0, 0), masi(0, 2, 0)],
        [1.0, 0.0, 0.0, 1.0]
    );
}

/// Krippendorff and Craggs (2016), table 3. The value is the one that the package mvalpha
/// 0.6.0 tests for; the disagreements are the sums written out by hand below.
#[test]
fn krippendorff_craggs_2016_multi_valued_alpha() {
    let alpha = multi_valued_alpha(&sets(&["bd d .", "abd b bd", "0 a a", "a . ."]));
    check(alpha.value.unwrap(), "0.2865907");
    assert_eq!((alpha.items, alpha.codes), (3, 8));
    // bd and d are at 1/3; abd is at 1/2 from b and at 1/5 from bd, and those two at 1/3,
    // each pair of the second unit counting half; twice the empty set is at 1 from a.
    let observed = 2.0 / 8.0 * (1.0 / 3.0 + (0.5 + 0.2 + 1.0 / 3.0) / 2.0 + 2.0 / 2.0);
    check((alpha.observed_disagreement.unwrap() - observed).abs(), "0.000000000000");
}

/// The nine units that the program DKPro tests for: its percent agreements, its mean of Dice's
/// coefficient (two empty sets share nothing there), and alpha with its own two distances.
#[test]
fn dkpro_nine_units() {
    let ratings =
        sets(&["0 0", "a 0", "a a", "a b", "ab a", "ab ac", "abc abc", "c ac", "c ac"]);
    let share = |definition, no_codes| {
        let share = set_agreement(&ratings, definition, no_codes);
        (share.value.unwrap(), share.items, share.codes)
    };
    assert_eq!(share(SetAgreement::Exact, NoCodes::Agree), (3.0 / 9.0, 9, 18));
    assert_eq!(share(SetAgreement::AnyOverlap, NoCodes::ShareNothing), (6.0 / 9.0, 9, 18));
    let (dice, ..) = share(SetAgreement::Dice, NoCodes::ShareNothing);
    check(dice, "0.500000000");
    let (dice, ..) = share(SetAgreement::Dice, NoCodes::Agree);
    check((dice - 5.5 / 9.0).abs(), "0.000000000000");
    let (dice, units, codes) = share(SetAgreement::Dice, NoCodes::LeaveOut);
    check((dice - 4.5 / 8.0).abs(), "0.000000000000");
    assert_eq!((units, codes), (8, 16));

    let steps = |overlap: SetOverlap| match overlap.common {
        all if all == overlap.first.min(overlap.second) => 1.0 / 3.0,
        0 => 1.0,
        _ => 2.0 / 3.0,
    };
    check(set_alpha_with(&ratings, steps).value.unwrap(), "0.186");
    let times_jaccard = |overlap: SetOverlap| (1.0 - overlap.jaccard()) * steps(overlap);
    // DKPro's test asks for .252 with a tolerance of .001; it computes .25295.
    check(set_alpha_with(&ratings, times_jaccard).value.unwrap(), "0.25295");
    check(set_alpha(&ratings, SetDistance::Nominal).value.unwrap(), "0.2388");
}

/// The seven of them that have no empty set, on which nltk 3.10 (`AnnotationTask.alpha`) gives
/// these.
#[test]
fn nltk_masi_and_jaccard_alpha() {
    let ratings = sets(&["a a", "a b", "ab a", "ab ac", "abc abc", "c ac", "c ac"]);
    check(set_alpha(&ratings, SetDistance::Masi).value.unwrap(), "0.177215190");
    check(set_alpha(&ratings, SetDistance::Jaccard).value.unwrap(), "0.203225806");
}
