//! Worked examples of several coders. A number is given as it is printed in the source that
//! is cited, or by the program that is named.

use themata_agreement::{
    Category, Ratings, Undefined, Weights, brennan_prediger, cohen_kappa, conger_kappa,
    fleiss_kappa, fleiss_kappa_by_category, gwet_ac1, gwet_ac2, light_kappa, pooled_kappa,
    randolph_kappa, scott_pi, weighted_fleiss_kappa,
};

use crate::notation::{
    by_coder, by_count, by_pattern, check, cross_table, four_coders_twelve_items,
};

/// Fleiss (1971), Psychological Bulletin 76(5), p. 379: thirty patients, six diagnoses each,
/// as counts of depression, personality disorder, schizophrenia, neurosis and other.
fn thirty_patients() -> Ratings {
    by_count(&[
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ])
}

/// Fleiss prints an agreement of .5556, by chance .2201, a kappa of .430, and kappas of
/// .248, .248, .517, .470 and .565 for the categories. His own counts give .2199, and for
/// the categories what R's `irr`, statsmodels and irrCAC give too.
#[test]
fn fleiss_1971_kappa_and_by_category() {
    let ratings = thirty_patients();
    let kappa = fleiss_kappa(&ratings);
    check(kappa.value, "0.430");
    check(kappa.value, "0.4302445");
    check(Ok(kappa.observed_agreement().unwrap()), "0.5556");
    check(Ok(kappa.expected_agreement().unwrap()), "0.2199");
    let expect = ["0.245", "0.245", "0.520", "0.471", "0.566"];
    for (of, expect) in fleiss_kappa_by_category(&ratings).iter().zip(expect) {
        check(of.value, expect);
    }
}

/// Mieskes (2009), p. 58: three coders, seventeen words, nine parts of speech. She prints
/// .84, .20, .80 and two digits for each part of speech; .29 is given for VB.
#[test]
fn mieskes_2009_kappa_and_by_category() {
    let ratings = by_coder([
        "UH INP UH INP RB JJ INP PRP NN VB PRP INP RB INP MD PRP INP",
        "VB INP UH INP RB JJ INP PRP NN VBP PRP INP UH INP MD PRP INP",
        "UH INP UH INP RB JJ INP PRP RB VB PRP INP UH INP MD PRP INP",
    ]);
    let kappa = fleiss_kappa(&ratings);
    check(kappa.value, "0.80");
    check(Ok(kappa.observed_agreement().unwrap()), "0.84");
    check(Ok(kappa.expected_agreement().unwrap()), "0.20");
    // In the order of the alphabet: INP, JJ, MD, NN, PRP, RB, UH, VB, VBP.
    let expect = ["1.00", "1.00", "1.00", "0.48", "1.00", "0.56", "0.67", "0.29", "-0.02"];
    for (of, expect) in fleiss_kappa_by_category(&ratings).iter().zip(expect) {
        check(of.value, expect);
    }
}

/// Randolph (2005), p. 17: where both categories are as frequent, free and fixed margins
/// come to the same.
#[test]
fn randolph_2005_example() {
    let ratings = by_coder(["Y Y N N", "Y Y N N", "Y N Y N"]);
    check(fleiss_kappa(&ratings).value, "0.33");
    check(randolph_kappa(&ratings).value, "0.33");
}

/// Randolph's calculator (justusrandolph.net/kappa), on two tables of counts that statsmodels
/// keeps in its tests.
#[test]
fn randolph_calculator() {
    let check_both = |ratings: Ratings, fixed: &str, free: &str| {
        check(fleiss_kappa(&ratings).value, fixed);
        check(randolph_kappa(&ratings).value, free);
    };
    check_both(by_count(&[[7, 1], [3, 5]]), "0.161905", "0.214286");
    check_both(by_count(&[[6, 1, 0], [0, 7, 0]]), "0.708333", "0.785714");
}

/// Warrens (2010), Advances in Data Analysis and Classification 4(4), p. 284, on the data of
/// O'Malley et al. (2006): eight pathologists, thirty cases, four coefficients. He
/// prints .8324, .8325, .8326 and .8358, three of them with the last digit rounded up.
#[test]
fn warrens_2010_four_kappas() {
    let ratings = by_pattern(&[
        (14, "N N N N N N N N"),
        (1, "N N N A N N N N"),
        (1, "N N N N N N N A"),
        (10, "A A A A A A A A"),
        (2, "A A N A A A A N"),
        (1, "A A N A N A A N"),
        (1, "A A N A N A N N"),
    ]);
    for (of, printed, digits) in [
        (fleiss_kappa(&ratings), 0.8324, "0.83235"),
        (light_kappa(&ratings), 0.8325, "0.83244"),
        (conger_kappa(&ratings), 0.8326, "0.83263"),
        (randolph_kappa(&ratings), 0.8358, "0.83571"),
    ] {
        check(of.value, digits);
        assert!((of.value.unwrap() - printed).abs() < 0.0001);
    }
}

/// Gwet (2014), four raters and twelve subjects, codes missing: AC1 .775 in the Handbook, the
/// other coefficients as irrCAC gives them. Items that one rater judged count for chance.
#[test]
fn gwet_2014_four_raters() {
    let ratings = four_coders_twelve_items();
    let ac1 = gwet_ac1(&ratings);
    check(ac1.value, "0.775");
    check(Ok(ac1.observed_agreement().unwrap()), "0.818");
    check(Ok(ac1.expected_agreement().unwrap()), "0.190");
    assert_eq!((ac1.items, ac1.codes), (11, 40));
    check(fleiss_kappa(&ratings).value, "0.76117");
    check(conger_kappa(&ratings).value, "0.76282");
    check(randolph_kappa(&ratings).value, "0.77273");
}

/// The same with each kind of weights, computed with irrCAC 0.4.4 for Python.
#[test]
fn gwet_2014_four_raters_weighted() {
    let ratings = four_coders_twelve_items();
    let values = [1.0, 2.0, 3.0, 4.0, 5.0];
    let expect = [
        (Weights::linear(&values), "0.93939", "0.85874", "0.81794", "0.84848"),
        (Weights::quadratic(&values), "0.97538", "0.91400", "0.86494", "0.90152"),
        (Weights::ordinal(&values), "0.96818", "0.89894", "0.85021", "0.88636"),
        (Weights::radical(&values), "0.89727", "0.81981", "0.78992", "0.81263"),
        (Weights::ratio(&values), "0.95411", "0.85737", "0.82134", "0.84024"),
        (Weights::circular(&values), "0.90246", "0.83020", "0.80720", "0.82355"),
        (Weights::bipolar(&values), "0.96836", "0.90037", "0.85307", "0.88815"),
    ];
    for (weights, observed, ac2, fleiss, brennan) in expect {
        let weights = weights.unwrap();
        let of = gwet_ac2(&ratings, &weights);
        check(Ok(of.observed_agreement().unwrap()), observed);
        check(of.value, ac2);
        check(weighted_fleiss_kappa(&ratings, &weights).value, fleiss);
        check(brennan_prediger(&ratings, &weights).value, brennan);
    }
}

/// Gwet (2014) and irrCAC, five observers and fifteen units with values from 0 to 3; the
/// package's tests print AC1 .497 and a chance agreement of .236.
#[test]
fn gwet_2014_five_observers() {
    let ratings = by_coder([
        "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1",
        "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1",
        "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1",
        ". 1 3 . . . . 0 . 1 0 0 2 2 .",
        "2 . . 0 0 0 1 . 2 . . . . 3 1",
    ]);
    let ac1 = gwet_ac1(&ratings);
    check(ac1.value, "0.497");
    check(Ok(ac1.expected_agreement().unwrap()), "0.236");
    check(fleiss_kappa(&ratings).value, "0.45762");
    check(randolph_kappa(&ratings).value, "0.48741");
    let weights = Weights::quadratic(&[0.0, 1.0, 2.0, 3.0]).unwrap();
    check(gwet_ac2(&ratings, &weights).value, "0.83043");
    check(weighted_fleiss_kappa(&ratings, &weights).value, "0.75072");
    check(brennan_prediger(&ratings, &weights).value, "0.80622");
}

/// Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1): nearly all
/// answers are yes, and pi falls where AC1 does not. Figures of DKPro's tests and of irrCAC.
#[test]
fn gwet_2008_rare_answer() {
    let hand = cross_table([[8, 1], [0, 1]]);
    check(gwet_ac1(&hand).value, "0.8658");
    check(Ok(gwet_ac1(&hand).expected_agreement().unwrap()), "0.255");
    check(scott_pi(&hand).value, "0.6078");

    let skewed = cross_table([[80, 7], [8, 5]]);
    check(gwet_ac1(&skewed).value, "0.808");
    check(Ok(gwet_ac1(&skewed).expected_agreement().unwrap()), "0.21875");

    let likert = cross_table([[20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12]]);
    check(gwet_ac1(&likert).value, "0.58046");
    let weights = Weights::quadratic(&[1.0, 2.0, 3.0, 4.0]).unwrap();
    check(gwet_ac2(&likert, &weights).value, "0.84028");
}

/// AC1 and AC2 of Cohen's (1960) two tables, as R's irrCAC 1.4 gives them.
#[test]
fn gwet_of_cohen_1960() {
    let weights = Weights::quadratic(&[1.0, 2.0, 3.0]).unwrap();
    let below = cross_table([[25, 12, 3], [13, 2, 15], [12, 16, 2]]);
    check(gwet_ac1(&below).value, "-0.04797");
    check(gwet_ac2(&below, &weights).value, "0.1831");
    let above = cross_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
    check(gwet_ac1(&above).value, "0.57597");
    check(gwet_ac2(&above, &weights).value, "0.63855");
}

/// q is the number of categories that could be chosen: one that nobody chose changes the
/// measures that know it, and no other.
#[test]
fn categories_that_nobody_used_count() {
    let [a, b] = [0, 1].map(|position| Some(Category::new(position)));
    let declared = |categories| {
        let mut ratings = Ratings::new(2, categories);
        for (codes, count) in [([a, a], 40), ([b, b], 40), ([a, b], 20)] {
            ratings.add(&codes, count);
        }
        ratings
    };
    let (two, four) = (declared(2), declared(4));
    check(randolph_kappa(&two).value, "0.60");
    check(randolph_kappa(&four).value, "0.73");
    check(gwet_ac1(&two).value, "0.60");
    check(gwet_ac1(&four).value, "0.76");
    assert_eq!(fleiss_kappa(&two).value, fleiss_kappa(&four).value);
    assert_eq!(cohen_kappa(&two).value, cohen_kappa(&four).value);
}

/// De Vries et al. (2008), Field Methods 20(3), 272–282. The paper's data are not at hand;
/// three questions by hand. The agreements are .85, .9 and 1, by chance .50, .82 and 1, so
/// pooled (.91667 − .77333) / (1 − .77333); the kappas are .70, .44 and undefined.
#[test]
fn pooled_kappa_of_three_questions() {
    let even = cross_table([[45, 5], [10, 40]]);
    let rare = cross_table([[85, 5], [5, 5]]);
    let never = cross_table([[100, 0], [0, 0]]);
    check(cohen_kappa(&even).value, "0.70");
    check(cohen_kappa(&rare).value, "0.44");
    assert_eq!(
        cohen_kappa(&never).value,
        Err(Undefined::OneValueOnly { category: Category::ABSENT })
    );
    let pooled = pooled_kappa(&[even, rare, never.clone()]);
    check(Ok(pooled.observed_agreement().unwrap()), "0.91667");
    check(Ok(pooled.expected_agreement().unwrap()), "0.77333");
    check(pooled.value, "0.63235");
    assert_eq!((pooled.items, pooled.codes), (300, 600));
    let nothing = Undefined::OneValueOnly { category: Category::ABSENT };
    assert_eq!(pooled_kappa(&[never.clone(), never]).value, Err(nothing));
}
