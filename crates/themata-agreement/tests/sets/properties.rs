//! What must hold for any sets.

use proptest::prelude::*;
use themata_agreement::sets::{
    NoCodes, SetAgreement, SetDistance, SetOverlap, SetRatings, multi_valued_alpha,
    set_agreement, set_alpha,
};
use themata_agreement::{
    Category, PercentAgreement, Ratings, krippendorff_alpha, percent_agreement,
};

const CATEGORIES: usize = 5;

/// A unit: for each coder the members of their set as bits, or nothing.
type Unit = Vec<Option<u8>>;

fn units() -> impl Strategy<Value = Vec<Unit>> {
    let set = proptest::option::weighted(0.85, 0_u8..1 << CATEGORIES);
    (2_usize..5).prop_flat_map(move |coders| {
        proptest::collection::vec(proptest::collection::vec(set.clone(), coders), 2..14)
    })
}

fn members(bits: u8) -> Vec<Category> {
    let all = (0..8).filter(|at| bits >> at & 1 == 1);
    // In no order, and one of them twice.
    let mut members: Vec<Category> = all.map(Category::new).collect();
    members.extend(members.first().copied());
    members.reverse();
    members
}

fn ratings(units: &[Unit]) -> SetRatings {
    let mut ratings = SetRatings::new(units.first().map_or(0, Vec::len), CATEGORIES);
    for unit in units {
        let sets: Vec<Option<Vec<Category>>> =
            unit.iter().map(|set| set.map(members)).collect();
        ratings.add(&sets.iter().map(Option::as_deref).collect::<Vec<_>>(), 1);
    }
    ratings
}

fn overlap(first: u8, second: u8) -> SetOverlap {
    let size = |bits: u8| bits.count_ones() as usize;
    SetOverlap { first: size(first), second: size(second), common: size(first & second) }
}

/// Alpha by its definition: every pair of sets on a unit, every pair of all sets.
fn by_definition(units: &[Unit], distance: impl Fn(u8, u8) -> f64) -> Option<f64> {
    let pairable: Vec<Vec<u8>> = units
        .iter()
        .map(|unit| unit.iter().flatten().copied().collect::<Vec<u8>>())
        .filter(|sets| sets.len() > 1)
        .collect();
    let all: Vec<u8> = pairable.iter().flatten().copied().collect();
    let n = all.len() as f64;
    let pairs = |sets: &[u8]| -> f64 {
        sets.iter()
            .flat_map(|a| sets.iter().map(move |b| (*a, *b)))
            .map(|(a, b)| distance(a, b))
            .sum()
    };
    let observed =
        pairable.iter().map(|sets| pairs(sets) / (sets.len() - 1) as f64).sum::<f64>();
    let expected = pairs(&all) / (n - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// What is expected of sets by multi-valued alpha, over all subsets one by one.
fn multi_valued_by_subsets(units: &[Unit]) -> Option<f64> {
    let pairable: Vec<Vec<u8>> = units
        .iter()
        .map(|unit| unit.iter().flatten().copied().collect::<Vec<u8>>())
        .filter(|sets| sets.len() > 1)
        .collect();
    let all: Vec<u8> = pairable.iter().flatten().copied().collect();
    let n = all.len() as f64;
    let far = |a: u8, b: u8| match a.count_ones() + b.count_ones() {
        0 => 0.0,
        members => 1.0 - 2.0 * f64::from((a & b).count_ones()) / f64::from(members),
    };
    let mut observed = 0.0;
    for sets in &pairable {
        let apart: f64 = sets.iter().flat_map(|a| sets.iter().map(move |b| far(*a, *b))).sum();
        observed += apart / (sets.len() - 1) as f64 / n;
    }
    let holding = |at: usize| all.iter().filter(|set| *set >> at & 1 == 1).count() as f64;
    let of_size = |size| all.iter().filter(|set| set.count_ones() == size).count() as f64 / n;
    let mut expected = 0.0;
    for a in 0..=CATEGORIES as u32 {
        for b in 0..=CATEGORIES as u32 {
            let (mut weights, mut apart) = (0.0, 0.0);
            for c in (0..1_u8 << CATEGORIES).filter(|set| set.count_ones() == a) {
                for k in (0..1_u8 << CATEGORIES).filter(|set| set.count_ones() == b) {
                    let weight: f64 = (0..CATEGORIES)
                        .map(|at| match (c >> at & 1, k >> at & 1) {
                            (0, 0) => 1.0,
                            (1, 1) => holding(at) * (holding(at) - 1.0),
                            _ => holding(at),
                        })
                        .product();
                    weights += weight;
                    apart += weight * far(c, k);
                }
            }
            if weights > 0.0 {
                expected += of_size(a) * of_size(b) * apart / weights;
            }
        }
    }
    (expected > 1e-12).then(|| 1.0 - observed / expected)
}

fn same(found: Option<f64>, expect: Option<f64>) -> bool {
    match (found, expect) {
        (Some(found), Some(expect)) => (found - expect).abs() < 1e-9,
        (found, expect) => found.is_none() && expect.is_none(),
    }
}

proptest! {
    #[test]
    fn alpha_is_what_its_definition_says(units in units()) {
        let ratings = ratings(&units);
        for distance in [SetDistance::Nominal, SetDistance::Jaccard, SetDistance::Masi] {
            let found = set_alpha(&ratings, distance).value.ok();
            let expect = by_definition(&units, |a, b| distance.of(overlap(a, b)));
            prop_assert!(same(found, expect), "{distance}: {found:?}, not {expect:?}");
        }
    }

    #[test]
    fn multi_valued_alpha_is_what_all_subsets_say(units in units()) {
        let found = multi_valued_alpha(&ratings(&units)).value.ok();
        let expect = multi_valued_by_subsets(&units);
        prop_assert!(same(found, expect), "{found:?}, not {expect:?}");
    }

    /// To nominal measures each distinct set is a category.
    #[test]
    fn a_set_is_a_category_where_the_distance_is_nominal(units in units()) {
        let coders = units[0].len();
        let mut as_categories = Ratings::new(coders, 1 << CATEGORIES);
        for unit in &units {
            let codes: Vec<_> =
                unit.iter().map(|set| set.map(|bits| Category::new(u32::from(bits)))).collect();
            as_categories.add(&codes, 1);
        }
        let sets = ratings(&units);
        let found = set_alpha(&sets, SetDistance::Nominal).value.ok();
        prop_assert!(same(found, krippendorff_alpha(&as_categories).value.ok()));
        let exact = set_agreement(&sets, SetAgreement::Exact, NoCodes::Agree).value.ok();
        let expect = percent_agreement(&as_categories, PercentAgreement::ItemMean).value.ok();
        prop_assert!(same(exact, expect), "{exact:?} {expect:?}");
    }

    /// The order of units, the names of coders and the names of categories do not show.
    #[test]
    fn order_and_names_do_not_show(units in units()) {
        let turned: Vec<Unit> = units
            .iter()
            .rev()
            .map(|unit| {
                let rename = |bits: u8| bits.reverse_bits() >> (8 - CATEGORIES);
                unit.iter().rev().map(|set| set.map(rename)).collect()
            })
            .collect();
        let figures = |units: &[Unit]| {
            let ratings = ratings(units);
            [
                set_alpha(&ratings, SetDistance::Masi).value.ok(),
                set_alpha(&ratings, SetDistance::Jaccard).value.ok(),
                multi_valued_alpha(&ratings).value.ok(),
                set_agreement(&ratings, SetAgreement::Dice, NoCodes::LeaveOut).value.ok(),
            ]
        };
        for (one, other) in figures(&units).into_iter().zip(figures(&turned)) {
            prop_assert!(same(one, other), "{one:?} {other:?}");
        }
    }

    /// Adding the same units in another order gives the very same digits.
    #[test]
    fn the_order_of_adding_does_not_show(units in units()) {
        let mut backwards = units.clone();
        backwards.reverse();
        for distance in [SetDistance::Jaccard, SetDistance::Masi] {
            let [one, other] =
                [&units, &backwards].map(|units| set_alpha(&ratings(units), distance));
            prop_assert_eq!(one, other);
        }
        let [one, other] = [&units, &backwards].map(|units| multi_valued_alpha(&ratings(units)));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn coders_who_agree_have_one(sets in proptest::collection::vec(0_u8..1 << CATEGORIES, 2..9)) {
        let units: Vec<Unit> = sets.iter().map(|set| vec![Some(*set); 3]).collect();
        let ratings = ratings(&units);
        for found in [
            set_alpha(&ratings, SetDistance::Masi),
            set_alpha(&ratings, SetDistance::Jaccard),
            multi_valued_alpha(&ratings),
        ] {
            prop_assert!(found.value.is_err() || found.value == Ok(1.0), "{:?}", found);
        }
        for definition in [SetAgreement::Exact, SetAgreement::Dice] {
            prop_assert_eq!(set_agreement(&ratings, definition, NoCodes::Agree).value, Ok(1.0));
        }
    }

    /// The three distances of two sets are in order, from 0 to 1.
    #[test]
    fn distances_are_in_order(a in 0_u8..1 << CATEGORIES, b in 0_u8..1 << CATEGORIES) {
        let [nominal, masi, jaccard] = [SetDistance::Nominal, SetDistance::Masi, SetDistance::Jaccard]
            .map(|distance| distance.of(overlap(a, b)));
        prop_assert!(0.0 <= jaccard && jaccard <= masi && masi <= nominal && nominal <= 1.0);
        prop_assert_eq!(a == b, jaccard == 0.0);
    }

    #[test]
    fn pooling_adds_the_units(first in units(), times in 0_u64..4) {
        let mut pooled = ratings(&first);
        let coders = first[0].len();
        let mut other = SetRatings::new(coders, CATEGORIES);
        other.add(&vec![Some([Category::new(1)].as_slice()); coders], 2);
        pooled.add_all(&other, times);
        let mut expect = first.clone();
        for _ in 0..2 * times {
            expect.push(vec![Some(2); coders]);
        }
        prop_assert_eq!(pooled.units(), expect.len() as u64);
        let found = set_alpha(&pooled, SetDistance::Masi).value.ok();
        prop_assert!(same(found, set_alpha(&ratings(&expect), SetDistance::Masi).value.ok()));
    }
}
