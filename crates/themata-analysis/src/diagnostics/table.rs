use super::{
    ASYMMETRIC, BOUNDARIES, Diagnostic, DiagnosticKind, FEW_DOCUMENTS, FEW_UNITS, SKEWED,
    SPARSE_MARKS,
};
use crate::{Cell, Column, Kind, Table};

/// A row for each kind of what was noticed, with everything that it was noticed on.
#[must_use]
pub fn diagnostics_table(found: &[Diagnostic]) -> Table {
    let mut table = Table::new(
        "diagnostics",
        "Diagnostics",
        [
            Column::new("diagnostic", "What", Kind::Text),
            Column::new("number", "Number", Kind::Count),
            Column::new("found", "Where", Kind::Passage),
            Column::new("meaning", "What it means", Kind::Passage),
        ],
    );
    for kind in DiagnosticKind::ALL {
        let of_kind: Vec<&Diagnostic> = found.iter().filter(|one| one.kind == kind).collect();
        let places: Vec<String> = of_kind
            .iter()
            .map(|one| match &one.about {
                Some(about) => format!("{about} ({})", one.found),
                None => one.found.clone(),
            })
            .collect();
        if !places.is_empty() {
            table.push([
                Cell::text(kind.as_str()),
                Cell::from(places.len()),
                Cell::text(places.join("; ")),
                Cell::text(kind.meaning()),
            ]);
        }
    }
    table.definition = format!(
        "Looked for: prevalence below {:.0} % or above {:.0} %; a code that one coder marks {} \
         times as often as another, of the units that each judged; fewer than {FEW_UNITS} units; \
         codes with fewer than {SPARSE_MARKS} marked units, coders added up; {:.0} % or more of \
         the disagreements about where a stretch begins or ends; documents that were not \
         compared; coders who marked nothing; codes without a difference; fewer than \
         {FEW_DOCUMENTS} documents. The thresholds are conventions.",
        SKEWED * 100.0,
        (1.0 - SKEWED) * 100.0,
        ASYMMETRIC,
        BOUNDARIES * 100.0,
    );
    table
}
