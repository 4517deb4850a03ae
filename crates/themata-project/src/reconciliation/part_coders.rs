use themata_analysis::{AgreementMeasure, DisagreementsBy, Level};
use themata_report::DossierPart;

use super::cells::{measure, named, number, share, text};
use super::material::Material;
use crate::names::list;
use crate::{Cell, Table};

/// Two by two, without each, and what each coder tends to; document by document.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let shared = material.shared;
    let names: Vec<String> =
        material.agreement.coders.iter().map(|coder| coder.name.clone()).collect();
    let mut text = Vec::new();
    let mut tables = Vec::new();
    if shared.question.discuss {
        text.push(format!(
            "What {} each marked, and how often nobody or everybody else did.",
            list(&names)
        ));
        tables.push(tendencies(material));
        let documents = shared.found.to_summary(&shared.study, DisagreementsBy::Document);
        tables.push(named(documents, "documents", "Document by document"));
    } else {
        text.push(
            "A pair that agrees far less than the others reads the codebook differently; so does \
             a coder without whom the others agree far more. Neither says who is right."
                .to_owned(),
        );
        let measures = &AgreementMeasure::STANDARD;
        let pairs = material.comparison.by_pair(measures);
        let mut table = named(pairs.to_table(), "pairs", "Coders two by two, and without each");
        // It is told once, under what all figures rest on.
        table.remarks.clear();
        tables.push(matrix(material, &pairs));
        tables.push(table);
        tables.push(tendencies(material));
        let mut documents = material.comparison.by_document(measures).to_table();
        documents.remarks.clear();
        tables.push(named(documents, "documents", "Document by document"));
    }
    DossierPart { title: "Coder by coder, document by document".to_owned(), text, tables }
}

/// Alpha of every two coders, as a square.
fn matrix(material: &Material<'_>, pairs: &themata_analysis::CoderAgreement) -> Table {
    let coders = &material.agreement.coders;
    let keys =
        (1..).zip(coders).map(|(place, coder)| measure(&format!("coder_{place}"), &coder.name));
    let columns = std::iter::once(text("coder", "Coder")).chain(keys);
    let mut table = Table::new("matrix", "Alpha of every two coders", columns);
    let alpha = pairs.measures.iter().position(|&one| one == AgreementMeasure::Alpha);
    let of = |a, b| {
        let is = |row: &&themata_analysis::CoderRow| {
            let ids: Vec<_> = row.coders.iter().map(|coder| coder.id).collect();
            ids.contains(&a) && ids.contains(&b)
        };
        let row = pairs.pairs.iter().find(is)?;
        Some(super::cells::cell(*row.figures.get(alpha?)?))
    };
    for row in coders {
        let cells = coders.iter().map(|column| match row.id == column.id {
            true => Cell::Empty,
            false => of(row.id, column.id).unwrap_or(Cell::Empty),
        });
        table.push(std::iter::once(Cell::text(&row.name)).chain(cells));
    }
    table.definition =
        "Krippendorff's alpha over all codes that one of the two used in the documents that both \
         judged; the table below has the numbers behind it."
            .to_owned();
    table
}

/// How readily each coder marks.
fn tendencies(material: &Material<'_>) -> Table {
    let mut table = Table::new(
        "coder-bias",
        "What each coder tends to",
        [
            text("coder", "Coder"),
            number("marked", "Units marked"),
            share("marked_share", "Of units judged"),
            share("others_share", "Others there"),
            number("codes", "Codes used"),
            number("missed", "Missed"),
            number("alone", "Alone"),
        ],
    );
    let agreement = &material.agreement;
    let judged = material.comparison.judged();
    let codes: Vec<_> = agreement.rows_at(Level::Code).collect();
    let marks = |place: usize| codes.iter().map(|row| row.marked[place]).sum::<u64>();
    let all: u64 = (0..judged.len()).map(marks).sum();
    let units: u64 = judged.iter().map(|one| one.units).sum();
    for (place, one) in judged.iter().enumerate() {
        let mine = marks(place);
        let used = codes.iter().filter(|row| row.marked[place] > 0).count();
        let rows = &material.shared.found.rows;
        let missed = rows.iter().filter(|row| row.missed_by.contains(&one.coder.id)).count();
        let is_alone = |row: &&themata_analysis::Disagreement| {
            row.judges.len() > 1 && row.claims().all(|claim| claim.coder == one.coder.id)
        };
        let alone = rows.iter().filter(is_alone).count();
        table.push([
            Cell::text(&one.coder.name),
            Cell::Count(mine),
            Cell::share(mine, one.units),
            Cell::share(all - mine, units - one.units),
            Cell::from(used),
            Cell::from(missed),
            Cell::from(alone),
        ]);
    }
    table.definition = format!(
        "Units marked = {} by {}, of all codes added up; of units judged = divided by the units \
         of the documents that the coder judged, more than 1 if several codes are usual; others \
         there = the same for all other coders together. Missed = disagreements in which the \
         coder said nothing and others did; alone = in which nobody else said anything.",
        material.shared.unit.as_str(),
        material.shared.unit.as_str()
    );
    table
}
