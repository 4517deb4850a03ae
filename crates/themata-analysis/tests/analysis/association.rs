//! Coefficients of association against published examples and against the numbers of scipy
//! 1.17.1 and statsmodels 0.15.0 (`chi2_contingency`, `fisher_exact`, `Table2x2`,
//! `multipletests`), which are given to all the digits that those print.

use proptest::prelude::*;
use themata_analysis::{
    AssociationUndefined, Fourfold, FourfoldCell, SignificanceTest, benjamini_hochberg,
};

fn table([both, first_only, second_only, neither]: [u64; 4]) -> Fourfold {
    Fourfold { both, first_only, second_only, neither }
}

#[track_caller]
fn close(found: Result<f64, AssociationUndefined>, expected: f64) {
    let found = found.expect("defined");
    let error = (found - expected).abs();
    assert!(error <= 1e-9 * expected.abs() || error < 1e-300, "{found}, not {expected}");
}

/// As many digits as were printed.
#[track_caller]
fn printed(found: f64, digits: usize, expected: &str) {
    assert_eq!(format!("{found:.digits$}"), expected);
}

/// Manning and Schütze (1999), *Foundations of Statistical Natural Language Processing*,
/// table 5.8: "new" and "companies"; chi-squared is given as 1.55.
const NEW_COMPANIES: [u64; 4] = [8, 4667, 15820, 14287181];

/// Agresti (2007), *An Introduction to Categorical Data Analysis*, table 2.3: aspirin and
/// heart attacks.
const ASPIRIN: [u64; 4] = [189, 10845, 104, 10933];

#[test]
fn chi_squared_is_that_of_the_books() {
    let words = table(NEW_COMPANIES);
    let test = words.chi_squared().expect("defined");
    printed(test.statistic, 2, "1.55");
    close(Ok(test.statistic), 1.5488732388236597);
    close(Ok(test.p), 0.21330185843997346);
    let yates = words.chi_squared_yates().expect("defined");
    close(Ok(yates.statistic), 1.0496359419727725);
    close(Ok(yates.p), 0.30559094758443184);

    let aspirin = table(ASPIRIN).chi_squared().expect("defined");
    printed(aspirin.statistic, 1, "25.0");
    close(Ok(aspirin.p), 5.691896973740789e-07);
    let yates = table(ASPIRIN).chi_squared_yates().expect("defined");
    close(Ok(yates.statistic), 24.42905651522594);
    close(Ok(yates.p), 7.709707547507586e-07);
}

#[test]
fn yates_takes_no_more_off_than_there_is() {
    // scipy takes off min(0.5, |difference|), too: chi2_contingency([[2, 2], [2, 3]]).
    let yates = table([2, 2, 2, 3]).chi_squared_yates().expect("defined");
    assert_eq!((yates.statistic, yates.p), (0.0, 1.0));
}

/// Fisher (1935): a lady says of eight cups whether milk or tea was poured first. Agresti
/// (2007), section 2.6.2, gives the two-sided p as 0.486.
#[test]
fn the_lady_tasting_tea() {
    let cups = table([3, 1, 1, 3]);
    close(cups.fisher_exact(), 34.0 / 70.0);
    printed(cups.fisher_exact().expect("defined"), 3, "0.486");
    // All cups right, one of 70 ways, and all wrong, another.
    close(table([4, 0, 0, 4]).fisher_exact(), 2.0 / 70.0);
}

#[test]
fn fisher_is_scipys() {
    for (cells, p) in [
        ([10, 2, 3, 15], 0.0005367241191434357),
        ([1, 9, 11, 3], 0.0027594561852200836),
        ([0, 5, 7, 3], 0.025641025641025637),
        ([12, 5, 7, 30], 0.0004749227316381919),
        ([20, 80, 30, 870], 6.380389051689728e-09),
        (ASPIRIN, 5.032835599722745e-07),
        (NEW_COMPANIES, 0.18670473371741536),
    ] {
        close(table(cells).fisher_exact(), p);
        let [a, b, c, d] = cells;
        close(table([a, c, b, d]).fisher_exact(), p);
        close(table([b, a, d, c]).fisher_exact(), p);
    }
}

#[test]
fn p_is_exact_where_five_are_not_expected() {
    let (few, enough) = (table([3, 1, 1, 3]), table([1, 9, 11, 3]));
    assert!((few.smallest_expected() - 2.0).abs() < 1e-12);
    assert!((enough.smallest_expected() - 5.0).abs() < 1e-12);
    let exact = few.significance().expect("defined");
    assert_eq!((exact.test, Ok(exact.p)), (SignificanceTest::Fisher, few.fisher_exact()));
    let other = enough.significance().expect("defined");
    assert_eq!(other.test, SignificanceTest::ChiSquared);
    close(Ok(other.p), 0.000925274037119762);
}

/// Agresti (2007), section 2.3: 1.83, from 1.44 to 2.33; the logarithm 0.605 with a standard
/// error of 0.123.
#[test]
fn the_odds_ratio_of_aspirin() {
    let ratio = table(ASPIRIN).odds_ratio().expect("defined");
    printed(ratio.value, 2, "1.83");
    printed(ratio.low, 2, "1.44");
    printed(ratio.high, 2, "2.33");
    printed(ratio.log, 3, "0.605");
    printed(ratio.log_error, 3, "0.123");
    // statsmodels 0.15.0.
    close(Ok(ratio.low), 1.4400423918486245);
    close(Ok(ratio.high), 2.3307797500006435);
}

#[test]
fn a_cell_of_zero_leaves_no_odds_ratio_but_a_named_other_one() {
    for (cells, cell) in [
        ([0, 5, 7, 3], FourfoldCell::Both),
        ([5, 0, 7, 3], FourfoldCell::FirstOnly),
        ([5, 7, 0, 3], FourfoldCell::SecondOnly),
        ([5, 7, 3, 0], FourfoldCell::Neither),
    ] {
        let none = Err(AssociationUndefined::ZeroCell { cell });
        assert_eq!(table(cells).odds_ratio().map(|ratio| ratio.value), none);
    }
    let half = table([0, 5, 7, 3]).haldane_anscombe().expect("defined");
    // 0.5 × 3.5 / (5.5 × 7.5).
    close(Ok(half.value), 1.75 / 41.25);
    assert_eq!(
        AssociationUndefined::ZeroCell { cell: FourfoldCell::Both }.to_string(),
        "no unit has both"
    );
}

#[test]
fn coefficients_are_their_formulas() {
    // n1 = 100, n2 = 50, N = 1000, n12 = 20: twice by hand, and phi by numpy.
    let pair = table([20, 80, 30, 870]);
    close(pair.jaccard(), 20.0 / 130.0);
    close(pair.dice(), 40.0 / 150.0);
    close(pair.ochiai(), 0.282842712474619);
    close(pair.lift(), 4.0);
    close(pair.normalised_pmi(), 4.0_f64.ln() / 50.0_f64.ln());
    close(pair.phi(), 0.22941573387056177);
    close(pair.yule_q(), 0.7575757575757576);
    // ATLAS.ti's manual: n1 = 100, n2 = 10, n12 = 5 has an index of 0.048.
    printed(table([5, 95, 5, 0]).jaccard().expect("defined"), 3, "0.048");
    // Bouma (2009): −1 never together, 0 independent, 1 only together.
    close(table([0, 5, 7, 3]).normalised_pmi(), -1.0);
    assert_eq!(table([10, 10, 10, 10]).normalised_pmi(), Ok(0.0));
    close(table([5, 0, 0, 7]).normalised_pmi(), 1.0);
    close(table([5, 0, 0, 7]).phi(), 1.0);
    close(table([5, 7, 0, 3]).yule_q(), 1.0);
}

#[test]
fn what_cannot_be_said_is_said_why() {
    let (none, unused) = (table([0; 4]), table([0, 0, 3, 4]));
    assert_eq!(none.jaccard(), Err(AssociationUndefined::NoUnits));
    assert_eq!(none.significance().map(|s| s.p), Err(AssociationUndefined::NoUnits));
    assert_eq!(unused.lift(), Err(AssociationUndefined::NotUsed));
    assert_eq!(unused.jaccard(), Ok(0.0));
    assert_eq!(table([0, 0, 0, 4]).dice(), Err(AssociationUndefined::NotUsed));
    let everywhere = table([3, 4, 0, 0]);
    assert_eq!(everywhere.phi(), Err(AssociationUndefined::Everywhere));
    close(everywhere.lift(), 1.0);
    let both = table([3, 0, 0, 0]);
    assert_eq!(both.normalised_pmi(), Err(AssociationUndefined::Everywhere));
}

/// The fifteen values of Benjamini and Hochberg (1995), section 3.2: at 0.05 four are
/// rejected, where Bonferroni rejects three. Adjusted values: statsmodels 0.15.0.
#[test]
fn benjamini_and_hochbergs_fifteen() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];
    let expected = [
        0.0015,
        0.003,
        0.0095,
        0.035625,
        0.0603,
        0.06385714285714286,
        0.06385714285714286,
        0.0645,
        0.0765,
        0.486,
        0.5811818181818182,
        0.714875,
        0.7532307692307693,
        0.8132142857142857,
        1.0,
    ];
    let adjusted = benjamini_hochberg(&p);
    adjusted.iter().zip(expected).for_each(|(&found, expected)| close(Ok(found), expected));
    assert_eq!(adjusted.iter().filter(|&&p| p <= 0.05).count(), 4);
    // In whatever order they come.
    let turned: Vec<f64> = p.into_iter().rev().collect();
    let mut back = benjamini_hochberg(&turned);
    back.reverse();
    assert_eq!(back, adjusted);
    assert!(benjamini_hochberg(&[]).is_empty());
}

/// Fisher's p by its definition, with binomial coefficients as whole numbers.
fn fisher_by_definition(of: Fourfold) -> f64 {
    let choose =
        |n: u64, k: u64| (0..k).fold(1_u128, |c, i| c * u128::from(n - i) / u128::from(i + 1));
    let (n1, n2, units) = (of.first(), of.second(), of.units());
    let ways = |both: u64| {
        let only = n2.checked_sub(both).filter(|&only| only <= units - n1 && both <= n1);
        only.map_or(0, |only| choose(n1, both) * choose(units - n1, only))
    };
    let all: u128 = (0..=n2).map(ways).sum();
    let small: u128 = (0..=n2).map(ways).filter(|&w| w <= ways(of.both)).sum();
    small as f64 / all as f64
}

proptest! {
    #[test]
    fn figures_keep_to_their_bounds(cells in prop::array::uniform4(0_u64..30)) {
        let of = table(cells);
        let [a, b, c, d] = cells;
        let turned = table([a, c, b, d]);
        for (own, other, low) in [
            (of.jaccard(), turned.jaccard(), 0.0),
            (of.dice(), turned.dice(), 0.0),
            (of.ochiai(), turned.ochiai(), 0.0),
            (of.normalised_pmi(), turned.normalised_pmi(), -1.0),
            (of.phi(), turned.phi(), -1.0),
            (of.yule_q(), turned.yule_q(), -1.0),
            (of.fisher_exact(), turned.fisher_exact(), 0.0),
            (of.chi_squared().map(|t| t.p), turned.chi_squared().map(|t| t.p), 0.0),
        ] {
            prop_assert_eq!(own.is_ok(), other.is_ok());
            if let (Ok(own), Ok(other)) = (own, other) {
                prop_assert!((own - other).abs() < 1e-9);
                prop_assert!((low..=1.0).contains(&own), "{} of {:?}", own, of);
            }
        }
        prop_assert_eq!(Fourfold::of_margins(a, a + b, a + c, a + b + c + d), Some(of));
        if let Ok(p) = of.fisher_exact() {
            prop_assert!((p - fisher_by_definition(of)).abs() < 1e-9);
        }
        if let (Ok(phi), Ok(test)) = (of.phi(), of.chi_squared()) {
            prop_assert!((phi * phi * of.units() as f64 - test.statistic).abs() < 1e-9);
        }
    }
}
