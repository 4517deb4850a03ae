//! What should a reader know before trusting a figure of agreement?

mod kind;
mod table;

pub use kind::DiagnosticKind;
pub use table::diagnostics_table;

use crate::agreement::{Agreement, AgreementRow, CoderJudged};
use crate::disagreements::{DisagreementKind, Disagreements};
use crate::wording::counted;
use crate::{Cell, Level};

/// With fewer compared documents than this no interval is reliable.
pub const FEW_DOCUMENTS: usize = 10;

/// Fewer compared units than this are few.
pub const FEW_UNITS: u64 = 50;

/// A code on fewer marks than this, of all coders together, is sparse.
pub const SPARSE_MARKS: u64 = 5;

/// A code is skewed if its prevalence is below this, or above 1 less this.
pub const SKEWED: f64 = 0.05;

/// Margins are asymmetric if one coder marks so many times the share that another marks.
pub const ASYMMETRIC: f64 = 2.0;

/// Boundaries are a matter of their own if such a share of the disagreements is about them.
pub const BOUNDARIES: f64 = 0.25;

/// Something about the material that bears on what its figures mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What it is.
    pub kind: DiagnosticKind,
    /// The code or coder that it is about; `None` if it is about the whole.
    pub about: Option<String>,
    /// The figure that shows it: a share for [`DiagnosticKind::SkewedPrevalence`] (of the
    /// judgements) and [`DiagnosticKind::BoundaryDisagreement`] (of the disagreements), how
    /// many times as much for [`DiagnosticKind::MarginalAsymmetry`] (infinite values do not
    /// occur: a coder who marked nothing has no ratio), else a number.
    pub figure: Option<f64>,
    /// What was found, in words.
    pub found: String,
}

/// What to know before trusting the figures of a comparison.
///
/// * Skewed prevalence: a code with a prevalence below [`SKEWED`] or above 1 − [`SKEWED`].
/// * Marginal asymmetry: a code which one coder marks on [`ASYMMETRIC`] times the share of the
///   units that another marks, or which another never marks; only codes that are not sparse.
/// * Few units: fewer than [`FEW_UNITS`] in the universe.
/// * Sparse code: used, with fewer than [`SPARSE_MARKS`] marked units of all coders together.
/// * Boundary disagreement: at least the share [`BOUNDARIES`] of the disagreements is about
///   where a stretch begins or ends.
/// * Unusable documents: judged by one coder only, unfinished, or still coded blind.
/// * Coder without codings: judged documents and marked nothing there.
/// * Single category: a code that is marked on every unit, or no more than one code in use.
/// * Few documents: fewer than [`FEW_DOCUMENTS`].
///
/// `agreement` and `judged` must be of one comparison; `judged` is in the order of the coders.
/// The kinds follow the diagnostics that the annotation platform INCEpTION shows beside its
/// agreement measures; the thresholds are conventions and are named in each finding.
#[must_use]
pub fn diagnostics(
    agreement: &Agreement,
    judged: &[CoderJudged],
    found: &Disagreements,
) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let used = || {
        let codes = agreement.rows_at(Level::Code);
        codes.filter(|row| row.marked.iter().any(|&units| units > 0))
    };
    all.extend(used().filter_map(skewed));
    all.extend(used().filter_map(|row| asymmetric(row, judged)));
    let units = agreement.units;
    if units < FEW_UNITS {
        let words = format!("{}, fewer than {FEW_UNITS}", counted(units, "unit", "units"));
        all.push(whole(DiagnosticKind::FewUnits, Some(units as f64), words));
    }
    all.extend(used().filter_map(sparse));
    all.extend(boundaries(found));
    all.extend(unusable(found));
    all.extend(silent(agreement, judged));
    all.extend(single(agreement, used().count()));
    let documents = agreement.documents.len();
    if documents < FEW_DOCUMENTS {
        let number = counted(documents as u64, "document", "documents");
        let words = format!("{number}, fewer than {FEW_DOCUMENTS}");
        all.push(whole(DiagnosticKind::FewDocuments, Some(documents as f64), words));
    }
    all
}

fn whole(kind: DiagnosticKind, figure: Option<f64>, found: String) -> Diagnostic {
    Diagnostic { kind, about: None, figure, found }
}

fn skewed(row: &AgreementRow) -> Option<Diagnostic> {
    let share = row.prevalence.value.ok()?;
    let is_skewed = !(SKEWED..=1.0 - SKEWED).contains(&share);
    is_skewed.then(|| Diagnostic {
        kind: DiagnosticKind::SkewedPrevalence,
        about: Some(row.subject.name.clone()),
        figure: Some(share),
        found: format!("{:.1} %", share * 100.0),
    })
}

fn asymmetric(row: &AgreementRow, judged: &[CoderJudged]) -> Option<Diagnostic> {
    if row.marked.iter().sum::<u64>() < SPARSE_MARKS {
        return None;
    }
    let shares = row.marked.iter().zip(judged).filter(|(_, judged)| judged.units > 0);
    let shares: Vec<(f64, &str)> = shares
        .map(|(&marked, judged)| {
            (marked as f64 / judged.units as f64, judged.coder.name.as_str())
        })
        .collect();
    let most = shares.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let least = shares.iter().copied().reduce(|a, b| if b.0 < a.0 { b } else { a })?;
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    (most.0 >= ASYMMETRIC * least.0 && most.0 > least.0).then(|| Diagnostic {
        kind: DiagnosticKind::MarginalAsymmetry,
        about: Some(row.subject.name.clone()),
        figure: (least.0 > 0.0).then(|| most.0 / least.0),
        found: format!("{} {}, {} {}", most.1, percent(most.0), least.1, percent(least.0)),
    })
}

fn sparse(row: &AgreementRow) -> Option<Diagnostic> {
    let marks: u64 = row.marked.iter().sum();
    (marks < SPARSE_MARKS).then(|| Diagnostic {
        kind: DiagnosticKind::SparseCode,
        about: Some(row.subject.name.clone()),
        figure: Some(marks as f64),
        found: counted(marks, "mark", "marks"),
    })
}

fn boundaries(found: &Disagreements) -> Option<Diagnostic> {
    let is_of = |kind| found.rows.iter().filter(move |row| row.kinds.contains(&kind)).count();
    let (of, all) = (is_of(DisagreementKind::Boundary), found.rows.len());
    let share = Cell::share(of as u64, all as u64).number()?;
    (share >= BOUNDARIES).then(|| {
        let words = format!("{of} of {}", counted(all as u64, "disagreement", "disagreements"));
        whole(DiagnosticKind::BoundaryDisagreement, Some(share), words)
    })
}

fn unusable(found: &Disagreements) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    let mut push = |about: Option<&str>, number: usize, what: &str| {
        if number > 0 {
            let documents = counted(number as u64, "document", "documents");
            all.push(Diagnostic {
                kind: DiagnosticKind::UnusableDocuments,
                about: about.map(str::to_owned),
                figure: Some(number as f64),
                found: format!("{documents} {what}"),
            });
        }
    };
    push(None, found.judged_by_one, "judged by one coder only");
    push(None, found.blind, "still coded blind");
    for (coder, number) in &found.unfinished {
        push(Some(coder), *number, "not finished");
    }
    all
}

fn silent(agreement: &Agreement, judged: &[CoderJudged]) -> Vec<Diagnostic> {
    let marks = |place: usize| agreement.rows.iter().map(move |row| row.marked[place]);
    judged
        .iter()
        .enumerate()
        .filter(|(place, judged)| judged.documents > 0 && marks(*place).all(|units| units == 0))
        .map(|(_, judged)| {
            let documents = counted(judged.documents, "document", "documents");
            Diagnostic {
                kind: DiagnosticKind::CoderWithoutCodings,
                about: Some(judged.coder.name.clone()),
                figure: Some(judged.documents as f64),
                found: format!("nothing marked in {documents}"),
            }
        })
        .collect()
}

fn single(agreement: &Agreement, used: usize) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if used < 2 && !agreement.documents.is_empty() {
        let words = format!("{} in use", counted(used as u64, "code", "codes"));
        all.push(whole(DiagnosticKind::SingleCategory, Some(used as f64), words));
    }
    let everywhere = agreement.rows_at(Level::Code).filter(|row| {
        row.prevalence.value.is_ok_and(|share| share >= 1.0) && row.percent.items > 0
    });
    all.extend(everywhere.map(|row| Diagnostic {
        kind: DiagnosticKind::SingleCategory,
        about: Some(row.subject.name.clone()),
        figure: None,
        found: "marked on every unit".to_owned(),
    }));
    all
}

#[cfg(test)]
mod tests;
