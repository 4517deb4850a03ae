use themata_analysis::UnitizedAgreement;
use themata_report::DossierPart;

use super::cells::{named, of_used, with_columns, without_void};
use super::material::Material;
use crate::names::count;

/// Code by code.
pub(super) fn part(material: &Material<'_>) -> DossierPart {
    let title = "Code by code".to_owned();
    let used = material.used();
    if material.shared.question.discuss {
        let table = of_used(material.comparison.discussion().to_table(), &used);
        let words =
            "Who marked how much with each theme and code, and how many passages of it \
                     there are to talk about."
                .to_owned();
        let table = named(table, "codes", "Who marked what");
        return DossierPart { title, text: vec![words], tables: vec![table] };
    }
    let agreement = &material.agreement;
    let mut text = vec![
        "Codes overlap, so each is a question of its own. A code with little agreement and many \
         marks wants a clearer definition; one with few marks says little either way."
            .to_owned(),
    ];
    let left_out = agreement.rows.len() - used.len();
    if left_out > 0 {
        let codes =
            count(left_out, "theme or code").replace("theme or codes", "themes or codes");
        text.push(format!("{codes} that nobody used here are left out."));
    }
    let standard = agreement.to_table();
    let mut keys =
        vec!["code", "percent_agreement", "positive_agreement", "alpha", "prevalence"];
    let coders: Vec<String> = standard
        .columns
        .iter()
        .map(|column| column.key.clone())
        .filter(|key| key.starts_with("units") && key != "units")
        .collect();
    keys.extend(coders.iter().map(String::as_str));
    let mut main = with_columns(standard.clone(), "codes", "Agreement by code", &keys);
    let intervals = [
        "code",
        "alpha",
        "alpha_error",
        "alpha_low",
        "alpha_high",
        "alpha_below_667",
        "alpha_below_800",
        "undefined_replicates",
    ];
    // How the figures come about is told under those of all codes together.
    main.definition = BEFORE.to_owned();
    main.remarks.clear();
    let mut sure =
        with_columns(standard, "intervals", "How sure alpha is, by code", &intervals);
    sure.definition = format!(
        "{BEFORE} Standard error by formula, which takes units for independent and is too small."
    );
    sure.remarks.clear();
    // PABAK and the indices are of two coders.
    let more: &[&str] = match agreement.coders.len() {
        2 => &[
            "code",
            "cohen_kappa",
            "negative_agreement",
            "ac1",
            "pabak",
            "prevalence_index",
            "bias_index",
        ],
        _ => &["code", "conger_kappa", "negative_agreement", "ac1"],
    };
    let every = material.comparison.every_measure(None).to_table();
    let mut every = with_columns(every, "more-measures", "Beside alpha", more);
    every.remarks.clear();
    let stretches = material.stretches.as_ref().map(UnitizedAgreement::to_table);
    let stretches = stretches
        .map(|table| named(table, "stretches", "Free boundaries, corrected for chance"));
    let spans = material.comparison.spans().to_table();
    let spans = named(spans, "spans", "Free boundaries, not corrected for chance");
    let tables = [Some(main), Some(sure), Some(every), stretches, Some(spans)];
    DossierPart {
        title,
        text,
        tables: tables
            .into_iter()
            .flatten()
            .map(|table| without_void(of_used(table, &used)))
            .collect(),
    }
}

/// What stands under tables whose figures were explained before.
const BEFORE: &str =
    "Unit, universe, coders and formulas as in the table of all codes together.";
