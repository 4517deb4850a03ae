//! Ratings on which the measures of two coders, of several coders and on scales have no
//! value, and say why; and those on which they do have one.

use themata_agreement::{
    Category, Coefficient, Metric, Ratings, TwoByTwo, Undefined, Weights, bennett_s,
    brennan_prediger, fleiss_kappa, fleiss_kappa_by_category, gwet_ac1, gwet_ac2, holsti,
    kappa_max, krippendorff_alpha_with, light_kappa, pooled_kappa, randolph_kappa, scott_pi,
    weighted_fleiss_kappa, weighted_kappa, weighted_scott_pi,
};

use crate::notation::{by_coder, by_pattern, check, four_coders_twelve_items};

/// Checks the measures for any number of coders, then those for two, in the order of `lines`.
#[track_caller]
fn check_all(ratings: &Ratings, expect: &str) {
    let show = |of: &Coefficient| match of.value {
        Ok(value) => format!("{value:.3}"),
        Err(reason) => format!("{reason:?}"),
    };
    let values: Vec<f64> = (1_u32..).map(f64::from).take(ratings.categories()).collect();
    let weights = Weights::quadratic(&values).unwrap();
    let interval = Metric::interval(&values).unwrap();
    let by_category = fleiss_kappa_by_category(ratings);
    let table = match TwoByTwo::of(ratings) {
        Ok(table) => format!("{:.3}", table.pabak()),
        Err(reason) => format!("{reason:?}"),
    };
    let lines = [
        format!("randolph:    {}", show(&randolph_kappa(ratings))),
        format!("brennan:     {}", show(&brennan_prediger(ratings, &weights))),
        format!("fleiss:      {}", show(&fleiss_kappa(ratings))),
        format!("by category: {}", by_category.iter().map(show).collect::<Vec<_>>().join(", ")),
        format!("weighted:    {}", show(&weighted_fleiss_kappa(ratings, &weights))),
        format!("ac1:         {}", show(&gwet_ac1(ratings))),
        format!("ac2:         {}", show(&gwet_ac2(ratings, &weights))),
        format!("light:       {}", show(&light_kappa(ratings))),
        format!("interval:    {}", show(&krippendorff_alpha_with(ratings, &interval))),
        format!("s:           {}", show(&bennett_s(ratings))),
        format!("pi:          {}", show(&scott_pi(ratings))),
        format!("weighted pi: {}", show(&weighted_scott_pi(ratings, &weights))),
        format!("kappa_w:     {}", show(&weighted_kappa(ratings, &weights))),
        format!("max:         {}", show(&kappa_max(ratings))),
        format!("pooled:      {}", show(&pooled_kappa(std::slice::from_ref(ratings)))),
        format!("pabak:       {table}"),
    ];
    let expect: Vec<_> = expect.trim().lines().map(str::trim).collect();
    assert_eq!(lines.iter().map(|line| line.trim()).collect::<Vec<_>>(), expect);
}

#[test]
fn no_items() {
    check_all(&Ratings::new(2, 1), NOTHING.replace("REASON", "NoItems").as_str());
}

/// INCEpTION once reported full agreement here (#2219).
#[test]
fn coders_share_no_item() {
    let mut ratings = Ratings::new(2, 1);
    let a = Some(Category::new(0));
    ratings.add(&[a, None], 3);
    ratings.add(&[None, a], 3);
    check_all(&ratings, NOTHING.replace("REASON", "NoPairs").as_str());
}

const NOTHING: &str = "randolph:    REASON
    brennan:     REASON
    fleiss:      REASON
    by category: REASON
    weighted:    REASON
    ac1:         REASON
    ac2:         REASON
    light:       REASON
    interval:    REASON
    s:           REASON
    pi:          REASON
    weighted pi: REASON
    kappa_w:     REASON
    max:         REASON
    pooled:      REASON
    pabak:       REASON";

#[test]
fn one_category_declared() {
    let only = "OneValueOnly { category: Category(0) }";
    let expect = NOTHING
        .replace("pabak:       REASON", "pabak:       NotTwoCategories { categories: 1 }")
        .replace("REASON", only);
    check_all(&by_coder(["a a a", "a a a"]), &expect);
}

/// Two categories could be chosen and one was. The measures whose chance does not depend on
/// what was chosen are 1, and so is AC1, by its definition.
#[test]
fn one_category_used_of_two() {
    let mut ratings = Ratings::binary(2);
    ratings.add(&[Some(Category::PRESENT); 2], 8);
    check_all(
        &ratings,
        "randolph:    1.000
         brennan:     1.000
         fleiss:      OneValueOnly { category: Category(1) }
         by category: NotUsed { category: Category(0) }, OneValueOnly { category: Category(1) }
         weighted:    OneValueOnly { category: Category(1) }
         ac1:         1.000
         ac2:         1.000
         light:       OneValueOnly { category: Category(1) }
         interval:    OneValueOnly { category: Category(1) }
         s:           1.000
         pi:          OneValueOnly { category: Category(1) }
         weighted pi: OneValueOnly { category: Category(1) }
         kappa_w:     OneValueOnly { category: Category(1) }
         max:         OneValueOnly { category: Category(1) }
         pooled:      OneValueOnly { category: Category(1) }
         pabak:       1.000",
    );
}

/// The second category occurs only where a coder was alone. Fleiss' kappa and AC1 know that
/// it occurs; the measures of shared items do not.
#[test]
fn one_category_where_coders_meet() {
    check_all(
        &by_coder(["a a a b", "a a a ."]),
        "randolph:    1.000
         brennan:     1.000
         fleiss:      1.000
         by category: 1.000, 1.000
         weighted:    1.000
         ac1:         1.000
         ac2:         1.000
         light:       OneValueOnly { category: Category(0) }
         interval:    OneValueOnly { category: Category(0) }
         s:           1.000
         pi:          OneValueOnly { category: Category(0) }
         weighted pi: OneValueOnly { category: Category(0) }
         kappa_w:     OneValueOnly { category: Category(0) }
         max:         OneValueOnly { category: Category(0) }
         pooled:      OneValueOnly { category: Category(0) }
         pabak:       1.000",
    );
}

/// Three coders, two of whom have no item in common: a mean over the other pairs would hide
/// it.
#[test]
fn three_coders_of_whom_two_never_meet() {
    let two = "NotTwoCoders { coders: 3 }";
    check_all(
        &by_coder(["a a b b . .", "a b b b a b", ". . . . a b"]),
        &format!(
            "randolph:    0.667
             brennan:     0.667
             fleiss:      0.657
             by category: 0.657, 0.657
             weighted:    0.657
             ac1:         0.676
             ac2:         0.676
             light:       NoPairs
             interval:    0.686
             s:           {two}
             pi:          {two}
             weighted pi: {two}
             kappa_w:     {two}
             max:         {two}
             pooled:      {two}
             pabak:       {two}"
        ),
    );
}

/// One deviating code among a hundred is no agreement beyond chance, except for the measures
/// that take the rare category to be as likely as the other.
#[test]
fn one_deviant() {
    check_all(
        &by_pattern(&[(49, "a a"), (1, "a b")]),
        "randolph:    0.960
         brennan:     0.960
         fleiss:      -0.010
         by category: -0.010, -0.010
         weighted:    -0.010
         ac1:         0.980
         ac2:         0.980
         light:       0.000
         interval:    0.000
         s:           0.960
         pi:          -0.010
         weighted pi: -0.010
         kappa_w:     0.000
         max:         0.000
         pooled:      0.000
         pabak:       0.960",
    );
}

#[test]
fn one_coder() {
    let ratings = by_coder(["a b a b"]);
    let too_few = Err(Undefined::TooFewCoders { coders: 1 });
    assert_eq!(light_kappa(&ratings).value, too_few);
    assert_eq!(gwet_ac1(&ratings).value, too_few);
    assert_eq!(fleiss_kappa(&ratings).value, too_few);
    assert_eq!(randolph_kappa(&ratings).value, too_few);
    assert_eq!(scott_pi(&ratings).value, Err(Undefined::NotTwoCoders { coders: 1 }));
}

#[test]
fn scales_of_another_number_of_categories() {
    let ratings = four_coders_twelve_items();
    let other = Err(Undefined::OtherCategories { declared: 5, scale: 4 });
    let values = [1.0, 2.0, 3.0, 4.0];
    for weights in [Weights::identity(4), Weights::linear(&values).unwrap()] {
        assert_eq!(brennan_prediger(&ratings, &weights).value, other);
        assert_eq!(weighted_fleiss_kappa(&ratings, &weights).value, other);
        assert_eq!(gwet_ac2(&ratings, &weights).value, other);
        let two = ratings.of_coders(&[0, 1]);
        assert_eq!(weighted_kappa(&two, &weights).value, other);
        assert_eq!(weighted_scott_pi(&two, &weights).value, other);
        let metric = Metric::weights(weights);
        assert_eq!(krippendorff_alpha_with(&ratings, &metric).value, other);
    }
    let metric = Metric::ordinal(&values).unwrap();
    assert_eq!(krippendorff_alpha_with(&ratings, &metric).value, other);
}

/// Weights by which nothing ever disagrees leave nothing to measure.
#[test]
fn all_categories_agree_fully() {
    let ratings = by_coder(["a b c a", "b b c c"]);
    let ones = Weights::from_fn(3, |_, _| 1.0).unwrap();
    let nothing = Err(Undefined::NoDisagreementExpected);
    assert_eq!(brennan_prediger(&ratings, &ones).value, nothing);
    assert_eq!(weighted_fleiss_kappa(&ratings, &ones).value, nothing);
    assert_eq!(gwet_ac2(&ratings, &ones).value, nothing);
    assert_eq!(weighted_kappa(&ratings, &ones).value, nothing);
    assert_eq!(weighted_scott_pi(&ratings, &ones).value, nothing);
    let metric = Metric::weights(ones);
    assert_eq!(krippendorff_alpha_with(&ratings, &metric).value, nothing);
}

#[test]
fn what_holsti_and_the_pooled_kappa_cannot_use() {
    assert_eq!(holsti(0, [0, 0]).value, Err(Undefined::NoUnits));
    assert_eq!(holsti(3, [2, 9]).value, Err(Undefined::TooManyAgreements));
    assert_eq!(pooled_kappa(&[]).value, Err(Undefined::NoItems));
    let sound = by_coder(["a b", "a b"]);
    let apart = by_coder(["a .", ". b"]);
    assert_eq!(pooled_kappa(&[sound.clone(), apart]).value, Err(Undefined::NoPairs));
    let three = by_coder(["a b", "a b", "a b"]);
    let reason = Err(Undefined::NotTwoCoders { coders: 3 });
    assert_eq!(pooled_kappa(&[sound, three]).value, reason);
    let many = by_coder(["a b c", "a b c"]);
    let reason = Err(Undefined::NotTwoCategories { categories: 3 });
    assert_eq!(TwoByTwo::of(&many), reason);
}

/// The largest numbers of items keep their digits: with n items, of which each coder called
/// two b, kappa is (2n − 8) / (4n − 8).
#[test]
fn a_rare_value_among_very_many() {
    let many = (1 << 48) - 4;
    let ratings = by_pattern(&[(many, "a a"), (1, "a b"), (1, "b a"), (1, "b b")]);
    check(fleiss_kappa(&ratings).value, "0.500000000");
    check(scott_pi(&ratings).value, "0.500000000");
    check(light_kappa(&ratings).value, "0.500000000");
    check(fleiss_kappa_by_category(&ratings)[1].value, "0.500000000");
    check(kappa_max(&ratings).value, "1.000000000");
}
