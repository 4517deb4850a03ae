//! Gamma on material made up for the purpose: against brute force, against an integer
//! solver, and for what has to hold whatever the data.
#![allow(clippy::unwrap_used, reason = "a test that has nothing to hold has to stop")]

mod gamma_continua;

use gamma_continua::{Numbers, continuum, everything, independent, shifted};
use themata_agreement::{
    Category, CategoryPairs, Continuum, Dissimilarity, Gamma, GammaOptions, GammaPrecision,
    Sampler, Undefined, Unit, best_alignment, gamma,
};

/// Alex, Paul and Suzan: the example of Krippendorff, Mathet, Bouvry & Widlöcher (2016), On
/// the reliability of unitizing textual continua, *Quality & Quantity* 50(6), 2347–2364.
/// The values for gamma are those that pygamma-agreement's tests hold themselves against,
/// with `a = 3`.
#[test]
fn alex_paul_and_suzan() {
    let continuum = continuum(
        60,
        7,
        &[
            &[(2, 9, 0), (11, 17, 1), (24, 30, 4), (32, 36, 5), (36, 44, 5), (44, 60, 6)],
            &[(2, 9, 0), (11, 17, 2), (19, 25, 4), (32, 44, 5)],
            &[(2, 9, 0), (11, 17, 3), (21, 27, 4), (32, 36, 5), (36, 40, 5), (40, 44, 5)],
        ],
    );
    let dissimilarity = Dissimilarity::new(3.0, 1.0, 1.0).unwrap();
    let options = GammaOptions { dissimilarity, ..GammaOptions::default() };
    let measured = gamma(&continuum, &options);
    close(measured.observed_disorder.unwrap(), 0.960_625, 1e-6);
    close(measured.value.unwrap(), 0.455, 0.015);
    let alignment = measured.alignment.unwrap();
    // The last is a tie: the two would do as well alone.
    let last = [Some(5), None, Some(5)];
    assert_eq!((alignment.len(), alignment.unitary(5)), (6, last.as_slice()));
    assert_eq!(measured.by_category[4].value, Ok(1.0));
    assert_eq!(measured.by_category[6].value, Err(Undefined::NoPairs));

    let pairs = CategoryPairs::WithEmptyPlaces;
    let as_pygamma = gamma(&continuum, &GammaOptions { pairs, ..options });
    close(as_pygamma.on_categories.value.unwrap(), 0.40, 0.02);
    close(as_pygamma.by_category[5].value.unwrap(), 0.37, 0.02);
}

/// Every alignment of a few units, tried out.
#[test]
fn no_alignment_has_less_disorder() {
    let mut numbers = Numbers(7);
    for round in 0..600 {
        let coders = 2 + numbers.below(3) as usize;
        let most = [0, 0, 6, 4, 3][coders];
        let length = 20 + numbers.below(60);
        let mut continuum = Continuum::new(coders, 200, 3);
        for coder in 0..coders {
            for _ in 0..numbers.below(most + 1) {
                let start = numbers.below(length);
                let end = start + 1 + numbers.below(20);
                let category = Category::new(numbers.below(3) as u32);
                continuum.add(coder, Unit { start, end, category });
            }
        }
        let [a, b] = [[0.3, 1.0, 3.0], [0.0, 1.0, 2.0]].map(|of| of[numbers.below(3) as usize]);
        let like = Dissimilarity::new(a, b, 0.5 + numbers.below(3) as f64).unwrap();
        match best_alignment(&continuum, &like) {
            Ok(found) => {
                close(found.disorder(), everything::least(&continuum, &like), 1e-7);
                let told = (0..found.len()).map(|row| found.unitary(row).to_vec()).collect();
                close(found.disorder(), everything::disorder(&continuum, &like, told), 1e-9);
            }
            Err(reason) => {
                assert_eq!(reason, Undefined::NoItems, "round {round}");
                assert!((0..coders).all(|coder| continuum.units(coder).is_empty()));
            }
        }
    }
}

/// The least disorders of larger continua as HiGHS 1.15, a solver of integer programmes, finds
/// them over every group whose pairs are near enough.
#[test]
fn an_integer_solver_finds_no_less() {
    let check = |[coders, units, length, shortest, longest, seed]: [u64; 6], expect: f64| {
        let continuum = independent(coders, units, length, shortest..=longest, seed);
        let found = best_alignment(&continuum, &Dissimilarity::default()).unwrap();
        close(found.disorder(), expect, 1e-7);
    };
    check([2, 200, 1000, 10, 60, 1], 0.530_624_844);
    check([3, 100, 1500, 20, 60, 2], 0.834_457_717);
    check([3, 120, 400, 10, 30, 3], 0.584_262_745);
    check([3, 60, 60, 5, 40, 4], 0.285_480_519);
    check([4, 25, 300, 10, 30, 5], 1.225_945_375);
    check([5, 12, 200, 10, 30, 6], 1.357_051_874);
}

#[test]
fn identical_layers_agree_fully() {
    for sampler in [Sampler::Shuffle, Sampler::Statistical] {
        let units = [(3, 9, 0), (5, 20, 1), (30, 41, 2), (50, 51, 0)];
        let same = continuum(80, 3, &[&units, &units, &units]);
        let measured = gamma(&same, &GammaOptions { sampler, ..GammaOptions::default() });
        assert_eq!(measured.value, Ok(1.0));
        assert_eq!(measured.on_categories.value, Ok(1.0));
        assert_eq!(measured.observed_disorder, Some(0.0));
        assert_eq!(measured.alignment.unwrap().len(), 4);
    }
}

#[test]
fn units_marked_twice_are_aligned_twice() {
    let one = continuum(80, 2, &[&[(3, 9, 0), (30, 41, 1)], &[(4, 9, 0), (30, 43, 1)]]);
    let twice = continuum(
        80,
        2,
        &[
            &[(3, 9, 0), (3, 9, 0), (30, 41, 1), (30, 41, 1)],
            &[(4, 9, 0), (4, 9, 0), (30, 43, 1), (30, 43, 1)],
        ],
    );
    let like = Dissimilarity::default();
    let [one, twice] = [one, twice].map(|continuum| best_alignment(&continuum, &like).unwrap());
    assert_eq!((one.len(), twice.len()), (2, 4));
    close(one.disorder(), twice.disorder(), 1e-12);
}

#[test]
fn names_and_places_do_not_matter() {
    let like = Dissimilarity::default();
    let original = independent(3, 40, 900, 5..=40, 11);
    let disorder = |continuum: &Continuum| best_alignment(continuum, &like).unwrap().disorder();
    let expect = disorder(&original);
    let changed = |coder: &dyn Fn(usize) -> usize, unit: &dyn Fn(Unit) -> Unit| {
        let mut changed = Continuum::new(3, 100_000, 4);
        for from in 0..3 {
            for &known in original.units(from) {
                changed.add(coder(from), unit(known));
            }
        }
        disorder(&changed)
    };
    let same = |unit| unit;
    close(changed(&|coder| (coder + 1) % 3, &same), expect, 1e-9);
    close(changed(&|coder| 2 - coder, &same), expect, 1e-9);
    let renamed = |unit: Unit| Unit {
        category: Category::new((unit.category.position() + 3) % 4),
        ..unit
    };
    close(changed(&|coder| coder, &renamed), expect, 1e-9);
    let moved = |unit: Unit| Unit { start: unit.start + 999, end: unit.end + 999, ..unit };
    close(changed(&|coder| coder, &moved), expect, 1e-9);
    let stretched = |unit: Unit| Unit { start: unit.start * 7, end: unit.end * 7, ..unit };
    close(changed(&|coder| coder, &stretched), expect, 1e-9);
}

/// The cost of an empty place scales disorder and leaves gamma as it is.
#[test]
fn the_cost_of_an_empty_place_scales_disorder_only() {
    let continuum = shifted(3, 30, 3);
    let with = |d: f64| {
        let dissimilarity = Dissimilarity::new(1.0, 1.0, d).unwrap();
        gamma(&continuum, &GammaOptions { dissimilarity, ..GammaOptions::default() })
    };
    let [one, three] = [with(1.0), with(3.0)];
    close(one.value.unwrap(), three.value.unwrap(), 1e-12);
    close(3.0 * one.observed_disorder.unwrap(), three.observed_disorder.unwrap(), 1e-9);
}

#[test]
fn a_coder_without_units_is_a_coder() {
    let one = continuum(50, 2, &[&[(1, 5, 0), (20, 30, 1)], &[]]);
    let found = best_alignment(&one, &Dissimilarity::default()).unwrap();
    // Two units alone, and one unit per coder on average.
    close(found.disorder(), 2.0, 1e-12);
    let measured = gamma(&one, &GammaOptions::default());
    assert!(measured.value.unwrap() <= 0.0);
    assert_eq!(measured.on_categories.value, Err(Undefined::NoPairs));
}

#[test]
fn what_has_no_figure_is_undefined() {
    let value = |continuum: &Continuum| gamma(continuum, &GammaOptions::default()).value;
    assert_eq!(value(&continuum(50, 2, &[&[], &[]])), Err(Undefined::NoItems));
    assert_eq!(value(&continuum(0, 0, &[&[], &[]])), Err(Undefined::NoItems));
    let one = continuum(50, 2, &[&[(1, 2, 0)]]);
    assert_eq!(value(&one), Err(Undefined::TooFewCoders { coders: 1 }));
    assert_eq!(value(&continuum(9, 1, &[])), Err(Undefined::TooFewCoders { coders: 0 }));
    let one_category = continuum(50, 2, &[&[(1, 9, 0)], &[(3, 9, 0)]]);
    let measured = gamma(&one_category, &GammaOptions::default());
    assert!(measured.value.is_ok());
    let category = Category::new(0);
    assert_eq!(measured.on_categories.value, Err(Undefined::OneValueOnly { category }));
    let category = Category::new(1);
    assert_eq!(measured.by_category[1].value, Err(Undefined::NotUsed { category }));
}

#[test]
fn coders_who_know_nothing_of_each_other_centre_on_0() {
    for sampler in [Sampler::Shuffle, Sampler::Statistical] {
        let values: Vec<f64> = (0..24)
            .map(|seed| {
                // One after the other with gaps, as the statistical sampler draws them.
                let continuum = gamma_continua::strewn(3, 30, seed);
                let options = GammaOptions { sampler, seed, ..GammaOptions::default() };
                gamma(&continuum, &options).value.unwrap()
            })
            .collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        // One value deviates by .05; a mean of 24 by .01. The samplers' idea of chance is not
        // quite how these continua came about, which leaves a little above 0.
        assert!(mean.abs() < 0.06, "{sampler:?}: {mean}");
        assert!(values.iter().any(|&value| value < 0.0), "{sampler:?}");
    }
}

#[test]
fn threads_do_not_show() {
    let continuum = shifted(3, 25, 5);
    let options = GammaOptions { precision: GammaPrecision::High, ..GammaOptions::default() };
    let on = |threads: usize| -> Gamma {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| gamma(&continuum, &options))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(5));
    assert_ne!(one.value, gamma(&continuum, &GammaOptions { seed: 1, ..options }).value);
}

#[test]
fn the_precision_asked_for_is_reached() {
    let continuum = shifted(3, 12, 8);
    let with =
        |precision| gamma(&continuum, &GammaOptions { precision, ..GammaOptions::default() });
    let [thirty, low, high] =
        [GammaPrecision::Thirty, GammaPrecision::Low, GammaPrecision::High].map(with);
    assert_eq!(thirty.samples, 30);
    assert!(low.samples <= high.samples && high.samples > 30);
    // The variation of all samples differs a little from that of the first 30.
    assert!(high.precision.unwrap() < 0.015, "{:?}", high.precision);
    close(low.value.unwrap(), high.value.unwrap(), 0.05);
}

/// Thousands of short units under a long one, and units stacked on one place.
#[test]
fn odd_shapes_are_survived() {
    let like = Dissimilarity::default();
    let mut long = Continuum::new(3, 100_000, 2);
    let category = Category::new(0);
    for coder in 0..3 {
        long.add(coder, Unit { start: 0, end: 100_000, category });
        for place in 0..1500 {
            let start = place * 60 + coder as u64;
            long.add(coder, Unit { start, end: start + 40, category });
        }
    }
    assert_eq!(best_alignment(&long, &like).unwrap().len(), 1501);

    let stack: Vec<(u64, u64, u32)> = (0..12).map(|k| (10, 50, k)).collect();
    let stacked = continuum(60, 12, &[&stack, &stack, &stack]);
    let found = best_alignment(&stacked, &like).unwrap();
    assert_eq!((found.len(), found.disorder()), (12, 0.0));

    let same = vec![(10, 50, 0); 10];
    let found = best_alignment(&continuum(60, 1, &[&same, &same, &same]), &like).unwrap();
    assert_eq!((found.len(), found.disorder()), (10, 0.0));
}

#[test]
fn parameters_that_make_no_dissimilarity_are_refused() {
    let check = |given: Result<Dissimilarity, _>, expect: &str| {
        let error: themata_agreement::DissimilarityError = given.unwrap_err();
        assert_eq!(error.to_string(), expect);
    };
    check(
        Dissimilarity::new(0.0, 1.0, 1.0),
        "parameter a of the dissimilarity is 0; give a number above 0",
    );
    check(
        Dissimilarity::new(1.0, f64::NAN, 1.0),
        "parameter b of the dissimilarity is NaN; give 0 or more",
    );
    check(
        Dissimilarity::default().with_distances(2, |k, _| f64::from(k.position())),
        "the distance of categories 0 and 1 is not one; give the same finite number of 0 or \
         more for both orders, and 0 from a category to itself",
    );
}

#[track_caller]
fn close(found: f64, expect: f64, tolerance: f64) {
    assert!((found - expect).abs() <= tolerance, "{found}, not {expect} ± {tolerance}");
}
