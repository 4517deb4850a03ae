//! Worked examples of two coders. A number is given as it is printed in the source that is
//! cited, or by the program that is named.

use themata_agreement::{
    Coefficient, TwoByTwo, Weights, bennett_s, cohen_kappa, gwet_ac1, holsti, kappa_max,
    randolph_kappa, scott_pi, specific_agreement, weighted_kappa, weighted_scott_pi,
};

use crate::notation::{by_coder, check, cross_table};

#[track_caller]
fn check_agreements(coefficient: Coefficient, observed: &str, expected: &str) {
    check(Ok(coefficient.observed_agreement().expect("there are pairs")), observed);
    check(Ok(coefficient.expected_agreement().expect("there are pairs")), expected);
}

/// Artstein and Poesio (2008), Computational Linguistics 34(4), p. 558: three coefficients of
/// one table.
#[test]
fn artstein_poesio_2008_s_and_pi() {
    let ratings = cross_table([[20, 10], [20, 50]]);
    let s = bennett_s(&ratings);
    check(s.value, "0.4");
    check_agreements(s, "0.7", "0.5");
    let pi = scott_pi(&ratings);
    check(pi.value, "0.341");
    check_agreements(pi, "0.7", "0.545");
    check(cohen_kappa(&ratings).value, "0.348");
}

/// Artstein and Poesio (2008), p. 568: a check is half as far from the other two acts as
/// they are from each other.
#[test]
fn artstein_poesio_2008_weighted_kappa() {
    let ratings = cross_table([[46, 0, 0], [6, 32, 6], [0, 0, 10]]);
    check(bennett_s(&ratings).value, "0.82");
    check(scott_pi(&ratings).value, "0.7995");
    check(weighted_kappa(&ratings, &half_to_the_third()).value, "0.8163");
}

/// Three categories, the third of which agrees by half with the others.
fn half_to_the_third() -> Weights {
    let weight = |k: usize, l: usize| match k.max(l) {
        2 if k != l => 0.5,
        _ => f64::from(u8::from(k == l)),
    };
    Weights::from_fn(3, weight).unwrap()
}

/// Cohen (1968), Psychological Bulletin 70(4): the table of Cohen (1960), p. 45, where
/// disagreements weigh 1, 3 and 6. Kappa .492 falls to .348.
#[test]
fn cohen_1968_weighted_kappa() {
    let ratings = cross_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
    let disagreement = [[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]];
    let weights = Weights::from_fn(3, |k, l| 1.0 - disagreement[k][l] / 6.0).unwrap();
    check(cohen_kappa(&ratings).value, "0.492");
    check(weighted_kappa(&ratings, &weights).value, "0.348");
}

/// Cohen (1960), Educational and Psychological Measurement 20(1), p. 45 (.831), and p. 37,
/// where an agreement of .90 could be reached and a kappa of .85.
#[test]
fn cohen_1960_kappa_max() {
    check(kappa_max(&cross_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])).value, "0.831");
    let max = kappa_max(&cross_table([[25, 12, 3], [13, 2, 15], [12, 16, 2]]));
    check_agreements(max, "0.90", "0.35");
    check(max.value, "0.85");
}

/// Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), p. 689 and
/// p. 691: one agreement and one S where the kappas are .27 and .29.
#[test]
fn brennan_prediger_1981_s() {
    for cells in
        [[[50, 0, 0], [10, 10, 10], [20, 0, 0]], [[50, 0, 10], [0, 10, 10], [10, 10, 0]]]
    {
        check(bennett_s(&cross_table(cells)).value, "0.4");
        check(randolph_kappa(&cross_table(cells)).value, "0.4");
    }
}

/// Zwick (1988), Psychological Bulletin 103(3), examples 1 and 2.
#[test]
fn zwick_1988_s_and_pi() {
    let first = cross_table([[20, 0, 0, 5], [0, 10, 15, 0], [0, 15, 10, 0], [5, 0, 0, 20]]);
    check(bennett_s(&first).value, "0.467");
    check(scott_pi(&first).value, "0.467");
    let second = cross_table([[20, 10, 10, 0], [10, 10, 0, 0], [10, 0, 10, 0], [0, 0, 0, 20]]);
    check(bennett_s(&second).value, "0.467");
    check(scott_pi(&second).value, "0.444");
}

/// Krippendorff, *Content Analysis* (2004), p. 246.
#[test]
fn krippendorff_2004_s_and_pi() {
    let ratings = cross_table([[12, 9, 9], [9, 14, 9], [9, 9, 20]]);
    check(bennett_s(&ratings).value, "0.19");
    check(scott_pi(&ratings).value, "0.186");
}

/// Krippendorff (1995), Sociological Methodology 25, p. 57: three pairs of unitisations in 24
/// positions. Position by position pi cannot tell the first, of similar units, from the
/// second and third.
#[test]
fn krippendorff_1995_positions() {
    let first = by_coder([
        "0 0 1 1 1 1 1 1 1 1 0 0 0 0 1 1 1 1 1 1 0 0 0 0",
        "0 0 0 0 1 1 1 1 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0",
    ]);
    let third = by_coder([
        "0 0 1 1 1 1 1 1 0 0 1 1 0 0 1 1 1 1 0 0 1 1 0 0",
        "1 1 0 0 1 1 1 1 0 0 1 1 1 1 0 0 1 1 0 0 1 1 0 0",
    ]);
    check(scott_pi(&first).value, "0.314");
    check(cohen_kappa(&first).value, "0.385");
    check(scott_pi(&third).value, "0.314");
    check(cohen_kappa(&third).value, "0.314");
}

/// Gwet (2014) and his package irrCAC, data set `cont3x3abstractors`: a hundred patients,
/// two abstractors. The package's tests print kappa, AC1, S and weighted kappa; the other
/// weights were computed with irrCAC 0.4.4 for Python.
#[test]
fn gwet_2014_abstractors_weighted() {
    let ratings = cross_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]);
    check(cohen_kappa(&ratings).value, "0.796");
    check(gwet_ac1(&ratings).value, "0.849");
    check(bennett_s(&ratings).value, "0.835");
    let values = [1.0, 2.0, 3.0];
    let expect = [
        (Weights::linear(&values), "0.84290", "0.84280"),
        (Weights::quadratic(&values), "0.89216", "0.89211"),
        (Weights::ordinal(&values), "0.87211", "0.87204"),
        (Weights::radical(&values), "0.81864", "0.81851"),
        (Weights::ratio(&values), "0.92655", "0.92653"),
        (Weights::circular(&values), "0.79641", "0.79624"),
        (Weights::bipolar(&values), "0.87211", "0.87204"),
    ];
    for (weights, kappa, pi) in expect {
        let weights = weights.unwrap();
        check(weighted_kappa(&ratings, &weights).value, kappa);
        check(weighted_scott_pi(&ratings, &weights).value, pi);
    }
}

/// The same, data set `cont4x4diagnosis`.
#[test]
fn gwet_2014_diagnoses_weighted() {
    let ratings = cross_table([[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]);
    let values = [1.0, 2.0, 3.0, 4.0];
    let expect = [
        (Weights::linear(&values), "0.40681", "0.40555"),
        (Weights::quadratic(&values), "0.38319", "0.38203"),
        (Weights::circular(&values), "0.44590", "0.44421"),
        (Weights::bipolar(&values), "0.38693", "0.38571"),
    ];
    for (weights, kappa, pi) in expect {
        let weights = weights.unwrap();
        check(weighted_kappa(&ratings, &weights).value, kappa);
        check(weighted_scott_pi(&ratings, &weights).value, pi);
    }
}

/// R's `irr::kappa2` on raters 2 and 3 of its data set `anxiety`. Nobody gave a 5, so `irr`
/// takes 6 for the fifth place; with the values as they are quadratic weights give .22980.
#[test]
fn irr_anxiety_is_weighted_by_value_and_not_by_rank_among_the_used() {
    let ratings = by_coder([
        "3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4",
        "2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2",
    ]);
    let used = Weights::quadratic(&[0.0, 1.0, 2.0, 3.0, 4.0]).unwrap();
    check(weighted_kappa(&ratings, &used).value, "0.2520325");
    let linear = Weights::linear(&[0.0, 1.0, 2.0, 3.0, 4.0]).unwrap();
    check(weighted_kappa(&ratings, &linear).value, "0.1459075");
    let values = Weights::quadratic(&[1.0, 2.0, 3.0, 4.0, 6.0]).unwrap();
    check(weighted_kappa(&ratings, &values).value, "0.2297980");
}

/// Sim and Wright (2005), Physical Therapy 85(3), 257–268: two clinicians, 39 patients.
#[test]
fn sim_wright_2005_pabak_and_indices() {
    let ratings = cross_table([[11, 4], [2, 22]]);
    let table = TwoByTwo::of(&ratings).unwrap();
    assert_eq!(
        (table.both, table.only_first, table.only_second, table.neither),
        (22, 2, 4, 11)
    );
    check(cohen_kappa(&ratings).value, "0.67");
    check(Ok(table.prevalence_index()), "0.28");
    check(Ok(table.bias_index()), "-0.05");
    check(Ok(table.pabak()), "0.69");
    assert_eq!(table.items(), 39);
}

/// Feinstein and Cicchetti (1990), Journal of Clinical Epidemiology 43(6), 543–549: the same
/// agreement of .85 and kappas of .70 and .32. The indices are those of Byrt, Bishop and
/// Carlin (1993), from the counts.
#[test]
fn feinstein_cicchetti_1990_indices() {
    let table = |cells| TwoByTwo::of(&cross_table(cells)).unwrap();
    let (even, skewed) = (table([[45, 6], [9, 40]]), table([[5, 5], [10, 80]]));
    check(Ok(even.pabak()), "0.70");
    check(Ok(skewed.pabak()), "0.70");
    check(Ok(even.prevalence_index()), "-0.05");
    check(Ok(skewed.prevalence_index()), "0.75");
    check(Ok(even.bias_index()), "0.03");
    check(Ok(skewed.bias_index()), "0.05");
}

/// Holsti (1969), p. 140: 2M / (N1 + N2). Equal numbers of units make it percent agreement;
/// with free units it is the positive agreement of the 2 × 2 table.
#[test]
fn holsti_of_units_and_of_stretches() {
    check(holsti(85, [100, 100]).value, "0.85");
    check(holsti(22, [24, 26]).value, "0.88");
    let stretches = cross_table([[11, 4], [2, 22]]);
    assert_eq!(holsti(22, [24, 26]).value, specific_agreement(&stretches)[1].value);
    assert_eq!(holsti(7, [7, 7]).value, Ok(1.0));
    assert_eq!(holsti(0, [3, 0]).value, Ok(0.0));
    let largest = holsti(u64::MAX, [u64::MAX, u64::MAX]);
    assert_eq!(largest.value, Ok(1.0));
}

/// Freelon (2010), International Journal of Internet Science 5(1), table 9, second variable:
/// two coders, fifty items.
#[test]
fn freelon_2010_pi() {
    let first = "1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 \
                 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
    let second = "1 1 0 0 0 1 1 0 0 0 0 0 1 0 0 0 0 0 0 1 0 0 0 0 0 \
                  0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
    check(scott_pi(&by_coder([first, second])).value, "0.185");
    check(cohen_kappa(&by_coder([first, second])).value, "0.202");
}
