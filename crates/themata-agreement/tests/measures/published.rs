//! Worked examples from the literature. A number is given as it is printed there; where a
//! paper leaves one to a program, the comment says which.

use themata_agreement::{
    Category, Coefficient, PercentAgreement, Share, cohen_kappa, conger_kappa,
    krippendorff_alpha, percent_agreement, prevalence, specific_agreement,
};

use crate::notation::{by_coder, by_pattern, check, cross_table, four_coders_twelve_items};

/// Checks a two-coder table's agreement, agreement by chance and Cohen's kappa.
#[track_caller]
fn check_cohen<const Q: usize>(cells: [[u64; Q]; Q], po: &str, pe: &str, kappa: &str) {
    let coefficient = cohen_kappa(&cross_table(cells));
    check(Ok(coefficient.observed_agreement().expect("there are pairs")), po);
    check(Ok(coefficient.expected_agreement().expect("there are pairs")), pe);
    check(coefficient.value, kappa);
}

#[track_caller]
fn check_disagreement(coefficient: Coefficient, observed: &str, expected: &str) {
    check(Ok(coefficient.observed_disagreement.expect("there are pairs")), observed);
    check(Ok(coefficient.expected_disagreement.expect("there are pairs")), expected);
}

/// Cohen (1960), Educational and Psychological Measurement 20(1), p. 45.
#[test]
fn cohen_1960_kappa() {
    check_cohen([[88, 14, 18], [10, 40, 10], [2, 6, 12]], "0.70", "0.41", "0.492");
}

/// Cohen (1960), p. 37: less agreement than by chance. The paper prints the agreements; the
/// coefficient follows from them.
#[test]
fn cohen_1960_below_chance() {
    check_cohen([[25, 12, 3], [13, 2, 15], [12, 16, 2]], "0.29", "0.35", "-0.092");
}

/// Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), p. 689 and
/// p. 691. They print agreement and kappa.
#[test]
fn brennan_prediger_1981_kappa() {
    check_cohen([[50, 0, 0], [10, 10, 10], [20, 0, 0]], "0.60", "0.45", "0.27");
    check_cohen([[50, 0, 10], [0, 10, 10], [10, 10, 0]], "0.60", "0.44", "0.29");
}

/// Zwick (1988), Psychological Bulletin 103(3), examples 1 and 2.
#[test]
fn zwick_1988_kappa() {
    let first = [[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]];
    check_cohen(first, "0.60", "0.25", "0.467");
    let second = [[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]];
    check_cohen(second, "0.60", "0.28", "0.444");
}

/// Feinstein and Cicchetti (1990), Journal of Clinical Epidemiology 43(6), 543–549: the same
/// agreement, and less than half the kappa where one answer is rare. The specific agreements
/// are their companion paper's (551–558) 2a / (2a + b + c) and 2d / (2d + b + c).
#[test]
fn feinstein_cicchetti_1990_paradox() {
    let even = [[40, 9], [6, 45]];
    check_cohen(even, "0.85", "0.50", "0.70");
    check_shares(specific_agreement(&cross_table(even)), &[80.0 / 95.0, 90.0 / 105.0]);
    check_shares(prevalence(&cross_table(even)), &[95.0 / 200.0, 105.0 / 200.0]);

    let skewed = [[80, 10], [5, 5]];
    check_cohen(skewed, "0.85", "0.78", "0.32");
    check_shares(specific_agreement(&cross_table(skewed)), &[160.0 / 175.0, 10.0 / 25.0]);
    check_shares(prevalence(&cross_table(skewed)), &[175.0 / 200.0, 25.0 / 200.0]);
}

#[track_caller]
fn check_shares(shares: Vec<Share>, expect: &[f64]) {
    let values: Vec<_> = shares.iter().map(|share| share.value).collect();
    assert_eq!(values, expect.iter().map(|value| Ok(*value)).collect::<Vec<_>>());
}

/// Artstein and Poesio (2008), Computational Linguistics 34(4), p. 558 and p. 568.
#[test]
fn artstein_poesio_2008_kappa_and_alpha() {
    check_cohen([[20, 10], [20, 50]], "0.70", "0.54", "0.348");

    let dialogue_acts = [[46, 0, 0], [6, 32, 6], [0, 0, 10]];
    check_cohen(dialogue_acts, "0.88", "0.40", "0.8013");
    check(krippendorff_alpha(&cross_table(dialogue_acts)).value, "0.80");
}

/// Krippendorff, *Content Analysis* (2004), p. 246.
#[test]
fn krippendorff_2004_kappa_of_symmetric_confusion() {
    check_cohen([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "0.46", "0.34", "0.186");
}

/// Krippendorff (1980), *Content Analysis*, p. 133: two coders, a yes-or-no question.
#[test]
fn krippendorff_1980_alpha_of_two_coders() {
    let alpha = krippendorff_alpha(&by_coder(["0 1 0 0 0 0 0 0 1 0", "0 1 1 0 0 1 0 1 0 0"]));
    check(alpha.value, "0.095");
    check_disagreement(alpha, "0.400", "0.442");
}

/// Krippendorff (1980), p. 139: three coders, and each category against the rest.
#[test]
fn krippendorff_1980_alpha_of_three_coders_and_by_category() {
    let ratings = by_coder(["1 1 2 4 1 2 1 3 2", "1 2 2 4 4 2 2 3 2", "1 2 2 4 4 2 3 3 2"]);
    let alpha = krippendorff_alpha(&ratings);
    check(alpha.value, "0.642");
    check_disagreement(alpha, "0.259", "0.724");
    check(percent_agreement(&ratings, PercentAgreement::ItemMean).value, "0.74");
    for (position, printed) in (0..).zip(["0.381", "0.711", "0.717", "0.764"]) {
        let one = ratings.one_against_rest(Category::new(position));
        check(krippendorff_alpha(&one).value, printed);
    }
}

/// Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, section B: two coders,
/// five categories.
#[test]
fn krippendorff_2011_alpha_of_two_coders() {
    let ratings = by_coder(["a a b b d c c c e d d a", "b a b b b c c c e d d d"]);
    check(krippendorff_alpha(&ratings).value, "0.692");
}

#[test]
fn krippendorff_2011_alpha_with_missing_codes() {
    let alpha = krippendorff_alpha(&four_coders_twelve_items());
    check(alpha.value, "0.743");
    check_disagreement(alpha, "0.200", "0.779");
    assert_eq!((alpha.items, alpha.codes), (11, 40));
}

/// The margins of the coincidence matrix that the paper prints: 9, 13, 10, 5 and 3 of 40.
#[test]
fn krippendorff_2011_prevalence() {
    let expect = [9.0, 13.0, 10.0, 5.0, 3.0].map(|codes| codes / 40.0);
    check_shares(prevalence(&four_coders_twelve_items()), &expect);
}

/// The three definitions on one example. 0.818 is Gwet's (2014), 0.800 is 1 less the paper's
/// observed disagreement; the last is five unanimous items of the eight with four codes.
#[test]
fn krippendorff_2011_three_percent_agreements() {
    let share = |definition| percent_agreement(&four_coders_twelve_items(), definition);
    let by_item = share(PercentAgreement::ItemMean);
    check(by_item.value, "0.818");
    assert_eq!((by_item.items, by_item.codes), (11, 40));
    check(share(PercentAgreement::CodeWeighted).value, "0.800");
    let by_all = share(PercentAgreement::AllCoders);
    check(by_all.value, "0.625");
    assert_eq!((by_all.items, by_all.codes), (8, 32));
}

/// Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., on the same example: the
/// agreements and the coefficient that the irrCAC packages reproduce.
#[test]
fn gwet_2014_conger_kappa_with_missing_codes() {
    let kappa = conger_kappa(&four_coders_twelve_items());
    check(kappa.value, "0.763");
    check_disagreement(kappa, "0.182", "0.767");
}

/// Fleiss (1971), Psychological Bulletin 76(5), p. 379: thirty patients, six diagnoses each.
/// The paper prints the agreement; alpha is what the programs `krippendorff` and `nltk` give.
/// Who gave which diagnosis is not published, so the rows are not coders.
#[test]
fn fleiss_1971_agreement_and_alpha() {
    let ratings = by_coder([
        "4 2 2 5 2 1 3 1 1 5 1 1 2 1 2 3 1 1 2 1 5 2 2 1 1 2 1 2 1 5",
        "4 2 3 5 2 1 3 1 1 5 4 2 2 4 2 3 1 1 2 3 5 4 2 1 4 2 1 2 3 5",
        "4 2 3 5 2 3 3 3 4 5 4 4 2 4 4 3 1 1 4 3 5 4 4 4 4 2 1 4 3 5",
        "4 5 3 5 4 3 3 3 4 5 4 4 3 4 4 3 4 1 4 5 5 4 5 4 4 2 1 4 3 5",
        "4 5 3 5 4 3 5 3 4 5 4 4 3 4 4 3 5 1 4 5 5 4 5 4 4 2 5 4 3 5",
        "4 5 5 5 4 3 5 4 4 5 4 4 3 4 5 5 5 2 4 5 5 4 5 4 5 4 5 4 3 5",
    ]);
    check(percent_agreement(&ratings, PercentAgreement::ItemMean).value, "0.5556");
    check(krippendorff_alpha(&ratings).value, "0.43341");
}

/// Warrens (2010), Advances in Data Analysis and Classification 4(4), p. 284, on the data of
/// O'Malley et al. (2006): eight pathologists, thirty cases. Printed as Hubert's kappa.
#[test]
fn warrens_2010_conger_kappa() {
    let ratings = by_pattern(&[
        (14, "N N N N N N N N"),
        (1, "N N N A N N N N"),
        (1, "N N N N N N N A"),
        (10, "A A A A A A A A"),
        (2, "A A N A A A A N"),
        (1, "A A N A N A A N"),
        (1, "A A N A N A N N"),
    ]);
    check(conger_kappa(&ratings).value, "0.8326");
}

/// Warrens (2012), ISRN Probability and Statistics 2012, 656390, examples 2 and 3: four
/// coders. The paper prints 0.645 for example 2; its formula gives 0.675 on the table as it
/// stands, and other programs do too.
#[test]
fn warrens_2012_conger_kappa() {
    let second = by_pattern(&[(6, "1 1 1 1"), (5, "1 0 0 0"), (4, "0 0 0 0")]);
    check(conger_kappa(&second).value, "0.675");
    let third = by_pattern(&[(6, "1 1 1 1"), (5, "1 0 1 0"), (4, "0 0 0 0")]);
    check(conger_kappa(&third).value, "0.564");
}
