//! What holds on any continuum.

use proptest::prelude::*;
use themata_agreement::{
    Category, Continuum, PairMeans, SpanMatch, Undefined, Unit, UnitMetric, Unitized, alpha_u,
    binary_u_alpha, cu_alpha, ku_alpha, position_f1, span_f1, span_iou, u_alpha,
};

use crate::notation::scaled;

const CATEGORIES: usize = 3;
const LENGTH: u64 = 24;

/// What coders called stretches one after the other, `None` for what they left unmarked.
type Layer = Vec<(Option<u32>, u64)>;

fn layers(coders: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Layer>> {
    let stretch = (prop::option::of(0..CATEGORIES as u32), 1..7_u64);
    prop::collection::vec(prop::collection::vec(stretch, 0..8), coders)
}

fn continuum(layers: &[Layer]) -> Continuum {
    let mut continuum = Continuum::new(layers.len(), LENGTH, CATEGORIES);
    for (coder, layer) in layers.iter().enumerate() {
        let mut start = 0;
        for (category, length) in layer {
            let end = LENGTH.min(start + length);
            if let (Some(category), true) = (category, start < end) {
                let category = Category::new(*category);
                continuum.extend(coder, [Unit { start, end, category }]);
            }
            start = end;
        }
    }
    continuum
}

/// All coefficients that are there, in one list.
fn all(continuum: &Continuum) -> Vec<Unitized> {
    let old = alpha_u(continuum);
    let mut all = vec![
        u_alpha(continuum),
        binary_u_alpha(continuum),
        cu_alpha(continuum, UnitMetric::Nominal),
        cu_alpha(continuum, UnitMetric::Interval(&[1.0, 2.0, 4.0])),
        cu_alpha(continuum, UnitMetric::Ratio(&[1.0, 2.0, 4.0])),
        old.overall,
    ];
    all.extend(ku_alpha(continuum));
    all.extend(old.categories);
    all
}

fn shares(continuum: &Continuum) -> Vec<PairMeans> {
    let mut shares: Vec<_> = [SpanMatch::Exact, SpanMatch::Overlap, SpanMatch::Iou(0.4)]
        .map(|rule| span_f1(continuum, rule))
        .to_vec();
    shares.extend([span_iou(continuum), position_f1(continuum)]);
    shares
}

fn near(one: Result<f64, Undefined>, other: Result<f64, Undefined>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => (one - other).abs() <= 1e-9 * (1.0 + one.abs()),
        (Err(one), Err(other)) => {
            std::mem::discriminant(&one) == std::mem::discriminant(&other)
        }
        _ => false,
    }
}

fn renamed(continuum: &Continuum, names: [u32; CATEGORIES]) -> Continuum {
    let mut renamed = Continuum::new(continuum.coders(), continuum.length(), CATEGORIES);
    for coder in 0..continuum.coders() {
        renamed.extend(
            coder,
            continuum.units(coder).iter().map(|unit| Unit {
                category: Category::new(names[unit.category.position() as usize]),
                ..*unit
            }),
        );
    }
    renamed
}

/// The four coefficients of 2016, position by position and pair by pair as the paper has
/// them: coincidences in a matrix of which 0 are the gaps, and expected coincidences in
/// another one. `None` where a quotient has no denominator.
struct Directly {
    u: Option<f64>,
    binary: Option<f64>,
    cu: Option<f64>,
    ku: Vec<Option<f64>>,
}

impl Directly {
    fn of(continuum: &Continuum) -> Directly {
        let (m, length) = (continuum.coders(), continuum.length() as usize);
        let size = CATEGORIES + 1;
        // At each position the unit of each coder, or `None`.
        let unit_at = |coder: usize, position: usize| {
            let holds =
                |unit: &&Unit| unit.start as usize <= position && position < unit.end as usize;
            continuum.units(coder).iter().find(holds)
        };
        let value =
            |unit: Option<&Unit>| unit.map_or(0, |u| u.category.position() as usize + 1);
        let (mut l, mut starred) = (vec![vec![0.0; size]; size], vec![vec![0.0; size]; size]);
        for i in 0..m {
            for j in (0..m).filter(|j| *j != i) {
                for position in 0..length {
                    let (c, k) = (value(unit_at(i, position)), value(unit_at(j, position)));
                    l[c][k] += 1.0 / (m - 1) as f64;
                    if c > 0 && k > 0 {
                        starred[c][k] += 1.0 / (m - 1) as f64;
                    }
                }
            }
        }
        let (mut q, mut q_starred) = (vec![0.0; size], vec![0.0; size]);
        for i in 0..m {
            for position in 0..length {
                q[0] += f64::from(u8::from(unit_at(i, position).is_none()));
            }
            for unit in continuum.units(i) {
                let c = value(Some(unit));
                q[c] += (unit.length() * unit.length()) as f64;
                for j in (0..m).filter(|j| *j != i) {
                    let marked = (unit.start..unit.end)
                        .filter(|position| unit_at(j, *position as usize).is_some());
                    q_starred[c] += (marked.count() as f64).powi(2) / (m - 1) as f64;
                }
            }
        }
        let rows =
            |l: &Vec<Vec<f64>>| l.iter().map(|row| row.iter().sum()).collect::<Vec<f64>>();
        let (row, row_starred) = (rows(&l), rows(&starred));
        let (sum, sum_starred): (f64, f64) = (row.iter().sum(), row_starred.iter().sum());
        let e = |c: usize, k: usize| {
            let own = if c == k { q[c] } else { 0.0 };
            sum * (row[c] * row[k] - own) / (sum * sum - q.iter().sum::<f64>())
        };
        let base = sum_starred - q_starred.iter().sum::<f64>() / sum_starred;
        let e_starred = |c: usize, k: usize| {
            let own = if c == k { q_starred[c] } else { 0.0 };
            (row_starred[c] * row_starred[k] - own) / base
        };
        let alpha =
            |observed: f64, expected: f64| (expected > 1e-9).then(|| 1.0 - observed / expected);
        let diagonal = |l: &Vec<Vec<f64>>| (0..size).map(|c| l[c][c]).sum::<f64>();
        let ku = |k: usize| {
            let of_row: f64 = (1..size).map(|c| e_starred(c, k)).sum();
            if row_starred[k] == 0.0 || base < 1e-9 || of_row < 1e-9 {
                return None;
            }
            let observed = row_starred[k] - starred[k][k];
            alpha(of_row / row_starred[k] * observed, of_row - e_starred(k, k))
        };
        Directly {
            u: alpha(sum - diagonal(&l), sum - (0..size).map(|c| e(c, c)).sum::<f64>()),
            binary: alpha(row[0] - l[0][0], (0..size).map(|k| e(0, k)).sum::<f64>() - e(0, 0)),
            cu: (base > 1e-9)
                .then(|| {
                    let same: f64 = (1..size).map(|c| e_starred(c, c)).sum();
                    alpha(sum_starred - diagonal(&starred), sum_starred - same)
                })
                .flatten(),
            ku: (1..size).map(ku).collect(),
        }
    }
}

/// Alpha-U as the formula stands, section by section.
fn alpha_u_directly(continuum: &Continuum) -> Option<f64> {
    let (m, length) = (continuum.coders(), continuum.length() as f64);
    let (mut observed, mut expected) = (0.0, 0.0);
    for category in (0..CATEGORIES as u32).map(Category::new) {
        // Begin, end, and whether it is a unit.
        let sections: Vec<Vec<(f64, f64, bool)>> = (0..m)
            .map(|coder| {
                let (mut sections, mut begin) = (Vec::new(), 0);
                let of = |unit: &&Unit| unit.category == category;
                for unit in continuum.units(coder).iter().filter(of) {
                    sections.push((begin as f64, unit.start as f64, false));
                    sections.push((unit.start as f64, unit.end as f64, true));
                    begin = unit.end;
                }
                sections.push((begin as f64, length, false));
                sections.retain(|(begin, end, _)| end > begin);
                sections
            })
            .collect();
        let units: Vec<_> = sections.iter().flatten().filter(|section| section.2).collect();
        let gaps: Vec<_> = sections.iter().flatten().filter(|section| !section.2).collect();
        let mut differences = 0.0;
        for i in 0..m {
            for j in (0..m).filter(|j| *j != i) {
                for &(b, e, v) in &sections[i] {
                    for &(other_b, other_e, other_v) in &sections[j] {
                        differences += match (v, other_v) {
                            (true, true) if b < other_e && other_b < e => {
                                (b - other_b).powi(2) + (e - other_e).powi(2)
                            }
                            (true, false) if other_b <= b && e <= other_e => (e - b).powi(2),
                            (false, true) if b <= other_b && other_e <= e => {
                                (other_e - other_b).powi(2)
                            }
                            _ => 0.0,
                        };
                    }
                }
            }
        }
        let (mut ways, mut on_one_unit) = (0.0, 0.0);
        for (b, e, _) in &units {
            let l = e - b;
            ways += (units.len() - 1) as f64 / 3.0 * (2.0 * l.powi(3) - 3.0 * l * l + l);
            for (gap_b, gap_e, _) in &gaps {
                ways += l * l * (gap_e - gap_b - l + 1.0).max(0.0);
            }
            on_one_unit += l * (l - 1.0);
        }
        let all = m as f64 * length;
        observed += differences / (m as f64 * (m as f64 - 1.0) * length * length);
        expected += 2.0 / length * ways / (all * (all - 1.0) - on_one_unit);
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

fn check_same(value: Result<f64, Undefined>, directly: Option<f64>) {
    match (value, directly) {
        (Ok(value), Some(directly)) => {
            assert!(
                (value - directly).abs() < 1e-6 * (1.0 + value.abs()),
                "{value} {directly}"
            );
        }
        (Err(_), None) => {}
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn they_are_what_the_definitions_say(layers in layers(2..5)) {
        let continuum = continuum(&layers);
        prop_assume!(u_alpha(&continuum).value != Err(Undefined::NoUnits));
        let directly = Directly::of(&continuum);
        check_same(u_alpha(&continuum).value, directly.u);
        check_same(binary_u_alpha(&continuum).value, directly.binary);
        check_same(cu_alpha(&continuum, UnitMetric::Nominal).value, directly.cu);
        for (of, directly) in ku_alpha(&continuum).iter().zip(directly.ku) {
            if of.value != Err(Undefined::TooLittleShared) {
                check_same(of.value, directly);
            }
        }
        check_same(alpha_u(&continuum).overall.value, alpha_u_directly(&continuum));
    }

    #[test]
    fn values_are_numbers_up_to_one(layers in layers(0..5)) {
        let continuum = continuum(&layers);
        for of in all(&continuum) {
            prop_assert!(of.value.is_err() || of.value.is_ok_and(|v| v.is_finite() && v <= 1.0));
            let parts = [of.observed_disagreement, of.expected_disagreement, of.coverage];
            prop_assert!(parts.iter().flatten().all(|part| part.is_finite() && *part >= 0.0));
            prop_assert!(of.coverage.is_none_or(|coverage| coverage <= 1.0));
        }
        for of in shares(&continuum).iter().flat_map(|of| of.categories.iter().chain([&of.overall])) {
            prop_assert!(of.value.is_err() || of.value.is_ok_and(|v| (0.0..=1.0).contains(&v)));
        }
    }

    #[test]
    fn names_of_categories_do_not_matter(layers in layers(2..5)) {
        let one = continuum(&layers);
        let other = renamed(&one, [2, 0, 1]);
        prop_assert!(near(u_alpha(&one).value, u_alpha(&other).value));
        prop_assert!(near(binary_u_alpha(&one).value, binary_u_alpha(&other).value));
        let cu = |continuum| cu_alpha(continuum, UnitMetric::Nominal).value;
        prop_assert!(near(cu(&one), cu(&other)));
        prop_assert!(near(alpha_u(&one).overall.value, alpha_u(&other).overall.value));
        for (of, place) in ku_alpha(&one).iter().zip([2, 0, 1]) {
            prop_assert!(near(of.value, ku_alpha(&other)[place].value));
        }
        for (one, other) in shares(&one).iter().zip(shares(&other)) {
            prop_assert!(near(one.overall.value, other.overall.value));
            prop_assert!(near(one.categories[0].value, other.categories[2].value));
        }
    }

    #[test]
    fn the_order_of_coders_does_not_matter(layers in layers(2..5)) {
        let one = continuum(&layers);
        let other = continuum(&layers.iter().rev().cloned().collect::<Vec<_>>());
        for (one, other) in all(&one).iter().zip(all(&other)) {
            prop_assert!(near(one.value, other.value));
        }
        for (one, other) in shares(&one).iter().zip(shares(&other)) {
            prop_assert!(near(one.overall.value, other.overall.value));
        }
    }

    #[test]
    fn two_coders_are_symmetric_to_the_last_bit(layers in layers(2..3)) {
        let one = continuum(&layers);
        let other = continuum(&layers.iter().rev().cloned().collect::<Vec<_>>());
        prop_assert_eq!(shares(&one), shares(&other));
    }

    /// What is called what has no unit of measurement; gaps, which are counted position by
    /// position, do.
    #[test]
    fn scale_does_not_matter_where_gaps_do_not_count(layers in layers(2..5)) {
        let one = continuum(&layers);
        let other = scaled(&one, 7);
        let cu = |continuum| cu_alpha(continuum, UnitMetric::Ratio(&[1.0, 2.0, 4.0])).value;
        prop_assert!(near(cu(&one), cu(&other)));
        for (one, other) in ku_alpha(&one).iter().zip(ku_alpha(&other)) {
            prop_assert!(near(one.value, other.value));
        }
        for (one, other) in shares(&one).iter().zip(shares(&other)) {
            prop_assert!(near(one.overall.value, other.overall.value));
        }
        if binary_u_alpha(&one).value == Err(Undefined::NoGaps) {
            prop_assert!(near(u_alpha(&one).value, u_alpha(&other).value));
        }
    }

    #[test]
    fn identical_layers_agree_fully_or_say_nothing(layer in layers(1..2), coders in 2..5_usize) {
        let continuum = continuum(&vec![layer[0].clone(); coders]);
        for of in all(&continuum) {
            prop_assert!(of.value.is_err() || of.value == Ok(1.0), "{:?}", of);
        }
        for of in shares(&continuum) {
            prop_assert!(of.overall.value.is_err() || of.overall.value == Ok(1.0));
        }
    }

    #[test]
    fn what_fits_better_fits_less_often(layers in layers(2..4)) {
        let continuum = continuum(&layers);
        let f1 = |rule| span_f1(&continuum, rule).overall.value;
        if let (Ok(exact), Ok(half), Ok(any), Ok(iou)) = (
            f1(SpanMatch::Exact),
            f1(SpanMatch::Iou(0.5)),
            f1(SpanMatch::Overlap),
            span_iou(&continuum).overall.value,
        ) {
            prop_assert!(exact <= half && half <= any);
            prop_assert!(exact <= iou + 1e-12 && iou <= any + 1e-12);
            prop_assert!(near(Ok(exact), f1(SpanMatch::Iou(1.0))));
        }
    }
}
