use themata_analysis::{FEW_DOCUMENTS, Spread, UnitizedAgreement};
use themata_report::DossierPart;

use super::cells::{cell, measure, number, passage, share, text};
use super::material::Material;
use crate::names::count;
use crate::{Cell, Table};

/// The figures of all codes together; without coefficients, how much there is to talk about.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let shared = material.shared;
    let title = "In short".to_owned();
    let found = &shared.found;
    let open = found.rows.iter().filter(|row| row.state.is_open()).count();
    let counts = format!(
        "The coders said the same of {} and differ in {}, of which {open} are not decided yet.",
        count(found.agreed.len(), "passage"),
        count(found.rows.len(), "passage"),
    );
    if shared.question.discuss {
        let words = "No coefficient is computed here: what the coders see differently is \
                     material to think with, and not a fault."
            .to_owned();
        return DossierPart { title, text: vec![counts, words], tables: Vec::new() };
    }
    let bounds = material.agreement.intervals.as_ref().and_then(|all| all.pooled.first());
    let sentence = match (material.agreement.pooled.alpha, bounds) {
        (Ok(alpha), Some(Spread { bounds: Ok(bounds), .. })) => format!(
            "Over all codes, {unit} by {unit}, Krippendorff's alpha is {alpha:.3}, with a 95 % \
             interval from {:.3} to {:.3}. Judge by the lower end.",
            bounds.low,
            bounds.high,
            unit = shared.unit.as_str()
        ),
        (Ok(alpha), _) => format!(
            "Over all codes, {unit} by {unit}, Krippendorff's alpha is {alpha:.3}; there is no \
             interval for it.",
            unit = shared.unit.as_str()
        ),
        (Err(reason), _) => {
            format!("Krippendorff's alpha over all codes is undefined: {reason}.")
        }
    };
    let documents = material.agreement.documents.len();
    let few = (documents < FEW_DOCUMENTS).then(|| {
        format!(
            "With {} the interval itself is not reliable: intervals need at least \
             {FEW_DOCUMENTS} documents.",
            count(documents, "document")
        )
    });
    let thresholds = "Krippendorff takes .800 as the level to rely on, and .667 as the lowest for \
                      tentative conclusions; other bands are in use, and none replaces a look at \
                      the disagreements."
        .to_owned();
    DossierPart {
        title,
        text: [Some(sentence), few, Some(counts), Some(thresholds)]
            .into_iter()
            .flatten()
            .collect(),
        tables: vec![table(material), sure(material)],
    }
}

fn table(material: &Material<'_>) -> Table {
    let agreement = &material.agreement;
    let mut table = Table::new(
        "headline",
        "All codes together",
        [
            text("figure", "Figure"),
            passage("asks", "What it asks"),
            measure("value", "Value"),
            share("coverage", "Coverage"),
        ],
    );
    let unit = material.shared.unit.as_str();
    let mut row = |name: &str, asks: &str, value: Cell, coverage: Option<f64>| {
        let coverage = coverage.map_or(Cell::Empty, Cell::Number);
        table.push([Cell::text(name), Cell::text(asks), value, coverage]);
    };
    let pooled = &agreement.pooled;
    let each = format!("do the codes apply to the same {unit}s, beyond chance?");
    row("alpha", &each, cell(pooled.alpha), None);
    row("kappa, pooled", &each, cell(pooled.kappa), None);
    let plain = "the same, with chance left in";
    row("percent agreement", plain, cell(pooled.percent), None);
    if let Some(stretches) = &material.stretches {
        of_stretches(stretches, &mut row);
        table.remarks.extend(stretches.overlap.iter().map(|overlap| {
            format!("u-alpha and cu-alpha take no codes that overlap: {overlap}")
        }));
    }
    table.definition.clone_from(&agreement.definition);
    table.definition.push_str(
        " Figures with |u, u, cu and gamma are of stretches and not of units; the table of free \
         boundaries says how.",
    );
    table.remarks.extend(agreement.remarks.iter().cloned());
    table
}

/// The figures with free boundaries, each with what it asks, its value and what it rests on.
fn of_stretches(
    stretches: &UnitizedAgreement,
    mut row: impl FnMut(&str, &str, Cell, Option<f64>),
) {
    let (Some(anything), Some(u), Some(cu), Some(gamma)) =
        (&stretches.anything, &stretches.u, &stretches.cu, &stretches.gamma)
    else {
        return;
    };
    // Where codes of one coder overlap, a remark names the place.
    let value = |value| match (&stretches.overlap, cell(value)) {
        (Some(_), Cell::Undefined(_)) => {
            Cell::Undefined("codes of one coder overlap".to_owned())
        }
        (_, cell) => cell,
    };
    row("|u-alpha", "did they mark the same text at all?", cell(anything.value), None);
    row("u-alpha", "the same text with the same codes?", value(u.value), None);
    row(
        "cu-alpha",
        "of what two marked, did they name it the same?",
        value(cu.value),
        cu.coverage,
    );
    row(
        "gamma",
        "both at once, where boundaries are free and codes overlap",
        cell(gamma.value),
        None,
    );
    row(
        "gamma-cat",
        "where stretches were aligned, did they name them the same?",
        cell(gamma.on_categories.value),
        None,
    );
}

/// How far alpha would vary if other documents had been drawn.
fn sure(material: &Material<'_>) -> Table {
    let mut table = Table::new(
        "headline-interval",
        "How sure alpha is",
        [
            text("figure", "Figure"),
            measure("value", "Value"),
            measure("low", "Low"),
            measure("high", "High"),
            share("below_667", "P(< .667)"),
            share("below_800", "P(< .800)"),
            number("undefined_replicates", "Undefined replicates"),
        ],
    );
    let agreement = &material.agreement;
    let all = agreement.intervals.as_ref();
    if let Some(spread) = all.and_then(|all| all.pooled.first()) {
        table.push([
            Cell::text("alpha, all codes"),
            cell(agreement.pooled.alpha),
            cell(spread.bounds.map(|bounds| bounds.low)),
            cell(spread.bounds.map(|bounds| bounds.high)),
            cell(spread.below_667),
            cell(spread.below_800),
            Cell::from(spread.undefined),
        ]);
    }
    table.definition = format!(
        "95 % interval. Documents are drawn whole, because what is said in one interview hangs \
         together: {} replicates, seed {}, percentiles; with fewer than ten documents the \
         jackknife's interval, which is not reliable. P(< …) = share of the replicates in which \
         alpha is defined that lie below.",
        material.shared.question.replicates, material.shared.question.seed
    );
    table
}
