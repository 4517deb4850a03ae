//! What each column means, in a sentence that is read without pointing at anything.

use maud::{Markup, html};
use themata_project::{Column, Table};

/// Meanings by the key of a column. Formulas and sources are in `docs/methods/agreement.md`,
/// `items.md` and `unitizing.md`.
const MEANINGS: [(&str, &str); 50] = [
    ("code", "The theme or code: a yes-or-no question that is asked of every unit."),
    ("coders", "Whose judgements are compared: two coders, all of them, or all but one."),
    ("document", "The document; everything in its row is of this document alone."),
    (
        "percent_agreement",
        "How often two coders say the same of a unit, averaged over the units. That both leave a unit unmarked counts as saying the same.",
    ),
    ("percent_by_judgement", "The same, but a unit weighs as much as it has judgements."),
    (
        "percent_all_coders",
        "The share of units on which all coders say the same, of those that all judged.",
    ),
    (
        "positive_agreement",
        "Where one coder marks a unit, how often another marks it, too. What nobody marked does not count.",
    ),
    (
        "negative_agreement",
        "Where one coder leaves a unit unmarked, how often another does, too.",
    ),
    (
        "holsti",
        "Of the units that the two coders marked, twice those that both did, divided by what each marked (Holsti 1969). Here it equals positive agreement.",
    ),
    (
        "bennett_s",
        "Agreement beyond chance, where chance gives both answers equally often (Bennett, Alpert and Goldstein 1954).",
    ),
    (
        "randolph_kappa",
        "Agreement beyond chance for any number of coders, where chance gives both answers equally often (Randolph 2005).",
    ),
    (
        "brennan_prediger",
        "Agreement beyond chance, where chance gives all answers equally often (Brennan and Prediger 1981).",
    ),
    (
        "pabak",
        "Twice the percent agreement less 1: kappa as if marks were as frequent as their absence (Byrt, Bishop and Carlin 1993).",
    ),
    (
        "scott_pi",
        "Agreement beyond chance, where both coders are taken to mark equally often (Scott 1955).",
    ),
    (
        "kappa",
        "Agreement beyond what chance gives if each coder marks as often as they did: Cohen's kappa (1960) for two coders, Conger's (1980) for more.",
    ),
    (
        "cohen_kappa",
        "Agreement of two coders beyond what chance gives if each marks as often as they did (Cohen 1960).",
    ),
    (
        "kappa_max",
        "The largest Cohen's kappa that there could be, given how often each of the two marks.",
    ),
    ("conger_kappa", "Cohen's kappa for any number of coders (Conger 1980)."),
    ("light_kappa", "The mean of Cohen's kappas of all pairs of coders (Light 1971)."),
    (
        "fleiss_kappa",
        "Agreement of several coders beyond chance, where all are taken to mark equally often (Fleiss 1971).",
    ),
    (
        "alpha",
        "1 less the disagreement that there is, divided by the one that chance gives (Krippendorff's alpha, nominal). 1 is no disagreement, 0 is as much as chance gives, below 0 is more.",
    ),
    (
        "ac1",
        "Agreement beyond chance, where chance is taken to be small for very rare and very frequent answers (Gwet 2008).",
    ),
    (
        "prevalence",
        "How often a judgement marks the unit, of all judgements. Where it is small, percent agreement is high whatever coders do.",
    ),
    (
        "prevalence_index",
        "How much more often both coders mark a unit than neither does, as a share of the units.",
    ),
    (
        "bias_index",
        "How much more often the one coder marks than the other, as a share of the units.",
    ),
    ("units", "How many units were judged by two coders at least."),
    ("documents", "How many documents these coders judged together."),
    ("codes", "How many codes at least one of the coders used."),
    ("by_all", "Units that everybody marked who judged them."),
    ("by_several", "Units that some marked, more than one and not all."),
    ("by_one", "Units that one coder alone marked."),
    (
        "to_talk_about",
        "Passages, units side by side, that somebody marked and somebody else who judged them did not.",
    ),
    ("measure", "What is measured on the codes of a unit, taken as one set."),
    (
        "value",
        "The figure: for the alphas, 1 less observed divided by expected disagreement; for the others a share of units or pairs.",
    ),
    (
        "observed_disagreement",
        "How far the sets of two coders are apart on the same unit, on average, from 0 to 1.",
    ),
    (
        "expected_disagreement",
        "How far two sets are apart that are drawn from all units by chance.",
    ),
    ("sets", "How many sets of codes were compared: one for each coder and unit."),
    (
        "binary_u_alpha",
        "Did coders mark the same characters? 1 less observed divided by expected disagreement on what is marked and what is a gap (Krippendorff and others 2016).",
    ),
    (
        "u_alpha",
        "The same for marks and names together: which characters were marked, and as what.",
    ),
    (
        "cu_alpha",
        "Where two coders both marked something, did they call it the same? Gaps do not count.",
    ),
    (
        "ku_alpha",
        "The same for one code: where it or another was marked by both, did they agree that it is this one?",
    ),
    (
        "coverage",
        "How much of what was marked could be compared in the figure before it; where it is small, that figure rests on little.",
    ),
    (
        "gamma",
        "1 less the disorder of the best alignment of the coders' stretches, divided by that of stretches placed by chance (Mathet, Widlöcher and Métivier 2015).",
    ),
    ("gamma_cat", "The same for names alone, on stretches that were aligned."),
    ("gamma_k", "The same for one code."),
    ("alpha_u", "Agreement on stretches as it was defined in 1995 and 2004 (Krippendorff)."),
    ("stretches", "How many stretches the coders marked."),
    ("f1_exact", "How often a stretch of one coder is, to the character, one of another's."),
    (
        "f1_overlap",
        "How often a stretch of one coder touches one of another's with the same code.",
    ),
    ("pairs", "How many pairs of coders were compared."),
];

/// Two more for stretches, which have no room above.
const STRETCHES: [(&str, &str); 3] = [
    ("f1_iou_half", "How often two stretches share at least half of what they cover together."),
    (
        "mean_iou",
        "What aligned stretches share, divided by what they cover together, on average.",
    ),
    ("position_f1", "Of the characters that one coder marked, how many another marked, too."),
];

/// Endings of keys of columns that belong to the column of a measure.
const ENDINGS: [(&str, &str); 7] = [
    (
        "_error",
        "The standard error by formula, which takes units for independent of each other; turns of one interview are not, so the interval says more.",
    ),
    ("_low", "Where the 95 % interval begins."),
    ("_high", "Where the 95 % interval ends."),
    (
        "_interval",
        "How the interval was found: the middle 95 % of what documents drawn again give (percentile), the same corrected for bias and skewness (BCa), or what leaving out one document at a time gives (jackknife).",
    ),
    ("_below_667", "The share of the drawn samples in which the figure is below .667."),
    ("_below_800", "The share of the drawn samples in which the figure is below .800."),
    ("undefined_replicates", "How many of the drawn samples have no such figure."),
];

/// What a column means.
pub(super) fn meaning(column: &Column) -> Option<String> {
    let key = column.key.as_str();
    let known = MEANINGS.iter().chain(&STRETCHES).find(|(known, _)| *known == key);
    if let Some((_, meaning)) = known {
        return Some((*meaning).to_owned());
    }
    if let Some((_, meaning)) = ENDINGS.iter().find(|(ending, _)| key.ends_with(ending)) {
        return Some((*meaning).to_owned());
    }
    let of = |begin: &str| column.heading.strip_prefix(begin);
    match (of("Units "), of("Excerpts ")) {
        (Some(coder), _) => {
            Some(format!("How many units {coder} marked; twice marked is once."))
        }
        (_, Some(coder)) => Some(format!("How many excerpts {coder} marked.")),
        _ => None,
    }
}

/// The meanings of all columns of a table.
pub(super) fn meanings(table: &Table) -> Markup {
    html! {
        section.meanings aria-labelledby="meanings" {
            h2 #meanings { "What the columns mean" }
            dl {
                @for column in &table.columns {
                    @if let Some(meaning) = meaning(column) {
                        div { dt dir="auto" { (column.heading) } dd dir="auto" { (meaning) } }
                    }
                }
            }
        }
    }
}
