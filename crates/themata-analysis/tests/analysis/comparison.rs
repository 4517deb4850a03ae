//! What else one comparison answers: every measure, intervals, pairs, documents, sets, free
//! boundaries, and what there is to talk about. Figures are held against the library's on
//! ratings and continua that are written out by hand.

use proptest::prelude::*;
use themata_agreement::sets::{SetDistance, SetRatings, multi_valued_alpha, set_alpha};
use themata_agreement::uncertainty::{
    Clusters, Resampling, bootstrap_ratings, krippendorff_alpha_error,
};
use themata_agreement::{
    Category, Continuum, Ratings, TwoByTwo, Undefined, Unit as Stretch, UnitMetric, Weights,
    bennett_s, binary_u_alpha, cohen_kappa, conger_kappa, cu_alpha, fleiss_kappa, gwet_ac1,
    kappa_max, krippendorff_alpha, light_kappa, pooled_kappa, randolph_kappa, scott_pi,
    specific_agreement, u_alpha,
};
use themata_analysis::{
    Agreement, AgreementMeasure as Measure, AgreementUnit as Unit,
    AgreementUniverse as Universe, Cell, Comparison, IntervalOptions, UnitizingOptions,
    agreement,
};
use themata_model::{Asked, CoderId, Coding, CodingId, Codings};
use themata_testkit::{Fixture, fixture};
use themata_text::CharSpan;

use crate::asking::{ask, ask_all, draw};
use crate::random_study::{Random, random_study};

fn compared<R>(
    fixture: &Fixture,
    query: &str,
    unit: Unit,
    made: impl Fn(&Comparison<'_>) -> R,
) -> R {
    let asked = ask(fixture, query);
    let whole = Universe::WholeText;
    let comparison = Comparison::of(&fixture.study, &asked, unit, whole, &fixture.transcripts);
    made(&comparison.expect("all texts are at hand"))
}

const CODES: &str = "
A
B
";

const TWO_CODERS: &str = "
//- P1
aaaaaaaaaaaaaaaaaaaa
^^^^^^^^ A @ana
    ^^^^^^^^ A @ben
            ^^^^ B @ana
            ^^^^ B @ben
//- P2
bbbbbbbbbb
^^ A @ana
^^ A @ben
^^^^ B @ben
";

const YES: Option<Category> = Some(Category::PRESENT);
const NO: Option<Category> = Some(Category::ABSENT);

/// What the fixture says of the code A, and of the code B.
fn by_hand() -> [Ratings; 2] {
    let [mut a, mut b] = [Ratings::binary(2), Ratings::binary(2)];
    a.add(&[YES, YES], 4 + 2);
    a.add(&[YES, NO], 4);
    a.add(&[NO, YES], 4);
    a.add(&[NO, NO], 8 + 8);
    b.add(&[YES, YES], 4);
    b.add(&[NO, YES], 4);
    b.add(&[NO, NO], 16 + 6);
    [a, b]
}

#[test]
fn every_measure_is_the_librarys() {
    let fixture = fixture(CODES, TWO_CODERS);
    let found = compared(&fixture, "", Unit::Character, |of| of.every_measure(None));
    for (row, ratings) in found.rows.iter().zip(by_hand()) {
        let table = TwoByTwo::of(&ratings).expect("two coders");
        for (measure, expect) in [
            (Measure::Positive, specific_agreement(&ratings)[1].value),
            (Measure::Negative, specific_agreement(&ratings)[0].value),
            (Measure::Holsti, specific_agreement(&ratings)[1].value),
            (Measure::BennettS, bennett_s(&ratings).value),
            (Measure::Randolph, randolph_kappa(&ratings).value),
            (Measure::BrennanPrediger, randolph_kappa(&ratings).value),
            (Measure::Pabak, Ok(table.pabak())),
            (Measure::ScottPi, scott_pi(&ratings).value),
            (Measure::CohenKappa, cohen_kappa(&ratings).value),
            (Measure::KappaMax, kappa_max(&ratings).value),
            (Measure::CongerKappa, conger_kappa(&ratings).value),
            (Measure::LightKappa, light_kappa(&ratings).value),
            (Measure::FleissKappa, fleiss_kappa(&ratings).value),
            (Measure::Alpha, krippendorff_alpha(&ratings).value),
            (Measure::Ac1, gwet_ac1(&ratings).value),
            (Measure::PrevalenceIndex, Ok(table.prevalence_index())),
            (Measure::BiasIndex, Ok(table.bias_index())),
        ] {
            let place = found.measures.iter().position(|known| *known == measure);
            let value = row.figures[place.expect("a column")].value;
            assert_eq!(value, expect, "{measure:?} of {}", row.subject.name);
        }
    }
    let pooled = |measure| {
        let place = found.measures.iter().position(|known| *known == measure);
        found.pooled[place.expect("a column")]
    };
    assert_eq!(pooled(Measure::CohenKappa), Some(pooled_kappa(&by_hand()).value));
    assert_eq!(pooled(Measure::Prevalence), None);
    // A: 22 of 30, B: 26 of 30.
    assert_eq!(pooled(Measure::Percent), Some(Ok((22.0 / 30.0 + 26.0 / 30.0) / 2.0)));
    let pabak = pooled(Measure::Pabak).expect("pooled").expect("a value");
    assert!((pabak - (2.0 * 0.8 - 1.0)).abs() < 1e-12);

    let standard = compared(&fixture, "", Unit::Character, |of| of.agreement(None));
    assert_eq!(pooled(Measure::Alpha), Some(standard.pooled.alpha));
    let table = found.to_table();
    for measure in Measure::ALL {
        assert!(table.column(measure.key()).is_some(), "{measure:?}");
    }
}

#[test]
fn a_code_applies_to_a_document_where_it_was_used_in_it() {
    let fixture = fixture(CODES, TWO_CODERS);
    let found = compared(&fixture, "", Unit::Document, |of| of.agreement(None));
    assert_eq!(found.units, 2);
    let marked: Vec<_> = found.rows.iter().map(|row| row.marked.clone()).collect();
    assert_eq!(marked, [[2, 2], [1, 2]]);
    assert_eq!(found.rows[1].percent.value, Ok(0.5));
}

/// Twelve documents; in document `n` the coders share `n` of the characters that they mark.
fn twelve() -> (Fixture, Vec<Ratings>) {
    let mut notation = String::new();
    let mut ratings = Vec::new();
    for n in 0..12 {
        notation.push_str(&format!("//- P{n:02}\n{}\n", "x".repeat(40)));
        notation.push_str(&format!("{} A @ana\n", "^".repeat(10 + n)));
        notation.push_str(&format!("{}{} A @ben\n", " ".repeat(10), "^".repeat(12)));
        let mut of = Ratings::binary(2);
        of.add(&[YES, NO], 10);
        of.add(&[YES, YES], n as u64);
        of.add(&[NO, YES], 12 - n as u64);
        of.add(&[NO, NO], 40 - 22);
        ratings.push(of);
    }
    (fixture("A", &notation), ratings)
}

const HOW: IntervalOptions = IntervalOptions { replicates: 300, seed: 5, corrected: false };

#[test]
fn intervals_are_the_librarys_over_documents() {
    let (fixture, ratings) = twelve();
    let resampling = Resampling { replicates: HOW.replicates, seed: HOW.seed };
    let layers = [Clusters::new(&ratings)];
    let alpha = |of: &[Ratings]| vec![krippendorff_alpha(&of[0]).value];
    let expect = &bootstrap_ratings(&layers, resampling, alpha)[0];

    let found = compared(&fixture, "", Unit::Character, |of| of.agreement(Some(HOW)));
    let intervals = found.intervals.as_ref().expect("asked for");
    let spread = intervals.rows[0][0];
    assert_eq!(spread.bounds, expect.percentile(0.95));
    assert_eq!(spread.below_667, expect.share_below(0.667));
    assert_eq!(spread.undefined, expect.undefined);
    assert_eq!(intervals.pooled[0], spread);
    let error = krippendorff_alpha_error(&layers[0].pooled(), &Weights::identity(2));
    assert_eq!(found.rows[0].alpha_error, error.map(|error| error.error));
    for words in ["12 documents", "300 replicates", "seed 5", "percentile"] {
        assert!(found.definition.contains(words), "{words}");
    }

    let corrected = IntervalOptions { corrected: true, ..HOW };
    let found = compared(&fixture, "", Unit::Character, |of| of.agreement(Some(corrected)));
    let table = found.to_table();
    let method = table.column("alpha_interval").expect("a column");
    assert_eq!(table.rows[0].cells[method], Cell::text("BCa"));
    assert_eq!(found.intervals.expect("asked for").rows[0][0].bounds, expect.bca(0.95));
}

#[test]
fn intervals_hang_on_the_seed_and_not_on_threads() {
    let (fixture, _) = twelve();
    let made = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| {
            compared(&fixture, "", Unit::Character, |of| {
                of.every_measure(Some(IntervalOptions { seed, ..HOW }))
            })
        })
    };
    assert_eq!(made(1, 3), made(4, 3));
    assert_ne!(made(1, 3).intervals, made(1, 4).intervals);
}

#[test]
fn few_documents_get_a_jackknife_and_a_warning() {
    let fixture = fixture(CODES, TWO_CODERS);
    let found = compared(&fixture, "", Unit::Character, |of| of.agreement(Some(HOW)));
    assert!(found.remarks.iter().any(|remark| remark.contains("no interval is reliable")));
    let table = found.to_table();
    let method = table.column("alpha_interval").expect("a column");
    assert_eq!(table.rows[0].cells[method], Cell::text("jackknife"));
}

#[test]
fn sets_of_codes_are_compared_as_wholes() {
    let fixture = fixture(CODES, TWO_CODERS);
    let found = compared(&fixture, "", Unit::Character, |of| of.code_sets());
    let [a, b] = [0, 1].map(Category::new);
    let mut sets = SetRatings::new(2, 2);
    sets.add(&[Some(&[a]), Some(&[])], 4);
    sets.add(&[Some(&[a]), Some(&[a])], 4);
    sets.add(&[Some(&[]), Some(&[a])], 4);
    sets.add(&[Some(&[b]), Some(&[b])], 4);
    sets.add(&[Some(&[a]), Some(&[a, b])], 2);
    sets.add(&[Some(&[]), Some(&[b])], 2);
    sets.add(&[Some(&[]), Some(&[])], 4 + 6);
    assert_eq!(found.masi, set_alpha(&sets, SetDistance::Masi));
    assert_eq!(found.jaccard, set_alpha(&sets, SetDistance::Jaccard));
    assert_eq!(found.multi_valued, multi_valued_alpha(&sets));
    assert_eq!(found.exact.value, Ok(18.0 / 30.0));
    assert_eq!(found.exact_of_coded.value, Ok(8.0 / 20.0));
    assert_eq!(found.any_overlap.value, Ok(10.0 / 20.0));
    assert!(found.definition.contains("each is given a set of codes"));
    assert!(!found.definition.contains("yes-or-no"));
}

/// The fixture's stretches, its two documents end to end with one position between them.
fn continuum(which: &[(usize, u64, u64, u32)]) -> Continuum {
    let mut continuum = Continuum::new(2, 20 + 1 + 10, 2);
    for (coder, start, end, code) in which {
        let category = Category::new(*code);
        continuum.add(*coder, Stretch { start: *start, end: *end, category });
    }
    continuum
}

#[test]
fn documents_are_laid_end_to_end() {
    let fixture = fixture(CODES, TWO_CODERS);
    let options = UnitizingOptions { seed: 1, legacy: true };
    let query = "NOT (coder:ben code:B)";
    let found = compared(&fixture, query, Unit::Character, |of| of.unitized(options));
    let expect = continuum(&[
        (0, 0, 8, 0),
        (1, 4, 12, 0),
        (0, 12, 16, 1),
        (0, 21, 23, 0),
        (1, 21, 23, 0),
    ]);
    assert_eq!(found.u, Some(u_alpha(&expect)));
    assert_eq!(found.cu, Some(cu_alpha(&expect, UnitMetric::Nominal)));
    assert_eq!(found.rows[0].binary, binary_u_alpha(&expect.of_category(Category::new(0))));
    let anything = found.anything.expect("documents").value;
    assert!(anything.is_ok());
    assert_eq!((found.rows[0].units, found.rows[1].units), (4, 1));
    assert!(found.gamma.as_ref().is_some_and(|gamma| gamma.value.is_ok()));
    assert_eq!(found.overlap, None);
    assert!(found.to_table().column("alpha_u").is_some());
}

#[test]
fn where_codes_of_a_coder_overlap_it_is_said_where() {
    let fixture = fixture(CODES, TWO_CODERS);
    let options = UnitizingOptions { seed: 1, legacy: false };
    let found = compared(&fixture, "", Unit::Character, |of| of.unitized(options));
    let said = "codes of ben overlap, in `P2` at position 1: take |u-alpha of each code, or \
                gamma";
    assert_eq!(found.overlap.as_deref(), Some(said));
    let table = found.to_table();
    let u = table.column("u_alpha").expect("a column");
    let all = table.rows.last().expect("a total");
    assert_eq!(all.cells[u], Cell::Undefined(said.to_owned()));
    assert!(found.rows.iter().all(|row| row.binary.value.is_ok()));
}

#[test]
fn stretches_are_matched_with_stretches() {
    let fixture = fixture(CODES, TWO_CODERS);
    let found = compared(&fixture, "", Unit::Character, |of| of.spans());
    let drawn = draw(&found.to_table());
    // A: of two and two stretches one pair is the same, the other shares 4 of 12.
    assert_eq!(drawn[1], "A | 0.500 | 1.000 | 0.500 | 0.667 | 0.600 | 1 | 4");
    // B: of one and two stretches one pair is the same.
    assert_eq!(drawn[2], "B | 0.667 | 0.667 | 0.667 | 0.667 | 0.667 | 1 | 3");
    assert_eq!(drawn[3], "= all codes | 0.571 | 0.857 | 0.571 | 0.667 | 0.625 | 1 | 7");
}

#[test]
fn there_is_much_to_talk_about_without_a_coefficient() {
    let fixture = fixture(
        "A",
        "
//- P1
aaaaaaaaaaaaaaaaaaaa
^^^^^^^^ A @ana
^^^^ A @ana
    ^^^^^^^^ A @ben
      ^^^^^^^^^^^^ A @eve
",
    );
    let found = compared(&fixture, "", Unit::Character, |of| of.discussion());
    let row = &found.rows[0];
    assert_eq!(row.units, [8, 8, 12]);
    assert_eq!(row.excerpts, [2, 1, 1]);
    // 0–4 ana; 4–6 ana, ben; 6–8 all; 8–12 ben, eve; 12–18 eve.
    assert_eq!((row.by_all, row.by_some, row.by_one), (2, 2 + 4, 4 + 6));
    assert_eq!(row.passages, 2);
    let table = found.to_table();
    for key in ["alpha", "kappa", "percent_agreement"] {
        assert_eq!(table.column(key), None);
    }
    assert!(found.definition.contains("No coefficient is computed"));
}

#[test]
fn who_judged_nothing_is_named() {
    let fixture = fixture(CODES, &format!("{TWO_CODERS}//- P3\ncc\n^^ A @eve\n"));
    let found = compared(&fixture, "", Unit::Character, |of| of.agreement(None));
    let said = |words: &str| found.remarks.iter().any(|remark| remark.contains(words));
    assert!(said("1 document judged by only one of the coders"));
    assert!(said("eve judged none of the documents that are compared"));
    let alone = compared(&fixture, "coder:eve", Unit::Character, |of| of.agreement(None));
    assert!(
        alone.remarks[0].starts_with("agreement takes two coders, and the query means one")
    );
}

/// What a query of some coders asks.
fn of_coders(random: &Random, coders: &[CoderId]) -> Asked {
    let mut asked = ask_all(&random.study);
    asked.coders.retain(|coder| coders.contains(coder));
    asked.codings.retain(|coding| coders.contains(&coding.coder));
    asked
}

fn standard(random: &Random, asked: &Asked) -> Agreement {
    let (unit, whole) = (Unit::Character, Universe::WholeText);
    agreement(&random.study, asked, unit, whole, &random.transcripts)
        .expect("all texts are at hand")
}

fn same(
    one: Result<f64, Undefined>,
    other: Result<f64, Undefined>,
) -> Result<(), TestCaseError> {
    match (one, other) {
        (Ok(one), Ok(other)) => {
            prop_assert!((one - other).abs() < 1e-9, "{one} is not {other}");
        }
        (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn pairs_and_leaving_out_are_what_fewer_coders_give(random in random_study()) {
        let asked = ask_all(&random.study);
        let whole = Universe::WholeText;
        let of = Comparison::of(&random.study, &asked, Unit::Character, whole, &random.transcripts)
            .expect("all texts are at hand");
        let found = of.by_pair(&Measure::STANDARD);
        for row in found.pairs.iter().chain(&found.without) {
            let ids: Vec<CoderId> = row.coders.iter().map(|coder| coder.id).collect();
            let alone = standard(&random, &of_coders(&random, &ids));
            prop_assert_eq!(row.documents, alone.documents.len() as u64);
            prop_assert_eq!(row.units, alone.units);
            prop_assert_eq!(row.codes, alone.pooled.codes);
            same(row.figures[0], alone.pooled.percent)?;
            same(row.figures[1], alone.pooled.kappa)?;
            same(row.figures[2], alone.pooled.alpha)?;
        }
    }

    #[test]
    fn documents_add_up_to_all_of_them(random in random_study()) {
        let asked = ask_all(&random.study);
        let whole = Universe::WholeText;
        let of = Comparison::of(&random.study, &asked, Unit::Character, whole, &random.transcripts)
            .expect("all texts are at hand");
        let found = of.by_document(&Measure::STANDARD);
        prop_assert_eq!(found.rows.iter().map(|row| row.units).sum::<u64>(), found.all.units);
        let all = standard(&random, &asked);
        same(found.all.figures[2], all.pooled.alpha)?;
        for row in &found.rows {
            let mut here = asked.clone();
            here.documents.retain(|id| Some(*id) == row.document);
            let alone = standard(&random, &here);
            same(row.figures[0], alone.pooled.percent)?;
            same(row.figures[2], alone.pooled.alpha)?;
        }
    }

    #[test]
    fn what_is_marked_twice_changes_nothing(random in random_study(), which in any::<prop::sample::Index>()) {
        let mut codings = random.study.codings.as_slice().to_vec();
        prop_assume!(!codings.is_empty());
        let twice = codings[which.index(codings.len())];
        let length = twice.span.end() - twice.span.start();
        prop_assume!(length > 1);
        let start = twice.span.start() + length / 3;
        let id = CodingId(codings.len() as u32 + 1);
        let span = CharSpan::new(start, start + (length / 2).max(1));
        codings.push(Coding { id, span, ..twice });
        let mut more = random.clone();
        more.study.codings = Codings::new(codings);

        let figures = |random: &Random| {
            let asked = ask_all(&random.study);
            let whole = Universe::WholeText;
            let of = Comparison::of(
                &random.study, &asked, Unit::Character, whole, &random.transcripts,
            ).expect("all texts are at hand");
            let options = UnitizingOptions { seed: 1, legacy: false };
            let mut discussion = of.discussion();
            discussion.rows.iter_mut().for_each(|row| row.excerpts.clear());
            (
                of.every_measure(None), of.code_sets(), of.spans(),
                of.unitized(options).to_table(), discussion,
            )
        };
        let (before, after) = (figures(&random), figures(&more));
        prop_assert_eq!(before.0, after.0);
        prop_assert_eq!(before.1, after.1);
        prop_assert_eq!(before.2, after.2);
        prop_assert_eq!(before.3, after.3);
        prop_assert_eq!(before.4, after.4);
    }
}
