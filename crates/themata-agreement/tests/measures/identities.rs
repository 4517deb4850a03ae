//! What holds between measures, and of each of them, on any ratings.

use proptest::prelude::*;
use themata_agreement::{
    Category, Coefficient, Metric, Ratings, TwoByTwo, Undefined, Weights, bennett_s,
    brennan_prediger, cohen_kappa, fleiss_kappa, fleiss_kappa_by_category, gwet_ac1, gwet_ac2,
    kappa_max, krippendorff_alpha, krippendorff_alpha_with, light_kappa, pooled_kappa,
    randolph_kappa, scott_pi, weighted_fleiss_kappa, weighted_kappa, weighted_scott_pi,
};

type Items = Vec<Vec<Option<u32>>>;

const CATEGORIES: usize = 4;
const VALUES: [f64; CATEGORIES] = [1.0, 2.0, 4.0, 7.0];

fn ratings(coders: usize, items: &Items) -> Ratings {
    let mut ratings = Ratings::new(coders, CATEGORIES);
    for codes in items {
        let codes: Vec<_> = codes.iter().map(|code| code.map(Category::new)).collect();
        ratings.add(&codes, 1);
    }
    ratings
}

/// Numbers of coders, and items with about one code in five missing.
fn studies() -> impl Strategy<Value = (usize, Items)> {
    (2..=5_usize).prop_flat_map(|coders| {
        let code = prop::option::weighted(0.8, 0..CATEGORIES as u32);
        let codes = prop::collection::vec(code, coders);
        (Just(coders), prop::collection::vec(codes, 0..25))
    })
}

/// Items on which no code is missing.
fn complete(coders: usize) -> impl Strategy<Value = Items> {
    let code = (0..CATEGORIES as u32).prop_map(Some);
    prop::collection::vec(prop::collection::vec(code, coders), 1..25)
}

/// Every coefficient for any number of coders, with weights and metrics that go by `values`.
fn of_any_number(ratings: &Ratings, values: &[f64]) -> Vec<Coefficient> {
    let weights = Weights::quadratic(values).unwrap();
    let alpha = |metric: Metric| krippendorff_alpha_with(ratings, &metric);
    vec![
        randolph_kappa(ratings),
        brennan_prediger(ratings, &weights),
        fleiss_kappa(ratings),
        weighted_fleiss_kappa(ratings, &weights),
        gwet_ac1(ratings),
        gwet_ac2(ratings, &weights),
        light_kappa(ratings),
        krippendorff_alpha(ratings),
        alpha(Metric::nominal()),
        alpha(Metric::ordinal(values).unwrap()),
        alpha(Metric::interval(values).unwrap()),
        alpha(Metric::ratio(values).unwrap()),
        alpha(Metric::weights(weights.clone())),
    ]
}

/// Every coefficient for two coders.
fn of_two(ratings: &Ratings, values: &[f64]) -> Vec<Coefficient> {
    let weights = Weights::linear(values).unwrap();
    vec![
        bennett_s(ratings),
        scott_pi(ratings),
        weighted_scott_pi(ratings, &weights),
        cohen_kappa(ratings),
        weighted_kappa(ratings, &weights),
        kappa_max(ratings),
        pooled_kappa(std::slice::from_ref(ratings)),
    ]
}

fn same(one: Coefficient, other: Coefficient) -> bool {
    let parts = |of: Coefficient| (of.observed_disagreement, of.expected_disagreement);
    let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    };
    let ((do_one, de_one), (do_other, de_other)) = (parts(one), parts(other));
    let value = match (one.value, other.value) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
        (Err(a), Err(b)) => std::mem::discriminant(&a) == std::mem::discriminant(&b),
        _ => false,
    };
    value
        && near(do_one, do_other)
        && near(de_one, de_other)
        && (one.items, one.codes) == (other.items, other.codes)
}

fn all_same(one: &[Coefficient], other: &[Coefficient]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(*one, *other))
}

proptest! {
    #[test]
    fn the_names_of_coders_do_not_matter(
        (coders, items, order) in studies().prop_flat_map(|(coders, items)| {
            let order: Vec<usize> = (0..coders).collect();
            (Just(coders), Just(items), Just(order).prop_shuffle())
        })
    ) {
        let ratings = ratings(coders, &items);
        let renamed = ratings.of_coders(&order);
        prop_assert!(all_same(
            &of_any_number(&ratings, &VALUES),
            &of_any_number(&renamed, &VALUES),
        ));
        let two = |pair| of_two(&ratings.of_coders(pair), &VALUES);
        prop_assert!(all_same(&two(&[0, 1]), &two(&[1, 0])));
    }

    /// A category that gets another place takes its value along.
    #[test]
    fn the_places_of_categories_do_not_matter(
        (coders, items) in studies(),
        places in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let mut values = VALUES;
        let mut moved = items.clone();
        for (from, &to) in places.iter().enumerate() {
            values[to as usize] = VALUES[from];
        }
        for code in moved.iter_mut().flatten() {
            *code = code.map(|from| places[from as usize]);
        }
        let (before, after) = (ratings(coders, &items), ratings(coders, &moved));
        prop_assert!(all_same(
            &of_any_number(&before, &VALUES),
            &of_any_number(&after, &values),
        ));
        let two = |ratings: &Ratings, values| of_two(&ratings.of_coders(&[0, 1]), values);
        prop_assert!(all_same(&two(&before, &VALUES), &two(&after, &values)));
        let (by_category, moved) =
            (fleiss_kappa_by_category(&before), fleiss_kappa_by_category(&after));
        for (from, &to) in places.iter().enumerate() {
            prop_assert!(same(by_category[from], moved[to as usize]));
        }
    }

    #[test]
    fn the_order_of_items_does_not_show(
        (coders, items, shuffled) in studies().prop_flat_map(|(coders, items)| {
            (Just(coders), Just(items.clone()), Just(items).prop_shuffle())
        })
    ) {
        let (one, other) = (ratings(coders, &items), ratings(coders, &shuffled));
        prop_assert_eq!(of_any_number(&one, &VALUES), of_any_number(&other, &VALUES));
        prop_assert_eq!(fleiss_kappa_by_category(&one), fleiss_kappa_by_category(&other));
    }

    #[test]
    fn coders_who_never_differ_have_1_or_nothing(
        codes in prop::collection::vec(prop::option::weighted(0.8, 0..CATEGORIES as u32), 0..12),
        coders in 2..5_usize,
    ) {
        let items: Items = codes.iter().map(|code| vec![*code; coders]).collect();
        let ratings = ratings(coders, &items);
        let mut all = of_any_number(&ratings, &VALUES);
        all.extend(fleiss_kappa_by_category(&ratings));
        all.extend(of_two(&ratings.of_coders(&[0, 1]), &VALUES));
        prop_assert!(all.iter().all(|of| of.value.is_err() || of.value == Ok(1.0)), "{:?}", all);
        // With two categories in use nothing is undefined but what is about an unused one.
        let mut used: Vec<_> = codes.iter().flatten().collect();
        used.sort_unstable();
        used.dedup();
        if used.len() >= 2 {
            let sound = all.iter().all(|of| match of.value {
                Ok(value) => value == 1.0,
                Err(reason) => matches!(reason, Undefined::NotUsed { .. }),
            });
            prop_assert!(sound);
        }
    }

    #[test]
    fn no_figure_is_no_number_and_none_is_above_1((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let mut all = of_any_number(&ratings, &VALUES);
        all.extend(fleiss_kappa_by_category(&ratings));
        all.extend(of_two(&ratings.of_coders(&[0, 1]), &VALUES));
        for of in all {
            prop_assert!(of.value.is_ok_and(|value| value <= 1.0) || of.value.is_err());
            for part in [of.observed_disagreement, of.expected_disagreement] {
                prop_assert!(part.is_none_or(|part| part.is_finite() && part >= 0.0));
            }
            prop_assert!(of.value.is_err() || of.items > 0);
        }
    }

    #[test]
    fn with_identity_weights_a_measure_is_unweighted((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let counted = Weights::identity(CATEGORIES);
        let diagonal = |k, l| f64::from(u8::from(k == l));
        // The same weights, through the sums for weights of any kind.
        let summed = Weights::from_fn(CATEGORIES, diagonal).unwrap();
        for weights in [&counted, &summed] {
            prop_assert!(same(brennan_prediger(&ratings, weights), randolph_kappa(&ratings)));
            prop_assert!(same(weighted_fleiss_kappa(&ratings, weights), fleiss_kappa(&ratings)));
            prop_assert!(same(gwet_ac2(&ratings, weights), gwet_ac1(&ratings)));
            let metric = Metric::weights(weights.clone());
            prop_assert!(same(
                krippendorff_alpha_with(&ratings, &metric),
                krippendorff_alpha(&ratings),
            ));
            let two = ratings.of_coders(&[0, 1]);
            prop_assert!(same(weighted_kappa(&two, weights), cohen_kappa(&two)));
            prop_assert!(same(weighted_scott_pi(&two, weights), scott_pi(&two)));
        }
    }

    #[test]
    fn two_coders_without_missing_codes(items in complete(2)) {
        let ratings = ratings(2, &items);
        prop_assert!(same(fleiss_kappa(&ratings), scott_pi(&ratings)));
        prop_assert!(same(randolph_kappa(&ratings), bennett_s(&ratings)));
        prop_assert!(same(light_kappa(&ratings), cohen_kappa(&ratings)));
        prop_assert!(same(pooled_kappa(std::slice::from_ref(&ratings)), cohen_kappa(&ratings)));
        let weights = Weights::ratio(&VALUES).unwrap();
        prop_assert!(same(
            weighted_fleiss_kappa(&ratings, &weights),
            weighted_scott_pi(&ratings, &weights),
        ));
        if let (Ok(pi), Ok(kappa)) = (scott_pi(&ratings).value, cohen_kappa(&ratings).value) {
            prop_assert!(pi <= kappa + 1e-12);
            prop_assert!(kappa <= kappa_max(&ratings).value.unwrap() + 1e-12);
        }
    }

    /// Drawing n codes without putting back: De of alpha is De of kappa times n / (n − 1),
    /// and the observed disagreements are the same. For two coders kappa is Scott's pi and n
    /// twice the number of items.
    #[test]
    fn alpha_is_fleiss_kappa_corrected_for_small_samples(
        items in (2..=4_usize).prop_flat_map(complete)
    ) {
        let coders = items[0].len();
        let ratings = ratings(coders, &items);
        let n = (coders * items.len()) as f64;
        let corrected = |kappa: f64| 1.0 - (1.0 - kappa) * (n - 1.0) / n;
        let weights = Weights::bipolar(&VALUES).unwrap();
        let metric = Metric::weights(weights.clone());
        for (kappa, alpha) in [
            (fleiss_kappa(&ratings), krippendorff_alpha(&ratings)),
            (
                weighted_fleiss_kappa(&ratings, &weights),
                krippendorff_alpha_with(&ratings, &metric),
            ),
        ] {
            match (kappa.value, alpha.value) {
                (Ok(kappa), Ok(alpha)) => prop_assert!((alpha - corrected(kappa)).abs() < 1e-9),
                (kappa, alpha) => prop_assert_eq!(kappa, alpha),
            }
        }
    }

    /// Interval distances are quadratic weights, and ratio distances ratio weights, but for
    /// a factor that cancels.
    #[test]
    fn alpha_of_values_is_alpha_of_weights((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let value = |metric: Metric| krippendorff_alpha_with(&ratings, &metric).value;
        for (of_values, of_weights) in [
            (Metric::interval(&VALUES), Weights::quadratic(&VALUES)),
            (Metric::ratio(&VALUES), Weights::ratio(&VALUES)),
        ] {
            match (value(of_values.unwrap()), value(Metric::weights(of_weights.unwrap()))) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
        let shifted = VALUES.map(|value| 10.0 - 3.0 * value);
        match (value(Metric::interval(&VALUES).unwrap()), value(Metric::interval(&shifted).unwrap())) {
            (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    /// Ordinal distances straight from their definition, over all pairs of codes.
    #[test]
    fn ordinal_alpha_is_what_its_definition_says((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let metric = Metric::ordinal(&VALUES).unwrap();
        let pairable: Vec<Vec<usize>> = items
            .iter()
            .map(|codes| codes.iter().flatten().map(|code| *code as usize).collect())
            .filter(|codes: &Vec<usize>| codes.len() >= 2)
            .collect();
        let all: Vec<usize> = pairable.iter().flatten().copied().collect();
        let n_of = |k: usize| all.iter().filter(|code| **code == k).count() as f64;
        let distance = |k: usize, l: usize| {
            let between: f64 = (k.min(l)..=k.max(l)).map(n_of).sum();
            (between - (n_of(k) + n_of(l)) / 2.0).powi(2)
        };
        let sum = |codes: &[usize]| -> f64 {
            codes.iter().map(|k| codes.iter().map(|l| distance(*k, *l)).sum::<f64>()).sum()
        };
        let n = all.len() as f64;
        let observed: f64 = pairable.iter().map(|of| sum(of) / (of.len() - 1) as f64).sum();
        let (observed, expected) = (observed / n, sum(&all) / (n * (n - 1.0)));
        match krippendorff_alpha_with(&ratings, &metric).value {
            Ok(alpha) => prop_assert!((alpha - (1.0 - observed / expected)).abs() < 1e-9),
            Err(_) => prop_assert!(all.is_empty() || expected == 0.0),
        }
    }

    /// Kappas of categories are those of the collapsed ratings, and their mean by expected
    /// disagreement is the kappa of all.
    #[test]
    fn fleiss_by_category_is_fleiss_of_one_against_the_rest((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let entries = fleiss_kappa_by_category(&ratings);
        let (mut observed, mut expected) = (0.0, 0.0);
        for (position, entry) in (0..).zip(&entries) {
            let one = fleiss_kappa(&ratings.one_against_rest(Category::new(position)));
            match (entry.value, one.value) {
                (Err(Undefined::NotUsed { .. }), Err(Undefined::OneValueOnly { .. })) => {}
                (Err(Undefined::OneValueOnly { category }), Err(_)) => {
                    prop_assert_eq!(category, Category::new(position));
                }
                _ => prop_assert!(same(*entry, one)),
            }
            observed += entry.observed_disagreement.unwrap_or(0.0);
            expected += entry.expected_disagreement.unwrap_or(0.0);
        }
        if let Ok(kappa) = fleiss_kappa(&ratings).value {
            prop_assert!((kappa - (1.0 - observed / expected)).abs() < 1e-9);
        }
    }

    /// Pa of the definition: Σ_k r_ik (r*_ik − 1) / (r_i (r_i − 1)), averaged over items.
    #[test]
    fn ac2_is_what_its_definition_says((coders, items) in studies()) {
        let ratings = ratings(coders, &items);
        let weights = Weights::linear(&VALUES).unwrap();
        let counts: Vec<[f64; CATEGORIES]> = items
            .iter()
            .map(|codes| {
                let mut of = [0.0; CATEGORIES];
                codes.iter().flatten().for_each(|code| of[*code as usize] += 1.0);
                of
            })
            .collect();
        let given = |of: &[f64; CATEGORIES]| of.iter().sum::<f64>();
        let pairable: Vec<_> = counts.iter().filter(|of| given(of) >= 2.0).collect();
        let agreement = |of: &[f64; CATEGORIES]| -> f64 {
            let r = given(of);
            let one = |k: usize| {
                let star: f64 = (0..CATEGORIES).map(|l| weights.get(k, l) * of[l]).sum();
                of[k] * (star - 1.0) / (r * (r - 1.0))
            };
            (0..CATEGORIES).map(one).sum()
        };
        let judged: Vec<_> = counts.iter().filter(|of| given(of) >= 1.0).collect();
        let share = |k: usize| {
            judged.iter().map(|of| of[k] / given(of)).sum::<f64>() / judged.len() as f64
        };
        let q = CATEGORIES as f64;
        let spread: f64 = (0..CATEGORIES).map(|k| share(k) * (1.0 - share(k))).sum();
        let pe = weights.total() / (q * (q - 1.0)) * spread;
        let po = pairable.iter().map(|of| agreement(of)).sum::<f64>() / pairable.len() as f64;
        match gwet_ac2(&ratings, &weights).value {
            Ok(value) => prop_assert!((value - (po - pe) / (1.0 - pe)).abs() < 1e-9),
            Err(_) => prop_assert!(pairable.is_empty()),
        }
    }

    /// Byrt, Bishop and Carlin (1993): kappa = (PABAK − PI² + BI²) / (1 − PI² + BI²).
    #[test]
    fn kappa_follows_from_pabak_and_the_indices(
        counts in prop::array::uniform4(0..60_u64)
    ) {
        let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
        let mut ratings = Ratings::binary(2);
        for (codes, count) in [[yes, yes], [yes, no], [no, yes], [no, no]].iter().zip(counts) {
            ratings.add(codes, count);
        }
        let Ok(table) = TwoByTwo::of(&ratings) else {
            prop_assert_eq!(counts, [0; 4]);
            return Ok(());
        };
        let TwoByTwo { both, only_first, only_second, neither, .. } = table;
        prop_assert_eq!([both, only_first, only_second, neither], counts);
        prop_assert!((table.pabak() - bennett_s(&ratings).value.unwrap()).abs() < 1e-12);
        if let Ok(kappa) = cohen_kappa(&ratings).value {
            let skew = table.bias_index().powi(2) - table.prevalence_index().powi(2);
            prop_assert!((kappa - (table.pabak() + skew) / (1.0 + skew)).abs() < 1e-9);
        }
    }
}
