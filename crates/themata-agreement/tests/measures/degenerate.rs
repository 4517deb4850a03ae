//! Ratings on which a measure has no value, and says why.

use themata_agreement::{
    Category, PercentAgreement, Ratings, Undefined, cohen_kappa, conger_kappa,
    krippendorff_alpha, percent_agreement, prevalence, specific_agreement,
};

use crate::notation::{by_coder, by_pattern, check};

/// Checks one line per measure: its name and its value to three digits, or why there is none.
#[track_caller]
fn check_all(ratings: &Ratings, expect: &str) {
    let show = |value: Result<f64, Undefined>| match value {
        Ok(value) => format!("{value:.3}"),
        Err(reason) => format!("{reason:?}"),
    };
    let share = |definition| show(percent_agreement(ratings, definition).value);
    let shares = |shares: Vec<themata_agreement::Share>| {
        shares.into_iter().map(|share| show(share.value)).collect::<Vec<_>>().join(", ")
    };
    let lines = [
        format!("item mean:     {}", share(PercentAgreement::ItemMean)),
        format!("code weighted: {}", share(PercentAgreement::CodeWeighted)),
        format!("all coders:    {}", share(PercentAgreement::AllCoders)),
        format!("prevalence:    {}", shares(prevalence(ratings))),
        format!("specific:      {}", shares(specific_agreement(ratings))),
        format!("cohen:         {}", show(cohen_kappa(ratings).value)),
        format!("conger:        {}", show(conger_kappa(ratings).value)),
        format!("alpha:         {}", show(krippendorff_alpha(ratings).value)),
    ];
    let expect: Vec<_> = expect.trim().lines().map(str::trim).collect();
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>(), expect);
}

#[test]
fn no_items() {
    check_all(
        &Ratings::new(2, 2),
        "item mean:     NoItems
         code weighted: NoItems
         all coders:    NoItems
         prevalence:    NoItems, NoItems
         specific:      NoItems, NoItems
         cohen:         NoItems
         conger:        NoItems
         alpha:         NoItems",
    );
}

#[test]
fn one_coder() {
    check_all(
        &by_coder(["a b a b"]),
        "item mean:     TooFewCoders { coders: 1 }
         code weighted: TooFewCoders { coders: 1 }
         all coders:    TooFewCoders { coders: 1 }
         prevalence:    TooFewCoders { coders: 1 }, TooFewCoders { coders: 1 }
         specific:      TooFewCoders { coders: 1 }, TooFewCoders { coders: 1 }
         cohen:         NotTwoCoders { coders: 1 }
         conger:        TooFewCoders { coders: 1 }
         alpha:         TooFewCoders { coders: 1 }",
    );
}

#[test]
fn no_coders_and_no_categories() {
    let mut ratings = Ratings::new(0, 0);
    ratings.add(&[], 3);
    check_all(
        &ratings,
        "item mean:     TooFewCoders { coders: 0 }
         code weighted: TooFewCoders { coders: 0 }
         all coders:    TooFewCoders { coders: 0 }
         prevalence:
         specific:
         cohen:         NotTwoCoders { coders: 0 }
         conger:        TooFewCoders { coders: 0 }
         alpha:         TooFewCoders { coders: 0 }",
    );
}

#[test]
fn every_code_is_missing() {
    let mut ratings = Ratings::new(2, 1);
    ratings.add(&[None, None], 5);
    check_all(
        &ratings,
        "item mean:     NoPairs
         code weighted: NoPairs
         all coders:    NoPairs
         prevalence:    NoPairs
         specific:      NoPairs
         cohen:         NoPairs
         conger:        NoPairs
         alpha:         NoPairs",
    );
}

/// Two coders who share no item: INCEpTION once reported an alpha of 1 here (#2219).
#[test]
fn coders_share_no_item() {
    check_all(
        &by_coder(["a b a . . .", ". . . a a b"]),
        "item mean:     NoPairs
         code weighted: NoPairs
         all coders:    NoPairs
         prevalence:    NoPairs, NoPairs
         specific:      NoPairs, NoPairs
         cohen:         NoPairs
         conger:        NoPairs
         alpha:         NoPairs",
    );
}

/// Other programs answer 1, NaN or an exception; the share of agreement is 1 all the same.
#[test]
fn one_value_only() {
    let ratings = by_coder(["a a a", "a a a"]);
    check_all(
        &ratings,
        "item mean:     1.000
         code weighted: 1.000
         all coders:    1.000
         prevalence:    1.000
         specific:      1.000
         cohen:         OneValueOnly { category: Category(0) }
         conger:        OneValueOnly { category: Category(0) }
         alpha:         OneValueOnly { category: Category(0) }",
    );
    let alpha = krippendorff_alpha(&ratings);
    assert_eq!(alpha.observed_agreement(), Some(1.0));
    assert_eq!(alpha.expected_agreement(), Some(1.0));
    assert_eq!((alpha.items, alpha.codes), (3, 6));
}

/// The second value occurs only where one coder was alone: it counts for Conger's chance,
/// which knows how each coder codes, and not for the measures of shared items.
#[test]
fn one_value_only_where_coders_meet() {
    check_all(
        &by_coder(["a a a b", "a a a ."]),
        "item mean:     1.000
         code weighted: 1.000
         all coders:    1.000
         prevalence:    1.000, 0.000
         specific:      1.000, NotUsed { category: Category(1) }
         cohen:         OneValueOnly { category: Category(0) }
         conger:        1.000
         alpha:         OneValueOnly { category: Category(0) }",
    );
}

#[test]
fn no_item_has_a_code_from_every_coder() {
    check_all(
        &by_coder(["a b .", "a . b", ". b b"]),
        "item mean:     1.000
         code weighted: 1.000
         all coders:    NoCompleteItems
         prevalence:    0.333, 0.667
         specific:      1.000, 1.000
         cohen:         NotTwoCoders { coders: 3 }
         conger:        1.000
         alpha:         1.000",
    );
}

/// A third coder who never turned up changes nothing but the number of complete items.
#[test]
fn a_coder_without_codes() {
    check_all(
        &by_coder(["a a b b", "a b b b", ". . . ."]),
        "item mean:     0.750
         code weighted: 0.750
         all coders:    NoCompleteItems
         prevalence:    0.375, 0.625
         specific:      0.667, 0.800
         cohen:         NotTwoCoders { coders: 3 }
         conger:        0.500
         alpha:         0.533",
    );
    let two = by_coder(["a a b b", "a b b b"]);
    check(conger_kappa(&two).value, "0.500");
    check(krippendorff_alpha(&two).value, "0.533");
}

/// One coder used one category throughout: kappa is 0, alpha slightly below.
#[test]
fn one_coder_does_not_vary() {
    check_all(
        &by_pattern(&[(11, "a a"), (1, "a b"), (1, "a c")]),
        "item mean:     0.846
         code weighted: 0.846
         all coders:    0.846
         prevalence:    0.923, 0.038, 0.038
         specific:      0.917, 0.000, 0.000
         cohen:         0.000
         conger:        0.000
         alpha:         -0.020",
    );
}

/// One deviating code among a hundred: nothing shows that the coders can tell the two apart.
#[test]
fn nearly_perfect_agreement_on_one_value_is_worth_nothing() {
    let ratings = by_pattern(&[(49, "a a"), (1, "a b")]);
    check(percent_agreement(&ratings, PercentAgreement::ItemMean).value, "0.98");
    check(krippendorff_alpha(&ratings).value, "0.000");
    check(cohen_kappa(&ratings).value, "0.000");
}

/// The largest numbers of items keep their digits.
#[test]
fn a_rare_value_among_very_many() {
    let many = (1 << 48) - 4;
    let ratings = by_pattern(&[(many, "a a"), (1, "a b"), (1, "b a"), (1, "b b")]);
    // With n items, of which each coder called two b, kappa is (2n − 8) / (4n − 8).
    for value in [cohen_kappa(&ratings).value, conger_kappa(&ratings).value] {
        check(value, "0.500000000");
    }
    check(krippendorff_alpha(&ratings).value, "0.500000000");
}

#[test]
fn all_that_must_fit_together_is_checked() {
    let fails = |act: fn(&mut Ratings)| {
        let mut ratings = Ratings::new(2, 2);
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(&mut ratings))).is_err()
    };
    assert!(fails(|ratings| ratings.add(&[None], 1)));
    assert!(fails(|ratings| ratings.add(&[None, Some(Category::new(2))], 1)));
    assert!(fails(|ratings| ratings.add(&[None, None], 1 << 48)));
    assert!(fails(|ratings| ratings.add_all(&Ratings::new(3, 2), 1)));
    assert!(fails(|ratings| ratings.add_all(&Ratings::new(2, 3), 1)));
    assert!(fails(|ratings| drop(ratings.of_coders(&[2]))));
    assert!(!fails(|ratings| ratings.add(&[None, Some(Category::new(1))], (1 << 48) - 1)));
}
