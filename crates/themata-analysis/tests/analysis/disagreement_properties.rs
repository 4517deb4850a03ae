//! What must hold of disagreements however coders overlap.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use themata_agreement::{Category, PercentAgreement, Ratings, percent_agreement};
use themata_analysis::{
    AgreementUnit, AgreementUniverse, Level, SubjectKey, agreement, disagreements,
};
use themata_codebook::CodeIndex;
use themata_model::{Coding, CodingId, Study};

use crate::asking::ask_all;
use crate::random_study::random_study;

/// What one code costs, character by character, and how many characters were compared.
fn cost(study: &Study, code: CodeIndex) -> (f64, u32) {
    let (mut cost, mut characters) = (0.0, 0);
    for document in &study.documents {
        let codings = study.codings.on(document.id);
        let judges: BTreeSet<_> = codings.iter().map(|coding| coding.coder).collect();
        if judges.len() < 2 {
            continue;
        }
        characters += document.version.len;
        for at in 0..document.version.len {
            let marks = |coding: &&Coding| coding.code == code && coding.span.contains(at);
            let marked: BTreeSet<_> =
                codings.iter().filter(marks).map(|coding| coding.coder).collect();
            let (n, k) = (judges.len() as f64, marked.len() as f64);
            cost += k * (n - k) / (n * (n - 1.0) / 2.0);
        }
    }
    (cost, characters)
}

proptest! {
    #[test]
    fn costs_add_up_to_the_observed_disagreement(random in random_study()) {
        let study = &random.study;
        let asked = ask_all(study);
        let found = disagreements(study, &asked, &[]);
        let mut of_code: BTreeMap<CodeIndex, f64> = BTreeMap::new();
        for side in found.rows.iter().flat_map(|row| &row.sides) {
            *of_code.entry(side.code).or_default() += side.cost;
        }
        let measured = agreement(
            study,
            &asked,
            AgreementUnit::Character,
            AgreementUniverse::WholeText,
            &random.transcripts,
        ).expect("all texts are at hand");
        for row in measured.rows_at(Level::Code) {
            let SubjectKey::Code(code) = row.subject.key else { continue };
            let summed = of_code.get(&code).copied().unwrap_or(0.0);
            let (expect, characters) = cost(study, code);
            prop_assert!((summed - expect).abs() < 1e-9, "{summed} is not {expect}");
            // The percent agreement that is listed is the same figure.
            if let Ok(percent) = row.percent.value {
                let observed = (1.0 - percent) * f64::from(characters);
                prop_assert!((summed - observed).abs() < 1e-6, "{summed} is not {observed}");
            }
            // So is the observed disagreement of alpha, where all have equally many judges.
            let judges: BTreeSet<usize> = study.documents.iter().map(|document| {
                let codings = study.codings.on(document.id).iter();
                codings.map(|coding| coding.coder).collect::<BTreeSet<_>>().len()
            }).filter(|&judges| judges > 1).collect();
            if let (1, Some(observed)) = (judges.len(), row.alpha.observed_disagreement) {
                let observed = observed * f64::from(characters);
                prop_assert!((summed - observed).abs() < 1e-6, "{summed} is not {observed}");
            }
        }
        let total: f64 = of_code.values().sum();
        prop_assert!((found.cost() - total).abs() < 1e-9);
    }

    #[test]
    fn every_coding_of_a_judge_is_in_one_place(random in random_study()) {
        let study = &random.study;
        let found = disagreements(study, &ask_all(study), &[]);
        let mut placed: Vec<CodingId> = found.rows.iter()
            .flat_map(|row| row.claims())
            .chain(found.agreed.iter().flat_map(|one| &one.claims))
            .map(|claim| claim.coding)
            .collect();
        placed.sort_unstable();
        let compared = |coding: &&Coding| {
            found.documents.contains(&coding.document) && !coding.span.is_empty()
        };
        let mut expect: Vec<CodingId> =
            study.codings.as_slice().iter().filter(compared).map(|coding| coding.id).collect();
        expect.sort_unstable();
        prop_assert_eq!(placed, expect);

        let mut numbers: Vec<CodingId> = found.rows.iter().map(|row| row.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), found.rows.len());
    }

    #[test]
    fn a_disagreement_says_in_what(random in random_study()) {
        let study = &random.study;
        let found = disagreements(study, &ask_all(study), &[]);
        for row in &found.rows {
            prop_assert!(!row.kinds.is_empty(), "{:?}", row);
            prop_assert!(row.cost() >= 0.0);
            prop_assert_eq!(row.pair.is_some(), row.sides.len() == 2);
            if let Some(overlap) = row.overlap {
                prop_assert!((0.0..=1.0).contains(&overlap));
            }
            for side in &row.sides {
                prop_assert!(side.claims.iter().all(|claim| claim.code == side.code));
            }
        }
        let places: Vec<f64> = found.rows.iter().map(|row| row.cost()).collect();
        prop_assert!(places.is_sorted_by(|a, b| a >= b));
        for one in &found.agreed {
            let mut ratings = Ratings::binary(one.judges.len());
            for at in one.span.start()..one.span.end() {
                let marks = |judge| one.claims.iter().any(|claim| {
                    claim.coder == judge && claim.span.contains(at)
                });
                let said: Vec<_> =
                    one.judges.iter().map(|&j| Some(Category::from(marks(j)))).collect();
                ratings.add(&said, 1);
            }
            let percent = percent_agreement(&ratings, PercentAgreement::ItemMean);
            prop_assert_eq!(percent.value, Ok(1.0));
        }
    }
}
