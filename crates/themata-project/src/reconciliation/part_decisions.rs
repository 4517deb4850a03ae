use std::collections::BTreeSet;

use themata_report::DossierPart;

use super::cells::{cell, measure, named, number, share, text};
use super::material::{Material, compare, only};
use crate::adjudicate::{DecisionsWanted, decisions};
use crate::names::count;
use crate::{Cell, Failure, Table};

/// What was decided, and what came of it.
pub(super) fn part(material: &Material<'_>) -> Result<DossierPart, Failure> {
    let shared = material.shared;
    let title = "Decisions".to_owned();
    let all = DecisionsWanted::default();
    let log = decisions(shared.view, &shared.whole, &shared.study, &all)?.table;
    if log.rows.is_empty() {
        let text = vec![
            "Nothing has been decided yet; the command themata adjudicate decides.".to_owned(),
        ];
        return Ok(DossierPart { title, text, tables: Vec::new() });
    }
    let open = shared.found.rows.iter().filter(|row| row.state.is_open()).count();
    let mut text = vec![format!(
        "{}; {} open. What the coders said stays as it is, and what was decided is the codings \
         of the consensus.",
        count(log.rows.len(), "decision"),
        match open {
            0 => "no disagreement is".to_owned(),
            1 => "1 disagreement is".to_owned(),
            _ => format!("{open} disagreements are"),
        },
    )];
    let mut tables = Vec::new();
    if !shared.question.discuss {
        tables.push(before(material));
        match shared.consensus() {
            Some(consensus) => {
                text.push(
                    "Reliability is what the coders agreed to before they talked. The table of \
                     the consensus tells how far each coder's work stands as it is; it is no \
                     estimate of reliability, because the consensus was made from the same \
                     codings."
                        .to_owned(),
                );
                tables.push(after(material, consensus)?);
            }
            None => text.push(
                "The consensus is not compared with the coders: it has no codings, or the query \
                 leaves it out."
                    .to_owned(),
            ),
        }
    }
    tables.push(named(log, "decisions", "Decision log"));
    Ok(DossierPart { title, text, tables })
}

fn columns(first: &str, heading: &str) -> [crate::Column; 7] {
    [
        text(first, heading),
        share("percent_agreement", "Percent agreement"),
        measure("kappa", "Kappa"),
        measure("alpha", "Alpha"),
        number("codes", "Codes"),
        number("documents", "Documents"),
        number("units", "Units"),
    ]
}

fn cells(name: String, of: &themata_analysis::Agreement) -> [Cell; 7] {
    [
        Cell::Text(name),
        cell(of.pooled.percent),
        cell(of.pooled.kappa),
        cell(of.pooled.alpha),
        Cell::from(of.pooled.codes),
        Cell::from(of.documents.len()),
        Cell::Count(of.units),
    ]
}

/// How far the coders agree, whatever was decided since.
fn before(material: &Material<'_>) -> Table {
    let mut table = Table::new("before", "Before: the coders", columns("coders", "Coders"));
    let names: Vec<&str> =
        material.agreement.coders.iter().map(|coder| coder.name.as_str()).collect();
    table.push(cells(names.join(", "), &material.agreement));
    table.definition =
        "What the coders said on their own, whatever was decided later: over all \
                        codes, as in the table of all codes together."
            .to_owned();
    table
}

/// How far the consensus agrees with each coder.
fn after(material: &Material<'_>, consensus: themata_model::CoderId) -> Result<Table, Failure> {
    let shared = material.shared;
    let mut table = Table::new(
        "after",
        "After: each coder with the consensus (no estimate of reliability)",
        columns("coder", "Coder with the consensus"),
    );
    for coder in &shared.found.coders {
        let pair = only(&shared.whole, &BTreeSet::from([coder.id, consensus]));
        let with = compare(shared, &pair)?.agreement(None);
        table.push(cells(coder.name.clone(), &with));
    }
    table.definition = "No estimate of reliability: the consensus was made from what the coders \
                        said. Compared are the documents in which the consensus has codings and \
                        that the coder judged; where not everything was decided, what is missing \
                        from the consensus counts as left unmarked."
        .to_owned();
    Ok(table)
}
