use themata_analysis::{Disagreement, DisagreementKind, Disagreements};
use themata_report::DossierPart;

use super::cells::{measure, number, share, text};
use super::material::{Material, Shared};
use crate::{Cell, Table};

/// In what the coders differ, how often, and on how much text.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let shared = material.shared;
    let words = "A disagreement can be of several kinds and is counted under the first. The \
                 second table looks at everything that each one shows: who missed it, which end \
                 differs, how the two codes stand to each other in the codebook."
        .to_owned();
    DossierPart {
        title: "Kinds of disagreement".to_owned(),
        text: vec![words],
        tables: vec![kinds(&shared.found), aspects(shared)],
    }
}

fn characters(row: &Disagreement) -> u64 {
    u64::from(row.span.end() - row.span.start())
}

fn kinds(found: &Disagreements) -> Table {
    let mut table = Table::new(
        "kinds",
        "Disagreements by kind",
        [
            text("kind", "Kind"),
            number("disagreements", "Disagreements"),
            number("open", "Open"),
            number("characters", "Characters"),
            measure("cost", "Cost"),
            share("share", "Share of the cost"),
        ],
    );
    let total = found.cost();
    for kind in DisagreementKind::ALL {
        let rows: Vec<&Disagreement> =
            found.rows.iter().filter(|row| row.kind() == kind).collect();
        if rows.is_empty() {
            continue;
        }
        // Adding zero makes a sum of nothing 0 rather than -0.
        let cost: f64 = rows.iter().map(|row| row.cost()).sum::<f64>() + 0.0;
        table.push([
            Cell::text(kind.as_str()),
            Cell::from(rows.len()),
            Cell::from(rows.iter().filter(|row| row.state.is_open()).count()),
            Cell::Count(rows.iter().map(|row| characters(row)).sum()),
            Cell::Number(cost),
            if total > 0.0 { Cell::Number(cost / total) } else { Cell::Empty },
        ]);
    }
    table.definition = format!(
        "{} Other code = another code on about the same stretch; missed = a judge said nothing \
         of it; split = one stretch to one, several to another; boundary = it begins or ends \
         elsewhere; valence = another valence, or left open. Characters = from the first to the \
         last that anyone marked.",
        found.definition
    );
    table
}

fn aspects(shared: &Shared<'_>) -> Table {
    let mut table = Table::new(
        "aspects",
        "What disagreements show",
        [
            text("aspect", "What"),
            number("disagreements", "Disagreements"),
            number("characters", "Characters"),
            share("overlap", "Mean overlap"),
        ],
    );
    let mut row = |what: String, is: &dyn Fn(&Disagreement) -> bool| {
        let rows: Vec<&Disagreement> = shared.found.rows.iter().filter(|row| is(row)).collect();
        if rows.is_empty() {
            return;
        }
        let overlaps: Vec<f64> = rows.iter().filter_map(|row| row.overlap).collect();
        let mean = overlaps.iter().sum::<f64>() / overlaps.len() as f64;
        table.push([
            Cell::text(what),
            Cell::from(rows.len()),
            Cell::Count(rows.iter().map(|row| characters(row)).sum()),
            if overlaps.is_empty() { Cell::Empty } else { Cell::Number(mean) },
        ]);
    };
    for coder in &shared.found.coders {
        row(format!("missed by {}", coder.name), &|row| row.missed_by.contains(&coder.id));
    }
    let has = |row: &Disagreement, kind| row.kinds.contains(&kind);
    let ends = |row: &Disagreement| {
        has(row, DisagreementKind::Boundary).then_some((row.starts_differ, row.ends_differ))
    };
    row("only the start differs".to_owned(), &|row| ends(row) == Some((true, false)));
    row("only the end differs".to_owned(), &|row| ends(row) == Some((false, true)));
    row("start and end differ".to_owned(), &|row| ends(row) == Some((true, true)));
    row("split".to_owned(), &|row| has(row, DisagreementKind::Split));
    row("valence".to_owned(), &|row| has(row, DisagreementKind::Valence));
    let mut relations: Vec<_> =
        shared.found.rows.iter().filter_map(|row| Some(row.pair?.relation)).collect();
    relations.sort_unstable();
    relations.dedup();
    for relation in relations {
        row(format!("other code: {}", relation.as_str()), &|row| {
            row.pair.is_some_and(|pair| pair.relation == relation)
        });
    }
    table.definition =
        "A disagreement is counted in every row that holds of it, so rows do not \
                        add up. Overlap = characters that all who coded it marked ÷ characters \
                        that any of them did; mean over disagreements in which two said \
                        something."
            .to_owned();
    table
}
