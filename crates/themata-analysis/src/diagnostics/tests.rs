use std::collections::BTreeMap;

use themata_model::{Query, Scope};
use themata_testkit::Fixture;

use super::*;
use crate::{AgreementUnit, AgreementUniverse, Comparison, disagreements};

fn found(fixture: &Fixture) -> Vec<Diagnostic> {
    let study = &fixture.study;
    let scope = Scope { study, turns: &BTreeMap::new() };
    let asked = Query::all().resolve(study).unwrap().ask(scope);
    let comparison = Comparison::of(
        study,
        &asked,
        AgreementUnit::Character,
        AgreementUniverse::WholeText,
        &BTreeMap::new(),
    )
    .unwrap();
    let differ = disagreements(study, &asked, &[]);
    diagnostics(&comparison.agreement(None), &comparison.judged(), &differ)
}

fn of(all: &[Diagnostic], kind: DiagnosticKind) -> Vec<(Option<&str>, Option<f64>, &str)> {
    let of_kind = all.iter().filter(|one| one.kind == kind);
    of_kind.map(|one| (one.about.as_deref(), one.figure, one.found.as_str())).collect()
}

const BOOK: &str = "
leadership
  turnover
IT
  shared record
";

#[test]
fn what_is_rare_lopsided_and_ragged_is_found() {
    let fixture = themata_testkit::fixture(
        BOOK,
        "
//- P03 site:04
NURSE: The record never loads since the director left, and nobody has told us who comes next, so we wait.
       ^^^^^^^^^^^^^^^^^^^^^^ shared record @ana
       ^^^^^^^^^^ shared record @ben
                                                                                                  ^^^ turnover @ana
//- P04 site:04
NURSE: It works.
       ^^ shared record @ana
",
    );
    let all = found(&fixture);
    // Of the one document that two judged, 22 and 10 characters are marked as the record, 3
    // and 0 as turnover.
    assert_eq!(
        of(&all, DiagnosticKind::SkewedPrevalence)
            .iter()
            .map(|(about, figure, _)| (*about, figure.unwrap() < 0.05))
            .collect::<Vec<_>>(),
        [(Some("turnover"), true)]
    );
    let lopsided = of(&all, DiagnosticKind::MarginalAsymmetry);
    assert_eq!(lopsided.len(), 1);
    assert_eq!(lopsided[0].0, Some("shared record"));
    assert!((lopsided[0].1.unwrap() - 2.2).abs() < 1e-12, "{lopsided:?}");
    assert_eq!(
        of(&all, DiagnosticKind::SparseCode),
        [(Some("turnover"), Some(3.0), "3 marks")]
    );
    assert_eq!(
        of(&all, DiagnosticKind::BoundaryDisagreement),
        [(None, Some(0.5), "1 of 2 disagreements")]
    );
    assert_eq!(
        of(&all, DiagnosticKind::UnusableDocuments),
        [(None, Some(1.0), "1 document judged by one coder only")]
    );
    assert_eq!(
        of(&all, DiagnosticKind::FewDocuments),
        [(None, Some(1.0), "1 document, fewer than 10")]
    );
    for kind in [
        DiagnosticKind::FewUnits,
        DiagnosticKind::SingleCategory,
        DiagnosticKind::CoderWithoutCodings,
    ] {
        assert_eq!(of(&all, kind), [], "{kind:?}");
    }
    let table = diagnostics_table(&all);
    assert_eq!(table.rows.len(), 6);
    assert!(table.definition.contains("below 5 % or above 95 %"), "{}", table.definition);
}

#[test]
fn a_single_code_on_everything_leaves_nothing_to_tell_apart() {
    let fixture = themata_testkit::fixture(
        BOOK,
        "
//- P03 site:04
NURSE: It works.
       ^^^^^^^^^ shared record @ana
       ^^^^^^^^^ shared record @ben
",
    );
    let all = found(&fixture);
    assert_eq!(
        of(&all, DiagnosticKind::SingleCategory),
        [
            (None, Some(1.0), "1 code in use"),
            (Some("shared record"), None, "marked on every unit")
        ]
    );
    assert_eq!(
        of(&all, DiagnosticKind::FewUnits),
        [(None, Some(9.0), "9 units, fewer than 50")]
    );
    assert_eq!(of(&all, DiagnosticKind::MarginalAsymmetry), []);
    assert_eq!(of(&all, DiagnosticKind::BoundaryDisagreement), []);
}
