//! A study in which nothing happened yet still has tables.

use themata_analysis::{
    AgreementUnit, AgreementUniverse, CooccurrenceUnit, FrequencyMeasure, MatrixValue,
    Transcripts, agreement, cooccurrence, frequencies,
};
use themata_testkit::{Fixture, fixture};

use crate::asking::{ask, codes_by, draw};

fn check(fixture: &Fixture) {
    let (study, texts) = (&fixture.study, &fixture.transcripts);
    let asked = ask(fixture, "");
    // Nobody says in these studies where documents were collected.
    for unit in CooccurrenceUnit::ALL.into_iter().filter(|&unit| unit != CooccurrenceUnit::Site)
    {
        let together =
            cooccurrence(study, &asked, codes_by(unit), texts).expect("nothing missing");
        assert!(together.pairs.is_empty());
        assert_eq!(draw(&together.to_table()).len(), 1);
        let codes = together.codes.len();
        assert_eq!(
            draw(&together.to_table_of_every_pair()).len(),
            1 + codes * codes.max(1) / 4
        );
        assert_eq!(draw(&together.to_matrix(MatrixValue::Jaccard)).len(), 1 + codes);
    }
    for unit in AgreementUnit::ALL {
        let whole = AgreementUniverse::WholeText;
        let made = agreement(study, &asked, unit, whole, texts).expect("nothing missing");
        assert_eq!(made.pooled.kappa, made.pooled.alpha);
        assert!(made.pooled.kappa.is_err() && made.pooled.percent.is_err());
        draw(&made.to_table());
    }
    let counted = frequencies(study, &asked, None, Some(texts)).expect("nothing missing");
    let table = counted.to_table(&FrequencyMeasure::ALL, &FrequencyMeasure::ALL);
    assert!(draw(&table).last().is_some_and(|total| total.starts_with("= all codes | 0 | 0")));
}

#[test]
fn a_study_without_anything() {
    let fixture = fixture("", "");
    assert!(fixture.study.codebook.is_empty() && fixture.transcripts == Transcripts::new());
    check(&fixture);
}

#[test]
fn a_study_without_codings() {
    check(&fixture("A\nB", "ANA: Nobody coded this."));
}

#[test]
fn codes_without_documents() {
    check(&fixture("A\nB", ""));
}
