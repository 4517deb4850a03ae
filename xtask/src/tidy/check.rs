//! How the rules are tested.

use super::checkout::Checkout;
use super::{Finding, Weight};

/// Checks what a rule finds in some files: a line `path:line: the beginning of the message`
/// for each finding, in order of path and line, questions with a `?` before them and notes
/// with a `-`.
pub(super) fn check(
    rule: fn(&Checkout) -> Vec<Finding>,
    files: &[(&str, &str)],
    expect: &[&str],
) {
    check_in(rule, &Checkout::of(files), expect);
}

pub(super) fn check_in(
    rule: fn(&Checkout) -> Vec<Finding>,
    checkout: &Checkout,
    expect: &[&str],
) {
    let mut findings = rule(checkout);
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let found: Vec<String> = findings.iter().map(shown).collect();
    let alike = |(found, expect): (&String, &&str)| found.starts_with(expect);
    assert!(
        found.len() == expect.len() && found.iter().zip(expect).all(alike),
        "found {found:#?}, expected {expect:#?}"
    );
}

fn shown(finding: &Finding) -> String {
    let weight = match finding.weight {
        Weight::Fault => "",
        Weight::Question => "? ",
        Weight::Note => "- ",
    };
    format!("{weight}{}:{}: {}", finding.path, finding.line, finding.message)
}
