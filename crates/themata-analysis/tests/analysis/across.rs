//! Pairs of codes across sites, on studies small enough to count by hand.

use std::fmt::Write;

use proptest::prelude::*;
use themata_analysis::{
    AssociationUndefined, Cooccurrence, CooccurrenceOptions, CooccurrenceUnit as Unit,
    Fourfold, Layer, Stratified, cooccurrence,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, ask_all, attribute, code, codes_by, draw};
use crate::random_study::random_study;

/// Documents of a site whose turns carry both codes, the first, the second, neither.
fn site(text: &mut String, name: &str, site: Option<&str>, counts: [usize; 4]) {
    let site = site.map(|site| format!(" site:{site}")).unwrap_or_default();
    let _ = writeln!(text, "//- {name}{site}");
    for (codes, count) in [&["A", "B"][..], &["A"], &["B"], &[]].into_iter().zip(counts) {
        for _ in 0..count {
            text.push_str("ANA: words\n");
            codes.iter().for_each(|code| {
                let _ = writeln!(text, "     ^^^^^ {code} @ana");
            });
        }
    }
}

/// Four sites: together, apart (reversed), never both, A in every turn; and a document that
/// has no site.
fn sites() -> Fixture {
    let mut text = String::new();
    site(&mut text, "P1", Some("01"), [4, 1, 1, 6]);
    site(&mut text, "P2", Some("01"), [2, 1, 0, 2]);
    site(&mut text, "P3", Some("02"), [1, 3, 2, 1]);
    site(&mut text, "P4", Some("03"), [0, 2, 1, 3]);
    site(&mut text, "P5", Some("04"), [1, 2, 0, 0]);
    site(&mut text, "P6", None, [3, 1, 1, 4]);
    fixture("A\nB\nC", &text)
}

fn by_site(fixture: &Fixture, unit: Unit, layer: Layer) -> Cooccurrence {
    let by = Some(attribute(&fixture.study, "site"));
    let options = CooccurrenceOptions { by, layer, ..codes_by(unit) };
    cooccurrence(&fixture.study, &ask(fixture, ""), options, &fixture.transcripts)
        .expect("all is there")
}

#[test]
fn strata_are_named_by_what_they_say() {
    let fixture = sites();
    let together = by_site(&fixture, Unit::Turn, Layer::AnyCoder);
    assert_eq!(together.group_units, [17, 7, 6, 3, 9]);
    assert_eq!(together.codes[0].groups, [8, 4, 2, 3, 4]);
    let across = together.across().expect("units and strata");
    let pair = &across.pairs[0];
    assert_eq!((across.pairs.len(), pair.n12, pair.present), (1, 11, 4));
    assert_eq!(
        (&*pair.absent, &*pair.reversed, &*pair.silent),
        (&[2][..], &[1, 2][..], &[3][..])
    );
    let expected = Stratified::of(&[
        Fourfold { both: 6, first_only: 2, second_only: 1, neither: 8 },
        Fourfold { both: 1, first_only: 3, second_only: 2, neither: 1 },
        Fourfold { both: 0, first_only: 2, second_only: 1, neither: 3 },
        Fourfold { both: 3, first_only: 1, second_only: 1, neither: 4 },
    ]);
    assert_eq!(pair.figures.common, expected.common);
    assert_eq!(pair.figures.homogeneity, expected.homogeneity);
    assert_eq!(pair.figures.pooled.units(), 42);
    // C is in no unit, so neither A and C nor B and C can be tested.
    assert_eq!(across.tested, 1);
    assert_eq!(pair.adjusted, expected.independence.map(|test| test.plain.p));

    let table = across.to_table();
    assert!(table.definition.contains(
        "5 strata: the values of site; documents without one are a stratum of their own."
    ));
    let lines = draw(&table);
    assert!(lines[1].starts_with("A | B | 11 | 4 | 1 | 2 | 1 | "), "{}", lines[1]);
    assert!(lines[1].contains(" | 03 | 02, 03 | 04 | "), "{}", lines[1]);
    assert!(
        table
            .remarks
            .contains(&"2 of 3 possible pairs never found together, not listed".to_owned())
    );
}

#[test]
fn a_forest_has_a_row_for_each_stratum_and_the_common_one() {
    let fixture = sites();
    let together = by_site(&fixture, Unit::Turn, Layer::AnyCoder);
    let across = together.across().expect("units and strata");
    let [a, b, c] = ["A", "B", "C"].map(|name| code(&fixture.study, name));
    let forest = across.forest(b, a).expect("two codes");
    assert_eq!((&*forest.first, &*forest.second), ("A", "B"));
    let lines = draw(&forest.to_table());
    assert_eq!(
        lines[0],
        "stratum | documents | a | b | c | d | n | odds_ratio | odds_ratio_low | \
         odds_ratio_high | weight | remark"
    );
    assert!(lines[1].starts_with("01 | 2 | 6 | 2 | 1 | 8 | 17 | 24.000 | "), "{}", lines[1]);
    assert!(lines[2].starts_with("02 | 1 | 1 | 3 | 2 | 1 | 7 | 0.167 | "), "{}", lines[2]);
    assert_eq!(
        lines[3],
        "03 | 1 | 0 | 2 | 1 | 3 | 6 | undefined: no unit has both | undefined: no unit has both \
         | undefined: no unit has both | 0.235 | absent, reversed"
    );
    assert!(lines[4].ends_with("| undefined: one of the two is in every unit | silent"));
    assert!(
        lines[5].starts_with("no site | 1 | 3 | 1 | 1 | 4 | 9 | 12.000 | "),
        "{}",
        lines[5]
    );
    // R = 48/17 + 1/7 + 0 + 12/9 and S = 2/17 + 6/7 + 2/6 + 1/9 by hand: 4.2997 / 1.4192. The site
    // that is silent adds its units and nothing else.
    assert!(
        lines[6].starts_with("= common | 6 | 11 | 10 | 5 | 16 | 42 | 3.030 | "),
        "{}",
        lines[6]
    );
    let weights: f64 = forest.strata.iter().filter_map(|stratum| stratum.weight.ok()).sum();
    assert!((weights - 1.0).abs() < 1e-12);
    assert!(across.forest(a, a).is_none());
    let unused = across.forest(a, c).expect("two codes");
    assert_eq!(
        unused.figures.common.map(|common| common.value),
        Err(AssociationUndefined::NoStratum)
    );
    assert!(unused.strata.iter().all(|stratum| stratum.fourfold.both == 0));
}

#[test]
fn coefficients_take_units_in_one_cell_each() {
    let fixture = fixture(
        "A\nB",
        "
ANA: words and words
     ^^^^^ A @ana
     ^^^^^ B @ben
",
    );
    let counted = |unit, layer| {
        let options = CooccurrenceOptions { layer, ..codes_by(unit) };
        cooccurrence(&fixture.study, &ask(&fixture, ""), options, &fixture.transcripts)
            .expect("all is there")
    };
    let events = counted(Unit::Overlap, Layer::AnyCoder);
    assert!(events.across().expect_err("events").is_events_not_units());
    assert!(events.with_coefficients().expect_err("events").is_events_not_units());
    // One turn that has both codes, but not by one coder: it is in no cell.
    let apart = counted(Unit::Turn, Layer::SameCoder);
    assert!(apart.coders_apart);
    assert!(apart.with_coefficients().expect_err("two coders").is_coders_apart());
    let any = counted(Unit::Turn, Layer::AnyCoder);
    assert_eq!(
        any.across().expect_err("no attribute").to_string(),
        "no attribute was said whose values are the strata"
    );
    assert!(any.with_coefficients().is_ok());
}

#[test]
fn coefficients_are_columns_of_their_own() {
    let fixture = sites();
    let plain = by_site(&fixture, Unit::Turn, Layer::AnyCoder);
    let before = draw(&plain.to_table());
    let table = plain.clone().with_coefficients().expect("units").to_table_of_every_pair();
    let after = draw(&table);
    assert!(after[1].starts_with(&before[1]));
    // a 11, b 10, c 5, d 16 of 42; intervals and chi-squared are those of statsmodels 0.15.0
    // and scipy 1.17.1.
    let p = Fourfold { both: 11, first_only: 10, second_only: 5, neither: 16 };
    let p = p.significance().expect("defined").p;
    assert_eq!(
        after[1][before[1].len()..],
        format!(
            " | 0.595 | 0.600 | 1.375 | 0.238 | 0.294 | 0.558 | 3.520 | 0.941 | 13.174 | 1.258 \
             | -0.061 | 2.578 | 3.286 | 3.635 | 2.524 | {p:.3} | chi-squared | {p:.3}"
        )
    );
    assert!(after[2].contains("undefined: one of the two was not used"));
    assert!(table.whole_definition().contains("as description, never as a verdict"));
    assert!(table.whole_definition().contains("over the 1 possible pairs"));
}

proptest! {
    /// The strata of a pair are the counts of each group asked for alone.
    #[test]
    fn strata_add_up(random in random_study()) {
        let study = &random.study;
        let by = Some(attribute(study, "site"));
        let asked = ask_all(study);
        for unit in [Unit::Sentence, Unit::Turn, Unit::Document, Unit::Excerpt] {
            let options =
                CooccurrenceOptions { by, layer: Layer::AnyCoder, ..codes_by(unit) };
            let together = cooccurrence(study, &asked, options, &random.transcripts)
                .expect("all is there");
            prop_assert_eq!(together.group_units.iter().sum::<u64>(), together.units);
            for code in &together.codes {
                prop_assert_eq!(code.groups.iter().sum::<u64>(), code.n);
            }
            let across = together.across().expect("units and strata");
            prop_assert_eq!(across.pairs.len(), together.pairs.len());
            for (pair, counted) in across.pairs.iter().zip(&together.pairs) {
                let whole = together.fourfold(counted).expect("units");
                prop_assert_eq!(pair.figures.pooled, whole);
                prop_assert_eq!(pair.n12, counted.n12);
                let strata = across.strata().groups.len() as u64;
                prop_assert_eq!(pair.present + pair.absent.len() as u64, strata);
                prop_assert_eq!(pair.figures.informative + pair.silent.len() as u64, strata);
                let forest = across.forest(pair.second, pair.first).expect("a pair");
                prop_assert_eq!(forest.figures, pair.figures);
            }
        }
    }
}
