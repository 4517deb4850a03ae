//! Strata against published examples and against statsmodels 0.15.0 (`StratifiedTable`,
//! `combine_effects`), whose numbers are given to all the digits that it prints.

use std::cmp::Ordering;

use proptest::prelude::*;
use themata_analysis::{AssociationUndefined, Fourfold, Stratified};

fn tables(strata: &[[u64; 4]]) -> Vec<Fourfold> {
    let table = |&[both, first_only, second_only, neither]: &[u64; 4]| Fourfold {
        both,
        first_only,
        second_only,
        neither,
    };
    strata.iter().map(table).collect()
}

fn stratified(strata: &[[u64; 4]]) -> Stratified {
    Stratified::of(&tables(strata))
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{found}, not {expected}");
}

#[track_caller]
fn printed(found: f64, digits: usize, expected: &str) {
    assert_eq!(format!("{found:.digits$}"), expected);
}

/// What statsmodels says: the odds ratio, its interval, the test of independence without and
/// with correction, that of homogeneity without and with Tarone's, and Q.
struct Expected {
    odds_ratio: [f64; 3],
    independence: [f64; 2],
    homogeneity: [f64; 2],
    homogeneity_p: [f64; 2],
    q: f64,
}

#[track_caller]
fn equals(found: &Stratified, expected: &Expected) {
    let common = found.common.expect("defined");
    close(common.value, expected.odds_ratio[0]);
    close(common.low, expected.odds_ratio[1]);
    close(common.high, expected.odds_ratio[2]);
    let independence = found.independence.expect("defined");
    close(independence.plain.statistic, expected.independence[0]);
    close(independence.corrected.statistic, expected.independence[1]);
    let homogeneity = found.homogeneity.expect("defined");
    close(homogeneity.plain.statistic, expected.homogeneity[0]);
    close(homogeneity.tarone.statistic, expected.homogeneity[1]);
    close(homogeneity.plain.p, expected.homogeneity_p[0]);
    close(homogeneity.tarone.p, expected.homogeneity_p[1]);
    close(found.heterogeneity.expect("defined").q.statistic, expected.q);
}

/// Bickel, Hammel and O'Connell (1975): admitted and rejected men, admitted and rejected women,
/// in six departments.
const BERKELEY: [[u64; 4]; 6] = [
    [512, 313, 89, 19],
    [353, 207, 17, 8],
    [120, 205, 202, 391],
    [138, 279, 131, 244],
    [53, 138, 94, 299],
    [22, 351, 24, 317],
];

/// R's `mantelhaen.test(UCBAdmissions)` prints X² = 1.4269 with correction, p = 0.2323, and
/// the common odds ratio 0.9046968 from 0.7719074 to 1.0603298.
#[test]
fn admissions_at_berkeley() {
    let found = stratified(&BERKELEY);
    let common = found.common.expect("defined");
    printed(common.value, 7, "0.9046968");
    printed(common.low, 7, "0.7719074");
    printed(common.high, 7, "1.0603298");
    let corrected = found.independence.expect("defined").corrected;
    printed(corrected.statistic, 4, "1.4269");
    printed(corrected.p, 4, "0.2323");
    equals(
        &found,
        &Expected {
            odds_ratio: [0.9046968282586231, 0.7719073617593505, 1.0603297644366558],
            independence: [1.5246066604434356, 1.4269462285866883],
            homogeneity: [18.825513705236514, 18.82550125205323],
            homogeneity_p: [0.0020713903499175457, 0.0020714013978808676],
            q: 17.90171246979722,
        },
    );
    close(found.heterogeneity.expect("defined").i_squared, 0.7206971116067402);
    // Simpson's paradox: with departments ignored men are 1.84 times as likely.
    let pooled = found.pooled.odds_ratio().expect("defined");
    printed(pooled.value, 2, "1.84");
    assert_eq!(found.direction(), Ordering::Less);
    let reversed: Vec<bool> =
        tables(&BERKELEY).iter().map(|table| found.reverses(table)).collect();
    assert_eq!(reversed, [false, false, true, false, true, false]);
}

/// Breslow and Day (1980), *Statistical Methods in Cancer Research* 1, section 4.4: alcohol
/// and cancer of the oesophagus in six age groups. They give the common odds ratio as 58.439 /
/// 11.330 = 5.158.
const OESOPHAGUS: [[u64; 4]; 6] = [
    [1, 0, 9, 106],
    [4, 5, 26, 164],
    [25, 21, 29, 138],
    [42, 34, 27, 139],
    [19, 36, 18, 88],
    [5, 8, 0, 31],
];

#[test]
fn alcohol_and_cancer_of_the_oesophagus() {
    let found = stratified(&OESOPHAGUS);
    printed(found.common.expect("defined").value, 3, "5.158");
    equals(
        &found,
        &Expected {
            odds_ratio: [5.157623194071138, 3.5621305369443768, 7.467743457498099],
            independence: [85.00949703473358, 83.21453016468637],
            homogeneity: [9.323397092425914, 9.299329078587283],
            homogeneity_p: [0.09683964692072866, 0.09770424282800216],
            q: 6.8690208974450115,
        },
    );
    let spread = found.heterogeneity.expect("defined");
    close(spread.i_squared, 0.2720942220659438);
    close(spread.q.p, 0.2305650680771468);
    assert_eq!((spread.degrees, spread.corrected), (5, 2));
}

/// Beitler and Landis (1985), as in Agresti (2002), *Categorical Data Analysis*, table 6.9: a
/// cream at eight centres. Agresti gives CMH 6.38 (p .012), the common odds ratio 2.13, and
/// Breslow–Day 8.0 on 7 degrees of freedom.
#[test]
fn a_cream_at_eight_centres() {
    let found = stratified(&[
        [11, 25, 10, 27],
        [16, 4, 22, 10],
        [14, 5, 7, 12],
        [2, 14, 1, 16],
        [6, 11, 0, 12],
        [1, 10, 0, 10],
        [1, 4, 1, 8],
        [4, 2, 6, 1],
    ]);
    printed(found.independence.expect("defined").plain.statistic, 2, "6.38");
    printed(found.independence.expect("defined").plain.p, 3, "0.012");
    printed(found.common.expect("defined").value, 2, "2.13");
    printed(found.homogeneity.expect("defined").plain.statistic, 1, "8.0");
    assert_eq!(found.homogeneity.expect("defined").degrees, 7);
    equals(
        &found,
        &Expected {
            odds_ratio: [2.134549067196294, 1.1775897596457934, 3.8691740336117197],
            independence: [6.384113424998929, 5.671646724607817],
            homogeneity: [7.995544177034239, 7.991840244134165],
            homogeneity_p: [0.332986977352107, 0.33331397321876843],
            q: 5.956568403868156,
        },
    );
    // statsmodels gives −0.175 here; a share below 0 is 0 (Higgins and Thompson 2002).
    assert_eq!(found.heterogeneity.expect("defined").i_squared, 0.0);
}

/// Liu (1992), as in Agresti (1996), *An Introduction to Categorical Data Analysis*, table
/// 3.3: smoking and lung cancer in eight cities. Agresti gives CMH 280.1, Breslow–Day 5.2, and
/// the common odds ratio 2.17 from 1.98 to 2.38.
#[test]
fn smoking_in_eight_cities() {
    let found = stratified(&[
        [126, 100, 35, 61],
        [908, 688, 497, 807],
        [913, 747, 336, 598],
        [235, 172, 58, 121],
        [402, 308, 121, 215],
        [182, 156, 72, 98],
        [60, 99, 11, 43],
        [104, 89, 21, 36],
    ]);
    printed(found.independence.expect("defined").plain.statistic, 1, "280.1");
    printed(found.homogeneity.expect("defined").plain.statistic, 1, "5.2");
    let common = found.common.expect("defined");
    let figures = [common.value, common.low, common.high].map(|of| format!("{of:.2}"));
    assert_eq!(figures, ["2.17", "1.98", "2.38"]);
    // A p this small is still a number: 7.0e-63 by scipy's chi2.sf(280.1375370532553, 1).
    let p = found.independence.expect("defined").plain.p;
    assert!(p > 0.0 && p < 1e-60, "{p}");
    equals(
        &found,
        &Expected {
            odds_ratio: [2.1744819199793692, 1.9840019742846737, 2.383249453177568],
            independence: [280.1375370532553, 279.3757404638534],
            homogeneity: [5.199704846953475, 5.19967117263887],
            homogeneity_p: [0.6356068213712622, 0.635610923061713],
            q: 5.18659672208247,
        },
    );
}

/// Mantel (1963), as in the manual of R's `mantelhaen.test`: rabbits and penicillin. In two
/// of the five strata all live or all die. R prints X² = 3.9286 (p = 0.04747) and the common
/// odds ratio 7 from 1.026713 to 47.725133.
const RABBITS: [[u64; 4]; 5] =
    [[0, 6, 0, 5], [3, 3, 0, 6], [6, 0, 2, 4], [5, 1, 6, 0], [2, 0, 5, 0]];

#[test]
fn strata_that_can_say_nothing_are_left_out() {
    let found = stratified(&RABBITS);
    assert_eq!(found.informative, 3);
    let common = found.common.expect("defined");
    printed(common.low, 6, "1.026713");
    printed(common.high, 6, "47.725133");
    printed(found.independence.expect("defined").corrected.p, 5, "0.04747");
    let expected = Expected {
        odds_ratio: [7.0, 1.026712688461667, 47.72513338022261],
        independence: [5.6571428571428575, 3.928571428571429],
        // statsmodels on the three strata that can say something.
        homogeneity: [8.62733176236507, 8.358315601464566],
        homogeneity_p: [0.013384393951993978, 0.015311397385731507],
        q: 3.9437853591555525,
    };
    equals(&found, &expected);
    equals(&stratified(&RABBITS[1..4]), &expected);
    close(found.heterogeneity.expect("defined").i_squared, 0.49287300959293534);

    let strata = tables(&RABBITS);
    assert_eq!(found.weight(&strata[0]), Err(AssociationUndefined::NotUsed));
    assert_eq!(found.weight(&strata[4]), Err(AssociationUndefined::Everywhere));
    assert_eq!(found.weight(&strata[1]), Ok(0.0));
    assert_eq!(found.weight(&strata[3]), Ok(1.0));
}

#[test]
fn what_cannot_be_said_across_strata() {
    let none = stratified(&[]);
    assert_eq!(none.common.map(|c| c.value), Err(AssociationUndefined::NoStratum));
    assert_eq!(none.independence.map(|t| t.plain.p), Err(AssociationUndefined::NoStratum));
    assert_eq!(none.homogeneity.map(|t| t.degrees), Err(AssociationUndefined::NoStratum));

    let silent = stratified(&[[0, 0, 3, 4], [2, 1, 0, 0]]);
    assert_eq!(silent.independence.map(|t| t.plain.p), Err(AssociationUndefined::NoStratum));

    let one = stratified(&[[3, 1, 1, 3], [0, 0, 3, 4]]);
    close(one.common.expect("defined").value, 9.0);
    assert_eq!(one.homogeneity.map(|t| t.degrees), Err(AssociationUndefined::OneStratum));
    assert_eq!(one.heterogeneity.map(|t| t.degrees), Err(AssociationUndefined::OneStratum));

    let apart = stratified(&[[0, 3, 4, 5], [0, 1, 2, 2]]);
    assert_eq!(apart.common.map(|c| c.value), Err(AssociationUndefined::NeverAlike));
    assert_eq!(apart.direction(), Ordering::Less);
    assert!(apart.independence.is_ok() && apart.heterogeneity.is_ok());
    assert_eq!(apart.homogeneity.map(|t| t.degrees), Err(AssociationUndefined::NeverAlike));

    let alike = stratified(&[[3, 0, 0, 5], [2, 1, 0, 2]]);
    assert_eq!(alike.common.map(|c| c.value), Err(AssociationUndefined::NeverApart));
    assert_eq!(alike.direction(), Ordering::Greater);
    assert!(alike.reverses(&tables(&[[0, 1, 1, 3]])[0]));
    assert!(!alike.reverses(&tables(&[[1, 1, 1, 1]])[0]));
}

proptest! {
    /// Strata in another order, and codes in another order, make no difference; codes turned
    /// into their opposites turn the odds ratio over. Nothing is ever not a number.
    #[test]
    fn figures_do_not_depend_on_order(
        strata in prop::collection::vec(prop::array::uniform4(0_u64..12), 0..8),
    ) {
        let own = stratified(&strata);
        let backwards: Vec<[u64; 4]> = strata.iter().rev().copied().collect();
        let exchanged: Vec<[u64; 4]> = strata.iter().map(|&[a, b, c, d]| [a, c, b, d]).collect();
        let turned: Vec<[u64; 4]> = strata.iter().map(|&[a, b, c, d]| [b, a, d, c]).collect();
        let near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(1.0);
        for other in [stratified(&backwards), stratified(&exchanged), stratified(&turned)] {
            prop_assert_eq!(own.informative, other.informative);
            if let (Ok(own), Ok(other)) = (own.independence, other.independence) {
                prop_assert!(near(own.plain.statistic, other.plain.statistic));
                prop_assert!((0.0..=1.0).contains(&own.plain.p));
                prop_assert!(own.corrected.p >= own.plain.p);
            }
            if let (Ok(own), Ok(other)) = (own.homogeneity, other.homogeneity) {
                prop_assert!(near(own.plain.statistic, other.plain.statistic));
                prop_assert!(near(own.tarone.statistic, other.tarone.statistic));
                prop_assert!((0.0..=1.0).contains(&own.tarone.p));
            }
            if let (Ok(own), Ok(other)) = (own.heterogeneity, other.heterogeneity) {
                prop_assert!(near(own.q.statistic, other.q.statistic));
                prop_assert!((0.0..=1.0).contains(&own.i_squared));
            }
        }
        let (own, turned) = (own.common, stratified(&turned).common);
        prop_assert_eq!(own.is_ok(), turned.is_ok());
        if let (Ok(own), Ok(turned)) = (own, turned) {
            prop_assert!(near(own.log, -turned.log) && near(own.log_error, turned.log_error));
            prop_assert!(0.0 < own.low && own.low < own.value && own.value < own.high);
        }
    }

    /// One stratum has the odds ratio that it has.
    #[test]
    fn one_stratum_is_itself(cells in prop::array::uniform4(1_u64..500)) {
        let common = stratified(&[cells]).common.expect("defined");
        let own = tables(&[cells])[0].odds_ratio().expect("defined");
        prop_assert!((common.log - own.log).abs() < 1e-9);
        prop_assert!((common.log_error - own.log_error).abs() < 1e-9);
    }
}
