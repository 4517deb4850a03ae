//! What holds on any ratings, and what the definitions say when they are followed to the
//! letter, pair by pair.

use proptest::prelude::*;
use themata_agreement::{
    Category, Coefficient, PercentAgreement, Ratings, Share, Undefined, cohen_kappa,
    conger_kappa, krippendorff_alpha, percent_agreement, specific_agreement,
};

type Code = Option<u32>;

/// How many coders, how many categories, and a row of codes per item.
#[derive(Clone, Debug)]
struct Study {
    coders: usize,
    categories: u32,
    items: Vec<Vec<Code>>,
}

impl Study {
    fn ratings(&self) -> Ratings {
        self.ratings_with_declared(self.categories as usize)
    }

    fn ratings_with_declared(&self, categories: usize) -> Ratings {
        let mut ratings = Ratings::new(self.coders, categories);
        self.items.iter().for_each(|codes| ratings.add(&row(codes), 1));
        ratings
    }
}

fn row(codes: &[Code]) -> Vec<Option<Category>> {
    codes.iter().map(|code| code.map(Category::new)).collect()
}

/// Studies in which about one code in five is missing.
fn studies() -> impl Strategy<Value = Study> {
    studies_of(2..=5, prop::option::weighted(0.8, 0..4_u32).boxed())
}

/// Studies without missing codes.
fn complete_studies(coders: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Study> {
    studies_of(coders, (0..4_u32).prop_map(Some).boxed())
}

fn studies_of(
    coders: std::ops::RangeInclusive<usize>,
    code: BoxedStrategy<Code>,
) -> impl Strategy<Value = Study> {
    coders.prop_flat_map(move |coders| {
        prop::collection::vec(prop::collection::vec(code.clone(), coders), 0..30)
            .prop_map(move |items| Study { coders, categories: 4, items })
    })
}

/// All measures for any number of coders.
fn measured(ratings: &Ratings) -> Vec<Result<f64, Undefined>> {
    vec![
        percent_agreement(ratings, PercentAgreement::ItemMean).value,
        percent_agreement(ratings, PercentAgreement::CodeWeighted).value,
        percent_agreement(ratings, PercentAgreement::AllCoders).value,
        conger_kappa(ratings).value,
        krippendorff_alpha(ratings).value,
    ]
}

/// The same numbers but for the last digits, and undefined for the same reasons, where the
/// reason may name another category.
fn alike(a: &[Result<f64, Undefined>], b: &[Result<f64, Undefined>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
            (Err(a), Err(b)) => std::mem::discriminant(a) == std::mem::discriminant(b),
            _ => false,
        })
}

proptest! {
    #[test]
    fn naming_the_coders_otherwise_changes_nothing(
        (study, order) in studies().prop_flat_map(|study| {
            let order: Vec<usize> = (0..study.coders).collect();
            (Just(study), Just(order).prop_shuffle())
        })
    ) {
        let ratings = study.ratings();
        let renamed = ratings.of_coders(&order);
        prop_assert!(alike(&measured(&ratings), &measured(&renamed)));
        prop_assert!(alike(
            &values(specific_agreement(&ratings)),
            &values(specific_agreement(&renamed)),
        ));
        let pair = cohen_kappa(&ratings.of_coders(&[0, 1]));
        let turned = cohen_kappa(&ratings.of_coders(&[1, 0]));
        prop_assert_eq!(pair, turned);
    }

    #[test]
    fn naming_the_categories_otherwise_changes_nothing(
        study in studies(),
        names in Just(vec![0, 1, 2, 3]).prop_shuffle(),
    ) {
        let mut renamed = study.clone();
        for code in renamed.items.iter_mut().flatten() {
            *code = code.map(|position| names[position as usize]);
        }
        let (ratings, renamed) = (study.ratings(), renamed.ratings());
        prop_assert!(alike(&measured(&ratings), &measured(&renamed)));
        let specific = values(specific_agreement(&ratings));
        let moved = values(specific_agreement(&renamed));
        for (position, value) in specific.iter().enumerate() {
            prop_assert!(alike(&[*value], &[moved[names[position] as usize]]));
        }
        prop_assert!(alike(
            &[cohen_kappa(&ratings.of_coders(&[0, 1])).value],
            &[cohen_kappa(&renamed.of_coders(&[0, 1])).value],
        ));
    }

    #[test]
    fn the_order_of_adding_does_not_show(
        (study, shuffled) in studies().prop_flat_map(|study| {
            (Just(study.clone()), Just(study.items).prop_shuffle())
        })
    ) {
        let ratings = study.ratings();
        let other = Study { items: shuffled, ..study }.ratings();
        prop_assert_eq!(measured(&ratings), measured(&other));
        prop_assert_eq!(ratings, other);
    }

    #[test]
    fn a_count_may_be_added_in_parts(study in studies(), one in 0..9_u64, rest in 0..9_u64) {
        let (mut whole, mut parts) = (study.ratings(), study.ratings());
        for codes in &study.items {
            whole.add(&row(codes), one + rest);
            parts.add(&row(codes), one);
        }
        study.items.iter().rev().for_each(|codes| parts.add(&row(codes), rest));
        prop_assert_eq!(&whole, &parts);

        let mut pooled = study.ratings();
        pooled.add_all(&study.ratings(), one + rest);
        prop_assert_eq!(&whole, &pooled);
    }

    /// More declared categories make patterns wider, which changes how they are stored.
    #[test]
    fn the_way_of_storing_does_not_show(study in studies()) {
        let narrow = study.ratings();
        for categories in [60, 1 << 13] {
            let wide = study.ratings_with_declared(categories);
            prop_assert_eq!(measured(&narrow), measured(&wide));
            prop_assert_eq!(format!("{narrow:?}"), format!("{wide:?}"));
        }
    }

    #[test]
    fn coders_who_never_differ_agree_fully(
        coders in 2..7_usize,
        codes in prop::collection::vec(0..4_u32, 2..20),
    ) {
        prop_assume!(codes.iter().any(|code| *code != codes[0]));
        let items = codes.iter().map(|code| vec![Some(*code); coders]).collect();
        let ratings = Study { coders, categories: 4, items }.ratings();
        prop_assert!(measured(&ratings).iter().all(|value| *value == Ok(1.0)));
        prop_assert_eq!(cohen_kappa(&ratings.of_coders(&[0, 1])).value, Ok(1.0));
        let specific = values(specific_agreement(&ratings));
        prop_assert!(specific.iter().flatten().all(|value| *value == 1.0));
    }

    #[test]
    fn for_two_coders_without_missing_codes_conger_is_cohen(study in complete_studies(2..=2)) {
        let ratings = study.ratings();
        let (cohen, conger) = (cohen_kappa(&ratings), conger_kappa(&ratings));
        prop_assert!(alike(&[cohen.value], &[conger.value]));
        prop_assert_eq!((cohen.items, cohen.codes), (conger.items, conger.codes));
    }

    /// Scott (1955), with both coders' codes in one pool of n.
    #[test]
    fn for_two_coders_alpha_is_pi_corrected_for_small_samples(study in complete_studies(2..=2)) {
        let alpha = krippendorff_alpha(&study.ratings());
        if let Ok(value) = alpha.value {
            let n = alpha.codes as f64;
            let share = |k| {
                study.items.iter().flatten().filter(|code| **code == Some(k)).count() as f64 / n
            };
            let agreed = study.items.iter().filter(|codes| codes[0] == codes[1]).count();
            let po = agreed as f64 / study.items.len() as f64;
            let pe: f64 = (0..study.categories).map(|k| share(k) * share(k)).sum();
            let pi = (po - pe) / (1.0 - pe);
            prop_assert!((value - (1.0 - (1.0 - pi) * (n - 1.0) / n)).abs() < 1e-9);
        }
    }

    /// kappa = (PABAK − PI² + BI²) / (1 − PI² + BI²): Byrt, Bishop and Carlin (1993), Journal
    /// of Clinical Epidemiology 46(5), 423–429.
    #[test]
    fn kappa_follows_from_agreement_prevalence_and_bias(
        (a, b, c, d) in (0..99_u64, 0..99_u64, 0..99_u64, 0..99_u64)
    ) {
        let [yes, no] = [Category::PRESENT, Category::ABSENT].map(Some);
        let mut ratings = Ratings::binary(2);
        for (pattern, count) in [([yes, yes], a), ([yes, no], b), ([no, yes], c), ([no, no], d)] {
            ratings.add(&pattern, count);
        }
        if let Ok(kappa) = cohen_kappa(&ratings).value {
            let [a, b, c, d] = [a, b, c, d].map(|count| count as f64 / ratings.items() as f64);
            let (adjusted, prevalence, bias) = (2.0 * (a + d) - 1.0, a - d, b - c);
            let skew = bias * bias - prevalence * prevalence;
            prop_assert!((kappa - (adjusted + skew) / (1.0 + skew)).abs() < 1e-9);
        }
    }

    #[test]
    fn the_measures_are_what_their_definitions_say(study in studies()) {
        let ratings = study.ratings();
        let alpha = krippendorff_alpha(&ratings);
        prop_assert!(close(alpha, to_the_letter::alpha(&study)));
        prop_assert!(close(conger_kappa(&ratings), to_the_letter::conger(&study)));
        for (share, expect) in
            specific_agreement(&ratings).iter().zip(to_the_letter::specific_agreement(&study))
        {
            prop_assert_eq!(share.value.ok(), expect);
        }
        if let Some(observed) = alpha.observed_agreement() {
            let share = percent_agreement(&ratings, PercentAgreement::CodeWeighted);
            prop_assert!(alike(&[share.value], &[Ok(observed)]));
        }
    }
}

fn values(shares: Vec<Share>) -> Vec<Result<f64, Undefined>> {
    shares.into_iter().map(|share| share.value).collect()
}

/// Whether the two disagreements of `coefficient` are `expect`, and its value follows.
fn close(coefficient: Coefficient, expect: Option<[f64; 2]>) -> bool {
    let disagreements =
        coefficient.observed_disagreement.zip(coefficient.expected_disagreement);
    let (Some((observed, expected)), Some(expect)) = (disagreements, expect) else {
        return coefficient.value.is_err() && disagreements.is_none() && expect.is_none();
    };
    let value = match coefficient.value {
        Ok(value) => (value - (1.0 - expect[0] / expect[1])).abs() < 1e-9,
        Err(_) => expect[1] == 0.0,
    };
    value && (observed - expect[0]).abs() < 1e-9 && (expected - expect[1]).abs() < 1e-9
}

/// The definitions as sums over single pairs of codes: slow, and hard to get wrong.
mod to_the_letter {
    use super::{Code, Study};

    /// Observed and expected disagreement of Krippendorff's alpha.
    pub(super) fn alpha(study: &Study) -> Option<[f64; 2]> {
        let items: Vec<_> = given(study).filter(|codes| codes.len() >= 2).collect();
        let all: Vec<u32> = items.iter().flatten().copied().collect();
        let n = all.len() as f64;
        let observed: f64 = items
            .iter()
            .map(|codes| count_differing(codes) as f64 / (codes.len() - 1) as f64)
            .sum();
        let expected = count_differing(&all) as f64 / (n * (n - 1.0));
        (!all.is_empty()).then_some([observed / n, expected])
    }

    /// Observed and expected disagreement of Conger's kappa.
    pub(super) fn conger(study: &Study) -> Option<[f64; 2]> {
        let shares: Vec<f64> = given(study)
            .filter(|codes| codes.len() >= 2)
            .map(|codes| {
                count_differing(&codes) as f64 / (codes.len() * (codes.len() - 1)) as f64
            })
            .collect();
        let mut by_chance = Vec::new();
        for first in 0..study.coders {
            for second in 0..first {
                let (a, b) = (codes_of(study, first), codes_of(study, second));
                let pairs = a.iter().flat_map(|x| b.iter().map(move |y| x != y));
                let differing = pairs.filter(|differ| *differ).count() as f64;
                if !a.is_empty() && !b.is_empty() {
                    by_chance.push(differing / (a.len() * b.len()) as f64);
                }
            }
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        (!shares.is_empty()).then(|| [mean(&shares), mean(&by_chance)])
    }

    /// For each category, the share of its codes' partners that are of the same category.
    pub(super) fn specific_agreement(study: &Study) -> Vec<Option<f64>> {
        let of = |category: u32| {
            let (mut partners, mut same) = (0_u32, 0_u32);
            for codes in &study.items {
                for (first, one) in codes.iter().enumerate() {
                    for (second, other) in codes.iter().enumerate() {
                        if first != second && *one == Some(category) && other.is_some() {
                            partners += 1;
                            same += u32::from(one == other);
                        }
                    }
                }
            }
            (partners > 0).then(|| f64::from(same) / f64::from(partners))
        };
        (0..study.categories).map(of).collect()
    }

    fn given(study: &Study) -> impl Iterator<Item = Vec<u32>> {
        study.items.iter().map(|codes: &Vec<Code>| codes.iter().flatten().copied().collect())
    }

    fn codes_of(study: &Study, coder: usize) -> Vec<u32> {
        study.items.iter().filter_map(|codes| codes[coder]).collect()
    }

    /// Pairs of different codes, each pair counted twice.
    fn count_differing(codes: &[u32]) -> usize {
        codes.iter().map(|one| codes.iter().filter(|other| one != *other).count()).sum()
    }
}
